//! Which classes a network takes for which others.

use core::fmt;

use super::Answers;
use super::answers::answer;
use crate::{Element, Error};

/// How many samples of each of `K` classes a network takes for each of them. It is a table and no single figure, so it
/// is asked by itself, not by a trainer. It is `8·K²` bytes of plain data, which for many classes should lie in a
/// `Box`. [`Confusion`](crate::report::Confusion) has names of classes, precision and recall.
///
/// ```
/// use dense_runtime::metric::ConfusionMatrix;
///
/// let outputs = [[0.7f32, 0.2, 0.1], [0.5, 0.4, 0.1], [0.1, 0.1, 0.8]];
/// let matrix = ConfusionMatrix::<3>::of(&outputs, &[0u8, 1, 2])?;
/// assert_eq!(matrix.counts(), &[[1, 0, 0], [1, 0, 0], [0, 0, 1]]);
/// assert_eq!(
///     matrix.to_string(),
///     "predicted  0  1  2\n\
///      target 0   1  0  0\n\
///      target 1   1  0  0\n\
///      target 2   0  0  1\n"
/// );
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// A network with a single output tells two classes apart:
///
/// ```
/// use dense_runtime::metric::ConfusionMatrix;
///
/// let matrix = ConfusionMatrix::<2>::of(&[[0.9f32], [0.6], [0.2]], &[1u8, 0, 0])?;
/// assert_eq!(matrix.counts(), &[[1, 1], [0, 1]]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct ConfusionMatrix<const K: usize> {
    counts: [[u64; K]; K],
}

impl<const K: usize> ConfusionMatrix<K> {
    /// The matrix of no samples.
    pub const fn new() -> ConfusionMatrix<K> {
        ConfusionMatrix { counts: [[0; K]; K] }
    }

    /// The matrix of these samples: outputs of [`predict_batch`](crate::Network::predict_batch), say, and what they
    /// should be. The output is as long as there are classes, or a single number for two classes; that is checked when
    /// the program is compiled.
    ///
    /// ```compile_fail
    /// # use dense_runtime::metric::ConfusionMatrix;
    /// let matrix = ConfusionMatrix::<3>::of(&[[0.1f32, 0.9]], &[1u8]); // These are two classes.
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if there are not as many targets as outputs, [`Error::Label`] if a label is not one of the
    /// classes.
    pub fn of<T: Element, Y: Answers<T, N>, const N: usize>(
        outputs: &[[T; N]],
        targets: &[Y],
    ) -> Result<ConfusionMatrix<K>, Error> {
        const { assert!(K == N || K == 2 && N == 1, "a confusion matrix has as many classes as the network") }
        if outputs.len() != targets.len() {
            return Err(Error::Lengths { expected: outputs.len(), found: targets.len(), what: "targets" });
        }
        let mut matrix = ConfusionMatrix::new();
        for (sample, (output, target)) in outputs.iter().zip(targets).enumerate() {
            let label = target.answer();
            if label >= K {
                return Err(Error::Label { sample, label, classes: K });
            }
            matrix.add(label, answer(output));
        }
        Ok(matrix)
    }

    /// Takes in a sample of the class `target` that was taken for the class `predicted`. If there is no such class, the
    /// sample does not count.
    pub const fn add(&mut self, target: usize, predicted: usize) {
        if target < K && predicted < K {
            self.counts[target][predicted] += 1;
        }
    }

    /// The counts: `counts()[target][predicted]`.
    #[must_use]
    pub const fn counts(&self) -> &[[u64; K]; K] {
        &self.counts
    }
}

impl<const K: usize> Default for ConfusionMatrix<K> {
    fn default() -> ConfusionMatrix<K> {
        ConfusionMatrix::new()
    }
}

/// A row for each class that samples have, a column for each that they are taken for.
impl<const K: usize> fmt::Display for ConfusionMatrix<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = |number: u64| number.checked_ilog10().unwrap_or(0) as usize + 1;
        let last = digits(K.saturating_sub(1) as u64);
        let width = self.counts.as_flattened().iter().map(|&count| digits(count)).fold(last, usize::max);
        let margin = usize::max("predicted".len(), "target ".len() + last);
        write!(f, "{:margin$}", "predicted")?;
        for class in 0..K {
            write!(f, "  {class:width$}")?;
        }
        writeln!(f)?;
        for (class, row) in self.counts.iter().enumerate() {
            write!(f, "target {class:<rest$}", rest = margin - "target ".len())?;
            for count in row {
                write!(f, "  {count:width$}")?;
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
    fn a_table_is_as_wide_as_its_numbers() {
        let mut matrix = ConfusionMatrix::<2>::new();
        for _ in 0..120 {
            matrix.add(1, 0);
        }
        assert_eq!(matrix.to_string(), "predicted    0    1\ntarget 0     0    0\ntarget 1   120    0\n");
        assert!(ConfusionMatrix::<101>::new().to_string().starts_with("predicted     0    1    2"));
    }

    #[test]
    fn samples_are_checked() {
        let outputs = [[0.1f32, 0.9]; 3];
        let uneven = ConfusionMatrix::<2>::of(&outputs, &[0u8; 2]);
        assert_eq!(uneven, Err(Error::Lengths { expected: 3, found: 2, what: "targets" }));
        let label = ConfusionMatrix::<2>::of(&outputs, &[0u8, 2, 1]);
        assert_eq!(label, Err(Error::Label { sample: 1, label: 2, classes: 2 }));
        assert_eq!(ConfusionMatrix::<2>::of::<f32, u8, 2>(&[], &[]), Ok(ConfusionMatrix::new()));
    }
}
