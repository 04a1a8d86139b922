//! Cross-entropies over classes of which one is right.

use super::logits::{largest, log_sum, powers};
use super::mean::{fused_of_places, gradient_of_places, gradient_of_rows, mean_of_places, mean_of_rows, rows};
use super::{CategoricalHead, Loss, Reduction, check_label_smoothing, clip};
use crate::data::{Classes, Numbers};
use crate::storage::rows_of;
use crate::{Element, Error, Tensor};

/// `-ln p[label]`, for a class label as target.
///
/// Outputs with several places, such as the pixels of an image, have a label for each: for `[[[f32; CLASSES]; WIDTH]; HEIGHT]` targets
/// are `[[u8; WIDTH]; HEIGHT]`, and the loss is the mean over the places. A
/// [`sample_weight`](crate::Dataset::sample_weight) counts for all places of its sample (Keras's of shape `(samples, 1, 1)`);
/// [`class_weight`](crate::Trainer::class_weight) is refused there (Keras fails for images, and takes the place of a
/// sequence's largest label for its class).
///
/// ```
/// use dense_runtime::{Dataset, Network, Trainer, network};
/// use dense_runtime::{loss::SparseCategoricalCrossentropy, metric::Accuracy, optimizer::Adam};
///
/// // Which pixels are brighter than the one on their left?
/// network! {
///     struct Brighter {
///         Input(3, 4, 1) -> Conv2D(8, 3, padding = "same", activation = relu) -> Conv2D(2, 1, activation = softmax)
///     }
/// }
///
/// let image = [[[0.0f32], [1.0], [0.0], [0.0]], [[0.0], [0.0], [1.0], [1.0]], [[1.0], [0.0], [0.0], [1.0]]];
/// let mask = [[0u8, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]];
/// let mut trainer =
///     Trainer::new(Adam::new(0.03), SparseCategoricalCrossentropy::new()).metric(Accuracy::new()).epochs(100);
/// let history = trainer.fit(&mut Brighter::new(1), &Dataset::new(vec![image], vec![mask])?)?;
/// assert_eq!(history.get("accuracy").unwrap().last(), Some(&1.0));
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// Behind `softmax`, loss and gradient are computed from the logits: `ln Σ e^z - z[label]` and `softmax(z) - onehot`,
/// stable whatever their size (Keras on some backends clips probabilities instead, and loses the gradient). Behind another
/// last activation, the outputs are probabilities, which are divided by their sum and clipped to `1e-7..1 - 1e-7`; or
/// logits, with [`from_logits`](SparseCategoricalCrossentropy::from_logits).
///
/// Samples and places of the class [`ignore_class`](SparseCategoricalCrossentropy::ignore_class) are left out.
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

    /// Leaves out the samples with this label, and of those with a label for each place the places with it. It need not be one of the
    /// network's classes: a label 255, say, for what nobody knows. The default is to leave out none.
    ///
    /// Their loss and gradient are 0, and the batch's loss is divided by the number of the other samples or places (with
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
    fn leaves_out(&self, label: usize) -> bool {
        self.ignore_class == Some(label)
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Classes<[R; N]>, H: CategoricalHead, const N: usize> Loss<[R; N], Y, H>
    for SparseCategoricalCrossentropy
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean_of_places(output, target.classes(), |output, label| {
            if self.leaves_out(label) {
                T::zero()
            } else if self.from_logits && !H::SOFTMAX {
                logits_loss(output, one_hot(label))
            } else {
                probabilities_loss(output, one_hot(label))
            }
        })
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        gradient_of_places(output, target.classes(), gradient, |output, label, gradient| {
            if self.leaves_out(label) {
                gradient.fill(T::zero());
            } else if self.from_logits && !H::SOFTMAX {
                logits_gradient(output, one_hot(label), gradient);
            } else {
                probabilities_gradient(output, one_hot(label), gradient);
            }
        });
    }

    #[inline(always)]
    fn fused(&self, logits: &[R; N], output: &[R; N], target: &Y, gradient: &mut [R; N]) -> Option<T> {
        if !H::SOFTMAX {
            return None;
        }
        Some(fused_of_places(logits, output, target.classes(), gradient, |logits, output, label, gradient| {
            if self.leaves_out(label) {
                gradient.fill(T::zero());
                return T::zero();
            }
            gradient.copy_from_slice(output);
            if let Some(g) = gradient.get_mut(label) {
                *g -= T::one();
            }
            let (largest, log) = log_sum(logits, output);
            (largest - logits.get(label).copied().unwrap_or_default()) + log
        }))
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }

    fn ignore_class(&self) -> Option<usize> {
        self.ignore_class
    }
}

