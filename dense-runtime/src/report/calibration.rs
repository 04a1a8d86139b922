//! Whether probabilities are what they say.

use super::scored::scored;
use crate::data::Label;
use crate::{Element, Error};

/// Where one bin of probabilities ends and the next begins.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Strategy {
    /// All bins have the same width.
    #[default]
    Uniform,
    /// All bins have the same number of samples, as far as equal probabilities allow it.
    Quantile,
}

/// The samples whose probabilities lie in one range.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct CalibrationBin {
    /// The share of them that have label 1: scikit-learn's `prob_true`.
    pub fraction_of_positives: f64,
    /// The mean of their probabilities: scikit-learn's `prob_pred`.
    pub mean_predicted: f64,
    /// How many they are.
    pub count: usize,
}

/// How often yes is right, by how probable it was said to be: a reliability diagram. Made by [`calibration_curve`]; with the feature
/// `plot` it is a `Picture`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct CalibrationCurve {
    /// The bins that have samples, from low to high probabilities.
    pub bins: Vec<CalibrationBin>,
}

/// How often the label is 1 among samples of similar probabilities: scikit-learn's `calibration_curve`. `n_bins` is 5 there unless it is
/// given; 10 to 15 are usual for many samples.
///
/// ```
/// use dense_runtime::report::{Strategy, calibration_curve};
///
/// let probabilities = [0.0f32, 0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1.0];
/// let labels = [0u8, 0, 0, 0, 1, 0, 1, 1, 1, 1];
/// let curve = calibration_curve(&probabilities, &labels, 2, Strategy::Uniform)?;
/// assert_eq!((curve.bins[0].fraction_of_positives, curve.bins[0].count), (0.2, 5));
/// assert!((curve.bins[1].mean_predicted - 0.81).abs() < 1e-6);
/// assert!(curve.expected_calibration_error() < 0.01);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// For several classes, [`confidences`](super::confidences) gives the probabilities of the answers, and
/// [`one_vs_rest`](super::one_vs_rest) those of one class.
///
/// # Errors
///
/// [`Error::Lengths`] if there are not as many labels as probabilities, [`Error::NotFinite`] for a probability that is not finite,
/// [`Error::Label`] for a label that is neither 0 nor 1, [`Error::Empty`] without samples, [`Error::Setting`] for a probability that
/// is not in `0.0..=1.0`, or without bins.
pub fn calibration_curve<T: Element, Y: Label>(
    probabilities: &[T],
    labels: &[Y],
    n_bins: usize,
    strategy: Strategy,
) -> Result<CalibrationCurve, Error> {
    if n_bins == 0 {
        return Err(Error::Setting { name: "n_bins", value: 0.0, expected: "at least 1" });
    }
    let mut scored = scored(probabilities, labels)?;
    if let Some(&(value, _)) = scored.iter().find(|(score, _)| !(0.0..=1.0).contains(score)) {
        return Err(Error::Setting { name: "probabilities", value, expected: "in 0.0..=1.0" });
    }
    scored.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    // In NumPy's order of operations, so that a probability on an edge is on the same side of it.
    let share = |bin: usize| bin as f64 * (1.0 / n_bins as f64);
    let edge = |bin: usize| match strategy {
        Strategy::Uniform => share(bin),
        Strategy::Quantile => percentile(&scored, share(bin) * 100.0),
    };
    let mut bins = Vec::new();
    let mut rest = &scored[..];
    for bin in 1..=n_bins {
        // A probability on an edge belongs to the bin below it, and what is left to the last one.
        let len = if bin == n_bins { rest.len() } else { rest.partition_point(|(score, _)| *score <= edge(bin)) };
        let (here, above) = rest.split_at(len);
        rest = above;
        if here.is_empty() {
            continue;
        }
        let count = here.len() as f64;
        bins.push(CalibrationBin {
            fraction_of_positives: here.iter().filter(|(_, answer)| *answer).count() as f64 / count,
            mean_predicted: here.iter().map(|(score, _)| score).sum::<f64>() / count,
            count: here.len(),
        });
    }
    Ok(CalibrationCurve { bins })
}

/// NumPy's percentile: between two of the sorted scores it goes straight.
fn percentile(sorted: &[(f64, bool)], percent: f64) -> f64 {
    let place = (sorted.len() - 1) as f64 * (percent / 100.0);
    let (below, above) = (sorted[place.floor() as usize].0, sorted[place.ceil() as usize].0);
    let (way, part) = (above - below, place.fract());
    if part < 0.5 { below + way * part } else { above - way * (1.0 - part) }
}

impl CalibrationCurve {
    /// How far fractions are from probabilities, in the mean over all samples (Naeini et al., 2015): 0 for probabilities that
    /// are what they say.
    #[must_use]
    pub fn expected_calibration_error(&self) -> f64 {
        let samples: usize = self.bins.iter().map(|bin| bin.count).sum();
        self.bins.iter().map(|bin| bin.count as f64 * bin.error()).sum::<f64>() / samples as f64
    }

    /// How far the fraction is from the probability in the worst bin.
    #[must_use]
    pub fn maximum_calibration_error(&self) -> f64 {
        self.bins.iter().map(CalibrationBin::error).fold(0.0, f64::max)
    }
}

impl CalibrationBin {
    fn error(&self) -> f64 {
        (self.fraction_of_positives - self.mean_predicted).abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_and_probabilities_are_checked() {
        let none = calibration_curve(&[0.5f32], &[1u8], 0, Strategy::Uniform);
        assert!(matches!(none, Err(Error::Setting { name: "n_bins", .. })), "{none:?}");
        let beyond = calibration_curve(&[0.5f32, 1.5], &[1u8, 0], 2, Strategy::Uniform);
        assert!(matches!(beyond, Err(Error::Setting { name: "probabilities", value: 1.5, .. })), "{beyond:?}");
    }

    #[test]
    fn equal_probabilities_are_one_bin() {
        for strategy in [Strategy::Uniform, Strategy::Quantile] {
            let curve = calibration_curve(&[0.25f32; 8], &[1u8, 0, 0, 0, 1, 0, 0, 0], 4, strategy).expect("a curve");
            let bin = CalibrationBin { fraction_of_positives: 0.25, mean_predicted: 0.25, count: 8 };
            assert_eq!(curve.bins, [bin]);
            assert_eq!((curve.expected_calibration_error(), curve.maximum_calibration_error()), (0.0, 0.0));
        }
    }

    #[test]
    fn errors_are_weighted_by_samples() {
        let curve =
            calibration_curve(&[0.0f64, 0.0, 0.0, 1.0], &[1u8, 1, 1, 1], 2, Strategy::Uniform).expect("a curve");
        assert_eq!((curve.expected_calibration_error(), curve.maximum_calibration_error()), (0.75, 1.0));
    }
}
