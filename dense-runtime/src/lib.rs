//! What networks compiled by dense stand on.
#![cfg_attr(not(feature = "std"), no_std)]

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod activation;
#[cfg(feature = "std")]
pub mod data;
mod element;
mod error;
pub mod initializer;
mod isa;
mod kernels;
pub mod layer;
#[cfg(feature = "std")]
pub mod loss;
pub mod math;
#[cfg(feature = "std")]
pub mod metric;
mod network;
#[cfg(feature = "std")]
pub mod optimizer;
mod pass;
pub mod plan;
mod random;
mod storage;
mod tensors;
#[cfg(feature = "std")]
pub mod train;
mod workspace;

/// Declares networks.
#[macro_export]
macro_rules! network {
    () => {
        ::core::compile_error!("expected a network, found nothing");
    };
    ($($tokens:tt)+) => {
        $crate::__private::network! { $crate $($tokens)+ }
    };
}

#[cfg(feature = "std")]
pub use data::Dataset;
pub use element::Element;
pub use error::Error;
#[cfg(feature = "std")]
pub use isa::isa;
pub use network::{AsNetwork, Network};
pub use random::Random;
pub use storage::{Shape, Tensor};
pub use tensors::TensorRef;
#[cfg(feature = "std")]
pub use train::{Trainer, TrainingWorkspace};
pub use workspace::Workspace;
