//! Losses that ask for a margin between yes and no.

use super::mean::{gradient_of_answers, mean_of_answers, rows};
use super::{Loss, Reduction};
use crate::data::Answer;
use crate::{Element, Tensor};

/// `mean max(1 - t·y, 0)` over a sample's outputs `y`, for answers `t` of yes (1) or no (-1).
///
/// Targets are arrays of the output's shape, or, for a single output, a label 0 or 1, and for one output at each place
/// an array with a label for each. A sample whose targets are all 0 or 1 has its zeros turned into -1; other targets
/// are taken as they are. Keras decides that for a whole batch: one number elsewhere in the batch changes what a 0
/// means. Sets of 0 and 1, and of -1 and 1, come out the same; they differ only where zeros stand beside other numbers,
/// as in a third class 0 between -1 and 1, which this loss does not have.
///
/// Outputs are scores of any size: end the network in `linear`, or `tanh`. The slope in an output is `-t` where its
/// margin `t·y` is below 1, and 0 from there on. (Exactly at 1, Keras has half of it on JAX.)
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{Hinge, Loss};
///
/// let loss = Hinge::new();
/// assert_eq!(Loss::<_, _, Linear>::loss(&loss, &[0.5, 0.5], &[1.0, -1.0]), (0.5 + 1.5) / 2.0);
/// assert_eq!(Loss::<_, _, Linear>::loss(&loss, &[0.5], &0u8), 1.5);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct Hinge {
    reduction: Reduction,
}

impl Hinge {
    /// The hinge loss.
    pub const fn new() -> Hinge {
        Hinge { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> Hinge {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Answer<[R; N]>, const N: usize, H> Loss<[R; N], Y, H> for Hinge {
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean_of_answers(output, signs(target.answers()), missing)
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        gradient_of_answers(output, signs(target.answers()), gradient, |y, t| {
            if missing(y, t) > T::zero() { -t } else { T::zero() }
        });
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }
}

/// `mean max(1 - t·y, 0)²` over a sample's outputs `y`, for answers `t` of yes (1) or no (-1).
///
/// Targets and outputs are those of [`Hinge`]; the slope in an output is `-2t·max(1 - t·y, 0)`.
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{Loss, SquaredHinge};
///
/// let loss = SquaredHinge::new();
/// assert_eq!(Loss::<_, _, Linear>::loss(&loss, &[0.5, 0.5], &[1.0, -1.0]), (0.25 + 2.25) / 2.0);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct SquaredHinge {
    reduction: Reduction,
}

impl SquaredHinge {
    /// The squared hinge loss.
    pub const fn new() -> SquaredHinge {
        SquaredHinge { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> SquaredHinge {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Answer<[R; N]>, const N: usize, H> Loss<[R; N], Y, H> for SquaredHinge {
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean_of_answers(output, signs(target.answers()), |y, t| missing(y, t) * missing(y, t))
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        gradient_of_answers(output, signs(target.answers()), gradient, |y, t| T::of(-2.0) * t * missing(y, t));
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }
}

/// How much of the margin is missing: `max(1 - t·y, 0)`; NaN stays.
#[inline(always)]
fn missing<T: Element>(output: T, sign: T) -> T {
    let missing = T::one() - sign * output;
    if missing < T::zero() { T::zero() } else { missing }
}

/// Answers of 1 or 0 as 1 or -1; others as they are.
#[inline(always)]
fn signs<T: Element>(answers: impl Iterator<Item = T> + Clone) -> impl Iterator<Item = T> {
    let binary = answers.clone().all(|t| t == T::zero() || t == T::one());
    answers.map(move |t| if binary { t + t - T::one() } else { t })
}
