//! Random matrices that keep lengths and angles.

use super::Initializer;
use crate::{Element, Random};

/// A matrix with orthonormal columns, or rows if those are fewer, times `gain`.
///
/// Such a layer changes neither the length of its input nor, on the way back, that of its gradient, however many of them
/// follow each other (Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning in deep
/// linear neural networks", 2013).
///
/// All axes but the last count as rows. With vectors, filling panics.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Orthogonal {
    gain: f64,
    seed: Option<u64>,
}

impl Orthogonal {
    /// With gain 1.
    pub const fn new() -> Orthogonal {
        Orthogonal { gain: 1.0, seed: None }
    }

    /// The length of the columns, or rows: 1 unless set.
    #[must_use]
    pub const fn gain(self, gain: f64) -> Orthogonal {
        Orthogonal { gain, ..self }
    }

    /// The seed: the network's unless set.
    #[must_use]
    pub const fn seed(self, seed: u64) -> Orthogonal {
        Orthogonal { seed: Some(seed), ..self }
    }
}

impl Default for Orthogonal {
    fn default() -> Orthogonal {
        Orthogonal::new()
    }
}

impl Initializer for Orthogonal {
    fn fill<T: Element>(&self, shape: &[usize], random: &mut Random, values: &mut [T]) {
        assert!(
            shape.len() >= 2,
            "the initializer `orthogonal` makes matrices, and this tensor has the shape {shape:?}"
        );
        let columns = shape[shape.len() - 1];
        let rows = shape[..shape.len() - 1].iter().product::<usize>();
        let length = rows.max(columns);
        let vectors = orthonormal_vectors(rows.min(columns), length, random);
        for (i, value) in values.iter_mut().enumerate() {
            let (row, column) = (i / columns, i % columns);
            let (vector, component) = if rows < columns { (row, column) } else { (column, row) };
            *value = T::of(self.gain * vectors[vector * length + component]);
        }
    }

    fn seed(&self) -> Option<u64> {
        self.seed
    }
}

/// `count` vectors of the given length, one behind the other: uniformly distributed among all that are orthonormal.
///
/// They are the Q of the decomposition A = QR of a matrix of normal numbers, by the Gram-Schmidt process, which makes the
/// diagonal of R positive; with another sign they would not be uniformly distributed. Each vector is freed of those
/// before it twice, which is enough to make them orthogonal to the last digits (Giraud, Langou and Rozložník, 2005).
fn orthonormal_vectors(count: usize, length: usize, random: &mut Random) -> Vec<f64> {
    let mut vectors: Vec<f64> = (0..count * length).map(|_| random.normal()).collect();
    for end in (length..=vectors.len()).step_by(length) {
        let (before, vector) = vectors[..end].split_at_mut(end - length);
        for _ in 0..2 {
            for other in before.chunks_exact(length) {
                let product = dot(vector, other);
                for (component, other) in vector.iter_mut().zip(other) {
                    *component -= product * other;
                }
            }
        }
        let norm = dot(vector, vector).sqrt();
        for component in vector {
            *component /= norm;
        }
    }
    vectors
}

/// The scalar product, summed in eight lanes in an order that is the same on every machine.
fn dot(a: &[f64], b: &[f64]) -> f64 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    let mut lanes = [0.0; 8];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let rest = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f64>();
    lanes.iter().sum::<f64>() + rest
}
