//! The parameters of layers, as they lie in a network.

mod activation;
mod convolution;
mod dense;
mod embedding;
mod normalization;
mod prelu;

pub use activation::TrainedActivation;
pub use convolution::{
    Conv1D, Conv1DTranspose, Conv2D, Conv2DTranspose, DepthwiseConv1D, DepthwiseConv2D, SeparableConv1D,
    SeparableConv2D,
};
pub use dense::Dense;
pub use embedding::Embedding;
pub use normalization::{BatchNormalization, LayerNormalization, Normalization, RMSNormalization, batch_normalization};
pub use prelu::PReLU;

/// The parameters of a network's layer as the type of its field, where the sizes are const expressions: these stand once, in
/// what is emitted beside the struct, and neither in it nor in what is derived from it.
#[doc(hidden)]
pub trait Layer<const INDEX: usize> {
    /// The parameters.
    type Parameters;
}
