//! How many samples each class has, and how much they should count.

use std::collections::BTreeMap;

use super::{Dataset, Label};
use crate::{Error, Sample};

impl<X: Sample, Y: Label> Dataset<X, Y> {
    /// How many samples each class has. Classes without samples are not in it.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::from_pairs([0u8, 2, 0, 0, 2].map(|label| ([0.5f32], label)))?;
    /// let counts = data.class_counts();
    /// assert_eq!((counts[&0], counts.get(&1), counts[&2]), (3, None, 2));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn class_counts(&self) -> BTreeMap<usize, usize> {
        let mut counts = BTreeMap::new();
        for target in &self.targets {
            *counts.entry(target.class()).or_default() += 1;
        }
        counts
    }

    /// Weights with which all classes count the same in training, scikit-learn's `class_weight="balanced"`: `samples / (classes *
    /// samples of the class)` for each class from 0 to the largest label. Made for
    /// [`Trainer::class_weight`](crate::Trainer::class_weight).
    ///
    /// # Errors
    ///
    /// [`Error::TooFew`] for a class below the largest that has no samples. If the network tells more classes apart than there are
    /// labels here, training will say so.
    ///
    /// ```
    /// use dense_runtime::{Dataset, Trainer, loss::SparseCategoricalCrossentropy, optimizer::Adam};
    ///
    /// let data = Dataset::from_pairs([0u8, 0, 0, 1].map(|label| ([0.5f32], label)))?;
    /// let weights = data.balanced_class_weights()?;
    /// assert_eq!(weights, [4.0 / (2.0 * 3.0), 4.0 / (2.0 * 1.0)]);
    /// let trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new()).class_weight(&weights);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn balanced_class_weights(&self) -> Result<Vec<f64>, Error> {
        let counts = self.class_counts();
        // Before anything is made that has a place for each class: labels can be any number.
        if let Some((missing, _)) = counts.keys().enumerate().find(|&(expected, &class)| expected != class) {
            let what = String::from("balanced weights");
            return Err(Error::TooFew { what, class: Some(missing), needed: 1, found: 0 });
        }
        let classes = counts.len() as f64;
        Ok(counts.values().map(|&count| self.len() as f64 / (classes * count as f64)).collect())
    }

    /// The most frequent class (of equally frequent ones the smallest label), and which share of the samples it has: the accuracy
    /// of a guess that a network has to beat. scikit-learn's `DummyClassifier(strategy="most_frequent")`.
    ///
    /// ```
    /// use dense_runtime::Dataset;
    ///
    /// let data = Dataset::from_pairs([1u8, 0, 1, 1].map(|label| ([0.5f32], label)))?;
    /// assert_eq!(data.majority(), (1, 0.75));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn majority(&self) -> (usize, f64) {
        let (class, count) = self
            .class_counts()
            .into_iter()
            .reduce(|most, next| if next.1 > most.1 { next } else { most })
            .expect("a data set is never empty");
        (class, count as f64 / self.len() as f64)
    }
}
