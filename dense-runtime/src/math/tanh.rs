//! The hyperbolic tangent.
//!
//! With `t = e^(-2 |x|) - 1`, `tanh |x| = -t / (2 + t)`. Since `t` is accurate near 0 and stays in
//! -1 ..= 0, so is the quotient, and it stays in 0 ..= 1.

use super::exp::Exp;

/// The hyperbolic tangent.
pub(super) trait Tanh {
    /// `(e^self - e^-self) / (e^self + e^-self)`.
    fn tanh(self) -> Self;
}

macro_rules! implement {
    ($float:ident) => {
        impl Tanh for $float {
            #[inline(always)]
            fn tanh(self) -> Self {
                let t = (-2.0 * self.abs()).exp_m1_of_negative();
                (-t / (2.0 + t)).copysign(self)
            }
        }
    };
}

implement!(f32);
implement!(f64);
