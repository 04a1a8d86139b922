//! Activations against Keras's values and against their own difference quotients.

use super::layer_words::*;
use super::words::*;
use super::{Activation, RowActivation};
#[cfg(all(feature = "std", target_arch = "aarch64"))]
use crate::isa::Neon;
#[cfg(all(feature = "std", target_arch = "x86_64"))]
use crate::isa::{Avx2, Avx512};
use crate::isa::{Isa, Op, Portable};
use crate::math::{Fused, Real};

/// Calls `$check!(name, activation)` for each element-wise activation, some of them with arguments.
macro_rules! for_each_activation {
    ($check:ident) => {
        for_each_function_of_its_output!($check);
        $check!("relu with arguments", relu.negative_slope(0.1).max_value(2.0).threshold(0.4));
        $check!("elu", elu);
        $check!("elu(0.5)", elu.alpha(0.5));
        $check!("selu", selu);
        $check!("celu", celu);
        $check!("celu(0.5)", celu.alpha(0.5));
        $check!("gelu", gelu);
        $check!("gelu approximate", gelu.approximate(true));
        $check!("silu", silu);
        $check!("mish", mish);
        $check!("hard_silu", hard_silu);
        $check!("log_sigmoid", log_sigmoid);
        $check!("tanh_shrink", tanh_shrink);
        $check!("softplus", softplus);
        $check!("softsign", softsign);
        $check!("squareplus", squareplus);
        $check!("squareplus(1)", squareplus.b(1.0));
        $check!("sparse_plus", sparse_plus);
        $check!("soft_shrink", soft_shrink);
        $check!("soft_shrink(1.1)", soft_shrink.threshold(1.1));
        $check!("hard_shrink", hard_shrink);
        $check!("threshold", threshold.threshold(0.7).default_value(-2.0));
    };
}

/// The same for those of which the compiler keeps the output only.
macro_rules! for_each_function_of_its_output {
    ($check:ident) => {
        $check!("linear", linear);
        $check!("relu", relu);
        $check!("leaky_relu", leaky_relu);
        $check!("leaky_relu(0.5)", leaky_relu.negative_slope(0.5));
        $check!("leaky_relu(0)", leaky_relu.negative_slope(0.0));
        $check!("relu6", relu6);
        $check!("sigmoid", sigmoid);
        $check!("hard_sigmoid", hard_sigmoid);
        $check!("sparse_sigmoid", sparse_sigmoid);
        $check!("tanh", tanh);
        $check!("hard_tanh", hard_tanh);
        $check!("exponential", exponential);
    };
}

/// Numbers on both sides of every kink, and on none.
#[rustfmt::skip]
const POINTS: [f64; 22] = [
    -21.3, -7.2, -4.6, -3.05, -2.3, -1.6, -1.07, -0.93, -0.65, -0.3, -0.01,
    0.02, 0.27, 0.45, 0.81, 1.04, 1.37, 2.2, 3.3, 5.9, 7.7, 23.9,
];

/// What Keras 3.16.0 gives at these numbers.
const KERAS_POINTS: [f32; 7] = [-3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0];

#[track_caller]
fn assert_near(what: &str, found: &[f32], expected: &[f32]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 2e-6 * expected.abs().max(1.0), "{what}: {found} instead of {expected}");
    }
}

#[track_caller]
fn assert_keras(what: &str, activation: impl RowActivation, expected: [f32; 7]) {
    let mut values = KERAS_POINTS;
    activation.forward(Portable, &mut values, 7);
    assert_near(what, &values, &expected);
}

