//! What layers leave to chance in training.

use proc_macro2::{Ident, TokenStream};

use crate::place::Place;

/// What a layer does by chance in training.
#[derive(Clone)]
pub(crate) struct Noise {
    pub(crate) rule: Rule,
    pub(crate) strength: Strength,
    /// Whether the places of a sample share what chance decides, so that it is decided once for each channel.
    pub(crate) shared: bool,
    /// The layer's own, in place of the training run's.
    pub(crate) seed: Option<Seed>,
}

/// What chance does to a number.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Rule {
    /// It becomes zero, or is scaled.
    Dropout,
    /// It is multiplied by noise.
    GaussianDropout,
    /// Noise is added to it.
    GaussianNoise,
    /// It becomes another, or is scaled and shifted.
    AlphaDropout,
}

/// The rate at which a layer drops, or the standard deviation of its noise.
#[derive(Clone)]
pub(crate) struct Strength {
    /// What emitted code calls it, unless it is a literal.
    pub(crate) name: Ident,
    pub(crate) tokens: TokenStream,
    pub(crate) place: Place,
    /// The number, if it is a literal.
    pub(crate) value: Option<f64>,
}

/// The seed of a layer.
#[derive(Clone)]
pub(crate) struct Seed {
    /// What emitted code calls it, unless it is a literal.
    pub(crate) name: Ident,
    pub(crate) tokens: TokenStream,
    pub(crate) is_literal: bool,
}

impl Noise {
    /// What the runtime calls it, and texts do.
    pub(crate) fn name(&self) -> &'static str {
        if self.shared { "spatial_dropout" } else { self.rule.name() }
    }
}

impl Rule {
    /// What the runtime calls it, and texts do.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Rule::Dropout => "dropout",
            Rule::GaussianDropout => "gaussian_dropout",
            Rule::GaussianNoise => "gaussian_noise",
            Rule::AlphaDropout => "alpha_dropout",
        }
    }

    /// The argument that says how strong it is.
    pub(crate) fn argument(self) -> &'static str {
        match self {
            Rule::GaussianNoise => "stddev",
            Rule::Dropout | Rule::GaussianDropout | Rule::AlphaDropout => "rate",
        }
    }

    /// Whether that may be this number.
    pub(crate) fn allows(self, strength: f64) -> bool {
        (0.0..=1.0).contains(&strength) && !(self.divides_by_rest() && strength == 1.0)
    }

    /// The same in words.
    pub(crate) fn range(self) -> &'static str {
        match self {
            Rule::Dropout => "the dropout rate is a number from 0 to 1",
            Rule::GaussianDropout => "the rate of `GaussianDropout` is at least 0 and below 1",
            Rule::GaussianNoise => "the standard deviation of `GaussianNoise` is a number from 0 to 1",
            Rule::AlphaDropout => "the rate of `AlphaDropout` is at least 0 and below 1",
        }
    }

    /// Whether it divides by what a rate leaves.
    pub(crate) fn divides_by_rest(self) -> bool {
        matches!(self, Rule::GaussianDropout | Rule::AlphaDropout)
    }

    /// Whether it changes the gradient on the way back.
    pub(crate) fn changes_gradients(self) -> bool {
        self != Rule::GaussianNoise
    }
}
