//! Convolutions: the product of each window of an image with a kernel, and the two ways back.

mod block;
#[cfg(feature = "std")]
mod choice;
mod cost;
mod dots;
mod forward;
mod image_gradient;
mod kernel_gradient;
mod overlaps;
mod rows;
mod shallow;
mod terms;
#[cfg(test)]
mod tests;
mod turned;

pub use block::Block;
#[cfg(feature = "std")]
pub(crate) use choice::{Form, FormOf};
pub use dots::Dots;
pub use forward::Convolve;
pub use image_gradient::ImageGradient;
pub use kernel_gradient::KernelGradient;

pub(super) use block::{Valid as ValidBlock, block};
pub(super) use dots::{Valid as ValidDots, dots};
pub(super) use forward::convolve;
pub(super) use image_gradient::image_gradient;
pub(super) use kernel_gradient::kernel_gradient;

use super::windows::Windows;
use overlaps::Axis;
use terms::Terms;

impl Windows {
    /// How many samples an image, or images behind each other, and what came of their windows belong to.
    ///
    /// Everything that the kernels' pointers rely on is checked here: windows lie within the image, and lengths fit.
    #[inline(always)]
    fn samples(&self, images: usize, outputs: usize, kernel: usize) -> usize {
        let samples = images / self.image_len();
        self.check(samples, images, kernel);
        assert!(outputs == samples * self.output_len());
        samples
    }

    /// Checks all of that but what came of the windows.
    #[inline(always)]
    fn check(&self, samples: usize, images: usize, kernel: usize) {
        let Windows { image: [height, width, channels], count, filters, size, strides, dilation, groups } = *self;
        assert!(groups > 0 && channels.is_multiple_of(groups) && filters.is_multiple_of(groups));
        assert!(
            strides[0] > 0
                && strides[1] > 0
                && channels > 0
                && filters > 0
                && self.kernel_len() == kernel
                && kernel > 0
        );
        for (axis, places) in [height, width].into_iter().enumerate() {
            let reach = (count[axis] - 1) * strides[axis] + (size[axis] - 1) * dilation[axis];
            assert!(count[axis] > 0 && size[axis] > 0 && reach < places);
        }
        assert!(images == samples * self.image_len());
    }
}

/// How the channels and filters are split.
struct Groups {
    /// Whether each channel makes a filter of its own. Then all of them are one group, in which a filter has one channel.
    each: bool,
    /// How many groups there are.
    groups: usize,
    /// The channels that a filter sees.
    inner: usize,
    /// The filters of a group.
    made: usize,
}

impl Windows {
    /// How the channels and filters are split.
    #[inline(always)]
    fn split(&self) -> Groups {
        let Windows { image: [_, _, channels], filters, groups, .. } = *self;
        if groups > 1 && groups == channels && groups == filters {
            Groups { each: true, groups: 1, inner: 1, made: filters }
        } else {
            Groups { each: false, groups, inner: channels / groups, made: filters / groups }
        }
    }

    /// The terms of a window's sums.
    #[inline(always)]
    fn terms(&self) -> Terms {
        let Windows { image: [_, width, channels], filters, size, dilation, .. } = *self;
        let Groups { inner, .. } = self.split();
        Terms::new(
            [size[0], size[1], inner],
            [dilation[0] * width * channels, dilation[1] * channels, 1],
            [size[1] * inner * filters, inner * filters, filters],
        )
    }

    /// The terms of what is passed back to a place that is seen through as many taps as any.
    #[inline(always)]
    fn terms_of_a_place(&self) -> Terms {
        let Windows { image, count, size, strides, dilation, .. } = *self;
        let [down, across] = [0, 1].map(|axis| {
            let (places, count, stride) = (image[axis], count[axis], strides[axis]);
            size[axis].div_ceil(Axis { places, count, stride, size: size[axis], dilation: dilation[axis] }.tap_step())
        });
        Terms { counts: [down, across, self.split().made], a_steps: [0, 0, 1], b_steps: [0, 0, 1] }
    }
}
