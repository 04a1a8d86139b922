//! What is allowed but rarely meant, as warnings.
//!
//! A procedural macro cannot warn on stable Rust. The compiler does, of a deprecated item that is used.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::check::Typed;
use crate::vocab::HIDDEN_SOFTMAX;

/// One warning for each word in a place where it is rarely meant, under the word.
pub(super) fn lints(typed: &Typed) -> TokenStream {
    typed.hidden_softmax().iter().map(hidden_softmax).collect()
}

fn hidden_softmax(word: &Ident) -> TokenStream {
    let note = format!(
        "`{word}` makes the units of a hidden layer compete for a sum of 1\n\
         help: use `relu` or another activation; if it is meant, write `#[allow({HIDDEN_SOFTMAX})]` in front of the `struct`, or \
         `#[allow(deprecated)]` in front of a statement"
    );
    let lint = Ident::new(HIDDEN_SOFTMAX, word.span());
    quote! {
        // Not for editors, which would show this for the word.
        #[cfg(not(rust_analyzer))]
        const _: () = {
            #[allow(non_upper_case_globals)]
            #[deprecated(note = #note)]
            const #lint: () = ();
            #lint
        };
    }
}
