//! The loops that carry the arithmetic: products of matrices, and convolutions.
//!
//! Each kernel is written once, as a generic function over an instruction set ([`Simd`](crate::simd::Simd)) and an
//! [`Element`](crate::Element). All three products end in the same [`tile`]: what differs is how their factors are brought
//! to it. [`Kernels`] makes one machine-code function of each kernel for each pair, compiled in this crate: a program built
//! without optimization still runs fast kernels when it asks for an optimized `dense-runtime`.
//!
//! In all of them every element of the result is summed in one fixed order, whatever tile or thread it falls into. That
//! is what makes results independent of the number of threads.
#![allow(unsafe_code, reason = "tiles go through pointers, and `workers` lends a job to other threads")]

mod affine;
mod average;
mod border;
mod chance;
#[cfg(feature = "std")]
mod choice;
mod columns;
mod combine;
mod convolution;
mod drop;
mod element_wise;
mod finite;
mod glu;
mod input_gradient;
mod interpolate;
mod moments;
mod noise;
#[cfg(feature = "std")]
mod norm;
mod normalize;
mod panel;
mod permute;
mod pool;
mod prelu;
mod product;
mod repeat;
mod row;
mod samples;
mod standardize;
#[cfg(test)]
mod statistics;
mod strip;
mod sum_of_rows;
mod table;
#[cfg(test)]
mod tests;
mod tile;
mod up_sample;
mod weight_gradient;
mod windows;
#[cfg(feature = "std")]
pub(crate) mod workers;

pub use affine::{Affine, RowSums};
pub use average::{Average, AverageBack};
pub use border::{Crop, Pad};
pub use chance::Chance;
#[cfg(feature = "std")]
pub(crate) use choice::{Choice, Tiles};
pub use combine::Combine;
#[cfg(feature = "std")]
pub use combine::Scale;
pub use convolution::{Block, Convolve, Dots, ImageGradient, KernelGradient};
#[cfg(feature = "std")]
pub(crate) use convolution::{Form, FormOf};
pub use drop::{Drop, DropChannels, Replace};
pub use element_wise::ElementWise;
pub use finite::{AllFinite, AllWithin};
pub use glu::{Gate, GateBack};
pub use input_gradient::InputGradient;
pub use interpolate::{Interpolate, InterpolateBack};
pub use moments::{Moments, Slopes};
pub use noise::{AddNoise, ScaleByNoise};
#[cfg(feature = "std")]
pub(crate) use norm::norm_of_both;
#[cfg(feature = "std")]
pub use norm::{Norm, SumOfSquares};
pub use normalize::{Normalize, NormalizeBack, Rescale};
pub use permute::Permute;
pub use pool::{AveragePool, AveragePoolBack, GlobalMaxPoolBack, MaxPool, MaxPoolBack};
pub use prelu::{Rectify, RectifyBack, Sharing, SlopeSums};
pub use product::{PartialProduct, Product};
pub use repeat::{RepeatChannels, RepeatChannelsBack};
pub use row::{Runs, Total};
pub(crate) use row::{run, terms_of};
pub use samples::Samples;
pub(crate) use standardize::LEAST_DEVIATION;
pub use standardize::{Standardize, StandardizeBack};
pub use strip::Strip;
pub use table::{LookUp, Occurrences, TableGradient};
pub use up_sample::{UpSample, UpSampleBack};
#[cfg(feature = "std")]
pub(crate) use weight_gradient::strips_len;
pub use weight_gradient::{BiasGradient, Strips, WeightGradient};
pub use windows::Windows;

use convolution::{ValidBlock, ValidDots};
use strip::Valid as ValidStrip;

use crate::isa::{Isa, Op, Portable};

