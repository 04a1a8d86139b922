//! Precision and recall in one figure.

use super::answers::largest;
use super::{Answers, Direction, Metric, WeightedMetric, ratio};
use crate::{Element, Error};

/// How the scores of classes become one figure. (Keras's `None`, a figure for each class, is
/// [`FBetaScore::scores`].)
///
/// ```
/// use dense_runtime::metric::{Average, F1Score, Metric};
///
/// // Class 0 is always found, class 1 never.
/// let (outputs, targets) = ([[0.9f32, 0.1]; 4], [0u8, 0, 0, 1]);
/// let figure = |average| F1Score::new().average(average).evaluate(&outputs, &targets);
/// assert_eq!(figure(Average::Micro)?, 0.75);
/// assert!((figure(Average::Macro)? - 3.0 / 7.0).abs() < 1e-12);
/// assert!((figure(Average::Weighted)? - 9.0 / 14.0).abs() < 1e-12);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Average {
    /// The score of all answers counted together.
    Micro,
    /// The mean of the classes' scores, rare classes or not.
    #[default]
    Macro,
    /// The mean of the classes' scores, weighted by how often each class is right.
    Weighted,
}

/// Answers for one class, in the numbers of the targets.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Tally {
    true_positives: f64,
    said: f64,
    right: f64,
}

impl Tally {
    fn score(self, beta: f64) -> f64 {
        let (precision, recall) = (ratio(self.true_positives, self.said), ratio(self.true_positives, self.right));
        let square = beta * beta;
        ratio((1.0 + square) * precision * recall, square * precision + recall)
    }
}

/// `(1 + beta²)·precision·recall / (beta²·precision + recall)`, for each of `K` classes and then [averaged](Average), 0
/// without samples. Recall counts `beta` times as much as precision.
///
/// Without a [`threshold`](FBetaScore::threshold), the largest outputs of a sample are its answers of yes, all of them
/// if several are equal; with one, all outputs above it. A single output without a threshold is always the largest:
/// give it one. Targets are arrays as long as the output, or class labels. `K` follows from the outputs.
///
/// Keras adds 1e-7 to each divisor, and so gives a little less. Its default is to give the scores of all classes, here
/// it is [`Average::Macro`].
///
/// ```
/// use dense_runtime::metric::{Average, FBetaScore, Metric};
///
/// let (outputs, targets) = ([[0.7f32, 0.2, 0.1], [0.5, 0.4, 0.1], [0.1, 0.1, 0.8]], [0u8, 1, 2]);
/// let mut score = FBetaScore::new().beta(2.0);
/// assert!((score.evaluate(&outputs, &targets)? - (5.0 / 6.0 + 0.0 + 1.0) / 3.0).abs() < 1e-12);
/// assert_eq!(score.scores()[2], 1.0);
/// assert!((score.average(Average::Micro).evaluate(&outputs, &targets)? - 2.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct FBetaScore<const K: usize> {
    name: &'static str,
    average: Average,
    beta: f64,
    threshold: Option<f64>,
    tallies: [Tally; K],
}

impl<const K: usize> FBetaScore<K> {
    /// The score with a `beta` of 1, reported as `"fbeta_score"`.
    pub const fn new() -> FBetaScore<K> {
        let tallies = [Tally { true_positives: 0.0, said: 0.0, right: 0.0 }; K];
        FBetaScore { name: "fbeta_score", average: Average::Macro, beta: 1.0, threshold: None, tallies }
    }

    /// How the scores of classes become one figure. The default is [`Average::Macro`].
    pub const fn average(mut self, average: Average) -> FBetaScore<K> {
        self.average = average;
        self
    }

    /// How many times as much recall counts as precision, more than 0. The default is 1.
    pub const fn beta(mut self, beta: f64) -> FBetaScore<K> {
        self.beta = beta;
        self
    }

    /// Above which output the answer is yes, more than 0 and at most 1. The default is to take the largest output.
    pub const fn threshold(mut self, threshold: f64) -> FBetaScore<K> {
        self.threshold = Some(threshold);
        self
    }

    /// Reports it under another name.
    pub const fn name(mut self, name: &'static str) -> FBetaScore<K> {
        self.name = name;
        self
    }

    /// The score of each class.
    #[must_use]
    pub fn scores(&self) -> [f64; K] {
        self.tallies.map(|tally| tally.score(self.beta))
    }
}

impl<const K: usize> Default for FBetaScore<K> {
    fn default() -> FBetaScore<K> {
        FBetaScore::new()
    }
}

impl<T: Element, Y: Answers<T, K>, const K: usize> Metric<[T; K], Y> for FBetaScore<K> {
    fn name(&self) -> &str {
        self.name
    }

    fn reset(&mut self) {
        self.tallies = [Tally::default(); K];
    }

    fn update(&mut self, output: &[T; K], target: &Y) {
        self.update_weighted(output, target, 1.0);
    }

