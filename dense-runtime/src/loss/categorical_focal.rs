//! The cross-entropy over classes of which one is right, turned towards the hard samples.

use super::alpha::Alpha;
use super::logits::powers;
use super::mean::{fused_of_places, gradient_of_rows, mean_of_rows, rows};
use super::{CategoricalHead, Loss, Reduction, check_gamma, check_label_smoothing, clip, power, setting};
use crate::data::Numbers;
use crate::math::Real;
use crate::storage::{rows_of, width};
use crate::{Element, Error, Tensor};

/// `-Σ alpha·(1 - p)^gamma·t·ln p`, for targets `t` that are distributions over the classes, one-hot or soft (Lin et
/// al., 2017). `alpha` is one number, or one for each class. The classes lie along the last axis, and the loss of a sample with more
/// axes is the mean over its rows.
///
/// Behind `softmax`, loss and gradient are computed from the logits, stable whatever their size: with
/// `sᵢ = alpha·tᵢ·(1 - pᵢ)^gamma·(gamma·pᵢ·ln pᵢ / (1 - pᵢ) - 1)` the gradient is `sⱼ - pⱼ·Σ sᵢ`. (Keras clips
/// probabilities even with `from_logits`, and loses the gradient of those that are clipped.) Behind another last
/// activation, the outputs are probabilities, which are divided by their sum and clipped to `1e-7..1 - 1e-7`, where
/// they have no gradient; or logits, with [`from_logits`](CategoricalFocalCrossentropy::from_logits).
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{CategoricalFocalCrossentropy, Loss};
///
/// let loss = CategoricalFocalCrossentropy::new().alpha(1.0);
/// let found: f64 = Loss::<_, _, Linear>::loss(&loss, &[0.75, 0.25], &[1.0, 0.0]);
/// assert!((found - 0.25 * 0.25 * -0.75_f64.ln()).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct CategoricalFocalCrossentropy<A = f64> {
    alpha: A,
    gamma: f64,
    from_logits: bool,
    label_smoothing: f64,
    reduction: Reduction,
}

impl CategoricalFocalCrossentropy {
    /// The loss for probabilities, with Keras's defaults.
    pub const fn new() -> CategoricalFocalCrossentropy {
        CategoricalFocalCrossentropy {
            alpha: 0.25,
            gamma: 2.0,
            from_logits: false,
            label_smoothing: 0.0,
            reduction: Reduction::SumOverBatchSize,
        }
    }
}

impl<A: Copy> CategoricalFocalCrossentropy<A> {
    /// What the loss is multiplied by: a number, or an array with one for each class, `[0.25, 0.25, 1.0]`, which has to be as
    /// long as the output. Finite and positive; the default is 0.25.
    ///
    /// ```
    /// use dense_runtime::activation::Linear;
    /// use dense_runtime::loss::{CategoricalFocalCrossentropy, Loss};
    ///
    /// let loss = CategoricalFocalCrossentropy::new().alpha([0.5, 2.0]);
    /// let even = CategoricalFocalCrossentropy::new().alpha(1.0);
    /// let (first, second) = ([1.0, 0.0], [0.0, 1.0]);
    /// let of = |target| Loss::<_, _, Linear>::loss(&even, &[0.75, 0.25], target);
    /// assert_eq!(Loss::<_, _, Linear>::loss(&loss, &[0.75, 0.25], &first), 0.5 * of(&first));
    /// assert_eq!(Loss::<_, _, Linear>::loss(&loss, &[0.75, 0.25], &second), 2.0 * of(&second));
    /// ```
    pub const fn alpha<B: Copy>(self, alpha: B) -> CategoricalFocalCrossentropy<B> {
        let CategoricalFocalCrossentropy { gamma, from_logits, label_smoothing, reduction, .. } = self;
        CategoricalFocalCrossentropy { alpha, gamma, from_logits, label_smoothing, reduction }
    }

    /// How much less easy samples count; with 0 all count the same. Finite and not negative; the default is 2.
    pub const fn gamma(mut self, gamma: f64) -> CategoricalFocalCrossentropy<A> {
        self.gamma = gamma;
        self
    }

    /// Whether the outputs are logits. The default is `false`. Behind `softmax` it makes no difference: the loss knows.
    pub const fn from_logits(mut self, from_logits: bool) -> CategoricalFocalCrossentropy<A> {
        self.from_logits = from_logits;
        self
    }

