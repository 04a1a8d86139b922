//! The same seed gives the same bits, whatever the number of threads.

use dense::prelude::*;

network! {
    struct Small { Input(6) -> Dense(9, tanh) -> Dropout(0.3) -> Dense(4, softmax) }
    struct Digits { Input(784) -> Dense(64, relu, he_normal) -> Dropout(0.5) -> Dense(33, gelu) -> Dense(10, softmax) }
}

fn samples<const N: usize>(count: usize, classes: usize) -> Dataset<[f32; N], u8> {
    let mut state = 1_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 24) as f32 - 0.5
    };
    let inputs = (0..count).map(|_| std::array::from_fn(|_| next())).collect();
    let targets = (0..count).map(|sample| (sample % classes) as u8).collect();
    Dataset::new(inputs, targets).expect("good samples")
}

/// Trains and gives all that comes of it: the parameters and the figures.
fn trained<N: Network<Element = f32, Input = [f32; I], Output = [f32; O]>, const I: usize, const O: usize>(
    data: &Dataset<[f32; I], u8>,
    threads: usize,
    batch_size: usize,
    seed: u64,
) -> (Vec<u32>, History)
where
    SparseCategoricalCrossentropy: Loss<[f32; O], u8, N::Head>,
{
    let mut model = N::new(seed);
    let history = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(2)
        .batch_size(batch_size)
        .validation_split(0.2)
        .seed(seed)
        .threads(threads)
        .fit(&mut *model, data)
        .expect("good data");
    let bits = model.tensors().flat_map(|tensor| tensor.values().iter().map(|x| x.to_bits())).collect();
    (bits, history)
}

#[test]
fn threads_change_no_bit() {
    let data = samples::<784>(330, 10);
    for batch_size in [32, 100, 1000] {
        let [one, two, three] = [1, 2, 3].map(|threads| trained::<Digits, 784, 10>(&data, threads, batch_size, 7));
        assert!(one == two && one == three, "batches of {batch_size}");
    }
    let data = samples::<6>(100, 4);
    for batch_size in [1, 7, 64] {
        let [one, two, three] = [1, 2, 3].map(|threads| trained::<Small, 6, 4>(&data, threads, batch_size, 7));
        assert!(one == two && one == three, "batches of {batch_size}");
    }
}

#[test]
fn a_seed_decides_and_another_decides_otherwise() {
    let data = samples::<6>(100, 4);
    let [first, again, other] = [7, 7, 8].map(|seed| trained::<Small, 6, 4>(&data, 1, 10, seed).0);
    assert_eq!(first, again);
    assert_ne!(first, other);
}

#[test]
fn samples_do_not_depend_on_what_is_predicted_beside_them() {
    let model = Digits::new(3);
    let data = samples::<784>(150, 10);
    let together = model.predict_batch(data.inputs());
    for (input, output) in data.inputs().iter().zip(&together) {
        assert_eq!(model.predict(input), *output);
    }
}
