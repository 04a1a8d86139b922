//! Numbers scaled and shifted by parameters, and the gradients of these.

use crate::Element;
use crate::isa::{Isa, Op};

/// `x = x · scale + offset` for all rows of `values`, which are as long as `scale` and `offset`.
#[derive(Debug)]
#[doc(hidden)]
pub struct Affine<'a, T> {
    /// The rows.
    pub values: &'a mut [T],
    /// The factors; all 1 if there are none.
    pub scale: Option<&'a [T]>,
    /// What is added; all 0 if there is none.
    pub offset: Option<&'a [T]>,
}

impl<T: Element> Op for Affine<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Affine { values, scale, offset } = self;
        if let Some(scale) = scale {
            for row in values.chunks_exact_mut(scale.len()) {
                row.iter_mut().zip(scale).for_each(|(x, &scale)| *x *= scale);
            }
        }
        if let Some(offset) = offset {
            for row in values.chunks_exact_mut(offset.len()) {
                row.iter_mut().zip(offset).for_each(|(x, &offset)| *x += offset);
            }
        }
    }
}

/// For each sample the sum of its rows of `dy`, each number times that of `x` if it is given: what the sample adds to the
/// gradient of an offset or of a scale.
#[derive(Debug)]
#[doc(hidden)]
pub struct RowSums<'a, T> {
    /// The gradients of what was scaled or shifted, for all samples.
    pub dy: &'a [T],
    /// What was scaled.
    pub x: Option<&'a [T]>,
    /// The sums of all samples.
    pub sums: &'a mut [T],
    /// The length of a row.
    pub width: usize,
}

impl<T: Element> Op for RowSums<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let RowSums { dy, x, sums, width } = self;
        let samples = sums.len() / width;
        let len = dy.len() / samples;
        sums.fill(T::zero());
        for (sample, sums) in sums.chunks_exact_mut(width).enumerate() {
            let numbers = sample * len..(sample + 1) * len;
            let rows = dy[numbers.clone()].chunks_exact(width);
            match x {
                Some(x) => {
                    for (dy, x) in rows.zip(x[numbers].chunks_exact(width)) {
                        for ((sum, &dy), &x) in sums.iter_mut().zip(dy).zip(x) {
                            *sum += dy * x;
                        }
                    }
                }
                None => {
                    for dy in rows {
                        sums.iter_mut().zip(dy).for_each(|(sum, &dy)| *sum += dy);
                    }
                }
            }
        }
    }
}
