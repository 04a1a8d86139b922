//! Initial values from a distribution that is given outright.

use super::Initializer;
use crate::{Element, Random};

/// Normal values with the given mean and standard deviation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RandomNormal {
    mean: f64,
    stddev: f64,
    seed: Option<u64>,
}

impl RandomNormal {
    /// With mean 0 and standard deviation 0.05.
    pub const fn new() -> RandomNormal {
        RandomNormal { mean: 0.0, stddev: 0.05, seed: None }
    }

    /// The mean: 0 unless set.
    #[must_use]
    pub const fn mean(self, mean: f64) -> RandomNormal {
        RandomNormal { mean, ..self }
    }

    /// The standard deviation: 0.05 unless set.
    #[must_use]
    pub const fn stddev(self, stddev: f64) -> RandomNormal {
        RandomNormal { stddev, ..self }
    }

    /// The seed: the network's unless set.
    #[must_use]
    pub const fn seed(self, seed: u64) -> RandomNormal {
        RandomNormal { seed: Some(seed), ..self }
    }
}

impl Default for RandomNormal {
    fn default() -> RandomNormal {
        RandomNormal::new()
    }
}

impl Initializer for RandomNormal {
    fn fill<T: Element>(&self, _: &[usize], random: &mut Random, values: &mut [T]) {
        for value in values {
            *value = T::of(self.mean + self.stddev * random.normal());
        }
    }

    fn seed(&self) -> Option<u64> {
        self.seed
    }
}

/// Normal values, drawn again until they are within two standard deviations of the mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TruncatedNormal {
    mean: f64,
    stddev: f64,
    seed: Option<u64>,
}

impl TruncatedNormal {
    /// With mean 0 and standard deviation 0.05.
    pub const fn new() -> TruncatedNormal {
        TruncatedNormal { mean: 0.0, stddev: 0.05, seed: None }
    }

    /// The mean: 0 unless set.
    #[must_use]
    pub const fn mean(self, mean: f64) -> TruncatedNormal {
        TruncatedNormal { mean, ..self }
    }

    /// The standard deviation before the cut, which lowers it by an eighth: 0.05 unless set.
    #[must_use]
    pub const fn stddev(self, stddev: f64) -> TruncatedNormal {
        TruncatedNormal { stddev, ..self }
    }

    /// The seed: the network's unless set.
    #[must_use]
    pub const fn seed(self, seed: u64) -> TruncatedNormal {
        TruncatedNormal { seed: Some(seed), ..self }
    }
}

impl Default for TruncatedNormal {
    fn default() -> TruncatedNormal {
        TruncatedNormal::new()
    }
}

impl Initializer for TruncatedNormal {
    fn fill<T: Element>(&self, _: &[usize], random: &mut Random, values: &mut [T]) {
        for value in values {
            *value = T::of(self.mean + self.stddev * truncated_normal(random));
        }
    }

    fn seed(&self) -> Option<u64> {
        self.seed
    }
}

/// A standard normal number in `-2.0..=2.0`.
fn truncated_normal(random: &mut Random) -> f64 {
    loop {
        let number = random.normal();
        if number.abs() <= 2.0 {
            return number;
        }
    }
}

/// Uniform values in `minval..maxval`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RandomUniform {
    minval: f64,
    maxval: f64,
    seed: Option<u64>,
}

impl RandomUniform {
    /// In `-0.05..0.05`.
    pub const fn new() -> RandomUniform {
        RandomUniform { minval: -0.05, maxval: 0.05, seed: None }
    }

    /// The lower bound: -0.05 unless set.
    #[must_use]
    pub const fn minval(self, minval: f64) -> RandomUniform {
        RandomUniform { minval, ..self }
    }

    /// The upper bound: 0.05 unless set.
    #[must_use]
    pub const fn maxval(self, maxval: f64) -> RandomUniform {
        RandomUniform { maxval, ..self }
    }

    /// The seed: the network's unless set.
    #[must_use]
    pub const fn seed(self, seed: u64) -> RandomUniform {
        RandomUniform { seed: Some(seed), ..self }
    }
}

impl Default for RandomUniform {
    fn default() -> RandomUniform {
        RandomUniform::new()
    }
}

impl Initializer for RandomUniform {
    fn fill<T: Element>(&self, _: &[usize], random: &mut Random, values: &mut [T]) {
        for value in values {
            *value = T::of(self.minval + (self.maxval - self.minval) * random.uniform());
        }
    }

    fn seed(&self) -> Option<u64> {
        self.seed
    }
}
