//! Tensors of parameters, by name.

use core::fmt;
use core::ops::Deref;

use crate::plan::{Plan, TensorPlan};

/// A tensor of a network: its name, its shape, and a view of its values. It derefs to the slice of values.
#[derive(Clone, Copy, PartialEq)]
pub struct TensorRef<'a, T> {
    name: &'static str,
    shape: &'static [usize],
    trainable: bool,
    values: &'a [T],
}

impl<'a, T> TensorRef<'a, T> {
    /// The layer's name and the tensor's: `"hidden.kernel"`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The lengths of its axes, in Keras's layout: a kernel is `[inputs, units]`.
    #[must_use]
    pub fn shape(&self) -> &'static [usize] {
        self.shape
    }

    /// Whether training changes it.
    #[must_use]
    pub fn trainable(&self) -> bool {
        self.trainable
    }

    /// Its values in row-major order.
    #[must_use]
    pub fn values(&self) -> &'a [T] {
        self.values
    }
}

impl<T> Deref for TensorRef<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.values
    }
}

impl<T> fmt::Debug for TensorRef<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.name, self.shape)
    }
}

/// Cuts flat parameters into the plan's tensors.
pub(crate) fn tensors<'a, T>(
    plan: &Plan,
    mut parameters: &'a [T],
) -> impl Iterator<Item = TensorRef<'a, T>> + use<'a, T> {
    plan.tensors.iter().map(move |&TensorPlan { name, shape, trainable, .. }| {
        let (values, rest) = parameters.split_at(shape.iter().product());
        parameters = rest;
        TensorRef { name, shape, trainable, values }
    })
}
