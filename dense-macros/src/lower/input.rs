//! `Input(28, 28, 1, dtype = f64)`, or none: then the input is a vector whose length Rust infers.

use proc_macro2::{Ident, Span};

use crate::ast::{self, Chain, Value, ValueForm};
use crate::graph::{Dim, Element};
use crate::lower::Scope;
use crate::place::Place;
use crate::vocab::DTYPES;

/// What goes into a network.
pub(super) struct Input {
    pub(super) shape: Vec<Dim>,
    pub(super) element: Element,
    /// Whether it is indices, and not numbers.
    pub(super) takes_indices: bool,
    pub(super) inferred: bool,
    pub(super) place: Place,
}

/// The const generic that stands for the size of an input that has none.
const INFERRED: &str = "INPUT";

impl Scope<'_> {
    /// Splits a chain into its input and the rest.
    pub(super) fn input<'a>(&self, chain: &'a Chain, parameters: &mut Vec<Ident>) -> (Input, &'a [ast::Element]) {
        let (layer, rest) = match &chain.elements[..] {
            [ast::Element::Layer(layer), rest @ ..] if layer.kind.to_string().eq_ignore_ascii_case("Input") => {
                (Some(layer), rest)
            }
            // A chain that begins with a mistake may be one that was to begin with an input.
            [ast::Element::Broken, ..] => {
                let shape = vec![Dim::Unknown];
                let place = chain.place;
                let (element, takes_indices, inferred) = (Element::F32, false, false);
                return (Input { shape, element, takes_indices, inferred, place }, &chain.elements);
            }
            elements => (None, elements),
        };
        let (element, takes_indices, inferred) = (Element::F32, false, true);
        let mut input = Input { shape: Vec::new(), element, takes_indices, inferred, place: chain.place };
        if let Some(layer) = layer {
            input.place = layer.place();
            self.read_input(layer, &mut input);
        }
        if input.inferred {
            let name = Ident::new(INFERRED, Span::call_site());
            if let Some(taken) = parameters.iter().find(|parameter| **parameter == name) {
                self.dx.help(
                    taken.span(),
                    "`INPUT` is the size of an input that has none",
                    "write `Input(INPUT)` in front of the layers, or remove the parameter",
                );
            } else {
                parameters.push(name.clone());
            }
            input.shape = vec![Dim::Parameter(name)];
        }
        (input, rest)
    }

    fn read_input(&self, layer: &ast::Layer, input: &mut Input) {
        let Some(signature) = self.signature(&layer.kind) else { return };
        let bound = self.bind(signature, &layer.arguments);
        if let Some(label) = &layer.label {
            self.dx.help(label.span(), "the input is no layer and has no name", "remove it");
        }
        if let Some(dtype) = bound.get("dtype") {
            self.read_dtype(dtype, input);
        }
        let mut rest = bound.rest().to_vec();
        // `Input(784, f64)`: no size is called so.
        if let Some(at) = rest.iter().position(|value| is_dtype(value)) {
            let value = rest.remove(at);
            let message = format!("`dtype` is given by keyword, found `{}`", value.text());
            self.dx.help(value.place, message, format!("write `dtype = {}`", value.text()));
            self.read_dtype(value, input);
        }
        let dims = match (bound.get("shape"), &rest[..]) {
            (None, dims) => dims.to_vec(),
            (Some(shape), []) => vec![shape],
            (Some(_), [dim, ..]) => {
                self.dx.error(dim.place, "the shape of `Input` is given twice");
                return;
            }
        };
        input.shape = self.shape(&dims);
        input.inferred = input.shape.is_empty();
        if input.inferred && bound.get("dtype").is_none() {
            self.dx.help(
                layer.place(),
                "`Input` needs the shape of one sample",
                "write `Input(784)`, or leave `Input` out to let Rust infer the size",
            );
        }
    }

    /// The sizes of a shape.
    pub(super) fn shape(&self, dims: &[&Value]) -> Vec<Dim> {
        let is_none = |dim: &&Value| matches!(&dim.form, ValueForm::Word(word) if word == "None");
        let axes = self.axes(dims);
        // What Keras writes for the batch is no axis here.
        for dim in axes.iter().copied().filter(is_none) {
            self.dx.help(
                dim.place,
                "every size is known when the network is compiled",
                "leave `None` out: the number of samples is not part of a shape",
            );
        }
        axes.into_iter().filter(|dim| !is_none(dim)).map(|dim| self.dim(dim)).collect()
    }

    /// The axes of a shape as they are written, in parentheses of their own or not.
    pub(super) fn axes<'a>(&self, dims: &[&'a Value]) -> Vec<&'a Value> {
        let axes = match dims {
            [Value { form: ValueForm::Tuple(axes), .. }] => axes.iter().collect(),
            axes => axes.to_vec(),
        };
        if axes.len() > MOST_AXES {
            let place = dims[0].place.to(dims[dims.len() - 1].place);
            self.dx.error(place, format!("a shape has at most {MOST_AXES} axes, found {}", axes.len()));
        }
        axes
    }

    /// The type of the numbers that go in, or that of indices.
    fn read_dtype(&self, value: &Value, input: &mut Input) {
        let found = match &value.form {
            ValueForm::Word(word) => word.to_string(),
            ValueForm::Text(text) => text.clone(),
            _ => String::new(),
        };
        input.takes_indices = found == "u32" || OTHER_INTEGERS.contains(&found.as_str());
        if !input.takes_indices {
            input.element = self.dtype(value);
        } else if !matches!(&value.form, ValueForm::Word(word) if word == "u32") {
            let message = format!("indices are `u32`, found `{}`", value.text());
            self.dx.help(value.place, message, "write `dtype = u32`");
        }
    }

    pub(super) fn dtype(&self, value: &Value) -> Element {
        match &value.form {
            ValueForm::Missing => {}
            ValueForm::Word(word) if word == "f32" => return Element::F32,
            ValueForm::Word(word) if word == "f64" => return Element::F64,
            ValueForm::Text(text) if text == "float32" || text == "f32" => {
                self.dx.help(value.place, "`dtype` is a type of Rust", "write `dtype = f32`");
            }
            ValueForm::Text(text) if text == "float64" || text == "f64" => {
                self.dx.help(value.place, "`dtype` is a type of Rust", "write `dtype = f64`");
                return Element::F64;
            }
            _ => self.dx.error(value.place, format!("`dtype` is `f32` or `f64`, found `{}`", value.text())),
        }
        Element::F32
    }
}

fn is_dtype(value: &Value) -> bool {
    matches!(&value.form, ValueForm::Word(word) if DTYPES.iter().any(|dtype| word == dtype))
}

/// Types of integers in Rust and Keras besides `u32`.
const OTHER_INTEGERS: &[&str] = &[
    "u8", "u16", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize", "uint8", "uint16", "uint32",
    "uint64", "int8", "int16", "int32", "int64",
];

/// The runtime's tensors have at most this many axes.
pub(crate) const MOST_AXES: usize = 8;
