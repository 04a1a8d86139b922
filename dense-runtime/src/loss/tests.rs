//! Losses at the edges of their domains, and their gradients against differences.

use super::*;
use crate::activation::{Linear, RowActivation, Sigmoid, Softmax};

/// The gradient by central differences of `loss`.
fn differences<const K: usize>(at: [f64; K], loss: impl Fn([f64; K]) -> f64) -> [f64; K] {
    core::array::from_fn(|i| {
        let step = 1e-6;
        let (mut up, mut down) = (at, at);
        up[i] += step;
        down[i] -= step;
        (loss(up) - loss(down)) / (2.0 * step)
    })
}

fn near<const K: usize>(found: [f64; K], expected: [f64; K]) {
    for (found, expected) in found.into_iter().zip(expected) {
        assert!((found - expected).abs() < 1e-7 * expected.abs().max(1.0), "found {found}, expected {expected}");
    }
}

fn fused<L: Loss<[f64; K], Y, H>, Y, H: RowActivation + Default, const K: usize>(
    loss: &L,
    logits: [f64; K],
    target: &Y,
) -> (f64, [f64; K]) {
    let mut gradient = [f64::NAN; K];
    let mut output = logits;
    H::default().forward_rows(&mut output, K);
    (loss.fused(&logits, &output, target, &mut gradient).expect("the loss knows this head"), gradient)
}

#[test]
fn gradients_are_those_of_the_losses() {
    let soft = [0.2, 0.5, 0.3];
    let output = [0.3, 0.9, 0.4];
    let loss = CategoricalCrossentropy::new().label_smoothing(0.1);
    let mut gradient = [0.0; 3];
    Loss::<_, _, Linear>::gradient(&loss, &output, &soft, &mut gradient);
    near(gradient, differences(output, |y| Loss::<_, _, Linear>::loss(&loss, &y, &soft)));

    let loss = BinaryCrossentropy::new().label_smoothing(0.2);
    Loss::<_, _, Linear>::gradient(&loss, &output, &soft, &mut gradient);
    near(gradient, differences(output, |y| Loss::<_, _, Linear>::loss(&loss, &y, &soft)));

    Loss::<_, _, Linear>::gradient(&MeanSquaredError::new(), &output, &soft, &mut gradient);
    near(gradient, differences(output, |y| Loss::<_, _, Linear>::loss(&MeanSquaredError::new(), &y, &soft)));
}

#[test]
fn fused_gradients_are_those_of_the_fused_losses() {
    let logits = [1.5, -0.3, 0.7];
    let soft = [0.2, 0.5, 0.3];
    let categorical = CategoricalCrossentropy::new().label_smoothing(0.1);
    let (_, gradient) = fused::<_, _, Softmax, 3>(&categorical, logits, &soft);
    near(gradient, differences(logits, |z| fused::<_, _, Softmax, 3>(&categorical, z, &soft).0));

    let binary = BinaryCrossentropy::new().label_smoothing(0.1);
    let (_, gradient) = fused::<_, _, Sigmoid, 3>(&binary, logits, &soft);
    near(gradient, differences(logits, |z| fused::<_, _, Sigmoid, 3>(&binary, z, &soft).0));

    let sparse = SparseCategoricalCrossentropy::new();
    let (_, gradient) = fused::<_, _, Softmax, 3>(&sparse, logits, &1u8);
    near(gradient, differences(logits, |z| fused::<_, _, Softmax, 3>(&sparse, z, &1u8).0));
}

#[test]
fn large_logits_keep_their_loss_and_gradient() {
    let (loss, gradient) = fused::<_, _, Softmax, 2>(&SparseCategoricalCrossentropy::new(), [80.0, -80.0], &1u8);
    assert_eq!((loss, gradient), (160.0, [1.0, -1.0]));
    let (loss, gradient) = fused::<_, _, Softmax, 2>(&SparseCategoricalCrossentropy::new(), [80.0, -80.0], &0u8);
    assert!(loss.abs() < 1e-60 && gradient[0].abs() < 1e-60 && gradient[1].abs() < 1e-60);
    let (loss, gradient) = fused::<_, _, Sigmoid, 1>(&BinaryCrossentropy::new(), [-80.0], &1u8);
    assert_eq!((loss, gradient[0]), (80.0, -1.0));
}

