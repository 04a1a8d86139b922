//! What a network ends in, as far as it matters to losses.

use crate::activation::{Linear, Sigmoid, Softmax};

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

/// A network's last activation, if a binary cross-entropy can stand behind it. `softmax` is none: its outputs are one
/// choice, not several answers of yes or no.
#[diagnostic::on_unimplemented(
    message = "`BinaryCrossentropy` does not fit a network that ends in `{Self}`",
    note = "end the network in `sigmoid`; behind `softmax` stands `CategoricalCrossentropy` or `SparseCategoricalCrossentropy`"
)]
pub trait BinaryHead: 'static {
    /// Whether this is `sigmoid`, so that the loss can look through it at the logits.
    const SIGMOID: bool;
}

impl BinaryHead for Sigmoid {
    const SIGMOID: bool = true;
}

impl BinaryHead for Linear {
    const SIGMOID: bool = false;
}
