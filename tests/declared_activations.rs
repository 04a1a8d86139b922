//! Keras's activations, declared by their formulas, against the built-in ones: values and derivatives, in both number types.

use dense::activation::words;
use dense::prelude::*;

activation! {
    struct Linear2(x) = x;
    struct Relu2(x) = max(x, 0);
    struct ReluArguments(x; negative_slope = 0.1, max_value = 2.5, threshold = 0.5) =
        if x >= max_value { max_value } else if x > threshold { x } else { negative_slope * (x - threshold) };
    struct LeakyRelu2(x; negative_slope = 0.2) = if x < 0 { negative_slope * x } else { x };
    struct ReluSix(x) = x.clamp(0, 6);
    struct Elu2(x; alpha = 1) = if x > 0 { x } else { alpha * (exp(x) - 1) };
    struct Selu2(x) = {
        let scale = 1.0507009873554805;
        let alpha = 1.6732632423543772;
        if x > 0 { scale * x } else { scale * alpha * (x.exp() - 1) }
    };
    struct Celu2(x; alpha = 1.0) = if x > 0 { x } else { alpha * (exp(x / alpha) - 1) };
    struct Gelu2(x) = 0.5 * x * (1 + erf(x / SQRT_2));
    struct ApproximateGelu(x) = 0.5 * x * (1 + tanh(sqrt(2 / PI) * (x + 0.044715 * x.powi(3))));
    struct Silu2(x) = x / (1 + exp(-x));
    struct Mish2(x) = x * tanh(ln(1 + exp(x)));
    struct HardSilu2(x) = x * clamp(x / 6 + 0.5, 0, 1);
    struct Sigmoid2(x) = 1 / (1 + exp(-x));
    struct HardSigmoid2(x) = clamp(x / 6 + 0.5, 0, 1);
    struct LogSigmoid2(x) = -ln(1 + exp(-x));
    struct SparseSigmoid2(x) = min(max(0.5 * (x + 1), 0), 1);
    struct Tanh2(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x));
    struct HardTanh2(x) = x.max(-1).min(1);
    struct TanhShrink2(x) = x - tanh(x);
    struct Softplus2(x) = ln(exp(x) + 1);
    struct Softsign2(x) = x / (1 + abs(x));
    struct Squareplus2(x; b = 4) = (x + sqrt(x * x + b)) / 2;
    struct SparsePlus2(x) = if x <= -1 { 0 } else if x >= 1 { x } else { (x + 1).powi(2) / 4 };
    struct Exponential2(x) = exp(x);
    struct SoftShrink2(x; threshold = 0.5) =
        if x > threshold { x - threshold } else if x < -threshold { x + threshold } else { 0 };
    struct HardShrink2(x; threshold = 0.5) = if x > threshold || x < -threshold { x } else { 0 };
    struct Threshold2(x; threshold = 0.5, default_value = -1.0) = if x > threshold { x } else { default_value };
}

/// Numbers on both sides of every kink, the kinks, and some far out.
fn points() -> impl Iterator<Item = f64> {
    let near = (-160..=160).map(|at| f64::from(at) / 20.0);
    // Kinks that are no multiples of 1/20 in binary.
    let kinks = (-32..=32).map(|at| f64::from(at) / 4.0);
    near.chain(kinks).chain([-1e18, -1e4, -100.0, -90.0, -30.0, -17.0, 17.0, 30.0, 90.0, 100.0, 1e4, 1e18])
}

/// Compares a declared activation with a built-in one.
fn compare<T: Element>(name: &str, declared: impl Activation, built_in: impl Activation, tolerance: f64) {
    for x in points().map(T::of) {
        let expected = built_in.apply(x);
        if !expected.is_finite() {
            continue;
        }
        let found = declared.apply(x);
        let (slope, expected_slope) = (declared.derivative(x, found), built_in.derivative(x, expected));
        for (what, found, expected) in [("value", found, expected), ("derivative", slope, expected_slope)] {
            let (found, expected) = (found.as_f64(), expected.as_f64());
            let is_near = (found - expected).abs() <= tolerance * expected.abs().max(1.0);
            assert!(is_near, "{name} at {x}, {what}: {found}, built in {expected}");
        }
    }
}

macro_rules! compare {
    ($($declared:expr, $built_in:expr;)*) => {$(
        compare::<f32>(stringify!($declared), $declared, $built_in, 2e-6);
        compare::<f64>(stringify!($declared), $declared, $built_in, 1e-14);
    )*};
}

#[test]
fn formulas_of_keras_are_its_activations() {
    compare! {
        Linear2, words::linear;
        Relu2, words::relu;
        ReluArguments, words::relu.negative_slope(0.1).max_value(2.5).threshold(0.5);
        ReluArguments.negative_slope(0.3), words::relu.negative_slope(0.3).max_value(2.5).threshold(0.5);
        LeakyRelu2, words::leaky_relu;
        LeakyRelu2.negative_slope(0.01), words::leaky_relu.negative_slope(0.01);
        ReluSix, words::relu6;
        Elu2, words::elu;
        Elu2.alpha(0.3), words::elu.alpha(0.3);
        Selu2, words::selu;
        Celu2, words::celu;
        Celu2.alpha(1.7), words::celu.alpha(1.7);
        Gelu2, words::gelu;
        ApproximateGelu, words::gelu.approximate(true);
        Silu2, words::silu;
        Mish2, words::mish;
        HardSilu2, words::hard_silu;
        Sigmoid2, words::sigmoid;
        HardSigmoid2, words::hard_sigmoid;
        LogSigmoid2, words::log_sigmoid;
        SparseSigmoid2, words::sparse_sigmoid;
        Tanh2, words::tanh;
        HardTanh2, words::hard_tanh;
        TanhShrink2, words::tanh_shrink;
        Softplus2, words::softplus;
        Softsign2, words::softsign;
        Squareplus2, words::squareplus;
        Squareplus2.b(0.5), words::squareplus.b(0.5);
        SparsePlus2, words::sparse_plus;
        Exponential2, words::exponential;
        SoftShrink2, words::soft_shrink;
        SoftShrink2.threshold(0.1), words::soft_shrink.threshold(0.1);
        HardShrink2, words::hard_shrink;
        Threshold2, words::threshold.threshold(0.5).default_value(-1.0);
    }
}

