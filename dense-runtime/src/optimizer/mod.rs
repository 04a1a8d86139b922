//! Optimizers: how parameters change with their gradients. Names, defaults and formulas are those of Keras.

mod adadelta;
mod adagrad;
mod adam;
mod adamax;
mod adamw;
mod ftrl;
mod lion;
mod nadam;
mod rmsprop;
pub mod schedule;
mod settings;
mod sgd;
#[cfg(test)]
mod tests;

pub use adadelta::Adadelta;
pub use adagrad::Adagrad;
pub use adam::Adam;
pub use adamax::Adamax;
pub use adamw::AdamW;
pub use ftrl::Ftrl;
pub use lion::Lion;
pub use nadam::Nadam;
pub use rmsprop::RMSprop;
pub use sgd::SGD;

#[doc(hidden)]
pub use adadelta::AdadeltaUpdate;
#[doc(hidden)]
pub use adagrad::AdagradUpdate;
#[doc(hidden)]
pub use adam::AdamUpdate;
#[doc(hidden)]
pub use adamax::AdamaxUpdate;
#[doc(hidden)]
pub use ftrl::FtrlUpdate;
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
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Step {
    /// The number of the step since training began, from 1.
    pub number: u64,
}

impl Step {
    /// A step by its number, from 1.
    #[must_use]
    pub const fn new(number: u64) -> Step {
        Step { number }
    }
}

/// `x` to the power of the step's number, as the corrections of Adam's moments need it.
fn power(x: f64, step: Step) -> f64 {
    // Beyond this many steps the power of anything under one has long become zero.
    num_traits::pow(x, usize::try_from(step.number).unwrap_or(usize::MAX))
}

fn setting(name: &'static str, value: f64, good: bool, expected: &'static str) -> Result<(), Error> {
    if good { Ok(()) } else { Err(Error::Setting { name, value, expected }) }
}
