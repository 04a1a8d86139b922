//! Networks in a crate that forbids and denies whatever it can.
#![forbid(unsafe_code)]
#![deny(missing_docs, warnings, unused_qualifications, unreachable_pub, single_use_lifetimes, unused_lifetimes)]
#![deny(clippy::all, clippy::pedantic)]

use neural::math::Real;
use neural::prelude::*;

/// Units of a hidden layer.
pub const HIDDEN: usize = 24;

/// A rate.
pub const RATE: f64 = 0.25;

/// `x²`
#[derive(Debug, Clone, Copy)]
pub struct Square;

impl Activation for Square {
    fn apply<T: Real>(self, x: T) -> T {
        x * x
    }

    fn derivative<T: Real>(self, x: T, _: T) -> T {
        x + x
    }
}

activation! {
    /// A gate as steep as one likes.
    pub struct Gate(x; beta = 2 * RATE, shift = -1) = x * sigmoid(beta * x + shift.powi(5)) / (1 + RATE);

    /// Bends.
    #[must_use]
    pub(crate) struct Bent(t) = if t > 0 { t.ln_1p() } else { let e = exp(t); e * (t - 1) + 1 };

    struct Exact(x) = 0.5 * x * (1 + erf(x / SQRT_2)) * 2.powf(x) + (PI / 4) * x * 0.123_456_789_012_345_678_9;

    struct Undocumented(x; unused_beta = 1.5) = max(x, -unused_beta).powf(1.5) + mish(x);
}

network! {
    /// Reads digits.
    #[must_use]
    #[budget(parameters = 60_000, workspace = "2 KiB")]
    pub struct Digits {
        Input(28, 28, 1)
            -> Flatten
            -> hidden: Dense(2 * HIDDEN, relu, he_normal)
            -> Dropout(RATE)
            -> [2 * HIDDEN]
            -> Dense(16, Square)
            -> Dense(16, Gate(beta = 3))
            -> Activation(Bent)
            -> Activation(Gate(shift = 0.5), trainable = true)
            -> Dense(10, softmax, kernel_initializer = variance_scaling(mode = fan_avg, seed = 1))
    }

    /// Has sizes to choose.
    pub struct Mlp<const INPUTS: usize, const UNITS: usize = 8> { Input(INPUTS) -> Dense(UNITS, leaky_relu(0.1)) -> Dense(1) }

    /// Takes any input.
    pub struct Any { Dense(4, Square) -> Dense(1) }

    /// Has a `softmax` that is meant.
    #[allow(hidden_softmax)]
    pub struct Gated { Input(4) -> Dense(4, softmax) -> Dense(1) }

    #[derive(Debug)]
    struct Private { Input(2, dtype = f64) -> Dense(1, Undocumented, trainable = false) -> Activation(Exact) }
}

/// Both forms in one function, twice in one scope.
#[must_use]
pub fn outputs() -> [f32; 2] {
    let (first, second) = (network!(Dense(3, tanh) -> Dense(1)), network!(seed = 7; Dense(3, tanh) -> Dense(1)));
    let [output] = first.predict(&[0.5; 4]);
    let [other] = second.predict(&[0.5; 6]);
    [output, other]
}

/// Predicts in twice the precision.
#[must_use]
pub fn precise() -> f64 {
    Private::new(3).predict(&[0.5, 0.25])[0]
}
