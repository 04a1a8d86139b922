//! A convolution in pieces, with the `Dense` layer behind it: the same bits as one after the other, alone and in a batch.

use dense::math::Real;
use dense::prelude::*;
use dense::{Element, Tensor};

/// Sizes that the macro does not see: with them, a convolution comes as a whole.
const UNITS: [usize; 3] = [131, 129, 128];

network! {
    /// Rows of windows, and runs of terms, that end within windows.
    struct Odd { Input(26, 25, 3) -> Conv2D(31, 3, tanh) -> Flatten -> Dense(131, relu) -> Dense(3, softmax) }
    struct OddWhole { Input(26, 25, 3) -> Conv2D(31, 3, tanh) -> Flatten -> Dense(UNITS[0], relu) -> Dense(3, softmax) }

    struct Apart {
        Input(50, 41, 4, dtype = f64)
            -> Conv2D(40, 3, relu, strides = 2, padding = same, groups = 4, use_bias = false)
            -> Flatten
            -> Dense(129, use_bias = false)
    }
    struct ApartWhole {
        Input(50, 41, 4, dtype = f64)
            -> Conv2D(40, 3, relu, strides = 2, padding = same, groups = 4, use_bias = false)
            -> Flatten
            -> Dense(UNITS[1], use_bias = false)
    }

    #[allow(hidden_softmax)]
    struct Sequence { Input(700, 3) -> Conv1D(24, 5, softmax, dilation_rate = 2) -> Flatten -> Dense(128, tanh) }
    #[allow(hidden_softmax)]
    struct SequenceWhole { Input(700, 3) -> Conv1D(24, 5, softmax, dilation_rate = 2) -> Flatten -> Dense(UNITS[2], tanh) }

    /// Normalization is a part of the convolution, once the network is folded.
    struct Normalized {
        Input(26, 26, 1) -> Conv2D(32, 3) -> BatchNormalization -> ReLU -> Flatten -> Dense(128, relu) -> Dense(2)
    }
}

fn samples<X: Tensor<Element: Element>>(count: usize) -> Vec<X> {
    let mut state = 1_u64;
    let mut samples = vec![X::zeros(); count];
    for x in samples.iter_mut().flat_map(|sample| sample.as_flat_mut()) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        *x = X::Element::of((state >> 40) as f64 / (1 << 24) as f64 - 0.5);
    }
    samples
}

/// Both are the same network.
fn agree<P, W>()
where
    P: Network<Input: Tensor<Element = P::Element>>,
    W: Network<Input = P::Input, Output = P::Output, Element = P::Element>,
    P::Output: PartialEq + std::fmt::Debug,
{
    let (pieces, whole) = (P::new(3), W::new(3));
    assert!(P::plan().to_string().contains("in pieces") && !W::plan().to_string().contains("in pieces"));
    assert!(P::WORKSPACE_BYTES < W::WORKSPACE_BYTES, "only pieces lie in memory");
    let inputs = samples::<P::Input>(300);
    let expected = whole.predict_batch(&inputs);
    for count in [1, 2, 7, 64, 300] {
        assert!(pieces.predict_batch(&inputs[..count]) == expected[..count], "{count} samples");
    }
    let mut spread = Workspace::new().threads(2);
    for (input, expected) in inputs.iter().zip(&expected).take(5) {
        assert_eq!(pieces.predict(input), *expected);
        assert_eq!(pieces.predict_with(&mut spread, input), *expected);
    }
}

#[test]
fn pieces_that_end_within_windows() {
    agree::<Odd, OddWhole>();
}

#[test]
fn windows_apart_in_groups_without_a_bias() {
    agree::<Apart, ApartWhole>();
}

#[test]
fn sequences() {
    agree::<Sequence, SequenceWhole>();
}

#[test]
fn what_stands_between_keeps_a_convolution_whole() {
    assert!(!Normalized::plan().to_string().contains("in pieces"));
    let model = Normalized::new(1);
    let folded = model.fold();
    assert!(plan_of(&*folded).contains("in pieces"));
    let inputs = samples(9);
    for (near, folded) in model.predict_batch(&inputs).iter().zip(folded.predict_batch(&inputs)) {
        for (near, folded) in near.iter().zip(folded) {
            assert!((near - folded).abs() < 1e-4, "{near} {folded}");
        }
    }
}

fn plan_of<N: Network>(_: &N) -> String {
    N::plan().to_string()
}
