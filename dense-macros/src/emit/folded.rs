//! The network that `fold` makes: a type of its own, which is reached through the other one and so needs no name that a user could
//! have.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::emit::names::Names;
use crate::emit::{compiled, layers, structure, written};
use crate::graph::{Form, Op};
use crate::passes::{Folded, Gone, Schedule, Side};

/// What stands of it in the impl of `Compiled`, and the type, if it is another one.
pub(super) fn folded(krate: &TokenTree, names: &Names, schedule: &Schedule) -> (TokenStream, TokenStream) {
    let Some(Folded { network, gone }) = schedule.folded.as_deref() else { return (unchanged(), TokenStream::new()) };
    let name = Ident::new("__Folded", Span::mixed_site());
    let own = Names { name: name.clone(), ..names.clone() };
    let arguments = &names.arguments;
    let writes = writes(schedule, network, gone);
    let in_compiled = quote! {
        type Folded = #name #arguments;

        fn write_folded(&self, __folded: &mut Self::Folded) {
            #writes
        }
    };
    let fields = layers::fields(&network.typed);
    let declared = fields.iter().map(|field| {
        let (name, parameters) = (layers::used(&field.name), field.layer(&quote!(__dense)));
        quote!(#name: #parameters)
    });
    let storage = structure::storage(krate, &own, network.typed.graph().element, &fields);
    let compiled = compiled(&own, network, unchanged());
    let documentation = format!(" `{}` for predictions, with normalization folded into weights.", names.name);
    let declaration = &own.declaration;
    let item = quote! {
        #[doc = #documentation]
        #[derive(__dense::Clone, __dense::Copy)]
        #[repr(C, align(64))]
        pub struct #name #declaration {
            #(#declared,)*
        }

        #storage
        #compiled
    };
    (in_compiled, item)
}

/// For a network with nothing to fold.
fn unchanged() -> TokenStream {
    quote! {
        type Folded = Self;

        fn write_folded(&self, __folded: &mut Self) {
            __dense::fold::keep(self, __folded);
        }
    }
}

/// First the weights as they were, then one layer after the other is folded into them.
fn writes(schedule: &Schedule, network: &Schedule, gone: &[Gone]) -> TokenStream {
    let node = |id| schedule.typed.graph().node(id);
    let copies = layers::fields(&network.typed).into_iter().map(|field| {
        let takes_in = gone.iter().any(|gone| node(gone.into).name == field.name);
        let (name, function) =
            (layers::used(&field.name), format_ident!("{}", if takes_in { "with_bias" } else { "keep" }));
        quote!(__dense::fold::#function(&self.#name, &mut __folded.#name);)
    });
    let folds = gone.iter().map(|gone| {
        let (layer, into) = (layers::used(&node(gone.layer).name), layers::used(&node(gone.into).name));
        let columns = match &node(gone.layer).op {
            Op::BatchNormalization(normalization) => {
                let epsilon = written::epsilon(normalization);
                quote!(of_batches(&self.#layer, #epsilon))
            }
            Op::Standardization(standardization) => {
                let inverse = standardization.inverse;
                quote!(of_data(&self.#layer, #inverse))
            }
            _ => unreachable!("no other layer is folded"),
        };
        let function = format_ident!("{}", if gone.side == Side::Before { "before" } else { "behind" });
        let kernel = format_ident!("{}", kernel(&node(gone.into).op));
        quote!(__dense::fold::#function(&__dense::fold::#columns, &mut __folded.#into.#kernel, &mut __folded.#into.bias);)
    });
    copies.chain(folds).collect()
}

/// The kernel of a layer whose rows give its sums.
fn kernel(op: &Op) -> &'static str {
    match op {
        Op::Convolution(convolution) if convolution.form == Form::Separable => "pointwise_kernel",
        _ => "kernel",
    }
}
