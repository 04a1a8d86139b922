//! The steps of a network: one call of the runtime each.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::check::Typed;
use crate::emit::names::Names;
use crate::emit::{index, layers, size, written};
use crate::graph::{Function, NodeId, Op};
use crate::passes::{Backward, Forward, Schedule, Sum};

/// `initialize`: every tensor gets its initial values.
pub(super) fn initialize(typed: &Typed, names: &Names) -> TokenStream {
    let seeds = format_ident!("__seeds");
    let mut fills = Vec::new();
    for (id, node) in typed.graph().iter() {
        let Op::Dense(dense) = &node.op else { continue };
        let (tensor, bias) = typed.tensors(id);
        let mut fill = |tensor, field: &str, function: &Option<Function>, default: &str| {
            let (tensor, layer, field) = (index(tensor), layers::used(&node.name), format_ident!("{field}"));
            let initializer = match function {
                Some(function) => written::value(function, names),
                None => {
                    let default = format_ident!("{default}");
                    quote!(__dense::initializer::#default)
                }
            };
            fills.push(quote!(#seeds.fill(#tensor, &mut self.#layer.#field, #initializer);));
        };
        fill(tensor, "kernel", &dense.kernel_initializer, "glorot_uniform");
        if bias {
            fill(tensor + 1, "bias", &dense.bias_initializer, "zeros");
        }
    }
    let seeds = unless_unused(&seeds, &fills);
    quote! {
        fn initialize(&mut self, #seeds: __dense::Seeds) {
            #(#fills)*
        }
    }
}

/// `inference`: the steps of a prediction.
pub(super) fn inference(schedule: &Schedule, names: &Names, element: &TokenStream) -> TokenStream {
    let steps = schedule.prediction.steps.iter().map(|step| forward_step(&schedule.typed, names, step));
    method("inference", "Inference", element, steps.collect())
}

/// `forward`: the steps of training up to the loss.
pub(super) fn forward(schedule: &Schedule, names: &Names, element: &TokenStream) -> TokenStream {
    let steps = schedule.training.forward.iter().map(|step| forward_step(&schedule.typed, names, step));
    method("forward", "Forward", element, steps.collect())
}

/// `backward`: the steps of training from the loss.
pub(super) fn backward(schedule: &Schedule, names: &Names, element: &TokenStream) -> TokenStream {
    let steps = schedule.training.backward.iter().map(|step| backward_step(&schedule.typed, names, step));
    method("backward", "Backward", element, steps.collect())
}

/// `gradients`: the sums over all samples.
pub(super) fn gradients(schedule: &Schedule, element: &TokenStream) -> TokenStream {
    let pass = pass();
    let sums = schedule.training.sums.iter().map(|sum| match *sum {
        Sum::Kernel { tensor, x, dy } => {
            let (tensor, x, dy) = (index(tensor), index(x), index(dy));
            quote!(#pass.kernel(#tensor, #x, #dy);)
        }
        Sum::Bias { tensor, dy } => {
            let (tensor, dy) = (index(tensor), index(dy));
            quote!(#pass.bias(#tensor, #dy);)
        }
    });
    let sums = sums.collect::<Vec<_>>();
    let pass = unless_unused(&pass, &sums);
    quote! {
        #[inline(always)]
        fn gradients<__I: __dense::Isa>(#pass: &mut __dense::Gradients<'_, __I, #element>) {
            #(#sums)*
        }
    }
}

/// The name of the pass in the methods.
fn pass() -> Ident {
    format_ident!("__pass")
}

/// A parameter's name, or `_` if nothing uses it.
fn unless_unused(name: &Ident, statements: &[TokenStream]) -> TokenStream {
    if statements.is_empty() { quote!(_) } else { quote!(#name) }
}

fn method(name: &str, of: &str, element: &TokenStream, steps: Vec<TokenStream>) -> TokenStream {
    let (name, of) = (format_ident!("{name}"), format_ident!("{of}"));
    let pass = unless_unused(&pass(), &steps);
    quote! {
        #[inline(always)]
        fn #name<__I: __dense::Isa>(&self, #pass: &mut __dense::#of<'_, __I, #element>) {
            #(#steps)*
        }
    }
}

fn forward_step(typed: &Typed, names: &Names, step: &Forward) -> TokenStream {
    let pass = pass();
    match step {
        Forward::Dense { layer, from, to, activation } => {
            let (layer, from, to) = (field(typed, *layer), index(*from), index(*to));
            let activation = match activation {
                Some(function) => written::value(function, names),
                None => quote!(__dense::activation::linear),
            };
            quote!(#pass.dense(&self.#layer, #from, #to, #activation);)
        }
        Forward::Activation { from, to, width, function } => {
            let (from, to, width) = (index(*from), index(*to), size(width));
            let function = written::value(function, names);
            quote!(#pass.activation(#from, #to, #width, #function);)
        }
        Forward::Dropout { layer, rate, from, to } => {
            let (layer, rate, from, to) = (place(*layer), written::rate(rate), index(*from), index(*to));
            quote!(#pass.dropout(#layer, #rate, #from, #to);)
        }
        Forward::Copy { from, to } => {
            let (from, to) = (index(*from), index(*to));
            quote!(#pass.copy(#from, #to);)
        }
        Forward::Penalty { of, function } => {
            let (of, function) = (index(*of), written::value(function, names));
            quote!(#pass.penalty(#of, #function);)
        }
    }
}

fn backward_step(typed: &Typed, names: &Names, step: &Backward) -> TokenStream {
    let pass = pass();
    match step {
        Backward::Dense { layer, from, to } => {
            let (layer, from, to) = (field(typed, *layer), index(*from), index(*to));
            quote!(#pass.dense(&self.#layer, #from, #to);)
        }
        Backward::Activation { x, y, gradient, width, function } => {
            let (x, y, gradient, width) = (index(*x), index(*y), index(*gradient), size(width));
            let function = written::value(function, names);
            quote!(#pass.activation(#x, #y, #gradient, #width, #function);)
        }
        Backward::Penalty { of, room, gradient, function } => {
            let (of, room, gradient) = (index(*of), index(*room), index(*gradient));
            let function = written::value(function, names);
            quote!(#pass.penalty(#of, #room, #gradient, #function);)
        }
        Backward::Dropout { layer, rate, gradient } => {
            let (layer, rate, gradient) = (place(*layer), written::rate(rate), index(*gradient));
            quote!(#pass.dropout(#layer, #rate, #gradient);)
        }
    }
}

fn field(typed: &Typed, layer: NodeId) -> Ident {
    layers::used(&typed.graph().node(layer).name)
}

/// A layer's place among the layers, which do not count the input.
fn place(layer: NodeId) -> TokenStream {
    index(layer.0 - 1)
}
