//! The parameters of normalization layers.

/// The parameters of a `LayerNormalization` layer: `output = normalized · gamma + beta`.
///
/// `G` and `B` are `[T; WIDTH]`, as long as the last axis; or `()` with `scale = false` and `center = false`. A layer without both
/// has no parameters, and no field.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct LayerNormalization<G, B> {
    /// What each number is scaled by.
    pub gamma: G,
    /// What is added to each number.
    pub beta: B,
}

/// The parameters of an `RMSNormalization` layer: `output = normalized · scale`.
///
/// `S` is `[T; WIDTH]`, as long as the last axis.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct RMSNormalization<S> {
    /// What each number is scaled by.
    pub scale: S,
}

/// The parameters of a `BatchNormalization` layer:
/// `output = (input - moving_mean) / √(moving_variance + epsilon) · gamma + beta`.
///
/// `G` and `B` are `[T; WIDTH]`, as long as the last axis; or `()` with `scale = false` and `center = false`. `M` and `V` are `[T; WIDTH]`.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct BatchNormalization<G, B, M, V> {
    /// What each number is scaled by.
    pub gamma: G,
    /// What is added to each number.
    pub beta: B,
    /// The mean of each number, over the batches of training.
    pub moving_mean: M,
    /// Its variance.
    pub moving_variance: V,
}

/// What a `Normalization` layer knows of the data: `output = (input - mean) / max(√variance, 1e-7)`.
///
/// `M` and `V` are `[T; WIDTH]`, as long as the last axis.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct Normalization<M, V> {
    /// The mean of each number.
    pub mean: M,
    /// Its variance.
    pub variance: V,
}

/// What a `BatchNormalization` does unless the network says otherwise: Keras's defaults.
#[doc(hidden)]
pub mod batch_normalization {
    /// How much of the moving statistics remains in each step.
    pub const MOMENTUM: f64 = 0.99;
    /// What keeps the root of a variance from zero.
    pub const EPSILON: f64 = 1e-3;
}
