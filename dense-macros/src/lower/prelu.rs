//! `PReLU(alpha_initializer = constant(0.25), shared_axes = [1, 2])`

use crate::ast::{Value, ValueForm};
use crate::graph::{Op, PReLU};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::place::Place;

impl Scope<'_> {
    pub(super) fn prelu(&self, bound: &Bound<'_>) -> Op {
        Op::PReLU(Box::new(PReLU {
            alpha: self.vector(bound, "alpha", "zeros"),
            shared_axes: bound.get("shared_axes").map(|value| self.shared_axes(value)).unwrap_or_default(),
            trainable: self.trainable(bound),
        }))
    }

    /// Axes as in Keras, where the batch is axis 0.
    fn shared_axes(&self, value: &Value) -> Vec<(usize, Place)> {
        let axes = match &value.form {
            ValueForm::Tuple(axes) => axes.iter().collect(),
            _ => vec![value],
        };
        axes.into_iter().filter_map(|axis| self.shared_axis(axis)).collect()
    }

    fn shared_axis(&self, axis: &Value) -> Option<(usize, Place)> {
        let found = axis.text();
        match axis.form {
            ValueForm::Missing => {}
            ValueForm::Integer { negative: false, value: Some(0) } => {
                let message = "axis 0 is the batch, along which all samples share the slopes";
                self.dx.help(axis.place, message, "axes of the input count from 1");
            }
            ValueForm::Integer { negative: false, value: Some(number) } => {
                return Some((usize::try_from(number).unwrap_or(usize::MAX) - 1, axis.place));
            }
            _ => {
                let message = format!("`shared_axes` is a list of axes, found `{found}`");
                self.dx.help(axis.place, message, "write literals, as in `shared_axes = [1, 2]`");
            }
        }
        None
    }
}
