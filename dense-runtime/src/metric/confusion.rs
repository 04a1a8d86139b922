//! Answers of yes and no, counted by whether they are right.

use super::{Answers, Direction, Metric, WeightedMetric, check_threshold};
use crate::{Element, Error};

/// How many answers of yes were right and wrong, and how many of no.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Counts {
    pub(super) true_positives: f64,
    pub(super) false_positives: f64,
    pub(super) true_negatives: f64,
    pub(super) false_negatives: f64,
}

impl Counts {
    pub(super) const fn new() -> Counts {
        Counts { true_positives: 0.0, false_positives: 0.0, true_negatives: 0.0, false_negatives: 0.0 }
    }

    pub(super) fn state(&mut self) -> Vec<&mut f64> {
        let Counts { true_positives, false_positives, true_negatives, false_negatives } = self;
        vec![true_positives, false_positives, true_negatives, false_negatives]
    }

    /// Takes in an answer and what it should have been, as so many.
    pub(super) fn add(&mut self, said: bool, is: bool, weight: f64) {
        let count = match (said, is) {
            (true, true) => &mut self.true_positives,
            (true, false) => &mut self.false_positives,
            (false, false) => &mut self.true_negatives,
            (false, true) => &mut self.false_negatives,
        };
        *count += weight;
    }
}

/// Metrics that are one of the four counts: documentation, type, the count's name, and whether many are good.
macro_rules! counts {
    ($($(#[$documentation:meta])* $metric:ident, $name:ident, $direction:ident;)*) => {$(
        $(#[$documentation])*
        ///
        /// Targets are arrays as long as the output, or class labels: a label is yes for its class and no for the
        /// others, or the answer itself for a single output. A target is yes if it is not 0. All outputs of a sample
        /// count.
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[must_use]
        pub struct $metric {
            name: &'static str,
            thresholds: f64,
            counts: Counts,
        }

        impl $metric {
            #[doc = concat!("The metric, reported as `\"", stringify!($name), "\"`.")]
            pub const fn new() -> $metric {
                $metric { name: stringify!($name), thresholds: 0.5, counts: Counts::new() }
            }

            /// Above which output the answer is yes, in `0.0..=1.0`. The default is 0.5. (Keras takes several; here
            /// that is several metrics.)
            pub const fn thresholds(mut self, threshold: f64) -> $metric {
                self.thresholds = threshold;
                self
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

        impl<T: Element, Y: Answers<T, K>, const K: usize> Metric<[T; K], Y> for $metric {
            fn name(&self) -> &str {
                self.name
            }

            fn reset(&mut self) {
                self.counts = Counts::new();
            }

            fn update(&mut self, output: &[T; K], target: &Y) {
                self.update_weighted(output, target, 1.0);
            }

            fn result(&self) -> f64 {
                self.counts.$name
            }

            fn direction(&self) -> Option<Direction> {
                Some(Direction::$direction)
            }

            fn state(&mut self) -> Option<Vec<&mut f64>> {
                Some(self.counts.state())
            }

            fn check(&self) -> Result<(), Error> {
                check_threshold("thresholds", self.thresholds)
            }
        }

        impl<T: Element, Y: Answers<T, K>, const K: usize> WeightedMetric<[T; K], Y> for $metric {
            fn update_weighted(&mut self, output: &[T; K], target: &Y, weight: f64) {
                let threshold = T::of(self.thresholds);
                for (&y, t) in output.iter().zip(target.marks()) {
                    self.counts.add(y > threshold, t != T::zero(), weight);
                }
            }
        }
    )*};
}

counts! {
    /// How many answers of yes (`output > threshold`) are right, 0 without samples.
    ///
    /// ```
    /// use dense_runtime::metric::{Metric, TruePositives};
    ///
    /// assert_eq!(TruePositives::new().evaluate(&[[0.9f32], [0.6], [0.2], [0.1]], &[1u8, 0, 0, 1])?, 1.0);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    TruePositives, true_positives, Up;

    /// How many answers of no (`output <= threshold`) are right, 0 without samples.
    ///
    /// ```
    /// use dense_runtime::metric::{Metric, TrueNegatives};
    ///
    /// assert_eq!(TrueNegatives::new().evaluate(&[[0.9f32], [0.6], [0.2], [0.1]], &[1u8, 0, 0, 1])?, 1.0);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    TrueNegatives, true_negatives, Up;

    /// How many answers of yes (`output > threshold`) are wrong, 0 without samples.
    ///
    /// ```
    /// use dense_runtime::metric::{FalsePositives, Metric};
    ///
    /// assert_eq!(FalsePositives::new().thresholds(0.1).evaluate(&[[0.9f32], [0.6], [0.2]], &[1u8, 0, 0])?, 2.0);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    FalsePositives, false_positives, Down;

    /// How many answers of no (`output <= threshold`) are wrong, 0 without samples.
    ///
    /// ```
    /// use dense_runtime::metric::{FalseNegatives, Metric};
    ///
    /// assert_eq!(FalseNegatives::new().evaluate(&[[0.9f32], [0.6], [0.2], [0.1]], &[1u8, 0, 0, 1])?, 1.0);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    FalseNegatives, false_negatives, Down;
}
