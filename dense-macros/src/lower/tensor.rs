//! What is said of the tensors of a layer: initial values, penalties, constraints.

use crate::ast::{Value, ValueForm};
use crate::graph::{Function, Tensor};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::vocab::{self, Category};

impl Scope<'_> {
    /// The kernel of a layer, with an initializer that was read already.
    pub(super) fn kernel(&self, bound: &Bound<'_>, initializer: Option<Function>) -> Tensor {
        let regularizer = bound.get("kernel_regularizer");
        let constraint = bound.get("kernel_constraint");
        Tensor {
            initializer,
            regularizer: regularizer.and_then(|value| self.function(Category::Regularizer, value)),
            constraint: constraint.and_then(|value| self.constraint(value, "a kernel", 2, OF_A_UNIT)),
            ..Tensor::new("kernel", "glorot_uniform")
        }
    }

    /// Another tensor that is a matrix, with what to say of its axes.
    pub(super) fn matrix(
        &self,
        bound: &Bound<'_>,
        name: &'static str,
        default: &'static str,
        axes: &'static str,
    ) -> Tensor {
        let value = |of: &str| bound.get(&format!("{name}_{of}"));
        let function = |category, of| self.function(category, value(of)?);
        Tensor {
            initializer: function(Category::Initializer, "initializer"),
            regularizer: function(Category::Regularizer, "regularizer"),
            constraint: value("constraint").and_then(|value| self.constraint(value, &format!("`{name}`"), 2, axes)),
            ..Tensor::new(name, default)
        }
    }

    /// A tensor that is a vector.
    pub(super) fn vector(&self, bound: &Bound<'_>, name: &'static str, default: &'static str) -> Tensor {
        let what = if name == "bias" { "a bias".to_owned() } else { format!("`{name}`") };
        let value = |of: &str| bound.get(&format!("{name}_{of}"));
        let function = |category, of| self.of_vector(category, value(of)?, &what);
        Tensor {
            initializer: function(Category::Initializer, "initializer"),
            regularizer: function(Category::Regularizer, "regularizer"),
            constraint: value("constraint").and_then(|value| self.constraint(value, &what, 1, OF_A_UNIT)),
            ..Tensor::new(name, default)
        }
    }

    /// A penalty on what the layer gives.
    pub(super) fn activity_regularizer(&self, bound: &Bound<'_>) -> Option<Function> {
        self.of_vector(Category::Regularizer, bound.get("activity_regularizer")?, "what a layer gives")
    }

    /// A function of something that is a vector.
    fn of_vector(&self, category: Category, value: &Value, what: &str) -> Option<Function> {
        let function = self.function(category, value)?;
        if let Some(word) = vocab::MATRICES.iter().find(|word| function.is(word)) {
            let message = format!("`{word}` is for matrices, and {what} is a vector");
            self.dx.help(value.place, message, format!("write another word, such as `{}`", vector_example(category)));
            return None;
        }
        Some(function)
    }

    /// A constraint of a tensor with so many axes. Its axis must be one of them.
    fn constraint(&self, value: &Value, what: &str, axes: u64, help: &str) -> Option<Function> {
        let function = self.function(Category::Constraint, value)?;
        let ValueForm::Call(word, arguments) = &value.form else { return Some(function) };
        let Some(signature) = Category::Constraint.signature(&word.to_string()) else { return Some(function) };
        match self.bind(signature, arguments).get("axis") {
            Some(axis) if is_no_axis(axis, axes) => {
                let axes = (0..axes).map(|axis| format!("`{axis}`")).collect::<Vec<_>>().join(" or ");
                let message = format!("`axis` of {what} is {axes}, found `{}`", axis.text());
                self.dx.help(axis.place, message, help);
                None
            }
            _ => Some(function),
        }
    }
}

/// What an axis of a kernel means.
const OF_A_UNIT: &str = "0 is the axis of the weights into one unit";

/// Whether a literal is not the number of one of so many axes.
fn is_no_axis(axis: &Value, axes: u64) -> bool {
    matches!(axis.form, ValueForm::Integer { value: Some(number), .. } if number >= axes)
}

fn vector_example(category: Category) -> &'static str {
    match category {
        Category::Initializer => "zeros",
        category => category.example(),
    }
}
