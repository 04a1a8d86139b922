//! How often the network is right.

use super::answers::answer;
use super::mean::{Mean, share};
use super::{AnswersOf, Direction, Metric, WeightedMetric};
use crate::Tensor;

/// The share of right predictions, 0 without samples.
///
/// What is right follows from the output and the target, as for Keras's `"accuracy"`: with one output, `output > 0.5`
/// must agree with the target (binary accuracy); with several outputs and a label, the largest output must be the
/// label's (sparse categorical accuracy); with several outputs and an array, the largest of both must be at the same
/// place (categorical accuracy). Of equal outputs the first counts as the largest. Outputs with several places, such as the pixels of
/// an image, are looked at place by place, and the figure is the share of places; targets have a label or an array for each.
///
/// ```
/// use dense_runtime::metric::{Accuracy, Metric};
///
/// assert_eq!(Accuracy::new().evaluate(&[[0.9f32], [0.6], [0.2], [0.1]], &[1u8, 0, 0, 0])?, 0.75);
/// assert_eq!(Accuracy::new().evaluate(&[[0.1f32, 0.7, 0.2], [0.5, 0.3, 0.2]], &[1u8, 2])?, 0.5);
/// assert_eq!(Accuracy::new().evaluate(&[[[0.1f32, 0.7, 0.2], [0.5, 0.3, 0.2]]], &[[1u8, 2]])?, 0.5);
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

impl<O: Tensor, Y: AnswersOf<O>> Metric<O, Y> for Accuracy {
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
        Some(Direction::Up)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(self.mean.state())
    }
}

impl<O: Tensor, Y: AnswersOf<O>> WeightedMetric<O, Y> for Accuracy {
    fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
        self.mean.add(share(output, target.answers_of(), |output, class| answer(output) == class), weight);
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

    #[test]
    fn of_several_places_all_count() {
        let output = [[[0.1f64, 0.9], [0.8, 0.2]], [[0.5, 0.5], [0.3, 0.7]]];
        assert_eq!(Accuracy::new().evaluate(&[output], &[[[1u16, 0], [1, 1]]]), Ok(0.75));
        let shares = [[[0.0, 1.0], [0.6, 0.4]], [[0.4, 0.6], [0.1, 0.9]]];
        assert_eq!(Accuracy::new().evaluate(&[output], &[shares]), Ok(0.75));
        let yes = [[[0.6f32], [0.5]], [[0.4], [0.9]]];
        assert_eq!(Accuracy::new().evaluate(&[yes], &[[[1u8, 1], [0, 1]]]), Ok(0.75));
        assert_eq!(Accuracy::new().evaluate(&[yes], &[[[[1.0], [1.0]], [[0.0], [1.0]]]]), Ok(0.75));
        // A weight is that of all places of a sample.
        let found = Accuracy::new().evaluate_weighted(&[yes, yes], &[[[1u8, 1], [0, 1]], [[0; 2]; 2]], &[3.0, 1.0]);
        assert_eq!(found, Ok((3.0 * 0.75 + 0.5) / 4.0));
    }
}
