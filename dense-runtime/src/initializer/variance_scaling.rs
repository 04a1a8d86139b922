//! Initial values whose variance depends on how many inputs and outputs a layer has.

use super::{Initializer, RandomNormal, RandomUniform, TruncatedNormal};
use crate::math::Real;
use crate::{Element, Random};

/// Values of mean 0 and variance `scale / n`, where `n` is the number of inputs of a unit, that of its outputs, or their
/// mean.
///
/// A variance of `1 / inputs` keeps that of a layer's output at that of its input, and `1 / outputs` does so for the
/// gradients on their way back. `relu`, which drops half of its input, wants twice as much. The initializers known by
/// their authors' names are all of this kind:
///
/// | | variance | made for |
/// |---|---|---|
/// | [`lecun_normal`](VarianceScaling::lecun_normal) | `1 / inputs` | `selu`; LeCun et al., 1998 |
/// | [`glorot_normal`](VarianceScaling::glorot_normal) | `2 / (inputs + outputs)` | `tanh`; Glorot and Bengio, 2010 |
/// | [`he_normal`](VarianceScaling::he_normal) | `2 / inputs` | `relu`; He et al., 2015 |
///
/// A kernel of the shape `[.., inputs, outputs]` with a window in front, as convolutions have it, counts each input and
/// each output once for each place of the window. For a vector, both numbers are its length.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VarianceScaling {
    scale: f64,
    mode: Mode,
    distribution: Distribution,
    seed: Option<u64>,
}

/// What [`VarianceScaling`] divides by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The number of inputs of each unit.
    FanIn,
    /// The number of outputs that each input has a part in.
    FanOut,
    /// The mean of both.
    FanAvg,
}

/// How the values of [`VarianceScaling`] are distributed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distribution {
    /// Normal, within two standard deviations, which are larger to make up for the cut.
    TruncatedNormal,
    /// Normal.
    UntruncatedNormal,
    /// Uniform.
    Uniform,
}

/// The standard deviation of a standard normal number that is known to be in `-2.0..=2.0`.
const TRUNCATED_STDDEV: f64 = 0.879_625_661_034_239_8;

impl VarianceScaling {
    /// A truncated normal distribution of variance `1 / inputs`.
    pub const fn new() -> VarianceScaling {
        VarianceScaling { scale: 1.0, mode: Mode::FanIn, distribution: Distribution::TruncatedNormal, seed: None }
    }

    /// The variance is `2 / (inputs + outputs)`, the distribution uniform.
    pub const fn glorot_uniform() -> VarianceScaling {
        VarianceScaling::new().mode(Mode::FanAvg).distribution(Distribution::Uniform)
    }

    /// The variance is `2 / (inputs + outputs)`, the distribution normal and truncated.
    pub const fn glorot_normal() -> VarianceScaling {
        VarianceScaling::new().mode(Mode::FanAvg)
    }

    /// The variance is `2 / inputs`, the distribution uniform.
    pub const fn he_uniform() -> VarianceScaling {
        VarianceScaling::new().scale(2.0).distribution(Distribution::Uniform)
    }

    /// The variance is `2 / inputs`, the distribution normal and truncated.
    pub const fn he_normal() -> VarianceScaling {
        VarianceScaling::new().scale(2.0)
    }

    /// The variance is `1 / inputs`, the distribution uniform.
    pub const fn lecun_uniform() -> VarianceScaling {
        VarianceScaling::new().distribution(Distribution::Uniform)
    }

    /// The variance is `1 / inputs`, the distribution normal and truncated.
    pub const fn lecun_normal() -> VarianceScaling {
        VarianceScaling::new()
    }

    /// The variance times `n`: 1 unless set.
    ///
    /// # Panics
    ///
    /// If the scale is not positive.
    #[must_use]
    pub const fn scale(self, scale: f64) -> VarianceScaling {
        assert!(scale > 0.0, "the scale of variance_scaling must be positive");
        VarianceScaling { scale, ..self }
    }

    /// What `n` counts: inputs unless set.
    #[must_use]
    pub const fn mode(self, mode: Mode) -> VarianceScaling {
        VarianceScaling { mode, ..self }
    }

    /// The distribution: a truncated normal one unless set.
    #[must_use]
    pub const fn distribution(self, distribution: Distribution) -> VarianceScaling {
        VarianceScaling { distribution, ..self }
    }

    /// The seed: the network's unless set.
    #[must_use]
    pub const fn seed(self, seed: u64) -> VarianceScaling {
        VarianceScaling { seed: Some(seed), ..self }
    }
}

impl Default for VarianceScaling {
    fn default() -> VarianceScaling {
        VarianceScaling::new()
    }
}

impl Initializer for VarianceScaling {
    fn fill<T: Element>(&self, shape: &[usize], random: &mut Random, values: &mut [T]) {
        let (inputs, outputs) = fans(shape);
        let n = match self.mode {
            Mode::FanIn => inputs,
            Mode::FanOut => outputs,
            Mode::FanAvg => (inputs + outputs) / 2.0,
        };
        let variance = self.scale / if n > 1.0 { n } else { 1.0 };
        match self.distribution {
            Distribution::TruncatedNormal => {
                TruncatedNormal::new().stddev(Real::sqrt(variance) / TRUNCATED_STDDEV).fill(shape, random, values)
            }
            Distribution::UntruncatedNormal => {
                RandomNormal::new().stddev(Real::sqrt(variance)).fill(shape, random, values);
            }
            Distribution::Uniform => {
                let limit = Real::sqrt(3.0 * variance);
                RandomUniform::new().minval(-limit).maxval(limit).fill(shape, random, values);
            }
        }
    }

    fn seed(&self) -> Option<u64> {
        self.seed
    }
}

/// How many inputs each unit of a kernel has, and in how many outputs each input has a part.
pub(super) fn fans(shape: &[usize]) -> (f64, f64) {
    match *shape {
        [] => (1.0, 1.0),
        [n] => (n as f64, n as f64),
        [ref window @ .., inputs, outputs] => {
            let window = window.iter().product::<usize>();
            ((window * inputs) as f64, (window * outputs) as f64)
        }
    }
}