#[test]
#[rustfmt::skip]
#[allow(clippy::approx_constant, reason = "the table as Keras prints it")]
fn values_are_those_of_keras() {
    let elu_values = [-0.950_213, -0.632_120_5, -0.393_469_3, 0.0, 0.5, 1.0, 3.0];
    assert_keras("linear", linear, KERAS_POINTS);
    assert_keras("relu", relu, [0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 3.0]);
    assert_keras("leaky_relu", leaky_relu, [-0.6, -0.2, -0.1, 0.0, 0.5, 1.0, 3.0]);
    assert_keras("elu", elu, elu_values);
    assert_keras("celu", celu, elu_values);
    assert_keras("selu", selu, [-1.670_569, -1.111_331, -0.691_758_2, 0.0, 0.525_350_5, 1.050_701, 3.152_103]);
    assert_keras("softplus", softplus, [0.048_587_35, 0.313_261_7, 0.474_077, 0.693_147_2, 0.974_077, 1.313_262, 3.048_587]);
    assert_keras("softsign", softsign, [-0.75, -0.5, -0.333_333_3, 0.0, 0.333_333_3, 0.5, 0.75]);
    assert_keras("soft_shrink", soft_shrink, [-2.5, -0.5, 0.0, 0.0, 0.0, 0.5, 2.5]);
    assert_keras("hard_shrink", hard_shrink, [-3.0, -1.0, 0.0, 0.0, 0.0, 1.0, 3.0]);
    assert_keras("sparse_plus", sparse_plus, [0.0, 0.0, 0.0625, 0.25, 0.5625, 1.0, 3.0]);
    assert_keras("sparse_sigmoid", sparse_sigmoid, [0.0, 0.0, 0.25, 0.5, 0.75, 1.0, 1.0]);
    assert_keras("silu", silu, [-0.142_277_6, -0.268_941_4, -0.188_770_3, 0.0, 0.311_229_7, 0.731_058_6, 2.857_722]);
    assert_keras("squareplus", squareplus, [0.302_775_6, 0.618_034, 0.780_776_4, 1.0, 1.280_776, 1.618_034, 3.302_776]);
    assert_keras("gelu", gelu, [-0.004_049_696, -0.158_655_3, -0.154_268_8, 0.0, 0.345_731_2, 0.841_344_7, 2.995_95]);
    assert_keras("gelu approximate", gelu.approximate(true), [-0.003_637_344, -0.158_808, -0.154_286, 0.0, 0.345_714, 0.841_192, 2.996_363]);
    assert_keras("tanh", tanh, [-0.995_054_7, -0.761_594_2, -0.462_117_2, 0.0, 0.462_117_2, 0.761_594_2, 0.995_054_7]);
    assert_keras("tanh_shrink", tanh_shrink, [-2.004_945, -0.238_405_8, -0.037_882_83, 0.0, 0.037_882_83, 0.238_405_8, 2.004_945]);
    assert_keras("sigmoid", sigmoid, [0.047_425_87, 0.268_941_4, 0.377_540_7, 0.5, 0.622_459_4, 0.731_058_6, 0.952_574_1]);
    assert_keras("hard_sigmoid", hard_sigmoid, [0.0, 0.333_333_3, 0.416_666_7, 0.5, 0.583_333_4, 0.666_666_7, 1.0]);
    assert_keras("hard_silu", hard_silu, [0.0, -0.333_333_3, -0.208_333_3, 0.0, 0.291_666_7, 0.666_666_7, 3.0]);
    assert_keras("log_sigmoid", log_sigmoid, [-3.048_587, -1.313_262, -0.974_077, -0.693_147_2, -0.474_077, -0.313_261_7, -0.048_587_35]);
    assert_keras("mish", mish, [-0.145_647_5, -0.303_401_4, -0.220_743_8, 0.0, 0.375_245_2, 0.865_098_5, 2.986_536]);
    assert_keras("softmax", softmax, [0.001_880_408, 0.013_894_44, 0.022_908_06, 0.037_769, 0.062_270_56, 0.102_666_8, 0.758_610_7]);
    assert_keras("log_softmax", log_softmax, [-6.276_267, -4.276_267, -3.776_267, -3.276_267, -2.776_267, -2.276_267, -0.276_266_5]);
}

