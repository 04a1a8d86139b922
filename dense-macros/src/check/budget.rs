//! The limits of `#[budget(..)]`.

use crate::check::obligation::{Claim, Obligation};
use crate::diag::Diagnostics;
use crate::graph::{Dim, Graph, Limit, Node, Op, Quantity};

pub(super) fn check(graph: &Graph, shapes: &[Option<Vec<Dim>>], obligations: &mut Vec<Obligation>, dx: &Diagnostics) {
    for limit in &graph.budget {
        if !graph.parameters.is_empty() {
            dx.help(
                limit.place,
                format!("the size of `{}` depends on const generics, so it can have no budget", graph.name),
                "remove the budget, or write the sizes as literals or const expressions",
            );
            continue;
        }
        let costs = graph.iter().map(|(_, node)| Some((node, cost(limit.quantity, graph, node, shapes)?)));
        match costs.collect::<Option<Vec<_>>>() {
            Some(costs) => add_up(limit, &costs, dx),
            None => obligations.push(Obligation { claim: Claim::Budget(limit.clone()), place: limit.place }),
        }
    }
}

/// Reports the layer at which the sum goes over the limit.
fn add_up(limit: &Limit, costs: &[(&Node, u64)], dx: &Diagnostics) {
    let total = costs.iter().fold(0_u64, |total, (_, cost)| total.saturating_add(*cost));
    let mut sum = 0_u64;
    for (node, cost) in costs {
        sum = sum.saturating_add(*cost);
        if sum > limit.most {
            let (name, unit) = (node.text(), unit(limit.quantity));
            let (sum, most) = (thousands(sum), thousands(limit.most));
            let message = format!("`{name}` brings the network to {sum} {unit}, over its budget of {most}");
            let help =
                format!("make the layers smaller, or the budget larger: all of the network has {}", thousands(total));
            dx.help(node.place, message, help);
            return;
        }
    }
}

/// What a layer adds to a quantity; `None` if only the compiler knows.
fn cost(quantity: Quantity, graph: &Graph, node: &Node, shapes: &[Option<Vec<Dim>>]) -> Option<u64> {
    match quantity {
        Quantity::Parameters => parameters(node, shapes),
        Quantity::Weights => Some(parameters(node, shapes)?.saturating_mul(graph.element.bytes())),
        Quantity::Flops => {
            let (inputs, units, bias) = dense_sizes(node, shapes)?;
            Some(inputs.saturating_mul(units).saturating_mul(2).saturating_add(units * bias))
        }
        Quantity::Workspace => None,
    }
}

/// How many parameters a layer has; `None` if only the compiler knows.
pub(super) fn parameters(node: &Node, shapes: &[Option<Vec<Dim>>]) -> Option<u64> {
    let (inputs, units, bias) = dense_sizes(node, shapes)?;
    Some(inputs.saturating_mul(units).saturating_add(units * bias))
}

/// Inputs, units, and one for a bias. Layers without parameters have none of them.
fn dense_sizes(node: &Node, shapes: &[Option<Vec<Dim>>]) -> Option<(u64, u64, u64)> {
    let Op::Dense(dense) = &node.op else { return Some((0, 0, 0)) };
    match (shapes[node.inputs[0].0].as_deref()?, &dense.units) {
        ([Dim::Literal(inputs)], Dim::Literal(units)) => Some((*inputs, *units, u64::from(dense.use_bias))),
        _ => None,
    }
}

/// What a quantity is counted in.
pub(crate) fn unit(quantity: Quantity) -> &'static str {
    match quantity {
        Quantity::Parameters => "parameters",
        Quantity::Flops => "FLOPs",
        Quantity::Weights => "bytes of weights",
        Quantity::Workspace => "bytes of workspace",
    }
}

/// A number with its thousands apart: `50,890`.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
