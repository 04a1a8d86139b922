//! What is asked of parameters beside the loss: regularizers and constraints of the layers that learn.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::check::{Placed, Typed};
use crate::emit::names::Names;
use crate::emit::{index, written};

/// `penalties`, if there are any.
pub(super) fn penalties(typed: &Typed, names: &Names) -> TokenStream {
    let mut calls = Vec::new();
    for (id, _) in typed.graph().iter().filter(|(_, node)| node.op.learns()) {
        for Placed { tensor, index: at, .. } in typed.tensors(id) {
            let of = [("regularizer", &tensor.regularizer), ("constraint", &tensor.constraint)];
            for (method, function) in of.into_iter().filter_map(|(method, function)| Some((method, function.as_ref()?)))
            {
                let (method, at, value) = (format_ident!("{method}"), index(at), written::value(function, names));
                calls.push(quote!(__penalties.#method(#at, #value);));
            }
        }
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