    fn result(&self) -> f64 {
        let mean = || ratio(self.scores().iter().sum(), K as f64);
        match self.average {
            Average::Macro => mean(),
            Average::Micro => {
                let sum = |part: fn(&Tally) -> f64| self.tallies.iter().map(part).sum::<f64>();
                let (true_positives, said, right) = (sum(|t| t.true_positives), sum(|t| t.said), sum(|t| t.right));
                Tally { true_positives, said, right }.score(self.beta)
            }
            Average::Weighted => {
                let weights = || self.tallies.iter().map(|tally| tally.right);
                ratio(self.scores().iter().zip(weights()).map(|(score, weight)| score * weight).sum(), weights().sum())
            }
        }
    }

    fn direction(&self) -> Option<Direction> {
        Some(Direction::Up)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(
            self.tallies
                .iter_mut()
                .flat_map(|tally| [&mut tally.true_positives, &mut tally.said, &mut tally.right])
                .collect(),
        )
    }

    fn check(&self) -> Result<(), Error> {
        if !(self.beta > 0.0 && self.beta.is_finite()) {
            return Err(Error::Setting { name: "beta", value: self.beta, expected: "finite and more than 0" });
        }
        match self.threshold {
            Some(value) if !(value > 0.0 && value <= 1.0) => {
                Err(Error::Setting { name: "threshold", value, expected: "more than 0 and at most 1" })
            }
            _ => Ok(()),
        }
    }
}

impl<T: Element, Y: Answers<T, K>, const K: usize> WeightedMetric<[T; K], Y> for FBetaScore<K> {
    fn update_weighted(&mut self, output: &[T; K], target: &Y, weight: f64) {
        let Some(&most) = output.get(largest(output)) else { return };
        for ((tally, &y), t) in self.tallies.iter_mut().zip(output).zip(target.marks()) {
            let said = match self.threshold {
                Some(threshold) => y > T::of(threshold),
                // Outputs that are all zero say nothing.
                None => y >= most && y.abs() > T::of(1e-9),
            };
            let t = t.as_f64();
            tally.right += t * weight;
            if said {
                tally.said += weight;
                tally.true_positives += t * weight;
            }
        }
    }
}

/// `2·precision·recall / (precision + recall)`, for each of `K` classes and then [averaged](Average), 0 without
/// samples: the [`FBetaScore`] with a `beta` of 1, which says more.
///
/// ```
/// use dense_runtime::{Dataset, Network, Trainer, network};
/// use dense_runtime::metric::{F1Score, Metric};
/// use dense_runtime::{loss::SparseCategoricalCrossentropy, optimizer::Adam};
///
/// assert_eq!(F1Score::new().threshold(0.5).evaluate(&[[0.9f32], [0.6], [0.2]], &[1u8, 0, 1])?, 0.5);
///
/// // For three classes, which follows from the network.
/// network! { struct Classes { Input(2) -> Dense(3, softmax) } }
/// let data = Dataset::new(vec![[0.0f32, 1.0], [1.0, 0.0], [1.0, 1.0]], vec![0u8, 1, 2])?;
/// let mut trainer = Trainer::new(Adam::new(0.1), SparseCategoricalCrossentropy::new()).metric(F1Score::new());
/// assert!(trainer.fit(&mut Classes::new(1), &data)?.get("f1_score").is_some());
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct F1Score<const K: usize>(FBetaScore<K>);

impl<const K: usize> F1Score<K> {
    /// The score, reported as `"f1_score"`.
    pub const fn new() -> F1Score<K> {
        F1Score(FBetaScore::new().name("f1_score"))
    }

    /// How the scores of classes become one figure. The default is [`Average::Macro`].
    pub const fn average(self, average: Average) -> F1Score<K> {
        F1Score(self.0.average(average))
    }

    /// Above which output the answer is yes, more than 0 and at most 1. The default is to take the largest output.
    pub const fn threshold(self, threshold: f64) -> F1Score<K> {
        F1Score(self.0.threshold(threshold))
    }

    /// Reports it under another name.
    pub const fn name(self, name: &'static str) -> F1Score<K> {
        F1Score(self.0.name(name))
    }

    /// The score of each class.
    #[must_use]
    pub fn scores(&self) -> [f64; K] {
        self.0.scores()
    }
}

impl<const K: usize> Default for F1Score<K> {
    fn default() -> F1Score<K> {
        F1Score::new()
    }
}

impl<T: Element, Y: Answers<T, K>, const K: usize> Metric<[T; K], Y> for F1Score<K> {
    fn name(&self) -> &str {
        Metric::<[T; K], Y>::name(&self.0)
    }

    fn reset(&mut self) {
        Metric::<[T; K], Y>::reset(&mut self.0);
    }

    fn update(&mut self, output: &[T; K], target: &Y) {
        self.update_weighted(output, target, 1.0);
    }

    fn result(&self) -> f64 {
        Metric::<[T; K], Y>::result(&self.0)
    }

    fn direction(&self) -> Option<Direction> {
        Some(Direction::Up)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Metric::<[T; K], Y>::state(&mut self.0)
    }

    fn check(&self) -> Result<(), Error> {
        Metric::<[T; K], Y>::check(&self.0)
    }
}

impl<T: Element, Y: Answers<T, K>, const K: usize> WeightedMetric<[T; K], Y> for F1Score<K> {
    fn update_weighted(&mut self, output: &[T; K], target: &Y, weight: f64) {
        self.0.update_weighted(output, target, weight);
    }
}