#[test]
fn probabilities_of_zero_and_one_stay_finite() {
    let mut gradient = [0.0f64; 2];
    for target in [0u8, 1] {
        let loss = SparseCategoricalCrossentropy::new();
        assert!(f64::is_finite(Loss::<[f64; 2], _, Linear>::loss(&loss, &[0.0, 1.0], &target)));
        Loss::<_, _, Linear>::gradient(&loss, &[0.0, 1.0], &target, &mut gradient);
        assert!(gradient.iter().all(|g| g.is_finite()));
    }
    for target in [[0.0, 0.0], [1.0, 1.0]] {
        let loss = BinaryCrossentropy::new();
        assert!(f64::is_finite(Loss::<[f64; 2], _, Linear>::loss(&loss, &[0.0, 1.0], &target)));
        Loss::<_, _, Linear>::gradient(&loss, &[0.0, 1.0], &target, &mut gradient);
        assert!(gradient.iter().all(|g| g.is_finite()));
    }
}

/// The loss and its gradient behind an activation that the loss does not look through.
fn plain<L: Loss<[T; K], Y, Linear>, T: Element, Y, const K: usize>(
    loss: &L,
    output: [T; K],
    target: &Y,
) -> (T, [T; K]) {
    let mut gradient = [T::nan(); K];
    loss.gradient(&output, target, &mut gradient);
    (loss.loss(&output, target), gradient)
}

/// Compares with a formula in `f64`, by relative error down to the smallest normal number.
fn same<T: Element>(found: T, expected: f64, what: &dyn core::fmt::Debug) {
    let tolerance = 100.0 * T::epsilon().as_f64() * expected.abs() + T::min_positive_value().as_f64();
    assert!((found.as_f64() - expected).abs() <= tolerance, "{what:?}: found {found}, expected {expected}");
}

/// `ln(1 + e^z)` in a form that is stable on both sides.
fn softplus(z: f64) -> f64 {
    z.max(0.0) + (-z.abs()).exp().ln_1p()
}

#[test]
fn binary_focal_crossentropy_keeps_the_digits_of_large_logits() {
    fn check<T: Element>(z: f64, label: u8, gamma: f64) {
        let loss = BinaryFocalCrossentropy::new().gamma(gamma).apply_class_balancing(true).alpha(0.75);
        // A no at `z` is a yes at `-z`.
        let (sign, weight) = if label == 1 { (1.0, 0.75) } else { (-1.0, 0.25) };
        let (missed, found) = (softplus(-sign * z), softplus(sign * z));
        let scale = weight * (-gamma * found).exp();
        let slope = -sign * scale * (gamma * (-missed).exp() * missed + (-found).exp());
        let logits = [T::of(z)];
        let mut gradient = [T::nan()];
        let what = (T::NAMES.0, z, label, gamma);
        let value = Loss::<[T; 1], u8, Sigmoid>::fused(&loss, &logits, &logits, &label, &mut gradient);
        same(value.expect("the loss knows this head"), scale * missed, &what);
        same(gradient[0], slope, &what);
        let (value, gradient) = plain(&loss.from_logits(true), logits, &label);
        same(value, scale * missed, &what);
        same(gradient[0], slope, &what);
    }
    for z in [-200.0, -90.0, -80.0, -17.0, -1.0, 0.0, 1.0, 17.0, 80.0, 90.0, 200.0] {
        for gamma in [0.0, 0.5, 1.0, 2.0, 3.5] {
            for label in [0, 1] {
                check::<f32>(z, label, gamma);
                check::<f64>(z, label, gamma);
            }
        }
    }
}

#[test]
fn categorical_focal_crossentropy_keeps_the_digits_of_large_logits() {
    fn check<T: Element>(z: [f64; 3], label: usize, gamma: f64) {
        let loss = CategoricalFocalCrossentropy::new().alpha(0.75).gamma(gamma);
        let others: f64 = (0..3).filter(|&i| i != label).map(|i| (z[i] - z[label]).exp()).sum();
        // Of the label: `ln p`, `ln(1 - p)`, and the slope in its logit but for a factor `1 - p`.
        let (missed, rest) = (others.ln_1p(), others.ln() - others.ln_1p());
        let scale = 0.75 * (gamma * rest).exp();
        let slope = -scale * (gamma * (-missed - rest).exp() * missed + 1.0);
        let target = core::array::from_fn(|i| if i == label { T::one() } else { T::zero() });
        let logits = z.map(T::of);
        let mut output = logits;
        Softmax.forward_rows(&mut output, 3);
        let mut gradient = [T::nan(); 3];
        let value = Loss::<[T; 3], [T; 3], Softmax>::fused(&loss, &logits, &output, &target, &mut gradient);
        let behind_softmax = (value.expect("the loss knows this head"), gradient);
        for (value, gradient) in [behind_softmax, plain(&loss.from_logits(true), logits, &target)] {
            let what = (T::NAMES.0, z, label, gamma);
            same(value, scale * missed, &what);
            for (i, &g) in gradient.iter().enumerate() {
                let share = if i == label { others / (1.0 + others) } else { -(z[i] - z[label] - missed).exp() };
                same(g, slope * share, &(what, i));
            }
        }
    }
    for logits in [[80.0, -80.0, 0.0], [80.0, 79.5, -80.0], [0.5, 0.25, 0.5], [-80.0, -80.0, -80.0], [17.0, -3.0, 0.0]]
    {
        for gamma in [0.0, 0.5, 1.0, 2.0, 3.5] {
            for label in 0..3 {
                check::<f32>(logits, label, gamma);
                check::<f64>(logits, label, gamma);
            }
        }
    }
}

