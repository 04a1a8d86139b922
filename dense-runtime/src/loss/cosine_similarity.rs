//! How far outputs point another way than targets.

use super::mean::{gradient_of_rows, mean_of_rows, rows};
use super::{Loss, Reduction};
use crate::data::Numbers;
use crate::{Element, Tensor};

/// `-Σ t·y / (|t|·|y|)` for the target `t` and the output `y`: minus the cosine of the angle between them, from -1
/// where they point the same way over 0 to 1.
///
/// Targets are arrays of the output's shape. The angle is the one between rows along the last axis; the loss of a
/// sample with more axes is the mean over its rows. As in Keras, norms count as at least `1e-7`, so that the loss of a
/// row of zeros is 0.
///
/// The gradient is `-(t / |t| + loss·y / |y|) / |y|`; where the norm of the output is clipped, it is a constant, and
/// the gradient `-t / |t| / 1e-7`. (At an output of zeros Keras's gradient is NaN on JAX.)
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{CosineSimilarity, Loss};
///
/// let loss = CosineSimilarity::new();
/// let found: f64 = Loss::<_, _, Linear>::loss(&loss, &[3.0, 4.0], &[0.0, 2.0]);
/// assert!((found + 0.8).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct CosineSimilarity {
    reduction: Reduction,
}

impl CosineSimilarity {
    /// Minus the cosine of the angle between output and target.
    pub const fn new() -> CosineSimilarity {
        CosineSimilarity { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> CosineSimilarity {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H> Loss<[R; N], Y, H>
    for CosineSimilarity
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean_of_rows(output, target.numbers(), |y, t| -dot(t, y) / at_least(norm(t)) / at_least(norm(y)))
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        gradient_of_rows(output, target.numbers(), gradient, |y, t, gradient| {
            let (size, target_size) = (at_least(norm(y)), at_least(norm(t)));
            let cosine = dot(t, y) / target_size / size;
            // A norm that is clipped does not change with the output.
            let turn = if size == norm(y) { cosine / size } else { T::zero() };
            for ((g, &y), &t) in gradient.iter_mut().zip(y).zip(t) {
                *g = (turn * y - t / target_size) / size;
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

#[inline(always)]
fn dot<T: Element>(a: &[T], b: &[T]) -> T {
    a.iter().zip(b).map(|(&a, &b)| a * b).sum()
}

#[inline(always)]
fn norm<T: Element>(row: &[T]) -> T {
    dot(row, row).sqrt()
}

#[inline(always)]
fn at_least<T: Element>(norm: T) -> T {
    let least = T::of(1e-7);
    if norm < least { least } else { norm }
}
