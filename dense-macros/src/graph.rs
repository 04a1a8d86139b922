//! What a network means: a graph of layers.
//!
//! Nodes refer to nodes before them, so their order is one in which they can be computed. Today's networks are chains, but
//! nothing here or behind relies on that.

mod noise;

pub(crate) use noise::{Noise, Rule, Seed, Strength};

use std::iter;

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;

use crate::ast::text;
use crate::place::Place;
use crate::vocab::{self, Category, Choice};

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
    /// The mean over the first of two axes.
    GlobalAveragePooling1D,
    Noise(Noise),
    /// The same numbers, with a penalty on them.
    ActivityRegularization(Function),
    Flatten,
    Reshape(Reshape),
    /// A layer with a mistake that was reported: nothing is known of its output.
    Unknown,
}

#[derive(Clone)]
pub(crate) struct Dense {
    pub(crate) units: Dim,
    pub(crate) activation: Option<Function>,
    pub(crate) kernel: Tensor,
    pub(crate) bias: Option<Tensor>,
    pub(crate) activity_regularizer: Option<Function>,
    pub(crate) trainable: bool,
}

/// A table whose rows are looked up.
#[derive(Clone)]
pub(crate) struct Embedding {
    /// How many rows it has.
    pub(crate) input_dim: Dim,
    /// How long they are.
    pub(crate) output_dim: Dim,
    pub(crate) embeddings: Tensor,
    /// The number type, if it is said: that of the network, whose input has none.
    pub(crate) element: Option<Element>,
    pub(crate) trainable: bool,
}

/// A layer that makes rows comparable, and then scales and shifts them by parameters.
#[derive(Clone)]
pub(crate) struct Normalization {
    pub(crate) function: Function,
    pub(crate) scale: Option<Tensor>,
    pub(crate) offset: Option<Tensor>,
    pub(crate) trainable: bool,
}

/// A layer that brings each column of a batch to a mean and a variance.
#[derive(Clone)]
pub(crate) struct BatchNormalization {
    pub(crate) gamma: Option<Tensor>,
    pub(crate) beta: Option<Tensor>,
    pub(crate) moving_mean: Tensor,
    pub(crate) moving_variance: Tensor,
    /// Its numbers, where they were given.
    pub(crate) options: Vec<(&'static str, Setting)>,
    pub(crate) trainable: bool,
}

/// A layer that standardizes columns by what is known of the data. In Keras it is `Normalization`.
#[derive(Clone)]
pub(crate) struct Standardization {
    pub(crate) mean: Tensor,
    pub(crate) variance: Tensor,
    /// Whether it goes back from standardized numbers.
    pub(crate) inverse: bool,
    /// Whether the network says what the numbers are. Otherwise the data do.
    pub(crate) is_given: bool,
    /// How many numbers it says, where it has a list of them.
    pub(crate) lengths: Vec<(usize, Place)>,
}

/// A rectification whose slope for negative numbers is learned.
#[derive(Clone)]
pub(crate) struct PReLU {
    pub(crate) alpha: Tensor,
    /// The axes along which numbers share a slope, counted from 0 without the batch, and where they are written.
    pub(crate) shared_axes: Vec<(usize, Place)>,
    pub(crate) trainable: bool,
}

/// An activation whose parameters are trained.
#[derive(Clone)]
pub(crate) struct TrainedActivation {
    /// The activation, as the user wrote it, and what emitted code calls it.
    pub(crate) function: Constant,
    /// How many parameters it has.
    pub(crate) count: Dim,
    pub(crate) tensor: Tensor,
}

/// A tensor of parameters of a layer.
#[derive(Clone)]
pub(crate) struct Tensor {
    /// Its name within the layer, in Keras and as a field.
    pub(crate) name: &'static str,
    /// The word for its initial values unless others are asked for.
    pub(crate) default: &'static str,
    pub(crate) initializer: Option<Function>,
    pub(crate) regularizer: Option<Function>,
    pub(crate) constraint: Option<Function>,
    /// Whether it is found while training, and not by gradients.
    pub(crate) is_state: bool,
    /// Whether it is a table whose rows are looked up.
    pub(crate) is_table: bool,
}

#[derive(Clone)]
pub(crate) struct Reshape {
    pub(crate) dims: Vec<Dim>,
    /// Which of them follows from the others.
    pub(crate) inferred: Option<usize>,
}

/// An activation, an initializer, a regularizer or a constraint.
#[derive(Clone)]
pub(crate) struct Function {
    pub(crate) category: Category,
    /// What emitted code calls it, so that what the user wrote stands there once.
    pub(crate) name: Ident,
    pub(crate) kind: FunctionKind,
}

#[derive(Clone)]
pub(crate) enum FunctionKind {
    /// One of the language's words.
    Word { word: Ident, options: Vec<(&'static str, Setting)> },
    /// An expression of the user's.
    Own(TokenStream),
}

/// The value of a word's argument.
#[derive(Clone)]
pub(crate) enum Setting {
    Expression(TokenStream),
    /// A number in a range, whose value only the compiler knows.
    Number(Constant, Range),
    Choice(Choice, Ident),
}

/// The range of a number.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Range {
    NonNegative,
    Positive,
    NonZero,
    Fraction,
}

/// A size.
#[derive(Clone)]
pub(crate) enum Dim {
    Literal(u64),
    /// A const expression, whose value only the compiler knows.
    Const(Constant),
    /// A const generic of the network.
    Parameter(Ident),
    /// Of several sizes, at most one of them a literal.
    Product(Vec<Dim>),
    /// A mistake that was reported.
    Unknown,
}

/// A const expression of the user's. What is emitted names it, so that a mistake in it is one error.
#[derive(Clone)]
pub(crate) struct Constant {
    pub(crate) name: Ident,
    pub(crate) tokens: TokenStream,
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
            _ => &[],
        };
        numbers(own).chain(self.functions().into_iter().flat_map(Function::numbers))
    }

