//! Words in places of functions: activations, initializers, regularizers, constraints. Or an expression of the user's.

use proc_macro2::Ident;

use crate::ast::{Arguments, Value, ValueForm};
use crate::graph::Function;
use crate::lower::Scope;
use crate::spelling;
use crate::vocab::{self, Signature};

/// What a function is for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Category {
    Activation,
    Initializer,
    Regularizer,
    Constraint,
}

use Category::{Activation, Constraint, Initializer, Regularizer};

impl Category {
    fn noun(self) -> &'static str {
        match self {
            Activation => "an activation",
            Initializer => "an initializer",
            Regularizer => "a regularizer",
            Constraint => "a constraint",
        }
    }

    /// The noun without its article.
    fn bare(self) -> &'static str {
        self.noun().split_once(' ').map_or("", |(_, noun)| noun)
    }

    fn words(self) -> Vec<&'static str> {
        match self {
            Activation => vocab::activation_names(),
            Initializer => vocab::names(vocab::INITIALIZERS),
            Regularizer => vocab::names(vocab::REGULARIZERS),
            Constraint => vocab::names(vocab::CONSTRAINTS),
        }
    }

    fn signature(self, name: &str) -> Option<&'static Signature> {
        let list = match self {
            Activation => return vocab::activation(name).map(|activation| &activation.signature),
            Initializer => vocab::INITIALIZERS,
            Regularizer => vocab::REGULARIZERS,
            Constraint => vocab::CONSTRAINTS,
        };
        list.iter().find(|signature| signature.name == name)
    }

    /// Whether a value is one of this category's words.
    pub(super) fn has(self, value: &Value) -> bool {
        match &value.form {
            ValueForm::Word(word) | ValueForm::Call(word, _) => self.signature(&word.to_string()).is_some(),
            _ => false,
        }
    }
}

impl Scope<'_> {
    /// A function of this category, or nothing and an error.
    pub(super) fn function(&self, category: Category, value: &Value) -> Option<Function> {
        let (word, arguments) = match &value.form {
            ValueForm::Word(word) => (word, &Arguments::default()),
            ValueForm::Call(word, arguments) => (word, arguments),
            ValueForm::Expression => return Some(Function::Own(value.tokens.clone())),
            ValueForm::Text(text) => {
                self.quoted(category, value, text);
                return None;
            }
            _ => {
                let (noun, found) = (category.noun(), value.text());
                self.dx.error(value.place, format!("expected {noun}, found `{found}`"));
                return None;
            }
        };
        let name = word.to_string();
        if let Some(signature) = category.signature(&name) {
            let options = self.settings(signature, word, arguments);
            return Some(Function::Word { word: word.clone(), options });
        }
        // A type of the user's own. `ReLU` is none of those, but a known word in another language's spelling.
        let known = category.words();
        let known = known.into_iter().filter(|word| !vocab::ALIASES.contains(word)).collect::<Vec<_>>();
        let own = name.starts_with(char::is_uppercase)
            && name != "None"
            && spelling::other_case(&name, &known).is_none()
            && !vocab::LAYERS.iter().any(|layer| layer.name == name);
        if own {
            return Some(Function::Own(value.tokens.clone()));
        }
        self.unknown(category, word);
        None
    }

    fn unknown(&self, category: Category, word: &Ident) {
        let name = word.to_string();
        let (noun, bare, words) = (category.noun(), category.bare(), category.words());
        let message = format!("unknown {bare} `{name}`");
        let others = [Activation, Initializer, Regularizer, Constraint];
        let other = others.into_iter().find(|other| other.signature(&name).is_some());
        if name == "None" {
            self.dx.help(word.span(), format!("`None` is not {noun}"), "leave the argument out");
        } else if let Some(other) = other {
            let help = match (category, other) {
                (Activation, Initializer) => format!("write `kernel_initializer = {name}`"),
                (Initializer, Activation) => format!("the activation comes first: `Dense(64, {name})`"),
                _ => spelling::suggestion("", &words, &format!("{bare}s")),
            };
            self.dx.help(word.span(), format!("`{name}` is {}, not {noun}", other.noun()), help);
        } else if vocab::LAYERS.iter().any(|layer| layer.name == name) {
            self.dx.help(
                word.span(),
                format!("`{name}` is a layer, not {noun}"),
                format!("write it behind an arrow: `-> {name}(..)`"),
            );
        } else if let Some(meant) = spelling::other_case(&name, &words) {
            self.dx.help(word.span(), message, format!("the {bare} is spelled `{meant}`"));
        } else {
            let help = spelling::suggestion(&name, &words, &format!("{bare}s"));
            self.dx.help(word.span(), message, help);
        }
    }

    /// `"relu"`, as one writes in Keras.
    fn quoted(&self, category: Category, value: &Value, text: &str) {
        let words = category.words();
        let message = format!("{} is written without quotes", category.noun());
        let meant = spelling::other_case(text, &words).or_else(|| spelling::closest(text, &words));
        match meant {
            Some(word) => self.dx.help(value.place, message, format!("write `{word}`")),
            None => {
                let help = spelling::suggestion(text, &words, &format!("{}s", category.bare()));
                self.dx.help(value.place, message, help);
            }
        }
    }
}
