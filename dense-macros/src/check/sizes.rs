//! Sizes, rates and other numbers that the network states: literals are in range, the others are left to the compiler.

use std::iter;

use proc_macro2::{TokenStream, TokenTree};

use crate::check::budget;
use crate::check::obligation::{Claim, Obligation};
use crate::diag::Diagnostics;
use crate::graph::{Dim, Graph, Node, Op, TOO_MANY, Windows};
use crate::place::Place;

/// What is said of it.
pub(super) const TOO_LARGE: &str = "this is too large: it has 2^31 numbers or more";

pub(super) fn check(graph: &Graph, shapes: &[Option<Vec<Dim>>], obligations: &mut Vec<Obligation>, dx: &Diagnostics) {
    let mut parameters = 0_u64;
    for (id, node) in graph.iter() {
        sizes(node).into_iter().for_each(|dim| state(dim, node.place, obligations));
        for assertion in graph.assertions.iter().filter(|assertion| assertion.of == id) {
            assertion.shape.iter().for_each(|dim| state(dim, assertion.place, obligations));
        }
        if let Op::Noise(noise) = &node.op
            && noise.strength.value.is_none()
        {
            obligations.push(Obligation { claim: Claim::Noise(noise.clone()), place: noise.strength.place });
        }
        for (name, constant, range) in node.op.numbers() {
            let place = Place::of(&constant.tokens, node.place.start);
            obligations.push(Obligation { claim: Claim::Number { name, constant: constant.clone(), range }, place });
        }
        parameters = parameters.saturating_add(budget::parameters(node, shapes).unwrap_or(0));
        let numbers = shapes[id.0].as_deref().map(Dim::product);
        // All that follows is too large as well. What is too large to be counted was refused with its shape.
        if matches!(numbers, Some(Some(Dim::Literal(TOO_MANY..)))) {
            return dx.error(node.place, TOO_LARGE);
        }
        if parameters >= TOO_MANY {
            return dx.error(node.place, "the network is too large: up to here it has 2^31 parameters or more");
        }
    }
}

/// The sizes that a layer states.
fn sizes(node: &Node) -> Vec<&Dim> {
    match &node.op {
        Op::Input(dims) => dims.iter().collect(),
        Op::Dense(dense) => vec![&dense.units],
        Op::Embedding(embedding) => vec![&embedding.input_dim, &embedding.output_dim],
        Op::Reshape(reshape) => reshape.dims.iter().collect(),
        Op::Convolution(convolution) => {
            iter::once(&convolution.filters).chain(of_windows(&convolution.windows)).collect()
        }
        Op::Pooling(pooling) => of_windows(&pooling.windows).collect(),
        Op::UpSampling(up_sampling) => up_sampling.size.iter().collect(),
        _ => Vec::new(),
    }
}

fn of_windows(Windows { size, strides, dilation, .. }: &Windows) -> impl Iterator<Item = &Dim> {
    size.iter().chain(strides).chain(dilation)
}

/// Notes that a size must not be zero, once for each expression.
fn state(dim: &Dim, otherwise: Place, obligations: &mut Vec<Obligation>) {
    let tokens = match dim {
        Dim::Const(constant) => constant.tokens.clone(),
        Dim::Parameter(name) => TokenStream::from(TokenTree::from(name.clone())),
        Dim::Literal(_) | Dim::Product(_) | Dim::Computed(_) | Dim::Unknown => return,
    };
    let noted = |obligation: &Obligation| match &obligation.claim {
        Claim::Size(other) => other.to_string() == dim.to_string(),
        _ => false,
    };
    if !obligations.iter().any(noted) {
        let place = Place::of(&tokens, otherwise.start);
        obligations.push(Obligation { claim: Claim::Size(dim.clone()), place });
    }
}
