//! Where an editor is sent for the words of a place: modules of the runtime, made from the lists of the language. A word
//! without a documented item does not compile there.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::activation;
use crate::editor::places::{ALL, Callee, Words, position};
use crate::vocab;

/// The contents of the runtime's hidden module for editors.
pub(crate) fn vocabulary() -> TokenStream {
    let lists = ALL.map(list);
    let arguments = ALL.map(arguments);
    let functions = activation::words().map(|word| format_ident!("{word}"));
    quote! {
        #(#lists)*

        pub mod arguments {
            #(#arguments)*
        }

        pub mod functions {
            pub use crate::vocabulary::functions::{#(#functions),*};
        }
    }
}

/// The words of one kind of place.
fn list(words: Words) -> TokenStream {
    let (module, documentation) = (words.module(), words.documentation());
    let names = words.names().into_iter().map(|name| {
        let word = format_ident!("{name}");
        let needs_std = vocab::NEED_STD.contains(&name).then(|| quote!(#[cfg(feature = "std")]));
        quote!(#needs_std pub use crate::vocabulary::#documentation::#word;)
    });
    quote!(pub mod #module { #(#names)* })
}

/// What can stand between the parentheses behind each of the words.
fn arguments(words: Words) -> TokenStream {
    let callees = words.callees();
    if callees.is_empty() {
        return TokenStream::new();
    }
    let (module, callees) = (words.module(), callees.into_iter().map(callee));
    quote!(pub mod #module { #(#callees)* })
}

fn callee(callee: Callee) -> TokenStream {
    let (name, documentation) = (format_ident!("{}", callee.signature.name), callee.documentation());
    let keywords = callee.signature.arguments.iter().map(|argument| format_ident!("{}", argument.name));
    let positions = callee.positions().map(|(at, words)| {
        let (position, words) = (position(at), words.module());
        quote! {
            pub mod #position {
                pub use super::keywords::*;
                pub use crate::__private::editor::#words::*;
            }
        }
    });
    quote! {
        pub mod #name {
            pub mod keywords {
                pub use crate::vocabulary::#documentation::{#(#keywords),*};
            }

            #(#positions)*
        }
    }
}
