//! How often the network is right.

use super::answers::answer;
use super::mean::Mean;
use super::{Answers, Direction, Metric, WeightedMetric};
use crate::Element;

/// The share of right predictions, 0 without samples.
///
/// What is right follows from the output and the target, as for Keras's `"accuracy"`: with one output, `output > 0.5`
/// must agree with the target (binary accuracy); with several outputs and a label, the largest output must be the
/// label's (sparse categorical accuracy); with several outputs and an array, the largest of both must be at the same
/// place (categorical accuracy). Of equal outputs the first counts as the largest.
///
/// ```
/// use dense_runtime::metric::{Accuracy, Metric};
///
/// assert_eq!(Accuracy::new().evaluate(&[[0.9f32], [0.6], [0.2], [0.1]], &[1u8, 0, 0, 0])?, 0.75);
/// assert_eq!(Accuracy::new().evaluate(&[[0.1f32, 0.7, 0.2], [0.5, 0.3, 0.2]], &[1u8, 2])?, 0.5);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Accuracy {
    name: &'static str,
    mean: Mean,
}

impl Accuracy {
    /// The accuracy, reported as `"accuracy"`.
    pub const fn new() -> Accuracy {
        Accuracy { name: "accuracy", mean: Mean::new() }
    }

    /// Reports it under another name.
    pub const fn name(mut self, name: &'static str) -> Accuracy {
        self.name = name;
        self
    }
}

impl Default for Accuracy {
    fn default() -> Accuracy {
        Accuracy::new()
    }
}

impl<T: Element, Y: Answers<T, K>, const K: usize> Metric<[T; K], Y> for Accuracy {
    fn name(&self) -> &str {
        self.name
    }

    fn reset(&mut self) {
        self.mean = Mean::new();
    }

    fn update(&mut self, output: &[T; K], target: &Y) {
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
}

impl<T: Element, Y: Answers<T, K>, const K: usize> WeightedMetric<[T; K], Y> for Accuracy {
    fn update_weighted(&mut self, output: &[T; K], target: &Y, weight: f64) {
        self.mean.count(answer(output) == target.answer(), weight);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_output_is_compared_with_one_half() {
        let accuracy = Accuracy::new().evaluate(&[[0.6f32], [0.5], [0.4], [0.1]], &[1u8, 1, 0, 0]);
        assert_eq!(accuracy, Ok(0.75));
        assert_eq!(Accuracy::new().evaluate(&[[0.6f32], [0.4]], &[[1.0], [1.0]]), Ok(0.5));
    }

    #[test]
    fn of_several_outputs_the_first_of_the_largest_counts() {
        let outputs = [[0.1f32, 0.7, 0.2], [0.4, 0.4, 0.2], [0.4, 0.4, 0.2]];
        assert_eq!(Accuracy::new().evaluate(&outputs, &[1u32, 1, 0]), Ok(2.0 / 3.0));
        assert_eq!(Accuracy::new().evaluate(&[[0.1f32, 0.9]; 2], &[[0.0, 1.0], [1.0, 0.0]]), Ok(0.5));
    }
}
