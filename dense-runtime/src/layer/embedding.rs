//! The parameters of a table that is looked up in.

/// The parameters of an `Embedding` layer: `output = embeddings[index]`, for each index of the input.
///
/// `E` is `[[T; OUTPUT_DIM]; INPUT_DIM]`, as in Keras.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Embedding<E> {
    /// The table, one row for each index.
    pub embeddings: E,
}
