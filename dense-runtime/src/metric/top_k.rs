//! Whether the right class is among the likeliest ones.

use super::answers::largest;
use super::mean::{Mean, share};
use super::{Direction, Metric, WeightedMetric, check_k};
use crate::data::{Classes, Numbers};
use crate::storage::rows_of;
use crate::{Element, Error, Tensor};

/// Both metrics: documentation, type, a name for outputs, name, what targets they take, and the classes of a target.
macro_rules! top_k {
    ($($(#[$documentation:meta])* $metric:ident<$output:ident>, $name:literal, $target:path, $classes:expr;)*) => {$(
        $(#[$documentation])*
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[must_use]
        pub struct $metric {
            name: &'static str,
            k: usize,
            mean: Mean,
        }

        impl $metric {
            #[doc = concat!("The metric for the 5 largest outputs, reported as `\"", $name, "\"`.")]
            pub const fn new() -> $metric {
                $metric { name: $name, k: 5, mean: Mean::new() }
            }

            /// How many of the largest outputs count, at least 1. The default is 5.
            pub const fn k(mut self, k: usize) -> $metric {
                self.k = k;
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

        impl<$output: Tensor, Y: $target> Metric<$output, Y> for $metric {
            fn name(&self) -> &str {
                self.name
            }

            fn reset(&mut self) {
                self.mean = Mean::new();
            }

            fn update(&mut self, output: &$output, target: &Y) {
                self.update_weighted(output, target, 1.0);
            }

            fn result(&self) -> f64 {
                self.mean.result()
            }

            fn direction(&self) -> Option<Direction> {
                Some(Direction::Up)
            }

            fn state(&mut self) -> Option<Vec<&mut f64>> {
                Some(self.mean.state())
            }

            fn check(&self) -> Result<(), Error> {
                check_k("k", self.k)
            }
        }

        impl<$output: Tensor, Y: $target> WeightedMetric<$output, Y> for $metric {
            fn update_weighted(&mut self, output: &$output, target: &Y, weight: f64) {
                let right = |output: &[$output::Element], class| in_top_k(output, class, self.k);
                self.mean.add(share(output, $classes(target), right), weight);
            }
        }
    )*};
}

top_k! {
    /// The share of samples for which fewer than `k` outputs are larger than that of the class whose target is largest,
    /// 0 without samples. Outputs that are equal to it do not count against it. Targets are arrays of the output's
    /// shape; the rows of a sample with more axes all count.
    ///
    /// ```
    /// use dense_runtime::metric::{Metric, TopKCategoricalAccuracy};
    ///
    /// let (outputs, targets) = ([[0.1f32, 0.7, 0.2], [0.5, 0.3, 0.2]], [[0.0, 0.0, 1.0]; 2]);
    /// assert_eq!(TopKCategoricalAccuracy::new().k(2).evaluate(&outputs, &targets)?, 0.5);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    TopKCategoricalAccuracy<O>, "top_k_categorical_accuracy", Numbers<O>,
        |target| rows_of(Numbers::numbers(target)).map(largest);

    /// The share of samples for which fewer than `k` outputs are larger than that of the label, 0 without samples.
    /// Outputs that are equal to it do not count against it. Targets are class labels; outputs with several places have
    /// one for each, and all places count.
    ///
    /// ```
    /// use dense_runtime::metric::{Metric, SparseTopKCategoricalAccuracy};
    ///
    /// let outputs = [[0.1f32, 0.7, 0.2], [0.5, 0.3, 0.2]];
    /// assert_eq!(SparseTopKCategoricalAccuracy::new().k(2).evaluate(&outputs, &[2u8, 2])?, 0.5);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    SparseTopKCategoricalAccuracy<O>, "sparse_top_k_categorical_accuracy", Classes<O>, Classes::<O>::classes;
}

fn in_top_k<T: Element>(output: &[T], class: usize, k: usize) -> bool {
    let Some(&output_of_class) = output.get(class) else { return false };
    // As in Keras, NaN is smaller than all numbers for the right class, and does not count for others.
    let value = if output_of_class.is_nan() { T::neg_infinity() } else { output_of_class };
    output.iter().filter(|&&y| y > value).count() < k
}
