//! What a rule must see at once, and what it is shown.

use super::setting;
use crate::Error;

/// What an optimizer must see at once, before it can change a parameter.
///
/// The less it is, the faster is a step: gradients that are used by themselves need not be stored. Each of these includes those
/// before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// A parameter and its gradient. Parameters come in pieces of any length.
    Parameter,
    /// A whole tensor, such as the kernel of a layer, with its shape.
    WholeTensor,
    /// A whole tensor, and the norm of the gradients of all of them.
    AllGradients,
}

/// A tensor in a step of an optimizer that sees whole tensors: what [`Optimizer::update_tensor`](super::Optimizer::update_tensor)
/// is given.
#[derive(Debug)]
#[non_exhaustive]
pub struct TensorUpdate<'a, 's, T> {
    /// The layer's name and the tensor's: `"hidden.kernel"`.
    pub name: &'a str,
    /// The lengths of its axes, in Keras's layout: a kernel is `[inputs, units]`.
    pub shape: &'a [usize],
    /// Its values in row-major order, which are to change.
    pub parameters: &'a mut [T],
    /// The gradient of each parameter. A rule may clip them, say: nobody needs them as they were.
    pub gradients: &'a mut [T],
    /// The rule's memory: [`slots`](super::Optimizer::slots) slices as long as `parameters`. What a slice holds is the rule's
    /// own affair; it is the same for the same tensor in each step.
    pub state: &'a mut [&'s mut [T]],
    /// As many numbers as [`room`](super::Optimizer::room) asked for, or more. They can be anything.
    pub room: &'a mut [T],
    /// The norm of the gradients of all tensors that learn, if the scope is [`Scope::AllGradients`].
    pub global_norm: Option<f64>,
}

/// A moving average of the parameters, beside those that learn: what `use_ema` asks for.
///
/// After each step `average ← momentum · average + (1 - momentum) · parameters`, with a momentum of 0 until the first update.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Averaging {
    /// How much of the average remains from step to step, in `0.0..=1.0`.
    pub momentum: f64,
    /// After how many updates the parameters become their averages, at least 1; if there is no such number, it happens at the end
    /// of [`Trainer::fit`](crate::Trainer::fit).
    pub overwrite_frequency: Option<u64>,
}

impl Averaging {
    pub(crate) fn check(self) -> Result<(), Error> {
        setting("ema_momentum", self.momentum, (0.0..=1.0).contains(&self.momentum), "in 0.0..=1.0")?;
        match self.overwrite_frequency {
            Some(0) => setting("ema_overwrite_frequency", 0.0, false, "at least 1"),
            _ => Ok(()),
        }
    }
}
