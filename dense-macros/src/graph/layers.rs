//! What is known of a layer with parameters, and of these.

use crate::graph::{Constant, Dim, Element, Function, Setting};
use crate::place::Place;

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
    /// Its variances whose values only the compiler knows.
    pub(crate) numbers: Vec<(&'static str, Setting)>,
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
