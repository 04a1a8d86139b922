//! As many samples of each class, by leaving some out or by having some more than once.

use super::members::members;
use super::{Dataset, Label};
use crate::Sample;
use crate::random::{Random, Stream};

impl<X: Sample, Y: Label> Dataset<X, Y> {
    /// As many samples of each class as the largest has: behind all samples come copies of samples of the smaller classes, drawn by
    /// chance, which the seed decides. imbalanced-learn's `RandomOverSampler`.
    ///
    /// Split first: a copy in the part for validation would be no test of anything. [`shuffle`](Dataset::shuffle) afterwards where the
    /// order matters, as it does for [`validation_split`](crate::Trainer::validation_split).
    /// [`balanced_class_weights`](Dataset::balanced_class_weights) do much the same without copies.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::from_pairs([0u8, 0, 0, 0, 1].map(|label| ([0.5f32], label)))?;
    /// assert_eq!(data.oversample(7).targets(), [0, 0, 0, 0, 1, 1, 1, 1]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn oversample(self, seed: u64) -> Self {
        let members = members(&self.targets);
        let largest = members.values().map(Vec::len).max().unwrap_or(0);
        let mut random = Random::new(seed, Stream::Resample, 0);
        let mut samples: Vec<usize> = (0..self.len()).collect();
        samples.reserve(largest * members.len() - self.len());
        for members in members.values() {
            for _ in members.len()..largest {
                samples.push(members[random.below(members.len() as u32) as usize]);
            }
        }
        self.picked(&samples)
    }

    /// As many samples of each class as the smallest has, drawn by chance, which the seed decides. They keep their order.
    /// imbalanced-learn's `RandomUnderSampler`.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::from_pairs([0u8, 0, 1, 0, 0, 1].map(|label| ([0.5f32], label)))?;
    /// assert_eq!(data.undersample(7).class_counts().into_values().collect::<Vec<_>>(), [2, 2]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn undersample(self, seed: u64) -> Self {
        let mut members = members(&self.targets);
        let smallest = members.values().map(Vec::len).min().unwrap_or(0);
        let mut random = Random::new(seed, Stream::Resample, 1);
        let mut samples = Vec::with_capacity(smallest * members.len());
        for members in members.values_mut() {
            random.shuffle(members);
            samples.extend_from_slice(&members[..smallest]);
        }
        samples.sort_unstable();
        self.picked(&samples)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Samples that know their numbers, weighted by them.
    fn data(labels: &[u8]) -> Dataset<[f32; 1], u8> {
        let inputs = (0..labels.len()).map(|sample| [sample as f32]).collect();
        Dataset::new(inputs, labels.to_vec())
            .and_then(|data| data.sample_weight((0..labels.len()).map(|sample| sample as f64).collect()))
            .expect("good samples")
    }

    fn together(found: &Dataset<[f32; 1], u8>, of: &Dataset<[f32; 1], u8>) {
        for (sample, (input, &target)) in found.iter().enumerate() {
            assert_eq!(target, of.targets()[input[0] as usize]);
            assert_eq!(found.sample_weights().expect("weights")[sample], f64::from(input[0]));
        }
    }

    #[test]
    fn oversampling_keeps_all_samples_and_evens_classes() {
        let data = data(&[2, 0, 0, 2, 0, 5, 0, 0, 0, 2]);
        let more = data.clone().oversample(3);
        assert_eq!(more.class_counts().into_iter().collect::<Vec<_>>(), [(0, 6), (2, 6), (5, 6)]);
        assert_eq!(more.clone().take(10).expect("samples"), data);
        together(&more, &data);
        assert_eq!(more, data.clone().oversample(3));
        assert_ne!(more, data.clone().oversample(4));
        let even = data.filter(|_, &label| label == 2).expect("samples");
        assert_eq!(even.clone().oversample(1), even);
    }

    #[test]
    fn each_sample_is_copied_about_as_often() {
        let labels = [&[0; 3000][..], &[1; 3]].concat();
        let more = data(&labels).oversample(1);
        for sample in 3000..3003 {
            let copies = more.inputs().iter().filter(|&&[number]| number as usize == sample).count();
            assert!((900..1100).contains(&copies), "{copies}");
        }
    }

    #[test]
    fn undersampling_draws_without_replacement() {
        let data = data(&[2, 0, 0, 2, 0, 0, 0, 0, 0, 2]);
        let fewer = data.clone().undersample(3);
        assert_eq!(fewer.class_counts().into_iter().collect::<Vec<_>>(), [(0, 3), (2, 3)]);
        assert!(fewer.inputs().is_sorted_by(|[a], [b]| a < b));
        together(&fewer, &data);
        assert_eq!(fewer, data.clone().undersample(3));
        assert!((0..9).any(|seed| data.clone().undersample(seed) != fewer));
    }
}
