//! The struct of a network's parameters.

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use quote::quote;

use crate::ast::{Attribute, Network};
use crate::emit::index;
use crate::emit::layers::{self, Field};
use crate::emit::names::Names;
use crate::graph::Element;
use crate::lower::is_underivable;
use crate::vocab::HIDDEN_SOFTMAX;

/// The struct as the user declared it, with a field for each layer that has parameters.
pub(super) fn structure(krate: &TokenTree, network: &Network, names: &Names, fields: &[Field]) -> TokenStream {
    let attributes = network.attributes.iter().filter_map(attribute);
    let Network { visibility, .. } = network;
    let Names { name, declaration, .. } = names;
    let private = quote!(#krate::__private);
    let fields = fields.iter().enumerate().map(|(at, field)| {
        let (name, documentation, at) = (&field.name, field.documentation(), index(at));
        let parameters = match field.is_plain() {
            true => field.layer(&private),
            false => quote!(<Self as #private::Layer<#at>>::Parameters),
        };
        quote!(#[doc = #documentation] #name: #parameters)
    });
    quote! {
        #(#attributes)*
        #[derive(#private::Clone, #private::Copy)]
        #[repr(C, align(64))]
        #visibility struct #name #declaration {
            #(#fields,)*
        }
    }
}

/// The types of fields that are not written out in the struct.
pub(super) fn parameters(names: &Names, fields: &[Field]) -> TokenStream {
    let Names { name, arguments, .. } = names;
    let generics = names.generics();
    let others = fields.iter().enumerate().filter(|(_, field)| !field.is_plain());
    let implementations = others.map(|(at, field)| {
        let (at, layer) = (index(at), field.layer(&quote!(__dense)));
        quote! {
            impl #generics __dense::Layer<#at> for #name #arguments {
                type Parameters = #layer;
            }
        }
    });
    implementations.collect()
}

/// Makes the struct plain old data, with everything that follows from that.
pub(super) fn storage(krate: &TokenTree, names: &Names, element: Element, fields: &[Field]) -> TokenStream {
    let Names { name, parameters, arguments, .. } = names;
    let private = quote!(__dense);
    let element = layers::element(element, &private);
    let fields = fields.iter().map(|field| {
        let (name, layer) = (layers::used(&field.name), field.layer(&private));
        quote!(#name: #layer)
    });
    quote! {
        #krate::__storage! { { #parameters } #name #arguments, #element, { #(#fields,)* } }
    }
}

/// The attributes that decide whether there is a network at all: they stand on every item.
pub(super) fn cfgs(network: &Network) -> impl Iterator<Item = TokenStream> {
    let cfgs = network.attributes.iter().filter(|attribute| attribute.is("cfg"));
    cfgs.map(|Attribute { pound, group, .. }| quote!(#pound #group))
}

/// An attribute for the struct. What is ours is left out, and what was refused.
fn attribute(attribute: &Attribute) -> Option<TokenStream> {
    let Attribute { pound, group, .. } = attribute;
    if attribute.is("budget") || attribute.is("repr") {
        return None;
    }
    if !attribute.is("derive") && !attribute.is("allow") {
        return Some(quote!(#pound #group));
    }
    // The traits that the runtime implements, those that were refused, and the lint that is ours.
    without(attribute, |name| {
        let implemented = ["Clone", "Copy", "Debug", "PartialEq"];
        implemented.iter().any(|implemented| name == implemented) || is_underivable(name) || name == HIDDEN_SOFTMAX
    })
}

/// An attribute without some of the names in its parentheses; nothing if none are left.
pub(crate) fn without(attribute: &Attribute, is_gone: impl Fn(&Ident) -> bool) -> Option<TokenStream> {
    let Attribute { pound, group, .. } = attribute;
    let mut tokens = group.stream().into_iter();
    let (Some(name), Some(TokenTree::Group(list))) = (tokens.next(), tokens.next()) else {
        return Some(quote!(#pound #group));
    };
    let kept = kept(list.stream(), is_gone);
    (!kept.is_empty()).then(|| {
        let mut kept_group = Group::new(Delimiter::Bracket, quote!(#name(#(#kept),*)));
        kept_group.set_span(group.span());
        quote!(#pound #kept_group)
    })
}

/// What is in a list, but for what is gone.
fn kept(list: TokenStream, is_gone: impl Fn(&Ident) -> bool) -> Vec<TokenStream> {
    let tokens = list.into_iter().collect::<Vec<_>>();
    let comma = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ',');
    let paths = tokens.split(comma).filter(|path| !path.is_empty());
    let other = |path: &&[TokenTree]| match path.last() {
        Some(TokenTree::Ident(name)) => !is_gone(name),
        _ => true,
    };
    paths.filter(other).map(|path| path.iter().cloned().collect()).collect()
}
