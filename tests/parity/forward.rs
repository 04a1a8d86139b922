//! Predictions of small networks with given weights, by every method that predicts.

use dense::prelude::*;

use crate::golden::{Case, cases};

macro_rules! both {
    ($($case:literal: $single:ident, $double:ident, $inputs:literal -> $outputs:literal, [$($layers:tt)*];)*) => {
        network! {$(
            struct $single { Input($inputs) -> $($layers)* }
            struct $double { Input($inputs, dtype = f64) -> $($layers)* }
        )*}

        #[test]
        fn predictions_are_those_of_keras() {
            for case in &cases(include_str!("data/forward.txt")) {
                match (case.name, case.dtype) {
                    $(
                        ($case, "f32") => check::<$single, f32, $inputs, $outputs>(case, 1e-5),
                        ($case, "f64") => check::<$double, f64, $inputs, $outputs>(case, 1e-10),
                    )*
                    other => panic!("no network for {other:?}"),
                }
            }
        }
    };
}

both! {
    "relu_softmax": Relu32, Relu64, 5 -> 3, [first: Dense(6, relu) -> second: Dense(3, softmax)];
    "tanh_gelu_sigmoid": Tanh32, Tanh64, 3 -> 1,
        [first: Dense(7, tanh) -> second: Dense(4, gelu, use_bias = false) -> third: Dense(1, sigmoid)];
    "elu_log_softmax": Elu32, Elu64, 3 -> 10, [first: Dense(17, elu) -> second: Dense(10, log_softmax)];
}

fn check<N, T: Element, const IN: usize, const OUT: usize>(case: &Case, tolerance: f64)
where
    N: Network<Element = T, Input = [T; IN], Output = [T; OUT]>,
{
    let mut model = N::new(0);
    for (layer, key) in [("first", '1'), ("second", '2'), ("third", '3')] {
        for (tensor, kind) in [("kernel", 'w'), ("bias", 'b')] {
            if let Some(values) = model.tensor_mut(&format!("{layer}.{tensor}")) {
                values.copy_from_slice(&case.array::<T>(&format!("{kind}{key}")));
            } else {
                assert!(!case.has(&format!("{kind}{key}")), "{} has more tensors", case.name);
            }
        }
    }
    let inputs = case.rows::<T, IN>("x");
    let mut into = vec![[T::zero(); OUT]; inputs.len()];
    model.predict_into(&inputs, &mut into).expect("as many outputs as inputs");
    let mut workspace = Workspace::new();
    let with: Vec<_> = inputs.iter().map(|input| model.predict_with(&mut workspace, input)).collect();
    let alone: Vec<_> = inputs.iter().map(|input| model.predict(input)).collect();
    let batch = model.predict_batch(&inputs);
    for (what, outputs) in
        [("predict", alone), ("predict_batch", batch), ("predict_into", into), ("predict_with", with)]
    {
        case.expect(what, outputs.into_iter().flatten(), "y", tolerance);
    }
}
