//! Sizes: literals, const expressions, const generics.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use quote::format_ident;

use crate::ast::{Value, ValueForm};
use crate::graph::{Constant, Dim, TOO_MANY};
use crate::lower::Scope;
use crate::vocab::{self, CATEGORIES, Category};

/// What a size is called in errors.
#[derive(Clone, Copy)]
pub(super) struct Role {
    /// The whole: "the number of units".
    pub(super) what: &'static str,
    /// What zero of them means, unless it is a size like others.
    pub(super) zero: Option<&'static str>,
    /// Where it stands, for who wrote a word in its place.
    pub(super) order: &'static str,
    /// Whether others are computed from it, which stable Rust cannot do with const generics.
    pub(super) computes: bool,
}

const UNITS: Role = role("the number of units", "a `Dense` layer needs at least one unit, found `0`");
const INPUT_DIM: Role = role("the number of rows", "an `Embedding` needs at least one row, found `0`");
const OUTPUT_DIM: Role = role("the length of a row", "a row of an `Embedding` has at least one number, found `0`");
const AXIS: Role = role("a size", "a size is at least 1, found `0`");

const fn role(what: &'static str, zero: &'static str) -> Role {
    Role { what, zero: Some(zero), order: "sizes come first: `Dense(64, relu)`", computes: false }
}

impl Scope<'_> {
    pub(super) fn units(&self, value: &Value) -> Dim {
        self.size(value, UNITS)
    }

    /// How many rows a table has.
    pub(super) fn input_dim(&self, value: &Value) -> Dim {
        self.size(value, INPUT_DIM)
    }

    /// How long they are.
    pub(super) fn output_dim(&self, value: &Value) -> Dim {
        self.size(value, OUTPUT_DIM)
    }

    /// The length of an axis.
    pub(super) fn dim(&self, value: &Value) -> Dim {
        self.size(value, AXIS)
    }

    /// A size in its role.
    pub(super) fn size(&self, value: &Value, role: Role) -> Dim {
        let Role { what, zero, order, .. } = role;
        let found = value.text();
        match &value.form {
            ValueForm::Missing => {}
            ValueForm::Integer { negative: false, value: None | Some(TOO_MANY..) } => {
                self.dx.error(value.place, format!("{what} is less than 2^31, found `{found}`"));
            }
            ValueForm::Integer { negative: false, value: Some(0) } if let Some(zero) = zero => {
                self.dx.error(value.place, zero);
            }
            ValueForm::Integer { negative: false, value: Some(size) } => return Dim::Literal(*size),
            ValueForm::Integer { negative: true, .. } => {
                let least = u8::from(zero.is_some());
                self.dx.error(value.place, format!("{what} is at least {least}, found `{found}`"));
            }
            ValueForm::Float(number) => {
                let message = format!("{what} is a whole number, found `{found}`");
                match number.fract() == 0.0 && *number > 0.0 {
                    true => self.dx.help(value.place, message, format!("write `{number}`")),
                    false => self.dx.error(value.place, message),
                }
            }
            ValueForm::Text(text) => {
                let message = format!("{what} is a number, found `{found}`");
                match text.parse::<u64>() {
                    Ok(number) => self.dx.help(value.place, message, format!("write `{number}`")),
                    Err(_) => self.dx.error(value.place, message),
                }
            }
            ValueForm::Bool(_) | ValueForm::Tuple(_) => {
                self.dx.error(value.place, format!("{what} is one number, found `{found}`"));
            }
            ValueForm::Word(word) if self.is_parameter(word) && !role.computes => {
                return Dim::Parameter(word.clone());
            }
            ValueForm::Word(word) | ValueForm::Call(word, _) if kind_of_word(word).is_some() => {
                let kind = kind_of_word(word).unwrap_or_default();
                self.dx.help(value.place, format!("{what} is a number, found the {kind} `{word}`"), order);
            }
            ValueForm::Word(_) | ValueForm::Call(..) | ValueForm::Expression => {
                return self.expression(value, role);
            }
        }
        Dim::Unknown
    }

    /// A const expression. Stable Rust evaluates it, unless a const generic is part of it.
    fn expression(&self, value: &Value, Role { what, computes, .. }: Role) -> Dim {
        let Some(parameter) = self.parameter_in(&value.tokens) else {
            return Dim::Const(self.constant(unwrapped(value.tokens.clone())));
        };
        if computes {
            let message = format!("stable Rust cannot compute with const generics: {what} depends on `{parameter}`");
            self.dx.help(value.place, message, "write the number: shapes are computed from it");
            return Dim::Unknown;
        }
        self.dx.help(
            value.place,
            format!("stable Rust cannot compute with const generics: `{}` depends on `{parameter}`", value.text()),
            "give this size a const parameter of its own: `struct Name<const UNITS: usize> { .. Dense(UNITS) .. }`",
        );
        Dim::Unknown
    }

    /// The constant for an expression, which is the same one wherever it stands.
    pub(super) fn constant(&self, tokens: TokenStream) -> Constant {
        let mut sizes = self.sizes.borrow_mut();
        if let Some(known) = sizes.iter().find(|known| known.tokens.to_string() == tokens.to_string()) {
            return known.clone();
        }
        let constant = Constant { name: format_ident!("__SIZE_{}", sizes.len()), tokens };
        sizes.push(constant.clone());
        constant
    }

    fn is_parameter(&self, word: &Ident) -> bool {
        self.parameters.iter().any(|parameter| parameter.name == *word)
    }

    /// The first const generic that an expression names.
    pub(super) fn parameter_in(&self, tokens: &TokenStream) -> Option<Ident> {
        tokens.clone().into_iter().find_map(|token| match token {
            TokenTree::Ident(word) if self.is_parameter(&word) => Some(word),
            TokenTree::Group(group) => self.parameter_in(&group.stream()),
            _ => None,
        })
    }
}

/// An expression without the brackets around all of it, which the compiler would warn of where it is emitted.
fn unwrapped(tokens: TokenStream) -> TokenStream {
    let mut list = tokens.clone().into_iter();
    let (Some(TokenTree::Group(group)), None) = (list.next(), list.next()) else { return tokens };
    let statement = |token| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ';');
    match group.delimiter() {
        Delimiter::Parenthesis => group.stream(),
        Delimiter::Brace if !group.stream().into_iter().any(statement) => group.stream(),
        _ => tokens,
    }
}

/// What a word of the language is, where a number should be.
fn kind_of_word(word: &Ident) -> Option<&'static str> {
    let name = word.to_string();
    let category = CATEGORIES.into_iter().find(|category| category.signature(&name).is_some());
    category.map(Category::bare).or_else(|| vocab::layer(&name).map(|_| "layer"))
}
