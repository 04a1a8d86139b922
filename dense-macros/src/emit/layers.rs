//! Layers as fields of the network's struct, and shapes as types.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::check::Typed;
use crate::emit::{size, written_size};
use crate::graph::{Dim, Element, Form, Graph, Node, NodeId, Op, shape_text};

/// A field: the parameters of a layer.
pub(super) struct Field {
    pub(super) name: Ident,
    kind: &'static str,
    element: Element,
    /// The shapes of the tensors, in order. A tensor that is not there has none.
    tensors: Vec<Option<Vec<Dim>>>,
    received: Vec<Dim>,
    given: Vec<Dim>,
}

impl Field {
    /// Its type. `private` is the path of the runtime's hidden module.
    pub(super) fn layer(&self, private: &TokenStream) -> TokenStream {
        let element = element(self.element, private);
        let tensors = self.tensors.iter().map(|shape| match shape {
            Some(shape) => tensor(shape, &element),
            None => quote!(()),
        });
        let kind = format_ident!("{}", self.kind);
        quote!(#private::#kind<#(#tensors),*>)
    }

    /// Whether its type has none of the constants in it that the network's block has for the user's expressions.
    pub(super) fn is_plain(&self) -> bool {
        !self.tensors.iter().flatten().flatten().any(Dim::has_constants)
    }

    /// What an editor shows at the layer's label.
    pub(super) fn documentation(&self) -> String {
        format!(" `{}`: `{}` to `{}`.", self.kind, shape_text(&self.received), shape_text(&self.given))
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
    let field = |(id, node): (NodeId, &Node)| {
        let names: &[&str] = match &node.op {
            Op::Dense(_) => &["kernel", "bias"],
            Op::Embedding(_) => &["embeddings"],
            Op::Convolution(convolution) if convolution.form == Form::Separable => {
                &["depthwise_kernel", "pointwise_kernel", "bias"]
            }
            Op::Convolution(_) => &["kernel", "bias"],
            Op::PReLU(_) => &["alpha"],
            Op::Standardization(_) => &["mean", "variance"],
            Op::BatchNormalization(_) => &["gamma", "beta", "moving_mean", "moving_variance"],
            Op::TrainedActivation(_) => &["parameters"],
            Op::Normalization(_) if node.kind == "RMSNormalization" => &["scale"],
            Op::Normalization(_) => &["gamma", "beta"],
            _ => &[],
        };
        let placed = typed.tensors(id);
        let shape = |name: &&str| Some(placed.iter().find(|placed| placed.tensor.name == *name)?.shape.clone());
        (!placed.is_empty()).then(|| Field {
            name: node.name.clone(),
            kind: if matches!(node.op, Op::TrainedActivation(_)) { "TrainedActivation" } else { node.kind },
            element: graph.element,
            tensors: names.iter().map(shape).collect(),
            received: typed.shape(node.inputs[0]).to_vec(),
            given: typed.shape(id).to_vec(),
        })
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

/// The type of what goes into a network.
pub(super) fn input_element(graph: &Graph, private: &TokenStream) -> TokenStream {
    match graph.takes_indices {
        true => quote!(#private::u32),
        false => element(graph.element, private),
    }
}
