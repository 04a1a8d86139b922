//! Layers as fields of the network's struct, and shapes as types.

use std::slice;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::check::Typed;
use crate::emit::{size, written_size};
use crate::graph::{Dim, Element, Node, Op};

/// A field: the parameters of a `Dense` layer.
pub(super) struct Field {
    pub(super) name: Ident,
    element: Element,
    inputs: Dim,
    units: Dim,
    has_bias: bool,
}

impl Field {
    /// Its type. `private` is the path of the runtime's hidden module.
    pub(super) fn layer(&self, private: &TokenStream) -> TokenStream {
        let element = element(self.element, private);
        let kernel = tensor(&[self.inputs.clone(), self.units.clone()], &element);
        let bias = match self.has_bias {
            true => tensor(slice::from_ref(&self.units), &element),
            false => quote!(()),
        };
        quote!(#private::Dense<#kernel, #bias>)
    }

    /// Whether its type has none of the constants in it that the network's block has for the user's expressions.
    pub(super) fn is_plain(&self) -> bool {
        ![&self.inputs, &self.units].into_iter().any(Dim::has_constants)
    }

    /// What an editor shows at the layer's label.
    pub(super) fn documentation(&self) -> String {
        format!(" `Dense`: `[{}]` to `[{}]`.", self.inputs, self.units)
    }
}

/// The name of a field where it is used. Only where the field is declared does its name lie at the user's label, or an editor
/// would show every use of it there.
pub(super) fn used(name: &Ident) -> Ident {
    let mut name = name.clone();
    name.set_span(Span::call_site());
    name
}

/// One field for each layer that has parameters.
pub(super) fn fields(typed: &Typed) -> Vec<Field> {
    let graph = typed.graph();
    let field = |(_, node): (_, &Node)| match &node.op {
        Op::Dense(dense) => Some(Field {
            name: node.name.clone(),
            element: graph.element,
            inputs: typed.shape(node.inputs[0])[0].clone(),
            units: dense.units.clone(),
            has_bias: dense.use_bias,
        }),
        _ => None,
    };
    graph.iter().filter_map(field).collect()
}

/// A shape as nested arrays: `[[f32; 28]; 28]`.
pub(super) fn tensor(shape: &[Dim], element: &TokenStream) -> TokenStream {
    nested(shape, element, size)
}

/// The same with the user's own expressions in it, for code without the constants.
pub(super) fn written_tensor(shape: &[Dim], element: &TokenStream) -> TokenStream {
    nested(shape, element, written_size)
}

fn nested(shape: &[Dim], element: &TokenStream, size: fn(&Dim) -> TokenStream) -> TokenStream {
    shape.iter().rev().fold(element.clone(), |inner, dim| {
        let size = size(dim);
        quote!([#inner; #size])
    })
}

/// The number type, which the user may have given another meaning.
pub(super) fn element(element: Element, private: &TokenStream) -> TokenStream {
    let name = format_ident!("{}", element.name());
    quote!(#private::#name)
}
