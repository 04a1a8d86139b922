//! What layers do by chance, in training only.

use crate::Element;
use crate::activation::Selu;
use crate::kernels::{AddNoise, Chance, Drop, DropChannels, Replace, ScaleByNoise};
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
    SpatialDropout { rate: f64, channels: usize },
    GaussianDropout { rate: f64 },
    GaussianNoise { stddev: f64 },
    AlphaDropout { rate: f64 },
}

impl Noise {
    /// `y = 0` with probability `rate`, otherwise `x / (1 - rate)`.
    pub const fn dropout(rate: f64) -> Noise {
        Noise::of(Rule::Dropout { rate })
    }

    /// The same with one decision for all places of a channel, of which a place has so many.
    pub const fn spatial_dropout(rate: f64, channels: usize) -> Noise {
        Noise::of(Rule::SpatialDropout { rate, channels })
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
            Rule::SpatialDropout { rate, channels } => {
                let scale = 1.0 / (1.0 - rate);
                T::drop_channels(DropChannels { chance, rate, scale, values, rows, channels });
            }
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
            // All of them are a factor for each number.
            Rule::Dropout { .. } | Rule::SpatialDropout { .. } | Rule::GaussianDropout { .. } => {
                self.forward(chance, layer, values, rows);
            }
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
        | Rule::SpatialDropout { rate: strength, .. }
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

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec::Vec;

    use super::*;

    const ROWS: usize = 64;

    fn at(step: u64) -> Chance {
        Chance { seed: 3, step, ..Chance::default() }
    }

    /// Numbers from the standard normal distribution.
    fn normal(count: usize) -> Vec<f64> {
        let mut values = std::vec![0.0; count];
        Noise::gaussian_noise(1.0).forward(at(100), 9, &mut values, ROWS);
        values
    }

    fn forward(noise: Noise, values: &[f64]) -> Vec<f64> {
        let mut values = values.to_vec();
        noise.forward(at(1), 2, &mut values, ROWS);
        values
    }

    fn backward(noise: Noise, gradients: &[f64]) -> Vec<f64> {
        let mut gradients = gradients.to_vec();
        noise.backward(at(1), 2, &mut gradients, ROWS);
        gradients
    }

    fn mean(values: &[f64]) -> f64 {
        values.iter().sum::<f64>() / values.len() as f64
    }

    fn variance(values: &[f64]) -> f64 {
        let mean = mean(values);
        values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / values.len() as f64
    }

    #[test]
    fn alpha_dropout_keeps_mean_and_variance_of_normal_numbers() {
        let numbers = normal(1 << 20);
        for rate in [0.01, 0.1, 0.5, 0.9] {
            let dropped = forward(Noise::alpha_dropout(rate), &numbers);
            let (mean, variance) = (mean(&dropped), variance(&dropped));
            // Their deviations are 0.001 and, as the numbers are anything but normal, up to 0.003.
            assert!(mean.abs() < 0.005 && (variance - 1.0).abs() < 0.015, "{rate}: {mean}, {variance}");
        }
    }

    #[test]
    fn gaussian_dropout_has_the_mean_and_variance_of_dropout() {
        let ones = std::vec![1.0; 1 << 20];
        for rate in [0.1, 0.5, 0.8] {
            for noise in [Noise::dropout(rate), Noise::spatial_dropout(rate, 1 << 13), Noise::gaussian_dropout(rate)] {
                let factors = forward(noise, &ones);
                let (mean, variance, expected) = (mean(&factors), variance(&factors), rate / (1.0 - rate));
                assert!((mean - 1.0).abs() < 0.005 * expected.sqrt().max(1.0), "{noise:?}: {mean}");
                assert!((variance / expected - 1.0).abs() < 0.015, "{noise:?}: {variance}");
            }
        }
    }

    #[test]
    fn spatial_dropout_drops_whole_channels() {
        let (channels, places) = (24, 50);
        let ones = std::vec![1.0; ROWS * places * channels];
        let dropped = forward(Noise::spatial_dropout(0.25, channels), &ones);
        let mut kept = 0;
        for sample in dropped.chunks(places * channels) {
            for channel in 0..channels {
                let mut map = sample.iter().skip(channel).step_by(channels);
                assert!(map.all(|&y| y == sample[channel]));
                kept += usize::from(sample[channel] == 1.0 / 0.75);
            }
            assert!(sample.iter().all(|&y| y == 0.0 || y == 1.0 / 0.75));
        }
        // Of 1536 maps, with a deviation of 17.
        assert!((1152 - 5 * 17..1152 + 5 * 17).contains(&kept), "{kept}");
    }

    #[test]
    fn dropped_numbers_of_alpha_dropout_are_those_of_kerass_formula() {
        let numbers = normal(ROWS * 100);
        let rate = 0.3;
        let alpha = -1.673_263_242_354_377_3 * 1.050_700_987_355_480_5;
        let a = f64::powf((1.0 - rate) * (1.0 + rate * alpha * alpha), -0.5);
        let b = -a * alpha * rate;
        let kept = forward(Noise::dropout(rate), &std::vec![1.0; numbers.len()]);
        for ((x, y), kept) in numbers.iter().zip(forward(Noise::alpha_dropout(rate), &numbers)).zip(kept) {
            let masked = if kept > 0.0 { *x } else { alpha };
            assert!((y - (a * masked + b)).abs() < 1e-14, "{x} becomes {y}");
        }
    }

    /// All rules are straight lines of each number, so that the slope is what a step of 1 changes.
    #[test]
    fn the_way_back_is_the_slope_of_the_way_there() {
        let numbers = normal(ROWS * 66);
        let moved: Vec<f64> = numbers.iter().map(|x| x + 1.0).collect();
        let gradients: Vec<f64> = numbers.iter().map(|x| 0.5 - x).collect();
        for noise in [
            Noise::dropout(0.3),
            Noise::spatial_dropout(0.3, 6),
            Noise::gaussian_dropout(0.3),
            Noise::gaussian_noise(0.3),
            Noise::alpha_dropout(0.3),
        ] {
            for noise in [noise, noise.seed(7)] {
                let slopes: Vec<f64> = forward(noise, &moved)
                    .iter()
                    .zip(forward(noise, &numbers))
                    .map(|(above, below)| above - below)
                    .collect();
                for ((found, slope), gradient) in backward(noise, &gradients).iter().zip(slopes).zip(&gradients) {
                    assert!((found - slope * gradient).abs() < 1e-12, "{noise:?}: {found}, not {slope} · {gradient}");
                }
            }
        }
    }

    #[test]
    fn nothing_happens_without_strength_and_everything_is_dropped_at_one() {
        let numbers = normal(ROWS * 5);
        for noise in [
            Noise::dropout(0.0),
            Noise::spatial_dropout(0.0, 5),
            Noise::gaussian_dropout(0.0),
            Noise::gaussian_noise(0.0),
            Noise::alpha_dropout(0.0),
        ] {
            assert_eq!(forward(noise, &numbers), numbers);
            assert_eq!(backward(noise, &numbers), numbers);
        }
        assert!(forward(Noise::dropout(1.0), &numbers).iter().all(|&value| value == 0.0));
        assert!(backward(Noise::dropout(1.0), &numbers).iter().all(|&value| value == 0.0));
    }
}
