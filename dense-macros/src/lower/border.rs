//! `ZeroPadding2D((1, 2))`, `Cropping1D(cropping = (0, 3))`: places around those of an image or a sequence.

use crate::ast::{self, Value, ValueForm};
use crate::graph::{Border, Dim, Op};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::lower::size::Role;
use crate::lower::windows::spatial;

const PADDING: Role = spatial("the number of zeros on a side", None);
const CROPPING: Role = spatial("the number of places on a side", None);

impl Scope<'_> {
    pub(super) fn zero_padding(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        if let Some(value) = bound.get("padding")
            && let ValueForm::Text(_) | ValueForm::Word(_) = &value.form
            && ["valid", "same", "causal"].contains(&value.text().trim_matches('"'))
        {
            let message = format!("`padding` of `{}` is a number of zeros, found `{}`", bound.name(), value.text());
            let help = format!("write `{}(1)`; layers with windows have `padding = \"same\"`", bound.name());
            self.dx.help(value.place, message, help);
            return Op::Unknown;
        }
        self.border(layer, bound, "padding", PADDING, 1)
    }

    pub(super) fn cropping(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let default = if bound.axes() == 1 { 1 } else { 0 };
        self.border(layer, bound, "cropping", CROPPING, default)
    }

    fn border(&self, layer: &ast::Layer, bound: &Bound<'_>, name: &str, role: Role, default: u64) -> Op {
        let value = bound.get(name);
        let sides = match value {
            Some(value) => self.sides(bound, name, role, value),
            None => vec![[Dim::Literal(default), Dim::Literal(default)]; bound.axes()],
        };
        let place = value.map_or(layer.place(), |value| value.place);
        Op::Border(Border { grows: name == "padding", sides, place })
    }

    /// What is before and behind the places of each axis.
    fn sides(&self, bound: &Bound<'_>, name: &str, role: Role, value: &Value) -> Vec<[Dim; 2]> {
        let both = |value: &Value| {
            let size = self.size(value, role);
            [size.clone(), size]
        };
        let each = |[before, after]: [&Value; 2]| [self.size(before, role), self.size(after, role)];
        match (&value.form, bound.axes()) {
            (ValueForm::Tuple(sides), 1) => {
                if let [before, after] = &sides[..] {
                    return vec![each([before, after])];
                }
            }
            (ValueForm::Tuple(axes), _) => {
                let axis = |value: &Value| match &value.form {
                    ValueForm::Tuple(sides) => match &sides[..] {
                        [before, after] => Some(each([before, after])),
                        _ => None,
                    },
                    _ => Some(both(value)),
                };
                if let [height, width] = &axes[..]
                    && let (Some(height), Some(width)) = (axis(height), axis(width))
                {
                    return vec![height, width];
                }
            }
            (_, axes) => return vec![both(value); axes],
        }
        let (layer, found) = (bound.name(), value.text());
        let (what, help) = match bound.axes() {
            1 => ("one number or two, before and behind", format!("write `{layer}((1, 0))`")),
            _ => (
                "one number or two, of the height and the width, each a number or a pair",
                format!("write `{layer}((1, 2))`, or `{layer}(((1, 0), (2, 2)))` for top and bottom, left and right"),
            ),
        };
        self.dx.help(value.place, format!("`{name}` of `{layer}` is {what}, found `{found}`"), help);
        vec![[Dim::Unknown, Dim::Unknown]; bound.axes()]
    }
}
