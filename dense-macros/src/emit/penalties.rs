//! What is asked of parameters beside the loss: regularizers and constraints of the layers that learn.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::check::Typed;
use crate::emit::names::Names;
use crate::emit::{index, written};
use crate::graph::{Function, Op};

/// `penalties`, if there are any.
pub(super) fn penalties(typed: &Typed, names: &Names) -> TokenStream {
    let mut calls = Vec::new();
    for (id, node) in typed.graph().iter() {
        let Op::Dense(dense) = &node.op else { continue };
        if !dense.trainable {
            continue;
        }
        let (kernel, _) = typed.tensors(id);
        let mut call = |method: &str, tensor: usize, function: &Option<Function>| {
            if let Some(function) = function {
                let (method, tensor, value) =
                    (format_ident!("{method}"), index(tensor), written::value(function, names));
                calls.push(quote!(__penalties.#method(#tensor, #value);));
            }
        };
        call("regularizer", kernel, &dense.kernel_regularizer);
        call("regularizer", kernel + 1, &dense.bias_regularizer);
        call("constraint", kernel, &dense.kernel_constraint);
        call("constraint", kernel + 1, &dense.bias_constraint);
    }
    if calls.is_empty() {
        return TokenStream::new();
    }
    quote! {
        const PENALIZED: __dense::bool = true;

        fn penalties(__penalties: &mut impl __dense::Penalties) {
            #(#calls)*
        }
    }
}
