//! Memory for many numbers that begins on a cache line.

use crate::Element;

/// Zeros that begin on a cache line, so that rows of whole vectors never lie across two.
#[derive(Debug, Clone)]
pub(crate) struct Buffer<T> {
    lines: Vec<Line<T>>,
    len: usize,
}

#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
struct Line<T>([T; 16]);

impl<T: Element> Buffer<T> {
    pub(crate) const EMPTY: Buffer<T> = Buffer { lines: Vec::new(), len: 0 };

    /// Makes the buffer `len` numbers long. If it must grow, all numbers become zeros.
    pub(crate) fn reserve(&mut self, len: usize) {
        if len > self.lines.len() * 16 {
            self.lines = vec![Line([T::zero(); 16]); len.div_ceil(16)];
        }
        self.len = len;
    }

    pub(crate) fn as_slice(&self) -> &[T] {
        debug_assert!(self.len <= self.lines.len() * 16);
        // SAFETY: `reserve`, the only place that sets `len`, has seen to as many numbers in the lines, and a line is 16
        // numbers without padding: 64 or 128 bytes, both multiples of the alignment.
        unsafe { core::slice::from_raw_parts(self.lines.as_ptr().cast(), self.len) }
    }

    pub(crate) fn as_mut_slice(&mut self) -> &mut [T] {
        debug_assert!(self.len <= self.lines.len() * 16);
        // SAFETY: as in `as_slice`, and the borrow is unique.
        unsafe { core::slice::from_raw_parts_mut(self.lines.as_mut_ptr().cast(), self.len) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_is_aligned_and_zero() {
        for len in 0..100 {
            let mut buffer = Buffer::<f64>::EMPTY;
            buffer.reserve(len);
            assert_eq!(buffer.as_slice(), vec![0.0; len]);
            buffer.as_mut_slice().fill(1.0);
            assert!(buffer.as_slice().as_ptr().addr().is_multiple_of(64) || len == 0);
        }
    }
}
