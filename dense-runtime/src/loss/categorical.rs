//! Cross-entropies over classes of which one is right.

use super::logits::log_sum;
use super::{CategoricalHead, Loss, Reduction, check_label_smoothing, clip};
use crate::data::{Label, Numbers};
use crate::{Element, Error, Tensor};

/// `-ln p[label]`, for a class label as target.
///
/// Behind `softmax`, loss and gradient are computed from the logits: `ln Σ e^z - z[label]` and `softmax(z) - onehot`,
/// stable whatever their size (Keras on some backends clips probabilities instead, and loses the gradient). Behind another
/// last activation, the outputs are probabilities, which are divided by their sum and clipped to `1e-7..1 - 1e-7`; or
/// logits, with [`from_logits`](SparseCategoricalCrossentropy::from_logits).
///
/// Samples of the class [`ignore_class`](SparseCategoricalCrossentropy::ignore_class) are left out.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct SparseCategoricalCrossentropy {
    from_logits: bool,
    ignore_class: Option<usize>,
    reduction: Reduction,
}

impl SparseCategoricalCrossentropy {
    /// The loss for probabilities.
    pub const fn new() -> SparseCategoricalCrossentropy {
        SparseCategoricalCrossentropy { from_logits: false, ignore_class: None, reduction: Reduction::SumOverBatchSize }
    }

    /// Whether the outputs are logits. The default is `false`. Behind `softmax` it makes no difference: the loss knows.
    pub const fn from_logits(mut self, from_logits: bool) -> SparseCategoricalCrossentropy {
        self.from_logits = from_logits;
        self
    }

    /// Leaves out the samples with this label, which need not be one of the network's classes: a label 255, say, for what
    /// nobody knows. The default is to leave out none.
    ///
    /// Their loss and gradient are 0, and the batch's loss is divided by the number of the other samples (with
    /// [`Reduction::MeanWithSampleWeight`], by the sum of the others' weights); it is 0 if there are no others. As in Keras,
    /// metrics know nothing of it, and what `fit` and `evaluate` report is the mean over batches, each times all of its samples.
    ///
    /// ```
    /// use dense_runtime::{Dataset, Network, Trainer, network};
    /// use dense_runtime::{loss::SparseCategoricalCrossentropy, optimizer::Adam};
    ///
    /// network! { struct Classes { Input(2) -> Dense(3, softmax) } }
    ///
    /// let data = Dataset::new(vec![[0.0f32, 1.0], [1.0, 0.0], [1.0, 1.0]], vec![0u8, 255, 2])?;
    /// let known = Dataset::new(vec![[0.0f32, 1.0], [1.0, 1.0]], vec![0u8, 2])?;
    /// let loss = SparseCategoricalCrossentropy::new().ignore_class(255);
    /// let (model, mut trainer) = (Classes::new(1), Trainer::new(Adam::new(0.1), loss));
    /// let [all, known] = [&data, &known].map(|data| trainer.evaluate(&model, data).unwrap().get("loss").unwrap());
    /// assert!((all - known).abs() < 1e-6);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub const fn ignore_class(mut self, ignore_class: usize) -> SparseCategoricalCrossentropy {
        self.ignore_class = Some(ignore_class);
        self
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> SparseCategoricalCrossentropy {
        self.reduction = reduction;
        self
    }

    #[inline(always)]
    fn leaves_out(&self, label: impl Label) -> bool {
        self.ignore_class == Some(label.class())
    }
}

impl<T: Element, L: Label, H: CategoricalHead, const K: usize> Loss<[T; K], L, H> for SparseCategoricalCrossentropy {
    #[inline(always)]
    fn loss(&self, output: &[T; K], target: &L) -> T {
        if self.leaves_out(*target) {
            return T::zero();
        }
        if self.from_logits && !H::SOFTMAX {
            return logits_loss(output, one_hot(*target), &mut [T::zero(); K]);
        }
        probabilities_loss(output, one_hot(*target))
    }

    #[inline(always)]
    fn gradient(&self, output: &[T; K], target: &L, gradient: &mut [T; K]) {
        if self.leaves_out(*target) {
            *gradient = [T::zero(); K];
        } else if self.from_logits && !H::SOFTMAX {
            logits_loss(output, one_hot(*target), gradient);
        } else {
            probabilities_gradient(output, one_hot(*target), gradient);
        }
    }

    #[inline(always)]
    fn fused(&self, logits: &[T; K], output: &[T; K], target: &L, gradient: &mut [T; K]) -> Option<T> {
        if !H::SOFTMAX {
            return None;
        }
        *gradient = *output;
        let label = target.class();
        if let Some(g) = gradient.get_mut(label) {
            *g -= T::one();
        }
        let (largest, log) = log_sum(logits, output);
        Some((largest - logits.get(label).copied().unwrap_or_default()) + log)
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn ignore_class(&self) -> Option<usize> {
        self.ignore_class
    }
}

/// `-Σ t·ln p`, for targets that are distributions over the classes, one-hot or soft.
///
/// Logits and probabilities are treated as in [`SparseCategoricalCrossentropy`].
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct CategoricalCrossentropy {
    from_logits: bool,
    label_smoothing: f64,
    reduction: Reduction,
}

impl CategoricalCrossentropy {
    /// The loss for probabilities.
    pub const fn new() -> CategoricalCrossentropy {
        CategoricalCrossentropy { from_logits: false, label_smoothing: 0.0, reduction: Reduction::SumOverBatchSize }
    }

