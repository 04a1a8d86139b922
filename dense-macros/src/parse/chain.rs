//! `Input(784) -> hidden: Dense(64, relu) -> [64] -> Dense(10, softmax)`

use proc_macro2::{Delimiter, Span, TokenTree};

use crate::ast::{Chain, Element};
use crate::diag::Diagnostics;
use crate::parse::cursor::Cursor;
use crate::parse::element::{element, is_layer};
use crate::parse::header::first_of;
use crate::place::Place;
use crate::vocab;

/// Layers up to the end; `place` is what lacks them if there are none.
pub(super) fn chain(mut cursor: Cursor, place: Place, dx: &Diagnostics) -> Chain {
    if cursor.is_punct('<')
        && let Some(open) = cursor.strip_angles()
    {
        dx.error(open, "this `<` is not closed by a `>` behind the last layer");
    }
    let mut elements = Vec::new();
    if let Some(list) = listed(&mut cursor) {
        dx.help(list, "layers are joined by arrows, not listed", "write `Input(784) -> Dense(10, softmax)`");
        elements.push(Element::Broken);
    }
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
    if let Some(call) = cursor.group(Delimiter::Parenthesis) {
        let help = "layers are joined by arrows, and the first one takes the input";
        dx.help(call.span(), "a layer is not called with its input", help);
        return separator(cursor, dx);
    }
    if let Some((found, place)) = cursor.puncts() {
        if is_activation(cursor.peek()) {
            // Both are one mistake: `Dense(64).relu()`, `Dense(64) + relu`. It is reported where the activation is read.
            return true;
        }
        if cursor.is_at_end() {
            dx.help(place, format!("expected `->` or nothing behind the last layer, found `{found}`"), "remove it");
        } else if cursor.arrow().is_some() {
            let message = format!("expected `->` between two layers, found `{found}` before it");
            dx.help(place, message, format!("remove the `{found}`"));
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

/// `[Input(784), Dense(10)]`
fn listed(cursor: &mut Cursor) -> Option<Span> {
    let Some(TokenTree::Group(group)) = cursor.peek() else { return None };
    let is_list = group.delimiter() == Delimiter::Bracket && is_layer(group.stream().into_iter().next().as_ref());
    is_list.then(|| cursor.group(Delimiter::Bracket).map(|group| group.span())).flatten()
}

fn is_activation(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Ident(word)) if vocab::activation(&word.to_string()).is_some())
}
