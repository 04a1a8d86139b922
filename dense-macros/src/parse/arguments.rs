//! `(64, relu, use_bias = false)`

use proc_macro2::{Delimiter, Group, Ident, TokenTree};

use crate::ast::{Argument, Arguments, Value, ValueForm};
use crate::diag::Diagnostics;
use crate::parse::cursor::Cursor;
use crate::parse::value::value;
use crate::spelling::is_keyword;

/// The arguments in parentheses.
pub(super) fn arguments(group: &Group, dx: &Diagnostics) -> Arguments {
    let mut cursor = Cursor::inside(group);
    let list = list(&mut cursor, dx, |cursor| {
        let keyword = cursor.ident_before('=').or_else(|| colon(cursor, dx));
        let tokens = cursor.take_value();
        let value = match &keyword {
            Some(keyword) if tokens.is_empty() => {
                let message = format!("expected a value after `{keyword} =`");
                dx.help(keyword.span(), message, "write a value, or remove the keyword");
                Value { tokens, place: keyword.span().into(), form: ValueForm::Missing }
            }
            _ => value(tokens, dx),
        };
        Argument { keyword, value }
    });
    Arguments { list, parentheses: Some(group.span()) }
}

/// Values with commas between them.
pub(super) fn values(cursor: &mut Cursor, dx: &Diagnostics) -> Vec<Value> {
    list(cursor, dx, |cursor| value(cursor.take_value(), dx))
}

fn list<T>(cursor: &mut Cursor, dx: &Diagnostics, mut item: impl FnMut(&mut Cursor) -> T) -> Vec<T> {
    let mut list = Vec::new();
    while !cursor.is_at_end() {
        if let Some(comma) = cursor.punct(',') {
            dx.help(comma, "expected an argument, found `,`", "remove it");
            continue;
        }
        list.push(item(cursor));
        if cursor.punct(',').is_some() {
            continue;
        }
        if let Some(next) = cursor.peek() {
            dx.help(next.span(), format!("expected `,` before `{next}`"), "arguments have commas between them");
        }
    }
    list
}

/// `activation: relu`, which one writes where structs have it.
fn colon(cursor: &mut Cursor, dx: &Diagnostics) -> Option<Ident> {
    let colon = cursor.peek_at(1).map(TokenTree::span);
    let keyword = cursor.ident_before(':')?;
    if let Some(colon) = colon {
        dx.help(colon, format!("expected `=` after `{keyword}`, found `:`"), format!("write `{keyword} = ..`"));
    }
    Some(keyword)
}

impl Cursor {
    /// Takes everything up to the next comma that does not stand between the angle brackets of a path's arguments, or to
    /// where one is missing.
    fn take_value(&mut self) -> proc_macro2::TokenStream {
        let mut value = Vec::new();
        let mut depth = 0_usize;
        let mut before = ' ';
        while let Some(token) = self.peek() {
            if value.last().is_some_and(ends_value) && begins_value(token) {
                break;
            }
            let char = match token {
                TokenTree::Punct(punct) => punct.as_char(),
                _ => ' ',
            };
            match (char, before) {
                (',', _) if depth == 0 => break,
                ('<', ':') => depth += 1,
                ('<', _) if depth > 0 => depth += 1,
                ('>', before) if before != '-' => depth = depth.saturating_sub(1),
                _ => {}
            }
            before = char;
            value.extend(self.next());
        }
        value.into_iter().collect()
    }
}

/// Whether an expression can end in this token and go on with no other word or number.
fn ends_value(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => is_operand(word),
        TokenTree::Literal(_) => true,
        TokenTree::Group(group) => group.delimiter() == Delimiter::Parenthesis,
        TokenTree::Punct(_) => false,
    }
}

fn begins_value(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => is_operand(word),
        TokenTree::Literal(_) => true,
        TokenTree::Group(_) | TokenTree::Punct(_) => false,
    }
}

/// Whether a word stands for a value and is not a keyword between values, such as `as`.
fn is_operand(word: &Ident) -> bool {
    word == "true" || word == "false" || !is_keyword(word)
}
