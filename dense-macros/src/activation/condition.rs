//! What stands behind `if`: comparisons with `&&` and `||` between them.

use proc_macro2::{Delimiter, Group, Span, TokenTree};

use crate::activation::formula::Reader;
use crate::activation::syntax::{Comparison, Condition, Form};
use crate::parse::cursor::Cursor;

/// What stands between the two sides, longer ones first.
const COMPARISONS: [(&str, Comparison); 6] = [
    ("<=", Comparison::LessOrEqual),
    (">=", Comparison::GreaterOrEqual),
    ("==", Comparison::Equal),
    ("!=", Comparison::NotEqual),
    ("<", Comparison::Less),
    (">", Comparison::Greater),
];

impl Reader<'_> {
    /// `a > b && c > d || e > f`
    pub(super) fn condition(&mut self, keyword: Span) -> Condition {
        let mut condition = self.both(keyword);
        while self.doubled('|') {
            condition = Condition::Either(Box::new(condition), Box::new(self.both(keyword)));
        }
        match self.unexpected() {
            Some(_) => Condition::Missing,
            None => condition,
        }
    }

    fn both(&mut self, keyword: Span) -> Condition {
        let mut condition = self.comparison(keyword);
        while self.doubled('&') {
            condition = Condition::Both(Box::new(condition), Box::new(self.comparison(keyword)));
        }
        condition
    }

    fn comparison(&mut self, keyword: Span) -> Condition {
        if let Some(TokenTree::Group(group)) = self.cursor.peek().cloned()
            && is_condition(&group)
            && !self.goes_on_with_a_number()
        {
            self.cursor.next();
            return Reader { cursor: &mut Cursor::inside(&group), dx: self.dx }.condition(keyword);
        }
        let a = self.sum();
        for (sign, comparison) in COMPARISONS {
            if self.takes(sign) {
                return Condition::Comparison(comparison, a, self.sum());
            }
        }
        if !matches!(a.form, Form::Missing) {
            self.refuse(a.place, "expected a comparison behind `if`", "write `if x > 0.0 { .. } else { .. }`");
        }
        Condition::Missing
    }

    /// Whether the brackets that come next are only a part of a comparison.
    fn goes_on_with_a_number(&self) -> bool {
        match self.cursor.peek_at(1) {
            Some(TokenTree::Punct(punct)) => !['&', '|'].contains(&punct.as_char()),
            Some(_) => true,
            None => false,
        }
    }

    /// Takes these characters if they come next.
    fn takes(&mut self, sign: &str) -> bool {
        let is = |at: usize, char| matches!(self.cursor.peek_at(at), Some(TokenTree::Punct(punct)) if punct.as_char() == char);
        let all = sign.chars().enumerate().all(|(at, char)| is(at, char));
        if all {
            sign.chars().for_each(|_| drop(self.cursor.next()));
        }
        all
    }

    pub(super) fn doubled(&mut self, char: char) -> bool {
        self.takes(&String::from_iter([char, char]))
    }
}

/// Whether parentheses have a comparison in them.
fn is_condition(group: &Group) -> bool {
    let compares = |token: TokenTree| match token {
        TokenTree::Punct(punct) => ['<', '>', '=', '&', '|'].contains(&punct.as_char()),
        _ => false,
    };
    group.delimiter() == Delimiter::Parenthesis && group.stream().into_iter().any(compares)
}
