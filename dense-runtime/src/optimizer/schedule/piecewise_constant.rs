//! Piecewise constant decay.

use super::{Schedule, check_rate};
use crate::Error;
use crate::optimizer::setting;

/// One rate up to and including each boundary, and another one behind it.
///
/// The rate is the first of `values` while `step <= boundaries[0]`, the second one while `step <= boundaries[1]`, and so on.
///
/// ```
/// use dense_runtime::optimizer::schedule::{PiecewiseConstantDecay, Schedule};
///
/// let schedule = PiecewiseConstantDecay::new([100, 200], [1.0, 0.5, 0.1]);
/// assert_eq!([100, 101, 200, 201].map(|step| schedule.learning_rate(step)), [1.0, 0.5, 0.5, 0.1]);
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct PiecewiseConstantDecay {
    boundaries: Vec<u64>,
    values: Vec<f64>,
}

impl PiecewiseConstantDecay {
    /// From the last steps of all rates but the last one, in ascending order, and the rates.
    ///
    /// Training refuses boundaries that do not ascend (Keras may give a sum of rates then), values that are not one
    /// more than the boundaries, and a rate that is negative or not finite.
    pub fn new(boundaries: impl Into<Vec<u64>>, values: impl Into<Vec<f64>>) -> PiecewiseConstantDecay {
        PiecewiseConstantDecay { boundaries: boundaries.into(), values: values.into() }
    }
}

impl Schedule for PiecewiseConstantDecay {
    fn learning_rate(&self, step: u64) -> f64 {
        // Without a value for the step the settings are refused; NaN is, too.
        self.values.get(self.boundaries.partition_point(|&last| last < step)).copied().unwrap_or(f64::NAN)
    }

    fn check(&self) -> Result<(), Error> {
        let as_many = self.values.len() == self.boundaries.len() + 1;
        setting("values", self.values.len() as f64, as_many, "as many values as `boundaries`, and one more")?;
        if let Some(pair) = self.boundaries.windows(2).find(|pair| pair[0] >= pair[1]) {
            return setting("boundaries", pair[1] as f64, false, "above the boundary before it");
        }
        self.values.iter().try_for_each(|&value| check_rate("values", value))
    }
}
