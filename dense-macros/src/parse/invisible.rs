//! The invisible brackets around what a `macro_rules!` of the user's has put in.
//!
//! The compiler ignores them in the output of a procedural macro, so that `2 * $n` with `1 + 1` for `$n` would be 3.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The same tokens without invisible brackets: numbers, words and paths stand for themselves, all else gets parentheses.
pub(crate) fn unpack(tokens: TokenStream) -> TokenStream {
    tokens.into_iter().flat_map(unpack_token).collect()
}

fn unpack_token(token: TokenTree) -> TokenStream {
    let TokenTree::Group(group) = token else { return token.into() };
    // A group that is made anew has one span where it had three, so most are left as they are.
    if !is_invisible(&group) {
        return TokenTree::from(group).into();
    }
    let inside = unpack(group.stream());
    let delimiter = match group.delimiter() {
        Delimiter::None if is_simple(&inside) => return inside,
        Delimiter::None => Delimiter::Parenthesis,
        visible => visible,
    };
    let mut unpacked = Group::new(delimiter, inside);
    unpacked.set_span(group.span());
    TokenTree::from(unpacked).into()
}

/// Whether a group has invisible brackets, or any group in it.
fn is_invisible(group: &Group) -> bool {
    let inside = |token| matches!(token, TokenTree::Group(group) if is_invisible(&group));
    group.delimiter() == Delimiter::None || group.stream().into_iter().any(inside)
}

/// Whether tokens are one number, or a path or call without operators.
fn is_simple(tokens: &TokenStream) -> bool {
    let tokens = tokens.clone().into_iter().collect::<Vec<_>>();
    let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    match &tokens[..] {
        [TokenTree::Literal(_)] => true,
        [TokenTree::Punct(minus), TokenTree::Literal(_)] => minus.as_char() == '-',
        tokens => {
            tokens.iter().all(|token| matches!(token, TokenTree::Ident(_) | TokenTree::Group(_)) || is_colon(token))
        }
    }
}
