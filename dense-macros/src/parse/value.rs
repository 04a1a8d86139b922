//! What a value looks like: `64`, `0.5`, `relu`, `leaky_relu(0.2)`, `(4, 4)`, or an expression.

use proc_macro2::{Delimiter, Group, Literal, Spacing, Span, TokenStream, TokenTree};
use syn::{Expr, Lit};

use crate::ast::{Value, ValueForm, text};
use crate::diag::Diagnostics;
use crate::parse::arguments::{arguments, values};
use crate::parse::cursor::Cursor;
use crate::place::Place;
use crate::spelling::is_keyword;

pub(super) fn value(tokens: TokenStream, dx: &Diagnostics) -> Value {
    let place = Place::of(&tokens, Span::call_site());
    let mut form = form(&tokens, dx);
    if let ValueForm::Expression = form
        && path_with_keywords(&tokens).is_none()
        && is_no_expression(&tokens)
    {
        dx.error(place, format!("expected a value, found `{}`", text(&tokens)));
        form = ValueForm::Missing;
    }
    Value { tokens, place, form }
}

/// Whether tokens are certainly no expression. Those with blocks and the like are left to the compiler, as reading them takes
/// all of Rust's grammar.
fn is_no_expression(tokens: &TokenStream) -> bool {
    let beyond = |token: TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() != Delimiter::Parenthesis,
        TokenTree::Ident(word) => is_keyword(&word),
        TokenTree::Punct(punct) => punct.as_char() == '|',
        TokenTree::Literal(_) => false,
    };
    !tokens.clone().into_iter().any(beyond) && syn::parse2::<Expr>(tokens.clone()).is_err()
}

/// `my::Swish(beta = 1.5)`: the path, and the parentheses.
pub(crate) fn path_with_keywords(tokens: &TokenStream) -> Option<(TokenStream, Group)> {
    let mut path = tokens.clone().into_iter().collect::<Vec<_>>();
    let Some(TokenTree::Group(group)) = path.pop() else { return None };
    let is_of_path = |token: &TokenTree| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        _ => false,
    };
    let inside = group.stream().into_iter().collect::<Vec<_>>();
    let has_keyword = match &inside[..] {
        [TokenTree::Ident(_), TokenTree::Punct(equals), ..] => {
            equals.as_char() == '=' && equals.spacing() == Spacing::Alone
        }
        _ => false,
    };
    let is_call = group.delimiter() == Delimiter::Parenthesis && has_keyword && path.iter().all(is_of_path);
    is_call.then(|| (path.into_iter().collect(), group))
}

fn form(tokens: &TokenStream, dx: &Diagnostics) -> ValueForm {
    let list = tokens.clone().into_iter().collect::<Vec<_>>();
    match &list[..] {
        [TokenTree::Literal(literal)] => number(literal, false),
        [TokenTree::Punct(minus), TokenTree::Literal(literal)] if minus.as_char() == '-' => number(literal, true),
        [TokenTree::Ident(word)] if word == "true" => ValueForm::Bool(true),
        [TokenTree::Ident(word)] if word == "false" => ValueForm::Bool(false),
        [TokenTree::Ident(word)] => ValueForm::Word(word.clone()),
        [TokenTree::Ident(word), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            // The arguments of a CamelCase word are an expression of the user's: only words of the language have keywords.
            ValueForm::Call(word.clone(), arguments(group, dx))
        }
        [TokenTree::Group(group)] if is_list(group) => ValueForm::Tuple(values(&mut Cursor::inside(group), dx)),
        _ => ValueForm::Expression,
    }
}

fn number(literal: &Literal, negative: bool) -> ValueForm {
    let sign = if negative { -1.0 } else { 1.0 };
    match Lit::new(literal.clone()) {
        Lit::Int(int) if ["", "usize", "u64"].contains(&int.suffix()) => {
            ValueForm::Integer { negative, value: int.base10_parse().ok() }
        }
        Lit::Float(float) => match float.base10_parse::<f64>() {
            Ok(value) => ValueForm::Float(sign * value),
            Err(_) => ValueForm::Expression,
        },
        Lit::Str(text) => ValueForm::Text(text.value()),
        _ => ValueForm::Expression,
    }
}

/// `(4, 4)` and `[4]` are lists, `(2 * N)` and `[0.5; N]` expressions.
fn is_list(group: &Group) -> bool {
    let has = |character| {
        let is = |token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == character);
        group.stream().into_iter().any(is)
    };
    match group.delimiter() {
        Delimiter::Parenthesis => has(','),
        Delimiter::Bracket => !has(';'),
        Delimiter::Brace | Delimiter::None => false,
    }
}
