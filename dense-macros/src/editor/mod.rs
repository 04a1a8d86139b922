//! What an editor is told of a call: for each word the item that documents it, and for each place, empty ones too, the
//! words that can stand there.
//!
//! Only rust-analyzer sees this, under its own `cfg`. Words stand in the braces of a `use` list, one for each place that can
//! take any: hovering over a word, going to its definition, and completing it are then those of an import. What makes it work:
//!
//! - It comes before all other code of a call. rust-analyzer expands a call twice, as it is and with a marker where the
//!   user is typing, and looks up the marker's surroundings at the same offset in the other expansion. For the same reason
//!   a list is there when it is empty, and lists come in the order of the source.
//! - Only single words carry the user's spans. An item that did would show its own documentation, and that of every module on
//!   its path, when the user hovers over the word.
//! - Broken networks have it too: it is made of the syntax tree.
//! - The compiler parses it before it leaves it out, so it has no tokens in it that do not parse.

mod places;
mod vocabulary;

pub(crate) use vocabulary::vocabulary;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::ast::{Argument, Arguments, Call, Element, Form, Layer, Network, Value, ValueForm};
use crate::diag::Diagnostics;
use crate::editor::places::{Callee, Words, position};
use crate::lower::with_options;
use crate::parse;
use crate::spelling::is_keyword;
use crate::vocab;

/// The code for editors. Where the call has mistakes, there are no fields that labels could name.
pub(crate) fn hints(krate: &TokenTree, call: &Call, has_fields: bool) -> TokenStream {
    let networks = call.networks.iter().map(|network| {
        let mut hints =
            Hints { krate, lists: TokenStream::new(), values: TokenStream::new(), labels: TokenStream::new() };
        hints.network(network, &call.form);
        hints.labels(network, has_fields);
        hints.finish(network)
    });
    quote! {
        #[allow(unexpected_cfgs)]
        const _: () = {
            #[cfg(rust_analyzer)]
            {
                #(#networks)*
            }
        };
    }
}

/// The code for one network.
struct Hints<'a> {
    krate: &'a TokenTree,
    /// Words of the language.
    lists: TokenStream,
    /// Expressions of the user's, which only the ordinary code of a network without mistakes has otherwise.
    values: TokenStream,
    /// Names of layers that are not fields.
    labels: TokenStream,
}

