//! `Permute(2, 1)`

use crate::ast::{self, Value, ValueForm};
use crate::graph::{Op, Permute};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::spelling;

impl Scope<'_> {
    pub(super) fn permute(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let given = match (bound.get("dims"), bound.rest()) {
            (None, []) => {
                self.missing(layer, "the new order of the axes", "Permute(2, 1)");
                return Op::Unknown;
            }
            (None, dims) => dims.to_vec(),
            (Some(dims), []) => vec![dims],
            (Some(_), [dim, ..]) => {
                self.dx.error(dim.place, "the axes of `Permute` are given twice");
                return Op::Unknown;
            }
        };
        let dims = self.axes(&given);
        let mut axes = Vec::new();
        for dim in &dims {
            let Some(axis) = self.permuted_axis(dim, dims.len()) else { return Op::Unknown };
            if axes.iter().any(|(other, _)| *other == axis) {
                let message = format!("axis {} stands in `Permute` twice", axis + 1);
                self.dx.help(dim.place, message, each_once(dims.len()));
                return Op::Unknown;
            }
            axes.push((axis, dim.place));
        }
        Op::Permute(Permute { axes })
    }

    /// An axis of the input, which counts from 1 in the source and from 0 on from here.
    fn permuted_axis(&self, dim: &Value, count: usize) -> Option<usize> {
        let found = dim.text();
        match dim.form {
            ValueForm::Missing => {}
            ValueForm::Integer { negative: false, value: Some(0) } => {
                self.dx.help(dim.place, "the axes of `Permute` count from 1: axis 0 is the batch", each_once(count));
            }
            ValueForm::Integer { negative: false, value: Some(axis) } => {
                let axis = usize::try_from(axis).unwrap_or(usize::MAX);
                if axis <= count {
                    return Some(axis - 1);
                }
                let message = format!("`Permute` has {count} axes, and there is no axis {axis} among them");
                self.dx.help(dim.place, message, each_once(count));
            }
            _ => {
                let message = format!("an axis of `Permute` is a number, found `{found}`");
                self.dx.help(dim.place, message, "write literals, as in `Permute(2, 1)`");
            }
        }
        None
    }
}

/// The help for a permutation of so many axes.
pub(crate) fn each_once(count: usize) -> String {
    let axes = (1..=count).map(|axis| axis.to_string()).collect::<Vec<_>>();
    let axes = axes.iter().map(String::as_str).collect::<Vec<_>>();
    format!("write {}, each once, in the new order", spelling::list(&axes))
}
