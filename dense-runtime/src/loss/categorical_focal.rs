//! The cross-entropy over classes of which one is right, turned towards the hard samples.

use super::alpha::Alpha;
use super::logits::softmax;
use super::{CategoricalHead, Loss, Reduction, check_gamma, check_label_smoothing, clip, power, setting};
use crate::data::Numbers;
use crate::{Element, Error, Tensor};

/// `-Σ alpha·(1 - p)^gamma·t·ln p`, for targets `t` that are distributions over the classes, one-hot or soft (Lin et
/// al., 2017). `alpha` is one number, or one for each class.
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

    fn smooth<T: Element, const K: usize>(&self, target: &[T; K]) -> [T; K] {
        let (keep, share) = (T::of(1.0 - self.label_smoothing), T::of(self.label_smoothing / K as f64));
        target.map(|t| t * keep + share)
    }

    /// The loss with its gradient, from logits and their softmax.
    #[inline(always)]
    fn logits_loss<T: Element, const K: usize>(
        &self,
        logits: &[T; K],
        probabilities: &[T; K],
        target: [T; K],
        gradient: &mut [T; K],
    ) -> T
    where
        A: Alpha<[T; K]>,
    {
        // The most likely class may be so likely that 1 less its probability is nothing but rounding: the others' sum
        // is not.
        let top = (1..K).fold(0, |top, i| if logits[i] > logits[top] { i } else { top });
        let others = probabilities.iter().enumerate().filter(|&(i, _)| i != top).map(|(_, &p)| p).sum::<T>();
        let top_logarithm = if others < T::of(0.5) { (-others).ln_1p() } else { probabilities[top].ln() };
        let rest = |i: usize| if i == top { others } else { T::one() - probabilities[i] };

        let mut loss = T::zero();
        for (i, (g, t)) in gradient.iter_mut().zip(target).enumerate() {
            // A class that cannot be right adds nothing, even if its logit is minus infinity.
            if t == T::zero() {
                *g = T::zero();
                continue;
            }
            let logarithm = (logits[i] - logits[top]) + top_logarithm;
            let scale = T::of(self.alpha.of(i)) * t * power(rest(i), self.gamma);
            loss -= scale * logarithm;
            // `p·ln p / (1 - p)`, which goes to -1 as `p` goes to 1, and to 0 as it goes to 0.
            let turn = if rest(i) == T::zero() {
                -T::one()
            } else if probabilities[i] == T::zero() {
                T::zero()
            } else {
                probabilities[i] * logarithm / rest(i)
            };
            *g = scale * (T::of(self.gamma) * turn - T::one());
        }
        let sum = gradient.iter().copied().sum::<T>();
        for (i, g) in gradient.iter_mut().enumerate() {
            *g = *g * rest(i) - probabilities[i] * (sum - *g);
        }
        loss
    }
}

impl Default for CategoricalFocalCrossentropy {
    fn default() -> CategoricalFocalCrossentropy {
        CategoricalFocalCrossentropy::new()
    }
}

impl<T: Element, Y: Numbers<[T; K]>, H: CategoricalHead, A: Alpha<[T; K]>, const K: usize> Loss<[T; K], Y, H>
    for CategoricalFocalCrossentropy<A>
{
    #[inline(always)]
    fn loss(&self, output: &[T; K], target: &Y) -> T {
        let target = self.smooth(target.numbers());
        if self.from_logits && !H::SOFTMAX {
            return self.logits_loss(output, &softmax(output), target, &mut [T::zero(); K]);
        }
        let sum = output.iter().copied().sum::<T>();
        let terms = output.iter().zip(target).enumerate().map(|(class, (&p, t))| {
            let q = clip(p / sum);
            T::of(self.alpha.of(class)) * t * power(T::one() - q, self.gamma) * q.ln()
        });
        -terms.sum::<T>()
    }

    /// With `q = p / Σ p` and the slopes `s` in `q`: `∂/∂pᵢ = (sᵢ - Σⱼ sⱼ·qⱼ) / Σ p`, where a clipped `qⱼ` has no part.
    #[inline(always)]
    fn gradient(&self, output: &[T; K], target: &Y, gradient: &mut [T; K]) {
        let target = self.smooth(target.numbers());
        if self.from_logits && !H::SOFTMAX {
            self.logits_loss(output, &softmax(output), target, gradient);
            return;
        }
        let sum = output.iter().copied().sum::<T>();
        let mut total = T::zero();
        for (class, ((g, &p), t)) in gradient.iter_mut().zip(output).zip(target).enumerate() {
            let q = p / sum;
            *g = T::zero();
            if clip(q) == q {
                let rest = T::one() - q;
                let scale = T::of(self.alpha.of(class)) * t * power(rest, self.gamma);
                *g = scale * (T::of(self.gamma) * q.ln() / rest - T::one() / q);
                total += *g * q;
            }
        }
        for g in gradient.as_flat_mut() {
            *g = (*g - total) / sum;
        }
    }

    #[inline(always)]
    fn fused(&self, logits: &[T; K], output: &[T; K], target: &Y, gradient: &mut [T; K]) -> Option<T> {
        if !H::SOFTMAX {
            return None;
        }
        Some(self.logits_loss(logits, output, self.smooth(target.numbers()), gradient))
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn check(&self) -> Result<(), Error> {
        for class in 0..K {
            let alpha = self.alpha.of(class);
            setting("alpha", alpha, alpha > 0.0 && alpha.is_finite(), "finite and positive")?;
        }
        check_gamma(self.gamma)?;
        check_label_smoothing(self.label_smoothing)
    }
}
