//! The parameters of a fully connected layer.

/// The parameters of a `Dense` layer: `output = activation(input · kernel + bias)`.
///
/// `K` is the kernel, `[[T; UNITS]; INPUTS]` as in Keras; `B` is the bias, `[T; UNITS]`, or `()` with `use_bias = false`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Dense<K, B> {
    /// The weights, one row for each input.
    pub kernel: K,
    /// What is added to each unit.
    pub bias: B,
}