    /// Whether the outputs are logits. The default is `false`. Behind `softmax` it makes no difference: the loss knows.
    pub const fn from_logits(mut self, from_logits: bool) -> CategoricalCrossentropy {
        self.from_logits = from_logits;
        self
    }

    /// Replaces targets by `t·(1 - label_smoothing) + label_smoothing / classes`. In `0.0..=1.0`; the default is 0.
    pub const fn label_smoothing(mut self, label_smoothing: f64) -> CategoricalCrossentropy {
        self.label_smoothing = label_smoothing;
        self
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> CategoricalCrossentropy {
        self.reduction = reduction;
        self
    }

    fn smooth<T: Element, const K: usize>(&self, target: &[T; K]) -> [T; K] {
        let (keep, share) = (T::of(1.0 - self.label_smoothing), T::of(self.label_smoothing / K as f64));
        target.map(|t| t * keep + share)
    }
}

impl<T: Element, Y: Numbers<[T; K]>, H: CategoricalHead, const K: usize> Loss<[T; K], Y, H>
    for CategoricalCrossentropy
{
    #[inline(always)]
    fn loss(&self, output: &[T; K], target: &Y) -> T {
        let target = target.numbers();
        if self.from_logits && !H::SOFTMAX {
            return logits_loss(output, self.smooth(target), &mut [T::zero(); K]);
        }
        probabilities_loss(output, self.smooth(target))
    }

    #[inline(always)]
    fn gradient(&self, output: &[T; K], target: &Y, gradient: &mut [T; K]) {
        let target = target.numbers();
        if self.from_logits && !H::SOFTMAX {
            logits_loss(output, self.smooth(target), gradient);
        } else {
            probabilities_gradient(output, self.smooth(target), gradient);
        }
    }

    #[inline(always)]
    fn fused(&self, logits: &[T; K], output: &[T; K], target: &Y, gradient: &mut [T; K]) -> Option<T> {
        if !H::SOFTMAX {
            return None;
        }
        let target = self.smooth(target.numbers());
        let weight = target.iter().copied().sum::<T>();
        let (largest, log) = log_sum(logits, output);
        let mut loss = T::zero();
        for (((g, &p), &z), t) in gradient.iter_mut().zip(output).zip(logits).zip(target) {
            // A class that cannot be right adds nothing, even if its logit is minus infinity.
            loss += if t == T::zero() { T::zero() } else { t * ((largest - z) + log) };
            *g = p * weight - t;
        }
        Some(loss)
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn check(&self) -> Result<(), Error> {
        check_label_smoothing(self.label_smoothing)
    }
}

#[inline(always)]
fn one_hot<T: Element, const K: usize>(label: impl Label) -> [T; K] {
    let mut target = [T::zero(); K];
    if let Some(t) = target.get_mut(label.class()) {
        *t = T::one();
    }
    target
}

/// `Σ t·(ln Σ e^z - z)` with its gradient `softmax(z)·Σ t - t`.
#[inline(always)]
fn logits_loss<T: Element, const K: usize>(logits: &[T; K], target: [T; K], gradient: &mut [T; K]) -> T {
    let max = logits.iter().fold(T::neg_infinity(), |max, &z| if z > max { z } else { max });
    for (g, &z) in gradient.iter_mut().zip(logits) {
        *g = (z - max).exp();
    }
    let sum = gradient.iter().copied().sum::<T>();
    let log_sum = sum.ln();
    let weight = target.iter().copied().sum::<T>();
    let mut loss = T::zero();
    for ((g, &z), t) in gradient.iter_mut().zip(logits).zip(target) {
        // A class that cannot be right adds nothing, even if its logit is minus infinity.
        loss += if t == T::zero() { T::zero() } else { t * (log_sum - (z - max)) };
        *g = *g / sum * weight - t;
    }
    loss
}

/// `-Σ t·ln clip(p / Σ p)`
#[inline(always)]
fn probabilities_loss<T: Element, const K: usize>(output: &[T; K], target: [T; K]) -> T {
    let sum = output.iter().copied().sum::<T>();
    -output.iter().zip(target).map(|(&p, t)| t * clip(p / sum).ln()).sum::<T>()
}

/// With `q = p / Σ p`: `∂/∂pᵢ = (Σⱼ tⱼ - tᵢ / qᵢ) / Σ p`, where a clipped `qⱼ` has no part.
#[inline(always)]
fn probabilities_gradient<T: Element, const K: usize>(output: &[T; K], target: [T; K], gradient: &mut [T; K]) {
    let sum = output.iter().copied().sum::<T>();
    let mut total = T::zero();
    for ((g, &p), t) in gradient.iter_mut().zip(output).zip(target) {
        let q = p / sum;
        let clipped = clip(q) != q;
        total += if clipped { T::zero() } else { t };
        *g = if clipped { T::zero() } else { t / q };
    }
    for g in gradient.as_flat_mut() {
        *g = (total - *g) / sum;
    }
}
