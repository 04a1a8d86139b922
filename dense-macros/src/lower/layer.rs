//! Layers: what their arguments mean.

use crate::ast::{self, Value, ValueForm};
use crate::graph::{Dim, Form, Op, Reshape, Rule, Statistic};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::vocab::Category;

impl Scope<'_> {
    /// A layer's kind, operation, and the name among its arguments.
    pub(super) fn layer<'a>(&self, layer: &'a ast::Layer) -> (&'static str, Op, Option<&'a Value>) {
        let Some(signature) = self.signature(&layer.kind) else { return ("", Op::Unknown, None) };
        let bound = match signature.name {
            "Reshape" | "Permute" => self.bind(signature, &layer.arguments),
            "Input" => {
                self.dx.help(
                    layer.place(),
                    "`Input` comes first, and once",
                    "remove it; `[784]` between two arrows asserts a shape",
                );
                return (signature.name, Op::Unknown, None);
            }
            _ => self.bind_all(signature, &layer.arguments),
        };
        let op = match signature.name {
            "Dense" => self.dense(layer, &bound),
            "Embedding" => self.embedding(layer, &bound),
            "BatchNormalization" => self.batch_normalization(&bound),
            "LayerNormalization" => self.layer_normalization(layer, &bound),
            "RMSNormalization" => self.rms_normalization(layer, &bound),
            "Normalization" => self.standardization(layer, &bound),
            "PReLU" => self.prelu(&bound),
            "Activation" => self.activation(layer, &bound),
            "Dropout" => self.noise(Rule::Dropout, layer, &bound),
            "GaussianDropout" => self.noise(Rule::GaussianDropout, layer, &bound),
            "GaussianNoise" => self.noise(Rule::GaussianNoise, layer, &bound),
            "AlphaDropout" => self.noise(Rule::AlphaDropout, layer, &bound),
            "Conv1D" | "Conv2D" => self.convolution(Form::Plain, layer, &bound),
            "DepthwiseConv1D" | "DepthwiseConv2D" => self.convolution(Form::Depthwise, layer, &bound),
            "SeparableConv1D" | "SeparableConv2D" => self.convolution(Form::Separable, layer, &bound),
            "Conv1DTranspose" | "Conv2DTranspose" => self.convolution(Form::Transposed, layer, &bound),
            "MaxPooling1D" | "MaxPooling2D" => self.pooling(Statistic::Max, layer, &bound),
            "AveragePooling1D" | "AveragePooling2D" => self.pooling(Statistic::Average, layer, &bound),
            "GlobalMaxPooling1D" | "GlobalMaxPooling2D" => self.global_pooling(Statistic::Max, &bound),
            "GlobalAveragePooling1D" | "GlobalAveragePooling2D" => self.global_pooling(Statistic::Average, &bound),
            "ZeroPadding1D" | "ZeroPadding2D" => self.zero_padding(layer, &bound),
            "Cropping1D" | "Cropping2D" => self.cropping(layer, &bound),
            "UpSampling1D" | "UpSampling2D" => self.up_sampling(&bound),
            "SpatialDropout1D" | "SpatialDropout2D" => self.noise(Rule::Dropout, layer, &bound),
            "Permute" => self.permute(layer, &bound),
            "Flatten" => Op::Flatten,
            "Reshape" => self.reshape(layer, &bound),
            _ => self.word_as_layer(signature, layer, &bound),
        };
        // What another order of the axes would give is not known.
        let op = if self.has_channels_last(&bound) { op } else { Op::Unknown };
        (signature.name, op, bound.get("name"))
    }

    fn activation(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let Some(value) = bound.get("activation") else {
            self.missing(layer, "an activation", "Activation(relu)");
            return Op::Unknown;
        };
        // After an error any activation will do: all keep the shape.
        let nothing = || self.own(Category::Activation, value);
        let function = self.function(Category::Activation, value).unwrap_or_else(nothing);
        match bound.get("trainable").is_some_and(|trainable| self.bool("trainable", trainable)) {
            true => self.trained(value, function),
            false => Op::Activation(function),
        }
    }

    fn reshape(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let given = match (bound.get("target_shape"), bound.rest()) {
            (None, []) => {
                self.missing(layer, "the new shape", "Reshape(4, 4)");
                return Op::Unknown;
            }
            (None, dims) => dims.to_vec(),
            (Some(shape), []) => vec![shape],
            (Some(_), [dim, ..]) => {
                self.dx.error(dim.place, "the shape of `Reshape` is given twice");
                return Op::Unknown;
            }
        };
        let dims = self.axes(&given);
        let mut reshape = Reshape { dims: Vec::new(), inferred: None };
        for (axis, &dim) in dims.iter().enumerate() {
            if !matches!(dim.form, ValueForm::Integer { negative: true, value: Some(1) }) {
                reshape.dims.push(self.dim(dim));
                continue;
            }
            if reshape.inferred.replace(axis).is_some() {
                self.dx.help(dim.place, "only one size of `Reshape` can be `-1`", "write the others");
            }
            reshape.dims.push(Dim::Unknown);
        }
        Op::Reshape(reshape)
    }

    /// Reports that an argument is missing, under the name of the layer.
    pub(super) fn missing(&self, layer: &ast::Layer, what: &str, example: &str) {
        let kind = &layer.kind;
        self.dx.help(layer.place(), format!("`{kind}` needs {what}"), format!("write `{example}`"));
    }
}
