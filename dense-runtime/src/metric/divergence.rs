//! How far probabilities and rates are from what they should be.

use super::mean::{means, pairs, rows};
use crate::Element;
use crate::math::Real;

means! {
    /// `Σ target·ln(target / output)` over the last axis, as a mean over a sample's rows and the samples, 0 without
    /// samples. Both are clipped to `1e-7..1`. Targets are tensors of the output's shape.
    ///
    /// ```
    /// use dense_runtime::metric::{KLDivergence, Metric};
    ///
    /// let divergence = KLDivergence::new().evaluate(&[[0.25f32, 0.75]], &[[0.0, 1.0]])?;
    /// assert!((divergence - (4.0f64 / 3.0).ln()).abs() < 1e-5);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    KLDivergence, "kl_divergence", Down, |output: &O, target: &O| rows(output, target, divergence);

    /// `mean output - target·ln(output + 1e-7)` over a sample's outputs and the samples, 0 without samples: the outputs
    /// are rates of events, the targets how many there were. Targets are tensors of the output's shape.
    ///
    /// ```
    /// use dense_runtime::metric::{Metric, Poisson};
    ///
    /// assert!((Poisson::new().evaluate(&[[1.0f32], [2.0]], &[[4.0], [0.0]])? - 1.5).abs() < 1e-6);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    Poisson, "poisson", Down, |output: &O, target: &O| {
        pairs(output.as_flat(), target.as_flat(), |y, t| y - t * Real::ln(y + 1e-7))
    };
}

fn divergence<T: Element>(output: &[T], target: &[T]) -> f64 {
    let clip = |x: T| x.as_f64().clamp(1e-7, 1.0);
    output.iter().zip(target).map(|(&y, &t)| (clip(t), clip(y))).map(|(t, y)| t * Real::ln(t / y)).sum()
}
