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

/// A size of which shapes are computed.
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

    /// What lies around an image, and whether the layer's axes are where dense has them.
    fn padding(&self, bound: &Bound<'_>) -> Padding {
        self.data_format(bound);
        let Some(value) = bound.get("padding") else { return Padding::Valid };
        let layer = bound.name();
        if let ValueForm::Integer { .. } | ValueForm::Float(_) | ValueForm::Tuple(_) | ValueForm::Bool(_) = value.form {
            let message = format!("`padding` of `{layer}` is `valid` or `same`, found `{}`", value.text());
            let help = match bound.axes() {
                1 => "write `padding = \"same\"`, or put `ZeroPadding1D(1)` before the layer",
                _ => "write `padding = \"same\"`, or put `ZeroPadding2D(1)` before the layer",
            };
            self.dx.help(value.place, message, help);
            return Padding::Same;
        }
        let Some(word) = self.choice_of(bound, "padding", Choice::Padding) else { return Padding::Same };
        match &word.to_string()[..] {
            "valid" => Padding::Valid,
            "causal" if layer == "Conv1D" => Padding::Causal,
            "causal" => {
                let message = format!("`{layer}` has no causal padding, which only `Conv1D` has");
                self.dx.help(value.place, message, "write `padding = \"same\"`, or leave it out");
                Padding::Same
            }
            _ => Padding::Same,
        }
    }

    /// Says that the axes of an image have one order here.
    pub(super) fn data_format(&self, bound: &Bound<'_>) {
        let Some(value) = bound.get("data_format") else { return };
        let found = match &value.form {
            ValueForm::Word(word) => word.to_string(),
            ValueForm::Text(text) => text.clone(),
            _ => String::new(),
        };
        if found == "channels_first" {
            let order = match bound.axes() {
                1 => "sequences are `[steps, features]` here",
                _ => "images are `[height, width, channels]` here",
            };
            self.dx.help(value.place, order, "leave `data_format` out, and put the channels last");
            return;
        }
        self.choice_of(bound, "data_format", Choice::DataFormat);
    }
}

impl Bound<'_> {
    /// How many axes of places the layer is over.
    pub(super) fn axes(&self) -> usize {
        if self.name().contains("1D") { 1 } else { 2 }
    }
}
