//! Words that Keras has as layers too: `LeakyReLU(0.1)`, `ActivityRegularization(l2 = 0.01)`.

use proc_macro2::Ident;
use quote::quote;

use crate::ast;
use crate::graph::{Function, FunctionKind, Op, Setting};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::vocab::{Category, Signature};

impl Scope<'_> {
    pub(super) fn word_as_layer(&self, signature: &Signature, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let (category, word) = match signature.name {
            "ReLU" => (Category::Activation, "relu"),
            "LeakyReLU" => (Category::Activation, "leaky_relu"),
            "ELU" => (Category::Activation, "elu"),
            "Softmax" => (Category::Activation, "softmax"),
            "Rescaling" => (Category::Activation, "rescaling"),
            "UnitNormalization" => (Category::Activation, "unit_normalization"),
            "ActivityRegularization" => (Category::Regularizer, "l1_l2"),
            _ => unreachable!("every layer of the vocabulary is lowered"),
        };
        if signature.name == "Rescaling" && bound.get("scale").is_none() {
            self.missing(layer, "the factor", "Rescaling(1.0 / 255.0)");
        }
        // After an error the word alone will do: all of them keep the shape.
        let mut options = self.options(bound, |name| name != "name").unwrap_or_default();
        // Keras gives the layer another slope than the word.
        if signature.name == "LeakyReLU" && options.is_empty() {
            options.push(("negative_slope", Setting::Expression(quote!(0.3))));
        }
        let kind = FunctionKind::Word { word: Ident::new(word, layer.kind.span()), options };
        let function = Function { category, name: self.number(category.bare()), kind };
        match category {
            Category::Activation => Op::Activation(function),
            _ => Op::ActivityRegularization(function),
        }
    }
}
