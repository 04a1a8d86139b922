//! What layers want to know of a whole batch.

/// What the plan says of a `BatchNormalization` layer that learns: in training it looks at all samples of a batch at once, so the
/// passes forward and backward stop before it until they are all there.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct BatchPlan {
    /// The tensor with its moving means; behind it is the one with its moving variances.
    pub tensor: usize,
    /// How many numbers it has means of.
    pub width: usize,
    /// The value of a training step that it normalizes.
    pub value: usize,
    /// The value that is the gradient of what it gives, if the way back comes so far.
    pub gradient: Option<usize>,
    /// How much of the moving statistics remains in each step.
    pub momentum: f64,
    /// What keeps the root of a variance from zero.
    pub epsilon: f64,
}

impl BatchPlan {
    /// For emitted code only; see the fields.
    #[doc(hidden)]
    pub const fn new(
        tensor: usize,
        width: usize,
        value: usize,
        gradient: Option<usize>,
        momentum: f64,
        epsilon: f64,
    ) -> BatchPlan {
        BatchPlan { tensor, width, value, gradient, momentum, epsilon }
    }
}
