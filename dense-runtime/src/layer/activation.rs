//! The parameters of activations that are trained.

/// The parameters of an `Activation` layer with `trainable = true`.
///
/// `P` is `[T; N]`, with a number for each parameter of the activation, in the order of its declaration.
#[derive(Debug, Clone, Copy, PartialEq)]
#[repr(C)]
pub struct TrainedActivation<P> {
    /// The values of the parameters.
    pub parameters: P,
}
