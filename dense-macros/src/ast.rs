//! What the user wrote: names, tokens and places, without meaning.

use proc_macro2::{Group, Ident, Span, TokenStream, TokenTree};

use crate::place::Place;

/// One call of `network!`.
pub(crate) struct Call {
    pub(crate) networks: Vec<Network>,
    pub(crate) form: Form,
}

/// What the call stands for.
pub(crate) enum Form {
    /// Named types: items.
    Items,
    /// A value of an anonymous type: an expression.
    Value {
        /// The word in front of the seed.
        setting: Option<Ident>,
        /// The seed of its initial values.
        seed: Option<TokenStream>,
    },
}

/// One network.
pub(crate) struct Network {
    /// The attributes for the struct.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) visibility: TokenStream,
    pub(crate) name: Ident,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) chain: Chain,
}

/// An attribute, as `#` and a group.
pub(crate) struct Attribute {
    /// Its path, if that is one word.
    pub(crate) name: Option<Ident>,
    pub(crate) pound: TokenTree,
    pub(crate) group: Group,
}

/// A const generic parameter of a network.
pub(crate) struct Parameter {
    pub(crate) name: Ident,
    /// The size it has where none is given.
    pub(crate) default: TokenStream,
}

/// Layers behind each other.
pub(crate) struct Chain {
    pub(crate) elements: Vec<Element>,
    /// What lacks layers, if there are none.
    pub(crate) place: Place,
}

/// What stands between two arrows.
pub(crate) enum Element {
    Layer(Layer),
    Assertion(Assertion),
    /// Something that was reported.
    Broken,
}

/// `label: Kind(arguments)`
pub(crate) struct Layer {
    pub(crate) label: Option<Ident>,
    pub(crate) kind: Ident,
    pub(crate) arguments: Arguments,
}

/// `[62, 62, 32]`
pub(crate) struct Assertion {
    pub(crate) dims: Vec<Value>,
    pub(crate) place: Place,
}

/// What stands between the parentheses of a layer or a word.
#[derive(Clone, Default)]
pub(crate) struct Arguments {
    pub(crate) list: Vec<Argument>,
    /// The parentheses, if there are any.
    pub(crate) parentheses: Option<Span>,
}

/// `value` or `keyword = value`
#[derive(Clone)]
pub(crate) struct Argument {
    pub(crate) keyword: Option<Ident>,
    pub(crate) value: Value,
}

/// The tokens of an argument, and what they look like.
#[derive(Clone)]
pub(crate) struct Value {
    pub(crate) tokens: TokenStream,
    pub(crate) place: Place,
    pub(crate) form: ValueForm,
}

/// What a value looks like.
#[derive(Clone)]
pub(crate) enum ValueForm {
    /// A whole number; `None` if it is too large for any size.
    Integer { negative: bool, value: Option<u64> },
    /// Any other number.
    Float(f64),
    /// `"text"`
    Text(String),
    /// `true` or `false`
    Bool(bool),
    /// One identifier.
    Word(Ident),
    /// An identifier with arguments.
    Call(Ident, Arguments),
    /// Values in parentheses, with at least one comma.
    Tuple(Vec<Value>),
    /// Anything else: an expression for the compiler.
    Expression,
    /// Nothing, which was reported.
    Missing,
}

impl Attribute {
    /// Whether it is the attribute of this name.
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.as_ref().is_some_and(|ident| ident == name)
    }
}

impl Layer {
    /// The layer without its label.
    pub(crate) fn place(&self) -> Place {
        match self.arguments.parentheses {
            Some(parentheses) => Place::from(self.kind.span()).to(parentheses),
            None => self.kind.span().into(),
        }
    }
}

impl Value {
    /// The tokens as in the source, nearly.
    pub(crate) fn text(&self) -> String {
        text(&self.tokens)
    }
}

/// Tokens as text without the spaces that a token stream prints around punctuation.
pub(crate) fn text(tokens: &TokenStream) -> String {
    let mut text = tokens.to_string();
    for (printed, written) in [(" :: ", "::"), (" (", "("), (" , ", ", "), (" . ", ".")] {
        text = text.replace(printed, written);
    }
    match text.strip_prefix("- ") {
        Some(number) => format!("-{number}"),
        None => text,
    }
}
