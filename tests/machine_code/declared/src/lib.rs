//! Loops over declared activations.

use dense::__bench::{Isa, Op, run};
use dense::Element;
use dense::activation::RowActivation;
use dense::prelude::*;

activation! {
    /// One exponential after the other.
    pub struct Mish2(x) = x * tanh(softplus(x));

    /// A parameter.
    pub struct SwishBeta(x; beta = 1.0) = x * sigmoid(beta * x);

    /// A selection.
    pub struct Bent(x; slope = 0.3) = if x > 0 { ln(1 + x) } else { slope * (exp(x) - 1) };

    /// Pieces of lines, and a power.
    pub struct Cut(x) = clamp(x, -1, 6) + x.powi(5);

    /// A power with any exponent, a sign, and another activation.
    pub struct Power(x; exponent = 1.3) = sign(x) * abs(x).powf(exponent) + gelu(x);
}

struct Forward<'a, A, T> {
    activation: A,
    values: &'a mut [T],
}

impl<A: RowActivation, T: Element> Op for Forward<'_, A, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let width = self.values.len();
        self.activation.forward(isa, self.values, width);
    }
}

struct Backward<'a, A, T> {
    activation: A,
    x: &'a [T],
    y: &'a [T],
    dy: &'a mut [T],
}

impl<A: RowActivation, T: Element> Op for Backward<'_, A, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Backward { activation, x, y, dy } = self;
        activation.backward(isa, x, y, dy, x.len());
    }
}

macro_rules! loops {
    ($($module:ident: $activation:ident, $element:ident;)*) => {$(
        /// The loops over one activation with one number type.
        pub mod $module {
            use super::*;

            /// The values.
            #[inline(never)]
            pub fn forward(activation: $activation, values: &mut [$element]) {
                run(Forward { activation, values });
            }

            /// The derivatives.
            #[inline(never)]
            pub fn backward(activation: $activation, x: &[$element], y: &[$element], dy: &mut [$element]) {
                run(Backward { activation, x, y, dy });
            }
        }
    )*};
}

loops! {
    mish_f32: Mish2, f32;
    mish_f64: Mish2, f64;
    swish_f32: SwishBeta, f32;
    swish_f64: SwishBeta, f64;
    bent_f32: Bent, f32;
    bent_f64: Bent, f64;
    cut_f32: Cut, f32;
    cut_f64: Cut, f64;
    power_f32: Power, f32;
    power_f64: Power, f64;
}
