//! The compiler behind `activation!`: activation functions by their formulas.
//!
//! ```text
//! tokens ──parse──▶ declarations ──resolve──▶ terms ──derive──▶ terms ──share──▶ statements ──emit──▶ tokens
//!                      (syntax)          └─ simplify, stable ─┘
//! ```
//!
//! What a formula means is a graph of terms in which equal ones are there once ([`terms`]). Terms can only be made as simple
//! ones ([`simplify`]), and where the runtime has a function that does not overflow, in terms of that ([`stable`]): of the
//! formula and of its derivative alike.

mod condition;
mod derive;
mod emit;
mod formula;
mod functions;
mod hints;
mod names;
mod notation;
mod parse;
mod resolve;
mod share;
mod simplify;
mod stable;
mod syntax;
mod terms;
#[cfg(test)]
mod tests;

use proc_macro2::{TokenStream, TokenTree};

use crate::diag::Diagnostics;

/// The way of a call through the compiler.
pub(crate) fn compile(krate: &TokenTree, tokens: TokenStream) -> TokenStream {
    let dx = Diagnostics::new();
    let declarations = parse::declarations(tokens, &dx);
    let activations = declarations.iter().map(|declaration| resolve::resolve(declaration, &dx)).collect::<Vec<_>>();
    let types = activations.into_iter().map(|activation| emit::emit(krate, activation)).collect();
    let hints = hints::hints(krate, &declarations);
    match dx.finish() {
        Ok(()) => [hints, types].into_iter().collect(),
        Err(errors) => [hints, errors.first(), errors.others(), types].into_iter().collect(),
    }
}

/// All functions and constants that have a name in formulas.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    functions::names().into_iter().chain(functions::CONSTANTS.iter().map(|(name, _)| *name))
}
