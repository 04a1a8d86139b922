//! Losses that are quadratic for small errors and linear for large ones, so that outliers pull less.

use super::mean::{mean, mean_gradient, rows};
use super::{Loss, Reduction, setting};
use crate::data::Numbers;
use crate::{Element, Error, Tensor};

/// `mean h(output - target)` over a sample's outputs, with `h(e) = e² / 2` up to the size `delta`, and
/// `delta·|e| - delta² / 2` beyond (Huber, 1964).
///
/// Targets are arrays of the output's shape. The slope of `h` is `e`, clipped to `-delta..=delta`.
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{Huber, Loss};
///
/// let loss = Huber::new().delta(2.0);
/// assert_eq!(Loss::<_, _, Linear>::loss(&loss, &[1.0, 5.0], &[0.0, 0.0]), (0.5 + 8.0) / 2.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Huber {
    delta: f64,
    reduction: Reduction,
}

impl Huber {
    /// The loss with Keras's default, a `delta` of 1.
    pub const fn new() -> Huber {
        Huber { delta: 1.0, reduction: Reduction::SumOverBatchSize }
    }

    /// The size of an error from which on the loss is linear. Finite and positive; the default is 1.
    pub const fn delta(mut self, delta: f64) -> Huber {
        self.delta = delta;
        self
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> Huber {
        self.reduction = reduction;
        self
    }
}

impl Default for Huber {
    fn default() -> Huber {
        Huber::new()
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H> Loss<[R; N], Y, H> for Huber {
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        let (delta, half) = (T::of(self.delta), T::of(0.5));
        mean(output, target.numbers(), |y, t| {
            let size = (y - t).abs();
            if size <= delta { half * size * size } else { delta * (size - half * delta) }
        })
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        let delta = T::of(self.delta);
        mean_gradient(output, target.numbers(), gradient, |y, t| {
            let error = y - t;
            if error.abs() <= delta { error } else { delta * error.signum() }
        });
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }

    fn check(&self) -> Result<(), Error> {
        setting("delta", self.delta, self.delta > 0.0 && self.delta.is_finite(), "finite and positive")
    }
}

/// `mean ln cosh(output - target)` over a sample's outputs.
///
/// Targets are arrays of the output's shape. About `e² / 2` for small errors `e` and `|e| - ln 2` for large ones; the
/// slope is `tanh e`. Keras computes `e + softplus(-2e) - ln 2`, which loses the digits of small errors and can come
/// out below 0; this form keeps them.
///
/// ```
/// use dense_runtime::activation::Linear;
/// use dense_runtime::loss::{LogCosh, Loss};
///
/// let found: f64 = Loss::<_, _, Linear>::loss(&LogCosh::new(), &[1.5], &[0.5]);
/// assert!((found - 1.0_f64.cosh().ln()).abs() < 1e-12);
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[must_use]
pub struct LogCosh {
    reduction: Reduction,
}

impl LogCosh {
    /// The logarithm of the hyperbolic cosine of the error.
    pub const fn new() -> LogCosh {
        LogCosh { reduction: Reduction::SumOverBatchSize }
    }

    /// How the losses of a batch become one number. The default is [`Reduction::SumOverBatchSize`].
    pub const fn reduction(mut self, reduction: Reduction) -> LogCosh {
        self.reduction = reduction;
        self
    }
}

impl<T: Element, R: Tensor<Element = T>, Y: Numbers<[R; N]>, const N: usize, H> Loss<[R; N], Y, H> for LogCosh {
    #[inline(always)]
    fn loss(&self, output: &[R; N], target: &Y) -> T {
        mean(output, target.numbers(), |y, t| log_cosh(y - t))
    }

    #[inline(always)]
    fn gradient(&self, output: &[R; N], target: &Y, gradient: &mut [R; N]) {
        mean_gradient(output, target.numbers(), gradient, |y, t| (y - t).tanh());
    }

    fn reduction(&self) -> Reduction {
        self.reduction
    }

    fn rows(&self) -> usize {
        rows::<[R; N]>()
    }
}

/// `ln cosh e`: near 0 as `ln(1 + sinh² e) / 2`, where nothing cancels, and else as `|e| + ln(1 + e^(-2|e|)) - ln 2`,
/// where nothing overflows.
#[inline(always)]
fn log_cosh<T: Element>(error: T) -> T {
    let size = error.abs();
    if size < T::one() {
        let grown = size.exp_m1();
        let sinh = T::of(0.5) * (grown + grown / (grown + T::one()));
        return T::of(0.5) * (sinh * sinh).ln_1p();
    }
    size + ((T::of(-2.0) * size).exp().ln_1p() - T::of(core::f64::consts::LN_2))
}
