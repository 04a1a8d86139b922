//! The mean over samples, and metrics that are nothing else.

use super::ratio;
use crate::storage::rows_of;
use crate::{Element, Tensor};

/// The mean of a number of each sample, which counts as much as its weight.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Mean {
    total: f64,
    weights: f64,
}

impl Mean {
    pub(super) const fn new() -> Mean {
        Mean { total: 0.0, weights: 0.0 }
    }

    /// Takes in the number of a sample.
    pub(super) fn add(&mut self, value: f64, weight: f64) {
        self.total += value * weight;
        self.weights += weight;
    }

    /// Both sums.
    pub(super) fn state(&mut self) -> Vec<&mut f64> {
        vec![&mut self.total, &mut self.weights]
    }

    /// The mean, 0 without samples that count.
    pub(super) fn result(&self) -> f64 {
        ratio(self.total, self.weights)
    }
}

/// The mean over the numbers of one sample, pair by pair.
pub(super) fn pairs<T: Element>(output: &[T], target: &[T], figure: impl Fn(f64, f64) -> f64) -> f64 {
    let total: f64 = output.iter().zip(target).map(|(&y, &t)| figure(y.as_f64(), t.as_f64())).sum();
    total / output.len() as f64
}

/// The mean over the rows of one sample, which lie along its last axis.
pub(super) fn rows<O: Tensor>(output: &O, target: &O, figure: impl Fn(&[O::Element], &[O::Element]) -> f64) -> f64 {
    places(output, rows_of(target), figure)
}

/// The mean over the rows of one sample, with a target for each of them.
pub(super) fn places<O: Tensor, Y>(
    output: &O,
    targets: impl Iterator<Item = Y>,
    figure: impl Fn(&[O::Element], Y) -> f64,
) -> f64 {
    let rows = rows_of(output);
    let count = rows.len();
    rows.zip(targets).map(|(output, target)| figure(output, target)).sum::<f64>() / count as f64
}

/// The share of the rows of one sample that are right.
pub(super) fn share<O: Tensor, Y>(
    output: &O,
    targets: impl Iterator<Item = Y>,
    right: impl Fn(&[O::Element], Y) -> bool,
) -> f64 {
    places(output, targets, |output, target| f64::from(u8::from(right(output, target))))
}

/// Metrics without settings that are the mean of a figure of each sample: documentation, type, name, which figures are good, and
/// the figure from the output and the target, tensors of one shape.
macro_rules! means {
    ($($(#[$documentation:meta])* $metric:ident, $name:literal, $direction:ident, $figure:expr;)*) => {$(
        $(#[$documentation])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[must_use]
        pub struct $metric {
            name: &'static str,
            mean: $crate::metric::mean::Mean,
        }

        impl $metric {
            #[doc = concat!("The metric, reported as `\"", $name, "\"`.")]
            pub const fn new() -> $metric {
                $metric { name: $name, mean: $crate::metric::mean::Mean::new() }
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

        impl<O: $crate::Tensor, Y: $crate::data::Numbers<O>> $crate::metric::Metric<O, Y> for $metric {
            fn name(&self) -> &str {
                self.name
            }

            fn reset(&mut self) {
                self.mean = $crate::metric::mean::Mean::new();
            }

            fn update(&mut self, output: &O, target: &Y) {
                $crate::metric::WeightedMetric::update_weighted(self, output, target, 1.0);
            }

            fn result(&self) -> f64 {
                self.mean.result()
            }

            fn direction(&self) -> Option<$crate::metric::Direction> {
                Some($crate::metric::Direction::$direction)
            }

            fn state(&mut self) -> Option<Vec<&mut f64>> {
                Some(self.mean.state())
            }
        }

        impl<O: $crate::Tensor, Y: $crate::data::Numbers<O>> $crate::metric::WeightedMetric<O, Y> for $metric {
            fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
                self.mean.add($figure(output, target.numbers()), weight);
            }
        }
    )*};
}

pub(super) use means;
