//! Optimizers: how parameters change with their gradients. Names, defaults and formulas are those of Keras.
//!
//! All of them take a number or a [schedule] for their rate, and have these settings in common:
//!
//! ```
//! use dense_runtime::optimizer::SGD;
//!
//! let clipped = SGD::new(0.1).weight_decay(0.01).clipvalue(0.5);
//! // One bound at most: of each number, of each tensor's norm, or of the norm of all.
//! let clipped_by_norm = SGD::new(0.1).global_clipnorm(1.0);
//! let averaged = SGD::new(0.1).use_ema(true).ema_momentum(0.999).ema_overwrite_frequency(100);
//! let in_large_batches = SGD::new(0.1).gradient_accumulation_steps(8);
//! ```

mod adadelta;
mod adafactor;
mod adagrad;
mod adam;
mod adamax;
mod adamw;
mod builders;
mod ftrl;
mod lamb;
mod lion;
mod muon;
mod nadam;
mod newton_schulz;
mod rmsprop;
pub mod schedule;
mod scope;
mod settings;
mod sgd;
#[cfg(test)]
mod tests;

pub use adadelta::Adadelta;
pub use adafactor::Adafactor;
pub use adagrad::Adagrad;
pub use adam::Adam;
pub use adamax::Adamax;
pub use adamw::AdamW;
pub use ftrl::Ftrl;
pub use lamb::Lamb;
pub use lion::Lion;
pub use muon::Muon;
pub use nadam::Nadam;
pub use rmsprop::RMSprop;
pub use scope::{Averaging, Scope, TensorUpdate};
pub use sgd::SGD;

#[doc(hidden)]
pub use adadelta::AdadeltaUpdate;
#[doc(hidden)]
pub use adafactor::{AdafactorMoments, AdafactorRow, AdafactorVector};
#[doc(hidden)]
pub use adagrad::AdagradUpdate;
#[doc(hidden)]
pub use adam::AdamUpdate;
#[doc(hidden)]
pub use adamax::AdamaxUpdate;
#[doc(hidden)]
pub use ftrl::FtrlUpdate;
#[doc(hidden)]
pub use lamb::LambUpdate;
#[doc(hidden)]
pub use lion::LionUpdate;
#[doc(hidden)]
pub use nadam::NadamUpdate;
#[doc(hidden)]
pub use rmsprop::RMSpropUpdate;
#[doc(hidden)]
pub use settings::PrepareUpdate;
#[doc(hidden)]
pub use sgd::SGDUpdate;

pub(crate) use schedule::check_rate;

use crate::{Element, Error};

