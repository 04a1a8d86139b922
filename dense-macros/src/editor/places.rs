//! Which words can stand where, and the module of the runtime that has them as documented items.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::vocab::{self, Category, Choice, Kind, Signature};

/// A list of words that can stand in one kind of place.
#[derive(Clone, Copy)]
pub(super) enum Words {
    /// Between two arrows.
    Layers,
    /// The words of a category.
    Functions(Category),
    /// For an argument with a few of its own.
    Choices(Choice),
    /// For `dtype`.
    Dtypes,
    /// In front of a network.
    Attributes,
    /// In the parentheses of `budget`.
    Limits,
    /// In front of a chain that is an expression.
    Settings,
}

/// All lists.
pub(super) const ALL: [Words; 15] = [
    Words::Layers,
    Words::Functions(Category::Activation),
    Words::Functions(Category::Initializer),
    Words::Functions(Category::Regularizer),
    Words::Functions(Category::Constraint),
    Words::Choices(Choice::Mode),
    Words::Choices(Choice::Distribution),
    Words::Choices(Choice::Direction),
    Words::Choices(Choice::Padding),
    Words::Choices(Choice::DataFormat),
    Words::Choices(Choice::Interpolation),
    Words::Dtypes,
    Words::Attributes,
    Words::Limits,
    Words::Settings,
];

/// Something that is called with arguments.
#[derive(Clone, Copy)]
pub(super) struct Callee {
    pub(super) of: Words,
    pub(super) signature: &'static Signature,
}

impl Words {
    /// What can be the value of an argument, if that is a word.
    pub(super) fn of_kind(kind: Kind) -> Option<Words> {
        match kind {
            Kind::Function(category) => Some(Words::Functions(category)),
            Kind::Choice(choice) => Some(Words::Choices(choice)),
            Kind::Dtype => Some(Words::Dtypes),
            Kind::Number
            | Kind::NumberIn(_)
            | Kind::Integer
            | Kind::Bool
            | Kind::Text
            | Kind::Size
            | Kind::Numbers
            | Kind::Axes
            | Kind::TensorAxes => None,
        }
    }

    /// The name of its module for editors.
    pub(super) fn module(self) -> Ident {
        let name = match self {
            Words::Layers => "layers",
            Words::Functions(Category::Activation) => "activations",
            Words::Functions(Category::Initializer) => "initializers",
            Words::Functions(Category::Regularizer) => "regularizers",
            Words::Functions(Category::Constraint) => "constraints",
            Words::Choices(Choice::Mode) => "modes",
            Words::Choices(Choice::Distribution) => "distributions",
            Words::Choices(Choice::Direction) => "directions",
            Words::Choices(Choice::Padding) => "paddings",
            Words::Choices(Choice::DataFormat) => "data_formats",
            Words::Choices(Choice::Interpolation) => "interpolations",
            Words::Dtypes => "dtypes",
            Words::Attributes => "attributes",
            Words::Limits => "limits",
            Words::Settings => "settings",
        };
        Ident::new(name, Span::call_site())
    }

    /// Where the runtime documents the words, within its `vocabulary`.
    pub(super) fn documentation(self) -> TokenStream {
        match self {
            Words::Layers => quote!(layers),
            Words::Functions(Category::Activation) => quote!(activations),
            Words::Functions(Category::Initializer) => quote!(initializers),
            Words::Functions(Category::Regularizer) => quote!(regularizers),
            Words::Functions(Category::Constraint) => quote!(constraints),
            Words::Choices(Choice::Mode) => quote!(initializers),
            Words::Choices(Choice::Distribution) => quote!(initializers::distribution),
            Words::Choices(Choice::Direction) => quote!(regularizers),
            Words::Choices(Choice::Padding) => quote!(settings::padding),
            Words::Choices(Choice::DataFormat) => quote!(settings::data_format),
            Words::Choices(Choice::Interpolation) => quote!(settings::interpolation),
            Words::Dtypes => quote!(settings::dtypes),
            Words::Attributes => quote!(settings::attributes),
            Words::Limits => quote!(settings::budget),
            Words::Settings => quote!(settings::call),
        }
    }

    pub(super) fn names(self) -> Vec<&'static str> {
        match self {
            Words::Layers => vocab::names(vocab::LAYERS),
            Words::Functions(category) => category.words(),
            Words::Choices(choice) => choice.words().to_vec(),
            Words::Dtypes => vocab::DTYPES.to_vec(),
            Words::Attributes => vocab::ATTRIBUTES.to_vec(),
            Words::Limits => vocab::LIMITS.to_vec(),
            Words::Settings => vocab::SETTINGS.to_vec(),
        }
    }

    /// Those of its words that are called with arguments.
    pub(super) fn callees(self) -> Vec<Callee> {
        let signatures = match self {
            Words::Layers => vocab::LAYERS.iter().collect(),
            Words::Functions(category) => category.signatures(),
            _ => Vec::new(),
        };
        let callee = |signature| Callee { of: self, signature };
        signatures.into_iter().filter(|signature| !signature.arguments.is_empty()).map(callee).collect()
    }

    /// The one of them with this name.
    pub(super) fn callee(self, name: &Ident) -> Option<Callee> {
        self.callees().into_iter().find(|callee| name == callee.signature.name)
    }
}

impl Callee {
    /// Its module among those of all callees.
    pub(super) fn module(self) -> TokenStream {
        let (of, name) = (self.of.module(), format_ident!("{}", self.signature.name));
        quote!(arguments::#of::#name)
    }

    /// Where the runtime documents its arguments, within its `vocabulary`.
    pub(super) fn documentation(self) -> TokenStream {
        match self.of {
            Words::Functions(category) => {
                let module = format_ident!("{}", category.bare());
                quote!(options::#module)
            }
            _ => quote!(arguments),
        }
    }

    /// The places between its parentheses that take a word without a keyword, by position.
    pub(super) fn positions(self) -> impl Iterator<Item = (usize, Words)> {
        let arguments = self.signature.arguments.iter().take(self.signature.positional).enumerate();
        arguments.filter_map(|(at, argument)| Some((at, Words::of_kind(argument.kind)?)))
    }

    /// What the argument of this name takes, if that is a word.
    pub(super) fn words_of(self, keyword: &Ident) -> Option<Words> {
        let argument = self.signature.arguments.iter().find(|argument| keyword == argument.name)?;
        Words::of_kind(argument.kind)
    }
}

/// The module of what can stand at a position: words, and keywords too.
pub(super) fn position(at: usize) -> Ident {
    format_ident!("at_{at}")
}
