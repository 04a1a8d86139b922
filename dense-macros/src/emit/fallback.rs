//! What is emitted after an error: the errors, and the same types without contents, so that nothing which uses them is an
//! error as well.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use crate::ast::{self, Call, Form};
use crate::check::{Rejected, Sketch};
use crate::diag::Errors;
use crate::emit::names::Names;
use crate::emit::{layers, structure};
use crate::graph::Dim;

pub(crate) fn fallback(krate: &TokenTree, call: &Call, Rejected { sketches, errors }: &Rejected) -> TokenStream {
    let (first, others) = (errors.first(), errors.others());
    match (&call.form, sketches.is_empty()) {
        (Form::Value { .. }, _) => quote!({ #others #first }),
        (Form::Items, true) => quote!(#first #others),
        (Form::Items, false) => {
            let networks = call.networks.iter().zip(sketches);
            let items = networks.map(|(network, sketch)| item(krate, network, sketch, errors));
            quote!(#others #(#items)*)
        }
    }
}

fn item(krate: &TokenTree, network: &ast::Network, sketch: &Sketch, errors: &Errors) -> TokenStream {
    let names = Names::new(network, &sketch.graph);
    let structure = structure::structure(krate, network, &names, &[]);
    let cfgs = structure::cfgs(network);
    let storage = structure::storage(krate, &names, sketch.graph.element, &[]);
    let element = layers::element(sketch.graph.element);
    // The first error stands for what is unknown. As an expression the compiler takes it for anything; as a type it would be
    // `()`, but a type that depends on such an expression is taken for anything as well.
    let error = errors.first();
    let unknown = quote!(<[(); #error] as __dense::Compiled>::Input);
    let tensor = |shape: &Option<Vec<Dim>>| match shape {
        Some(shape) => layers::tensor(shape, &element),
        None => unknown.clone(),
    };
    let (input, output) = (tensor(&sketch.input), tensor(&sketch.output));
    let Names { name, parameters, arguments, .. } = &names;
    let parameters = (!parameters.is_empty()).then(|| quote!(<#parameters>));
    quote! {
        #structure

        #(#cfgs)*
        const _: () = {
            use #krate::__private as __dense;

            #storage

            impl #parameters __dense::Compiled for #name #arguments {
                type Input = #input;
                type Output = #output;
                type Head = #unknown;
                const PLAN: __dense::Plan = #error;

                fn initialize(&mut self, _: __dense::Seeds) {}
                fn inference<__I: __dense::Isa>(&self, _: &mut __dense::Inference<'_, __I, #element>) {}
                fn forward<__I: __dense::Isa>(&self, _: &mut __dense::Forward<'_, __I, #element>) {}
                fn backward<__I: __dense::Isa>(&self, _: &mut __dense::Backward<'_, __I, #element>) {}
                fn gradients<__I: __dense::Isa>(_: &mut __dense::Gradients<'_, __I, #element>) {}
            }
        };
    }
}
