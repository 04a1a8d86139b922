//! How far answers of yes can be trusted, and how many of them are found.

use super::confusion::Counts;
use super::{Answers, Direction, Metric, WeightedMetric, check_k, check_threshold, ratio};
use crate::{Element, Error};

/// Which outputs are answers, and which answers are yes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Decision {
    thresholds: Option<f64>,
    top_k: Option<usize>,
    class_id: Option<usize>,
}

impl Decision {
    const fn new() -> Decision {
        Decision { thresholds: None, top_k: None, class_id: None }
    }

    fn count<T: Element, const K: usize>(
        &self,
        counts: &mut Counts,
        output: &[T; K],
        target: &impl Answers<T, K>,
        weight: f64,
    ) {
        // The largest outputs are yes whatever they are, unless a threshold is asked for. Keras's minus infinity is
        // -1e10.
        let threshold = T::of(self.thresholds.unwrap_or(if self.top_k.is_some() { -1e10 } else { 0.5 }));
        for (at, (&y, t)) in output.iter().zip(target.marks()).enumerate() {
            if self.class_id.is_none_or(|class| class == at) {
                let said = y > threshold && self.top_k.is_none_or(|k| place(output, at) < k);
                counts.add(said, t != T::zero(), weight);
            }
        }
    }

    fn check(&self, outputs: usize) -> Result<(), Error> {
        if let Some(threshold) = self.thresholds {
            check_threshold("thresholds", threshold)?;
        }
        if let Some(k) = self.top_k {
            check_k("top_k", k)?;
        }
        let within = |name, value: Option<usize>, most: usize, expected| match value {
            Some(value) if value > most => Err(Error::Setting { name, value: value as f64, expected }),
            _ => Ok(()),
        };
        within("top_k", self.top_k, outputs, "at most the number of outputs")?;
        within("class_id", self.class_id, outputs.saturating_sub(1), "one of the network's classes, from 0")
    }
}

/// The place of an output among all of them, from 0 for the largest. Of equal ones the first is ahead, and NaN ahead of
/// all.
fn place<T: Element>(outputs: &[T], at: usize) -> usize {
    let own = outputs[at];
    let ahead = |&(other, &y): &(usize, &T)| match (y.is_nan(), own.is_nan()) {
        (true, false) => true,
        (false, true) => false,
        (both, _) => y > own || (both || y == own) && other < at,
    };
    outputs.iter().enumerate().filter(ahead).count()
}

/// Both metrics: documentation, type, name, and the answers that are compared with those that are rightly yes.
macro_rules! shares {
    ($($(#[$documentation:meta])* $metric:ident, $name:literal, $others:ident;)*) => {$(
        $(#[$documentation])*
        ///
        /// Targets are arrays as long as the output, or class labels: a label is yes for its class and no for the
        /// others, or the answer itself for a single output. A target is yes if it is not 0. All outputs of a sample
        /// count, if no `class_id` is chosen.
        #[derive(Debug, Clone, Copy, PartialEq)]
        #[must_use]
        pub struct $metric {
            name: &'static str,
            decision: Decision,
            counts: Counts,
        }

        impl $metric {
            #[doc = concat!("The metric, reported as `\"", $name, "\"`.")]
            pub const fn new() -> $metric {
                $metric { name: $name, decision: Decision::new(), counts: Counts::new() }
            }

            /// Above which output the answer is yes, in `0.0..=1.0`. The default is 0.5, or none with
            #[doc = concat!("[`top_k`](", stringify!($metric), "::top_k).")]
            /// (Keras takes several; here that is several metrics.)
            pub const fn thresholds(mut self, threshold: f64) -> $metric {
                self.decision.thresholds = Some(threshold);
                self
            }

            /// Lets only the `top_k` largest outputs of a sample be yes. In `1..=K` for `K` outputs.
            pub const fn top_k(mut self, top_k: usize) -> $metric {
                self.decision.top_k = Some(top_k);
                self
            }

            /// Looks at one output only, from 0.
            pub const fn class_id(mut self, class_id: usize) -> $metric {
                self.decision.class_id = Some(class_id);
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
                let Counts { true_positives, $others, .. } = self.counts;
                ratio(true_positives, true_positives + $others)
            }

            fn direction(&self) -> Option<Direction> {
                Some(Direction::Up)
            }

            fn state(&mut self) -> Option<Vec<&mut f64>> {
                Some(self.counts.state())
            }

            fn check(&self) -> Result<(), Error> {
                self.decision.check(K)
            }
        }

        impl<T: Element, Y: Answers<T, K>, const K: usize> WeightedMetric<[T; K], Y> for $metric {
            fn update_weighted(&mut self, output: &[T; K], target: &Y, weight: f64) {
                self.decision.count(&mut self.counts, output, target, weight);
            }
        }
    )*};
}

shares! {
    /// `true positives / (true positives + false positives)`: the share of answers of yes (`output > threshold`) that
    /// are right, 0 if there are none.
    ///
    /// ```
    /// use dense_runtime::metric::{Metric, Precision};
    ///
    /// let (outputs, targets) = ([[0.9f32], [0.6], [0.2]], [1u8, 0, 1]);
    /// assert_eq!(Precision::new().evaluate(&outputs, &targets)?, 0.5);
    /// assert_eq!(Precision::new().thresholds(0.8).evaluate(&outputs, &targets)?, 1.0);
    /// // How far one can trust a network that says it is class 2.
    /// let (outputs, targets) = ([[0.1f32, 0.3, 0.6], [0.2, 0.2, 0.6], [0.1, 0.8, 0.1]], [2u8, 0, 2]);
    /// assert_eq!(Precision::new().class_id(2).evaluate(&outputs, &targets)?, 0.5);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    Precision, "precision", false_positives;

    /// `true positives / (true positives + false negatives)`: the share of what is yes that is answered by yes
    /// (`output > threshold`), 0 if there is none.
    ///
    /// ```
    /// use dense_runtime::metric::{Metric, Recall};
    ///
    /// let (outputs, targets) = ([[0.9f32], [0.6], [0.2]], [1u8, 0, 1]);
    /// assert_eq!(Recall::new().evaluate(&outputs, &targets)?, 0.5);
    /// assert_eq!(Recall::new().thresholds(0.1).evaluate(&outputs, &targets)?, 1.0);
    /// // How often the right class is one of the two likeliest.
    /// let outputs = [[0.1f32, 0.3, 0.6], [0.2, 0.2, 0.6], [0.1, 0.8, 0.1]];
    /// assert_eq!(Recall::new().top_k(2).evaluate(&outputs, &[1u8, 0, 2])?, 2.0 / 3.0);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    Recall, "recall", false_negatives;
}
