//! Initial values that no chance is in.

use super::Initializer;
use crate::{Element, Random};

/// All values are 0.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Zeros;

impl Initializer for Zeros {
    fn fill<T: Element>(&self, _: &[usize], _: &mut Random, values: &mut [T]) {
        values.fill(T::zero());
    }
}

/// All values are 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Ones;

impl Initializer for Ones {
    fn fill<T: Element>(&self, _: &[usize], _: &mut Random, values: &mut [T]) {
        values.fill(T::one());
    }
}

/// All values are `value`.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Constant {
    value: f64,
}

impl Constant {
    /// With the value 0.
    pub const fn new() -> Constant {
        Constant { value: 0.0 }
    }

    /// The value: 0 unless set.
    #[must_use]
    pub const fn value(self, value: f64) -> Constant {
        Constant { value }
    }
}

impl Initializer for Constant {
    fn fill<T: Element>(&self, _: &[usize], _: &mut Random, values: &mut [T]) {
        values.fill(T::of(self.value));
    }
}

/// A matrix with `gain` on its diagonal and 0 elsewhere: a layer that begins by passing its input on.
///
/// The matrix need not be square. With tensors of another rank, filling panics.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Identity {
    gain: f64,
}

impl Identity {
    /// With gain 1.
    pub const fn new() -> Identity {
        Identity { gain: 1.0 }
    }

    /// The values on the diagonal: 1 unless set.
    #[must_use]
    pub const fn gain(self, gain: f64) -> Identity {
        Identity { gain }
    }
}

impl Default for Identity {
    fn default() -> Identity {
        Identity::new()
    }
}

impl Initializer for Identity {
    fn fill<T: Element>(&self, shape: &[usize], _: &mut Random, values: &mut [T]) {
        let &[rows, columns] = shape else {
            panic!("the initializer `identity` makes matrices, and this tensor has the shape {shape:?}");
        };
        values.fill(T::zero());
        for i in 0..rows.min(columns) {
            values[i * columns + i] = T::of(self.gain);
        }
    }
}

/// Numbers that are written one by one.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct List<const N: usize>([f64; N]);

/// The numbers.
#[doc(hidden)]
pub const fn list<const N: usize>(numbers: [f64; N]) -> List<N> {
    List(numbers)
}

impl<const N: usize> Initializer for List<N> {
    fn fill<T: Element>(&self, _: &[usize], _: &mut Random, values: &mut [T]) {
        values.iter_mut().zip(self.0).for_each(|(value, number)| *value = T::of(number));
    }
}
