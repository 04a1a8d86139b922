//! `Embedding(1000, 16, embeddings_regularizer = l2(0.01))`

use crate::ast;
use crate::graph::{Dim, Embedding, Op, Tensor};
use crate::lower::Scope;
use crate::lower::bind::Bound;

impl Scope<'_> {
    pub(super) fn embedding(&self, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let (input_dim, output_dim) = (bound.get("input_dim"), bound.get("output_dim"));
        let missing = match (input_dim, output_dim) {
            (None, None) => Some("`input_dim` and `output_dim`"),
            (None, Some(_)) => Some("`input_dim`, the number of its rows"),
            (Some(_), None) => Some("`output_dim`, the length of its rows"),
            (Some(_), Some(_)) => None,
        };
        if let Some(missing) = missing {
            self.missing(layer, missing, "Embedding(1000, 16)");
        }
        Op::Embedding(Box::new(Embedding {
            input_dim: input_dim.map_or(Dim::Unknown, |value| self.input_dim(value)),
            output_dim: output_dim.map_or(Dim::Unknown, |value| self.output_dim(value)),
            embeddings: Tensor {
                is_table: true,
                ..self.matrix(bound, "embeddings", "uniform", "1 is the axis of the numbers in one row")
            },
            element: bound.get("dtype").map(|dtype| self.dtype(dtype)),
            trainable: self.trainable(bound),
        }))
    }
}
