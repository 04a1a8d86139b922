//! What the user wrote: declarations and their formulas, without meaning.

use proc_macro2::{Ident, TokenStream};

use crate::ast::Attribute;
use crate::place::Place;

/// `#[attribute] pub struct Name(x; parameter = 1.0) = formula;`
pub(super) struct Declaration {
    pub(super) attributes: Vec<Attribute>,
    pub(super) visibility: TokenStream,
    pub(super) name: Ident,
    /// Nothing after an error.
    pub(super) variable: Option<Ident>,
    pub(super) parameters: Vec<Parameter>,
    /// Whether these are all of its names.
    pub(super) is_head_whole: bool,
    pub(super) formula: Expression,
}

/// `beta = 1.0`
pub(super) struct Parameter {
    pub(super) name: Ident,
    /// The value that it has unless another one is given.
    pub(super) value: Expression,
}

/// A part of a formula.
#[derive(Clone)]
pub(super) struct Expression {
    pub(super) place: Place,
    pub(super) tokens: TokenStream,
    pub(super) form: Form,
}

#[derive(Clone)]
pub(super) enum Form {
    /// `0.5`
    Number(f64),
    /// `x`
    Name(Ident),
    /// `settings::SCALE`, a constant of Rust's.
    Path,
    /// `-a`
    Negative(Box<Expression>),
    /// `a * b`
    Operation(Operator, Box<Expression>, Box<Expression>),
    /// `tanh(a)` and `a.tanh()`
    Call(Ident, Vec<Expression>),
    /// `if a > b { c } else { d }`
    If(Box<Condition>, Box<Expression>, Box<Expression>),
    /// `{ let a = b; c }`
    Block(Vec<Binding>, Box<Expression>),
    /// Something that was reported.
    Missing,
}

/// `let name = value;`
#[derive(Clone)]
pub(super) struct Binding {
    pub(super) name: Ident,
    pub(super) value: Expression,
}

/// What stands behind `if`.
#[derive(Clone)]
pub(super) enum Condition {
    /// `a > b`
    Comparison(Comparison, Expression, Expression),
    /// `a > b && c > d`
    Both(Box<Condition>, Box<Condition>),
    /// `a > b || c > d`
    Either(Box<Condition>, Box<Condition>),
    /// Something that was reported.
    Missing,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

impl Comparison {
    /// What it says of two numbers.
    pub(super) fn holds(self, a: f64, b: f64) -> bool {
        match self {
            Comparison::Less => a < b,
            Comparison::LessOrEqual => a <= b,
            Comparison::Greater => a > b,
            Comparison::GreaterOrEqual => a >= b,
            Comparison::Equal => a == b,
            Comparison::NotEqual => a != b,
        }
    }
}

impl Expression {
    /// The hole that a mistake leaves.
    pub(super) fn missing(place: impl Into<Place>) -> Expression {
        Expression { place: place.into(), tokens: TokenStream::new(), form: Form::Missing }
    }
}