#[test]
fn focal_losses_of_probabilities_of_zero_and_one() {
    for gamma in [0.0, 0.5, 1.0, 2.0, 3.5] {
        let loss = BinaryFocalCrossentropy::new().gamma(gamma);
        let largest = -1e-7_f64.ln();
        let (missed, slope) = plain(&loss, [0.0], &1u8);
        near([missed, slope[0]], [largest, -gamma * largest]);
        let (missed, slope) = plain(&loss, [1.0], &0u8);
        near([missed, slope[0]], [largest, gamma * largest]);
        for (output, label) in [(0.0f64, 0u8), (1.0, 1)] {
            let (found, slope) = plain(&loss, [output], &label);
            // With a gamma of 0 what is left is the clipped cross-entropy; it has no gradient.
            assert!(found.abs() < 2e-7 && slope[0].abs() < 2e-7, "gamma {gamma}: {found}, {slope:?}");
            let (found, slope) = plain(&loss, [output as f32], &label);
            assert!(found.abs() < 2e-7 && slope[0].abs() < 2e-7, "gamma {gamma}: {found}, {slope:?}");
        }
        let loss = CategoricalFocalCrossentropy::new().gamma(gamma);
        let (missed, slope) = plain(&loss, [0.0, 1.0], &[1.0, 0.0]);
        near([missed, slope[0], slope[1]], [0.25 * largest * (1.0 - 1e-7_f64).powf(gamma), 0.0, 0.0]);
        let (found, slope) = plain(&loss, [0.0f32, 1.0], &[0.0, 1.0]);
        assert!(found.abs() < 1e-7 && slope == [0.0, 0.0], "gamma {gamma}: {found}, {slope:?}");
    }
    // No power of a negative number.
    let loss = BinaryFocalCrossentropy::new().gamma(1.5);
    assert_eq!(plain(&loss, [1.25], &1u8), (0.0, [0.0]));
}

#[test]
fn generalized_crossentropy_at_its_ends() {
    let loss = CategoricalGeneralizedCrossEntropy::new().q(0.25);
    assert_eq!(plain(&loss, [0.0, 1.0], &0u8), (4.0, [0.0, 0.0]));
    assert_eq!(plain(&loss, [-0.5, 1.0], &0u8), (4.0, [0.0, 0.0]));
    assert_eq!(plain(&loss, [0.0, 1.0], &1u8), (0.0, [0.0, -1.0]));
    let slope = plain(&loss, [1e-45f32, 1.0], &0u8).1;
    assert!(slope[0] < -1e20 && slope[0].is_finite());

    let (found, slope) = fused::<_, _, Softmax, 2>(&loss, [80.0, -80.0], &1u8);
    near([found], [4.0 * (1.0 - (-40.0_f64).exp())]);
    assert!((slope[0] / (-40.0_f64).exp() - 1.0).abs() < 1e-12 && slope[1] == -slope[0]);
    let (found, slope) = fused::<_, _, Softmax, 2>(&loss, [80.0, -80.0], &0u8);
    assert!(found.abs() < 1e-60 && slope.iter().all(|g| g.abs() < 1e-60));
}