/// Those that Keras's table leaves out, worked out by hand.
#[test]
#[rustfmt::skip]
#[allow(clippy::approx_constant, reason = "the table as Keras prints it")]
fn values_are_those_of_the_formulas() {
    assert_keras("relu6", relu6, [0.0, 0.0, 0.0, 0.0, 0.5, 1.0, 3.0]);
    assert_eq!(relu6.apply(7.0f32), 6.0);
    assert_keras("hard_tanh", hard_tanh, [-1.0, -1.0, -0.5, 0.0, 0.5, 1.0, 1.0]);
    assert_keras("exponential", exponential, [0.049_787_07, 0.367_879_4, 0.606_530_7, 1.0, 1.648_721, 2.718_282, 20.085_537]);
    assert_keras("threshold", threshold.threshold(0.5).default_value(-2.0), [-2.0, -2.0, -2.0, -2.0, -2.0, 1.0, 3.0]);
    let general = relu.negative_slope(0.1).max_value(2.0).threshold(0.5);
    assert_keras("relu", general, [-0.35, -0.15, -0.1, -0.05, 0.0, 1.0, 2.0]);
    assert_eq!(relu.threshold(1.0).apply(f64::NEG_INFINITY), 0.0);
}

#[test]
fn derivatives_are_the_limits_of_difference_quotients() {
    macro_rules! check {
        ($name:literal, $activation:expr) => {
            for x in POINTS {
                let h = 1e-5;
                let quotient = ($activation.apply(x + h) - $activation.apply(x - h)) / (2.0 * h);
                let found = $activation.derivative(x, $activation.apply(x));
                let tolerance = 1e-8 * quotient.abs().max(1.0);
                assert!((found - quotient).abs() <= tolerance, "{}'({x}): {found} instead of {quotient}", $name);
            }
        };
    }
    for_each_activation!(check);
}

#[test]
fn some_derivatives_need_the_output_only() {
    macro_rules! check {
        ($name:literal, $activation:expr) => {
            for x in POINTS.into_iter().chain([-6.0, -3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 3.0, 6.0]) {
                let y = $activation.apply(x);
                assert_eq!($activation.derivative(x, y), $activation.derivative(y, y), "{}'({x})", $name);
            }
        };
    }
    for_each_function_of_its_output!(check);
}

#[test]
fn kinks_have_the_derivatives_of_keras() {
    fn at<A: Activation>(activation: A, x: f64) -> f64 {
        activation.derivative(x, activation.apply(x))
    }
    assert_eq!(at(relu, 0.0), 0.0);
    assert_eq!(at(relu.negative_slope(0.1), 0.0), 0.1);
    assert_eq!(at(relu.max_value(6.0), 6.0), 0.0);
    assert_eq!((at(relu6, 0.0), at(relu6, 6.0)), (0.0, 0.0));
    assert_eq!(at(leaky_relu, 0.0), 1.0);
    assert_eq!((at(elu.alpha(0.5), 0.0), at(celu.alpha(0.5), 0.0)), (0.5, 1.0));
    assert_eq!((at(hard_silu, -3.0), at(hard_silu, 3.0)), (0.0, 1.0));
    assert_eq!((at(soft_shrink, 0.5), at(hard_shrink, -0.5)), (0.0, 0.0));
}

#[test]
fn nan_passes_through() {
    macro_rules! check {
        ($name:literal, $activation:expr) => {
            assert!($activation.apply(f32::NAN).is_nan(), "{}", $name);
            assert!($activation.apply(f64::NAN).is_nan(), "{}", $name);
        };
    }
    for_each_activation!(check);
    for width in [3, 8, 19] {
        fn row(activation: impl RowActivation, width: usize) -> Vec<f32> {
            let mut row = vec![0.5; width];
            row[width / 2] = f32::NAN;
            activation.forward(Portable, &mut row, width);
            row
        }
        assert!(row(softmax, width).iter().all(|y| y.is_nan()));
        assert!(row(log_softmax, width).iter().all(|y| y.is_nan()));
    }
}

