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
