//! The area under a curve that a threshold draws as it moves.

use super::{Answers, Direction, Metric, WeightedMetric, ratio};
use crate::math::Real;
use crate::{Element, Error};

/// Which curve the thresholds draw.
///
/// ```
/// use dense_runtime::metric::{AUC, Curve, Metric};
///
/// let (outputs, targets) = ([[0.9f32], [0.1], [0.1], [0.1]], [0u8, 0, 0, 1]);
/// assert!((AUC::new().curve(Curve::ROC).evaluate(&outputs, &targets)? - 1.0 / 3.0).abs() < 1e-12);
/// assert!(AUC::new().curve(Curve::PR).evaluate(&outputs, &targets)? < 0.3);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Curve {
    /// The receiver operating characteristic: the share of yes that is found over the share of no that is taken for
    /// yes.
    #[default]
    ROC,
    /// Precision over recall.
    PR,
}

/// How the curve goes between two thresholds.
///
/// ```
/// use dense_runtime::metric::{AUC, Metric, SummationMethod};
///
/// // Between two thresholds are a yes and a no, of which nobody knows which comes first.
/// let area = |method| AUC::new().summation_method(method).evaluate(&[[0.5f32], [0.5]], &[0u8, 1]);
/// assert_eq!(area(SummationMethod::Minoring)?, 0.0);
/// assert_eq!(area(SummationMethod::Interpolation)?, 0.5);
/// assert_eq!(area(SummationMethod::Majoring)?, 1.0);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SummationMethod {
    /// Straight; for precision and recall, the counts go straight and their ratio does not (Davis and Goadrich, 2006).
    #[default]
    Interpolation,
    /// At the lower one of both ends: an area that is rather too small.
    Minoring,
    /// At the higher one of both ends: an area that is rather too large.
    Majoring,
}

/// The area under the [curve](Curve) of answers of yes (`output > threshold`) at evenly spaced thresholds: 1 if a
/// threshold separates yes from no, near 0.5 for [`Curve::ROC`] if outputs mean nothing. 0 without samples, and where
/// there is no curve: [`Curve::ROC`] needs targets of both kinds, [`Curve::PR`] one that is yes.
///
/// Outputs are probabilities, and clipped to `0..=1`; or logits, with [`from_logits`](AUC::from_logits). Targets are
/// arrays as long as the output, or class labels: a label is yes for its class and no for the others, or the answer
/// itself for a single output. A target is yes if it is not 0. All outputs of a sample are taken together. The first
/// threshold is a little less than 0 and the last one a little more than 1, as in Keras; outputs between two of them
/// are not told apart.
///
/// ```
/// use dense_runtime::metric::{AUC, Curve, Metric};
///
/// let (outputs, targets) = ([[0.0f32], [0.5], [0.3], [0.9]], [0u8, 0, 1, 1]);
/// assert_eq!(AUC::new().evaluate(&outputs, &targets)?, 0.75);
/// assert!(AUC::new().curve(Curve::PR).evaluate(&outputs, &targets)? > 0.75);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct AUC {
    name: &'static str,
    curve: Curve,
    summation_method: SummationMethod,
    from_logits: bool,
    /// For each threshold how many outputs lie between it and the next one: those that should be yes, and no.
    buckets: Vec<(f64, f64)>,
}

impl AUC {
    /// The area under the receiver operating characteristic with 200 thresholds, reported as `"auc"`.
    pub fn new() -> AUC {
        let (curve, summation_method) = (Curve::ROC, SummationMethod::Interpolation);
        AUC { name: "auc", curve, summation_method, from_logits: false, buckets: vec![(0.0, 0.0); 200] }
    }

    /// How many thresholds there are, both ends included; at least 2. The default is 200.
    pub fn num_thresholds(mut self, num_thresholds: usize) -> AUC {
        self.buckets = vec![(0.0, 0.0); num_thresholds];
        self
    }

    /// Which curve is drawn. The default is [`Curve::ROC`].
    pub fn curve(mut self, curve: Curve) -> AUC {
        self.curve = curve;
        self
    }

