//! `Input(784) -> hidden: Dense(64, relu) -> [64] -> Dense(10, softmax)`

use proc_macro2::{Delimiter, Ident, TokenTree};

use crate::ast::{Arguments, Assertion, Chain, Element, Layer};
use crate::diag::Diagnostics;
use crate::parse::arguments::{arguments, values};
use crate::parse::cursor::Cursor;
use crate::parse::header::first_of;
use crate::place::Place;

/// Layers up to the end; `place` is what lacks them if there are none.
pub(super) fn chain(mut cursor: Cursor, place: Place, dx: &Diagnostics) -> Chain {
    if cursor.is_punct('<')
        && let Some(open) = cursor.strip_angles()
    {
        dx.error(open, "this `<` is not closed by a `>` behind the last layer");
    }
    let mut elements = Vec::new();
    if let Some(arrow) = cursor.arrow() {
        dx.error(arrow, "expected a layer before `->`");
        elements.push(Element::Broken);
    }
    while !cursor.is_at_end() {
        elements.push(element(&mut cursor, dx));
        if !separator(&mut cursor, dx) {
            break;
        }
    }
    Chain { elements, place }
}

/// Steps over the arrow behind a layer, or what stands for it. False at the end.
fn separator(cursor: &mut Cursor, dx: &Diagnostics) -> bool {
    if cursor.is_at_end() {
        return false;
    }
    if let Some(arrow) = cursor.arrow() {
        if cursor.is_at_end() {
            dx.help(arrow, "expected a layer after `->`", "remove the arrow, or add a layer");
        }
        return true;
    }
    let place = cursor.next_span();
    if let Some((found, place)) = cursor.puncts() {
        if cursor.is_at_end() {
            dx.help(place, format!("expected `->` or nothing behind the last layer, found `{found}`"), "remove it");
        } else if cursor.arrow().is_some() {
            dx.error(place, format!("expected `->` between two layers, found `{found}` before it"));
        } else {
            dx.error(place, format!("expected `->` between two layers, found `{found}`"));
        }
        return true;
    }
    if let Some(token) = cursor.peek() {
        let next = first_of(token);
        dx.help(place, format!("expected `->` before `{next}`"), format!("layers are joined by arrows: `-> {next}`"));
    }
    true
}

/// What stands between two arrows.
fn element(cursor: &mut Cursor, dx: &Diagnostics) -> Element {
    if let Some(group) = cursor.group(Delimiter::Bracket) {
        let dims = values(&mut Cursor::inside(&group), dx);
        return Element::Assertion(Assertion { dims, place: group.span().into() });
    }
    let label = cursor.ident_before(':');
    let Some(kind) = cursor.ident() else {
        unexpected(cursor, label.as_ref(), dx);
        return Element::Broken;
    };
    if cursor.is_punct(':') {
        let path = cursor.take_until(|token| {
            !matches!(token, TokenTree::Ident(_)) && !matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':')
        });
        cursor.group(Delimiter::Parenthesis);
        dx.error(
            Place::from(kind.span()).to(Place::of(&path, kind.span())),
            "a layer is one of dense's own, not a path",
        );
        return Element::Broken;
    }
    let arguments = match cursor.group(Delimiter::Parenthesis) {
        Some(group) => arguments(&group, dx),
        None => misplaced(cursor, &kind, dx).unwrap_or_default(),
    };
    Element::Layer(Layer { label, kind, arguments })
}

/// Reports what stands where a layer should be, and steps over it to the next arrow.
fn unexpected(cursor: &mut Cursor, label: Option<&Ident>, dx: &Diagnostics) {
    let place = cursor.next_span();
    if let (None, Some(arrow)) = (label, cursor.peek_arrow()) {
        dx.help(arrow, "expected a layer between two arrows", "remove one of the arrows");
        return;
    }
    let found = cursor.peek().map(first_of);
    match (label, found) {
        (Some(label), None) => dx.error(label.span(), format!("expected a layer after `{label}:`")),
        (Some(label), Some(found)) => {
            dx.error(place, format!("expected a layer after `{label}:`, found `{found}`"));
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

/// `Dense[64]` or `Dense { 64 }`
fn misplaced(cursor: &mut Cursor, kind: &Ident, dx: &Diagnostics) -> Option<Arguments> {
    let group = cursor.group(Delimiter::Bracket).or_else(|| cursor.group(Delimiter::Brace))?;
    let found = first_of(&TokenTree::Group(group.clone()));
    dx.help(
        group.span(),
        format!("the arguments of a layer stand in `(` and `)`, found `{found}`"),
        format!("write `{kind}({})`", group.stream()),
    );
    Some(arguments(&group, dx))
}
