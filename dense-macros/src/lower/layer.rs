//! Layers: what their arguments mean.

use proc_macro2::TokenStream;

use crate::ast::{self, Value, ValueForm};
use crate::graph::{Dense, Dim, Function, Op, Penalty, Rate, Reshape};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::lower::setting::{float, number};
use crate::vocab::{self, Category};

impl Scope<'_> {
    /// A layer's kind, operation, and the name among its arguments.
    pub(super) fn layer<'a>(&self, layer: &'a ast::Layer) -> (&'static str, Op, Option<&'a Value>) {
        let Some(signature) = self.signature(&layer.kind) else { return ("", Op::Unknown, None) };
        let bound = match signature.name {
            "Reshape" => self.bind(signature, &layer.arguments),
            "Input" => {
                self.dx.help(
                    layer.place(),
                    "`Input` comes first, and once",
                    "remove it; `[784]` between two arrows asserts a shape",
                );
                return (signature.name, Op::Unknown, None);
            }
            _ => self.bind_all(signature, &layer.arguments),
        };
        let op = match signature.name {
            "Dense" => self.dense(layer, &bound),
            "Activation" => self.activation(layer, &bound),
            "Dropout" => self.dropout(layer, &bound),
            "Flatten" => Op::Flatten,
            "Reshape" => self.reshape(layer, &bound),
            _ => unreachable!("every layer of the vocabulary is lowered"),
        };
        (signature.name, op, bound.get("name"))
    }

    fn dense(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let units = match bound.get("units") {
            Some(_) if self.units_second(bound) => return Op::Dense(Dense::of(Dim::Unknown)),
            Some(units) => self.units(units),
            None => {
                self.missing(layer, "the number of units", "Dense(64)");
                Dim::Unknown
            }
        };
        let initializer = |name| self.function(Category::Initializer, bound.get(name)?);
        let (activation, kernel_initializer) = match self.swapped(bound) {
            true => (None, None),
            false => (
                bound.get("activation").and_then(|value| self.function(Category::Activation, value)),
                initializer("kernel_initializer"),
            ),
        };
        let use_bias = bound.get("use_bias").is_none_or(|value| self.bool("use_bias", value));
        if let (false, Some(keyword)) = (use_bias, bound.keyword("bias_initializer")) {
            let message = "this layer has no bias to initialize: `use_bias = false`";
            self.dx.help(keyword.span(), message, "remove one of the two");
        }
        Op::Dense(Box::new(Dense {
            units,
            activation,
            kernel_initializer,
            use_bias,
            bias_initializer: bound.get("bias_initializer").and_then(|value| self.bias_initializer(value)),
            trainable: bound.get("trainable").is_none_or(|value| self.bool("trainable", value)),
            penalties: self.penalties(bound),
        }))
    }

    /// The initializer of a vector, which some cannot fill.
    fn bias_initializer(&self, value: &Value) -> Option<Function> {
        let function = self.function(Category::Initializer, value)?;
        if let Some(word) = vocab::MATRICES.iter().find(|word| function.is(word)) {
            self.dx.help(
                value.place,
                format!("`{word}` makes matrices, and a bias is a vector"),
                "write `zeros`, `constant(0.1)` or another initializer",
            );
            return None;
        }
        Some(function)
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

    fn penalties(&self, bound: &Bound<'_>) -> Vec<Penalty> {
        const KEYWORDS: [(&str, Category); 5] = [
            ("kernel_regularizer", Category::Regularizer),
            ("bias_regularizer", Category::Regularizer),
            ("activity_regularizer", Category::Regularizer),
            ("kernel_constraint", Category::Constraint),
            ("bias_constraint", Category::Constraint),
        ];
        let mut penalties = Vec::new();
        for (name, category) in KEYWORDS {
            if let (Some(value), Some(keyword)) = (bound.get(name), bound.keyword(name))
                && self.function(category, value).is_some()
            {
                penalties.push(Penalty { keyword: keyword.clone() });
            }
        }
        penalties
    }

    fn activation(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let Some(value) = bound.get("activation") else {
            self.missing(layer, "an activation", "Activation(relu)");
            return Op::Unknown;
        };
        // After an error any activation will do: all keep the shape.
        let nothing = || self.own(Category::Activation, value);
        Op::Activation(self.function(Category::Activation, value).unwrap_or_else(nothing))
    }

    fn dropout(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let Some(value) = bound.get("rate") else {
            self.missing(layer, "the rate at which to drop", "Dropout(0.5)");
            return Op::Dropout(Rate {
                name: self.number("RATE"),
                tokens: TokenStream::new(),
                place: layer.place(),
                value: Some(0.0),
            });
        };
        let number = number(value);
        let message = || format!("the dropout rate is a number from 0 to 1, found `{}`", value.text());
        match (number, &value.form) {
            (Some(0.0..=1.0), _) => {}
            (Some(number @ 2.0..=100.0), _) => {
                self.dx.help(value.place, message(), format!("for {number} percent write `{}`", number / 100.0));
            }
            (None, ValueForm::Word(_) | ValueForm::Call(..) | ValueForm::Expression | ValueForm::Missing) => {}
            _ => self.dx.error(value.place, message()),
        }
        Op::Dropout(Rate { name: self.number("RATE"), tokens: float(value), place: value.place, value: number })
    }

    fn reshape(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let given = match (bound.get("target_shape"), bound.rest()) {
            (None, []) => {
                self.missing(layer, "the new shape", "Reshape(4, 4)");
                return Op::Unknown;
            }
            (None, dims) => dims.to_vec(),
            (Some(shape), []) => vec![shape],
            (Some(_), [dim, ..]) => {
                self.dx.error(dim.place, "the shape of `Reshape` is given twice");
                return Op::Unknown;
            }
        };
        let dims = self.axes(&given);
        let mut reshape = Reshape { dims: Vec::new(), inferred: None };
        for (axis, &dim) in dims.iter().enumerate() {
            if !matches!(dim.form, ValueForm::Integer { negative: true, value: Some(1) }) {
                reshape.dims.push(self.dim(dim));
                continue;
            }
            if reshape.inferred.replace(axis).is_some() {
                self.dx.help(dim.place, "only one size of `Reshape` can be `-1`", "write the others");
            }
            reshape.dims.push(Dim::Unknown);
        }
        Op::Reshape(reshape)
    }

    /// Reports that an argument is missing, under the name of the layer.
    fn missing(&self, layer: &ast::Layer, what: &str, example: &str) {
        let kind = &layer.kind;
        self.dx.help(layer.place(), format!("`{kind}` needs {what}"), format!("write `{example}`"));
    }
}
