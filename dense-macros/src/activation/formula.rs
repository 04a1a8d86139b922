//! Tokens → formulas: operators, calls, `if` and `let`.
//!
//! What cannot be read is reported and stepped over, to the next comma or the end of the brackets, and the formula has a
//! hole there.

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenTree};
use syn::Lit;

use crate::activation::syntax::{Binding, Expression, Form, Operator};
use crate::ast::text;
use crate::diag::Diagnostics;
use crate::parse::cursor::Cursor;
use crate::parse::header::first_of;
use crate::place::Place;
use crate::spelling::is_keyword;

/// A formula that fills the cursor.
pub(super) fn formula(cursor: &mut Cursor, dx: &Diagnostics) -> Expression {
    let mut reader = Reader { cursor, dx };
    let formula = reader.sum();
    reader.ended(formula)
}

/// A formula up to the next comma.
pub(super) fn item(cursor: &mut Cursor, dx: &Diagnostics) -> Expression {
    let mut reader = Reader { cursor, dx };
    let item = reader.sum();
    if reader.cursor.is_punct(',') { item } else { reader.ended(item) }
}

/// Reads the tokens of a pair of brackets.
pub(super) struct Reader<'a> {
    pub(super) cursor: &'a mut Cursor,
    pub(super) dx: &'a Diagnostics,
}

