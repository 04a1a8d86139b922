//! A matrix with a row for each sample.

/// A matrix with a row for each sample, which lies in memory in blocks of rows.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub struct Samples<'a, T> {
    /// Where the first block begins.
    pub values: &'a [T],
    /// The length of a row.
    pub width: usize,
    /// How many rows there are.
    pub rows: usize,
    /// How many of them are in a block; only the last block may have fewer.
    pub block: usize,
    /// How far apart the blocks begin.
    pub stride: usize,
}

impl<'a, T> Samples<'a, T> {
    /// The rows, one after the other.
    #[inline(always)]
    pub(crate) fn iter(self) -> impl Iterator<Item = &'a [T]> {
        let Samples { values, width, rows, block, stride } = self;
        let blocks =
            (0..rows.div_ceil(block)).map(move |at| &values[at * stride..][..block.min(rows - at * block) * width]);
        blocks.flat_map(move |block| block.chunks_exact(width))
    }
}
