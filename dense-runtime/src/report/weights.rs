//! How the parameters of a network are distributed.

use core::fmt;

use super::text::column;
use crate::network::{AsNetwork, Network};
use crate::train::figure;
use crate::{Element, Error};

/// How many numbers lie in each of several ranges of the same width: NumPy's `histogram`.
///
/// ```
/// use dense_runtime::report::Histogram;
///
/// let histogram = Histogram::of(&[1.0f32, 2.0, 1.0], 2)?;
/// assert_eq!((histogram.low, histogram.high, &histogram.counts[..]), (1.0, 2.0, &[2, 1][..]));
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Histogram {
    /// Where the first range begins: the smallest number.
    pub low: f64,
    /// Where the last range ends: the largest number, which is in it. If all numbers are the same, the ranges go half a unit to either
    /// side.
    pub high: f64,
    /// How many numbers are in each range. One that is on an edge is in the range above it.
    pub counts: Vec<u64>,
}

impl Histogram {
    /// The histogram of these numbers with so many ranges.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without numbers, [`Error::NotFinite`] for one that is not finite, [`Error::Setting`] without ranges.
    pub fn of<T: Element>(values: &[T], bins: usize) -> Result<Histogram, Error> {
        if bins == 0 {
            return Err(Error::Setting { name: "bins", value: 0.0, expected: "at least 1" });
        }
        if values.is_empty() {
            return Err(Error::Empty { what: "list of numbers" });
        }
        if let Some(index) = values.iter().position(|value| !value.is_finite()) {
            return Err(Error::NotFinite { what: "number", sample: index, index: 0, value: values[index].as_f64() });
        }
        Ok(Histogram::of_finite(values.iter().map(|value| value.as_f64()), bins))
    }

    fn of_finite(values: impl Iterator<Item = f64> + Clone, bins: usize) -> Histogram {
        let (mut low, mut high) = range(values.clone());
        if low == high {
            (low, high) = (low - 0.5, high + 0.5);
        }
        let mut histogram = Histogram { low, high, counts: vec![0; bins] };
        let edges = histogram.edges();
        for value in values {
            // The first edge above it ends its range, and the last range has its end, too.
            let bin = edges.partition_point(|edge| *edge <= value).clamp(1, bins) - 1;
            histogram.counts[bin] += 1;
        }
        histogram
    }

    /// Where the ranges begin, and where the last one ends.
    #[must_use]
    pub fn edges(&self) -> Vec<f64> {
        let bins = self.counts.len();
        let step = (self.high - self.low) / bins as f64;
        let edge = |bin: usize| match bin as f64 / bins as f64 {
            1.0 => self.high,
            _ if step.is_finite() => self.low + bin as f64 * step,
            part => self.low * (1.0 - part) + self.high * part,
        };
        (0..=bins).map(edge).collect()
    }
}

/// What a network's tensors of parameters look like: means, ranges and histograms.
///
/// Printed, it is a table. With the feature `plot` it is a `Picture`.
///
/// ```
/// use dense_runtime::report::Weights;
/// use dense_runtime::{Network, network};
///
/// network! { struct Net { Input(8) -> hidden: Dense(16, relu, he_uniform) -> Dense(1) } }
///
/// let weights = Weights::of(&Net::new(1));
/// let kernel = &weights.tensors[0];
/// assert_eq!((&*kernel.name, &kernel.shape[..]), ("hidden.kernel", &[8, 16][..]));
/// assert!(kernel.mean.abs() < 0.2 && kernel.histogram.counts.iter().sum::<u64>() == 128);
/// println!("{weights}");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[must_use]
pub struct Weights {
    /// The tensors, in the order of the layers.
    pub tensors: Vec<TensorWeights>,
}

/// What a tensor of parameters looks like. Numbers that are not finite do not count in it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TensorWeights {
    /// The tensor's name: `hidden.kernel`.
    pub name: String,
    /// Its shape, as Keras has it.
    pub shape: Vec<usize>,
    /// The mean of its numbers.
    pub mean: f64,
    /// Their standard deviation, that of a population.
    pub standard_deviation: f64,
    /// The smallest number.
    pub min: f64,
    /// The largest number.
    pub max: f64,
    /// How many numbers are NaN or infinite.
    pub not_finite: usize,
    /// The histogram of the numbers in 30 ranges.
    pub histogram: Histogram,
}