#[test]
fn steep_numbers_stay_finite() {
    for x in [-1e4f32, -100.0, -50.0, 50.0, 100.0, 1e4] {
        macro_rules! check {
            ($name:literal, $activation:expr) => {
                let y = $activation.apply(x);
                assert!(y.is_finite() && $activation.derivative(x, y).is_finite(), "{}({x})", $name);
            };
        }
        check!("softplus", softplus);
        check!("log_sigmoid", log_sigmoid);
        check!("mish", mish);
        check!("gelu", gelu);
        check!("gelu approximate", gelu.approximate(true));
        check!("silu", silu);
        check!("elu", elu);
        check!("tanh_shrink", tanh_shrink);
    }
    assert_eq!((mish.apply(1e4f32), mish.derivative(1e4f32, 1e4)), (1e4, 1.0));
}

/// Scores for rows of any width, some of them far apart.
fn scores(rows: usize, width: usize) -> Vec<f64> {
    (0..rows * width).map(|i| ((i * 37 + 11) % 101) as f64 * 0.13 - 6.0).collect()
}

#[test]
fn softmax_rows_are_probabilities() {
    for width in [1, 2, 7, 8, 10, 16, 33, 300, 1030] {
        let mut probabilities = scores(5, width);
        let mut logs = probabilities.clone();
        softmax.forward(Portable, &mut probabilities, width);
        log_softmax.forward(Portable, &mut logs, width);
        for row in probabilities.chunks_exact(width) {
            assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-14 && row.iter().all(|&y| y > 0.0));
        }
        for (probability, log) in probabilities.iter().zip(logs) {
            assert!((probability.ln() - log).abs() < 1e-12);
        }
    }
}

#[test]
fn softmax_takes_extreme_scores() {
    let mut row = [f32::NEG_INFINITY, 1000.0, 1000.0, -1000.0];
    softmax.forward(Portable, &mut row, 4);
    assert_eq!(row, [0.0, 0.5, 0.5, 0.0]);
    let mut row = [f32::NEG_INFINITY, 3e38, 0.0];
    log_softmax.forward(Portable, &mut row, 3);
    assert_eq!(row, [f32::NEG_INFINITY, 0.0, -3e38]);
}

#[test]
fn gradients_of_rows_are_the_limits_of_difference_quotients() {
    fn check(what: &str, activation: impl RowActivation, width: usize) {
        let x = scores(3, width);
        let weights: Vec<f64> = (0..x.len()).map(|i| ((i * 29 + 5) % 17) as f64 * 0.1 - 0.8).collect();
        let output = |x: &[f64]| {
            let mut y = x.to_vec();
            activation.forward(Portable, &mut y, width);
            y
        };
        let sum = |x: &[f64]| output(x).iter().zip(&weights).map(|(y, weight)| y * weight).sum::<f64>();
        let y = output(&x);
        let mut gradient = weights.clone();
        // The output stands for the input, as in a compiled network.
        activation.backward(Portable, &y, &y, &mut gradient, width);
        for i in 0..x.len() {
            let (mut above, mut below) = (x.clone(), x.clone());
            above[i] += 1e-5;
            below[i] -= 1e-5;
            let quotient = (sum(&above) - sum(&below)) / 2e-5;
            assert!((gradient[i] - quotient).abs() < 1e-8, "{what}, {i} of {width}: {} {quotient}", gradient[i]);
        }
    }
    for width in [1, 3, 8, 13, 20] {
        check("softmax", softmax, width);
        check("log_softmax", log_softmax, width);
        check("sparsemax", sparsemax, width);
    }
}

/// One activation over two rows, there and back; gives the values and the gradient.
struct ThereAndBack<'a, A> {
    activation: A,
    x: &'a [f32],
}

