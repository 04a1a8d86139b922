//! Windows over the places of an image.

use core::ops::Range;

/// How the windows of a convolution or a pooling lie over an image. A sequence is an image of height 1.
///
/// Window `(r, c)` sees the places `(r · strides[0] + i · dilation[0], c · strides[1] + j · dilation[1])` for `(i, j)` within `size`.
/// Those of a convolution all lie within the image: what is padded is a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[doc(hidden)]
pub struct Windows {
    /// Height, width and channels of what they lie over.
    pub(crate) image: [usize; 3],
    /// How many windows there are, down and across.
    pub(crate) count: [usize; 2],
    /// How many numbers come of each.
    pub(crate) filters: usize,
    /// How high and how wide they are.
    pub(crate) size: [usize; 2],
    /// How far apart they are.
    pub(crate) strides: [usize; 2],
    /// How far apart the places that they see are.
    pub(crate) dilation: [usize; 2],
    /// Into how many groups the channels are split. Each group makes its own part of the filters.
    pub(crate) groups: usize,
}

impl Windows {
    /// Windows next to each other, of neighboring places and of all channels.
    pub const fn new(image: [usize; 3], count: [usize; 2], filters: usize, size: [usize; 2]) -> Windows {
        Windows { image, count, filters, size, strides: [1; 2], dilation: [1; 2], groups: 1 }
    }

    /// Windows so far apart.
    #[must_use]
    pub const fn strides(mut self, strides: [usize; 2]) -> Windows {
        self.strides = strides;
        self
    }

    /// Windows of places so far apart.
    #[must_use]
    pub const fn dilation(mut self, dilation: [usize; 2]) -> Windows {
        self.dilation = dilation;
        self
    }

    /// Windows of some of the channels each.
    #[must_use]
    pub const fn groups(mut self, groups: usize) -> Windows {
        self.groups = groups;
        self
    }

    /// How many numbers the image has.
    #[inline(always)]
    pub(crate) const fn image_len(&self) -> usize {
        self.image[0] * self.image[1] * self.image[2]
    }

    /// How many numbers come of all windows.
    #[inline(always)]
    pub(crate) const fn output_len(&self) -> usize {
        self.count[0] * self.count[1] * self.filters
    }

    /// How many numbers the kernel of a convolution has: `[size[0], size[1], channels / groups, filters]`.
    #[inline(always)]
    pub(crate) const fn kernel_len(&self) -> usize {
        self.size[0] * self.size[1] * (self.image[2] / self.groups) * self.filters
    }

    /// How many products of two numbers there are: one for each number of the kernel and each window that it is used at.
    pub(crate) const fn products(&self) -> usize {
        self.kernel_len() * self.count[0] * self.count[1]
    }

    /// All windows, counted row by row.
    #[inline(always)]
    pub const fn all(&self) -> Range<usize> {
        0..self.count[0] * self.count[1]
    }

    /// How many rows of windows there are; if there is one, how many windows it has.
    #[cfg(feature = "std")]
    pub(crate) const fn lines(&self) -> usize {
        if self.count[0] > 1 { self.count[0] } else { self.count[1] }
    }

    /// Some of these rows, or windows, and the numbers of an image that they lie over.
    #[cfg(feature = "std")]
    pub(crate) const fn some_lines(self, first: usize, end: usize) -> (Windows, Range<usize>) {
        self.part(if self.count[0] > 1 { 0 } else { 1 }, first, end)
    }

    /// Some of the rows of windows, and the numbers of an image that they lie over.
    pub(crate) const fn some_rows(self, first: usize, end: usize) -> (Windows, Range<usize>) {
        self.part(0, first, end)
    }

    /// Some of the windows along an axis. Where they are cut across, there is one row of them.
    const fn part(self, axis: usize, first: usize, end: usize) -> (Windows, Range<usize>) {
        let mut part = self;
        part.count[axis] = end - first;
        part.image[axis] = (end - first - 1) * self.strides[axis] + (self.size[axis] - 1) * self.dilation[axis] + 1;
        let line = if axis == 0 { self.image[1] * self.image[2] } else { self.image[2] };
        let start = first * self.strides[axis] * line;
        (part, start..start + part.image[axis] * line)
    }
}
