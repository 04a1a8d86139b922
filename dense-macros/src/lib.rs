//! The compiler behind `network!`.
//!
//! ```text
//! tokens ──parse──▶ ast ──lower──▶ graph ──check──▶ typed graph ──passes──▶ schedule ──emit──▶ tokens
//!             └──────── errors of all stages are collected ─────────┘            on errors: fallback
//! ```
//!
//! Each stage is one module with one entry function, and takes what only the stage before can make. All stages up to
//! `check` work on broken networks too, so that one compile shows all mistakes; the passes only ever see networks without
//! any. What is emitted calls the runtime's hidden module and nothing else.
//!
//! `activation!` has a compiler of its own, in the module `activation`, and so has `sizes!`, in `sizes`.

#![forbid(unsafe_code)]

mod activation;
mod ast;
mod check;
mod diag;
#[cfg(test)]
mod dump;
mod editor;
mod emit;
mod geometry;
mod graph;
mod lower;
mod parse;
mod passes;
mod place;
mod sizes;
mod spelling;
#[cfg(test)]
mod tests;
mod vocab;
mod weights;

use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::quote_spanned;

use crate::diag::Diagnostics;

/// Compiles networks. The runtime's `network!` calls this with its own path in front of the user's tokens, so that emitted
/// code finds the runtime under whatever name the user knows it by.
#[doc(hidden)]
#[proc_macro]
pub fn network(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    called("network", input, compile)
}

/// Compiles activation functions. Called by the runtime's `activation!` as above.
#[doc(hidden)]
#[proc_macro]
pub fn activation(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    called("activation", input, activation::compile)
}

/// Finds the weights of a network in a file. Called by the runtime's `include_weights!` as above.
#[doc(hidden)]
#[proc_macro]
pub fn include_weights(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    called("include_weights", input, weights::include)
}

/// Makes a function for each of some sizes. Called by the runtime's `sizes!` as above.
#[doc(hidden)]
#[proc_macro]
pub fn sizes(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    called("sizes", input, sizes::compile)
}

/// Calls a compiler with the path of the runtime and the user's tokens.
fn called(
    name: &str,
    input: proc_macro::TokenStream,
    compile: impl FnOnce(&TokenTree, TokenStream) -> TokenStream,
) -> proc_macro::TokenStream {
    let mut tokens = TokenStream::from(input).into_iter();
    let Some(krate) = tokens.next() else {
        return failure(&format!("`{name}!` was called without the path of its crate")).into();
    };
    guarded(|| compile(&krate, tokens.collect())).into()
}

/// A panic is a mistake of ours. It becomes an error that says so, and not the end of the compiler or of an editor's server.
fn guarded(compile: impl FnOnce() -> TokenStream) -> TokenStream {
    catch_unwind(AssertUnwindSafe(compile)).unwrap_or_else(|_| failure(BUG))
}

const BUG: &str = "the compiler of this macro failed, which is a mistake in dense and not in what is written here\n\
                   help: please report it, together with what is written here";

/// The way of a call through the compiler.
fn compile(krate: &TokenTree, tokens: TokenStream) -> TokenStream {
    let dx = Diagnostics::new();
    let call = parse::call(tokens, &dx);
    let graphs = lower::lower(&call, &dx);
    match check::check(graphs, dx) {
        Ok(networks) => {
            let schedules = networks.into_iter().map(passes::run).collect::<Vec<_>>();
            emit::emit(krate, &call, &schedules, editor::hints(krate, &call, true))
        }
        Err(rejected) => emit::fallback(krate, &call, &rejected, editor::hints(krate, &call, false)),
    }
}

/// The modules in which editors look up the words of the language. The runtime calls this once.
#[doc(hidden)]
#[proc_macro]
pub fn vocabulary(_: proc_macro::TokenStream) -> proc_macro::TokenStream {
    editor::vocabulary().into()
}

/// An error that no token caused.
fn failure(message: &str) -> TokenStream {
    quote_spanned!(Span::call_site()=> ::core::compile_error! { #message })
}
