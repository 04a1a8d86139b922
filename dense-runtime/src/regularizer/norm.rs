//! Penalties on the size of parameters.

use super::Regularizer;
use crate::Element;

/// `l1 · Σ|w|`, which draws parameters to exactly 0. The gradient of `|w|` at 0 is taken as 0 (Keras has 0 or 1, depending on the backend).
///
/// ```
/// use dense_runtime::regularizer::{L1, Regularizer};
///
/// assert_eq!(L1::new().l1(0.5).penalty(&[3], &[1.0f64, -2.0, 0.0]), 1.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct L1 {
    l1: f64,
}

/// `l2 · Σw²`, without a factor ½, which keeps parameters small.
///
/// ```
/// use dense_runtime::regularizer::{L2, Regularizer};
///
/// assert_eq!(L2::new().l2(0.5).penalty(&[3], &[1.0f64, -2.0, 0.0]), 2.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct L2 {
    l2: f64,
}

/// `l1 · Σ|w| + l2 · Σw²`.
///
/// ```
/// use dense_runtime::regularizer::{L1L2, Regularizer};
///
/// assert_eq!(L1L2::new().l1(0.5).l2(1.0).penalty(&[3], &[1.0f64, -2.0, 0.0]), 6.5);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct L1L2 {
    l1: f64,
    l2: f64,
}

impl L1 {
    /// A factor of 0.01.
    pub const fn new() -> L1 {
        L1 { l1: 0.01 }
    }

    /// The factor: 0.01 unless set; not below 0.
    #[must_use]
    pub const fn l1(self, l1: f64) -> L1 {
        L1 { l1 }
    }
}

impl L2 {
    /// A factor of 0.01.
    pub const fn new() -> L2 {
        L2 { l2: 0.01 }
    }

    /// The factor: 0.01 unless set; not below 0.
    #[must_use]
    pub const fn l2(self, l2: f64) -> L2 {
        L2 { l2 }
    }
}

impl L1L2 {
    /// Both factors are 0.
    pub const fn new() -> L1L2 {
        L1L2 { l1: 0.0, l2: 0.0 }
    }

    /// The factor of the sizes: 0 unless set; not below 0.
    #[must_use]
    pub const fn l1(self, l1: f64) -> L1L2 {
        L1L2 { l1, ..self }
    }

    /// The factor of the squares: 0 unless set; not below 0.
    #[must_use]
    pub const fn l2(self, l2: f64) -> L1L2 {
        L1L2 { l2, ..self }
    }
}

impl Default for L1 {
    fn default() -> L1 {
        L1::new()
    }
}

impl Default for L2 {
    fn default() -> L2 {
        L2::new()
    }
}

impl Default for L1L2 {
    fn default() -> L1L2 {
        L1L2::new()
    }
}

impl Regularizer for L1 {
    fn penalty<T: Element>(&self, _: &[usize], values: &[T]) -> T {
        T::of(self.l1) * sum(values, |w| w.abs())
    }

    fn add_gradient<T: Element>(&self, _: &[usize], values: &[T], gradients: &mut [T]) {
        let l1 = T::of(self.l1);
        gradients.iter_mut().zip(values).for_each(|(g, &w)| *g += l1 * sign(w));
    }
}

impl Regularizer for L2 {
    fn penalty<T: Element>(&self, _: &[usize], values: &[T]) -> T {
        T::of(self.l2) * sum(values, |w| w * w)
    }

    fn add_gradient<T: Element>(&self, _: &[usize], values: &[T], gradients: &mut [T]) {
        let twice = T::of(2.0 * self.l2);
        gradients.iter_mut().zip(values).for_each(|(g, &w)| *g += twice * w);
    }
}

impl Regularizer for L1L2 {
    fn penalty<T: Element>(&self, shape: &[usize], values: &[T]) -> T {
        L1 { l1: self.l1 }.penalty(shape, values) + L2 { l2: self.l2 }.penalty(shape, values)
    }

    fn add_gradient<T: Element>(&self, shape: &[usize], values: &[T], gradients: &mut [T]) {
        L1 { l1: self.l1 }.add_gradient(shape, values, gradients);
        L2 { l2: self.l2 }.add_gradient(shape, values, gradients);
    }
}

/// -1, 0 or 1.
fn sign<T: Element>(w: T) -> T {
    if w == T::zero() { T::zero() } else { w.signum() }
}

/// `Σ term(w)`, in sixteen sums side by side: a single one would wait for each addition, and could not be vectorized.
fn sum<T: Element>(values: &[T], term: impl Fn(T) -> T) -> T {
    let mut sums = [T::zero(); 16];
    let (chunks, rest) = values.as_chunks::<16>();
    for chunk in chunks {
        for (sum, &w) in sums.iter_mut().zip(chunk) {
            *sum += term(w);
        }
    }
    sums.into_iter().chain(rest.iter().map(|&w| term(w))).sum()
}