/// A rule that changes each parameter by its gradient and some numbers of memory.
///
/// ```
/// use dense_runtime::optimizer::{Optimizer, Step};
/// use dense_runtime::{Element, Error};
///
/// /// Moves every parameter by the sign of its gradient.
/// struct SignSGD {
///     learning_rate: f64,
/// }
///
/// impl Optimizer for SignSGD {
///     fn learning_rate(&self, _: Step) -> f64 {
///         self.learning_rate
///     }
///
///     fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
///         self.learning_rate = learning_rate;
///         Ok(())
///     }
///
///     fn slots(&self) -> usize {
///         0
///     }
///
///     fn update<T: Element>(&self, _: Step, parameters: &mut [T], gradients: &[T], _: &mut [&mut [T]]) {
///         for (w, g) in parameters.iter_mut().zip(gradients) {
///             *w -= T::of(self.learning_rate) * g.signum();
///         }
///     }
/// }
/// ```
///
/// Rules that must see more at once than a parameter and its gradient say so by [`scope`](Optimizer::scope):
///
/// ```
/// use dense_runtime::optimizer::{Optimizer, Scope, Step, TensorUpdate};
/// use dense_runtime::{Element, Error};
///
/// /// Moves every tensor by the same distance.
/// struct NormalizedSGD {
///     distance: f64,
/// }
///
/// impl Optimizer for NormalizedSGD {
/// #   fn learning_rate(&self, _: Step) -> f64 {
/// #       self.distance
/// #   }
/// #
/// #   fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
/// #       self.distance = learning_rate;
/// #       Ok(())
/// #   }
/// #
/// #   fn slots(&self) -> usize {
/// #       0
/// #   }
/// #
///     fn scope(&self) -> Scope {
///         Scope::WholeTensor
///     }
///
///     fn update_tensor<T: Element>(&self, step: Step, tensor: TensorUpdate<'_, '_, T>) {
///         let square = tensor.gradients.iter().map(|g| g.as_f64() * g.as_f64()).sum::<f64>();
///         tensor.gradients.iter_mut().for_each(|g| *g /= T::of(square.sqrt().max(1e-30)));
///         self.update(step, tensor.parameters, tensor.gradients, tensor.state);
///     }
///
///     fn update<T: Element>(&self, _: Step, parameters: &mut [T], gradients: &[T], _: &mut [&mut [T]]) {
///         for (w, &g) in parameters.iter_mut().zip(gradients) {
///             *w -= T::of(self.distance) * g;
///         }
///     }
/// }
/// ```
///
/// A rule that wraps another must hand on all methods, those with a default too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an optimizer",
    label = "expected an optimizer, such as `Adam::new(1e-3)`"
)]
pub trait Optimizer: Send + Sync + 'static {
    /// How far a step goes. A step whose rate is negative or not finite is refused.
    fn learning_rate(&self, step: Step) -> f64;

    /// Changes how far the next steps go.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] if a [schedule](schedule::Schedule::set_learning_rate) decides that, and nothing changes.
    fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error>;

    /// How many numbers of memory the rule keeps for each parameter, at most [`MOST_SLOTS`]. They begin as zeros.
    fn slots(&self) -> usize;

    /// One step for some of the parameters. `state` has [`slots`](Optimizer::slots) slices as long as `parameters`.
    ///
    /// The rule must treat each parameter by itself: which of them come in one call depends on the number of threads.
    /// The loop runs in a region compiled for the CPU's vector instructions if this is `#[inline(always)]`.
    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]);

    /// What the rule must see at once. The default is [`Scope::Parameter`]. For all others the step is
    /// [`update_tensor`](Optimizer::update_tensor), never [`update`](Optimizer::update).
    ///
    /// Such rules see gradients that are all summed and finite; their tensors are shared among the threads as they are.
    fn scope(&self) -> Scope {
        Scope::Parameter
    }

    /// One step for a tensor, if the [`scope`](Optimizer::scope) is more than a parameter. The default is an
    /// [`update`](Optimizer::update) of all its parameters.
    fn update_tensor<T: Element>(&self, step: Step, tensor: TensorUpdate<'_, '_, T>) {
        self.update(step, tensor.parameters, tensor.gradients, tensor.state);
    }

    /// How many numbers of room the rule needs for a step with a tensor of this shape. The default is 0.
    #[expect(unused_variables, reason = "whoever needs none does not ask for the shape")]
    fn room(&self, shape: &[usize]) -> usize {
        0
    }

    /// The moving average of the parameters that is to be kept. The default is none.
    fn averaging(&self) -> Option<Averaging> {
        None
    }

    /// In each so many steps the parameters change once, by the mean of the gradients. The default is 1.
    fn accumulation(&self) -> u64 {
        1
    }

    /// Whether parameters and memory that are finite stay so in this step if its gradients are at most [`LARGEST_GRADIENT`]
    /// in size, as those of the steps before it were. Such a step need not keep what it would have to take back, which makes
    /// it faster. `false` is always right.
    #[expect(unused_variables, reason = "whoever vouches for all steps or for none does not ask which one it is")]
    fn keeps_finite(&self, step: Step) -> bool {
        false
    }

    /// Checks the settings.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for a setting that makes no sense.
    fn check(&self) -> Result<(), Error> {
        check_rate("learning_rate", self.learning_rate(Step::new(1)))
    }
}

/// The largest gradient with which [`Optimizer::keeps_finite`] vouches for a step. Its square is finite in `f32`.
pub const LARGEST_GRADIENT: f64 = 1e18;

/// The most numbers an optimizer can keep for each parameter.
pub const MOST_SLOTS: usize = 4;

/// Where training stands.
///
/// Each batch is a step, and each step changes the parameters, so that both numbers are the same. Only where gradients accumulate
/// (`gradient_accumulation_steps`) is an update the end of several steps: with 4 of them, the first update is step 4. As in Keras,
/// schedules go by steps, and rules, such as in the corrections of Adam's means, by updates.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Step {
    /// The number of the step since training began, from 1.
    pub number: u64,
    /// The number of the update that it makes or leads to, from 1.
    pub update: u64,
}

impl Step {
    /// A step by its number, from 1, where each step is an update.
    #[must_use]
    pub const fn new(number: u64) -> Step {
        Step { number, update: number }
    }
}

/// `x` to the power of the update's number, as the corrections of Adam's moments need it.
fn power(x: f64, step: Step) -> f64 {
    // Beyond this many updates the power of anything under one has long become zero.
    num_traits::pow(x, usize::try_from(step.update).unwrap_or(usize::MAX))
}

fn setting(name: &'static str, value: f64, good: bool, expected: &'static str) -> Result<(), Error> {
    if good { Ok(()) } else { Err(Error::Setting { name, value, expected }) }
}
