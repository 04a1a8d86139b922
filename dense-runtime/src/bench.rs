//! Not public API. What `benches/kernels` measures: kernels by themselves.

pub use crate::isa::{Isa, Op};
pub use crate::kernels::{
    AddNoise, AveragePool, AveragePoolBack, Chance, Convolve, Crop, Drop, DropChannels, ImageGradient, InputGradient,
    Interpolate, InterpolateBack, KernelGradient, MaxPool, MaxPoolBack, Moments, Normalize, Pad, PartialProduct,
    Permute, Product, RepeatChannels, RepeatChannelsBack, Replace, Samples, ScaleByNoise, Slopes, Strips, UpSample,
    UpSampleBack, WeightGradient, Windows,
};

/// How many numbers [`Strips`] may need.
#[cfg(feature = "std")]
pub const fn strips_len(rows: usize, width: usize) -> usize {
    crate::kernels::strips_len(rows, width)
}

/// Runs a kernel with the best instructions this CPU has.
pub fn run<O: Op>(kernel: O) -> O::Output {
    crate::isa::dispatch(kernel)
}
