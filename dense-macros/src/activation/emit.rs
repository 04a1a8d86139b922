//! Activations → tokens: the type, the constant of its name, its builder methods, and what it computes.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;

use crate::activation::derive::derivative;
use crate::activation::notation::{Notation, Writer, constant};
use crate::activation::resolve::{Activation, Parameter, Value};
use crate::activation::share;
use crate::activation::syntax::Declaration;
use crate::activation::terms::{Node, Term};
use crate::ast::{Attribute, text};
use crate::emit::structure::without;

/// Terms of more parts are not for readers.
const LARGEST_TEXT: u64 = 40;

/// The stage. After a mistake in the formula, the type is there all the same.
pub(super) fn emit(krate: &TokenTree, mut activation: Activation<'_>) -> TokenStream {
    let mut by = |leaf| activation.value.map(|value| derivative(&mut activation.terms, value, leaf));
    let slope = by(Node::Variable);
    let by_parameters = (0..activation.parameters.len()).map(|at| by(Node::Parameter(at))).collect::<Option<Vec<_>>>();
    let structure = structure(krate, &activation, slope);
    let implementation = implementation(krate, &activation, slope, by_parameters);
    quote!(#structure #implementation)
}

/// The type and its value.
fn structure(krate: &TokenTree, activation: &Activation<'_>, slope: Option<Term>) -> TokenStream {
    let Declaration { attributes, visibility, name, .. } = activation.declaration;
    let cfgs = cfgs(attributes).collect::<Vec<_>>();
    let words = attributes.iter().filter(|attribute| attribute.is("doc"));
    let words = words.map(|Attribute { pound, group, .. }| quote!(#pound #group));
    let attributes = attributes.iter().filter_map(attribute);
    let private = quote!(#krate::__private);
    let documentation = documentation(activation, slope);
    // What is wrong with such a name is reported already.
    let is_lower_case = !name.to_string().starts_with(char::is_uppercase);
    let allowed = is_lower_case.then(|| quote!(#[allow(non_camel_case_types)]));
    let derives = quote!(#[derive(#private::fmt::Debug, #private::Clone, #private::Copy, #private::PartialEq)]);
    if activation.parameters.is_empty() {
        return quote! {
            #(#attributes)*
            #(#[doc = #documentation])*
            #allowed
            #derives
            #visibility struct #name;
        };
    }
    let names = activation.parameters.iter().map(|parameter| parameter.name);
    let values = " With the values that its parameters have unless others are given.";
    quote! {
        #(#attributes)*
        #(#[doc = #documentation])*
        #allowed
        #derives
        #visibility struct #name {
            #(#names: #private::f64,)*
        }

        #(#cfgs)*
        #(#words)*
        #(#[doc = #documentation])*
        #[doc = ""]
        #[doc = #values]
        #[allow(non_upper_case_globals, dead_code)]
        #visibility const #name: #name = #name::new();
    }
}

/// An attribute for the type, without the traits that it has anyway.
fn attribute(attribute: &Attribute) -> Option<TokenStream> {
    let Attribute { pound, group, .. } = attribute;
    if !attribute.is("derive") {
        return Some(quote!(#pound #group));
    }
    let implemented = ["Clone", "Copy", "Debug", "Default", "PartialEq"];
    without(attribute, |name| implemented.iter().any(|implemented| name == implemented))
}

/// What the documentation says below the user's words.
fn documentation(activation: &Activation<'_>, slope: Option<Term>) -> Vec<String> {
    let (Some(value), Some(slope), Some(variable)) = (activation.value, slope, &activation.declaration.variable) else {
        return Vec::new();
    };
    let parameters = activation.parameters.iter().map(|parameter| parameter.name).collect();
    let notation = Notation::Formula { variable, parameters, constants: &activation.constants };
    let writer = Writer::new(&activation.terms, notation, Vec::new());
    let is_short = |term: &Term| activation.terms.size(*term) <= LARGEST_TEXT;
    if !is_short(&value) {
        return Vec::new();
    }
    let formula = writer.text(value);
    let slope = Some(slope).filter(is_short).map(|slope| format!(", with derivative `{}`", writer.text(slope)));
    let slope = slope.unwrap_or_default();
    let has_words = activation.declaration.attributes.iter().any(|attribute| attribute.is("doc"));
    let gap = has_words.then(String::new);
    gap.into_iter().chain([format!(" `{}({variable}) = {formula}`{slope}.", activation.declaration.name)]).collect()
}

/// What a type of this name computes.
fn implementation(
    krate: &TokenTree,
    activation: &Activation<'_>,
    slope: Option<Term>,
    by_parameters: Option<Vec<Term>>,
) -> TokenStream {
    let Declaration { attributes, name, .. } = activation.declaration;
    let cfgs = cfgs(attributes);
    let constants = activation.constants.iter().enumerate().map(|(at, tokens)| {
        let name = constant(at);
        quote!(const #name: __dense::f64 = #tokens;)
    });
    let (builder, default) = match activation.parameters.is_empty() {
        true => (TokenStream::new(), name.to_token_stream()),
        false => (builder(activation), quote!(#name::new())),
    };
    let apply = match activation.value {
        Some(value) => body(activation, value, None),
        None => quote!(__x),
    };
    let derivative = match slope {
        Some(slope) => body(activation, slope, activation.value),
        None => quote!(T::one()),
    };
    let parametric = match activation.parameters.is_empty() {
        true => TokenStream::new(),
        false => parametric(activation, &apply, &derivative, by_parameters),
    };
    let (apply, derivative) = (with_parameters(activation, apply), with_parameters(activation, derivative));
    let (of, x, y) =
        (unless_unused("__x", &apply), unless_unused("__x", &derivative), unless_unused("__y", &derivative));
    quote! {
        #(#cfgs)*
        #[allow(clippy::approx_constant, clippy::excessive_precision)]
        const _: () = {
            use #krate::__private as __dense;

            #(#constants)*
            #builder
            impl __dense::Default for #name {
                fn default() -> Self {
                    #default
                }
            }
            impl __dense::Activation for #name {
                #[inline(always)]
                fn apply<T: __dense::Real>(self, #of: T) -> T {
                    #apply
                }

                #[inline(always)]
                fn derivative<T: __dense::Real>(self, #x: T, #y: T) -> T {
                    #derivative
                }
            }
            #parametric
        };
    }
}

/// The same functions with the parameters as arguments, for those who train them.
fn parametric(
    activation: &Activation<'_>,
    apply: &TokenStream,
    derivative: &TokenStream,
    by_parameters: Option<Vec<Term>>,
) -> TokenStream {
    let name = &activation.declaration.name;
    let fields = activation.parameters.iter().map(|parameter| parameter.name);
    let count = Literal::usize_unsuffixed(activation.parameters.len());
    let slopes = match by_parameters {
        Some(slopes) => {
            let (statements, values) = computed(activation, &slopes, activation.value);
            quote!(#statements [#(#values),*])
        }
        None => quote!([T::zero(); #count]),
    };
    let function = |name: &str, code: &TokenStream, of_output: bool, gives: TokenStream| {
        let name = format_ident!("{name}");
        let given = locals(activation);
        let given = given.iter().map(|local| unless_unused(&local.to_string(), code));
        let (x, y) = (unless_unused("__x", code), unless_unused("__y", code));
        let y = of_output.then(|| quote!(, #y: T));
        quote! {
            #[inline(always)]
            fn #name<T: __dense::Real>(self, [#(#given),*]: [T; #count], #x: T #y) -> #gives {
                #code
            }
        }
    };
    let apply = function("apply_with", apply, false, quote!(T));
    let derivative = function("derivative_with", derivative, true, quote!(T));
    let slopes = function("slopes", &slopes, true, quote!([T; #count]));
    quote! {
        impl __dense::Counted for #name {
            const PARAMETERS: __dense::usize = #count;
        }
        impl __dense::Parametric<#count> for #name {
            fn parameters(self) -> [__dense::f64; #count] {
                [#(self.#fields),*]
            }

            #apply

            #derivative

            #slopes
        }
    }
}

/// `new`, and a method for each parameter.
fn builder(activation: &Activation<'_>) -> TokenStream {
    let Declaration { visibility, name, .. } = activation.declaration;
    let parameters = &activation.parameters;
    let values = parameters.iter().map(|Parameter { name, value }| match value {
        Value::Number(number) => {
            let digits = Literal::f64_unsuffixed(number.abs());
            let sign = (*number < 0.0).then(|| quote!(-));
            quote!(#name: #sign #digits)
        }
        Value::Expression(tokens) => quote!(#name: #tokens),
    });
    let methods = parameters.iter().map(|Parameter { name: own, value }| {
        let others = parameters.iter().map(|other| other.name).filter(|other| other != own);
        let unless_set = match value {
            Value::Number(number) => format!(" `{}`: {number} unless set.", own.unraw()),
            Value::Expression(tokens) => format!(" `{}`: `{}` unless set.", own.unraw(), text(tokens)),
        };
        quote! {
            #[doc = #unless_set]
            #[must_use]
            #[allow(dead_code)]
            #visibility const fn #own(self, __value: __dense::f64) -> #name {
                #name { #own: __value, #(#others: self.#others,)* }
            }
        }
    });
    let about = " With the values that its parameters have unless others are given.";
    quote! {
        impl #name {
            #[doc = #about]
            #[must_use]
            #[allow(dead_code)]
            #visibility const fn new() -> #name {
                #name { #(#values,)* }
            }

            #(#methods)*
        }
    }
}

/// Code that computes a term, where another one is given as `__y`.
fn body(activation: &Activation<'_>, of: Term, given: Option<Term>) -> TokenStream {
    let (statements, values) = computed(activation, &[of], given);
    quote!(#statements #(#values)*)
}

/// Statements behind which terms are expressions, and these.
fn computed(activation: &Activation<'_>, of: &[Term], given: Option<Term>) -> (TokenStream, Vec<TokenStream>) {
    let terms = &activation.terms;
    let mut writer = Writer::new(terms, Notation::Code, locals(activation));
    let given = given.filter(|given| !terms.node(*given).parts().is_empty());
    if let Some(given) = given {
        writer.name(given, format_ident!("__y"));
    }
    let mut statements = TokenStream::new();
    for (at, term) in share::named(terms, of, given).into_iter().enumerate() {
        let (name, value) = (format_ident!("__t{at}"), writer.expression(term));
        statements.extend(quote!(let #name = #value;));
        writer.name(term, name);
    }
    (statements, of.iter().map(|term| writer.expression(*term)).collect())
}

/// The same with parameters that are those of `self`.
fn with_parameters(activation: &Activation<'_>, computed: TokenStream) -> TokenStream {
    let parameters = activation.parameters.iter().zip(locals(activation));
    let parameters = parameters.filter(|(_, name)| mentions(&computed, &name.to_string()));
    let parameters = parameters.map(|(Parameter { name: field, .. }, name)| quote!(let #name = T::of(self.#field);));
    quote!(#(#parameters)* #computed)
}

/// What code calls the parameters.
fn locals(activation: &Activation<'_>) -> Vec<Ident> {
    // Not at the user's names, which are those of fields.
    let local = |name: &Ident| Ident::new(&format!("__self_{}", name.unraw()), Span::call_site());
    activation.parameters.iter().map(|parameter| local(parameter.name)).collect()
}

/// A name for an argument, or `_` if nothing uses it.
fn unless_unused(name: &str, code: &TokenStream) -> TokenStream {
    if mentions(code, name) { format_ident!("{name}").to_token_stream() } else { quote!(_) }
}

fn mentions(code: &TokenStream, name: &str) -> bool {
    code.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        _ => false,
    })
}

/// The attributes that decide whether there is an activation at all: they stand on every item.
fn cfgs(attributes: &[Attribute]) -> impl Iterator<Item = TokenStream> {
    let cfgs = attributes.iter().filter(|attribute| attribute.is("cfg"));
    cfgs.map(|Attribute { pound, group, .. }| quote!(#pound #group))
}
