//! `include_weights!(TYPE, PATH)`: a call of the runtime in the place of the path, so that what is wrong with the file is underlined
//! there.
//!
//! The file is left to the compiler: `include_bytes!` finds it, and compiles anew when it changes. The network's sizes may be constants
//! that only the compiler knows, so it is also the one who compares.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};

use crate::diag::Diagnostics;
use crate::place::Place;

/// The whole way.
pub(crate) fn include(krate: &TokenTree, tokens: TokenStream) -> TokenStream {
    let dx = Diagnostics::new();
    let parts = split(tokens, &dx);
    match (dx.finish(), parts) {
        (Ok(()), Some([network, path])) => emit(krate, &network, &path),
        (Err(errors), _) => errors.first(),
        (Ok(()), None) => unreachable!("what is missing was reported"),
    }
}

fn emit(krate: &TokenTree, network: &TokenStream, path: &TokenStream) -> TokenStream {
    let place = Place::of(path, Span::call_site());
    // A type that is no network is wrong where it stands, and so it has a name with its place.
    let named = Ident::new("__Network", Place::of(network, Span::call_site()).start);
    // The compiler underlines a call from its first token to its last.
    let embedded = Ident::new("embedded", place.start);
    let bytes = quote_spanned!(place.end=> ::core::include_bytes!(#path));
    let mut file = Group::new(Delimiter::Parenthesis, bytes);
    file.set_span(place.end);
    quote! {{
        type __Network = #network;
        // What stands beside the tensors may be long.
        #[allow(long_running_const_eval)]
        static __WEIGHTS: __Network = {
            // Imported, because a path would begin outside of the place.
            use #krate::__private::embedded;
            #embedded::<#named> #file
        };
        &__WEIGHTS
    }}
}

/// The type and the path.
fn split(tokens: TokenStream, dx: &Diagnostics) -> Option<[TokenStream; 2]> {
    let everything = Place::of(&tokens, Span::call_site());
    let (mut parts, mut depth, mut before) = (vec![TokenStream::new()], 0usize, ' ');
    for token in tokens {
        let sign = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        match sign {
            '<' => depth += 1,
            '>' if before != '-' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                parts.push(TokenStream::new());
                continue;
            }
            _ => {}
        }
        before = sign;
        parts.last_mut()?.extend([token]);
    }
    // A comma may stand at the end.
    if parts.len() > 1 && parts.last()?.is_empty() {
        parts.pop();
    }
    let is_text = |part: &TokenStream| matches!(part.clone().into_iter().next(), Some(TokenTree::Literal(_)));
    match &parts[..] {
        [network, path] if is_text(network) => {
            let help = format!("write `include_weights!({path}, {network})`");
            dx.help(everything, "the network comes first, and the path behind it", help);
        }
        [path] if is_text(path) => {
            let help = format!("write `include_weights!(Digits, {path})`, with your network");
            dx.help(everything, "expected a network before the path", help);
        }
        [network] if !network.is_empty() => {
            let help = format!("write `include_weights!({network}, \"weights.safetensors\")`, with your path");
            dx.help(everything, "expected the path of a file behind the network", help);
        }
        [network, path] if !network.is_empty() && !path.is_empty() => return Some([network.clone(), path.clone()]),
        [_, _, behind, ..] => dx.error(Place::of(behind, everything.end), "expected nothing behind the path"),
        _ => dx.help(
            everything,
            "expected a network and a path, found nothing",
            "write `include_weights!(Digits, \"digits.safetensors\")`, with your network and your path",
        ),
    }
    None
}
