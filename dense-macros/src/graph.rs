//! What a network means: a graph of layers.
//!
//! Nodes refer to nodes before them, so their order is one in which they can be computed. Today's networks are chains, but
//! nothing here or behind relies on that.

mod dim;
mod function;
mod images;
mod layers;
mod noise;

pub(crate) use dim::{Computed, Constant, Dim, shape_text};
pub(crate) use function::{Function, FunctionKind, Range, Setting};
pub(crate) use images::{
    Border, Convolution, Form, GlobalPooling, Padding, Permute, Pooling, Statistic, UpSampling, Windows,
};
pub(crate) use layers::{
    BatchNormalization, Dense, Embedding, Normalization, PReLU, Reshape, Standardization, Tensor, TrainedActivation,
};
pub(crate) use noise::{Noise, Rule, Seed, Strength};

use std::iter;

use proc_macro2::Ident;
use syn::ext::IdentExt;

use crate::place::Place;

/// No value and no network may have as many numbers as this.
pub(crate) const TOO_MANY: u64 = 1 << 31;

/// A network.
#[derive(Clone)]
pub(crate) struct Graph {
    /// What it is called in texts.
    pub(crate) name: String,
    pub(crate) element: Element,
    /// Whether what goes in are indices, and not numbers.
    pub(crate) takes_indices: bool,
    /// The const generics that are sizes in it. The last one is the input's where the input has no size.
    pub(crate) parameters: Vec<Ident>,
    pub(crate) infers_input: bool,
    pub(crate) nodes: Vec<Node>,
    pub(crate) assertions: Vec<Assertion>,
    pub(crate) output: NodeId,
    pub(crate) budget: Vec<Limit>,
    pub(crate) allows_hidden_softmax: bool,
    /// The const expressions that are sizes in it, each once.
    pub(crate) sizes: Vec<Constant>,
}

/// The number type of a network.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Element {
    F32,
    F64,
}

/// The index of a node in its graph.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct NodeId(pub(crate) usize);

/// One layer.
#[derive(Clone)]
pub(crate) struct Node {
    /// The name of its field and its tensors.
    pub(crate) name: Ident,
    /// The kind of layer, spelled as in the source.
    pub(crate) kind: &'static str,
    pub(crate) op: Op,
    pub(crate) inputs: Vec<NodeId>,
    pub(crate) place: Place,
}

/// What a layer does.
#[derive(Clone)]
pub(crate) enum Op {
    /// The network's input.
    Input(Vec<Dim>),
    Dense(Box<Dense>),
    Embedding(Box<Embedding>),
    Normalization(Box<Normalization>),
    BatchNormalization(Box<BatchNormalization>),
    Standardization(Box<Standardization>),
    Activation(Function),
    TrainedActivation(Box<TrainedActivation>),
    PReLU(Box<PReLU>),
    Convolution(Box<Convolution>),
    Pooling(Box<Pooling>),
    GlobalPooling(GlobalPooling),
    Border(Border),
    UpSampling(UpSampling),
    Permute(Permute),
    Noise(Noise),
    /// The same numbers, with a penalty on them.
    ActivityRegularization(Function),
    Flatten,
    Reshape(Reshape),
    /// A layer with a mistake that was reported: nothing is known of its output.
    Unknown,
}

/// `[64]` behind a layer.
#[derive(Clone)]
pub(crate) struct Assertion {
    pub(crate) of: NodeId,
    pub(crate) shape: Vec<Dim>,
    pub(crate) place: Place,
}

/// A limit that the network must stay within.
#[derive(Clone)]
pub(crate) struct Limit {
    pub(crate) quantity: Quantity,
    pub(crate) most: u64,
    pub(crate) place: Place,
}

/// What a budget can limit.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Quantity {
    Parameters,
    Flops,
    Weights,
    Workspace,
}

impl Graph {
    pub(crate) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// All nodes with their ids.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(id, node)| (NodeId(id), node))
    }
}

impl Node {
    /// The name in texts.
    pub(crate) fn text(&self) -> String {
        self.name.unraw().to_string()
    }
}

