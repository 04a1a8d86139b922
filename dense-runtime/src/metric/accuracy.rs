//! How often the network is right.

use super::Metric;
use crate::Element;
use crate::data::Target;

/// The share of right predictions.
///
/// What is right follows from the output and the target, as in Keras: with one output, `output > 0.5` must agree with the
/// target (binary accuracy); with several outputs and a label, the largest output must be the label's (sparse categorical
/// accuracy); with several outputs and an array, the largest of both must be at the same place (categorical accuracy). Of
/// equal outputs the first counts as the largest.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct Accuracy {
    right: u64,
    samples: u64,
}

impl Accuracy {
    /// The accuracy, reported as `"accuracy"`.
    pub const fn new() -> Accuracy {
        Accuracy { right: 0, samples: 0 }
    }
}

impl<T: Element, Y: Target + Answers<T, K>, const K: usize> Metric<[T; K], Y> for Accuracy {
    fn name(&self) -> &str {
        "accuracy"
    }

    fn reset(&mut self) {
        *self = Accuracy::new();
    }

    fn update(&mut self, output: &[T; K], target: &Y) {
        let predicted = if K == 1 { usize::from(output[0] > T::of(0.5)) } else { largest(output) };
        self.right += u64::from(predicted == target.answer());
        self.samples += 1;
    }

    fn result(&self) -> f64 {
        if self.samples == 0 { 0.0 } else { self.right as f64 / self.samples as f64 }
    }
}

/// A target that says which of `K` classes is right.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which of {K} classes is right",
    note = "a target is a class label (`u8`, `u16`, `u32`, `usize`), or an array as long as the output"
)]
pub trait Answers<T, const K: usize> {
    /// The class.
    fn answer(&self) -> usize;
}

macro_rules! labels {
    ($($label:ty),*) => {$(
        impl<T, const K: usize> Answers<T, K> for $label {
            fn answer(&self) -> usize {
                crate::data::Label::class(*self)
            }
        }
    )*};
}

labels!(u8, u16, u32, usize);

impl<T: Element, const K: usize> Answers<T, K> for [T; K] {
    fn answer(&self) -> usize {
        if K == 1 { usize::from(self[0] > T::of(0.5)) } else { largest(self) }
    }
}

/// The place of the first of the largest numbers.
fn largest<T: Element>(values: &[T]) -> usize {
    values.iter().enumerate().fold(0, |best, (at, value)| if *value > values[best] { at } else { best })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accuracy<const K: usize, Y: Target + Answers<f32, K>>(samples: &[([f32; K], Y)]) -> f64 {
        let mut accuracy = Accuracy::new();
        for (output, target) in samples {
            accuracy.update(output, target);
        }
        Metric::<[f32; K], Y>::result(&accuracy)
    }

    #[test]
    fn one_output_is_compared_with_one_half() {
        assert_eq!(accuracy(&[([0.6], 1u8), ([0.5], 1), ([0.4], 0), ([0.1], 0)]), 0.75);
        assert_eq!(accuracy(&[([0.6], [1.0]), ([0.4], [1.0])]), 0.5);
    }

    #[test]
    fn of_several_outputs_the_first_of_the_largest_counts() {
        assert_eq!(accuracy(&[([0.1, 0.7, 0.2], 1u32), ([0.4, 0.4, 0.2], 1), ([0.4, 0.4, 0.2], 0)]), 2.0 / 3.0);
        assert_eq!(accuracy(&[([0.1, 0.9], [0.0, 1.0]), ([0.1, 0.9], [1.0, 0.0])]), 0.5);
    }
}
