//! Numbers laid as the tensors of a network are.

use std::ops::{Deref, DerefMut};

use crate::numbers::numbers;

/// Numbers that begin on a cache line: loads across two lines would cost twice.
#[derive(Debug)]
pub struct Aligned {
    values: Vec<f32>,
    first: usize,
    len: usize,
}

impl Aligned {
    /// So many random numbers.
    pub fn random(len: usize) -> Aligned {
        let values: Vec<f32> = numbers().take(len + LINE).collect();
        let first = values.as_ptr().align_offset(LINE * size_of::<f32>()).min(LINE);
        Aligned { values, first, len }
    }
}

/// Numbers in a cache line.
const LINE: usize = 16;

impl Deref for Aligned {
    type Target = [f32];

    fn deref(&self) -> &[f32] {
        &self.values[self.first..][..self.len]
    }
}

impl DerefMut for Aligned {
    fn deref_mut(&mut self) -> &mut [f32] {
        &mut self.values[self.first..][..self.len]
    }
}
