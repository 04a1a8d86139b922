//! What must hold and only the compiler can see, because it depends on const expressions.

use crate::graph::{Constant, Dim, Limit, Noise, Range};
use crate::place::Place;

/// A claim, and what to underline if it is false.
pub(crate) struct Obligation {
    pub(crate) claim: Claim,
    pub(crate) place: Place,
}

/// What is claimed.
pub(crate) enum Claim {
    /// A size is not zero.
    Size(Dim),
    /// There is more than one unit for `softmax`.
    Classes(Dim),
    /// The strength of noise is in its range.
    Noise(Noise),
    /// The argument of this name is in its range.
    Number { name: &'static str, constant: Constant, range: Range },
    /// The shape that is given, by what a text says, is the one asserted.
    Shape { by: String, given: Vec<Dim>, asserted: Vec<Dim> },
    /// Both shapes have as many numbers.
    Numbers { from: Vec<Dim>, to: Vec<Dim> },
    /// The network stays within a limit.
    Budget(Limit),
}

impl Claim {
    /// Whether its truth depends on const generics, so that there is nothing to check before they are known.
    pub(crate) fn is_generic(&self) -> bool {
        let any = |dims: &[Dim]| dims.iter().any(Dim::is_generic);
        match self {
            Claim::Size(dim) | Claim::Classes(dim) => dim.is_generic(),
            Claim::Shape { given: a, asserted: b, .. } | Claim::Numbers { from: a, to: b } => any(a) || any(b),
            Claim::Noise(_) | Claim::Number { .. } | Claim::Budget(_) => false,
        }
    }
}
