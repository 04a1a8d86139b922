//! `Normalization`, `Normalization(mean = [0.5, 2.0], variance = [1.0, 0.25], invert = true)`

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::ast::{self, Value, ValueForm};
use crate::graph::{Constant, Function, FunctionKind, Op, Range, Setting, Standardization, Tensor};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::lower::setting::{float, number};
use crate::place::Place;
use crate::vocab::Category;

impl Scope<'_> {
    pub(super) fn standardization(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let (mean, variance) = (bound.get("mean"), bound.get("variance"));
        if mean.is_some() != variance.is_some() {
            let (given, missing) = if mean.is_some() { ("mean", "variance") } else { ("variance", "mean") };
            let message = format!("this layer has a `{given}` and no `{missing}`");
            self.dx.help(layer.place(), message, "write both, or neither: then `adapt` takes them from the data");
        }
        let (mut lengths, mut numbers) = (Vec::new(), Vec::new());
        let mut tensor = |name, default, value: Option<&Value>| Tensor {
            initializer: value.and_then(|value| self.numbers(name, value, &mut lengths, &mut numbers)),
            is_state: true,
            ..Tensor::new(name, default)
        };
        Op::Standardization(Box::new(Standardization {
            mean: tensor("mean", "zeros", mean),
            variance: tensor("variance", "ones", variance),
            inverse: bound.get("invert").is_some_and(|value| self.bool("invert", value)),
            is_given: mean.is_some() || variance.is_some(),
            lengths,
            numbers,
        }))
    }

    /// A number for all columns, or a list with one for each.
    fn numbers(
        &self,
        name: &'static str,
        value: &Value,
        lengths: &mut Vec<(usize, Place)>,
        unknown: &mut Vec<(&'static str, Setting)>,
    ) -> Option<Function> {
        let tokens = match &value.form {
            ValueForm::Missing => return None,
            ValueForm::Tuple(numbers) => {
                lengths.push((numbers.len(), value.place));
                let numbers = numbers.iter().filter_map(|number| self.one(name, number, unknown)).collect::<Vec<_>>();
                quote!(__dense::initializer::list([#(#numbers),*]))
            }
            _ => {
                let number = self.one(name, value, unknown)?;
                quote!(__dense::initializer::constant.value(#number))
            }
        };
        let category = Category::Initializer;
        Some(Function { category, name: self.number(category.bare()), kind: FunctionKind::Own(tokens) })
    }

    /// One number. A variance that is an expression is left to the compiler to check.
    fn one(
        &self,
        name: &'static str,
        value: &Value,
        unknown: &mut Vec<(&'static str, Setting)>,
    ) -> Option<TokenStream> {
        match (number(value), &value.form) {
            (Some(number), _) if number < 0.0 && name == "variance" => {
                self.dx.error(value.place, format!("a variance is not below zero, found `{}`", value.text()));
                None
            }
            (Some(_), _) => Some(float(value)),
            (None, ValueForm::Word(_) | ValueForm::Call(..) | ValueForm::Expression)
                if name == "variance" && self.parameter_in(&value.tokens).is_none() =>
            {
                let constant = Constant { name: self.number("NUMBER"), tokens: value.tokens.clone() };
                let tokens = constant.name.to_token_stream();
                unknown.push((name, Setting::Number(constant, Range::NonNegative)));
                Some(tokens)
            }
            (None, ValueForm::Word(_) | ValueForm::Call(..) | ValueForm::Expression) => Some(value.tokens.clone()),
            (None, ValueForm::Missing) => None,
            (None, _) => {
                let message = format!("`{name}` is a number or a list of numbers, found `{}`", value.text());
                self.dx.help(value.place, message, format!("write `{name} = 0.5` or `{name} = [0.5, 2.0]`"));
                None
            }
        }
    }
}
