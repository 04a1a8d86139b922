//! `softmax` where it says nothing, or is rarely meant.

use proc_macro2::Ident;

use crate::check::obligation::{Claim, Obligation};
use crate::diag::Diagnostics;
use crate::graph::{Dim, FunctionKind, Graph, Node, Op};

/// Over one unit it is a constant.
pub(super) fn check(graph: &Graph, shapes: &[Option<Vec<Dim>>], obligations: &mut Vec<Obligation>, dx: &Diagnostics) {
    for (id, node) in graph.iter() {
        let Some(word) = word(node) else { continue };
        match shapes[id.0].as_deref().and_then(<[Dim]>::last) {
            Some(Dim::Literal(1)) => {
                let always = if word == "log_softmax" { 0 } else { 1 };
                dx.help(
                    word.span(),
                    format!("`{word}` over one unit is always {always}"),
                    "write `sigmoid` for the probability of yes, or give the layer a unit for each class",
                );
            }
            Some(dim @ (Dim::Const(_) | Dim::Parameter(_))) => {
                obligations.push(Obligation { claim: Claim::Classes(dim.clone()), place: word.span().into() });
            }
            _ => {}
        }
    }
}

/// The words with a layer of weights somewhere behind them: they make the units of a hidden layer compete for a sum of 1.
pub(super) fn hidden(graph: &Graph) -> Vec<Ident> {
    let mut feeds_weights = vec![false; graph.nodes.len()];
    for (id, node) in graph.iter().rev() {
        for input in &node.inputs {
            feeds_weights[input.0] |= feeds_weights[id.0] || matches!(node.op, Op::Dense(_) | Op::Convolution(_));
        }
    }
    let hidden = graph.iter().filter(|(id, _)| feeds_weights[id.0] && !graph.allows_hidden_softmax);
    hidden.filter_map(|(_, node)| word(node).cloned()).collect()
}

/// The word, if a layer ends in an activation of whole rows.
fn word(node: &Node) -> Option<&Ident> {
    let function = match &node.op {
        Op::Dense(dense) => dense.activation.as_ref()?,
        Op::Convolution(convolution) => convolution.activation.as_ref()?,
        Op::Activation(function) => function,
        _ => return None,
    };
    match &function.kind {
        FunctionKind::Word { word, .. }
            if ["softmax", "log_softmax", "sparsemax"].iter().any(|known| word == known) =>
        {
            Some(word)
        }
        _ => None,
    }
}
