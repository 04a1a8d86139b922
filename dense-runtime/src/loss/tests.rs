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

    Loss::<_, _, Linear>::gradient(&MeanSquaredError, &output, &soft, &mut gradient);
    near(gradient, differences(output, |y| Loss::<_, _, Linear>::loss(&MeanSquaredError, &y, &soft)));
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
