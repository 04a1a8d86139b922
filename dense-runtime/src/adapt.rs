//! What `Normalization` layers know of the data, taken from the data.

use crate::Error;
use crate::math::Real;
use crate::network::Network;
use crate::storage::{Sample, SampleFor};

/// Writes mean and variance of each column of the inputs into the layers that want them. Nothing changes if a number is not finite.
pub(crate) fn adapt<N: Network>(network: &mut N, inputs: &[N::Input]) -> Result<(), Error> {
    if inputs.is_empty() {
        return Err(Error::Empty { what: "data set" });
    }
    for (sample, input) in inputs.iter().enumerate() {
        if let Some((index, value)) = input.not_finite() {
            return Err(Error::NotFinite { what: "input", sample, index, value });
        }
    }
    for &tensor in N::ADAPTS {
        let width = N::PLAN.tensors[tensor].len();
        let offset = N::PLAN.tensor_offset(tensor);
        let (mean, variance) = network.parameters_mut()[offset..][..2 * width].split_at_mut(width);
        for (column, (mean, variance)) in mean.iter_mut().zip(variance).enumerate() {
            let numbers = || N::Input::flat(inputs).numbers.iter().skip(column).step_by(width);
            let share = 1.0 / numbers().count() as f64;
            let center = numbers().map(|x| x.as_f64()).sum::<f64>() * share;
            let square = |x: &N::Element| (x.as_f64() - center) * (x.as_f64() - center);
            *mean = N::Element::of(center);
            *variance = N::Element::of(numbers().map(square).sum::<f64>() * share);
        }
    }
    Ok(())
}
