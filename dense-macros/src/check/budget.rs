//! The limits of `#[budget(..)]`.

use crate::check::images;
use crate::check::obligation::{Claim, Obligation};
use crate::diag::Diagnostics;
use crate::graph::{Dim, Graph, Limit, Node, NodeId, Op, Quantity, Statistic};

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
        let costs = graph.iter().map(|(id, node)| Some((node, cost(limit.quantity, graph, id, node, shapes)?)));
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
fn cost(quantity: Quantity, graph: &Graph, id: NodeId, node: &Node, shapes: &[Option<Vec<Dim>>]) -> Option<u64> {
    match quantity {
        Quantity::Parameters => parameters(node, shapes),
        Quantity::Weights => Some(parameters(node, shapes)?.saturating_mul(graph.element.bytes())),
        Quantity::Flops => flops(id, node, shapes),
        Quantity::Workspace => None,
    }
}

/// How many parameters a layer has; `None` if only the compiler knows.
pub(super) fn parameters(node: &Node, shapes: &[Option<Vec<Dim>>]) -> Option<u64> {
    if let Op::PReLU(prelu) = &node.op {
        return count(&prelu.slopes(shapes[node.inputs[0].0].as_deref()?));
    }
    if let Op::Embedding(embedding) = &node.op {
        return count(&[embedding.input_dim.clone(), embedding.output_dim.clone()]);
    }
    if let Op::Convolution(convolution) = &node.op {
        let received = shapes[node.inputs[0].0].as_deref()?;
        let len = |name: &str| count(&images::tensor(convolution, name, received));
        let mut tensors = node.op.tensors().into_iter();
        return tensors.try_fold(0_u64, |sum, tensor| Some(sum.saturating_add(len(tensor.name)?)));
    }
    let Sizes { inputs, width, .. } = sizes(node, shapes)?;
    let vectors = vectors(node);
    Some(inputs.saturating_mul(width).saturating_add(width * vectors))
}

/// The numbers of a shape; `None` if only the compiler knows.
pub(super) fn count(shape: &[Dim]) -> Option<u64> {
    shape.iter().try_fold(1_u64, |numbers, dim| match dim {
        Dim::Literal(size) => Some(numbers.saturating_mul(*size)),
        _ => None,
    })
}

/// What one prediction of a layer computes; `None` if only the compiler knows.
fn flops(id: NodeId, node: &Node, shapes: &[Option<Vec<Dim>>]) -> Option<u64> {
    match &node.op {
        Op::Embedding(_) => return Some(0),
        Op::GlobalPooling(pooling) => return averaged(pooling.statistic, shapes[node.inputs[0].0].as_deref()?),
        Op::Pooling(pooling) => {
            // What a window sees, for each number that comes of one.
            let given = shapes[id.0].as_deref()?;
            let seen = given.iter().chain(&pooling.windows.size).cloned().collect::<Vec<_>>();
            return averaged(pooling.statistic, &seen);
        }
        Op::Convolution(convolution) => {
            return images::flops(convolution, shapes[node.inputs[0].0].as_deref()?, shapes[id.0].as_deref()?);
        }
        _ => {}
    }
    let Sizes { inputs, width, numbers } = sizes(node, shapes)?;
    let vectors = match node.op {
        // Scaled and shifted, whatever that is by.
        Op::BatchNormalization(_) | Op::Standardization(_) => 2,
        _ => vectors(node),
    };
    Some(inputs.saturating_mul(width).saturating_mul(2).saturating_add(numbers * vectors))
}

/// An average computes with each number that goes into it, a maximum with none.
fn averaged(statistic: Statistic, numbers: &[Dim]) -> Option<u64> {
    match statistic {
        Statistic::Average => count(numbers),
        Statistic::Max => Some(0),
    }
}

/// How many tensors a layer has beside its kernel, each as long as a row of the output.
fn vectors(node: &Node) -> u64 {
    node.op.tensors().iter().filter(|tensor| tensor.name != "kernel").count() as u64
}

/// What a layer's parameters have to do with. Layers without any have nothing of it.
#[derive(Default)]
struct Sizes {
    /// The inputs of the kernel, if there is one.
    inputs: u64,
    /// The length of a row of the output.
    width: u64,
    /// The numbers of the output.
    numbers: u64,
}

fn sizes(node: &Node, shapes: &[Option<Vec<Dim>>]) -> Option<Sizes> {
    let received = || shapes[node.inputs[0].0].as_deref();
    match &node.op {
        Op::Dense(dense) => match (received()?, &dense.units) {
            ([Dim::Literal(inputs)], Dim::Literal(units)) => {
                Some(Sizes { inputs: *inputs, width: *units, numbers: *units })
            }
            _ => None,
        },
        Op::Normalization(_) | Op::BatchNormalization(_) | Op::Standardization(_) => {
            match (received()?.last(), Dim::product(received()?)) {
                (Some(Dim::Literal(width)), Some(Dim::Literal(numbers))) => {
                    Some(Sizes { inputs: 0, width: *width, numbers })
                }
                _ => None,
            }
        }
        // Only the compiler counts the parameters of an activation.
        Op::TrainedActivation(_) => None,
        _ => Some(Sizes::default()),
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
