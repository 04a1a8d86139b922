//! Cosine decay with warm restarts (Loshchilov and Hutter, 2017).

use super::cosine::half_wave;
use super::{Schedule, check_rate, check_steps};
use crate::Error;
use crate::optimizer::setting;

/// Cosine decay that begins again whenever it has come to its end.
///
/// `initial_learning_rate · ((1 - alpha) · m_mulⁱ · (1 + cos(π · t)) / 2 + alpha)`, where `i` counts the restarts and `t`
/// goes from 0 to 1 between them. The first decay takes `first_decay_steps` steps, and each further one `t_mul` times as
/// many as the one before it.
///
/// ```
/// use dense_runtime::optimizer::schedule::{CosineDecayRestarts, Schedule};
///
/// let schedule = CosineDecayRestarts::new(0.1, 100).m_mul(0.5);
/// assert!((schedule.learning_rate(50) - 0.05).abs() < 1e-12);
/// // Restarts come after 100, 200 more, 400 more steps.
/// assert_eq!([0, 100, 300, 700].map(|step| schedule.learning_rate(step)), [0.1, 0.05, 0.025, 0.0125]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct CosineDecayRestarts {
    initial_learning_rate: f64,
    first_decay_steps: u64,
    t_mul: f64,
    m_mul: f64,
    alpha: f64,
}

impl CosineDecayRestarts {
    /// From the rate of the first step, and how many steps the first decay takes.
    ///
    /// Training refuses settings that are negative or not finite, 0 steps, and a `t_mul` below 1, whose decays come to an
    /// end (where Keras gives NaN).
    pub const fn new(initial_learning_rate: f64, first_decay_steps: u64) -> CosineDecayRestarts {
        CosineDecayRestarts { initial_learning_rate, first_decay_steps, t_mul: 2.0, m_mul: 1.0, alpha: 0.0 }
    }

    /// How many times as long as the decay before it each one is, at least 1. The default is 2.
    pub const fn t_mul(mut self, t_mul: f64) -> CosineDecayRestarts {
        self.t_mul = t_mul;
        self
    }

    /// The factor of the rate at each restart. The default is 1.
    pub const fn m_mul(mut self, m_mul: f64) -> CosineDecayRestarts {
        self.m_mul = m_mul;
        self
    }

    /// The lowest rate, as a fraction of the first one. The default is 0.
    pub const fn alpha(mut self, alpha: f64) -> CosineDecayRestarts {
        self.alpha = alpha;
        self
    }

    /// How many restarts there have been after some time, and how much of the decay at work is done. The unit of time is the
    /// first decay.
    fn restarts(&self, time: f64) -> (f64, f64) {
        let t_mul = self.t_mul;
        if t_mul == 1.0 {
            return (time.floor(), time.fract());
        }
        // The decays before restart `i` took `1 + t_mul + … + t_mul^(i - 1)`.
        let start = |restarts: f64| (t_mul.powf(restarts) - 1.0) / (t_mul - 1.0);
        let mut restarts = ((1.0 + time * (t_mul - 1.0)).ln() / t_mul.ln()).floor();
        // The quotient of logarithms may be rounded to the wrong side of a whole number: that of 1000 and 10 is below 3.
        if time >= start(restarts + 1.0) {
            restarts += 1.0;
        } else if time < start(restarts) {
            restarts -= 1.0;
        }
        (restarts, (time - start(restarts)) / t_mul.powf(restarts))
    }
}

impl Schedule for CosineDecayRestarts {
    fn learning_rate(&self, step: u64) -> f64 {
        let (restarts, done) = self.restarts(step as f64 / self.first_decay_steps as f64);
        let left = self.m_mul.powf(restarts) * half_wave(done);
        self.initial_learning_rate * (left * (1.0 - self.alpha) + self.alpha)
    }

    fn check(&self) -> Result<(), Error> {
        check_rate("initial_learning_rate", self.initial_learning_rate)?;
        check_steps("first_decay_steps", self.first_decay_steps)?;
        setting("t_mul", self.t_mul, self.t_mul >= 1.0 && self.t_mul.is_finite(), "finite and at least 1")?;
        check_rate("m_mul", self.m_mul)?;
        check_rate("alpha", self.alpha)
    }
}
