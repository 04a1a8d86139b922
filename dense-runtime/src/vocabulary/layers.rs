//! The layers of `network!`, each a documented constant.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

mod activation;
mod chance;
mod convolution;
mod normalization;
mod places;
mod pooling;

pub use activation::*;
pub use chance::*;
pub use convolution::*;
pub use normalization::*;
pub use places::*;
pub use pooling::*;

/// What goes into the network: one sample. It stands first, and may be left out.
///
/// `Input(784)` is a vector, `[f32; 784]` in `predict`; `Input(28, 28, 1)` an image, `[[[f32; 1]; 28]; 28]`. Without an
/// `Input` or its sizes the input is a vector of any length: a const parameter `INPUT` of the network, which Rust
/// infers.
///
/// | argument | default | |
/// |---|---|---|
/// | `shape` | inferred | one to eight sizes, by position or as a tuple |
/// | `dtype` | `f32` | `f32` or `f64`: the type of all numbers of the network; or `u32` for indices, which go into [`Embedding`] |
///
/// Unlike in Keras, the input is no layer and has no `name`. As there, the batch is not part of the shape.
///
/// ```
/// # use dense_runtime::{Network, network};
/// let model = network!(Input(28, 28, 1) -> Flatten -> Dense(10, softmax));
/// let probabilities = model.predict(&[[[0.5]; 28]; 28]);
/// ```
pub const Input: () = ();

/// A layer whose units all see the whole input: `y = activation(x · kernel + bias)`, where `x` is `[inputs]`, `kernel`
/// `[inputs, units]`, and `bias` and `y` are `[units]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `units` | must be given | the number of outputs; first by position |
/// | `activation` | `linear` | second by position |
/// | `kernel_initializer` | `glorot_uniform` | third by position |
/// | `use_bias` | `true` | whether `bias` is there |
/// | `bias_initializer` | `zeros` | |
/// | `trainable` | `true` | whether training changes `kernel` and `bias` |
/// | `name` | `dense`, `dense_1`, .. | |
/// | `kernel_regularizer`, `bias_regularizer` | none | penalties that are added to the loss |
/// | `kernel_constraint`, `bias_constraint` | none | what parameters are brought back to after each step of training |
/// | `activity_regularizer` | none | a penalty on what the layer gives for a sample, added to its loss |
///
/// Unlike in Keras, the input is a vector: put `Flatten` before it (Keras works on the last axis). The third argument
/// by position is the initializer, not `use_bias`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(784) -> Dense(64, relu, he_normal) -> Dense(10, softmax, use_bias = false));
/// ```
pub const Dense: () = ();

/// A row of a table for each index of the input: `y = embeddings[x]`, where `x` are indices, `[u32; N]` or arrays of those, and
/// `embeddings` is `[input_dim, output_dim]`. What it gives has the shape of the input with one axis more, `[.., output_dim]`.
///
/// | argument | default | |
/// |---|---|---|
/// | `input_dim` | must be given | the number of rows: indices go from 0 to one less; first by position |
/// | `output_dim` | must be given | the length of a row; second by position |
/// | `embeddings_initializer` | `uniform` | third by position |
/// | `embeddings_regularizer` | none | a penalty that is added to the loss |
/// | `embeddings_constraint` | none | what the table is brought back to after each step of training |
/// | `dtype` | `f32` | `f32` or `f64`: the type of all numbers of the network |
/// | `trainable` | `true` | whether training changes `embeddings` |
/// | `name` | `embedding` | |
///
/// It stands directly behind `Input(.., dtype = u32)`; only `Flatten` and `Reshape` may be between them. Behind it come
/// [`Flatten`] or [`GlobalAveragePooling1D`] for a [`Dense`].
///
/// Training refuses an index without a row ([`Error::Index`](crate::Error::Index)). A prediction, which cannot fail, takes a row of NaN
/// for it, as Keras does on JAX. In training, all rows of the table take the optimizer's step, also those that the batch did not look
/// up, as in Keras. There is no `mask_zero`: 0 is an index like others.
///
/// ```
/// use dense_runtime::{Network, network};
///
/// network! {
///     pub struct Words {
///         Input(10, dtype = u32) -> Embedding(1000, 16) -> GlobalAveragePooling1D -> Dense(1, sigmoid)
///     }
/// }
///
/// let model = Words::new(42);
/// let [yes] = model.predict(&[7, 1, 999, 1, 4, 0, 0, 0, 0, 0]);
/// assert!(yes > 0.0 && yes < 1.0);
/// assert!(model.predict(&[1000; 10])[0].is_nan());
/// ```
pub const Embedding: () = ();
