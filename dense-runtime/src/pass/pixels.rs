//! The steps over images that are the same in predictions and on the way forward in training, and the ways back through them.

use super::Backward;
use crate::Element;
use crate::isa::Isa;
use crate::kernels::{
    AveragePoolBack, Crop, GlobalMaxPoolBack, InterpolateBack, MaxPoolBack, Pad, Permute, RepeatChannelsBack,
    UpSampleBack, Windows,
};

/// The methods for these steps, for a pass with `values` and an `isa`.
macro_rules! pixels_of_both_ways {
    () => {
        /// `to` is `from`, an image of shape `inner`, with zeros around it: an image of shape `outer`, in which it begins at `before`.
        #[inline(always)]
        pub fn pad(&mut self, outer: [usize; 3], inner: [usize; 3], before: [usize; 2], from: usize, to: usize) {
            let (others, y) = self.values.write(to);
            T::pad($crate::kernels::Pad { x: others.read(from), y, from: inner, to: outer, before });
        }

        /// The other way round.
        #[inline(always)]
        pub fn crop(&mut self, outer: [usize; 3], inner: [usize; 3], before: [usize; 2], from: usize, to: usize) {
            let (others, y) = self.values.write(to);
            T::crop($crate::kernels::Crop { x: others.read(from), y, from: outer, to: inner, before });
        }

        /// The largest number of each channel within each window. The windows begin `before` the image.
        #[inline(always)]
        pub fn max_pool(&mut self, windows: $crate::kernels::Windows, before: [usize; 2], from: usize, to: usize) {
            let (others, y) = self.values.write(to);
            T::max_pool($crate::kernels::MaxPool { x: others.read(from), y, windows, before });
        }

        /// The mean of those numbers that lie within the image.
        #[inline(always)]
        pub fn average_pool(&mut self, windows: $crate::kernels::Windows, before: [usize; 2], from: usize, to: usize) {
            let (others, y) = self.values.write(to);
            T::average_pool($crate::kernels::AveragePool { x: others.read(from), y, windows, before });
        }

        /// Each place of an image of shape `image` so many times, down and across.
        #[inline(always)]
        pub fn up_sample(&mut self, image: [usize; 3], size: [usize; 2], from: usize, to: usize) {
            let (others, y) = self.values.write(to);
            T::up_sample($crate::kernels::UpSample { x: others.read(from), y, image, size });
        }

        /// The same with lines between the places.
        #[inline(always)]
        pub fn interpolate(&mut self, image: [usize; 3], size: [usize; 2], from: usize, to: usize) {
            let (others, y) = self.values.write(to);
            T::interpolate($crate::kernels::Interpolate { x: others.read(from), y, image, size });
        }

        /// Each number so many times.
        #[inline(always)]
        pub fn repeat_channels(&mut self, times: usize, from: usize, to: usize) {
            let (others, y) = self.values.write(to);
            T::repeat_channels($crate::kernels::RepeatChannels { x: others.read(from), y, times });
        }

        /// The axes of samples of this shape in another order: axis `i` of `to` is axis `axes[i]` of `from`.
        #[inline(always)]
        pub fn permute(&mut self, shape: &[usize], axes: &[usize], from: usize, to: usize) {
            let (others, y) = self.values.write(to);
            T::permute($crate::kernels::Permute { x: others.read(from), y, shape, axes, back: false });
        }
    };
}

pub(super) use pixels_of_both_ways;

impl<I: Isa, T: Element> Backward<'_, I, T> {
    /// From the gradient of an image with zeros around it to that of the image.
    #[inline(always)]
    pub fn pad(&mut self, outer: [usize; 3], inner: [usize; 3], before: [usize; 2], from: usize, to: usize) {
        let (others, y) = self.values.write(to);
        T::crop(Crop { x: others.read(from), y, from: outer, to: inner, before });
    }

    /// From the gradient of a part of an image to that of the whole.
    #[inline(always)]
    pub fn crop(&mut self, outer: [usize; 3], inner: [usize; 3], before: [usize; 2], from: usize, to: usize) {
        let (others, y) = self.values.write(to);
        T::pad(Pad { x: others.read(from), y, from: inner, to: outer, before });
    }

    /// From the gradient of the largest numbers `y` of windows to that of `x`, what they were taken of; or with
    /// `rectify` to that of what `x` was before a `relu`.
    #[inline(always)]
    #[expect(clippy::too_many_arguments, reason = "emitted code names all values that a step works on")]
    pub fn max_pool(
        &mut self,
        windows: Windows,
        before: [usize; 2],
        x: usize,
        y: usize,
        from: usize,
        to: usize,
        rectify: bool,
    ) {
        let (others, dx) = self.values.write(to);
        let (x, y, dy) = (others.read(x), others.read(y), others.read(from));
        T::max_pool_back(MaxPoolBack { x, y, dy, dx, windows, before, rectify });
    }

    /// The same for the largest numbers of whole images, which share the gradient where several are as large.
    #[inline(always)]
    #[expect(clippy::too_many_arguments, reason = "emitted code names all values that a step works on")]
    pub fn global_max_pool(
        &mut self,
        places: usize,
        channels: usize,
        x: usize,
        y: usize,
        from: usize,
        to: usize,
        rectify: bool,
    ) {
        let (others, dx) = self.values.write(to);
        let (x, y, dy) = (others.read(x), others.read(y), others.read(from));
        T::global_max_pool_back(GlobalMaxPoolBack { x, y, dy, dx, places, channels, rectify });
    }

    /// The same for the means of windows.
    #[inline(always)]
    pub fn average_pool(&mut self, windows: Windows, before: [usize; 2], from: usize, to: usize) {
        let (others, dx) = self.values.write(to);
        T::average_pool_back(AveragePoolBack { dy: others.read(from), dx, windows, before });
    }

    /// The same for places that were repeated.
    #[inline(always)]
    pub fn up_sample(&mut self, image: [usize; 3], size: [usize; 2], from: usize, to: usize) {
        let (others, dx) = self.values.write(to);
        T::up_sample_back(UpSampleBack { dy: others.read(from), dx, image, size });
    }

    /// The same for places with lines between them.
    #[inline(always)]
    pub fn interpolate(&mut self, image: [usize; 3], size: [usize; 2], from: usize, to: usize) {
        let (others, dx) = self.values.write(to);
        T::interpolate_back(InterpolateBack { dy: others.read(from), dx, image, size });
    }

    /// The same for channels that were repeated.
    #[inline(always)]
    pub fn repeat_channels(&mut self, times: usize, from: usize, to: usize) {
        let (others, dx) = self.values.write(to);
        T::repeat_channels_back(RepeatChannelsBack { dy: others.read(from), dx, times });
    }

    /// The axes in their first order again.
    #[inline(always)]
    pub fn permute(&mut self, shape: &[usize], axes: &[usize], from: usize, to: usize) {
        let (others, y) = self.values.write(to);
        T::permute(Permute { x: others.read(from), y, shape, axes, back: true });
    }
}
