//! What layers do by chance, in training only.

use crate::Element;
use crate::activation::Selu;
use crate::kernels::{AddNoise, Chance, Drop, Replace, ScaleByNoise};
use crate::math::Real;

/// What a layer does to all numbers that it gets, by a random number for each. The way back draws the same again.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub struct Noise {
    rule: Rule,
    /// The layer's own, in place of the training run's.
    seed: Option<u64>,
}

#[derive(Debug, Clone, Copy)]
enum Rule {
    Dropout { rate: f64 },
    GaussianDropout { rate: f64 },
    GaussianNoise { stddev: f64 },
    AlphaDropout { rate: f64 },
}

impl Noise {
    /// `y = 0` with probability `rate`, otherwise `x / (1 - rate)`.
    pub const fn dropout(rate: f64) -> Noise {
        Noise::of(Rule::Dropout { rate })
    }

    /// `y = x · (1 + √(rate / (1 - rate)) · z)`, with a normal `z`.
    pub const fn gaussian_dropout(rate: f64) -> Noise {
        Noise::of(Rule::GaussianDropout { rate })
    }

    /// `y = x + stddev · z`, with a normal `z`.
    pub const fn gaussian_noise(stddev: f64) -> Noise {
        Noise::of(Rule::GaussianNoise { stddev })
    }

    /// `y = a · α + b` with probability `rate`, otherwise `a · x + b`: see [`Alpha`].
    pub const fn alpha_dropout(rate: f64) -> Noise {
        Noise::of(Rule::AlphaDropout { rate })
    }

    /// With a seed of the layer's own.
    #[must_use]
    pub const fn seed(self, seed: u64) -> Noise {
        Noise { seed: Some(seed), ..self }
    }

    const fn of(rule: Rule) -> Noise {
        Noise { rule, seed: None }
    }

    /// From what goes into layer number `layer` to what comes out, in place: `rows` samples behind each other.
    pub(crate) fn forward<T: Element>(self, chance: Chance, layer: usize, values: &mut [T], rows: usize) {
        let chance = chance.of_layer(layer, self.seed);
        match self.rule {
            rule if rule.is_idle() => {}
            Rule::Dropout { rate } => T::drop(Drop { chance, rate, scale: 1.0 / (1.0 - rate), values, rows }),
            Rule::GaussianDropout { rate } => {
                T::scale_by_noise(ScaleByNoise { chance, stddev: Real::sqrt(rate / (1.0 - rate)), values, rows });
            }
            Rule::GaussianNoise { stddev } => T::add_noise(AddNoise { chance, stddev, values, rows }),
            Rule::AlphaDropout { rate } => {
                let Alpha { scale, offset, other } = Alpha::at(rate);
                T::replace(Replace { chance, rate, other, scale, offset, values, rows });
            }
        }
    }

    /// From the gradient of what comes out to that of what went in, in place.
    pub(crate) fn backward<T: Element>(self, chance: Chance, layer: usize, values: &mut [T], rows: usize) {
        match self.rule {
            // Both are a factor for each number.
            Rule::Dropout { .. } | Rule::GaussianDropout { .. } => self.forward(chance, layer, values, rows),
            Rule::GaussianNoise { .. } => {}
            rule if rule.is_idle() => {}
            Rule::AlphaDropout { rate } => {
                let chance = chance.of_layer(layer, self.seed);
                T::drop(Drop { chance, rate, scale: Alpha::at(rate).scale, values, rows });
            }
        }
    }
}

impl Rule {
    /// Whether it changes nothing.
    fn is_idle(self) -> bool {
        let (Rule::Dropout { rate: strength }
        | Rule::GaussianDropout { rate: strength }
        | Rule::GaussianNoise { stddev: strength }
        | Rule::AlphaDropout { rate: strength }) = self;
        strength == 0.0
    }
}

/// How alpha dropout keeps mean 0 and variance 1: numbers that are dropped become the limit `α` of `selu` for small numbers,
/// and all are scaled by `a = 1 / √((1 - rate) · (1 + rate · α²))` and shifted by `b = -a · α · rate`.
///
/// Klambauer et al., "Self-Normalizing Neural Networks", 2017.
struct Alpha {
    scale: f64,
    offset: f64,
    /// What dropped numbers become.
    other: f64,
}

impl Alpha {
    fn at(rate: f64) -> Alpha {
        let alpha = -Selu::ALPHA * Selu::SCALE;
        let scale = 1.0 / Real::sqrt((1.0 - rate) * (1.0 + rate * alpha * alpha));
        let offset = -scale * alpha * rate;
        Alpha { scale, offset, other: scale * alpha + offset }
    }
}
