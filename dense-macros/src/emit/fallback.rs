//! What is emitted after an error: the errors, and the same types without contents, so that nothing which uses them is an
//! error as well.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::ast::{self, Call, Form};
use crate::check::{Rejected, Sketch};
use crate::emit::names::Names;
use crate::emit::{layers, structure};
use crate::graph::Dim;

pub(crate) fn fallback(
    krate: &TokenTree,
    call: &Call,
    Rejected { sketches, errors }: &Rejected,
    hints: TokenStream,
) -> TokenStream {
    let (first, others) = (errors.first(), errors.others());
    match call.form {
        Form::Value { .. } => quote! {{
            #hints
            let __network = #first;
            #others
            __network
        }},
        Form::Items => {
            let networks = || call.networks.iter().zip(sketches);
            let structures = networks().map(|(network, sketch)| {
                structure::structure(krate, network, &Names::new(krate, network, &sketch.graph), &[])
            });
            let implementations = networks().map(|(network, sketch)| implementation(krate, network, sketch));
            quote! {
                #hints
                #(#structures)*

                const _: () = {
                    use #krate::__private as __dense;

                    const __ERROR: usize = #first;
                    #others
                    #(#implementations)*
                };
            }
        }
    }
}

fn implementation(krate: &TokenTree, network: &ast::Network, sketch: &Sketch) -> TokenStream {
    let names = Names::new(krate, network, &sketch.graph);
    let cfgs = structure::cfgs(network);
    let storage = structure::storage(krate, &names, sketch.graph.element, &[]);
    let element = layers::element(sketch.graph.element, &quote!(__dense));
    // The compiler takes a type that depends on an error for any type there is.
    let unknown = quote!(<[(); __ERROR] as __dense::Compiled>::Input);
    let tensor = |shape: &Option<Vec<Dim>>, element: &TokenStream| match shape {
        Some(shape) => layers::written_tensor(shape, element),
        None => unknown.clone(),
    };
    let of_input = layers::input_element(&sketch.graph, &quote!(__dense));
    let (input, output) = (tensor(&sketch.input, &of_input), tensor(&sketch.output, &element));
    let (Names { name, arguments, .. }, generics) = (&names, names.generics());
    quote! {
        #(#cfgs)*
        const _: () = {
            #storage
            impl #generics __dense::Compiled for #name #arguments {
                type Input = #input;
                type Output = #output;
                type Head = #unknown;
                type Folded = Self;
                const PLAN: __dense::Plan = [][__ERROR];

                fn initialize(&mut self, _: __dense::Seeds) {}
                fn inference<__I: __dense::Isa>(&self, _: &mut __dense::Inference<'_, __I, #element>) {}
                fn forward<__I: __dense::Isa>(&self, _: &mut __dense::Forward<'_, __I, #element>) {}
                fn backward<__I: __dense::Isa>(&self, _: &mut __dense::Backward<'_, __I, #element>) {}
                fn write_folded(&self, _: &mut Self) {}
                fn gradients<__I: __dense::Isa>(_: &mut __dense::Gradients<'_, __I, #element>) {}
            }
        };
    }
}
