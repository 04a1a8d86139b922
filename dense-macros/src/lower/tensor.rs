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
        let function = |category, of| self.of_other(category, value(of)?, &format!("{what} is a vector"));
        Tensor {
            initializer: function(Category::Initializer, "initializer"),
            regularizer: function(Category::Regularizer, "regularizer"),
            constraint: value("constraint").and_then(|value| self.constraint(value, &what, 1, OF_A_UNIT)),
            ..Tensor::new(name, default)
        }
    }

    /// The bias, unless the layer is to have none.
    pub(super) fn bias(&self, bound: &Bound<'_>) -> Option<Tensor> {
        let use_bias = bound.get("use_bias").is_none_or(|value| self.bool("use_bias", value));
        for keyword in ABOUT_BIAS.into_iter().filter_map(|name| bound.keyword(name)).filter(|_| !use_bias) {
            let message = format!("this layer has no bias for `{keyword}`: `use_bias = false`");
            self.dx.help(keyword.span(), message, "remove one of the two");
        }
        let bias = self.vector(bound, "bias", "zeros");
        use_bias.then_some(bias)
    }

    /// A penalty on what the layer gives.
    pub(super) fn activity_regularizer(&self, bound: &Bound<'_>) -> Option<Function> {
        let what = match bound.name() {
            "Dense" => "what a layer gives is a vector",
            _ => "what the layer gives is none",
        };
        self.of_other(Category::Regularizer, bound.get("activity_regularizer")?, what)
    }

    /// A function of something that is no matrix, as `what` says.
    pub(super) fn of_other(&self, category: Category, value: &Value, what: &str) -> Option<Function> {
        let function = self.function(category, value)?;
        let is_vector = what.ends_with("vector");
        let others = vocab::NO_VECTORS.iter().filter(|_| is_vector);
        if let Some(word) = vocab::MATRICES.iter().chain(others).find(|word| function.is(word)) {
            let example = match (category, is_vector) {
                (Category::Initializer, true) => "zeros",
                (category, _) => category.example(),
            };
            let message = format!("`{word}` is for matrices, and {what}");
            self.dx.help(value.place, message, format!("write another word, such as `{example}`"));
            return None;
        }
        Some(function)
    }

    /// A constraint of a tensor with so many axes. Its axis must be one of them.
    pub(super) fn constraint(&self, value: &Value, what: &str, axes: u64, help: &str) -> Option<Function> {
        let function = self.function(Category::Constraint, value)?;
        let ValueForm::Call(word, arguments) = &value.form else { return Some(function) };
        let Some(signature) = Category::Constraint.signature(&word.to_string()) else { return Some(function) };
        let given = match self.bind(signature, arguments).get("axis") {
            Some(Value { form: ValueForm::Tuple(axes), .. }) => &axes[..],
            axis => axis.map_or(&[][..], std::slice::from_ref),
        };
        let mut wrong = given.iter().filter(|axis| is_no_axis(axis, axes)).peekable();
        if wrong.peek().is_none() {
            return Some(function);
        }
        for axis in wrong {
            let axes = (0..axes).map(|axis| format!("`{axis}`")).collect::<Vec<_>>().join(" or ");
            let message = format!("`axis` of {what} is {axes}, found `{}`", axis.text());
            self.dx.help(axis.place, message, help);
        }
        None
    }
}

/// The arguments that are about a bias.
const ABOUT_BIAS: [&str; 3] = ["bias_initializer", "bias_regularizer", "bias_constraint"];

/// What an axis of a kernel means.
const OF_A_UNIT: &str = "0 is the axis of the weights into one unit";

/// Whether a literal is not the number of one of so many axes.
fn is_no_axis(axis: &Value, axes: u64) -> bool {
    matches!(axis.form, ValueForm::Integer { value: Some(number), .. } if number >= axes)
}
