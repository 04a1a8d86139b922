//! Cosine decay, with a warm-up if one is asked for (Loshchilov and Hutter, 2017).

use core::f64::consts::PI;

use super::{Schedule, check_rate, check_steps};
use crate::Error;
use crate::optimizer::setting;

/// Half a wave of a cosine from one rate down to a fraction of it.
///
/// `rate · ((1 - alpha) · (1 + cos(π · t)) / 2 + alpha)` with `t = step / decay_steps`, and `t = 1` from step
/// `decay_steps` on. With a warm-up, the rate first goes from `initial_learning_rate` to `warmup_target` in a straight
/// line of `warmup_steps` steps; the decay begins there, from the target, and takes another `decay_steps` steps.
///
/// ```
/// use dense_runtime::optimizer::schedule::{CosineDecay, Schedule};
///
/// let schedule = CosineDecay::new(0.1, 100).alpha(0.1);
/// assert!((schedule.learning_rate(50) - 0.055).abs() < 1e-12);
/// let warm = CosineDecay::new(0.0, 100).warmup_target(0.1).warmup_steps(10);
/// assert_eq!([0, 5, 10].map(|step| warm.learning_rate(step)), [0.0, 0.05, 0.1]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct CosineDecay {
    initial_learning_rate: f64,
    decay_steps: u64,
    alpha: f64,
    warmup_target: Option<f64>,
    warmup_steps: u64,
}

impl CosineDecay {
    /// From the rate of the first step, and how many steps the decay takes.
    ///
    /// Training refuses rates that are negative or not finite, 0 steps, and steps of a warm-up without a target (Keras ignores
    /// them).
    pub const fn new(initial_learning_rate: f64, decay_steps: u64) -> CosineDecay {
        CosineDecay { initial_learning_rate, decay_steps, alpha: 0.0, warmup_target: None, warmup_steps: 0 }
    }

    /// The last rate, as a fraction of the one that the decay begins with. The default is 0.
    pub const fn alpha(mut self, alpha: f64) -> CosineDecay {
        self.alpha = alpha;
        self
    }

    /// The rate that the warm-up leads to. By default there is no warm-up.
    pub const fn warmup_target(mut self, warmup_target: f64) -> CosineDecay {
        self.warmup_target = Some(warmup_target);
        self
    }

    /// How many steps the warm-up takes. The default is 0.
    pub const fn warmup_steps(mut self, warmup_steps: u64) -> CosineDecay {
        self.warmup_steps = warmup_steps;
        self
    }
}

impl Schedule for CosineDecay {
    fn learning_rate(&self, step: u64) -> f64 {
        let CosineDecay { initial_learning_rate: initial, decay_steps, alpha, warmup_target, warmup_steps } = *self;
        let Some(target) = warmup_target else { return initial * decayed(step, decay_steps, alpha) };
        match step.checked_sub(warmup_steps) {
            None => initial + (target - initial) * (step as f64 / warmup_steps as f64),
            Some(step) => target * decayed(step, decay_steps, alpha),
        }
    }

    fn check(&self) -> Result<(), Error> {
        check_rate("initial_learning_rate", self.initial_learning_rate)?;
        check_steps("decay_steps", self.decay_steps)?;
        check_rate("alpha", self.alpha)?;
        match self.warmup_target {
            Some(target) => check_rate("warmup_target", target),
            None => {
                setting("warmup_steps", self.warmup_steps as f64, self.warmup_steps == 0, "0 without a `warmup_target`")
            }
        }
    }
}

/// What is left of the rate.
fn decayed(step: u64, decay_steps: u64, alpha: f64) -> f64 {
    let done = step.min(decay_steps) as f64 / decay_steps as f64;
    half_wave(done) * (1.0 - alpha) + alpha
}

/// From 1 at 0 to 0 at 1.
pub(super) fn half_wave(done: f64) -> f64 {
    0.5 * (1.0 + (PI * done).cos())
}
