//! The mean over the steps of a sequence, and the way back through it.

use super::sum_of_rows::SumOfRows;
use crate::Element;
use crate::isa::{Isa, Op};

/// The mean of each feature over the steps, for all samples.
#[derive(Debug)]
#[doc(hidden)]
pub struct Average<'a, T> {
    /// The samples, step behind step.
    pub x: &'a [T],
    /// The means of all samples.
    pub means: &'a mut [T],
    /// How many steps a sample has.
    pub steps: usize,
    /// How many features a step has.
    pub features: usize,
}

impl<T: Element> Op for Average<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Average { x, means, steps, features } = self;
        let count = T::of(steps as f64);
        for (x, means) in x.chunks_exact(steps * features).zip(means.chunks_exact_mut(features)) {
            SumOfRows { rows: x.chunks_exact(features), sums: &mut *means }.run::<I>();
            means.iter_mut().for_each(|mean| *mean /= count);
        }
    }
}

/// From the gradients of the means to those of the steps.
#[derive(Debug)]
#[doc(hidden)]
pub struct AverageBack<'a, T> {
    /// The gradients of the means.
    pub dy: &'a [T],
    /// The gradients of the steps.
    pub dx: &'a mut [T],
    /// How many steps a sample has.
    pub steps: usize,
    /// How many features a step has.
    pub features: usize,
}

impl<T: Element> Op for AverageBack<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let AverageBack { dy, dx, steps, features } = self;
        let share = T::of(1.0 / steps as f64);
        for (dy, dx) in dy.chunks_exact(features).zip(dx.chunks_exact_mut(steps * features)) {
            for dx in dx.chunks_exact_mut(features) {
                for (dx, &dy) in dx.iter_mut().zip(dy) {
                    *dx = dy * share;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::ElementWise;

    #[test]
    fn each_feature_has_its_mean() {
        for (steps, features) in [(1, 1), (4, 3), (5, 16), (2, 23), (8, 64)] {
            let x: Vec<f64> = (0..3 * steps * features).map(|at| (at * 7 % 11) as f64 - 5.0).collect();
            let mut means = vec![-1.0; 3 * features];
            f64::average(Average { x: &x, means: &mut means, steps, features });
            let mut dx = vec![-1.0; x.len()];
            f64::average_back(AverageBack { dy: &means, dx: &mut dx, steps, features });
            for (sample, x) in x.chunks_exact(steps * features).enumerate() {
                for feature in 0..features {
                    let sum: f64 = x.iter().skip(feature).step_by(features).sum();
                    let mean = means[sample * features + feature];
                    assert_eq!(mean, sum / steps as f64);
                    let dx = &dx[sample * steps * features..][..steps * features];
                    let mut dx = dx.iter().skip(feature).step_by(features);
                    assert!(dx.all(|dx| (dx - mean / steps as f64).abs() < 1e-15));
                }
            }
        }
    }
}
