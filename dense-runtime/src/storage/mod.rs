//! How numbers lie in memory: arrays as flat slices, networks as plain old data on the heap.
//!
//! With the kernels this is the only place of the crate with `unsafe`.
#![allow(unsafe_code, reason = "views of plain old data and zeroed boxes")]

mod bias;
mod bits;
#[cfg(feature = "std")]
mod buffer;
mod embedded;
mod fused;
mod plain;
mod sample;
mod tensor;
mod typed;

pub use bias::Bias;
pub use bits::Bits;
#[cfg(feature = "files")]
pub(crate) use bits::{bytes, bytes_mut};
#[cfg(feature = "std")]
pub(crate) use buffer::Buffer;
pub(crate) use embedded::Embedded;
pub(crate) use fused::{fused, fused_mut};
pub use plain::{Field, Plain, contiguous};
pub use sample::{Flat, Sample, SampleFor};
pub use tensor::{Shape, Tensor};
#[cfg(feature = "std")]
pub(crate) use tensor::{rows_of, width};
pub use typed::{Typed, TypedMut};
