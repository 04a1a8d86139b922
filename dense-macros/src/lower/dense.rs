//! `Dense(64, relu, he_normal, kernel_regularizer = l2(0.01))`

use crate::ast::{self, Value, ValueForm};
use crate::graph::{Dense, Dim, Op};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::vocab::Category;

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
        let (activation, kernel_initializer) = match self.swapped(bound, ["activation", "kernel_initializer"]) {
            true => (None, None),
            false => {
                (function(Category::Activation, "activation"), function(Category::Initializer, "kernel_initializer"))
            }
        };
        let kernel = self.kernel(bound, kernel_initializer);
        Op::Dense(Box::new(Dense {
            units,
            activation,
            kernel,
            bias: self.bias(bound),
            activity_regularizer: self.activity_regularizer(bound),
            trainable: self.trainable(bound),
        }))
    }

    /// Reports an activation and an initializer in each other's place as the one mistake it is.
    pub(super) fn swapped(&self, bound: &Bound<'_>, names: [&str; 2]) -> bool {
        let is_swapped =
            |first: &Value, second: &Value| Category::Initializer.has(first) && Category::Activation.has(second);
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
