//! The network that `fold` makes: a type of its own, which is reached through the trait and so needs no name that a user could
//! have.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::emit::names::Names;
use crate::emit::{compiled, layers, structure, written};
use crate::graph::Op;
use crate::passes::{Folded, Schedule, Side};

/// The type and the impl of `Fold`, if there is something to fold.
pub(super) fn folded(krate: &TokenTree, names: &Names, schedule: &Schedule) -> TokenStream {
    let Some(Folded { network, gone }) = schedule.folded.as_deref() else { return TokenStream::new() };
    let typed = &schedule.typed;
    let own = Names { name: Ident::new("__Folded", Span::mixed_site()), ..names.clone() };
    let fields = layers::fields(&network.typed);
    let declared = fields.iter().map(|field| {
        let (name, parameters) = (layers::used(&field.name), field.layer(&quote!(__dense)));
        quote!(#name: #parameters)
    });
    let storage = structure::storage(krate, &own, network.typed.graph().element, &fields);
    let compiled = compiled(&own, network);
    let steps = fields.iter().map(|field| {
        let name = layers::used(&field.name);
        let takes_in = gone.iter().any(|gone| typed.graph().node(gone.into).name == field.name);
        let function = format_ident!("{}", if takes_in { "dense" } else { "keep" });
        quote!(__dense::fold::#function(&self.#name, &mut __folded.#name);)
    });
    let folds = gone.iter().map(|gone| {
        let Op::BatchNormalization(normalization) = &typed.graph().node(gone.layer).op else {
            unreachable!("no other layer is folded")
        };
        let name = |id| layers::used(&typed.graph().node(id).name);
        let (layer, into, epsilon) = (name(gone.layer), name(gone.into), written::epsilon(normalization));
        let function = format_ident!("{}", if gone.side == Side::Before { "before" } else { "behind" });
        quote!(__dense::fold::#function(&self.#layer, #epsilon, &mut __folded.#into);)
    });
    let documentation = format!(" `{}` for predictions, with normalization folded into weights.", names.name);
    let (Names { name, arguments, .. }, generics) = (names, names.generics());
    let Names { name: folded, declaration, .. } = &own;
    quote! {
        const _: () = {
            #[doc = #documentation]
            #[derive(__dense::Clone, __dense::Copy)]
            #[repr(C, align(64))]
            pub struct #folded #declaration {
                #(#declared,)*
            }

            #storage
            #compiled

            impl #generics __dense::Fold for #name #arguments {
                type Folded = #folded #arguments;

                fn fold_into(&self, __folded: &mut Self::Folded) {
                    #(#steps)*
                    #(#folds)*
                }
            }
        };
    }
}
