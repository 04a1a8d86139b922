//! `kernel_size = (3, 5), strides = 2, padding = "same"`: how windows lie over the places of an image or a sequence.

use crate::ast::{Value, ValueForm};
use crate::graph::{Dim, Padding, Windows};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::lower::size::Role;
use crate::place::Place;
use crate::vocab::Choice;

/// What is said of each axis of places.
pub(super) const KERNEL_SIZE: Role =
    spatial("the size of a kernel", Some("a kernel is over one place at least, found `0`"));
pub(super) const POOL_SIZE: Role = spatial("the size of a pool", Some("a pool is over one place at least, found `0`"));
pub(super) const STRIDES: Role =
    spatial("a stride", Some("windows are one place apart at least: a stride is at least 1, found `0`"));
const DILATION_RATE: Role = spatial(
    "a dilation rate",
    Some("a dilation rate is at least 1, with which windows see places next to each other, found `0`"),
);

/// A size from which shapes are computed.
pub(super) const fn spatial(what: &'static str, zero: Option<&'static str>) -> Role {
    Role { what, zero, order: "sizes come first: `Conv2D(32, 3, relu)`, `MaxPooling2D(2)`", computes: true }
}

impl Scope<'_> {
    /// The windows of a layer, whose size was read already.
    pub(super) fn windows(&self, bound: &Bound<'_>, size: Vec<Dim>, strides: Vec<Dim>, place: Place) -> Windows {
        let dilation = bound.get("dilation_rate");
        Windows {
            strides,
            dilation: match dilation {
                Some(value) => self.along(bound, "dilation_rate", DILATION_RATE, value),
                None => vec![Dim::Literal(1); size.len()],
            },
            size,
            padding: self.padding(bound),
            place,
            dilation_place: dilation.map_or(place, |value| value.place),
        }
    }

    /// A size for each axis of places: one number for all of them, or a list.
    pub(super) fn along(&self, bound: &Bound<'_>, name: &str, role: Role, value: &Value) -> Vec<Dim> {
        let axes = bound.axes();
        let sizes = match &value.form {
            ValueForm::Tuple(sizes) => sizes,
            _ => return vec![self.size(value, role); axes],
        };
        if sizes.len() == axes {
            return sizes.iter().map(|size| self.size(size, role)).collect();
        }
        let (layer, found) = (bound.name(), value.text());
        let message = match axes {
            1 => format!("`{name}` of `{layer}` is one number, found `{found}`"),
            _ => format!("`{name}` of `{layer}` is one number or two, of the height and the width, found `{found}`"),
        };
        match &sizes[..] {
            [] => self.dx.help(value.place, message, "write `3`"),
            [size, ..] if axes == 1 || sizes.len() == 1 => {
                self.dx.help(value.place, message, format!("write `{}`", size.text()));
            }
            [height, width, ..] => {
                self.dx.help(value.place, message, format!("write `({}, {})`", height.text(), width.text()));
            }
            [_] => unreachable!("one size is for all axes"),
        }
        vec![Dim::Unknown; axes]
    }

    /// What lies around an image.
    fn padding(&self, bound: &Bound<'_>) -> Padding {
        let Some(value) = bound.get("padding") else { return Padding::Valid };
        let layer = bound.name();
        let found = match &value.form {
            ValueForm::Missing => return Padding::Same,
            ValueForm::Integer { .. } | ValueForm::Float(_) | ValueForm::Tuple(_) | ValueForm::Bool(_) => {
                let message = format!("`padding` of `{layer}` is `valid` or `same`, found `{}`", value.text());
                let zeros = if bound.axes() == 1 { "ZeroPadding1D(1)" } else { "ZeroPadding2D(1)" };
                let help = format!("write `padding = \"same\"`, or put `{zeros}` before the layer");
                self.dx.help(value.place, message, help);
                return Padding::Same;
            }
            ValueForm::Text(text) => text.clone(),
            _ => value.text(),
        };
        match (&found[..], layer) {
            ("valid", _) => Padding::Valid,
            ("same", _) => Padding::Same,
            ("causal", "Conv1D") => Padding::Causal,
            ("causal", _) => {
                let message = format!("`{layer}` has no causal padding, which only `Conv1D` has");
                self.dx.help(value.place, message, "write `padding = \"same\"`, or leave it out");
                Padding::Same
            }
            (_, layer) => {
                let all = Choice::Padding.words();
                let words = all.iter().copied().filter(|word| layer == "Conv1D" || *word != "causal");
                self.choice("padding", &words.collect::<Vec<_>>(), value);
                Padding::Same
            }
        }
    }

    /// Whether the channels are last, which is all that the argument can say.
    pub(super) fn has_channels_last(&self, bound: &Bound<'_>) -> bool {
        let Some(value) = bound.get("data_format") else { return true };
        let found = value.text();
        if found.trim_matches('"') != "channels_first" {
            self.choice_of(bound, "data_format", Choice::DataFormat);
            return true;
        }
        let order = match bound.axes() {
            1 => "sequences are `[steps, features]` here",
            _ => "images are `[height, width, channels]` here",
        };
        self.dx.help(value.place, order, "leave `data_format` out, and put the channels last");
        false
    }
}

impl Bound<'_> {
    /// How many axes of places the layer is over.
    pub(super) fn axes(&self) -> usize {
        if self.name().contains("1D") { 1 } else { 2 }
    }
}
