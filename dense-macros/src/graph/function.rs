//! Functions that a network names: activations, initializers, regularizers, constraints; and the numbers they take.

use proc_macro2::{Ident, TokenStream};

use crate::ast::text;
use crate::graph::Constant;
use crate::vocab::{self, Category, Choice};

/// An activation, an initializer, a regularizer or a constraint.
#[derive(Clone)]
pub(crate) struct Function {
    pub(crate) category: Category,
    /// What emitted code calls it, so that what the user wrote stands there once.
    pub(crate) name: Ident,
    pub(crate) kind: FunctionKind,
}

#[derive(Clone)]
pub(crate) enum FunctionKind {
    /// One of the language's words.
    Word { word: Ident, options: Vec<(&'static str, Setting)> },
    /// An expression of the user's.
    Own(TokenStream),
}

/// The value of a word's argument.
#[derive(Clone)]
pub(crate) enum Setting {
    Expression(TokenStream),
    /// A number in a range, whose value only the compiler knows.
    Number(Constant, Range),
    Choice(Choice, Ident),
    /// Several axes.
    Axes(Vec<TokenStream>),
}

/// The range of a number.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Range {
    NonNegative,
    Positive,
    NonZero,
    Fraction,
}

/// The numbers among settings that are in a range and whose values only the compiler knows.
pub(super) fn numbers<'a>(
    options: &'a [(&'static str, Setting)],
) -> impl Iterator<Item = (&'static str, &'a Constant, Range)> {
    options.iter().filter_map(|(name, setting)| match setting {
        Setting::Number(constant, range) => Some((*name, constant, *range)),
        _ => None,
    })
}

impl Function {
    /// Its arguments that are numbers in a range and whose values only the compiler knows, by name.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = (&'static str, &Constant, Range)> {
        let options = match &self.kind {
            FunctionKind::Word { options, .. } => &options[..],
            FunctionKind::Own(_) => &[],
        };
        numbers(options)
    }

    /// What it is called in texts.
    pub(crate) fn text(&self) -> String {
        match &self.kind {
            FunctionKind::Word { word, .. } => word.to_string(),
            FunctionKind::Own(tokens) => text(tokens),
        }
    }

    /// The word that it is, if it is one.
    pub(crate) fn word(&self) -> Option<&Ident> {
        match &self.kind {
            FunctionKind::Word { word, .. } => Some(word),
            FunctionKind::Own(_) => None,
        }
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        matches!(&self.kind, FunctionKind::Word { word, .. } if word == name)
    }

    /// Whether an activation's derivative can be computed from its output alone.
    pub(crate) fn keeps_output(&self) -> bool {
        let FunctionKind::Word { word, options } = &self.kind else { return false };
        vocab::activation(&word.to_string()).is_some_and(|activation| match activation.keeps {
            vocab::Keeps::Output => true,
            vocab::Keeps::Input => false,
            vocab::Keeps::OutputIfPlain => options.is_empty(),
        })
    }

    /// Whether an activation looks at whole rows.
    pub(crate) fn works_on_rows(&self) -> bool {
        let FunctionKind::Word { word, .. } = &self.kind else { return false };
        vocab::activation(&word.to_string()).is_some_and(|activation| activation.rows)
    }
}