/// `-Σ t·ln p`, for targets that are distributions over the classes, one-hot or soft.
///
/// Targets are arrays of the output's shape; the classes lie along the last axis, and the loss of a sample with more axes is the mean
/// over its rows. Logits and probabilities are treated as in [`SparseCategoricalCrossentropy`].
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

    #[inline(always)]
    fn smooth<T: Element>(&self, target: &[T]) -> impl Iterator<Item = T> + Clone {
        let (keep, share) = (T::of(1.0 - self.label_smoothing), T::of(self.label_smoothing / target.len() as f64));
        target.iter().map(move |&t| t * keep + share)
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, H: CategoricalHead, const N: usize> Loss<[R; N], Y, H>
    for CategoricalCrossentropy
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean_of_rows(output, target.numbers(), |output, target| {
            if self.from_logits && !H::SOFTMAX {
                logits_loss(output, self.smooth(target))
            } else {
                probabilities_loss(output, self.smooth(target))
            }
        })
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        gradient_of_rows(output, target.numbers(), gradient, |output, target, gradient| {
            if self.from_logits && !H::SOFTMAX {
                logits_gradient(output, self.smooth(target), gradient);
            } else {
                probabilities_gradient(output, self.smooth(target), gradient);
            }
        });
    }

    #[inline(always)]
    fn fused(&self, logits: &[R; N], output: &[R; N], target: &Y, gradient: &mut [R; N]) -> Option<T> {
        if !H::SOFTMAX {
            return None;
        }
        let targets = rows_of(target.numbers());
        Some(fused_of_places(logits, output, targets, gradient, |logits, output, target, gradient| {
            let target = self.smooth(target);
            let weight = target.clone().sum::<T>();
            let (largest, log) = log_sum(logits, output);
            let mut loss = T::zero();
            for (((g, &p), &z), t) in gradient.iter_mut().zip(output).zip(logits).zip(target) {
                // A class that cannot be right adds nothing, even if its logit is minus infinity.
                loss += if t == T::zero() { T::zero() } else { t * ((largest - z) + log) };
                *g = p * weight - t;
            }
            loss
        }))
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }

    fn check(&self) -> Result<(), Error> {
        check_label_smoothing(self.label_smoothing)
    }
}

#[inline(always)]
fn one_hot<T: Element>(label: usize) -> impl Iterator<Item = T> + Clone {
    (0..).map(move |class| if class == label { T::one() } else { T::zero() })
}

/// `Σ t·(ln Σ e^z - z)`
#[inline(always)]
fn logits_loss<T: Element>(logits: &[T], target: impl Iterator<Item = T>) -> T {
    let (largest, sum) = powers(logits);
    let log_sum = sum.ln();
    // A class that cannot be right adds nothing, even if its logit is minus infinity.
    let term = |(&z, t): (&T, T)| if t == T::zero() { T::zero() } else { t * (log_sum - (z - largest)) };
    logits.iter().zip(target).map(term).sum()
}

/// `softmax(z)·Σ t - t`
#[inline(always)]
fn logits_gradient<T: Element>(logits: &[T], target: impl Iterator<Item = T> + Clone, gradient: &mut [T]) {
    let largest = largest(logits);
    for (g, &z) in gradient.iter_mut().zip(logits) {
        *g = (z - largest).exp();
    }
    let sum = gradient.iter().copied().sum::<T>();
    let weight = target.clone().take(logits.len()).sum::<T>();
    for (g, t) in gradient.iter_mut().zip(target) {
        *g = *g / sum * weight - t;
    }
}

/// `-Σ t·ln clip(p / Σ p)`
#[inline(always)]
fn probabilities_loss<T: Element>(output: &[T], target: impl Iterator<Item = T>) -> T {
    let sum = output.iter().copied().sum::<T>();
    -output.iter().zip(target).map(|(&p, t)| t * clip(p / sum).ln()).sum::<T>()
}

/// With `q = p / Σ p`: `∂/∂pᵢ = (Σⱼ tⱼ - tᵢ / qᵢ) / Σ p`, where a clipped `qⱼ` has no part.
#[inline(always)]
fn probabilities_gradient<T: Element>(output: &[T], target: impl Iterator<Item = T>, gradient: &mut [T]) {
    let sum = output.iter().copied().sum::<T>();
    let mut total = T::zero();
    for ((g, &p), t) in gradient.iter_mut().zip(output).zip(target) {
        let q = p / sum;
        let clipped = clip(q) != q;
        total += if clipped { T::zero() } else { t };
        *g = if clipped { T::zero() } else { t / q };
    }
    for g in gradient {
        *g = (total - *g) / sum;
    }
}
