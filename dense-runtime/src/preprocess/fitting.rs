//! What fitting has in common: inputs that are numbers throughout, and scales that can be divided by.

use crate::{Element, Error, Sample};

/// Whether there are inputs, and all are finite.
pub(super) fn check_inputs<T: Element, const N: usize>(inputs: &[[T; N]]) -> Result<(), Error> {
    if inputs.is_empty() {
        return Err(Error::Empty { what: "data set" });
    }
    match inputs.iter().enumerate().find_map(|(sample, input)| Some((sample, input.not_finite()?))) {
        Some((sample, (index, value))) => Err(Error::NotFinite { what: "input", sample, index, value }),
        None => Ok(()),
    }
}

/// A figure of a column, if it could be computed.
pub(super) fn check_figure(column: usize, figure: f64) -> Result<f64, Error> {
    match figure.is_finite() {
        true => Ok(figure),
        false => Err(Error::Column { column, problem: "has numbers too large to compute with" }),
    }
}

/// What to divide by: a column that is constant, or nearly so, keeps its scale. The bound is scikit-learn's.
pub(super) fn scale_of(range: f64) -> f64 {
    if range < 10.0 * f64::EPSILON { 1.0 } else { range }
}
