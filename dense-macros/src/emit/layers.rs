//! Layers as fields of the network's struct, and shapes as types.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::check::Typed;
use crate::emit::size;
use crate::graph::{Dim, Element, Op};

/// A field, and its type as a path within the runtime's hidden module.
pub(super) struct Field {
    pub(super) name: Ident,
    pub(super) layer: TokenStream,
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
            true => tensor(std::slice::from_ref(&dense.units), &element),
            false => quote!(()),
        };
        fields.push(Field { name: node.name.clone(), layer: quote!(Dense<#kernel, #bias>) });
    }
    fields
}

/// A shape as nested arrays: `[[f32; 28]; 28]`.
pub(super) fn tensor(shape: &[Dim], element: &TokenStream) -> TokenStream {
    shape.iter().rev().fold(element.clone(), |inner, dim| {
        let size = size(dim);
        quote!([#inner; #size])
    })
}

pub(super) fn element(element: Element) -> TokenStream {
    let name = format_ident!("{}", element.name());
    quote!(#name)
}
