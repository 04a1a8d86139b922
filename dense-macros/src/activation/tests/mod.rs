//! Formulas through the compiler: what they become, and what they compute.

mod mistakes;
mod numbers;
mod simplification;

use std::fs;
use std::path::Path;

use proc_macro2::{Ident, TokenStream, TokenTree};

use super::notation::{Notation, Writer};
use super::resolve::Activation;
use super::syntax::Declaration;
use super::terms::Term;
use crate::diag::Diagnostics;
use crate::tests::{compare, krate};

/// `struct A(x; a = 2.0, b = 0.5) = formula;`
fn declaration(formula: &str) -> Declaration {
    let dx = Diagnostics::new();
    let source = format!("struct A(x; a = 2.0, b = 0.5) = {formula};");
    let mut declarations = super::parse::declarations(source.parse().expect("tokens"), &dx);
    dx.finish().unwrap_or_else(|errors| panic!("{formula}: {:?}", errors.messages().collect::<Vec<_>>()));
    declarations.remove(0)
}

/// What a term is in the language.
fn text(activation: &Activation<'_>, term: Term) -> String {
    let parameters: Vec<&Ident> = activation.parameters.iter().map(|parameter| parameter.name).collect();
    let variable = activation.declaration.variable.as_ref().expect("a variable");
    let notation = Notation::Formula { variable, parameters, constants: &activation.constants };
    Writer::new(&activation.terms, notation, Vec::new()).text(term)
}

#[test]
fn declarations_become_what_the_snapshot_shows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/activation/tests/declared.rs");
    let source = fs::read_to_string(&path).expect("a source").parse::<TokenStream>().expect("tokens");
    let Some(TokenTree::Group(group)) = source.into_iter().last() else { panic!("a call of `activation!`") };
    let code = super::compile(&krate(), group.stream());
    let file = syn::parse2(code).expect("valid Rust");
    compare(&path.with_extension("expanded.rs"), &prettyplease::unparse(&file));
}