impl Op {
    /// All tensors of a layer, in the order in which they lie in memory.
    pub(crate) fn tensors(&self) -> Vec<&Tensor> {
        match self {
            Op::Dense(dense) => iter::once(&dense.kernel).chain(&dense.bias).collect(),
            Op::Normalization(normalization) => normalization.scale.iter().chain(&normalization.offset).collect(),
            Op::BatchNormalization(normalization) => {
                let BatchNormalization { gamma, beta, moving_mean, moving_variance, .. } = &**normalization;
                gamma.iter().chain(beta).chain([moving_mean, moving_variance]).collect()
            }
            Op::Standardization(standardization) => vec![&standardization.mean, &standardization.variance],
            Op::PReLU(prelu) => vec![&prelu.alpha],
            Op::TrainedActivation(activation) => vec![&activation.tensor],
            Op::Embedding(embedding) => vec![&embedding.embeddings],
            Op::Convolution(convolution) => {
                let Convolution { kernel, pointwise_kernel, bias, .. } = &**convolution;
                iter::once(kernel).chain(pointwise_kernel).chain(bias).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether training changes the parameters of a layer, if it has any.
    pub(crate) fn learns(&self) -> bool {
        match self {
            Op::Dense(dense) => dense.trainable,
            Op::Normalization(normalization) => normalization.trainable && !self.tensors().is_empty(),
            Op::BatchNormalization(normalization) => {
                normalization.trainable && (normalization.gamma.is_some() || normalization.beta.is_some())
            }
            Op::PReLU(prelu) => prelu.trainable,
            Op::TrainedActivation(_) => true,
            Op::Embedding(embedding) => embedding.trainable,
            Op::Convolution(convolution) => convolution.trainable,
            _ => false,
        }
    }

    /// Whether training leaves a layer's parameters as they are.
    pub(crate) fn is_frozen(&self) -> bool {
        !self.tensors().is_empty() && !self.learns() && !self.looks_at_batches()
    }

    /// Whether a layer looks at whole batches in training.
    pub(crate) fn looks_at_batches(&self) -> bool {
        matches!(self, Op::BatchNormalization(normalization) if normalization.trainable)
    }

    /// All numbers of a layer that are in a range and whose values only the compiler knows, by name.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = (&'static str, &Constant, Range)> {
        let own = match self {
            Op::BatchNormalization(normalization) => &normalization.options[..],
            Op::Standardization(standardization) => &standardization.numbers[..],
            _ => &[],
        };
        function::numbers(own).chain(self.functions().into_iter().flat_map(Function::numbers))
    }

    /// All functions of a layer.
    pub(crate) fn functions(&self) -> Vec<&Function> {
        let own: [Option<&Function>; 2] = match self {
            Op::Dense(dense) => [dense.activation.as_ref(), dense.activity_regularizer.as_ref()],
            Op::Convolution(convolution) => {
                [convolution.activation.as_ref(), convolution.activity_regularizer.as_ref()]
            }
            Op::Normalization(normalization) => [Some(&normalization.function), None],
            Op::Activation(function) | Op::ActivityRegularization(function) => [Some(function), None],
            // The function of a trained one is emitted with another bound.
            Op::BatchNormalization(_)
            | Op::Standardization(_)
            | Op::TrainedActivation(_)
            | Op::PReLU(_)
            | Op::Embedding(_)
            | Op::Pooling(_)
            | Op::GlobalPooling(_)
            | Op::Border(_)
            | Op::UpSampling(_)
            | Op::Permute(_)
            | Op::Input(_)
            | Op::Noise(_)
            | Op::Flatten
            | Op::Reshape(_)
            | Op::Unknown => [None, None],
        };
        let of_tensors = self.tensors().into_iter().flat_map(|tensor| {
            let Tensor { initializer, regularizer, constraint, .. } = tensor;
            initializer.iter().chain(regularizer).chain(constraint)
        });
        own.into_iter().flatten().chain(of_tensors).collect()
    }
}

impl Element {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Element::F32 => "f32",
            Element::F64 => "f64",
        }
    }

    pub(crate) fn bytes(self) -> u64 {
        match self {
            Element::F32 => 4,
            Element::F64 => 8,
        }
    }
}
