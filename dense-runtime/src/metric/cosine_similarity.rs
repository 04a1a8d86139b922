//! Whether outputs point where they should.

use super::mean::{means, rows};
use crate::Element;
use crate::math::Real;

means! {
    /// `output · target / (|output|·|target|)` over the last axis, as a mean over a sample's rows and the samples, 0
    /// without samples: 1 for the same direction, -1 for the opposite one, 0 where one of both is zero. (The loss has
    /// the other sign.) Targets are tensors of the output's shape.
    ///
    /// ```
    /// use dense_runtime::metric::{CosineSimilarity, Metric};
    ///
    /// assert_eq!(CosineSimilarity::new().evaluate(&[[2.0f32, 0.0], [0.0, 2.0]], &[[1.0, 0.0], [1.0, 0.0]])?, 0.5);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    CosineSimilarity, "cosine_similarity", Up, |output: &O, target: &O| rows(output, target, cosine);
}

fn cosine<T: Element>(output: &[T], target: &[T]) -> f64 {
    let product = |a: &[T], b: &[T]| a.iter().zip(b).map(|(&a, &b)| a.as_f64() * b.as_f64()).sum::<f64>();
    // Keras does not stretch a row by more than 1 / epsilon.
    let size = |row: &[T]| Real::sqrt(product(row, row)).max(1e-7);
    product(output, target) / (size(output) * size(target))
}
