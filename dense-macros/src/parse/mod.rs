//! Tokens → [`ast`]: the one stage that sees punctuation.
//!
//! The parser never gives up: what it cannot read it reports and steps over, to the next arrow, comma, or network, and the
//! tree has a hole there.

mod arguments;
mod chain;
pub(crate) mod cursor;
mod element;
pub(crate) mod header;
pub(crate) mod invisible;
mod value;

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

use crate::ast::{self, Arguments, Call, Form};
use crate::diag::Diagnostics;
use crate::parse::cursor::Cursor;

pub(crate) use value::path_with_keywords;

/// The stage: reads a call of `network!`.
pub(crate) fn call(tokens: TokenStream, dx: &Diagnostics) -> Call {
    let mut cursor = Cursor::new(invisible::unpack(tokens), Span::call_site());
    if begins_item(&cursor) {
        return Call { networks: header::networks(&mut cursor, dx), form: Form::Items };
    }
    let start = cursor.next_span();
    unnamed_seed(&mut cursor, dx);
    let (setting, seed) = seed(&mut cursor, dx).unzip();
    let network = ast::Network {
        attributes: Vec::new(),
        visibility: TokenStream::new(),
        name: Ident::new("AnonymousNetwork", Span::call_site()),
        parameters: Vec::new(),
        chain: chain::chain(cursor, start.into(), dx),
    };
    Call { networks: vec![network], form: Form::Value { setting, seed: seed.flatten() } }
}

/// Whether the tokens are meant to be an item: nothing that a chain can begin with.
fn begins_item(cursor: &Cursor) -> bool {
    match cursor.peek() {
        Some(TokenTree::Punct(punct)) => punct.as_char() == '#',
        Some(TokenTree::Ident(ident)) => {
            let braces =
                |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
            ["pub", "struct", "enum", "fn", "type", "mod", "crate"].iter().any(|word| ident == word)
                || cursor.peek_at(1).is_some_and(braces)
        }
        _ => false,
    }
}

/// `seed = 7;` in front of an expression: the word, and the seed.
fn seed(cursor: &mut Cursor, dx: &Diagnostics) -> Option<(Ident, Option<TokenStream>)> {
    let is_seed = matches!(cursor.peek(), Some(TokenTree::Ident(word)) if word == "seed");
    let colon = cursor.peek_at(1).map(TokenTree::span);
    let name = match cursor.ident_before('=') {
        Some(name) => name,
        None if is_seed => {
            let name = cursor.ident_before(':')?;
            dx.help(colon?, "expected `=` after `seed`, found `:`", "write `network!(seed = 7; ..)`");
            name
        }
        None => return None,
    };
    let equals = cursor.next_span();
    if name != "seed" {
        dx.help(
            name.span(),
            format!("unknown setting `{name}`"),
            "the only setting in front of a network is its seed: `network!(seed = 7; ..)`",
        );
    }
    let end = |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if [';', ','].contains(&punct.as_char()));
    let seed = cursor.take_until(end);
    match cursor.next() {
        Some(TokenTree::Punct(punct)) if punct.as_char() == ';' => {}
        Some(comma) => {
            dx.help(comma.span(), "expected `;` after the seed, found `,`", "write `network!(seed = 7; ..)`");
        }
        None => {
            dx.help(name.span(), "expected `;` after the seed", "write `network!(seed = 7; ..)`");
        }
    }
    if seed.is_empty() {
        dx.error(equals, "expected a seed after `=`");
    }
    let seed = (!seed.is_empty()).then_some(seed);
    Some((name, seed))
}

/// Reports `7;` in front of an expression.
fn unnamed_seed(cursor: &mut Cursor, dx: &Diagnostics) {
    let is_semicolon = matches!(cursor.peek_at(1), Some(TokenTree::Punct(punct)) if punct.as_char() == ';');
    if let (Some(TokenTree::Literal(number)), true) = (cursor.peek().cloned(), is_semicolon) {
        dx.help(number.span(), format!("expected a network, found `{number}`"), format!("write `seed = {number};`"));
        cursor.next();
        cursor.next();
    }
}

/// What stands in parentheses that are a part of an expression.
pub(crate) fn arguments_in(group: &Group, dx: &Diagnostics) -> Arguments {
    arguments::arguments(group, dx)
}

/// What stands in the parentheses of an attribute: `#[name(key = value)]`.
pub(crate) fn attribute_arguments(attribute: &Group, dx: &Diagnostics) -> Arguments {
    let mut inside = Cursor::inside(attribute);
    inside.next();
    match inside.group(Delimiter::Parenthesis) {
        Some(group) => arguments::arguments(&group, dx),
        None => Arguments::default(),
    }
}
