//! Networks whose normalization is folded into weights: they give the same outputs, with less to do.

use dense::prelude::*;
use dense::{Folded, Tensor};

const HIDDEN: usize = 9;

network! {
    struct Behind {
        Input(6, dtype = f64) -> Dense(HIDDEN, use_bias = false) -> BatchNormalization -> Activation(relu) -> Dense(3, softmax)
    }
    struct Before {
        Input(2, 3, 4, dtype = f64)
            -> BatchNormalization(scale = false, epsilon = 0.01)
            -> Dropout(0.5)
            -> Flatten
            -> Dense(HIDDEN, tanh)
            -> norm: BatchNormalization(trainable = false)
            -> Dense(3, use_bias = false)
    }
    struct Both {
        Input(6, dtype = f64)
            -> Dense(5)
            -> Dropout(0.2)
            -> BatchNormalization(center = false)
            -> BatchNormalization(scale = false, center = false)
            -> Dense(4)
            -> BatchNormalization
    }
    struct NotAll {
        Input(6, dtype = f64) -> Dense(5, tanh) -> BatchNormalization -> Activation(relu) -> BatchNormalization -> Dense(2)
    }
    struct Sized<const H: usize> {
        Input(6, dtype = f64) -> Dense(H) -> BatchNormalization -> Activation(relu) -> Dense(2)
    }
    struct Standards {
        Input(6, dtype = f64)
            -> Normalization
            -> Dense(5)
            -> Normalization(mean = 0.5, variance = [4.0, 1.0, 0.25, 1.0, 0.0])
            -> Activation(tanh)
            -> Dense(2)
            -> Normalization(mean = [0.5, -0.5], variance = 3.0, invert = true)
    }
    struct Plain { Input(6, dtype = f64) -> Dense(3, tanh) }
    struct Single {
        Input(6) -> Dense(40, use_bias = false) -> BatchNormalization -> Activation(relu) -> Dense(3)
    }
}

fn numbers<X: Tensor<Element = f64>>(count: usize) -> Vec<X> {
    let number = |at: usize| ((at * 7919 + 13) % 997) as f64 / 400.0 - 1.2;
    (0..count)
        .map(|sample| *X::from_flat(&(0..X::LEN).map(|at| number(sample * X::LEN + at)).collect::<Vec<_>>()))
        .collect()
}

/// A network whose tensors are all other than they began, and its folded form.
fn folded<N: Network<Element = f64>>() -> (Box<N>, Box<Folded<N>>) {
    let mut model = N::new(3);
    let names: Vec<&str> = model.tensors().map(|tensor| tensor.name()).collect();
    for name in names {
        for (at, value) in model.tensor_mut(name).expect("the tensor is there").iter_mut().enumerate() {
            *value = 0.8 * *value + 0.05 * (at % 5) as f64 + 0.01;
        }
    }
    let folded = model.fold();
    (model, folded)
}

#[track_caller]
fn gives_the_same<N: Network<Element = f64, Input: Tensor<Element = f64>>>(saved: usize) {
    let (model, folded) = folded::<N>();
    let inputs = numbers::<N::Input>(20);
    for (expected, found) in model.predict_batch(&inputs).iter().zip(folded.predict_batch(&inputs)) {
        let pairs = expected.as_flat().iter().zip(found.as_flat());
        assert!(pairs.clone().all(|(a, b)| (a - b).abs() < 1e-12), "{:?}", pairs.collect::<Vec<_>>());
    }
    assert_eq!(N::FLOPS - <Folded<N> as Network>::FLOPS, saved);
}

#[test]
fn outputs_are_the_same_for_fewer_operations() {
    // Two for each normalized number; a bias that was not there costs one for each unit.
    gives_the_same::<Behind>(2 * 9 - 9);
    gives_the_same::<Before>(2 * 24 + 2 * 9 - 3);
    gives_the_same::<Both>(2 * 5 + 2 * 5 + 2 * 4);
    gives_the_same::<NotAll>(2 * 5);
    gives_the_same::<Sized<7>>(2 * 7);
    gives_the_same::<Standards>(2 * 6 + 2 * 5 + 2 * 2);
}

#[test]
fn layers_keep_their_names_and_the_folded_ones_are_gone() {
    let (_, folded) = folded::<Before>();
    let names: Vec<&str> = folded.tensors().map(|tensor| tensor.name()).collect();
    assert_eq!(names, ["dense.kernel", "dense.bias", "dense_1.kernel", "dense_1.bias"]);
    assert_eq!(<Folded<Before>>::PARAMETERS, 24 * 9 + 9 + 9 * 3 + 3);
    assert!(<Folded<Before>>::summary().to_string().contains("Before (folded)"));
}

#[test]
fn what_stands_alone_stays() {
    let (same, copy) = folded::<Plain>();
    assert_eq!(same, copy);
    let (model, folded) = folded::<NotAll>();
    assert_eq!(model.tensor("batch_normalization.gamma"), folded.tensor("batch_normalization.gamma"));
    assert_eq!(folded.tensor("batch_normalization_1.gamma"), None);
}

#[test]
fn a_trained_network_can_be_folded() {
    let inputs: Vec<[f32; 6]> = (0..60).map(|i| std::array::from_fn(|j| ((i * 6 + j) as f32).sin())).collect();
    let labels: Vec<u8> = inputs.iter().map(|x| u8::from(x[0] > 0.3) + u8::from(x[1] > 0.0)).collect();
    let data = Dataset::new(inputs, labels).expect("good samples");
    let mut model = Single::new(1);
    let loss = SparseCategoricalCrossentropy::new().from_logits(true);
    let mut trainer = Trainer::new(Adam::new(0.01), loss).metric(Accuracy::new()).epochs(20).batch_size(10);
    trainer.fit(&mut model, &data).expect("good data");
    let folded = model.fold();
    for (expected, found) in model.predict_batch(data.inputs()).iter().zip(folded.predict_batch(data.inputs())) {
        assert!(expected.iter().zip(&found).all(|(a, b)| (a - b).abs() < 1e-4), "{expected:?} {found:?}");
    }
}
