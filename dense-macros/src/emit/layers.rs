//! Layers as fields of the network's struct, and shapes as types.

use std::slice;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::check::Typed;
use crate::emit::{size, written_size};
use crate::graph::{Dim, Element, Op};

/// A field, and its type as a path within the runtime's hidden module.
pub(super) struct Field {
    pub(super) name: Ident,
    pub(super) layer: TokenStream,
    /// Whether the type has none of the constants in it that the network's block has for the user's expressions.
    pub(super) is_plain: bool,
    /// What an editor shows at the layer's label.
    pub(super) documentation: String,
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
    let element = element(typed.graph().element);
    let mut fields = Vec::new();
    for (_, node) in typed.graph().iter() {
        let Op::Dense(dense) = &node.op else { continue };
        let inputs = &typed.shape(node.inputs[0])[0];
        let kernel = tensor(&[inputs.clone(), dense.units.clone()], &element);
        let bias = match dense.use_bias {
            true => tensor(slice::from_ref(&dense.units), &element),
            false => quote!(()),
        };
        fields.push(Field {
            name: node.name.clone(),
            layer: quote!(Dense<#kernel, #bias>),
            is_plain: ![inputs, &dense.units].into_iter().any(Dim::has_constants),
            documentation: format!(" `{}`: `[{inputs}]` to `[{}]`.", node.kind, dense.units),
        });
    }
    fields
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

pub(super) fn element(element: Element) -> TokenStream {
    let name = format_ident!("{}", element.name());
    quote!(#name)
}
