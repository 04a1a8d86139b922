//! What the user wrote as expressions: sizes, rates, seeds, functions with arguments or of the user's own. Each is emitted once
//! under a name, which all other code uses, so that a mistake in it is one error, under the expression.

use std::iter;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

use crate::check::Typed;
use crate::emit::names::Names;
use crate::emit::size;
use crate::graph::{
    BatchNormalization, Constant, Dim, Function, FunctionKind, Noise, Op, Seed, Setting, Strength, TrainedActivation,
};
use crate::place::Place;
use crate::vocab::{Category, Choice};

/// All of them, as constants and functions.
pub(super) fn written(typed: &Typed, names: &Names) -> TokenStream {
    let graph = typed.graph();
    // As the length of an array, where the compiler says of a wrong type only that.
    let sizes =
        graph.sizes.iter().map(|Constant { name, tokens }| quote!(const #name: __dense::usize = [(); #tokens].len();));
    let noises = graph.iter().filter_map(|(_, node)| match &node.op {
        Op::Noise(noise) => Some(noise),
        _ => None,
    });
    let noises = noises.flat_map(|Noise { strength, seed, .. }| {
        let Strength { name, tokens, value, .. } = strength;
        let strength = value.is_none().then(|| quote!(const #name: __dense::f64 = #tokens;));
        let seed = seed.iter().filter(|seed| !seed.is_literal);
        let seed = seed.map(|Seed { name, tokens, .. }| quote!(const #name: __dense::u64 = #tokens;));
        strength.into_iter().chain(seed)
    });
    let functions = || graph.iter().flat_map(|(_, node)| node.op.functions());
    let numbers = graph
        .iter()
        .flat_map(|(_, node)| node.op.numbers())
        .map(|(_, Constant { name, tokens }, _)| quote!(const #name: __dense::f64 = #tokens;));
    let functions = functions().filter(|function| is_named(function)).map(|function| self::function(function, names));
    let trained = graph.iter().filter_map(|(_, node)| match &node.op {
        Op::TrainedActivation(activation) => Some(self::activation(activation, names)),
        _ => None,
    });
    sizes.chain(noises).chain(numbers).chain(functions).chain(trained).collect()
}

/// An activation whose parameters are trained, as an expression.
pub(super) fn trained(activation: &TrainedActivation, names: &Names) -> TokenStream {
    let (name, arguments) = (&activation.function.name, &names.arguments);
    let colons = (!arguments.is_empty()).then(|| quote!(::));
    quote!(#name #colons #arguments ())
}

fn activation(TrainedActivation { function, count, .. }: &TrainedActivation, names: &Names) -> TokenStream {
    let (generics, count, Constant { name, tokens }) = (names.generics(), size(count), function);
    quote! {
        #[cfg(not(rust_analyzer))]
        #[allow(unused_qualifications)]
        #[inline(always)]
        fn #name #generics () -> impl __dense::Parametric<#count> {
            #tokens
        }
    }
}

/// What a layer does by chance, to numbers of this shape, as an expression.
pub(super) fn noise(noise: &Noise, shape: &[Dim]) -> TokenStream {
    let (rule, strength) = (format_ident!("{}", noise.name()), strength(&noise.strength));
    let channels = shape.last().filter(|_| noise.shared).map(|channels| {
        let channels = size(channels);
        quote!(, #channels)
    });
    let seed = noise.seed.as_ref().map(|Seed { name, tokens, is_literal }| {
        let seed = if *is_literal { tokens.clone() } else { name.to_token_stream() };
        quote!(.seed(#seed))
    });
    quote!(__dense::Noise::#rule(#strength #channels) #seed)
}

/// A rate or a standard deviation as an expression.
pub(super) fn strength(strength: &Strength) -> TokenStream {
    match strength.value {
        Some(_) => strength.tokens.clone(),
        None => strength.name.to_token_stream(),
    }
}

/// A function as an expression.
pub(super) fn value(function: &Function, names: &Names) -> TokenStream {
    if let FunctionKind::Word { word, .. } = &function.kind
        && !is_named(function)
    {
        let module = module(function.category);
        return quote!(__dense::#module::#word);
    }
    let (name, arguments) = (&function.name, &names.arguments);
    let colons = (!arguments.is_empty()).then(|| quote!(::));
    quote!(#name #colons #arguments ())
}

/// Whether a function is emitted under its name: a word without arguments has one in the runtime.
fn is_named(function: &Function) -> bool {
    match &function.kind {
        FunctionKind::Word { options, .. } => !options.is_empty(),
        FunctionKind::Own(_) => true,
    }
}

fn function(function: &Function, names: &Names) -> TokenStream {
    let name = &function.name;
    let (module, bound) = (module(function.category), bound(function.category));
    let generics = names.generics();
    match &function.kind {
        FunctionKind::Word { word, options } => {
            let options = options.iter().map(option);
            quote! {
                #[inline(always)]
                fn #name #generics () -> impl __dense::#bound {
                    const { __dense::#module::#word #(#options)* }
                }
            }
        }
        // A type without the trait is an error under what the function returns, and so this lies in the user's code, where lints
        // look. Editors have the expression elsewhere.
        FunctionKind::Own(tokens) => {
            let bound = at(quote!(impl __dense::#bound), Place::of(tokens, Span::call_site()));
            quote! {
                #[cfg(not(rust_analyzer))]
                #[allow(unused_qualifications)]
                #[inline(always)]
                fn #name #generics () -> #bound {
                    #tokens
                }
            }
        }
    }
}

/// `.negative_slope(0.2)`
fn option((name, setting): &(&str, Setting)) -> TokenStream {
    let name = format_ident!("{name}");
    let value = match setting {
        Setting::Expression(tokens) => tokens.clone(),
        Setting::Number(constant, _) => constant.name.to_token_stream(),
        Setting::Axes(axes) => return quote!(.axes([#(#axes),*])),
        Setting::Choice(Choice::Mode, word) => quote!(__dense::initializer::#word),
        Setting::Choice(Choice::Distribution, word) => quote!(__dense::initializer::distribution::#word),
        Setting::Choice(Choice::Direction, word) => quote!(__dense::regularizer::#word),
        Setting::Choice(Choice::Padding | Choice::DataFormat | Choice::Interpolation, _) => {
            unreachable!("what layers choose is no option of a function")
        }
    };
    quote!(.#name(#value))
}

/// How much of its statistics a layer keeps in each step.
pub(super) fn momentum(normalization: &BatchNormalization) -> TokenStream {
    number(normalization, "momentum").unwrap_or_else(|| quote!(__dense::batch_normalization::MOMENTUM))
}

/// What keeps a layer's variances from zero.
pub(super) fn epsilon(normalization: &BatchNormalization) -> TokenStream {
    number(normalization, "epsilon").unwrap_or_else(|| quote!(__dense::batch_normalization::EPSILON))
}

/// A number of a layer, if it was given.
fn number(normalization: &BatchNormalization, name: &str) -> Option<TokenStream> {
    let (_, setting) = normalization.options.iter().find(|(given, _)| *given == name)?;
    Some(match setting {
        Setting::Number(constant, _) => constant.name.to_token_stream(),
        Setting::Expression(tokens) => tokens.clone(),
        Setting::Choice(..) | Setting::Axes(_) => unreachable!("a number is neither a choice nor a list"),
    })
}

/// Tokens that lie at a place: the last one at its end, the others at its start.
fn at(tokens: TokenStream, place: Place) -> TokenStream {
    let mut tokens = tokens.into_iter().collect::<Vec<_>>();
    let last = tokens.len() - 1;
    let spans = iter::repeat_n(place.start, last).chain([place.end]);
    tokens.iter_mut().zip(spans).for_each(|(token, span): (&mut TokenTree, _)| token.set_span(span));
    tokens.into_iter().collect()
}

/// The runtime's words for a category.
fn module(category: Category) -> Ident {
    format_ident!("{}", category.bare())
}

/// The trait that a value of a category has.
fn bound(category: Category) -> Ident {
    match category {
        Category::Activation => format_ident!("RowActivation"),
        Category::Initializer => format_ident!("Initializer"),
        Category::Regularizer => format_ident!("Regularizer"),
        Category::Constraint => format_ident!("Constraint"),
    }
}