    /// Replaces targets by `t·(1 - label_smoothing) + label_smoothing / classes`. In `0.0..=1.0`; the default is 0.
    pub const fn label_smoothing(mut self, label_smoothing: f64) -> CategoricalFocalCrossentropy<A> {
        self.label_smoothing = label_smoothing;
        self
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> CategoricalFocalCrossentropy<A> {
        self.reduction = reduction;
        self
    }

    #[inline(always)]
    fn smooth<T: Element>(&self, target: &[T]) -> impl Iterator<Item = T> {
        let (keep, share) = (T::of(1.0 - self.label_smoothing), T::of(self.label_smoothing / target.len() as f64));
        target.iter().map(move |&t| t * keep + share)
    }

    /// The loss of a row of logits with its gradient, if that is wanted. `probability` is the softmax of the logits.
    #[inline(always)]
    fn of_logits<O: Tensor>(
        &self,
        logits: &[O::Element],
        probability: impl Fn(usize) -> O::Element,
        target: &[O::Element],
        mut gradient: Option<&mut [O::Element]>,
    ) -> O::Element
    where
        A: Alpha<O>,
    {
        let (zero, one): (O::Element, O::Element) = (Real::of(0.0), Real::of(1.0));
        // The most likely class may be so likely that 1 less its probability is nothing but rounding: the others' sum
        // is not.
        let top = (1..logits.len()).fold(0, |top, i| if logits[i] > logits[top] { i } else { top });
        let others = (0..logits.len()).filter(|&i| i != top).map(&probability).sum::<O::Element>();
        let top_logarithm = if others < Real::of(0.5) { (-others).ln_1p() } else { probability(top).ln() };
        let rest = |i: usize, p| if i == top { others } else { one - p };

        let (mut loss, mut sum) = (zero, zero);
        for (i, t) in self.smooth(target).enumerate() {
            // A class that cannot be right adds nothing, even if its logit is minus infinity.
            let mut slope = zero;
            if t != zero {
                let p = probability(i);
                let rest = rest(i, p);
                let logarithm = (logits[i] - logits[top]) + top_logarithm;
                let alpha: O::Element = Real::of(self.alpha.of(i));
                let scale = alpha * t * power(rest, self.gamma);
                loss -= scale * logarithm;
                // `p·ln p / (1 - p)`, which goes to -1 as `p` goes to 1, and to 0 as it goes to 0.
                let turn = if rest == zero {
                    -one
                } else if p == zero {
                    zero
                } else {
                    p * logarithm / rest
                };
                let gamma: O::Element = Real::of(self.gamma);
                slope = scale * (gamma * turn - one);
            }
            if let Some(gradient) = &mut gradient {
                gradient[i] = slope;
                sum += slope;
            }
        }
        if let Some(gradient) = gradient {
            for (i, g) in gradient.iter_mut().enumerate() {
                let p = probability(i);
                *g = *g * rest(i, p) - p * (sum - *g);
            }
        }
        loss
    }
}

impl Default for CategoricalFocalCrossentropy {
    fn default() -> CategoricalFocalCrossentropy {
        CategoricalFocalCrossentropy::new()
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, H: CategoricalHead, A: Alpha<[R; N]>, const N: usize>
    Loss<[R; N], Y, H> for CategoricalFocalCrossentropy<A>
{
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean_of_rows(output, target.numbers(), |output, target| {
            if self.from_logits && !H::SOFTMAX {
                return self.of_logits::<[R; N]>(output, softmax(output), target, None);
            }
            let sum = output.iter().copied().sum::<T>();
            let terms = output.iter().zip(self.smooth(target)).enumerate().map(|(class, (&p, t))| {
                let q = clip(p / sum);
                T::of(self.alpha.of(class)) * t * power(T::one() - q, self.gamma) * q.ln()
            });
            -terms.sum::<T>()
        })
    }

    /// With `q = p / Σ p` and the slopes `s` in `q`: `∂/∂pᵢ = (sᵢ - Σⱼ sⱼ·qⱼ) / Σ p`, where a clipped `qⱼ` has no part.
    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        gradient_of_rows(output, target.numbers(), gradient, |output, target, gradient| {
            if self.from_logits && !H::SOFTMAX {
                self.of_logits::<[R; N]>(output, softmax(output), target, Some(gradient));
                return;
            }
            let sum = output.iter().copied().sum::<T>();
            let mut total = T::zero();
            for (class, ((g, &p), t)) in gradient.iter_mut().zip(output).zip(self.smooth(target)).enumerate() {
                let q = p / sum;
                *g = T::zero();
                if clip(q) == q {
                    let rest = T::one() - q;
                    let scale = T::of(self.alpha.of(class)) * t * power(rest, self.gamma);
                    *g = scale * (T::of(self.gamma) * q.ln() / rest - T::one() / q);
                    total += *g * q;
                }
            }
            for g in gradient {
                *g = (*g - total) / sum;
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
            self.of_logits::<[R; N]>(logits, |class| output[class], target, Some(gradient))
        }))
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }

    fn check(&self) -> Result<(), Error> {
        for class in 0..width::<[R; N]>() {
            let alpha = self.alpha.of(class);
            setting("alpha", alpha, alpha > 0.0 && alpha.is_finite(), "finite and positive")?;
        }
        check_gamma(self.gamma)?;
        check_label_smoothing(self.label_smoothing)
    }
}

/// `e^z / Σ e^z` of a class.
#[inline(always)]
fn softmax<T: Element>(logits: &[T]) -> impl Fn(usize) -> T {
    let (largest, sum) = powers(logits);
    move |class| (logits[class] - largest).exp() / sum
}