    /// How the curve goes between thresholds. The default is [`SummationMethod::Interpolation`].
    pub fn summation_method(mut self, summation_method: SummationMethod) -> AUC {
        self.summation_method = summation_method;
        self
    }

    /// Whether the outputs are logits, of which the sigmoid is taken. The default is `false`.
    pub fn from_logits(mut self, from_logits: bool) -> AUC {
        self.from_logits = from_logits;
        self
    }

    /// Reports it under another name.
    pub fn name(mut self, name: &'static str) -> AUC {
        self.name = name;
        self
    }

    /// The area from the right end of the curve, where no output is above the threshold, to the left one.
    fn area(&self) -> f64 {
        let (yes, no) = self.buckets.iter().fold((0.0, 0.0), |sum, bucket| (sum.0 + bucket.0, sum.1 + bucket.1));
        // A place on the curve, from the answers of yes that are right and wrong.
        let place = |(right, wrong): (f64, f64)| match self.curve {
            Curve::ROC => (ratio(wrong, no), ratio(right, yes)),
            Curve::PR => (ratio(right, yes), ratio(right, right + wrong)),
        };
        let mut area = 0.0;
        let mut here = (0.0, 0.0);
        for &(right, wrong) in self.buckets.iter().rev() {
            let before = here;
            here = (here.0 + right, here.1 + wrong);
            if (self.curve, self.summation_method) == (Curve::PR, SummationMethod::Interpolation) {
                area += ratio(interpolated_precision(here, before), yes);
                continue;
            }
            let ((x, y), (x_before, y_before)) = (place(here), place(before));
            let height = match self.summation_method {
                SummationMethod::Interpolation => (y + y_before) / 2.0,
                SummationMethod::Minoring => y.min(y_before),
                SummationMethod::Majoring => y.max(y_before),
            };
            area += (x - x_before) * height;
        }
        area
    }
}

/// The integral of the precision over the answers of yes that are right, between two thresholds.
fn interpolated_precision(here: (f64, f64), before: (f64, f64)) -> f64 {
    let (all, all_before) = (here.0 + here.1, before.0 + before.1);
    let right = here.0 - before.0;
    let slope = ratio(right, all - all_before);
    let intercept = before.0 - slope * all_before;
    let growth = if all > 0.0 && all_before > 0.0 { all / all_before } else { 1.0 };
    slope * (right + intercept * Real::ln(growth))
}

impl Default for AUC {
    fn default() -> AUC {
        AUC::new()
    }
}

impl<T: Element, Y: Answers<T, K>, const K: usize> Metric<[T; K], Y> for AUC {
    fn name(&self) -> &str {
        self.name
    }

    fn reset(&mut self) {
        self.buckets.fill((0.0, 0.0));
    }

    fn update(&mut self, output: &[T; K], target: &Y) {
        self.update_weighted(output, target, 1.0);
    }

    fn result(&self) -> f64 {
        self.area()
    }

    fn direction(&self) -> Option<Direction> {
        Some(Direction::Up)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(self.buckets.iter_mut().flat_map(|(yes, no)| [yes, no]).collect())
    }

    fn check(&self) -> Result<(), Error> {
        match self.buckets.len() {
            short @ (0 | 1) => {
                Err(Error::Setting { name: "num_thresholds", value: short as f64, expected: "at least 2" })
            }
            _ => Ok(()),
        }
    }
}

impl<T: Element, Y: Answers<T, K>, const K: usize> WeightedMetric<[T; K], Y> for AUC {
    fn update_weighted(&mut self, output: &[T; K], target: &Y, weight: f64) {
        let scale = T::of(self.buckets.len().saturating_sub(1) as f64);
        for (&y, t) in output.iter().zip(target.marks()) {
            let y = if self.from_logits { y.sigmoid() } else { y };
            // An output on a threshold is not above it. Zero is above the first one all the same, and NaN counts as
            // zero.
            let chance = y.clamp(T::zero(), T::one());
            let bucket = ((chance * scale).ceil() - T::one()).max(T::zero()).as_f64() as usize;
            if let Some((yes, no)) = self.buckets.get_mut(bucket) {
                *if t == T::zero() { no } else { yes } += weight;
            }
        }
    }
}
