//! The arguments of words: `leaky_relu(0.2)`, `variance_scaling(scale = 2.0, mode = "fan_out")`.

use proc_macro2::{Ident, Literal, TokenStream, TokenTree};

use crate::ast::{Arguments, Value, ValueForm};
use crate::graph::{Constant, Range, Setting};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::spelling;
use crate::vocab::{Choice, Kind, Signature};

impl Scope<'_> {
    /// The arguments that were given to a word, in the order of its signature; nothing after an error.
    pub(super) fn settings(
        &self,
        signature: &'static Signature,
        word: &Ident,
        arguments: &Arguments,
    ) -> Option<Vec<(&'static str, Setting)>> {
        let bound = self.bind_all(signature, arguments);
        let missing = signature.arguments.iter().filter(|argument| argument.required);
        let missing = missing.filter(|argument| bound.get(argument.name).is_none()).map(|argument| argument.name);
        let missing = missing.collect::<Vec<_>>();
        if !missing.is_empty() {
            let given = if arguments.list.is_empty() { "" } else { ".., " };
            let example = missing.iter().map(|name| format!("{name} = ..")).collect::<Vec<_>>().join(", ");
            let message = format!("`{word}` needs {}", spelling::list(&missing));
            self.dx.help(word.span(), message, format!("write `{word}({given}{example})`"));
            return None;
        }
        self.options(&bound, |_| true)
    }

    /// Those of the arguments with such names that were given; nothing after an error.
    pub(super) fn options(
        &self,
        bound: &Bound<'_>,
        is_option: impl Fn(&str) -> bool,
    ) -> Option<Vec<(&'static str, Setting)>> {
        // All of them are read, for the errors in them.
        let given = bound.given().filter(|(argument, _)| is_option(argument.name));
        let settings = given.map(|(argument, value)| {
            let setting = self.setting(argument.name, argument.kind, value)?;
            Some((argument.name, setting))
        });
        settings.collect::<Vec<_>>().into_iter().collect()
    }

    fn setting(&self, name: &'static str, kind: Kind, value: &Value) -> Option<Setting> {
        let tokens = || value.tokens.clone();
        match (kind, &value.form) {
            (_, ValueForm::Missing) => return None,
            (Kind::TensorAxes, ValueForm::Tuple(axes)) => return self.tensor_axes(name, value, axes),
            (Kind::Choice(choice), form) if !matches!(form, ValueForm::Expression) => {
                let word = self.choice(name, choice.words(), value)?;
                return Some(Setting::Choice(choice, word));
            }
            // The value of an expression is the compiler's to check.
            (Kind::NumberIn(range), ValueForm::Word(_) | ValueForm::Call(..) | ValueForm::Expression)
                if self.parameter_in(&value.tokens).is_none() =>
            {
                return Some(Setting::Number(Constant { name: self.number("NUMBER"), tokens: tokens() }, range));
            }
            (_, ValueForm::Word(_) | ValueForm::Call(..) | ValueForm::Expression) if kind != Kind::Text => {
                return Some(Setting::Expression(tokens()));
            }
            _ => {}
        }
        let fits = match (kind, number(value)) {
            (Kind::Number, Some(_)) => true,
            (Kind::NumberIn(Range::NonNegative), Some(number)) => number >= 0.0,
            (Kind::NumberIn(Range::Positive), Some(number)) => number > 0.0,
            (Kind::NumberIn(Range::NonZero), Some(number)) => number != 0.0,
            (Kind::NumberIn(Range::Fraction), Some(number)) => (0.0..=1.0).contains(&number),
            (Kind::Integer | Kind::TensorAxes, Some(_)) => {
                matches!(value.form, ValueForm::Integer { negative: false, value: Some(_) })
            }
            (Kind::Bool, None) => matches!(value.form, ValueForm::Bool(_)),
            (Kind::Text, None) => matches!(value.form, ValueForm::Text(_)),
            _ => false,
        };
        if !fits {
            let (what, found) = (expected(kind), value.text());
            let message = format!("`{name}` is {what}, found `{found}`");
            match &value.form {
                ValueForm::Text(text) if kind != Kind::Text && text.parse::<f64>().is_ok() => {
                    self.dx.help(value.place, message, format!("write `{text}`"));
                }
                _ => self.dx.error(value.place, message),
            }
            return None;
        }
        let is_float = matches!(kind, Kind::Number | Kind::NumberIn(_));
        Some(Setting::Expression(if is_float { float(value) } else { tokens() }))
    }

    /// A list of axes, each once.
    fn tensor_axes(&self, name: &str, list: &Value, axes: &[Value]) -> Option<Setting> {
        if axes.is_empty() {
            let message = format!("`{name}` is a list without axes");
            self.dx.help(list.place, message, format!("write the axes of a vector, as in `{name} = [0, 1, 2]`"));
            return None;
        }
        let mut good = true;
        for (at, axis) in axes.iter().enumerate() {
            let is_number =
                |other: &Value, number| matches!(other.form, ValueForm::Integer { value, .. } if value == number);
            match &axis.form {
                ValueForm::Integer { negative: false, value: value @ Some(number) } => {
                    if axes[..at].iter().any(|other| is_number(other, *value)) {
                        self.dx.help(axis.place, format!("axis {number} is given twice"), "remove one of the two");
                        good = false;
                    }
                }
                ValueForm::Word(_) | ValueForm::Call(..) | ValueForm::Expression => {}
                ValueForm::Missing => good = false,
                _ => {
                    let message = format!("`{name}` is a list of axes, found `{}`", axis.text());
                    self.dx.help(
                        axis.place,
                        message,
                        format!("write whole numbers from 0, as in `{name} = [0, 1, 2]`"),
                    );
                    good = false;
                }
            }
        }
        good.then(|| Setting::Axes(axes.iter().map(|axis| axis.tokens.clone()).collect()))
    }

    /// The word that was given for an argument of a layer.
    pub(super) fn choice_of(&self, bound: &Bound<'_>, name: &'static str, choice: Choice) -> Option<Ident> {
        let value = bound.get(name).filter(|value| !matches!(value.form, ValueForm::Missing))?;
        self.choice(name, choice.words(), value)
    }

    /// One of some words, with quotes as in Keras or without.
    pub(super) fn choice(&self, name: &str, words: &[&'static str], value: &Value) -> Option<Ident> {
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
            ValueForm::Missing => true,
            _ => {
                let found = value.text();
                let message = format!("`{name}` is `true` or `false`, found `{found}`");
                match found.as_str() {
                    "True" | "False" => {
                        let help = format!("write `{}`", found.to_lowercase());
                        self.dx.help(value.place, message, help);
                    }
                    "0" => self.dx.help(value.place, message, "write `false`"),
                    "1" => self.dx.help(value.place, message, "write `true`"),
                    _ => self.dx.error(value.place, message),
                }
                true
            }
        }
    }
}

/// What fits a kind of argument.
fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "a number",
        Kind::NumberIn(Range::NonNegative) => "a number that is not below zero",
        Kind::NumberIn(Range::Positive) => "a number above zero",
        Kind::NumberIn(Range::NonZero) => "a number other than zero",
        Kind::NumberIn(Range::Fraction) => "a number from 0 to 1",
        Kind::Integer => "a whole number that is not below zero",
        Kind::TensorAxes => "an axis from 0 or a list of axes",
        Kind::Bool => "`true` or `false`",
        Kind::Text => "a text in quotes",
        Kind::Choice(_) | Kind::Size | Kind::Numbers | Kind::Axes | Kind::Dtype | Kind::Function(_) => {
            "one of some words"
        }
    }
}

/// The number that a literal is.
pub(super) fn number(value: &Value) -> Option<f64> {
    match value.form {
        ValueForm::Float(number) => Some(number),
        ValueForm::Integer { negative, value: Some(number) } if negative => Some(-(number as f64)),
        ValueForm::Integer { value: Some(number), .. } => Some(number as f64),
        _ => None,
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
