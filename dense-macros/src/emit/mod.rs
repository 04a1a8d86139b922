//! Schedules → tokens.
//!
//! First what editors need, then for each network: the struct, and in a block that hides all names its one impl of the
//! runtime's `Compiled`. The order of the code is the order in which one reads it.

mod checks;
mod fallback;
mod folded;
mod layers;
mod lints;
mod names;
mod penalties;
mod pixels;
mod plan;
mod steps;
pub(crate) mod structure;
mod written;

pub(crate) use fallback::fallback;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, format_ident, quote};

use crate::ast::{self, Call, Form};
use crate::emit::names::Names;
use crate::graph::{Constant, Dim};
use crate::passes::{Head, Schedule};

/// The stage.
pub(crate) fn emit(krate: &TokenTree, call: &Call, schedules: &[Schedule], hints: TokenStream) -> TokenStream {
    let networks = call.networks.iter().zip(schedules).map(|(network, schedule)| item(krate, network, schedule));
    let items = quote!(#hints #(#networks)*);
    match &call.form {
        Form::Items => items,
        Form::Value { seed, .. } => value(krate, &call.networks[0], schedules, items, seed.as_ref()),
    }
}

/// The type, and a new value of it. Rust infers the size of an input that has none from the use of the value.
fn value(
    krate: &TokenTree,
    network: &ast::Network,
    schedules: &[Schedule],
    items: TokenStream,
    seed: Option<&TokenStream>,
) -> TokenStream {
    let name = &network.name;
    let generic = schedules.iter().any(|schedule| schedule.typed.graph().infers_input);
    let of = generic.then(|| quote!(<_>));
    let seed = seed.cloned().unwrap_or_else(|| quote!(0));
    quote! {{
        #items
        <#name #of as #krate::__private::Network>::new(#seed)
    }}
}

fn item(krate: &TokenTree, network: &ast::Network, schedule: &Schedule) -> TokenStream {
    let names = Names::new(krate, network, schedule.typed.graph());
    let fields = layers::fields(&schedule.typed);
    let structure = structure::structure(krate, network, &names, &fields);
    let cfgs = structure::cfgs(network);
    let storage = structure::storage(krate, &names, schedule.typed.graph().element, &fields);
    let checks = checks::items(&schedule.typed, &network.name);
    let lints = lints::lints(&schedule.typed);
    let written = written::written(&schedule.typed, &names);
    let parameters = structure::parameters(&names, &fields);
    let (in_compiled, folded) = folded::folded(krate, &names, schedule);
    let compiled = compiled(&names, schedule, in_compiled);
    quote! {
        #structure

        #(#cfgs)*
        #[allow(unexpected_cfgs)]
        const _: () = {
            use #krate::__private as __dense;

            #written
            #checks
            #lints
            #parameters
            #storage
            #compiled
            #folded
        };
    }
}

/// The impl of `Compiled`; `folded` is what stands in it of the folded network.
fn compiled(names: &Names, schedule: &Schedule, folded: TokenStream) -> TokenStream {
    let typed = &schedule.typed;
    let graph = typed.graph();
    let element = layers::element(graph.element, &quote!(__dense));
    let input = layers::tensor(typed.shape(crate::graph::NodeId(0)), &layers::input_element(graph, &quote!(__dense)));
    let output = layers::tensor(typed.shape(graph.output), &element);
    let head = format_ident!(
        "{}",
        match schedule.head {
            Head::Softmax => "Softmax",
            Head::Sigmoid => "Sigmoid",
            Head::Linear => "Linear",
        }
    );
    let plan = plan::plan(schedule);
    let adapts = plan::adapts(typed);
    let initialize = steps::initialize(typed, names);
    let inference = steps::inference(schedule, names, &element);
    let forward = steps::forward(schedule, names, &element);
    let backward = steps::backward(schedule, names, &element);
    let gradients = steps::gradients(schedule, &element);
    let penalties = penalties::penalties(typed, names);
    let (Names { name, arguments, .. }, generics) = (names, names.generics());
    quote! {
        impl #generics __dense::Compiled for #name #arguments {
            type Input = #input;
            type Output = #output;
            type Head = __dense::head::#head;
            const PLAN: __dense::Plan = #plan;
            #adapts

            #initialize
            #inference
            #forward
            #backward
            #gradients
            #penalties
            #folded
        }
    }
}

/// A size as an expression in the block of the network, where const expressions have names.
fn size(dim: &Dim) -> TokenStream {
    size_with(dim, &|constant| constant.name.to_token_stream())
}

/// A size as an expression with the user's own expressions in it, for code outside of the block.
fn written_size(dim: &Dim) -> TokenStream {
    size_with(dim, &|Constant { tokens, .. }| match tokens.clone().into_iter().count() {
        2.. if matches!(dim, Dim::Product(_)) => quote!((#tokens)),
        _ => tokens.clone(),
    })
}

fn size_with(dim: &Dim, constant: &impl Fn(&Constant) -> TokenStream) -> TokenStream {
    match dim {
        Dim::Literal(value) => number(*value),
        Dim::Const(named) => constant(named),
        Dim::Parameter(name) => quote!(#name),
        Dim::Product(dims) => {
            let factors = dims.iter().map(|dim| size_with(dim, constant));
            factors.reduce(|product, factor| quote!(#product * #factor)).unwrap_or_default()
        }
        Dim::Computed(computed) => {
            let function = format_ident!("{}", computed.function);
            let arguments = computed.arguments.iter().map(|dim| size_with(dim, constant));
            quote!(__dense::geometry::#function(#(#arguments),*))
        }
        Dim::Unknown => unreachable!("unknown sizes were refused"),
    }
}

/// A number as one writes it, without a suffix.
fn number(value: u64) -> TokenStream {
    TokenTree::from(proc_macro2::Literal::u64_unsuffixed(value)).into()
}

/// The same for the numbers of tensors, values and steps.
fn index(value: usize) -> TokenStream {
    number(value as u64)
}
