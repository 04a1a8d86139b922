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
    /// Windows of a kernel or a pool, as `what` says, lie within the places.
    Fits { what: &'static str, size: Vec<Dim>, dilation: Vec<Dim>, places: Vec<Dim> },
    /// Windows lie apart, or their places do, but not both.
    StridesOrDilation { strides: Vec<Dim>, dilation: Vec<Dim> },
    /// Groups are equally large.
    Groups { groups: u64, number: Dim, what: &'static str },
    /// What is added to the output of a transposed convolution is less than a stride.
    OutputPadding { padding: u64, stride: Dim },
    /// Something is left of an axis.
    Cropping { places: Dim, sides: [Dim; 2] },
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
            Claim::Groups { number, .. } => number.is_generic(),
            // Shapes are not computed of const generics.
            Claim::Fits { .. }
            | Claim::StridesOrDilation { .. }
            | Claim::OutputPadding { .. }
            | Claim::Cropping { .. } => false,
            Claim::Noise(_) | Claim::Number { .. } | Claim::Budget(_) => false,
        }
    }
}
