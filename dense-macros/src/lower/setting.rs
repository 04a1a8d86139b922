//! The arguments of words: `leaky_relu(0.2)`, `variance_scaling(scale = 2.0, mode = "fan_out")`.

use proc_macro2::{Ident, Literal, TokenStream, TokenTree};

use crate::ast::{Arguments, Value, ValueForm};
use crate::graph::Setting;
use crate::lower::Scope;
use crate::spelling;
use crate::vocab::{DISTRIBUTIONS, Kind, MODES, Signature};

impl Scope<'_> {
    /// The arguments that were given to a word, in the order of its signature.
    pub(super) fn settings(
        &self,
        signature: &'static Signature,
        word: &Ident,
        arguments: &Arguments,
    ) -> Vec<(&'static str, Setting)> {
        let bound = self.bind_all(signature, arguments);
        let missing = signature.arguments.iter().filter(|argument| argument.required);
        for argument in missing.filter(|argument| bound.get(argument.name).is_none()) {
            let name = argument.name;
            self.dx.help(word.span(), format!("`{word}` needs `{name}`"), format!("write `{word}({name} = ..)`"));
        }
        let given = bound.given();
        given
            .filter_map(|(argument, value)| {
                let setting = self.setting(argument.name, argument.kind, value)?;
                Some((argument.name, setting))
            })
            .collect()
    }

    fn setting(&self, name: &'static str, kind: Kind, value: &Value) -> Option<Setting> {
        let fits = match (kind, &value.form) {
            // The value of an expression is the compiler's to check.
            (Kind::Number | Kind::Positive | Kind::Integer | Kind::Bool, ValueForm::Word(_))
            | (Kind::Number | Kind::Positive | Kind::Integer | Kind::Bool, ValueForm::Call(..))
            | (_, ValueForm::Expression) => true,
            (Kind::Number | Kind::Positive, ValueForm::Integer { .. } | ValueForm::Float(_)) => true,
            (Kind::Integer, ValueForm::Integer { negative: false, value: Some(_) }) => true,
            (Kind::Bool, ValueForm::Bool(_)) => true,
            (Kind::Mode, _) => return self.choice(name, MODES, value).map(Setting::Mode),
            (Kind::Distribution, _) => {
                return self.choice(name, DISTRIBUTIONS, value).map(Setting::Distribution);
            }
            (Kind::Own, _) => true,
            _ => false,
        };
        let found = value.text();
        if !fits {
            let what = match kind {
                Kind::Number | Kind::Positive => "a number",
                Kind::Integer => "a whole number",
                Kind::Bool => "`true` or `false`",
                Kind::Text | Kind::Mode | Kind::Distribution | Kind::Own => "a text",
            };
            self.dx.error(value.place, format!("`{name}` is {what}, found `{found}`"));
            return None;
        }
        let negative = match value.form {
            ValueForm::Integer { negative, .. } => negative,
            ValueForm::Float(number) => number < 0.0,
            _ => false,
        };
        if kind == Kind::Positive && negative {
            self.dx.error(value.place, format!("`{name}` is not below zero, found `{found}`"));
            return None;
        }
        let floats = matches!(kind, Kind::Number | Kind::Positive);
        Some(Setting::Expression(if floats { float(value) } else { value.tokens.clone() }))
    }

    /// One of some words, with quotes as in Keras or without.
    fn choice(&self, name: &str, words: &[&'static str], value: &Value) -> Option<Ident> {
        let found = match &value.form {
            ValueForm::Word(word) => word.to_string(),
            ValueForm::Text(text) => text.clone(),
            _ => value.text(),
        };
        if words.contains(&found.as_str()) {
            return Some(Ident::new(&found, value.place.start));
        }
        let help = spelling::suggestion(&found, words, "choices");
        self.dx.help(value.place, format!("unknown `{name}` `{found}`"), help);
        None
    }

    /// `true` or `false`, literally: what is compiled depends on it.
    pub(super) fn bool(&self, name: &str, value: &Value) -> bool {
        match &value.form {
            ValueForm::Bool(bool) => *bool,
            _ => {
                let found = value.text();
                let message = format!("`{name}` is `true` or `false`, found `{found}`");
                match found.as_str() {
                    "True" | "False" => {
                        let help = format!("write `{}`", found.to_lowercase());
                        self.dx.help(value.place, message, help);
                    }
                    _ => self.dx.error(value.place, message),
                }
                true
            }
        }
    }
}

/// A number as tokens, with a fraction where the user left it out.
pub(super) fn float(value: &Value) -> TokenStream {
    let ValueForm::Integer { value: Some(number), .. } = value.form else {
        return value.tokens.clone();
    };
    let number = Literal::f64_unsuffixed(number as f64);
    let tokens = value.tokens.clone().into_iter().map(|token| match token {
        TokenTree::Literal(literal) => {
            let mut number = number.clone();
            number.set_span(literal.span());
            TokenTree::Literal(number)
        }
        token => token,
    });
    tokens.collect()
}