#[test]
fn divergence_of_large_logits_keeps_its_gradient() {
    let target = [0.25, 0.75, 0.0];
    let (found, slope) = fused::<_, _, Softmax, 3>(&KLDivergence::new(), [80.0, -80.0, -80.0], &target);
    let entropy: f64 = [0.25, 0.75, 1e-7].iter().map(|&t: &f64| t * t.ln()).sum();
    near([found], [entropy + (0.75 + 1e-7) * 160.0]);
    near(slope, [0.75 + 1e-7, -0.75, -1e-7]);
    // Where it does not look at the logits, what is clipped has no gradient.
    let (found, slope) = plain(&KLDivergence::new(), [1.25, 0.0, 0.5], &target);
    near([found], [entropy - 0.75 * 1e-7_f64.ln() - 1e-7 * 0.5_f64.ln()]);
    near(slope, [0.0, 0.0, -2e-7]);
}

#[test]
fn errors_at_kinks_and_clips() {
    assert_eq!(plain(&MeanAbsoluteError::new(), [2.0, 1.0], &[2.0, 2.0]), (0.5, [0.0, -0.5]));
    near(plain(&MeanAbsolutePercentageError::new(), [0.5, -2.0], &[0.0, -2.0]).1, [5e8, 0.0]);
    let (found, slope) = plain(&MeanSquaredLogarithmicError::new(), [-3.0], &[-2.0]);
    assert_eq!((found, slope), (0.0, [0.0]));

    let huber = Huber::new().delta(2.0);
    assert_eq!(plain(&huber, [2.0], &[0.0]), (2.0, [2.0]));
    assert_eq!(plain(&huber, [-3.0], &[0.0]), (4.0, [-2.0]));
    assert_eq!(plain(&huber, [1e30f32], &[0.0]), (2e30, [2.0]));

    same(plain(&LogCosh::new(), [1e-4f32], &[0.0]).0, 0.5e-8, &"a small error");
    same(plain(&LogCosh::new(), [-1e-9], &[0.0]).0, 0.5e-18, &"a small error");
    same(plain(&LogCosh::new(), [1.0f32], &[0.0]).0, 1.0_f64.cosh().ln(), &"where both forms meet");
    assert_eq!(plain(&LogCosh::new(), [-1e30f32], &[0.0]), (1e30, [-1.0]));

    assert!(plain(&Poisson::new(), [-1.0f64], &[3.0]).0.is_nan());
    assert!(plain(&Poisson::new(), [0.0f32], &[3.0]).0.is_finite());
}

#[test]
fn rows_of_zeros_have_a_cosine() {
    let (found, slope) = plain(&CosineSimilarity::new(), [0.0, 0.0], &[3.0, -4.0]);
    assert_eq!(found, 0.0);
    near(slope, [-0.6e7, 0.8e7]);
    assert_eq!(plain(&CosineSimilarity::new(), [3.0, -4.0], &[0.0, 0.0]), (0.0, [0.0, 0.0]));
    near([plain(&CosineSimilarity::new(), [1e-9, 0.0], &[1.0, 0.0]).0], [-0.01]);
}

#[test]
fn hinges_read_zeros_as_no() {
    assert_eq!(plain(&Hinge::new(), [0.25], &0u8), (1.25, [1.0]));
    assert_eq!(plain(&Hinge::new(), [0.25], &1u8), (0.75, [-1.0]));
    assert_eq!(plain(&Hinge::new(), [0.25, 0.5], &[0.0, 1.0]), plain(&Hinge::new(), [0.25, 0.5], &[-1.0, 1.0]));
    assert_eq!(
        plain(&SquaredHinge::new(), [0.25, 0.5], &[0.0, 1.0]),
        plain(&SquaredHinge::new(), [0.25, 0.5], &[-1.0, 1.0])
    );
    // Zeros beside other numbers are zeros.
    assert_eq!(plain(&Hinge::new(), [0.25, 0.5], &[0.0, -1.0]), (1.25, [0.0, 0.5]));
    // A margin that is reached asks for nothing more.
    assert_eq!(plain(&Hinge::new(), [1.0], &1u8), (0.0, [0.0]));
}

#[test]
fn classes_that_tie_share_the_gradient() {
    let target = [0.0, 1.0, 0.0, 0.0];
    assert_eq!(plain(&CategoricalHinge::new(), [0.5, 0.25, 0.5, 0.0], &target), (1.25, [0.5, -1.0, 0.5, 0.0]));
    // With all scores 0, the right class has one of four shares, to which it gives nothing.
    assert_eq!(plain(&CategoricalHinge::new(), [0.0; 4], &target), (1.0, [0.25, -1.0, 0.25, 0.25]));
    assert_eq!(plain(&CategoricalHinge::new(), [0.5, 2.0, 1.0, 0.0], &target), (0.0, [0.0; 4]));
}