impl<A: RowActivation> Op for ThereAndBack<'_, A> {
    type Output = (Vec<f32>, Vec<f32>);

    fn run<I: Isa>(self, isa: I) -> (Vec<f32>, Vec<f32>) {
        let width = self.x.len() / 2;
        let (mut y, mut gradient) = (self.x.to_vec(), vec![2.0; self.x.len()]);
        self.activation.forward(isa, &mut y, width);
        self.activation.backward(isa, self.x, &y, &mut gradient, width);
        (y, gradient)
    }
}

/// What all instruction sets that fuse multiplication and addition, and that this machine has, make of it.
fn by_fusing<A: RowActivation>(activation: A, x: &[f32]) -> Vec<(Vec<f32>, Vec<f32>)> {
    let task = || ThereAndBack { activation, x };
    #[cfg(all(feature = "std", target_arch = "x86_64"))]
    let results = [Avx2::detect().map(|isa| isa.run(task())), Avx512::detect().map(|isa| isa.run(task()))];
    #[cfg(all(feature = "std", target_arch = "aarch64"))]
    let results = [Neon::detect().map(|isa| isa.run(task()))];
    results.into_iter().flatten().collect()
}

/// 90 numbers on both sides of every kink.
fn two_rows() -> Vec<f32> {
    POINTS.iter().cycle().take(90).map(|&x| Real::of(x)).collect()
}

/// A loop over a layer is the function of each of its numbers, in the arithmetic of its instructions.
#[test]
fn loops_apply_the_function_to_each_number() {
    macro_rules! check {
        ($name:literal, $activation:expr) => {
            let x = two_rows();
            let (y, gradient) = Portable.run(ThereAndBack { activation: $activation, x: &x });
            for i in 0..x.len() {
                assert_eq!(y[i], $activation.apply(x[i]), "{}({})", $name, x[i]);
                assert_eq!(gradient[i], 2.0 * $activation.derivative(x[i], y[i]), "{}'({})", $name, x[i]);
            }
            for (y, gradient) in by_fusing($activation, &x) {
                for i in 0..x.len() {
                    let slope = $activation.derivative(Fused(x[i]), Fused(y[i]));
                    assert_eq!(y[i], $activation.apply(Fused(x[i])).0, "fused {}({})", $name, x[i]);
                    assert_eq!(gradient[i], 2.0 * slope.0, "fused {}'({})", $name, x[i]);
                }
            }
        };
    }
    for_each_activation!(check);
}

#[test]
fn rows_without_size_stay_finite() {
    for value in [0.0, 3.0, -1e18] {
        let (mut y, mut gradient) = ([value; 11], [1.0f32, -2.0, 0.5, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 7.0]);
        layer_normalization.forward(Portable, &mut y, 11);
        layer_normalization.backward(Portable, &[value; 11], &y, &mut gradient, 11);
        assert!(y.iter().chain(&gradient).all(|number| number.is_finite()), "{y:?} {gradient:?}");
    }
    let (mut y, mut gradient) = ([0.0f64; 5], [1.0, 2.0, 3.0, 4.0, 5.0]);
    rms_normalization.forward(Portable, &mut y, 5);
    rms_normalization.backward(Portable, &[0.0; 5], &y, &mut gradient, 5);
    assert_eq!(y, [0.0; 5]);
    assert_near("rms_normalization", &gradient.map(|g| g as f32), &[1e3, 2e3, 3e3, 4e3, 5e3]);
    unit_normalization.forward(Portable, &mut y, 5);
    unit_normalization.backward(Portable, &[0.0; 5], &y, &mut gradient, 5);
    assert_eq!((y, gradient), ([0.0; 5], [0.0; 5]));
}

