//! Words in places of functions: activations, initializers, regularizers, constraints. Or an expression of the user's.

use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{ToTokens, quote};

use crate::ast::{Argument, Arguments, Value, ValueForm, text};
use crate::graph::{Function, FunctionKind};
use crate::lower::Scope;
use crate::lower::setting::float;
use crate::parse;
use crate::spelling;
use crate::vocab::{self, CATEGORIES, Category};

impl Category {
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
            ValueForm::Expression => return self.expression_of(category, value),
            ValueForm::Missing => return None,
            ValueForm::Text(text) => {
                self.quoted(category, value, text);
                return None;
            }
            _ => {
                let (noun, found) = (category.noun(), value.text());
                let help = format!("write a word such as `{}`, or a value of a type of yours", category.example());
                self.dx.help(value.place, format!("expected {noun}, found `{found}`"), help);
                return None;
            }
        };
        let name = word.to_string();
        if let Some(signature) = category.signature(&name) {
            let options = self.settings(signature, word, arguments)?;
            let kind = FunctionKind::Word { word: word.clone(), options };
            return Some(Function { category, name: self.number(category.bare()), kind });
        }
        // A type of the user's own. `ReLU` is none of those, but a known word in another language's spelling.
        let known = category.words();
        let known = known.into_iter().filter(|word| !vocab::ALIASES.contains(word)).collect::<Vec<_>>();
        let is_own = name.starts_with(char::is_uppercase)
            && name != "None"
            && spelling::other_case(&name, &known).is_none()
            && vocab::layer(&name).is_none();
        if is_own {
            return self.own_with(category, value, word.to_token_stream(), arguments);
        }
        self.unknown(category, word);
        None
    }

    /// An expression of the user's, unless it is a word as Python names it: `keras.activations.relu`.
    fn expression_of(&self, category: Category, value: &Value) -> Option<Function> {
        let words = category.words();
        let Some(word) = python_name(&value.tokens).and_then(|name| spelling::other_case(&name, &words)) else {
            return match parse::path_with_keywords(&value.tokens) {
                Some((path, group)) => self.own_with(category, value, path, &parse::arguments_in(&group, self.dx)),
                None => Some(self.own(category, value)),
            };
        };
        let message = format!("expected {}, found the Python name `{}`", category.noun(), value.text());
        self.dx.help(value.place, message, format!("write `{word}`"));
        None
    }

    /// A value of the user's with other options, `Swish(beta = 1.5)`: `Swish.beta(1.5)`. Without keywords it is the expression
    /// that it looks like.
    fn own_with(&self, category: Category, value: &Value, of: TokenStream, arguments: &Arguments) -> Option<Function> {
        if arguments.list.iter().all(|argument| argument.keyword.is_none()) {
            return Some(self.own(category, value));
        }
        if let Some(Argument { value, .. }) = arguments.list.iter().find(|argument| argument.keyword.is_none()) {
            let (what, own) = (value.text(), text(&of));
            let message = format!("expected a keyword before `{what}`, because other arguments have one");
            self.dx.help(value.place, message, format!("write `{own}(.. = {what}, ..)`"));
            return None;
        }
        let kind = FunctionKind::Own(with_options(category, of, arguments));
        Some(Function { category, name: self.number(category.bare()), kind })
    }

    /// An expression of the user's.
    pub(super) fn own(&self, category: Category, value: &Value) -> Function {
        Function { category, name: self.number(category.bare()), kind: FunctionKind::Own(value.tokens.clone()) }
    }

    fn unknown(&self, category: Category, word: &Ident) {
        let name = word.to_string();
        let (noun, bare, words) = (category.noun(), category.bare(), category.words());
        let message = format!("unknown {bare} `{name}`");
        let other = CATEGORIES.into_iter().find(|other| other.signature(&name).is_some());
        if name == "None" {
            self.dx.help(word.span(), format!("`None` is not {noun}"), "leave the argument out");
        } else if let Some(other) = other {
            let help = match (category, other) {
                (Category::Activation, Category::Initializer) => format!("write `kernel_initializer = {name}`"),
                (Category::Initializer, Category::Activation) => {
                    format!("the activation comes first: `Dense(64, {name})`")
                }
                _ => spelling::suggestion("", &words, &format!("{bare}s")),
            };
            self.dx.help(word.span(), format!("`{name}` is {}, not {noun}", other.noun()), help);
        } else if let Some(meant) = spelling::other_case(&name, &words) {
            self.dx.help(word.span(), message, format!("the {bare} is spelled `{meant}`"));
        } else if vocab::layer(&name).is_some() {
            self.dx.help(
                word.span(),
                format!("`{name}` is a layer, not {noun}"),
                format!("write it behind an arrow: `-> {name}(..)`"),
            );
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

/// `Swish.beta(1.5)`: a value of the user's with what is given by keyword.
pub(crate) fn with_options(category: Category, of: TokenStream, arguments: &Arguments) -> TokenStream {
    let mut tokens = of;
    for Argument { keyword, value } in &arguments.list {
        // The parameters of an activation are numbers, whole ones too.
        let number = if category == Category::Activation { float(value) } else { value.tokens.clone() };
        let mut option = Group::new(Delimiter::Parenthesis, number);
        option.set_span(value.place.end);
        let keyword = keyword.iter();
        tokens.extend(quote!(#(.#keyword #option)*));
    }
    tokens
}

/// The last name in `keras.activations.relu`.
fn python_name(tokens: &TokenStream) -> Option<String> {
    let text = text(tokens);
    let (path, _) = text.split_once('(').unwrap_or((&text, ""));
    let (module, name) = path.rsplit_once('.')?;
    let first = module.split('.').next().map(str::trim);
    first.is_some_and(|first| PYTHON_MODULES.contains(&first)).then(|| name.trim().to_owned())
}

/// What such names begin with.
const PYTHON_MODULES: [&str; 9] =
    ["keras", "tf", "tensorflow", "torch", "nn", "activations", "initializers", "regularizers", "constraints"];