impl Reader<'_> {
    /// `a + b - c`
    pub(super) fn sum(&mut self) -> Expression {
        let start = self.cursor.position();
        let mut sum = self.product();
        while let Some(operator) = self.operator([('+', Operator::Plus), ('-', Operator::Minus)]) {
            let other = self.product();
            sum = self.operation(start, operator, sum, other);
        }
        sum
    }

    /// `a * b / c`
    fn product(&mut self) -> Expression {
        let start = self.cursor.position();
        let mut product = self.signed();
        while let Some(operator) = self.operator([('*', Operator::Times), ('/', Operator::Over)]) {
            let other = self.signed();
            product = self.operation(start, operator, product, other);
        }
        product
    }

    fn operator(&mut self, operators: [(char, Operator); 2]) -> Option<Operator> {
        operators.into_iter().find(|(char, _)| self.cursor.punct(*char).is_some()).map(|(_, operator)| operator)
    }

    fn operation(&self, start: usize, operator: Operator, a: Expression, b: Expression) -> Expression {
        let place = a.place.to(b.place);
        self.expression(start, place, Form::Operation(operator, Box::new(a), Box::new(b)))
    }

    /// `-a`
    fn signed(&mut self) -> Expression {
        let start = self.cursor.position();
        let Some(minus) = self.cursor.punct('-') else { return self.with_methods() };
        let inner = self.signed();
        let place = Place::from(minus).to(inner.place);
        self.expression(start, place, Form::Negative(Box::new(inner)))
    }

    /// `a.tanh().powi(2)`
    fn with_methods(&mut self) -> Expression {
        let start = self.cursor.position();
        let mut receiver = self.operand();
        while let Some(dot) = self.cursor.punct('.') {
            let Some(name) = self.cursor.ident() else {
                let help = "write a function: `x.tanh()` or `tanh(x)`";
                return self.refuse(dot, "expected the name of a function after `.`", help);
            };
            let Some(group) = self.cursor.group(Delimiter::Parenthesis) else {
                let message = format!("expected `(` after `.{name}`");
                if text(&receiver.tokens) == "self" {
                    return self.refuse(name.span(), message, format!("write `{name}`"));
                }
                return self.refuse(name.span(), message, format!("write `.{name}()`, or `{name}` for a parameter"));
            };
            let place = receiver.place.to(group.span());
            let mut arguments = vec![receiver];
            arguments.extend(self.arguments(&group));
            receiver = self.expression(start, place, Form::Call(name, arguments));
        }
        receiver
    }

    fn operand(&mut self) -> Expression {
        let start = self.cursor.position();
        match self.cursor.peek().cloned() {
            Some(TokenTree::Literal(literal)) => {
                self.cursor.next();
                self.number(start, &literal)
            }
            Some(TokenTree::Ident(word)) if word == "if" => self.choice(),
            Some(TokenTree::Ident(word)) if !is_keyword(&word) || word == "self" => {
                self.cursor.next();
                self.named(start, word)
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis => {
                self.cursor.next();
                Expression { place: group.span().into(), ..self.inside(&group) }
            }
            Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                self.cursor.next();
                let form = Reader { cursor: &mut Cursor::inside(&group), dx: self.dx }.block().form;
                self.expression(start, group.span().into(), form)
            }
            Some(TokenTree::Punct(punct)) if punct.as_char() == '*' => {
                self.refuse(punct.span(), "expected a number, found a second `*`", POWER)
            }
            Some(TokenTree::Punct(punct)) if punct.as_char() == '+' => {
                self.refuse(punct.span(), "expected a number, found `+`", "remove it")
            }
            Some(token) => {
                let message = format!("expected a number, found `{}`", first_of(&token));
                self.refuse(token.span(), message, "a formula has numbers, names, `+ - * /`, functions and `if`")
            }
            None => {
                let message = "expected a number after this";
                let place = self.cursor.since(start.saturating_sub(1)).into_iter().last();
                self.refuse(place.map_or(self.cursor.next_span(), |token| token.span()), message, "write `x` or `1.0`")
            }
        }
    }

    fn number(&mut self, start: usize, literal: &Literal) -> Expression {
        let place = literal.span();
        let (digits, suffix) = match Lit::new(literal.clone()) {
            Lit::Int(number) => (number.base10_digits().to_owned(), number.suffix().to_owned()),
            Lit::Float(number) => (number.base10_digits().to_owned(), number.suffix().to_owned()),
            Lit::Str(text) if text.value().parse::<f64>().is_ok() => {
                let help = format!("write `{}`", text.value());
                return self.refuse(place, format!("expected a number, found `{literal}`"), help);
            }
            _ => return self.refuse(place, format!("expected a number, found `{literal}`"), "write `1.0`"),
        };
        if !["", "f32", "f64"].contains(&suffix.as_str()) {
            let message = format!("`{literal}` is not a number");
            let factor = if digits.contains(['.', 'e', 'E']) { digits } else { format!("{digits}.0") };
            let help =
                match suffix.starts_with(['i', 'u']) && suffix[1..].chars().all(|c| c.is_ascii_digit() || c == 's') {
                    true => format!("write `{factor}`"),
                    false => format!("write `{factor} * {suffix}`"),
                };
            self.dx.help(place, message, help);
            return self.expression(start, place.into(), Form::Missing);
        }
        match digits.parse::<f64>() {
            Ok(number) if number.is_finite() => self.expression(start, place.into(), Form::Number(number)),
            _ => {
                self.dx.error(place, format!("`{literal}` is larger than all numbers of an `f64`"));
                self.expression(start, place.into(), Form::Missing)
            }
        }
    }

    /// `x`, `tanh(x)` or `settings::SCALE`
    fn named(&mut self, start: usize, word: Ident) -> Expression {
        while self.is_path() && self.doubled(':') {
            self.cursor.next();
        }
        if self.cursor.position() > start + 1 {
            let path = self.cursor.since(start);
            let place = Place::of(&path, word.span());
            let Some(group) = self.cursor.group(Delimiter::Parenthesis) else {
                return self.expression(start, place, Form::Path);
            };
            let last = path.into_iter().last().map(|token| token.to_string()).unwrap_or_default();
            self.dx.help(place, "a function of a formula has no path", format!("write `{last}({})`", group.stream()));
            return self.expression(start, place, Form::Missing);
        }
        match self.cursor.group(Delimiter::Parenthesis) {
            Some(group) => {
                let place = Place::from(word.span()).to(group.span());
                let arguments = self.arguments(&group);
                self.expression(start, place, Form::Call(word, arguments))
            }
            None => {
                let place = word.span().into();
                self.expression(start, place, Form::Name(word))
            }
        }
    }

    /// Whether `::` and a name come next.
    fn is_path(&self) -> bool {
        let is_colon = |at| matches!(self.cursor.peek_at(at), Some(TokenTree::Punct(punct)) if punct.as_char() == ':');
        let is_name = matches!(self.cursor.peek_at(2), Some(TokenTree::Ident(word)) if !is_keyword(word));
        is_colon(0) && is_colon(1) && is_name
    }

    fn arguments(&mut self, group: &Group) -> Vec<Expression> {
        let mut cursor = Cursor::inside(group);
        let mut arguments = Vec::new();
        while !cursor.is_at_end() {
            arguments.push(item(&mut cursor, self.dx));
            cursor.punct(',');
        }
        arguments
    }

    /// What stands between parentheses.
    fn inside(&mut self, group: &Group) -> Expression {
        formula(&mut Cursor::inside(group), self.dx)
    }

    /// `if a > b { c } else { d }`
    fn choice(&mut self) -> Expression {
        let start = self.cursor.position();
        let keyword = self.cursor.word("if").unwrap_or_else(Span::call_site);
        let condition = self.cursor.take_until(is_braces);
        if self.cursor.is_at_end() {
            let help = "write `if x > 0.0 { x } else { 0.0 }`";
            return self.refuse(keyword, "expected `{` behind the condition of `if`", help);
        }
        let mut inside = Cursor::new(condition, self.cursor.next_span());
        let condition = Reader { cursor: &mut inside, dx: self.dx }.condition(keyword);
        let Some(then) = self.branch(keyword, "if") else { return self.hole() };
        if self.cursor.word("else").is_none() {
            let help = "write `if x > 0.0 { x } else { 0.0 }`";
            return self.refuse(keyword, "an `if` of a formula needs an `else`", help);
        }
        let next_is_if = matches!(self.cursor.peek(), Some(TokenTree::Ident(word)) if word == "if");
        let otherwise = if next_is_if { Some(self.choice()) } else { self.branch(keyword, "else") };
        let Some(otherwise) = otherwise else { return self.hole() };
        let place = Place::from(keyword).to(otherwise.place);
        self.expression(start, place, Form::If(Box::new(condition), Box::new(then), Box::new(otherwise)))
    }

    /// `{ a }` behind `if` or `else`.
    fn branch(&mut self, keyword: Span, behind: &str) -> Option<Expression> {
        let Some(group) = self.cursor.group(Delimiter::Brace) else {
            let message = format!("expected `{{` behind `{behind}`");
            self.refuse(keyword, message, "write `if x > 0.0 { x } else { 0.0 }`");
            return None;
        };
        let block = Reader { cursor: &mut Cursor::inside(&group), dx: self.dx }.block();
        Some(Expression { place: group.span().into(), ..block })
    }

    /// `let a = b; c`, to the end.
    fn block(&mut self) -> Expression {
        let start = self.cursor.position();
        let place = self.cursor.next_span();
        let mut bindings = Vec::new();
        while self.cursor.word("let").is_some() {
            let name = self.cursor.ident().filter(|name| !is_keyword(name) && name != "_");
            let Some(name) = name.filter(|_| self.cursor.punct('=').is_some()) else {
                return self.refuse(place, "expected a name and `=` after `let`", "write `let a = tanh(x);`");
            };
            let value = self.cursor.take_until(is_semicolon);
            let end = self.cursor.next_span();
            bindings.push(Binding { name, value: formula(&mut Cursor::new(value, end), self.dx) });
            if self.cursor.punct(';').is_none() {
                return self.refuse(end, "expected `;` after the value of `let`", "write `let a = tanh(x); a * x`");
            }
        }
        let last = self.sum();
        if self.cursor.is_punct(';') {
            let help = "the last formula of a block is its value, and has no `;`";
            return self.refuse(self.cursor.next_span(), "expected a value, found `;`", help);
        }
        let last = self.ended(last);
        self.expression(start, last.place, Form::Block(bindings, Box::new(last)))
    }

    /// An expression that goes up to the end, or a hole and an error.
    fn ended(&mut self, expression: Expression) -> Expression {
        self.unexpected().unwrap_or(expression)
    }

    /// Reports what stands where an operator should be, or the end; nothing at the end.
    pub(super) fn unexpected(&mut self) -> Option<Expression> {
        let token = self.cursor.peek().cloned()?;
        let found = first_of(&token);
        let place = token.span();
        let message = format!("expected an operator, found `{found}`");
        Some(match &token {
            TokenTree::Punct(punct) if punct.as_char() == '^' => self.refuse(place, message, POWER),
            TokenTree::Punct(punct) if ['<', '>', '=', '!', '&', '|'].contains(&punct.as_char()) => {
                self.refuse(place, message, "comparisons stand behind `if`: `if x > 0.0 { x } else { 0.0 }`")
            }
            TokenTree::Punct(_) => self.refuse(place, message, "the operators are `+`, `-`, `*` and `/`"),
            TokenTree::Ident(word) if is_keyword(word) => {
                self.refuse(place, message, "the operators are `+`, `-`, `*` and `/`")
            }
            _ => self.refuse(place, message, "write `*` between two factors"),
        })
    }

    /// Reports a mistake, and steps over the rest.
    pub(super) fn refuse(
        &mut self,
        place: impl Into<Place>,
        message: impl AsRef<str>,
        help: impl AsRef<str>,
    ) -> Expression {
        self.dx.help(place, message, help);
        self.hole()
    }

    fn hole(&mut self) -> Expression {
        let place = self.cursor.next_span();
        self.cursor.take_until(|token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ','));
        Expression::missing(place)
    }

    fn expression(&self, start: usize, place: Place, form: Form) -> Expression {
        Expression { place, tokens: self.cursor.since(start), form }
    }
}

const POWER: &str = "powers are written `x.powi(2)`, or `x.powf(0.5)` with any exponent";

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

fn is_semicolon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';')
}
