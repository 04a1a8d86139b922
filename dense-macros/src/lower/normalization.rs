//! `BatchNormalization(momentum = 0.9)`, `LayerNormalization(epsilon = 0.00001, center = false)`

use proc_macro2::Ident;

use crate::ast;
use crate::graph::{BatchNormalization, Function, FunctionKind, Normalization, Op, Tensor};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::vocab::Category;

impl Scope<'_> {
    pub(super) fn batch_normalization(&self, bound: &Bound<'_>) -> Op {
        let [gamma, beta] = self.gamma_and_beta(bound);
        let statistic = |name, default| Tensor { is_state: true, ..self.vector(bound, name, default) };
        Op::BatchNormalization(Box::new(BatchNormalization {
            gamma,
            beta,
            moving_mean: statistic("moving_mean", "zeros"),
            moving_variance: statistic("moving_variance", "ones"),
            options: self.options(bound, |name| ["momentum", "epsilon"].contains(&name)).unwrap_or_default(),
            trainable: self.trainable(bound),
        }))
    }

    pub(super) fn layer_normalization(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        self.normalization(layer, bound, "layer_normalization", self.gamma_and_beta(bound))
    }

    /// The scale and the offset, unless the layer is to have none.
    fn gamma_and_beta(&self, bound: &Bound<'_>) -> [Option<Tensor>; 2] {
        let has = |name: &str| bound.get(name).is_none_or(|value| self.bool(name, value));
        let given = |flag: &str, tensor: &'static str, default: &'static str| {
            let there = has(flag);
            let about = ["initializer", "regularizer", "constraint"].map(|of| format!("{tensor}_{of}"));
            for keyword in about.iter().filter_map(|name| bound.keyword(name)).filter(|_| !there) {
                let message = format!("this layer has no `{tensor}` for `{keyword}`: `{flag} = false`");
                self.dx.help(keyword.span(), message, "remove one of the two");
            }
            let tensor = self.vector(bound, tensor, default);
            there.then_some(tensor)
        };
        [given("scale", "gamma", "ones"), given("center", "beta", "zeros")]
    }

    pub(super) fn rms_normalization(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let scale = self.vector(bound, "scale", "ones");
        self.normalization(layer, bound, "rms_normalization", [Some(scale), None])
    }

    fn normalization(
        &self,
        layer: &ast::Layer,
        bound: &Bound<'_>,
        word: &str,
        [scale, offset]: [Option<Tensor>; 2],
    ) -> Op {
        let options = self.options(bound, |name| name == "epsilon").unwrap_or_default();
        let kind = FunctionKind::Word { word: Ident::new(word, layer.kind.span()), options };
        let category = Category::Activation;
        let function = Function { category, name: self.number(category.bare()), kind };
        Op::Normalization(Box::new(Normalization { function, scale, offset, trainable: self.trainable(bound) }))
    }

    pub(super) fn trainable(&self, bound: &Bound<'_>) -> bool {
        bound.get("trainable").is_none_or(|value| self.bool("trainable", value))
    }
}
