//! What an editor is told of formulas: for each function and constant the item that documents it. See `editor/`.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

use crate::activation::syntax::{Condition, Declaration, Expression, Form};

/// The code for editors: the words of all formulas.
pub(super) fn hints(krate: &TokenTree, declarations: &[Declaration]) -> TokenStream {
    let mut words = Vec::new();
    for Declaration { variable, parameters, formula, .. } in declarations {
        let own = variable.iter().chain(parameters.iter().map(|parameter| &parameter.name)).collect();
        let mut found = Found { words: Vec::new(), own };
        parameters.iter().for_each(|parameter| found.expression(&parameter.value));
        found.expression(formula);
        words.append(&mut found.words);
    }
    quote! {
        #[allow(unexpected_cfgs)]
        const _: () = {
            #[cfg(rust_analyzer)]
            {
                use #krate::__private::editor::functions::{#(#words as _,)*};
            }
        };
    }
}

struct Found<'a> {
    words: Vec<&'a Ident>,
    /// Names that are no words.
    own: Vec<&'a Ident>,
}

impl<'a> Found<'a> {
    fn expression(&mut self, expression: &'a Expression) {
        match &expression.form {
            Form::Name(name) => self.name(name),
            Form::Negative(inner) => self.expression(inner),
            Form::Operation(_, a, b) => [a, b].into_iter().for_each(|part| self.expression(part)),
            Form::Call(name, arguments) => {
                self.words.push(name);
                arguments.iter().for_each(|argument| self.expression(argument));
            }
            Form::If(condition, then, otherwise) => {
                self.condition(condition);
                [then, otherwise].into_iter().for_each(|part| self.expression(part));
            }
            Form::Block(bindings, value) => {
                for binding in bindings {
                    self.expression(&binding.value);
                    self.own.push(&binding.name);
                }
                self.expression(value);
            }
            Form::Number(_) | Form::Path | Form::Missing => {}
        }
    }

    /// A constant of dense's, or what may become a function while it is typed. Constants of the user's are in the ordinary code.
    fn name(&mut self, name: &'a Ident) {
        let is_word = super::words().any(|word| name == word);
        let is_typed = name.to_string().starts_with(char::is_lowercase) && !self.own.contains(&name);
        if is_word || is_typed {
            self.words.push(name);
        }
    }

    fn condition(&mut self, condition: &'a Condition) {
        match condition {
            Condition::Comparison(_, a, b) => [a, b].into_iter().for_each(|part| self.expression(part)),
            Condition::Both(a, b) | Condition::Either(a, b) => {
                [a, b].into_iter().for_each(|part| self.condition(part));
            }
            Condition::Missing => {}
        }
    }
}
