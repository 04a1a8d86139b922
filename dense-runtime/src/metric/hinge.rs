//! Whether outputs are on the right side, by a margin of one.

use super::mean::{Mean, means, rows};
use super::{Direction, Metric, WeightedMetric, ratio};
use crate::data::Answer;
use crate::math::Real;
use crate::{Element, Tensor};

/// Both hinges: documentation, type, name, and what becomes of a margin that is missing.
macro_rules! hinges {
    ($($(#[$documentation:meta])* $metric:ident, $name:literal, $figure:expr;)*) => {$(
        $(#[$documentation])*
        ///
        /// Targets are arrays of the output's shape, of -1 and 1; or of 0 and 1, where 0 is taken as -1; or, for a
        /// single output, labels 0 and 1, and for one output at each place arrays of those.
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[must_use]
        pub struct $metric {
            name: &'static str,
            mean: Mean,
        }

        impl $metric {
            #[doc = concat!("The metric, reported as `\"", $name, "\"`.")]
            pub const fn new() -> $metric {
                $metric { name: $name, mean: Mean::new() }
            }

            /// Reports it under another name.
            pub const fn name(mut self, name: &'static str) -> $metric {
                self.name = name;
                self
            }
        }

        impl Default for $metric {
            fn default() -> $metric {
                $metric::new()
            }
        }

        impl<O: Tensor, Y: Answer<O>> Metric<O, Y> for $metric {
            fn name(&self) -> &str {
                self.name
            }

            fn reset(&mut self) {
                self.mean = Mean::new();
            }

            fn update(&mut self, output: &O, target: &Y) {
                self.update_weighted(output, target, 1.0);
            }

            fn result(&self) -> f64 {
                self.mean.result()
            }

            fn direction(&self) -> Option<Direction> {
                Some(Direction::Down)
            }

            fn state(&mut self) -> Option<Vec<&mut f64>> {
                Some(self.mean.state())
            }
        }

        impl<O: Tensor, Y: Answer<O>> WeightedMetric<O, Y> for $metric {
            fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
                let answers = target.answers().map(|t| t.as_f64());
                // Keras asks this of a whole batch. It comes to the same, as 1 stays 1.
                let binary = answers.clone().all(|t| t == 0.0 || t == 1.0);
                let terms = output.as_flat().iter().zip(answers).map(|(y, t)| {
                    let side = if binary { 2.0 * t - 1.0 } else { t };
                    let missing = 1.0 - side * y.as_f64();
                    $figure(if missing < 0.0 { 0.0 } else { missing })
                });
                self.mean.add(ratio(terms.sum(), O::LEN as f64), weight);
            }
        }
    )*};
}

hinges! {
    /// `mean max(1 - target·output, 0)` over a sample's outputs and the samples, 0 without samples.
    ///
    /// ```
    /// use dense_runtime::metric::{Hinge, Metric};
    ///
    /// assert_eq!(Hinge::new().evaluate(&[[0.5f32], [0.5], [-3.0]], &[1u8, 0, 0])?, 2.0 / 3.0);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    Hinge, "hinge", |missing: f64| missing;

    /// `mean max(1 - target·output, 0)²` over a sample's outputs and the samples, 0 without samples.
    ///
    /// ```
    /// use dense_runtime::metric::{Metric, SquaredHinge};
    ///
    /// assert_eq!(SquaredHinge::new().evaluate(&[[0.5f32], [-3.0]], &[0u8, 0])?, 1.125);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    SquaredHinge, "squared_hinge", |missing: f64| missing * missing;
}

means! {
    /// `max(1 + max((1 - target)·output) - Σ target·output, 0)` over the last axis, as a mean over a sample's rows and
    /// the samples, 0 without samples. Targets are tensors of the output's shape, with a 1 for the right class and 0
    /// elsewhere.
    ///
    /// ```
    /// use dense_runtime::metric::{CategoricalHinge, Metric};
    ///
    /// assert_eq!(CategoricalHinge::new().evaluate(&[[0.5f32, 0.25], [2.0, 0.5]], &[[1.0, 0.0]; 2])?, 0.375);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    CategoricalHinge, "categorical_hinge", Down, |output: &O, target: &O| rows(output, target, categorical);
}

fn categorical<T: Element>(output: &[T], target: &[T]) -> f64 {
    let (mut right, mut wrong) = (0.0, f64::NEG_INFINITY);
    for (y, t) in output.iter().zip(target) {
        let (y, t) = (y.as_f64(), t.as_f64());
        right += t * y;
        wrong = f64::max(wrong, (1.0 - t) * y);
    }
    // A sum that is NaN stays.
    let missing = wrong - right + 1.0;
    if missing < 0.0 { 0.0 } else { missing }
}
