//! Scores beside what they should have said, and how to come by them.

use crate::data::Label;
use crate::metric::Answers;
use crate::{Element, Error};

/// Score and answer of each sample, checked: as many labels as scores, scores that are finite, labels that are 0 or 1.
pub(super) fn scored<T: Element, Y: Label>(scores: &[T], labels: &[Y]) -> Result<Vec<(f64, bool)>, Error> {
    if scores.len() != labels.len() {
        return Err(Error::Lengths { expected: scores.len(), found: labels.len(), what: "labels" });
    }
    if scores.is_empty() {
        return Err(Error::Empty { what: "list of scores" });
    }
    let pairs = scores.iter().zip(labels).enumerate().map(|(sample, (score, label))| {
        let value = score.as_f64();
        if !value.is_finite() {
            return Err(Error::NotFinite { what: "score", sample, index: 0, value });
        }
        match label.class() {
            label @ (0 | 1) => Ok((value, label == 1)),
            label => Err(Error::Label { sample, label, classes: 2 }),
        }
    });
    pairs.collect()
}

/// Counts of samples as a threshold goes down: at each of the scores, the largest first, how many samples with at least this score
/// should be no, and yes.
pub(super) struct Falling {
    pub(super) thresholds: Vec<f64>,
    pub(super) no: Vec<f64>,
    pub(super) yes: Vec<f64>,
}

pub(super) fn falling(mut scored: Vec<(f64, bool)>) -> Falling {
    scored.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    let mut counts = Falling { thresholds: Vec::new(), no: Vec::new(), yes: Vec::new() };
    let (mut no, mut yes) = (0.0, 0.0);
    // `==`, not bits: 0 and -0 are the same threshold.
    for equal in scored.chunk_by(|(a, _), (b, _)| a == b) {
        let more = equal.iter().filter(|&&(_, answer)| answer).count();
        yes += more as f64;
        no += (equal.len() - more) as f64;
        counts.thresholds.push(equal[0].0);
        counts.no.push(no);
        counts.yes.push(yes);
    }
    counts
}

/// The area under straight lines between points.
pub(super) fn trapezoids(x: &[f64], y: &[f64]) -> f64 {
    x.windows(2).zip(y.windows(2)).map(|(x, y)| (x[1] - x[0]) * (y[0] + y[1]) / 2.0).sum()
}

/// One class against all others: the output for the class, and whether it is right (1) or not (0), for [`roc_curve`](super::roc_curve)
/// and its kin. A network with a single output has the classes 0 and 1, and the score of 0 is one less the output.
///
/// ```
/// use dense_runtime::report::{one_vs_rest, roc_curve};
///
/// let outputs = [[0.7f32, 0.2, 0.1], [0.3, 0.4, 0.3], [0.1, 0.1, 0.8]];
/// let (scores, labels) = one_vs_rest(&outputs, &[0u8, 1, 2], 2)?;
/// assert_eq!((&scores[..], &labels[..]), (&[0.1, 0.3, 0.8][..], &[0, 0, 1][..]));
/// assert_eq!(roc_curve(&scores, &labels)?.auc(), 1.0);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Lengths`] if there are not as many targets as outputs, [`Error::Setting`] if there is no such class, [`Error::Label`] for a
/// target that is none of the classes.
pub fn one_vs_rest<T: Element, Y: Answers<T, K>, const K: usize>(
    outputs: &[[T; K]],
    targets: &[Y],
    class: usize,
) -> Result<(Vec<T>, Vec<u8>), Error> {
    let answers = answers(outputs, targets)?;
    if class >= classes(K) {
        return Err(Error::Setting { name: "class", value: class as f64, expected: "one of the network's classes" });
    }
    let score = |output: &[T; K]| match (output.as_slice(), class) {
        ([yes], 0) => T::one() - *yes,
        ([yes], _) => *yes,
        (all, _) => all[class],
    };
    Ok((outputs.iter().map(score).collect(), answers.iter().map(|&answer| u8::from(answer == class)).collect()))
}