    /// All functions of a layer.
    pub(crate) fn functions(&self) -> Vec<&Function> {
        let own: [Option<&Function>; 2] = match self {
            Op::Dense(dense) => [dense.activation.as_ref(), dense.activity_regularizer.as_ref()],
            Op::Normalization(normalization) => [Some(&normalization.function), None],
            Op::Activation(function) | Op::ActivityRegularization(function) => [Some(function), None],
            // The function of a trained one is emitted with another bound.
            Op::BatchNormalization(_)
            | Op::Standardization(_)
            | Op::TrainedActivation(_)
            | Op::PReLU(_)
            | Op::Embedding(_)
            | Op::GlobalAveragePooling1D
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

impl Dense {
    /// A layer of which nothing else is said.
    pub(crate) fn of(units: Dim) -> Box<Dense> {
        Box::new(Dense {
            units,
            activation: None,
            kernel: Tensor::new("kernel", "glorot_uniform"),
            bias: Some(Tensor::new("bias", "zeros")),
            activity_regularizer: None,
            trainable: true,
        })
    }
}

impl PReLU {
    /// The shape of the slopes for an input of this shape.
    pub(crate) fn slopes(&self, shape: &[Dim]) -> Vec<Dim> {
        let is_shared = |axis| self.shared_axes.iter().any(|(shared, _)| *shared == axis);
        let slopes = shape.iter().enumerate();
        slopes.map(|(axis, dim)| if is_shared(axis) { Dim::Literal(1) } else { dim.clone() }).collect()
    }
}

impl Tensor {
    /// A tensor of which nothing else is said.
    pub(crate) fn new(name: &'static str, default: &'static str) -> Tensor {
        Tensor {
            name,
            default,
            initializer: None,
            regularizer: None,
            constraint: None,
            is_state: false,
            is_table: false,
        }
    }
}

/// The numbers among settings that are in a range and whose values only the compiler knows.
fn numbers<'a>(options: &'a [(&'static str, Setting)]) -> impl Iterator<Item = (&'static str, &'a Constant, Range)> {
    options.iter().filter_map(|(name, setting)| match setting {
        Setting::Number(constant, range) => Some((*name, constant, *range)),
        _ => None,
    })
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

impl Function {
    /// Its arguments that are numbers in a range and whose values only the compiler knows, by name.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = (&'static str, &Constant, Range)> {
        let options = match &self.kind {
            FunctionKind::Word { options, .. } => &options[..],
            FunctionKind::Own(_) => &[],
        };
        numbers(options)
    }

    /// What it is called in texts.
    pub(crate) fn text(&self) -> String {
        match &self.kind {
            FunctionKind::Word { word, .. } => word.to_string(),
            FunctionKind::Own(tokens) => text(tokens),
        }
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        matches!(&self.kind, FunctionKind::Word { word, .. } if word == name)
    }

    /// Whether an activation's derivative can be computed from its output alone.
    pub(crate) fn keeps_output(&self) -> bool {
        let FunctionKind::Word { word, options } = &self.kind else { return false };
        vocab::activation(&word.to_string()).is_some_and(|activation| match activation.keeps {
            vocab::Keeps::Output => true,
            vocab::Keeps::Input => false,
            vocab::Keeps::OutputIfPlain => options.is_empty(),
        })
    }

    /// Whether an activation looks at whole rows.
    pub(crate) fn works_on_rows(&self) -> bool {
        let FunctionKind::Word { word, .. } = &self.kind else { return false };
        vocab::activation(&word.to_string()).is_some_and(|activation| activation.rows)
    }
}

impl Dim {
    /// Whether the two are surely equal (`Some(true)`) or surely different.
    pub(crate) fn compare(&self, other: &Dim) -> Option<bool> {
        match (self, other) {
            (Dim::Literal(a), Dim::Literal(b)) => Some(a == b),
            (Dim::Unknown, _) | (_, Dim::Unknown) => Some(true),
            _ => (self.to_string() == other.to_string()).then_some(true),
        }
    }

    /// Whether it depends on a const expression.
    pub(crate) fn has_constants(&self) -> bool {
        match self {
            Dim::Const(_) => true,
            Dim::Product(dims) => dims.iter().any(Dim::has_constants),
            Dim::Literal(_) | Dim::Parameter(_) | Dim::Unknown => false,
        }
    }

    /// Whether it depends on a const generic.
    pub(crate) fn is_generic(&self) -> bool {
        match self {
            Dim::Parameter(_) => true,
            Dim::Product(dims) => dims.iter().any(Dim::is_generic),
            Dim::Literal(_) | Dim::Const(_) | Dim::Unknown => false,
        }
    }

    /// The size of several axes together; `None` if it is too large.
    pub(crate) fn product(dims: &[Dim]) -> Option<Dim> {
        let mut literal = 1_u64;
        let mut others = Vec::new();
        for dim in dims {
            match dim {
                Dim::Literal(value) => literal = literal.checked_mul(*value)?,
                Dim::Unknown => return Some(Dim::Unknown),
                Dim::Product(factors) => match Dim::product(factors)? {
                    Dim::Product(factors) => others.extend(factors),
                    dim => others.push(dim),
                },
                dim => others.push(dim.clone()),
            }
        }
        if literal != 1 || others.is_empty() {
            others.insert(0, Dim::Literal(literal));
        }
        Some(if others.len() == 1 { others.remove(0) } else { Dim::Product(others) })
    }
}

impl std::fmt::Display for Dim {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Dim::Literal(value) => write!(f, "{value}"),
            Dim::Const(constant) => write!(f, "{}", text(&constant.tokens)),
            Dim::Parameter(name) => write!(f, "{name}"),
            Dim::Product(dims) => {
                let factors = dims.iter().map(Dim::to_string).collect::<Vec<_>>();
                write!(f, "{}", factors.join(" * "))
            }
            Dim::Unknown => write!(f, "?"),
        }
    }
}

/// A shape as it is written in an assertion: `[28, 28, 1]`.
pub(crate) fn shape_text(shape: &[Dim]) -> String {
    let dims = shape.iter().map(Dim::to_string).collect::<Vec<_>>();
    format!("[{}]", dims.join(", "))
}
