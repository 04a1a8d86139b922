//! Precision over recall.

use super::scored::{Falling, falling, scored};
use crate::data::Label;
use crate::{Element, Error};

/// Which precision a threshold has at which recall. Made by [`precision_recall_curve`]; with the feature `plot` it is a
/// `Picture`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PrecisionRecallCurve {
    /// The share of the samples with a score of at least the threshold that have label 1. One more than thresholds: the last is 1.
    pub precision: Vec<f64>,
    /// The share of the samples of label 1 that have a score of at least the threshold. One more than thresholds: the last is 0.
    pub recall: Vec<f64>,
    /// The thresholds, rising: all scores that differ.
    pub thresholds: Vec<f64>,
    /// The share of the samples that have label 1: the precision of scores that mean nothing.
    pub prevalence: f64,
}

/// Precision and recall of scores, the larger the more yes, with labels 0 (no) and 1 (yes): scikit-learn's `precision_recall_curve`.
/// See [`roc_curve`](super::roc_curve) for where scores come from.
///
/// ```
/// use dense_runtime::report::precision_recall_curve;
///
/// let curve = precision_recall_curve(&[0.1f32, 0.4, 0.35, 0.8], &[0u8, 0, 1, 1])?;
/// assert_eq!(curve.precision, [0.5, 2.0 / 3.0, 0.5, 1.0, 1.0]);
/// assert_eq!(curve.recall, [1.0, 1.0, 0.5, 0.5, 0.0]);
/// assert!((curve.average_precision() - 5.0 / 6.0).abs() < 1e-12);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Lengths`] if there are not as many labels as scores, [`Error::NotFinite`] for a score that is not finite, [`Error::Label`]
/// for a label that is neither 0 nor 1, [`Error::Empty`] without scores and without a label 1, which leaves no recall.
pub fn precision_recall_curve<T: Element, Y: Label>(scores: &[T], labels: &[Y]) -> Result<PrecisionRecallCurve, Error> {
    let Falling { mut thresholds, no, yes } = falling(scored(scores, labels)?);
    let last = thresholds.len() - 1;
    if yes[last] == 0.0 {
        return Err(Error::Empty { what: "class of label 1" });
    }
    thresholds.reverse();
    let rising = (0..=last).rev();
    let precision = rising.clone().map(|at| yes[at] / (yes[at] + no[at])).chain([1.0]).collect();
    let recall = rising.map(|at| yes[at] / yes[last]).chain([0.0]).collect();
    Ok(PrecisionRecallCurve { precision, recall, thresholds, prevalence: yes[last] / scores.len() as f64 })
}

impl PrecisionRecallCurve {
    /// The mean of the precisions, each weighted with the recall that it adds: scikit-learn's `average_precision_score`.
    #[must_use]
    pub fn average_precision(&self) -> f64 {
        self.recall.windows(2).zip(&self.precision).map(|(recall, precision)| (recall[0] - recall[1]) * precision).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_alone_is_a_curve_and_no_alone_is_none() {
        let curve = precision_recall_curve(&[0.5f32, 0.5], &[1u8; 2]).expect("a curve");
        assert_eq!((&curve.precision[..], curve.average_precision()), (&[1.0, 1.0][..], 1.0));
        assert_eq!(precision_recall_curve(&[0.5f32], &[0u8]), Err(Error::Empty { what: "class of label 1" }));
    }
}
