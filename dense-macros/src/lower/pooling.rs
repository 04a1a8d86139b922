//! `MaxPooling2D(2)`, `AveragePooling1D(3, strides = 1)`, `GlobalAveragePooling2D(keepdims = true)`

use crate::ast;
use crate::graph::{Dim, GlobalPooling, Op, Pooling, Statistic};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::lower::windows::{POOL_SIZE, STRIDES};

impl Scope<'_> {
    pub(super) fn pooling(&self, statistic: Statistic, layer: &ast::Layer, bound: &Bound<'_>) -> Op {
        let axes = bound.axes();
        let size = bound.get("pool_size");
        let place = size.map_or(layer.place(), |value| value.place);
        let size = match (size, statistic) {
            (Some(value), _) => self.along(bound, "pool_size", POOL_SIZE, value),
            // Keras has a size for this one only.
            (None, Statistic::Max) => vec![Dim::Literal(2); axes],
            (None, Statistic::Average) => {
                self.missing(layer, "the size of its pool", &format!("{}(2)", bound.name()));
                vec![Dim::Unknown; axes]
            }
        };
        let strides = match bound.get("strides") {
            Some(value) => self.along(bound, "strides", STRIDES, value),
            None => size.clone(),
        };
        Op::Pooling(Box::new(Pooling { statistic, windows: self.windows(bound, size, strides, place) }))
    }

    pub(super) fn global_pooling(&self, statistic: Statistic, bound: &Bound<'_>) -> Op {
        let keepdims = bound.get("keepdims").is_some_and(|value| self.bool("keepdims", value));
        Op::GlobalPooling(GlobalPooling { statistic, axes: bound.axes(), keepdims })
    }
}
