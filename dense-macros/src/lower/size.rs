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
    /// What zero of them means.
    pub(super) zero: &'static str,
}

const UNITS: Role = Role { what: "the number of units", zero: "a `Dense` layer needs at least one unit, found `0`" };
const INPUT_DIM: Role = Role { what: "the number of rows", zero: "an `Embedding` needs at least one row, found `0`" };
const OUTPUT_DIM: Role =
    Role { what: "the length of a row", zero: "a row of an `Embedding` has at least one number, found `0`" };
const AXIS: Role = Role { what: "a size", zero: "a size is at least 1, found `0`" };

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

    fn size(&self, value: &Value, Role { what, zero }: Role) -> Dim {
        let found = value.text();
        match &value.form {
            ValueForm::Missing => {}
            ValueForm::Integer { negative: false, value: None | Some(TOO_MANY..) } => {
                self.dx.error(value.place, format!("{what} is less than 2^31, found `{found}`"));
            }
            ValueForm::Integer { negative: false, value: Some(0) } => {
                self.dx.error(value.place, zero);
            }
            ValueForm::Integer { negative: false, value: Some(size) } => return Dim::Literal(*size),
            ValueForm::Integer { negative: true, .. } => {
                self.dx.error(value.place, format!("{what} is at least 1, found `{found}`"));
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
            ValueForm::Word(word) if self.is_parameter(word) => {
                return Dim::Parameter(word.clone());
            }
            ValueForm::Word(word) | ValueForm::Call(word, _) if kind_of_word(word).is_some() => {
                let kind = kind_of_word(word).unwrap_or_default();
                self.dx.help(
                    value.place,
                    format!("{what} is a number, found the {kind} `{word}`"),
                    "sizes come first: `Dense(64, relu)`",
                );
            }
            ValueForm::Word(_) | ValueForm::Call(..) | ValueForm::Expression => {
                return self.expression(value);
            }
        }
        Dim::Unknown
    }

    /// A const expression. Stable Rust evaluates it, unless a const generic is part of it.
    fn expression(&self, value: &Value) -> Dim {
        let Some(parameter) = self.parameter_in(&value.tokens) else {
            return Dim::Const(self.constant(unwrapped(value.tokens.clone())));
        };
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
