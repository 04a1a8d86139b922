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
    /// Calls `visit` for the rows `first..first + count`, in their order, with the row and its place among these.
    #[inline(always)]
    pub(crate) fn visit(self, first: usize, count: usize, mut visit: impl FnMut(usize, &'a [T])) {
        let Samples { values, width, rows, block, stride } = self;
        assert!(first + count <= rows);
        let mut at = 0;
        while at < count {
            let (within, row) = ((first + at) / block, (first + at) % block);
            let run = (block - row).min(count - at);
            for row in values[within * stride + row * width..][..run * width].chunks_exact(width) {
                visit(at, row);
                at += 1;
            }
        }
    }

    /// So many numbers behind each other from one on, which must lie in one block.
    #[inline(always)]
    pub(crate) fn behind(self, first: usize, count: usize) -> &'a [T] {
        let Samples { values, width, block, stride, .. } = self;
        &values[first / (block * width) * stride + first % (block * width)..][..count]
    }
}
