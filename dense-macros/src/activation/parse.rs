//! Tokens → declarations.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use syn::{Meta, Visibility};

use crate::activation::formula;
use crate::activation::syntax::{Declaration, Expression, Form, Parameter};
use crate::ast::Attribute;
use crate::diag::Diagnostics;
use crate::parse::cursor::Cursor;
use crate::parse::header::{self, attributes, first_of};
use crate::parse::invisible;
use crate::place::Place;
use crate::spelling::is_keyword;

/// The stage: reads a call of `activation!`.
pub(super) fn declarations(tokens: TokenStream, dx: &Diagnostics) -> Vec<Declaration> {
    let mut cursor = Cursor::new(invisible::unpack(tokens), Span::call_site());
    let mut declarations = Vec::<Declaration>::new();
    while !cursor.is_at_end() {
        match declaration(&mut cursor, dx) {
            Some(other) if is_declared(&other, &declarations) => {
                let name = &other.name;
                let message = format!("the activation `{name}` is declared twice in this call");
                dx.help(name.span(), message, "give this one a name of its own");
            }
            Some(declaration) => declarations.push(declaration),
            // What is wrong with the head is reported; the next one begins behind a semicolon.
            None => {
                cursor.take_until(|token| is_punct(token, ';'));
                cursor.next();
            }
        }
    }
    declarations
}

/// Whether another one has the same name. With `#[cfg(..)]`, only one of them may be there in the end.
fn is_declared(declaration: &Declaration, declarations: &[Declaration]) -> bool {
    let has_cfg = |it: &Declaration| it.attributes.iter().any(|attribute| attribute.is("cfg"));
    declarations.iter().any(|other| other.name == declaration.name && !has_cfg(other) && !has_cfg(declaration))
}

fn declaration(cursor: &mut Cursor, dx: &Diagnostics) -> Option<Declaration> {
    let attributes = attributes(cursor).into_iter().filter(|attribute| is_attribute(attribute, dx)).collect();
    let visibility = visibility(cursor, dx);
    if cursor.word("struct").is_none() {
        let place = cursor.next_span();
        match cursor.peek() {
            Some(TokenTree::Ident(name)) if !is_keyword(name) => {
                dx.help(place, format!("expected `struct` before `{name}`"), format!("write `struct {name}(x) = ..;`"));
            }
            Some(token) => dx.help(place, format!("expected `struct`, found `{}`", first_of(token)), EXAMPLE),
            None => dx.help(place, "expected an activation after this", EXAMPLE),
        }
        return None;
    }
    let Some(name) = cursor.ident() else {
        dx.help(cursor.next_span(), "expected the activation's name after `struct`", EXAMPLE);
        return None;
    };
    if is_keyword(&name) {
        dx.error(name.span(), format!("`{name}` is a keyword of Rust, which no activation can be called"));
        return None;
    }
    let Head { variable, parameters, is_whole } = match cursor.group(Delimiter::Parenthesis) {
        Some(group) => head(&name, &group, dx),
        None => {
            let help = format!("write `struct {name}(x) = ..;`");
            dx.help(name.span(), format!("`{name}` has no variable"), help);
            Head { variable: None, parameters: Vec::new(), is_whole: false }
        }
    };
    let formula = formula(cursor, &name, dx);
    Some(Declaration { attributes, visibility, name, variable, parameters, is_head_whole: is_whole, formula })
}

/// One that is no attribute would hide the whole declaration from the compiler.
fn is_attribute(attribute: &Attribute, dx: &Diagnostics) -> bool {
    let is_good = syn::parse2::<Meta>(attribute.group.stream()).is_ok();
    if !is_good {
        dx.error(attribute.group.span(), "expected an attribute");
    }
    is_good
}

/// `pub(crate)`, if it is one.
fn visibility(cursor: &mut Cursor, dx: &Diagnostics) -> TokenStream {
    let visibility = header::visibility(cursor);
    if syn::parse2::<Visibility>(visibility.clone()).is_ok() {
        return visibility;
    }
    dx.help(Place::of(&visibility, Span::call_site()), "expected a visibility", "write `pub` or `pub(crate)`");
    TokenStream::new()
}

/// `(x; beta = 1.0)`
struct Head {
    variable: Option<Ident>,
    parameters: Vec<Parameter>,
    is_whole: bool,
}

