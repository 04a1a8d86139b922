//! `Dropout(0.5)`, `GaussianNoise(stddev = 0.1, seed = 7)`: layers that leave numbers to chance in training.

use proc_macro2::TokenStream;

use crate::ast::{self, Value, ValueForm};
use crate::graph::{Noise, Op, Rule, Seed, Setting, Strength};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::lower::setting::{float, number};

impl Scope<'_> {
    pub(super) fn noise(&self, rule: Rule, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let strength = match bound.get(rule.argument()) {
            Some(value) => self.strength(rule, value),
            None => {
                let (what, strength) = match rule {
                    Rule::Dropout => ("the rate at which to drop", "0.5"),
                    Rule::AlphaDropout => ("the rate at which to drop", "0.1"),
                    Rule::GaussianDropout => ("a rate", "0.5"),
                    Rule::GaussianNoise => ("the standard deviation of its noise", "0.1"),
                };
                self.missing(layer, what, &format!("{}({strength})", bound.name()));
                let (name, tokens) = (self.number(&rule.argument().to_uppercase()), TokenStream::new());
                Strength { name, tokens, place: layer.place(), value: Some(0.0) }
            }
        };
        Op::Noise(Noise { rule, strength, shared: bound.name().starts_with("Spatial"), seed: self.seed(bound) })
    }

    fn strength(&self, rule: Rule, value: &Value) -> Strength {
        let number = number(value);
        let message = || format!("{}, found `{}`", rule.range(), value.text());
        match (number, &value.form) {
            (Some(1.0), _) if rule.divides_by_rest() => {
                let help = "the formula divides by `1 - rate`: write a smaller one";
                self.dx.help(value.place, message(), help);
            }
            (Some(number), _) if rule.allows(number) => {}
            (Some(number @ 2.0..=100.0), _) if rule.argument() == "rate" && rule.allows(number / 100.0) => {
                self.dx.help(value.place, message(), format!("for {number} percent write `{}`", number / 100.0));
            }
            (None, ValueForm::Word(_) | ValueForm::Call(..) | ValueForm::Expression | ValueForm::Missing) => {}
            _ => self.dx.error(value.place, message()),
        }
        Strength {
            name: self.number(&rule.argument().to_uppercase()),
            tokens: float(value),
            place: value.place,
            value: number,
        }
    }

    fn seed(&self, bound: &Bound<'_>) -> Option<Seed> {
        let is_literal = matches!(bound.get("seed")?.form, ValueForm::Integer { .. });
        match self.options(bound, |name| name == "seed")?.pop()? {
            (_, Setting::Expression(tokens)) => Some(Seed { name: self.number("SEED"), tokens, is_literal }),
            _ => unreachable!("a whole number is an expression"),
        }
    }
}
