//! The struct of a network's parameters.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::ast::{Attribute, Network};
use crate::emit::layers::{self, Field};
use crate::emit::names::Names;
use crate::graph::Element;

/// The struct as the user declared it, with a field for each layer that has parameters.
pub(super) fn structure(krate: &TokenTree, network: &Network, names: &Names, fields: &[Field]) -> TokenStream {
    let attributes = network.attributes.iter().filter_map(attribute);
    let Network { visibility, .. } = network;
    let Names { name, declaration, .. } = names;
    let fields = fields.iter().map(|Field { name, layer }| quote!(#name: #krate::__private::#layer));
    quote! {
        #(#attributes)*
        #[derive(#krate::__private::Clone, #krate::__private::Copy)]
        #[repr(C, align(64))]
        #visibility struct #name #declaration {
            #(#fields,)*
        }
    }
}

/// Makes the struct plain old data, with everything that follows from that.
pub(super) fn storage(krate: &TokenTree, names: &Names, element: Element, fields: &[Field]) -> TokenStream {
    let Names { name, parameters, arguments, .. } = names;
    let element = layers::element(element);
    let fields = fields.iter().map(|Field { name, layer }| quote!(#name: __dense::#layer));
    quote! {
        #krate::__storage! { { #parameters } #name #arguments, #element, { #(#fields,)* } }
    }
}

/// The attributes that decide whether there is a network at all: they stand on every item.
pub(super) fn cfgs(network: &Network) -> impl Iterator<Item = TokenStream> {
    let cfgs = network.attributes.iter().filter(|attribute| is(attribute, "cfg"));
    cfgs.map(|Attribute { group, .. }| quote!(# #group))
}

/// An attribute for the struct. What is ours is left out, and the derives that every network has.
fn attribute(attribute: &Attribute) -> Option<TokenStream> {
    let group = &attribute.group;
    if is(attribute, "budget") {
        return None;
    }
    if !is(attribute, "derive") {
        return Some(quote!(# #group));
    }
    let mut tokens = group.stream().into_iter();
    let (Some(derive), Some(TokenTree::Group(list))) = (tokens.next(), tokens.next()) else {
        return Some(quote!(# #group));
    };
    let traits = derives(list.stream());
    (!traits.is_empty()).then(|| quote!(#[#derive(#(#traits),*)]))
}

/// The traits in a list, without those that the runtime implements.
fn derives(list: TokenStream) -> Vec<TokenStream> {
    const IMPLEMENTED: [&str; 4] = ["Clone", "Copy", "Debug", "PartialEq"];
    let tokens = list.into_iter().collect::<Vec<_>>();
    let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let paths = tokens.split(comma).filter(|path| !path.is_empty());
    let other = |path: &&[TokenTree]| match path.last() {
        Some(TokenTree::Ident(name)) => !IMPLEMENTED.iter().any(|implemented| name == implemented),
        _ => true,
    };
    paths.filter(other).map(|path| path.iter().cloned().collect()).collect()
}

fn is(attribute: &Attribute, name: &str) -> bool {
    attribute.name.as_ref().is_some_and(|ident| ident == name)
}