/// The kernels, compiled for one instruction set and one number type.
#[doc(hidden)]
pub trait Kernels<T> {
    /// `c = a · b + bias`, see [`Product`].
    fn product(self, task: Product<'_, T>);
    /// A part of the same, see [`PartialProduct`].
    fn partial_product(self, task: PartialProduct<'_, T>);
    /// A part of the same for one row, see [`Runs`].
    fn runs(self, task: Runs<'_, T>);
    /// The whole of that, see [`Total`].
    fn total(self, task: Total<'_, T>);
    /// `dx = dy · wᵀ`, see [`InputGradient`].
    fn input_gradient(self, task: InputGradient<'_, T>);
    /// `dw = xᵀ · dy`, see [`WeightGradient`].
    fn weight_gradient(self, task: WeightGradient<'_, T>);
    /// `db = Σ dy`, see [`BiasGradient`].
    fn bias_gradient(self, task: BiasGradient<'_, T>);
    /// Lays out a factor of the two above, see [`Strips`].
    fn strips(self, task: Strips<'_, T>);
    /// `y = x * kernel + bias`, see [`Convolve`].
    fn convolve(self, task: Convolve<'_, T>);
    /// The way back to the images, see [`ImageGradient`].
    fn image_gradient(self, task: ImageGradient<'_, T>);
    /// The way back to the kernel, see [`KernelGradient`].
    fn kernel_gradient(self, task: KernelGradient<'_, T>);
    /// What the products are made of, see [`Strip`].
    ///
    /// # Safety
    ///
    /// The strip's pointers are valid for its rows and columns.
    unsafe fn strip(self, task: &Strip<T>);
    /// What convolutions are made of, see [`Block`].
    ///
    /// # Safety
    ///
    /// The block's pointers are valid for its rows, terms and columns.
    unsafe fn block(self, task: &Block<T>);
    /// The same for few columns, see [`Dots`].
    ///
    /// # Safety
    ///
    /// The pointers are valid for all rows, terms and columns.
    unsafe fn dots(self, task: &Dots<T>);
}

/// Makes each kernel an [`Op`] for a number type. The type is not generic because an `Isa` promises vectors for just two.
macro_rules! operations {
    ($($element:ident: $($task:ident $kernel:path),*;)*) => {$($(
        impl Op for $task<'_, $element> {
            type Output = ();

            #[inline(always)]
            fn run<I: Isa>(self, isa: I) {
                $kernel(isa, self);
            }
        }
    )*)*};
}

operations! {
    f32: Product product::product, PartialProduct product::partial_product, Runs row::runs, Total row::total,
        InputGradient input_gradient::input_gradient, WeightGradient weight_gradient::weight_gradient,
        BiasGradient weight_gradient::bias_gradient, Strips weight_gradient::strips, Convolve convolution::convolve,
        ImageGradient convolution::image_gradient, KernelGradient convolution::kernel_gradient,
        ValidStrip strip::strip, ValidBlock convolution::block, ValidDots convolution::dots;
    f64: Product product::product, PartialProduct product::partial_product, Runs row::runs, Total row::total,
        InputGradient input_gradient::input_gradient, WeightGradient weight_gradient::weight_gradient,
        BiasGradient weight_gradient::bias_gradient, Strips weight_gradient::strips, Convolve convolution::convolve,
        ImageGradient convolution::image_gradient, KernelGradient convolution::kernel_gradient,
        ValidStrip strip::strip, ValidBlock convolution::block, ValidDots convolution::dots;
}

macro_rules! compile {
    ($($isa:ty: $element:ty),*) => {$(
        impl Kernels<$element> for $isa {
            #[inline(never)]
            fn product(self, task: Product<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn partial_product(self, task: PartialProduct<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn runs(self, task: Runs<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn total(self, task: Total<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn input_gradient(self, task: InputGradient<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn weight_gradient(self, task: WeightGradient<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn bias_gradient(self, task: BiasGradient<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn strips(self, task: Strips<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn convolve(self, task: Convolve<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn image_gradient(self, task: ImageGradient<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn kernel_gradient(self, task: KernelGradient<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            unsafe fn strip(self, task: &Strip<$element>) {
                // SAFETY: as the caller says.
                self.run(unsafe { strip::Valid::new(task) });
            }

            #[inline(never)]
            unsafe fn block(self, task: &Block<$element>) {
                // SAFETY: as the caller says.
                self.run(unsafe { ValidBlock::new(task) });
            }

            #[inline(never)]
            unsafe fn dots(self, task: &Dots<$element>) {
                // SAFETY: as the caller says.
                self.run(unsafe { ValidDots::new(task) });
            }
        }
    )*};
}

compile!(Portable: f32, Portable: f64);
#[cfg(all(feature = "std", target_arch = "x86_64"))]
compile!(crate::isa::Avx512: f32, crate::isa::Avx512: f64, crate::isa::Avx2: f32, crate::isa::Avx2: f64);
#[cfg(all(feature = "std", target_arch = "aarch64"))]
compile!(crate::isa::Neon: f32, crate::isa::Neon: f64);
