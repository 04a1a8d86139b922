//! Not public API. What `benches/kernels` measures: kernels by themselves.

pub use crate::isa::{Isa, Op};
pub use crate::kernels::{
    AddNoise, Chance, Convolve, Drop, ImageGradient, InputGradient, KernelGradient, Moments, Normalize, Product,
    Replace, Samples, ScaleByNoise, Slopes, Strips, WeightGradient, Windows,
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