/// One activation of dense's as the formula of another one.
macro_rules! words {
    ($($declared:ident: $word:ident;)*) => {
        activation! { $(struct $declared(x) = $word(x);)* }

        #[test]
        fn words_in_formulas_are_the_words() {
            compare! { $($declared, words::$word;)* }
        }
    };
}

words! {
    OfLinear: linear;
    OfRelu: relu;
    OfLeakyRelu: leaky_relu;
    OfRelu6: relu6;
    OfElu: elu;
    OfSelu: selu;
    OfCelu: celu;
    OfGelu: gelu;
    OfSilu: silu;
    OfSwish: swish;
    OfMish: mish;
    OfHardSilu: hard_silu;
    OfHardSwish: hard_swish;
    OfSigmoid: sigmoid;
    OfHardSigmoid: hard_sigmoid;
    OfLogSigmoid: log_sigmoid;
    OfSparseSigmoid: sparse_sigmoid;
    OfTanh: tanh;
    OfHardTanh: hard_tanh;
    OfTanhShrink: tanh_shrink;
    OfSoftplus: softplus;
    OfSoftsign: softsign;
    OfSquareplus: squareplus;
    OfSparsePlus: sparse_plus;
    OfExponential: exponential;
    OfSoftShrink: soft_shrink;
    OfHardShrink: hard_shrink;
}

#[test]
fn nan_passes_through() {
    macro_rules! check {
        ($($declared:ident)*) => {$(
            assert!($declared.apply(f32::NAN).is_nan() && $declared.apply(f64::NAN).is_nan(), stringify!($declared));
        )*};
    }
    check! {
        Linear2 Relu2 LeakyRelu2 ReluSix Elu2 Selu2 Celu2 Gelu2 ApproximateGelu Silu2 Mish2 HardSilu2 Sigmoid2 HardSigmoid2
        LogSigmoid2 SparseSigmoid2 Tanh2 HardTanh2 TanhShrink2 Softplus2 Softsign2 Squareplus2 SparsePlus2 Exponential2
    }
}

mod settings {
    pub(super) const LIMIT: f64 = 2.0;
}

const SCALE: f64 = 0.5;

activation! {
    /// Uses what is around it.
    #[derive(PartialOrd)]
    pub(crate) struct Around(x; limit = settings::LIMIT, scale = 2 * SCALE) = clamp(SCALE * x, -limit, settings::LIMIT) * scale;

    #[cfg(any())]
    struct Around(x) = tanh(x);

    struct Powers(x; p = 1.3) = x.powi(5) + x.powi(-2) + abs(x).powf(p) + abs(x).powf(1.5) + 2.powf(x);
}

#[test]
fn constants_attributes_and_powers() {
    assert_eq!(Around.apply(100.0), 2.0);
    assert_eq!(Around.limit(1.0).apply(-100.0f32), -1.0);
    assert_eq!(Around, Around::default());
    assert_eq!(format!("{:?}", Around.scale(3.0)), "Around { limit: 2.0, scale: 3.0 }");
    assert!(Around < Around.scale(3.0));
    for x in [-2.3f64, -0.4, 0.7, 1.9] {
        let a = x.abs();
        let expected = x.powi(5) + 1.0 / (x * x) + a.powf(1.3) + a.powf(1.5) + 2f64.powf(x);
        assert!((Powers.apply(x) - expected).abs() < 1e-13, "{x}");
        let slope = 5.0 * x.powi(4) - 2.0 / x.powi(3) + x.signum() * (1.3 * a.powf(0.3) + 1.5 * a.sqrt());
        let slope = slope + 2f64.powf(x) * 2f64.ln();
        assert!((Powers.derivative(x, Powers.apply(x)) - slope).abs() < 1e-12, "{x}");
    }
}

mod own {
    use dense::prelude::*;

    activation! { pub struct Gate(x; beta = 1.0, shift = 0.0) = x * sigmoid(beta * x + shift); }
}

/// A type with a value in parentheses, as one writes it by hand.
#[derive(Clone, Copy)]
struct Scaled(f64);

impl Activation for Scaled {
    fn apply<T: dense::math::Real>(self, x: T) -> T {
        T::of(self.0) * x
    }

    fn derivative<T: dense::math::Real>(self, _: T, _: T) -> T {
        T::of(self.0)
    }
}

network! {
    struct Gates {
        Input(1, dtype = f64)
            -> Dense(1, own::Gate(beta = 2, shift = SCALE), ones)
            -> Activation(own::Gate)
            -> Activation(own::Gate.beta(3.0))
            -> Activation(Scaled(4.0))
            -> Activation(Around(limit = 2.0 * SCALE))
    }
}

#[test]
fn networks_give_parameters_by_keyword() {
    let gate = |x: f64, beta: f64, shift: f64| x / (1.0 + (-beta * x - shift).exp());
    let expected = |x| Around.limit(1.0).apply(4.0 * gate(gate(gate(x, 2.0, 0.5), 1.0, 0.0), 3.0, 0.0));
    let model = Gates::new(0);
    for x in [-1.5, -0.2, 0.3, 2.0] {
        assert!((model.predict(&[x])[0] - expected(x)).abs() < 1e-14, "{x}");
    }
}