impl Weights {
    /// The parameters of a network.
    pub fn of<A: AsNetwork>(model: &A) -> Weights {
        let tensors = model.as_network().tensors();
        let tensors = tensors.map(|tensor| TensorWeights::of(tensor.name(), tensor.shape(), tensor.values()));
        Weights { tensors: tensors.collect() }
    }
}

impl TensorWeights {
    pub(super) fn of<T: Element>(name: &str, shape: &[usize], values: &[T]) -> TensorWeights {
        // No copy: a network may be as large as the memory allows.
        let finite = values.iter().map(|value| value.as_f64()).filter(|value| value.is_finite());
        let count = finite.clone().count();
        let mean = |sum: f64| sum / count.max(1) as f64;
        let average = mean(finite.clone().sum());
        let variance = mean(finite.clone().map(|value| (value - average).powi(2)).sum());
        let (min, max) = range(finite.clone());
        TensorWeights {
            name: name.to_owned(),
            shape: shape.to_vec(),
            mean: average,
            standard_deviation: variance.sqrt(),
            min,
            max,
            not_finite: values.len() - count,
            histogram: Histogram::of_finite(finite, 30),
        }
    }
}

/// The smallest and the largest number; zeros without numbers.
fn range(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let pairs = values.map(|value| (value, value));
    pairs.reduce(|(low, high), (value, _)| (low.min(value), high.max(value))).unwrap_or((0.0, 0.0))
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows =
            vec![["tensor", "shape", "mean", "deviation", "min", "max", "not finite"].map(str::to_owned).to_vec()];
        rows.extend(self.tensors.iter().map(|it| {
            let figures = [it.mean, it.standard_deviation, it.min, it.max].map(figure);
            let named = [it.name.clone(), format!("{:?}", it.shape)];
            named.into_iter().chain(figures).chain([it.not_finite.to_string()]).collect()
        }));
        let widths: Vec<usize> = (0..rows[0].len()).map(|at| column(&rows, at)).collect();
        for row in &rows {
            write!(f, "{:a$}  {:b$}", row[0], row[1], a = widths[0], b = widths[1])?;
            for (cell, width) in row.iter().zip(&widths).skip(2) {
                write!(f, "  {cell:>width$}")?;
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_those_of_numpy() {
        let counts = |values: &[f64], bins| Histogram::of(values, bins).expect("numbers").counts;
        assert_eq!(counts(&[1.0, 2.0, 3.0, 4.0, 5.0], 4), [1, 1, 1, 2]);
        // Tenths are not on the edges that they seem to be on, and NumPy has these counts too.
        let tenths = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0];
        assert_eq!(counts(&tenths, 10), [1, 1, 2, 0, 1, 2, 1, 0, 1, 2]);
        let equal = Histogram::of(&[7.0; 3], 2).expect("numbers");
        assert_eq!((equal.low, equal.high, &equal.counts[..]), (6.5, 7.5, &[0, 3][..]));
        assert_eq!(counts(&[f64::MIN, 0.0, f64::MAX], 3), [1, 1, 1]);
    }

    #[test]
    fn numbers_and_settings_are_checked() {
        assert!(matches!(Histogram::of(&[1.0f32], 0), Err(Error::Setting { name: "bins", .. })));
        assert_eq!(Histogram::of::<f32>(&[], 3), Err(Error::Empty { what: "list of numbers" }));
        assert!(matches!(Histogram::of(&[1.0, f64::NAN], 3), Err(Error::NotFinite { sample: 1, .. })));
    }

    #[test]
    fn numbers_that_are_not_finite_are_counted() {
        let tensor = TensorWeights::of("a", &[4], &[1.0, f64::NAN, 3.0, f64::INFINITY]);
        assert_eq!((tensor.mean, tensor.standard_deviation, tensor.not_finite), (2.0, 1.0, 2));
        assert_eq!((tensor.min, tensor.max, tensor.histogram.counts.iter().sum::<u64>()), (1.0, 3.0, 2));
        let none = TensorWeights::of("a", &[1], &[f64::NAN]);
        assert_eq!((none.mean, none.min, none.histogram.counts.iter().sum::<u64>()), (0.0, 0.0, 0));
        let text = Weights { tensors: vec![tensor] }.to_string();
        assert!(text.starts_with("tensor  shape    mean") && text.ends_with("       2\n"), "{text}");
    }
}
