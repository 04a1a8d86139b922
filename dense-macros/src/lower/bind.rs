//! Which argument is which: by position in Keras's order, or by keyword under Keras's name.

use proc_macro2::Ident;

use crate::ast::{Argument, Arguments, Value};
use crate::lower::Scope;
use crate::spelling;
use crate::vocab::Signature;

/// The arguments of a call by name.
pub(super) struct Bound<'a> {
    signature: &'static Signature,
    /// For each argument of the signature what was given.
    values: Vec<Option<&'a Argument>>,
    /// Values by position behind those of the signature.
    rest: Vec<&'a Value>,
}

impl<'a> Bound<'a> {
    /// The name of the layer or word.
    pub(super) fn name(&self) -> &'static str {
        self.signature.name
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.argument(name).map(|argument| &argument.value)
    }

    /// The keyword that an argument was given by.
    pub(super) fn keyword(&self, name: &str) -> Option<&'a Ident> {
        self.argument(name)?.keyword.as_ref()
    }

    /// Every argument that was given, in the order of the signature.
    pub(super) fn given(&self) -> impl Iterator<Item = (&'static crate::vocab::Argument, &'a Value)> {
        let values = self.signature.arguments.iter().zip(&self.values);
        values.filter_map(|(argument, given)| Some((argument, &given.as_ref()?.value)))
    }

    /// The values that are not arguments of the signature.
    pub(super) fn rest(&self) -> &[&'a Value] {
        &self.rest
    }

    fn argument(&self, name: &str) -> Option<&'a Argument> {
        self.values[self.signature.arguments.iter().position(|argument| argument.name == name)?]
    }
}

impl Scope<'_> {
    /// Binds arguments to a signature. What does not fit is reported, except that values behind the last position are given
    /// back: some layers take any number of them.
    pub(super) fn bind<'a>(&self, signature: &'static Signature, arguments: &'a Arguments) -> Bound<'a> {
        let mut values = vec![None; signature.arguments.len()];
        let mut rest = Vec::new();
        let mut position = 0;
        for argument in &arguments.list {
            let Some(keyword) = &argument.keyword else {
                if position < signature.positional {
                    if values[position].replace(argument).is_some() {
                        self.given_twice(signature, position, argument);
                    }
                    position += 1;
                } else {
                    rest.push(&argument.value);
                }
                continue;
            };
            match signature.arguments.iter().position(|argument| keyword == argument.name) {
                Some(at) if values[at].is_some() => self.given_twice(signature, at, argument),
                Some(at) => values[at] = Some(argument),
                None => self.unknown_argument(signature, keyword),
            }
        }
        Bound { signature, values, rest }
    }

    /// Like [`bind`](Scope::bind), where no more values are welcome.
    pub(super) fn bind_all<'a>(&self, signature: &'static Signature, arguments: &'a Arguments) -> Bound<'a> {
        let bound = self.bind(signature, arguments);
        if let Some(first) = bound.rest.first() {
            let (name, most) = (signature.name, signature.positional);
            let message = match most {
                0 => format!("`{name}` takes no arguments by position, found `{}`", first.text()),
                1 => format!("`{name}` takes one argument by position, found `{}` as well", first.text()),
                _ => format!("`{name}` takes {most} arguments by position, found `{}` as well", first.text()),
            };
            let mut others = argument_names(signature).split_off(most);
            others.retain(|name| *name != "name");
            match &others[..] {
                [] => self.dx.help(first.place, message, "remove it"),
                others => self.dx.help(
                    first.place,
                    message,
                    format!("give the others by keyword: {}", spelling::list(others)),
                ),
            }
        }
        bound
    }

    fn given_twice(&self, signature: &Signature, at: usize, argument: &Argument) {
        let name = signature.arguments[at].name;
        let place = argument.keyword.as_ref().map_or(argument.value.place, |k| k.span().into());
        let message = format!("`{name}` of `{}` is given twice", signature.name);
        match at < signature.positional {
            true => self.dx.help(place, message, format!("it is argument {} by position; keep one of the two", at + 1)),
            false => self.dx.help(place, message, "keep one of the two"),
        }
    }

    fn unknown_argument(&self, signature: &'static Signature, keyword: &Ident) {
        let names = argument_names(signature);
        let message = format!("`{}` has no argument `{keyword}`", signature.name);
        match names.is_empty() {
            true => self.dx.error(keyword.span(), message),
            false => {
                let help = spelling::suggestion(&keyword.to_string(), &names, "arguments");
                self.dx.help(keyword.span(), message, help);
            }
        }
    }
}

fn argument_names(signature: &'static Signature) -> Vec<&'static str> {
    signature.arguments.iter().map(|argument| argument.name).collect()
}
