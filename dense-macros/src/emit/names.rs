//! What a network's type is called, and its generics.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use crate::ast;
use crate::graph::Graph;

#[derive(Clone)]
pub(super) struct Names {
    pub(super) name: Ident,
    /// Behind `struct`: `<const H: usize = 64>`.
    pub(super) declaration: TokenStream,
    /// Behind `impl`, without the brackets: `const H: usize`.
    pub(super) parameters: TokenStream,
    /// Behind the name: `<H>`.
    pub(super) arguments: TokenStream,
}

impl Names {
    pub(super) fn new(krate: &TokenTree, network: &ast::Network, graph: &Graph) -> Names {
        let name = network.name.clone();
        let names = &graph.parameters;
        if names.is_empty() {
            let nothing = TokenStream::new;
            return Names { name, declaration: nothing(), parameters: nothing(), arguments: nothing() };
        }
        let usize = quote!(#krate::__private::usize);
        // The last name may be that of the inferred input, which has no default.
        let declared = names.iter().map(|name| {
            let parameter = network.parameters.iter().find(|parameter| parameter.name == *name);
            let default = parameter.map(|parameter| &parameter.default).filter(|default| !default.is_empty());
            let equals = default.map(|_| quote!(=));
            quote!(const #name: #usize #equals #default)
        });
        Names {
            name,
            declaration: quote!(<#(#declared),*>),
            parameters: quote!(#(const #names: #usize),*),
            arguments: quote!(<#(#names),*>),
        }
    }
    /// Behind `impl`: `<const H: usize>`.
    pub(super) fn generics(&self) -> TokenStream {
        let parameters = &self.parameters;
        if parameters.is_empty() { TokenStream::new() } else { quote!(<#parameters>) }
    }
}
