//! The receiver operating characteristic.

use super::scored::{Falling, falling, scored, trapezoids};
use crate::data::Label;
use crate::{Element, Error};

/// How the share of yes that is found grows with the share of no that is taken for yes, as the threshold goes down. Made by
/// [`roc_curve`]; with the feature `plot` it is a `Picture`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct RocCurve {
    /// The share of the samples of label 0 whose score is at least the threshold: scikit-learn's `fpr`.
    pub false_positive_rate: Vec<f64>,
    /// The share of the samples of label 1 whose score is at least the threshold: scikit-learn's `tpr`.
    pub true_positive_rate: Vec<f64>,
    /// The thresholds, falling. The first is infinite: nothing is above it.
    pub thresholds: Vec<f64>,
}

/// The receiver operating characteristic of scores, the larger the more yes, with labels 0 (no) and 1 (yes): scikit-learn's `roc_curve`.
/// Points on a straight line between others are left out, as there.
///
/// The outputs of a network with a single output are scores as `outputs.as_flattened()`, those of one with several as
/// [`one_vs_rest`](super::one_vs_rest). [`AUC`](crate::metric::AUC) is the metric for training; here the thresholds are the scores
/// themselves, and the area is exact.
///
/// ```
/// use dense_runtime::report::roc_curve;
///
/// let roc = roc_curve(&[0.1f32, 0.4, 0.35, 0.8], &[0u8, 0, 1, 1])?;
/// assert_eq!(roc.false_positive_rate, [0.0, 0.0, 0.5, 0.5, 1.0]);
/// assert_eq!(roc.true_positive_rate, [0.0, 0.5, 0.5, 1.0, 1.0]);
/// assert_eq!(roc.auc(), 0.75);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Lengths`] if there are not as many labels as scores, [`Error::NotFinite`] for a score that is not finite, [`Error::Label`]
/// for a label that is neither 0 nor 1, [`Error::Empty`] without scores and where all labels are the same, which leaves no curve.
pub fn roc_curve<T: Element, Y: Label>(scores: &[T], labels: &[Y]) -> Result<RocCurve, Error> {
    let Falling { thresholds, no, yes } = falling(scored(scores, labels)?);
    let last = thresholds.len() - 1;
    let (all_no, all_yes) = (no[last], yes[last]);
    if all_no == 0.0 || all_yes == 0.0 {
        return Err(Error::Empty { what: if all_no == 0.0 { "class of label 0" } else { "class of label 1" } });
    }
    let mut curve =
        RocCurve { false_positive_rate: vec![0.0], true_positive_rate: vec![0.0], thresholds: vec![f64::INFINITY] };
    let straight = |counts: &[f64], at: usize| counts[at + 1] - counts[at] == counts[at] - counts[at - 1];
    for at in 0..=last {
        if at > 0 && at < last && straight(&no, at) && straight(&yes, at) {
            continue;
        }
        curve.false_positive_rate.push(no[at] / all_no);
        curve.true_positive_rate.push(yes[at] / all_yes);
        curve.thresholds.push(thresholds[at]);
    }
    Ok(curve)
}

impl RocCurve {
    /// The area under the curve: how likely a yes has a larger score than a no (scikit-learn's `roc_auc_score`).
    #[must_use]
    pub fn auc(&self) -> f64 {
        trapezoids(&self.false_positive_rate, &self.true_positive_rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_class_alone_has_no_curve() {
        assert_eq!(roc_curve(&[0.1f32, 0.2], &[1u8; 2]), Err(Error::Empty { what: "class of label 0" }));
        assert_eq!(roc_curve(&[0.1f32, 0.2], &[0u8; 2]), Err(Error::Empty { what: "class of label 1" }));
    }

    #[test]
    fn equal_scores_are_one_threshold() {
        let roc = roc_curve(&[0.0f32, -0.0], &[0u8, 1]).expect("a curve");
        assert_eq!((roc.thresholds.len(), roc.auc()), (2, 0.5));
    }

    /// The area is how often a yes beats a no.
    #[test]
    fn the_area_counts_pairs() {
        let mut state = 7u64;
        let mut next = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) % 20
        };
        let scores: Vec<f64> = (0..200).map(|_| next() as f64).collect();
        let labels: Vec<u8> = (0..200).map(|_| u8::from(next() < 9)).collect();
        let (mut wins, mut pairs) = (0.0, 0.0);
        for (yes, _) in scores.iter().zip(&labels).filter(|(_, label)| **label == 1) {
            for (no, _) in scores.iter().zip(&labels).filter(|(_, label)| **label == 0) {
                pairs += 1.0;
                wins += if yes > no {
                    1.0
                } else if yes == no {
                    0.5
                } else {
                    0.0
                };
            }
        }
        let area = roc_curve(&scores, &labels).expect("a curve").auc();
        assert!((area - wins / pairs).abs() < 1e-12, "{area} {}", wins / pairs);
    }
}
