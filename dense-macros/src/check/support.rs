//! What the language has and this version does not do. It is refused, never left out silently.

use crate::diag::Diagnostics;
use crate::graph::{Graph, Op};

pub(super) fn check(graph: &Graph, dx: &Diagnostics) {
    for (_, node) in graph.iter() {
        let Op::Dense(dense) = &node.op else { continue };
        if let Some(keyword) = &dense.activity_regularizer {
            let message = format!("`{keyword}` is understood but not applied by this version");
            dx.help(keyword.span(), message, "remove it for now");
        }
    }
}
