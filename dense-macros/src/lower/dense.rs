//! `Dense(64, relu, he_normal, kernel_regularizer = l2(0.01))`

use crate::ast::{self, Value, ValueForm};
use crate::graph::{Dense, Dim, Function, Op};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::vocab::{self, Category};

/// The arguments that are about a bias.
const ABOUT_BIAS: [&str; 3] = ["bias_initializer", "bias_regularizer", "bias_constraint"];

impl Scope<'_> {
    pub(super) fn dense(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let units = match bound.get("units") {
            Some(_) if self.units_second(bound) => return Op::Dense(Dense::of(Dim::Unknown)),
            Some(units) => self.units(units),
            None => {
                self.missing(layer, "the number of units", "Dense(64)");
                Dim::Unknown
            }
        };
        let function = |category, name| self.function(category, bound.get(name)?);
        let of_bias = |category, name| self.of_vector(category, bound.get(name)?, "a bias");
        let of_output = |category, name| self.of_vector(category, bound.get(name)?, "what a layer gives");
        let constraint = |tensor, name| self.constraint(bound.get(name)?, tensor);
        let (activation, kernel_initializer) = match self.swapped(bound) {
            true => (None, None),
            false => {
                (function(Category::Activation, "activation"), function(Category::Initializer, "kernel_initializer"))
            }
        };
        let use_bias = bound.get("use_bias").is_none_or(|value| self.bool("use_bias", value));
        for keyword in ABOUT_BIAS.into_iter().filter_map(|name| bound.keyword(name)).filter(|_| !use_bias) {
            let message = format!("this layer has no bias for `{keyword}`: `use_bias = false`");
            self.dx.help(keyword.span(), message, "remove one of the two");
        }
        Op::Dense(Box::new(Dense {
            units,
            activation,
            kernel_initializer,
            use_bias,
            bias_initializer: of_bias(Category::Initializer, "bias_initializer"),
            trainable: bound.get("trainable").is_none_or(|value| self.bool("trainable", value)),
            kernel_regularizer: function(Category::Regularizer, "kernel_regularizer"),
            bias_regularizer: of_bias(Category::Regularizer, "bias_regularizer"),
            activity_regularizer: of_output(Category::Regularizer, "activity_regularizer"),
            kernel_constraint: constraint(KERNEL, "kernel_constraint"),
            bias_constraint: constraint(BIAS, "bias_constraint"),
        }))
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

    /// A constraint of a tensor. Its axis must be one of the tensor's.
    fn constraint(&self, value: &Value, Tensor { name, rank }: Tensor) -> Option<Function> {
        let function = self.function(Category::Constraint, value)?;
        let ValueForm::Call(word, arguments) = &value.form else { return Some(function) };
        let Some(signature) = Category::Constraint.signature(&word.to_string()) else { return Some(function) };
        match self.bind(signature, arguments).get("axis") {
            Some(axis) if is_no_axis(axis, rank) => {
                let axes = (0..rank).map(|axis| format!("`{axis}`")).collect::<Vec<_>>().join(" or ");
                let message = format!("`axis` of {name} is {axes}, found `{}`", axis.text());
                self.dx.help(axis.place, message, "0 is the axis of the weights into one unit");
                None
            }
            _ => Some(function),
        }
    }

    /// Reports an activation and an initializer in each other's place as the one mistake it is.
    fn swapped(&self, bound: &Bound<'_>) -> bool {
        let is_swapped =
            |first: &Value, second: &Value| Category::Initializer.has(first) && Category::Activation.has(second);
        let names = ["activation", "kernel_initializer"];
        self.in_other_order(bound, names, "the activation comes before the initializer", is_swapped)
    }

    /// The same for the units and the activation.
    fn units_second(&self, bound: &Bound<'_>) -> bool {
        let is_swapped = |first: &Value, second: &Value| {
            Category::Activation.has(first) && matches!(second.form, ValueForm::Integer { .. })
        };
        self.in_other_order(bound, ["units", "activation"], "the number of units comes first", is_swapped)
    }

    fn in_other_order(
        &self,
        bound: &Bound<'_>,
        names: [&str; 2],
        message: &str,
        is_swapped: impl Fn(&Value, &Value) -> bool,
    ) -> bool {
        let [Some(first), Some(second)] = names.map(|name| bound.get(name)) else { return false };
        let by_position = names.iter().all(|name| bound.keyword(name).is_none());
        let swapped = by_position && is_swapped(first, second);
        if swapped {
            let help = format!("write `{}, {}`", second.text(), first.text());
            self.dx.help(first.place.to(second.place), message, help);
        }
        swapped
    }
}

/// Whether a literal is not the number of an axis.
fn is_no_axis(axis: &Value, rank: u64) -> bool {
    matches!(axis.form, ValueForm::Integer { value: Some(number), .. } if number >= rank)
}

/// A tensor of a layer.
#[derive(Clone, Copy)]
struct Tensor {
    name: &'static str,
    rank: u64,
}

const KERNEL: Tensor = Tensor { name: "a kernel", rank: 2 };
const BIAS: Tensor = Tensor { name: "a bias", rank: 1 };

fn vector_example(category: Category) -> &'static str {
    match category {
        Category::Initializer => "zeros",
        category => category.example(),
    }
}
