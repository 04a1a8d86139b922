//! A penalty on vectors that are not orthogonal to each other.

use super::Regularizer;
use crate::Element;
use crate::math::Real;

/// `factor · ½ · Σ|cos(wᵢ, wⱼ)| / (n · (n - 1) / 2)` over all `i ≠ j`, where the `wᵢ` are the `n` rows of a matrix, or its columns.
///
/// A vector of zeros has a cosine of 0 with all others, and a single vector no penalty.
///
/// # Panics
///
/// For tensors that are not matrices, when it is asked for their penalty: biases are refused when a network is compiled.
///
/// ```
/// use dense_runtime::regularizer::{OrthogonalRegularizer, Regularizer};
///
/// let regularizer = OrthogonalRegularizer::new().factor(1.0);
/// assert_eq!(regularizer.penalty(&[2, 2], &[1.0f64, 0.0, 0.0, 2.0]), 0.0);
/// assert_eq!(regularizer.penalty(&[2, 2], &[1.0f64, 0.0, 2.0, 0.0]), 1.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OrthogonalRegularizer {
    factor: f64,
    mode: Direction,
}

/// Which vectors of a matrix are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Its rows: in a kernel of `Dense`, the weights of one input.
    Rows,
    /// Its columns: the weights into one unit.
    Columns,
}

/// Where normalization ends, as in Keras: vectors shorter than 1e-7 count as that long. This is its square.
const SMALLEST: f64 = 1e-14;

impl OrthogonalRegularizer {
    /// A factor of 0.01, for rows.
    pub const fn new() -> OrthogonalRegularizer {
        OrthogonalRegularizer { factor: 0.01, mode: Direction::Rows }
    }

    /// The factor of the whole: 0.01 unless set; not below 0.
    #[must_use]
    pub const fn factor(self, factor: f64) -> OrthogonalRegularizer {
        OrthogonalRegularizer { factor, ..self }
    }

    /// Which vectors: rows unless set.
    #[must_use]
    pub const fn mode(self, mode: Direction) -> OrthogonalRegularizer {
        OrthogonalRegularizer { mode, ..self }
    }

    fn vectors<'a, T>(&self, shape: &[usize], values: &'a [T]) -> Vectors<'a, T> {
        let [rows, columns] = *shape else { panic!("an orthogonal regularizer is for matrices, not for {shape:?}") };
        match self.mode {
            Direction::Rows => Vectors { values, count: rows, len: columns, next: columns, step: 1 },
            Direction::Columns => Vectors { values, count: columns, len: rows, next: 1, step: columns },
        }
    }

    /// What each cosine is multiplied with.
    fn scale<T: Real>(&self, count: usize) -> T {
        T::of(self.factor / (count * (count - 1)) as f64)
    }
}

impl Default for OrthogonalRegularizer {
    fn default() -> OrthogonalRegularizer {
        OrthogonalRegularizer::new()
    }
}

impl Regularizer for OrthogonalRegularizer {
    fn penalty<T: Element>(&self, shape: &[usize], values: &[T]) -> T {
        let vectors = self.vectors(shape, values);
        if vectors.count < 2 {
            return T::zero();
        }
        let mut sum = T::zero();
        for i in 0..vectors.count {
            for j in 0..i {
                sum += vectors.cosine(i, j).abs();
            }
        }
        self.scale::<T>(vectors.count) * (sum + sum)
    }

    /// With `uᵢ = wᵢ / ‖wᵢ‖` and `s` for the scale: `2s · Σⱼ sign(uᵢ·uⱼ) · (uⱼ - (uᵢ·uⱼ) · uᵢ) / ‖wᵢ‖`.
    fn add_gradient<T: Element>(&self, shape: &[usize], values: &[T], gradients: &mut [T]) {
        let vectors = self.vectors(shape, values);
        if vectors.count < 2 {
            return;
        }
        let twice = self.scale::<T>(vectors.count) * T::of(2.0);
        for i in 0..vectors.count {
            let own = vectors.inverse_length(i);
            // Where the length is not that of the vector, it does not change with it.
            let is_short = vectors.dot(i, i) < T::of(SMALLEST);
            for j in (0..vectors.count).filter(|&j| j != i) {
                let other = vectors.inverse_length(j);
                let cosine = vectors.dot(i, j) * own * other;
                if cosine == T::zero() {
                    continue;
                }
                let along = if is_short { T::zero() } else { cosine * own };
                for k in 0..vectors.len {
                    let direction = vectors.at(j, k) * other - along * vectors.at(i, k);
                    gradients[vectors.place(i, k)] += twice * cosine.signum() * own * direction;
                }
            }
        }
    }
}

/// The vectors of a matrix, without a copy.
struct Vectors<'a, T> {
    values: &'a [T],
    count: usize,
    len: usize,
    /// From one vector to the next.
    next: usize,
    /// From one number of a vector to the next.
    step: usize,
}

impl<T: Element> Vectors<'_, T> {
    fn place(&self, vector: usize, at: usize) -> usize {
        vector * self.next + at * self.step
    }

    fn at(&self, vector: usize, at: usize) -> T {
        self.values[self.place(vector, at)]
    }

    fn dot(&self, i: usize, j: usize) -> T {
        (0..self.len).map(|k| self.at(i, k) * self.at(j, k)).sum()
    }

    fn inverse_length(&self, i: usize) -> T {
        T::one() / self.dot(i, i).max(T::of(SMALLEST)).sqrt()
    }

    fn cosine(&self, i: usize, j: usize) -> T {
        self.dot(i, j) * self.inverse_length(i) * self.inverse_length(j)
    }
}
