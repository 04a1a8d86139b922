//! `(64, relu, use_bias = false)`

use proc_macro2::{Group, TokenTree};

use crate::ast::{Argument, Arguments, Value};
use crate::diag::Diagnostics;
use crate::parse::cursor::Cursor;
use crate::parse::value::value;

/// The arguments in parentheses.
pub(super) fn arguments(group: &Group, dx: &Diagnostics) -> Arguments {
    let mut cursor = Cursor::inside(group);
    let list = list(&mut cursor, dx, |cursor| {
        let keyword = cursor.ident_before('=');
        let tokens = cursor.take_value();
        match (&keyword, tokens.is_empty()) {
            (Some(keyword), true) => {
                dx.error(keyword.span(), format!("expected a value after `{keyword} =`"));
                None
            }
            _ => Some(Argument { keyword, value: value(tokens, dx) }),
        }
    });
    Arguments { list, parentheses: Some(group.span()) }
}

/// Values with commas between them.
pub(super) fn values(cursor: &mut Cursor, dx: &Diagnostics) -> Vec<Value> {
    list(cursor, dx, |cursor| Some(value(cursor.take_value(), dx)))
}

fn list<T>(cursor: &mut Cursor, dx: &Diagnostics, mut item: impl FnMut(&mut Cursor) -> Option<T>) -> Vec<T> {
    let mut list = Vec::new();
    while !cursor.is_at_end() {
        if let Some(comma) = cursor.punct(',') {
            dx.error(comma, "expected an argument, found `,`");
            continue;
        }
        list.extend(item(cursor));
        cursor.punct(',');
    }
    list
}

impl Cursor {
    /// Takes everything up to the next comma that does not stand between the angle brackets of a path's arguments.
    fn take_value(&mut self) -> proc_macro2::TokenStream {
        let mut value = Vec::new();
        let mut depth = 0_usize;
        let mut before = ' ';
        while let Some(token) = self.peek() {
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
