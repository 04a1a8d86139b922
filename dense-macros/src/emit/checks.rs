//! What only the compiler can check, as const assertions.
//!
//! Each is a call of a `#[track_caller]` function of the runtime. The compiler underlines the call when it panics, so the
//! call lies where the user's expression does.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::check::budget::unit;
use crate::check::{Claim, Obligation, Typed};
use crate::emit::plan::shape;
use crate::emit::{number, size, written};
use crate::graph::{Limit, Quantity, Range, Rule};
use crate::place::Place;

/// Assertions that need no const generics: items, so that `cargo check` sees them.
pub(super) fn items(typed: &Typed, network: &Ident) -> TokenStream {
    let claims = typed.obligations().iter().filter(|obligation| !obligation.claim.is_generic());
    let mut functions = BTreeSet::new();
    let mut checks = Vec::new();
    for Obligation { claim, place } in claims {
        let (function, arguments) = call(claim, network);
        functions.insert(function);
        let call = at(*place, function, arguments);
        checks.push(quote!(const _: () = #call;));
    }
    if checks.is_empty() {
        return TokenStream::new();
    }
    // Imported, because a path would begin outside of the place.
    let functions = functions.into_iter().map(|function| format_ident!("{function}"));
    // Not for editors, which would show the functions where the calls lie.
    quote! {
        #[cfg(not(rust_analyzer))]
        const _: () = {
            use __dense::{#(#functions),*};

            #(#checks)*
        };
    }
}

/// Assertions that need them, as statements.
pub(super) fn when_known(typed: &Typed) -> TokenStream {
    let claims = typed.obligations().iter().filter(|obligation| obligation.claim.is_generic());
    let nobody = Ident::new("Self", Span::mixed_site());
    let checks = claims.map(|Obligation { claim, .. }| {
        let (function, arguments) = call(claim, &nobody);
        let function = format_ident!("{function}");
        quote!(__dense::#function(#arguments);)
    });
    checks.collect()
}

fn call(claim: &Claim, network: &Ident) -> (&'static str, TokenStream) {
    match claim {
        Claim::Size(dim) => ("check_size", size(dim)),
        Claim::Classes(dim) => ("check_classes", size(dim)),
        Claim::Noise(noise) => {
            let function = match noise.rule {
                Rule::Dropout => "check_rate",
                Rule::GaussianDropout | Rule::AlphaDropout => "check_rate_below_one",
                Rule::GaussianNoise => "check_stddev",
            };
            (function, written::strength(&noise.strength))
        }
        Claim::Number { name, constant, range } => {
            let constant = &constant.name;
            let function = match range {
                Range::NonNegative => "check_non_negative",
                Range::Positive => "check_positive",
                Range::NonZero => "check_non_zero",
                Range::Fraction => "check_fraction",
            };
            (function, quote!(#name, #constant))
        }
        Claim::Shape { by, given, asserted } => {
            let (by, given, asserted) = (format!("{by} "), shape(given), shape(asserted));
            ("check_shape", quote!(#by, #given, #asserted))
        }
        Claim::Numbers { from, to } => {
            let (from, to) = (shape(from), shape(to));
            ("check_numbers", quote!(#from, #to))
        }
        Claim::Fits { what, size, dilation, places } => {
            let (size, dilation, places) = (shape(size), shape(dilation), shape(places));
            ("check_fits", quote!(#what, #size, #dilation, #places))
        }
        Claim::StridesOrDilation { strides, dilation } => {
            let (strides, dilation) = (shape(strides), shape(dilation));
            ("check_strides_or_dilation", quote!(#strides, #dilation))
        }
        Claim::Groups { groups, number: of, what } => {
            let (groups, of) = (number(*groups), size(of));
            ("check_groups", quote!(#groups, #of, #what))
        }
        Claim::OutputPadding { padding, stride } => {
            let (padding, stride) = (number(*padding), size(stride));
            ("check_output_padding", quote!(#padding, #stride))
        }
        Claim::Cropping { places, sides: [before, after] } => {
            let (places, before, after) = (size(places), size(before), size(after));
            ("check_cropping", quote!(#places, #before, #after))
        }
        Claim::Budget(limit) => ("check_budget", budget(limit, network)),
    }
}

fn budget(limit: &Limit, network: &Ident) -> TokenStream {
    let quantity = format_ident!(
        "{}",
        match limit.quantity {
            Quantity::Parameters => "PARAMETERS",
            Quantity::Flops => "FLOPS",
            Quantity::Weights => "PARAMETER_BYTES",
            Quantity::Workspace => "WORKSPACE_BYTES",
        }
    );
    let (has, unit, most) = (format!("`{network}` has "), format!(" {}", unit(limit.quantity)), number(limit.most));
    quote!(#has, <#network as __dense::Network>::#quantity, #unit, #most)
}

/// A call that lies at a place of the source, with arguments that lie where they do.
fn at(Place { start, end }: Place, function: &str, arguments: TokenStream) -> TokenStream {
    let mut parentheses = Group::new(Delimiter::Parenthesis, arguments);
    parentheses.set_span(end);
    [TokenTree::from(Ident::new(function, start)), parentheses.into()].into_iter().collect()
}
