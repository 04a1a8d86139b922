//! The logistic function and its integral, softplus.
//!
//! Both are computed from `e^-|x|`, which never overflows.

use super::{exp::Exp, ln::Ln};

/// The logistic function and its integral.
pub(super) trait Sigmoid {
    /// `1 / (1 + e^-self)`.
    fn sigmoid(self) -> Self;

    /// `ln(1 + e^self)`.
    fn softplus(self) -> Self;
}

macro_rules! implement {
    ($float:ident) => {
        impl Sigmoid for $float {
            #[inline(always)]
            fn sigmoid(self) -> Self {
                // For x < 0, e^x / (1 + e^x) is the same number, with all its digits.
                let e = Exp::exp(-self.abs());
                let numerator = if self < 0.0 { e } else { 1.0 };
                numerator / (1.0 + e)
            }

            #[inline(always)]
            fn softplus(self) -> Self {
                // ln(1 + e^x) = x + ln(1 + e^-x), and the logarithm is at most ln 2.
                let positive = if self > 0.0 { self } else { 0.0 };
                positive + Exp::exp(-self.abs()).ln_1p_of_inner()
            }
        }
    };
}

implement!(f32);
implement!(f64);
