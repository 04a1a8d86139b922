//! Losses: how far outputs are from targets, and which way is better.
//!
//! - For numbers: [`MeanSquaredError`], [`MeanAbsoluteError`], [`Huber`] and [`LogCosh`]; relative to the target
//!   [`MeanAbsolutePercentageError`] and [`MeanSquaredLogarithmicError`]; for counts [`Poisson`]; for directions
//!   [`CosineSimilarity`].
//! - For one of several classes: [`SparseCategoricalCrossentropy`] and [`CategoricalCrossentropy`]; with an eye on hard
//!   samples [`CategoricalFocalCrossentropy`], with less trust in labels [`CategoricalGeneralizedCrossEntropy`]; for
//!   distributions [`KLDivergence`]; for scores [`CategoricalHinge`].
//! - For yes or no: [`BinaryCrossentropy`] and [`BinaryFocalCrossentropy`]; for scores [`Hinge`] and [`SquaredHinge`];
//!   for masks [`Dice`] and [`Tversky`].
//!
//! Outputs with several places, such as the pixels of an image, have a target for each, and all these losses but those for masks, which
//! look at the whole sample, are the mean over the places: [`SparseCategoricalCrossentropy`] shows how a network learns to segment.
//!
//! Each has a builder for its [`Reduction`], which says how the losses of a batch become one number.

mod alpha;
mod binary;
mod binary_focal;
mod categorical;
mod categorical_focal;
mod categorical_hinge;
mod cosine_similarity;
mod generalized;
mod head;
mod hinge;
mod kl_divergence;
mod logits;
mod mean;
mod mean_absolute;
mod mean_squared_error;
mod mean_squared_logarithmic_error;
mod overlap;
mod poisson;
mod reduction;
mod robust;
#[cfg(test)]
mod tests;

pub use alpha::Alpha;
#[doc(hidden)]
pub use alpha::Nothing;
pub use binary::BinaryCrossentropy;
pub use binary_focal::BinaryFocalCrossentropy;
pub use categorical::{CategoricalCrossentropy, SparseCategoricalCrossentropy};
pub use categorical_focal::CategoricalFocalCrossentropy;
pub use categorical_hinge::CategoricalHinge;
pub use cosine_similarity::CosineSimilarity;
pub use generalized::CategoricalGeneralizedCrossEntropy;
pub use head::{BinaryHead, CategoricalHead};
pub use hinge::{Hinge, SquaredHinge};
pub use kl_divergence::KLDivergence;
pub use mean_absolute::{MeanAbsoluteError, MeanAbsolutePercentageError};
pub use mean_squared_error::MeanSquaredError;
pub use mean_squared_logarithmic_error::MeanSquaredLogarithmicError;
pub use overlap::{Dice, Tversky};
pub use poisson::Poisson;
pub use reduction::Reduction;
pub use robust::{Huber, LogCosh};

use crate::{Element, Error, Tensor};

/// A loss for outputs of type `Output`, targets of type `Target`, and networks that end in `Head`.
///
/// A loss is implemented for just those outputs and targets that it fits, so a network cannot be trained with one that
/// it does not. `Head` is the network's last activation, [`Softmax`](crate::activation::Softmax) or
/// [`Sigmoid`](crate::activation::Sigmoid), or [`Linear`](crate::activation::Linear) for all others.
///
/// The batch's loss is the mean of its samples' losses, unless [`reduction`](Loss::reduction) says otherwise.
///
/// ```
/// use dense_runtime::loss::Loss;
///
/// /// The cube of the error's size: it hardly minds small errors.
/// struct Cubic;
///
/// impl<H> Loss<[f32; 1], [f32; 1], H> for Cubic {
///     fn loss(&self, output: &[f32; 1], target: &[f32; 1]) -> f32 {
///         (output[0] - target[0]).abs().powi(3)
///     }
///
///     fn gradient(&self, output: &[f32; 1], target: &[f32; 1], gradient: &mut [f32; 1]) {
///         let error = output[0] - target[0];
///         gradient[0] = 3.0 * error * error.abs();
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not fit this network and these targets",
    label = "not a loss for outputs `{Output}` of a network that ends in `{Head}`, with targets `{Target}`",
    note = "one of several classes: end the network in `softmax` and train with `SparseCategoricalCrossentropy` (targets `u8`, \
            `u16`, `u32` or `usize`) or `CategoricalCrossentropy` (targets `[f32; CLASSES]`); for outputs with several places, \
            such as pixels, targets have one of these for each place",
    note = "yes or no: end the network in `sigmoid` and train with `BinaryCrossentropy`",
    note = "numbers: train with `MeanSquaredError`; targets are arrays as long as the output"
)]
pub trait Loss<Output: Tensor, Target, Head>: Send + Sync + 'static {
    /// The loss of one sample.
    fn loss(&self, output: &Output, target: &Target) -> Output::Element;

    /// The gradient of one sample's loss with respect to the output.
    fn gradient(&self, output: &Output, target: &Target, gradient: &mut Output);

    /// Loss and gradient of one sample from the logits, the values before the head's activation, where there is a form
    /// that is stable for all logits. The gradient is with respect to the logits.
    fn fused(
        &self,
        logits: &Output,
        output: &Output,
        target: &Target,
        gradient: &mut Output,
    ) -> Option<Output::Element> {
        let _ = (logits, output, target, gradient);
        None
    }

    /// How the losses of a batch become one number.
    fn reduction(&self) -> Reduction {
        Reduction::SumOverBatchSize
    }

    /// How many rows a sample has whose losses its loss is the mean of: [`Reduction::Sum`] adds up those of the rows.
    fn rows(&self) -> usize {
        1
    }

    /// A label whose samples are left out: they have no loss, and are not counted when the sum of the losses is divided.
    /// Neither their loss nor their gradient are asked for, and the label need not be one of the network's classes.
    ///
    /// Of a sample with a label for each place, [`rows`](Loss::rows) of them, the places with the label are not counted; the loss sees
    /// to it that they add nothing. Only if all have it, the loss is not asked.
    fn ignore_class(&self) -> Option<usize> {
        None
    }

    /// Checks the settings.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for a setting that makes no sense.
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }
}

fn setting(name: &'static str, value: f64, good: bool, expected: &'static str) -> Result<(), Error> {
    if good { Ok(()) } else { Err(Error::Setting { name, value, expected }) }
}

fn check_label_smoothing(value: f64) -> Result<(), Error> {
    setting("label_smoothing", value, (0.0..=1.0).contains(&value), "in 0.0..=1.0")
}

fn check_gamma(value: f64) -> Result<(), Error> {
    setting("gamma", value, value >= 0.0 && value.is_finite(), "finite and not negative")
}

/// Probabilities are kept this far from 0 and 1 before their logarithm is taken (Keras's `epsilon`). NaN stays, so that
/// training finds it in the loss.
fn clip<T: Element>(probability: T) -> T {
    let least = T::of(1e-7);
    let most = T::one() - least;
    if probability < least {
        least
    } else if probability > most {
        most
    } else {
        probability
    }
}

/// `base^exponent`, for a base from 0 on.
#[inline(always)]
fn power<T: Element>(base: T, exponent: f64) -> T {
    if exponent == 0.0 {
        T::one()
    } else if exponent == 1.0 {
        base
    } else if exponent == 2.0 {
        base * base
    } else if base == T::zero() {
        T::zero()
    } else {
        (T::of(exponent) * base.ln()).exp()
    }
}