impl Hints<'_> {
    fn network(&mut self, network: &Network, form: &Form) {
        match form {
            Form::Items => self.attributes(network),
            Form::Value { setting, .. } => self.list(Words::Settings, setting),
        }
        let layers = network.chain.elements.iter().filter_map(|element| match element {
            Element::Layer(layer) => Some(layer),
            Element::Assertion(_) | Element::Broken => None,
        });
        self.list(Words::Layers, layers.clone().map(|layer| &layer.kind));
        for layer in layers {
            self.layer(layer);
        }
        for element in &network.chain.elements {
            if let Element::Assertion(assertion) = element {
                assertion.dims.iter().for_each(|dim| self.value(dim));
            }
        }
    }

    fn attributes(&mut self, network: &Network) {
        let is_ours = |name: &&Ident| vocab::ATTRIBUTES.iter().any(|ours| *name == ours);
        self.list(
            Words::Attributes,
            network.attributes.iter().filter_map(|attribute| attribute.name.as_ref()).filter(is_ours),
        );
        // What is wrong in there is reported when the budget is read.
        let nobody = Diagnostics::new();
        for attribute in &network.attributes {
            if attribute.is("budget") {
                let arguments = parse::attribute_arguments(&attribute.group, &nobody);
                self.list(Words::Limits, arguments.list.iter().filter_map(word_or_keyword));
            }
        }
    }

    fn layer(&mut self, layer: &Layer) {
        if let Some(callee) = Words::Layers.callee(&layer.kind) {
            self.call(callee, &layer.arguments);
        }
    }

    /// Items for the labels that are not the name of a field.
    fn labels(&mut self, network: &Network, has_fields: bool) {
        for element in &network.chain.elements {
            let Element::Layer(Layer { label: Some(label), kind, .. }) = element else { continue };
            let is_field = has_fields && kind == "Dense";
            if !is_field && !is_keyword(label) {
                let documentation = format!("The label of a `{kind}` layer.");
                self.labels.extend(quote!(#[doc = #documentation] const #label: () = ();));
            }
        }
    }

    /// The lists for what stands between parentheses, and for what stands in parentheses there.
    fn call(&mut self, callee: Callee, arguments: &Arguments) {
        // What names an argument, or may be about to, and the word in each position that takes one.
        let mut keywords = Vec::new();
        let mut positions = callee.positions().map(|(at, words)| (at, words, None)).collect::<Vec<_>>();
        let mut values = Vec::new();
        let mut at = 0..;
        for Argument { keyword, value } in &arguments.list {
            let words = match keyword {
                Some(keyword) => {
                    keywords.push(keyword);
                    callee.words_of(keyword)
                }
                None => {
                    let here = at.next();
                    match positions.iter_mut().find(|(position, ..)| Some(*position) == here) {
                        Some((_, words, word)) => {
                            *word = word_or_callee(value);
                            Some(*words)
                        }
                        None => {
                            keywords.extend(word(value));
                            None
                        }
                    }
                }
            };
            values.push((keyword.is_some(), words, value));
        }
        let module = callee.module();
        self.path(quote!(#module::keywords), keywords);
        for (at, _, word) in positions {
            let position = position(at);
            self.path(quote!(#module::#position), word);
        }
        for (has_keyword, words, value) in values {
            if let (true, Some(words)) = (has_keyword, words) {
                self.list(words, word_or_callee(value));
            }
            self.argument(words, value);
        }
    }

    /// What an argument has in parentheses, if it is a word of the language, and otherwise the argument itself.
    fn argument(&mut self, words: Option<Words>, value: &Value) {
        match &value.form {
            ValueForm::Call(name, arguments) if is_word(name) => {
                if let Some(callee) = words.and_then(|words| words.callee(name)) {
                    self.call(callee, arguments);
                }
            }
            ValueForm::Tuple(values) => values.iter().for_each(|value| self.value(value)),
            ValueForm::Call(name, arguments) if arguments.list.iter().any(|argument| argument.keyword.is_some()) => {
                if let Some(Words::Functions(category)) = words {
                    let value = with_options(category, name.to_token_stream(), arguments);
                    self.values.extend(quote!(let _ = #value;));
                }
            }
            _ => self.value(value),
        }
    }

    /// An expression of the user's.
    fn value(&mut self, value: &Value) {
        let is_expression = match &value.form {
            ValueForm::Word(name) | ValueForm::Call(name, _) => !is_word(name),
            ValueForm::Expression => true,
            _ => false,
        };
        let tokens = &value.tokens;
        if is_expression && syn::parse2::<syn::Expr>(tokens.clone()).is_ok() {
            self.values.extend(quote!(let _ = #tokens;));
        }
    }

    fn list<'a>(&mut self, words: Words, here: impl IntoIterator<Item = &'a Ident>) {
        let module = words.module();
        self.path(quote!(#module), here);
    }

    /// The words that stand `here`, where those of this module can.
    fn path<'a>(&mut self, module: TokenStream, here: impl IntoIterator<Item = &'a Ident>) {
        let krate = self.krate;
        let here = here.into_iter().filter(|word| !is_keyword(word));
        self.lists.extend(quote!(use #krate::__private::editor::#module::{#(#here as _,)*};));
    }

    fn finish(self, network: &Network) -> TokenStream {
        let Hints { krate, lists, values, labels } = self;
        let parameters = network.parameters.iter().map(|parameter| &parameter.name);
        let values = (!values.is_empty()).then(|| {
            quote! {
                fn __values<#(const #parameters: #krate::__private::usize),*>() { #values }
            }
        });
        quote!(#lists #values #labels)
    }
}

/// A word that may be one of the language's: they begin with a small letter, and constants and types of the user's do not.
fn is_word(name: &Ident) -> bool {
    !name.to_string().starts_with(char::is_uppercase)
}

fn word(value: &Value) -> Option<&Ident> {
    match &value.form {
        ValueForm::Word(name) if is_word(name) => Some(name),
        _ => None,
    }
}

fn word_or_callee(value: &Value) -> Option<&Ident> {
    match &value.form {
        ValueForm::Call(name, _) if is_word(name) => Some(name),
        _ => word(value),
    }
}

fn word_or_keyword(argument: &Argument) -> Option<&Ident> {
    argument.keyword.as_ref().or_else(|| word(&argument.value))
}