/// How sure a network is and whether it is right: for each sample the probability of the class that it says, and 1 if that is the right
/// one, for [`calibration_curve`](super::calibration_curve). The expected calibration error of these is that of Guo et al. (2017).
///
/// ```
/// use dense_runtime::report::{Strategy, calibration_curve, confidences};
///
/// let outputs = [[0.75f32, 0.125, 0.125], [0.25, 0.5, 0.25], [0.75, 0.25, 0.0]];
/// let (scores, right) = confidences(&outputs, &[0u8, 2, 0])?;
/// assert_eq!((&scores[..], &right[..]), (&[0.75, 0.5, 0.75][..], &[1, 0, 1][..]));
/// let error = calibration_curve(&scores, &right, 10, Strategy::Uniform)?.expected_calibration_error();
/// assert_eq!(error, (2.0 * 0.25 + 0.5) / 3.0);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::Lengths`] if there are not as many targets as outputs, [`Error::Label`] for a target that is none of the classes.
pub fn confidences<T: Element, Y: Answers<T, K>, const K: usize>(
    outputs: &[[T; K]],
    targets: &[Y],
) -> Result<(Vec<T>, Vec<u8>), Error> {
    let answers = answers(outputs, targets)?;
    let sure = |output: &[T; K]| match *output.as_slice() {
        [yes] => yes.max(T::one() - yes),
        _ => output[said(output)],
    };
    let right = |(output, &answer): (&[T; K], &usize)| u8::from(said(output) == answer);
    Ok((outputs.iter().map(sure).collect(), outputs.iter().zip(&answers).map(right).collect()))
}

/// The class of each target.
pub(super) fn answers<T: Element, Y: Answers<T, K>, const K: usize>(
    outputs: &[[T; K]],
    targets: &[Y],
) -> Result<Vec<usize>, Error> {
    if outputs.len() != targets.len() {
        return Err(Error::Lengths { expected: outputs.len(), found: targets.len(), what: "targets" });
    }
    let checked = |(sample, target): (usize, &Y)| match target.answer() {
        label if label < classes(K) => Ok(label),
        label => Err(Error::Label { sample, label, classes: classes(K) }),
    };
    targets.iter().enumerate().map(checked).collect()
}

/// The class that an output says.
pub(super) fn said<T: Element, const K: usize>(output: &[T; K]) -> usize {
    crate::metric::answer(output)
}

/// How many classes so many outputs tell apart.
pub(super) const fn classes(outputs: usize) -> usize {
    if outputs == 1 { 2 } else { outputs }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_and_labels_are_checked() {
        let lengths = Error::Lengths { expected: 2, found: 1, what: "labels" };
        assert_eq!(scored(&[0.1f32, 0.2], &[1u8]), Err(lengths));
        assert_eq!(scored::<f32, u8>(&[], &[]), Err(Error::Empty { what: "list of scores" }));
        let label = Error::Label { sample: 1, label: 2, classes: 2 };
        assert_eq!(scored(&[0.1f32, 0.2], &[1u8, 2]), Err(label));
        for value in [f64::NAN, f64::INFINITY] {
            let found = scored(&[0.1, value], &[1u8, 0]);
            assert!(matches!(found, Err(Error::NotFinite { what: "score", sample: 1, .. })), "{found:?}");
        }
    }

    #[test]
    fn one_output_tells_two_classes_apart() {
        let (outputs, targets) = ([[0.75f32], [0.25]], [1u8, 1]);
        assert_eq!(one_vs_rest(&outputs, &targets, 1), Ok((vec![0.75, 0.25], vec![1, 1])));
        assert_eq!(one_vs_rest(&outputs, &targets, 0), Ok((vec![0.25, 0.75], vec![0, 0])));
        assert!(matches!(one_vs_rest(&outputs, &targets, 2), Err(Error::Setting { name: "class", .. })));
        assert_eq!(confidences(&outputs, &targets), Ok((vec![0.75, 0.75], vec![1, 0])));
        assert_eq!(confidences(&outputs, &[1u8, 2]), Err(Error::Label { sample: 1, label: 2, classes: 2 }));
        assert!(matches!(confidences(&outputs, &[1u8]), Err(Error::Lengths { .. })));
    }
}