/// Fusing rounds differently, and nothing else depends on the instructions: no sum is vectorized in another order.
#[test]
fn instruction_sets_differ_by_rounding_only() {
    macro_rules! check {
        ($name:literal, $activation:expr) => {
            let x = two_rows();
            let plain = Portable.run(ThereAndBack { activation: $activation, x: &x });
            let fused = by_fusing($activation, &x);
            for (y, gradient) in &fused {
                assert_near($name, y, &plain.0);
                assert_near($name, gradient, &plain.1);
            }
            assert!(fused.windows(2).all(|pair| pair[0] == pair[1]), "{}", $name);
        };
    }
    for_each_activation!(check);
    check!("softmax", softmax);
    check!("log_softmax", log_softmax);
    check!("sparsemax", sparsemax);
    check!("layer_normalization", layer_normalization);
    check!("rms_normalization", rms_normalization);
    check!("unit_normalization", unit_normalization);
    check!("rescaling", rescaling.scale(0.3).offset(1.7));
}

#[test]
fn loops_of_built_in_activations_are_compiled_here() {
    #[derive(Clone, Copy)]
    struct Square;

    impl Activation for Square {
        fn apply<T: Real>(self, x: T) -> T {
            x * x
        }

        fn derivative<T: Real>(self, x: T, _: T) -> T {
            x + x
        }
    }

    fn is_compiled<A: RowActivation>(_: A) -> bool {
        A::compiled::<f32, Portable>().is_some() && A::compiled::<f64, Portable>().is_some()
    }

    macro_rules! check {
        ($name:literal, $activation:expr) => {
            assert!(is_compiled($activation), "{}", $name);
        };
    }
    for_each_activation!(check);
    assert!(is_compiled(softmax) && is_compiled(log_softmax) && is_compiled(rescaling));
    assert!(is_compiled(layer_normalization) && is_compiled(rms_normalization) && is_compiled(unit_normalization));

    assert!(!is_compiled(Square));
    let (mut y, mut gradient) = ([3.0f32, -2.0], [0.5, 1.0]);
    Square.forward(Portable, &mut y, 2);
    Square.backward(Portable, &[3.0, -2.0], &y, &mut gradient, 2);
    assert_eq!((y, gradient), ([9.0, 4.0], [3.0, -4.0]));
}

/// The definition: a sum of 1, and one threshold that all above zero are the same distance above.
#[test]
fn sparsemax_is_the_nearest_distribution() {
    let mut row = [0.1_f64, 0.2, 0.3];
    sparsemax.forward(Portable, &mut row, 3);
    for (found, expected) in row.iter().zip([7.0 / 30.0, 1.0 / 3.0, 13.0 / 30.0]) {
        assert!((found - expected).abs() < 1e-15, "{row:?}");
    }
    for width in [1, 2, 7, 8, 9, 33, 100] {
        let scores: Vec<f64> = (0..width).map(|at| ((at * 7919 + 5) % 101) as f64 / 30.0 - 1.5).collect();
        let mut outputs = scores.clone();
        sparsemax.forward(Portable, &mut outputs, width);
        assert!((outputs.iter().sum::<f64>() - 1.0).abs() < 1e-14, "{width}");
        let above = || scores.iter().zip(&outputs).filter(|(_, y)| **y > 0.0);
        let tau = above().map(|(x, y)| x - y).next().expect("one is above zero");
        assert!(above().all(|(x, y)| (x - y - tau).abs() < 1e-14), "{width}");
        assert!(scores.iter().zip(&outputs).all(|(x, y)| *y > 0.0 || *x <= tau + 1e-14), "{width}");
    }
    for (row, expected) in
        [([f64::NEG_INFINITY, 2.0, 1e300], [0.0, 0.0, 1.0]), ([5.0, 5.0, f64::NEG_INFINITY], [0.5, 0.5, 0.0])]
    {
        let mut found = row;
        sparsemax.forward(Portable, &mut found, 3);
        assert_eq!(found, expected);
    }
    for mut row in [[f64::NAN, 0.0, 1.0], [f64::NEG_INFINITY; 3], [f64::INFINITY, 0.0, 0.0]] {
        sparsemax.forward(Portable, &mut row, 3);
        assert!(row.iter().all(|y| y.is_nan()), "{row:?}");
    }
}
