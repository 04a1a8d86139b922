//! What networks compiled by dense stand on: numbers and their storage, kernels, passes over a network, training.
//!
//! Programs depend on `dense` (the package `dense-nn`), which re-exports all of this. The guide is there.
#![cfg_attr(not(feature = "std"), no_std)]

#[doc(hidden)]
#[path = "bench.rs"]
pub mod __bench;
#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod activation;
mod adapt;
mod checks;
pub mod constraint;
#[cfg(feature = "std")]
pub mod data;
mod element;
mod error;
mod fold;
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
mod penalties;
pub mod plan;
mod predict;
mod random;
pub mod regularizer;
mod simd;
mod storage;
mod tensors;
#[cfg(feature = "std")]
pub mod train;
pub mod vocabulary;
mod workspace;

#[cfg(feature = "std")]
pub use data::Dataset;
pub use element::Element;
pub use error::Error;
pub use fold::Folded;
#[cfg(feature = "std")]
pub use isa::isa;
pub use network::{AsNetwork, Network};
pub use random::Random;
pub use storage::{Sample, Shape, Tensor};
pub use tensors::TensorRef;
#[cfg(feature = "std")]
pub use train::{Trainer, TrainingWorkspace};
pub use workspace::Workspace;

/// Declares neural networks, and compiles them into forward and backward code.
///
/// # As items
///
/// ```
/// use dense_runtime::{Network, network};
///
/// const HIDDEN: usize = 24;
///
/// network! {
///     /// Doc comments, attributes and visibility go to the type.
///     pub struct Digits {
///         Input(784) -> hidden: Dense(64, relu, he_normal) -> Dropout(0.5) -> Dense(10, softmax)
///     }
///
///     struct Precise { Input(3, dtype = f64) -> Dense(2 * HIDDEN, tanh) -> [48] -> Dense(1) }
///
///     struct Mlp<const H: usize> { Input(4) -> Dense(H, elu(1.0)) -> Dense(2) }
///
///     struct AnyInput { Dense(8, relu) -> Dense(1, sigmoid) }
/// }
///
/// let model = Digits::new(42);
/// let probabilities: [f32; 10] = model.predict(&[0.0; 784]);
/// let outputs: [f32; 2] = Mlp::<16>::new(42).predict(&[0.0; 4]);
/// let output: [f32; 1] = AnyInput::<5>::new(42).predict(&[0.0; 5]);
/// ```
///
/// Each type implements [`Network`], and `Clone`, `Copy`, `Debug` and `PartialEq`. (`Copy` is what lets a `Box` of it be
/// cloned without a detour over the stack.)
///
/// # As an expression
///
/// `network!(CHAIN)` is a `Box` of a type without a name, with initial values from the seed 0; `network!(seed = 7; CHAIN)`
/// takes another seed.
///
/// ```
/// use dense_runtime::{Network, network};
///
/// let model = network!(seed = 7; Dense(64, relu) -> Dense(10, softmax));
/// let probabilities = model.predict(&[0.5; 784]);
/// ```
///
/// # Grammar
///
/// ```text
/// NETWORKS   = { ATTRIBUTES VISIBILITY struct NAME [ < const N: usize, .. > ] { CHAIN } }
/// CHAIN      = LINK { -> LINK }                 also < CHAIN >
/// LINK       = [ LABEL : ] LAYER | SHAPE        the first may be Input(SIZE, .., dtype = f32 | f64 | u32)
/// LAYER      = NAME ( ARGUMENT, .. )
/// ARGUMENT   = VALUE | KEYWORD = VALUE
/// SHAPE      = [ SIZE, .. ]                     asserts what comes out of the layer before it
/// SIZE       = a literal, a const expression, or a const parameter of the network
/// ```
///
/// | layer | arguments, the first ones also by position |
/// |---|---|
/// | `Input` | sizes: `Input(784)`, `Input(28, 28, 1)`; `dtype`, `f32` or `f64`, or `u32` for indices. Without it the input is a vector of any size: a const parameter `INPUT` of the network |
/// | `Dense` | `units`, `activation`, `kernel_initializer`; `use_bias = true`, `bias_initializer = zeros`, `trainable = true`, `name` |
/// | `Activation` | `activation` |
/// | `Dropout` | `rate`; `seed` |
/// | `Embedding` | `input_dim`, `output_dim`, `embeddings_initializer`; `dtype`, `f32` or `f64`; `trainable = true`; behind an input of `u32` |
/// | `GlobalAveragePooling1D` | |
/// | `Flatten` | |
/// | `Reshape` | sizes, one of which may be -1 |
///
/// Activations are the words of [`activation::words`] with their arguments, `leaky_relu(0.1)`, or values of types of yours
/// that implement [`Activation`](activation::Activation); initializers are the words of [`initializer::words`], or values of
/// yours that implement [`Initializer`](initializer::Initializer). [`vocabulary`] says what each word means, with an
/// example. A layer without a label is named as in Keras, `dense`, `dense_1`, ...
///
/// `softmax` and `log_softmax` in a layer with a `Dense` behind it are allowed, as in Keras, but rarely meant: the compiler warns of
/// them. `#[allow(hidden_softmax)]` on the network silences it (for networks that are expressions, `#[allow(deprecated)]` on the
/// statement does, because that is the lint of the compiler that carries the warning).
///
/// `#[budget(parameters = 51_000, flops = "120k", weights = "200 KiB", workspace = "64 KiB")]` on a network fails the build
/// when the network exceeds it.
#[macro_export]
macro_rules! network {
    () => {
        ::core::compile_error!(
            "expected a network, found nothing\nhelp: write `network! { pub struct Name { Input(4) -> Dense(2) } }`"
        );
    };
    ($($tokens:tt)+) => {
        $crate::__private::network! { $crate $($tokens)+ }
    };
}
