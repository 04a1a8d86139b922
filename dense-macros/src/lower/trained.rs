//! `Activation(Swish(beta = 1.5), trainable = true)`

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};

use crate::ast::{Value, ValueForm};
use crate::graph::{Constant, Dim, Function, FunctionKind, Op, Tensor, TrainedActivation};
use crate::lower::Scope;
use crate::parse;

impl Scope<'_> {
    /// An activation whose parameters are a tensor of the layer.
    pub(super) fn trained(&self, value: &Value, function: Function) -> Op {
        let FunctionKind::Own(tokens) = &function.kind else {
            let message = format!("`{}` has no parameters that can be trained", value.text());
            self.dx.help(
                value.place,
                message,
                "only activations that `activation!` declares with parameters have some",
            );
            return Op::Activation(function);
        };
        let Some(of) = type_of(value) else {
            let message = format!("an activation is trained by its name, found `{}`", value.text());
            self.dx.help(value.place, message, "give its parameters by keyword: `Swish(beta = 1.5)`");
            return Op::Activation(function);
        };
        let count = Dim::Const(self.constant(quote!(<#of as __dense::Counted>::PARAMETERS)));
        let function = Constant { name: function.name, tokens: tokens.clone() };
        Op::TrainedActivation(Box::new(TrainedActivation {
            function,
            count,
            tensor: Tensor::new("parameters", "zeros"),
        }))
    }
}

/// The type of an activation: a value and its type have one name.
fn type_of(value: &Value) -> Option<TokenStream> {
    match &value.form {
        ValueForm::Word(name) | ValueForm::Call(name, _) => Some(name.to_token_stream()),
        ValueForm::Expression => match parse::path_with_keywords(&value.tokens) {
            Some((path, _)) => Some(path),
            None => is_path(&value.tokens).then(|| value.tokens.clone()),
        },
        _ => None,
    }
}

fn is_path(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().all(|token| match token {
        TokenTree::Ident(_) => true,
        TokenTree::Punct(punct) => punct.as_char() == ':',
        TokenTree::Group(_) | TokenTree::Literal(_) => false,
    })
}
