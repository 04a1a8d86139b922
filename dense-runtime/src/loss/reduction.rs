//! How the losses of a batch become one number.

/// How the losses of a batch's samples become one number, which training makes small. Each loss has a builder
/// `reduction`; the default is [`SumOverBatchSize`](Reduction::SumOverBatchSize), as in Keras.
///
/// Weights are those of [`Dataset::sample_weight`](crate::Dataset::sample_weight) and
/// [`Trainer::class_weight`](crate::Trainer::class_weight), multiplied if there are both, and 1 without any. Gradients are
/// those of the number that comes out, so that a sum learns faster, at the same rate, than a mean. The penalties of
/// regularizers are added to it, and are the same with all reductions and weights.
///
/// What `fit` and `evaluate` report is, as in Keras, the mean of these numbers over the batches, where each counts as many
/// times as its batch has samples. For `Sum` and `MeanWithSampleWeight` it depends on the size of batches.
///
/// Keras's `mean` is another name of `SumOverBatchSize`; there is no `none`, because a step needs one number.
///
/// ```
/// use dense_runtime::{Network, Trainer, network};
/// use dense_runtime::{loss::{MeanSquaredError, Reduction}, optimizer::SGD};
///
/// network! { struct Line { Input(1) -> Dense(1) } }
///
/// // Without a bias' help, untrained, and with targets of 0, the loss of a sample is the square of what it gives.
/// let (inputs, targets, weights) = ([[1.0f32], [2.0]], [[0.0f32]; 2], [1.0, 3.0]);
/// let loss = |reduction| {
///     let mut model = Line::new(1);
///     model.tensor_mut("dense.kernel").unwrap().fill(1.0);
///     let mut trainer = Trainer::new(SGD::new(0.1), MeanSquaredError::new().reduction(reduction));
///     trainer.train_on_weighted_batch(&mut model, &inputs, &targets, &weights)
/// };
/// assert_eq!(loss(Reduction::Sum)?, 1.0 + 3.0 * 4.0);
/// assert_eq!(loss(Reduction::SumOverBatchSize)?, (1.0 + 3.0 * 4.0) / 2.0);
/// assert_eq!(loss(Reduction::MeanWithSampleWeight)?, (1.0 + 3.0 * 4.0) / (1.0 + 3.0));
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reduction {
    /// The sum of all losses, each times its weight, over the number of samples.
    #[default]
    SumOverBatchSize,
    /// The sum of all losses, each times its weight. A sample of several rows, whose loss is the mean over them, counts as
    /// many times as it has rows, as in Keras.
    Sum,
    /// The sum of all losses, each times its weight, over the sum of the weights; 0 if that is 0.
    MeanWithSampleWeight,
}