fn head(name: &Ident, group: &Group, dx: &Diagnostics) -> Head {
    let mut cursor = Cursor::inside(group);
    let variable = cursor.ident().filter(|variable| !is_keyword(variable) && variable != "_");
    let Some(variable) = variable else {
        let help = format!("write `{name}(x)`");
        dx.help(group.span(), format!("expected the variable of `{name}`"), help);
        return Head { variable: None, parameters: Vec::new(), is_whole: false };
    };
    if let Some(colon) = cursor.punct(':') {
        let kind = cursor.take_until(|token| is_punct(token, ';') || is_punct(token, ','));
        let place = Place::from(colon).to(Place::of(&kind, colon));
        dx.help(place, "a variable has no type: it is `f32` or `f64` as the network is", "remove it");
    }
    let next = cursor.next_span();
    if cursor.punct(',').is_some() {
        let help = format!("write `{name}({variable}; beta = 1.0)`");
        dx.help(next, format!("expected `;` between the variable and the parameters of `{name}`, found `,`"), help);
    } else if cursor.punct(';').is_none() && !cursor.is_at_end() {
        let help = format!("write `{name}({variable}; beta = 1.0)`");
        dx.help(next, format!("expected `;` between the variable and the parameters of `{name}`"), help);
        return Head { variable: Some(variable), parameters: Vec::new(), is_whole: false };
    }
    let mut parameters = Vec::new();
    let mut is_whole = true;
    while !cursor.is_at_end() {
        let parameter = parameter(&mut cursor, dx);
        is_whole &= parameter.as_ref().is_some_and(|parameter| !matches!(parameter.value.form, Form::Missing));
        parameters.extend(parameter);
        let next = cursor.next_span();
        if cursor.punct(',').is_none() && !cursor.is_at_end() {
            dx.help(next, "expected `,` between two parameters", "write `(x; alpha = 1.0, beta = 2.0)`");
            is_whole = false;
            break;
        }
    }
    Head { variable: Some(variable), parameters, is_whole }
}

/// `beta = 1.0`
fn parameter(cursor: &mut Cursor, dx: &Diagnostics) -> Option<Parameter> {
    let place = cursor.next_span();
    let Some(name) = cursor.ident() else {
        let found = cursor.peek().map(first_of).unwrap_or_default();
        dx.help(place, format!("expected a parameter, found `{found}`"), "write `beta = 1.0`");
        cursor.take_until(|token| is_punct(token, ','));
        return None;
    };
    if is_keyword(&name) || name == "_" {
        dx.error(name.span(), format!("`{name}` cannot name a parameter"));
        cursor.take_until(|token| is_punct(token, ','));
        return None;
    }
    if cursor.punct('=').is_none() {
        let message = format!("the parameter `{name}` needs a value that it has unless another one is given");
        dx.help(name.span(), message, format!("write `{name} = 1.0`"));
        cursor.take_until(|token| is_punct(token, ','));
        return Some(Parameter { value: Expression::missing(name.span()), name });
    }
    Some(Parameter { value: formula::item(cursor, dx), name })
}

/// `= x * tanh(x);`
fn formula(cursor: &mut Cursor, name: &Ident, dx: &Diagnostics) -> Expression {
    let equals = cursor.next_span();
    if cursor.punct('=').is_none() {
        let message = format!("expected `=` before the formula of `{name}`");
        dx.help(
            if cursor.is_at_end() { name.span() } else { equals },
            message,
            format!("write `struct {name}(x) = ..;`"),
        );
        cursor.take_until(|token| is_punct(token, ';') || begins_declaration(token));
        cursor.punct(';');
        return Expression::missing(equals);
    }
    let tokens = cursor.take_until(|token| is_punct(token, ';') || begins_declaration(token));
    let last = tokens.clone().into_iter().last().map_or(equals, |token| match token {
        TokenTree::Group(group) => group.span_close(),
        token => token.span(),
    });
    if cursor.punct(';').is_none() {
        dx.help(last, format!("expected `;` after the formula of `{name}`"), "write `;` behind it");
    }
    if tokens.is_empty() {
        dx.help(
            equals,
            format!("expected the formula of `{name}` after `=`"),
            format!("write `struct {name}(x) = tanh(x);`"),
        );
        return Expression::missing(equals);
    }
    formula::formula(&mut Cursor::new(tokens, last), dx)
}

/// Whether a token stands in no formula, but in front of the next one's name.
fn begins_declaration(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(word) => word == "struct" || word == "pub",
        token => is_punct(token, '#'),
    }
}

fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

const EXAMPLE: &str =
    "an activation is declared by its formula: `struct Swish(x; beta = 1.0) = x * sigmoid(beta * x);`";
