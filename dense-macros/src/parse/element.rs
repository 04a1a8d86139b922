//! What stands between two arrows: `hidden: Dense(64, relu)` or `[64]`.

use proc_macro2::{Delimiter, Ident, TokenTree};

use crate::ast::{Argument, Arguments, Assertion, Element, Layer};
use crate::diag::Diagnostics;
use crate::parse::arguments::{arguments, values};
use crate::parse::cursor::Cursor;
use crate::parse::header::first_of;
use crate::parse::value::value;
use crate::place::Place;
use crate::spelling::is_keyword;
use crate::vocab;

/// What stands between two arrows.
pub(super) fn element(cursor: &mut Cursor, dx: &Diagnostics) -> Element {
    if let Some(group) = cursor.group(Delimiter::Bracket) {
        let dims = values(&mut Cursor::inside(&group), dx);
        return Element::Assertion(Assertion { dims, place: group.span().into() });
    }
    attributes(cursor, dx);
    let label = label(cursor, dx);
    // A keyword of Rust begins something else.
    let is_name = matches!(cursor.peek(), Some(TokenTree::Ident(word)) if !is_keyword(word));
    let Some(kind) = is_name.then(|| cursor.ident()).flatten() else {
        unexpected(cursor, label.as_ref(), dx);
        return Element::Broken;
    };
    if cursor.is_punct(':') {
        let path = cursor.take_until(|token| {
            !matches!(token, TokenTree::Ident(_)) && !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':')
        });
        cursor.group(Delimiter::Parenthesis);
        let place = Place::from(kind.span()).to(Place::of(&path, kind.span()));
        let last = path.into_iter().last().map_or_else(|| kind.to_string(), |token| token.to_string());
        dx.help(place, "a layer is one of dense's own, not a path", format!("write `{last}(..)`"));
        return Element::Broken;
    }
    let arguments = match cursor.group(Delimiter::Parenthesis) {
        Some(group) => arguments(&group, dx),
        None => misplaced(cursor, &kind, dx).unwrap_or_default(),
    };
    Element::Layer(Layer { label, kind, arguments })
}

/// `hidden:`. Where a layer follows, a label is one without the colon too, and with `=` for it.
fn label(cursor: &mut Cursor, dx: &Diagnostics) -> Option<Ident> {
    let equals = matches!(cursor.peek_at(1), Some(TokenTree::Punct(punct)) if punct.as_char() == '=');
    let layer = cursor.peek_at(if equals { 2 } else { 1 });
    if is_layer(cursor.peek()) || !is_layer(layer) {
        return cursor.ident_before(':');
    }
    let layer = layer.map(TokenTree::to_string).unwrap_or_default();
    let label = cursor.ident()?;
    if equals {
        cursor.next();
    }
    dx.help(label.span(), format!("expected `:` after the label `{label}`"), format!("write `{label}: {layer}`"));
    Some(label)
}

/// Whether a token is the name of a layer.
pub(super) fn is_layer(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Ident(word)) if vocab::layer(&word.to_string()).is_some())
}

/// Steps over attributes, which layers do not have.
fn attributes(cursor: &mut Cursor, dx: &Diagnostics) {
    while let Some(start) = cursor.punct('#') {
        let end = cursor.group(Delimiter::Bracket).map_or(start, |group| group.span());
        dx.help(Place::from(start).to(end), "a layer takes no attributes", "they stand in front of `struct`");
    }
}

/// Reports what stands where a layer should be, and steps over it to the next arrow.
fn unexpected(cursor: &mut Cursor, label: Option<&Ident>, dx: &Diagnostics) {
    let mut place = Place::from(cursor.next_span());
    let mut found = cursor.peek().map(first_of);
    if let Some(arrow) = cursor.peek_arrow() {
        if label.is_none() {
            return dx.help(arrow, "expected a layer between two arrows", "remove one of the arrows");
        }
        (place, found) = (arrow, Some("->".to_owned()));
    }
    match (label, found) {
        (Some(label), found) => {
            let found = found.map(|found| format!(", found `{found}`")).unwrap_or_default();
            let message = format!("expected a layer after `{label}:`{found}");
            dx.help(place, message, format!("write `{label}: Dense(..)`, or remove the label"));
        }
        (None, found) => {
            let found = found.unwrap_or_else(|| "the end".to_owned());
            dx.error(place, format!("expected a layer, found `{found}`"));
        }
    }
    while !cursor.is_at_end() && cursor.peek_arrow().is_none() {
        cursor.next();
    }
}

/// `Dense[64]`, `Dense { 64 }` or `Dense 64`
fn misplaced(cursor: &mut Cursor, kind: &Ident, dx: &Diagnostics) -> Option<Arguments> {
    if let Some(TokenTree::Literal(literal)) = cursor.peek().cloned() {
        cursor.next();
        dx.help(
            literal.span(),
            format!("the arguments of a layer stand in `(` and `)`, found `{literal}`"),
            format!("write `{kind}({literal})`"),
        );
        let argument = Argument { keyword: None, value: value(TokenTree::from(literal).into(), dx) };
        return Some(Arguments { list: vec![argument], parentheses: None });
    }
    let group = cursor.group(Delimiter::Bracket).or_else(|| cursor.group(Delimiter::Brace))?;
    let found = first_of(&TokenTree::Group(group.clone()));
    dx.help(
        group.span(),
        format!("the arguments of a layer stand in `(` and `)`, found `{found}`"),
        format!("write `{kind}({})`", group.stream()),
    );
    Some(arguments(&group, dx))
}
