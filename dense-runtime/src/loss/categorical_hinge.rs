//! The margin between the right class and the best wrong one.

use super::mean::{gradient_of_rows, mean_of_rows, rows};
use super::{Loss, Reduction};
use crate::data::Numbers;
use crate::{Element, Tensor};

/// `max(max (1 - t)·y - Σ t·y + 1, 0)` for scores `y` and a one-hot target `t`: by how much the right class does not
/// lead all others by 1.
///
/// Targets are arrays of the output's shape; the classes lie along the last axis, and the loss of a sample with more
/// axes is the mean over its rows. As in Keras, the right class takes part in the inner maximum with a 0, so that
/// scores of wrong classes below 0 do not count; and the gradient of a maximum that several classes share is split
/// evenly between them. Where the right class leads by exactly 1, the gradient is 0 (on JAX, Keras has half of it).
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{CategoricalHinge, Loss};
///
/// let loss = CategoricalHinge::new();
/// assert_eq!(Loss::<_, _, Linear>::loss(&loss, &[0.5, 0.75, 0.25], &[0.0, 0.0, 1.0]), 1.5);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct CategoricalHinge {
    reduction: Reduction,
}

impl CategoricalHinge {
    /// The categorical hinge loss.
    pub const fn new() -> CategoricalHinge {
        CategoricalHinge { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> CategoricalHinge {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H> Loss<[R; N], Y, H>
    for CategoricalHinge
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean_of_rows(output, target.numbers(), |y, t| {
            let missing = best_wrong(y, t) - right(y, t) + T::one();
            if missing < T::zero() { T::zero() } else { missing }
        })
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        gradient_of_rows(output, target.numbers(), gradient, |y, t, gradient| {
            let best = best_wrong(y, t);
            if best - right(y, t) + T::one() <= T::zero() {
                gradient.fill(T::zero());
                return;
            }
            let share = T::of(1.0 / wrong(y, t).filter(|&score| score == best).count() as f64);
            for ((g, score), &t) in gradient.iter_mut().zip(wrong(y, t)).zip(t) {
                *g = if score == best { (T::one() - t) * share - t } else { -t };
            }
        });
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }
}

/// `(1 - t)·y`
#[inline(always)]
fn wrong<T: Element>(output: &[T], target: &[T]) -> impl Iterator<Item = T> {
    output.iter().zip(target).map(|(&y, &t)| (T::one() - t) * y)
}

/// `max (1 - t)·y`
#[inline(always)]
fn best_wrong<T: Element>(output: &[T], target: &[T]) -> T {
    wrong(output, target).fold(T::neg_infinity(), |best, score| if score > best { score } else { best })
}

/// `Σ t·y`
#[inline(always)]
fn right<T: Element>(output: &[T], target: &[T]) -> T {
    output.iter().zip(target).map(|(&y, &t)| t * y).sum()
}
