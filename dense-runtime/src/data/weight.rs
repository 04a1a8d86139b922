//! What weights of samples must be.

use crate::Error;

/// Whether there is a weight for each sample that a loss can be multiplied by.
pub(crate) fn check_weights(weights: &[f64], samples: usize) -> Result<(), Error> {
    if weights.len() != samples {
        return Err(Error::Lengths { expected: samples, found: weights.len(), what: "sample weights" });
    }
    match weights.iter().position(|weight| !(*weight >= 0.0 && weight.is_finite())) {
        Some(sample) => Err(Error::Weight { sample, value: weights[sample] }),
        None => Ok(()),
    }
}