#[test]
fn masks_that_are_empty_or_met() {
    for output in [[0.0, 0.0], [0.5, 1.0]] {
        assert_eq!(plain(&Dice::new(), output, &[0.0, 0.0]), (1.0, [0.0, 0.0]));
        assert_eq!(plain(&Tversky::new(), output, &[0.0, 0.0]), (1.0, [0.0, 0.0]));
    }
    assert!(plain(&Dice::new(), [0.0f64, 1.0], &[0.0, 1.0]).0.abs() < 2e-7);
    assert!(plain(&Tversky::new(), [0.0f64, 1.0], &[0.0, 1.0]).0.abs() < 2e-7);
    // One false positive, one false negative.
    let loss = Tversky::new().alpha(3.0).beta(1.0);
    near([plain(&loss, [1.0, 1.0], &[1.0, 0.0]).0], [0.75]);
    near([plain(&loss, [1.0, 0.0], &[1.0, 1.0]).0], [0.5]);
}

#[test]
fn losses_of_nan_are_nan() {
    let nan = [f64::NAN, 0.5];
    let target = [1.0, 0.0];
    let found = [
        plain(&BinaryCrossentropy::new(), nan, &target).0,
        plain(&BinaryFocalCrossentropy::new(), nan, &target).0,
        plain(&BinaryFocalCrossentropy::new().from_logits(true).gamma(0.5), nan, &target).0,
        plain(&CategoricalCrossentropy::new(), nan, &target).0,
        plain(&CategoricalFocalCrossentropy::new(), nan, &target).0,
        plain(&CategoricalFocalCrossentropy::new().from_logits(true).gamma(0.5), nan, &target).0,
        plain(&CategoricalGeneralizedCrossEntropy::new(), nan, &0u8).0,
        plain(&SparseCategoricalCrossentropy::new(), nan, &0u8).0,
        plain(&CategoricalHinge::new(), nan, &target).0,
        plain(&CosineSimilarity::new(), nan, &target).0,
        plain(&Dice::new(), nan, &target).0,
        plain(&Tversky::new(), nan, &target).0,
        plain(&Hinge::new(), nan, &target).0,
        plain(&SquaredHinge::new(), nan, &target).0,
        plain(&Huber::new(), nan, &target).0,
        plain(&LogCosh::new(), nan, &target).0,
        plain(&KLDivergence::new(), nan, &target).0,
        plain(&MeanAbsoluteError::new(), nan, &target).0,
        plain(&MeanAbsolutePercentageError::new(), nan, &target).0,
        plain(&MeanSquaredError::new(), nan, &target).0,
        plain(&MeanSquaredLogarithmicError::new(), nan, &target).0,
        plain(&Poisson::new(), nan, &target).0,
    ];
    assert!(found.iter().all(|loss| loss.is_nan()), "{found:?}");
}

#[test]
fn settings_that_make_no_sense() {
    fn says<L: Loss<[f64; 2], Y, Linear>, Y>(loss: &L, expected: &str) {
        assert_eq!(loss.check().expect_err("a bad setting").to_string(), expected);
    }
    says::<_, [f64; 2]>(&Huber::new().delta(0.0), "`delta` is 0, but must be finite and positive");
    says::<_, [f64; 2]>(&Tversky::new().alpha(-1.0), "`alpha` is -1, but must be finite and not negative");
    says::<_, [f64; 2]>(&Tversky::new().beta(f64::NAN), "`beta` is NaN, but must be finite and not negative");
    let generalized = CategoricalGeneralizedCrossEntropy::new().q(1.0);
    says::<_, u8>(&generalized, "`q` is 1, but must be greater than 0 and less than 1");
    let binary = BinaryFocalCrossentropy::new();
    says::<_, [f64; 2]>(&binary.alpha(1.5), "`alpha` is 1.5, but must be in 0.0..=1.0");
    says::<_, [f64; 2]>(&binary.gamma(-0.5), "`gamma` is -0.5, but must be finite and not negative");
    says::<_, [f64; 2]>(&binary.label_smoothing(2.0), "`label_smoothing` is 2, but must be in 0.0..=1.0");
    let categorical = CategoricalFocalCrossentropy::new();
    says::<_, [f64; 2]>(&categorical.alpha(0.0), "`alpha` is 0, but must be finite and positive");
    says::<_, [f64; 2]>(&categorical.gamma(f64::INFINITY), "`gamma` is inf, but must be finite and not negative");
}
