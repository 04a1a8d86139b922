//! What a network ends in, as far as it matters to losses.

use crate::Tensor;
use crate::activation::{Linear, Sigmoid, Softmax};
use crate::data::Answer;

/// A network's last activation, if a categorical cross-entropy can stand behind it.
#[diagnostic::on_unimplemented(
    message = "a categorical cross-entropy does not fit a network that ends in `{Self}`",
    note = "end the network in `softmax`"
)]
pub trait CategoricalHead: 'static {
    /// Whether this is `softmax`, so that the loss can look through it at the logits.
    const SOFTMAX: bool;
}

impl CategoricalHead for Softmax {
    const SOFTMAX: bool = true;
}

impl CategoricalHead for Sigmoid {
    const SOFTMAX: bool = false;
}

impl CategoricalHead for Linear {
    const SOFTMAX: bool = false;
}

/// A network's last activation, if a binary cross-entropy of outputs `O` with targets `Y` can stand behind it. `softmax` is
/// none: its outputs are one choice, not several answers of yes or no.
#[diagnostic::on_unimplemented(
    message = "a binary cross-entropy does not fit a network that ends in `{Self}`",
    label = "this network does not end in answers of yes or no",
    note = "end the network in `sigmoid`; behind `softmax` stands `SparseCategoricalCrossentropy` or `CategoricalCrossentropy`"
)]
pub trait BinaryHead<O: Tensor, Y>: 'static {
    /// Whether this is `sigmoid`, so that the loss can look through it at the logits.
    const SIGMOID: bool;

    /// The target as numbers, one for each output. (What a target must be is asked here and not by the loss, so that of a
    /// head and a target that both do not fit only the head is reported.)
    fn answers(target: &Y) -> impl Iterator<Item = O::Element> + Clone;
}

impl<O: Tensor, Y: Answer<O>> BinaryHead<O, Y> for Sigmoid {
    const SIGMOID: bool = true;

    #[inline(always)]
    fn answers(target: &Y) -> impl Iterator<Item = O::Element> + Clone {
        target.answers()
    }
}

impl<O: Tensor, Y: Answer<O>> BinaryHead<O, Y> for Linear {
    const SIGMOID: bool = false;

    #[inline(always)]
    fn answers(target: &Y) -> impl Iterator<Item = O::Element> + Clone {
        target.answers()
    }
}
