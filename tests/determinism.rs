//! The same seed gives the same bits, whatever the number of threads.

use dense::Element;
use dense::optimizer::Step;
use dense::prelude::*;

activation! { struct Gate(x; beta = 1.3, shift = 0.1) = x * sigmoid(beta * x + shift); }

network! {
    struct Gated { Input(6) -> Dense(9, Gate) -> Activation(Gate, trainable = true) -> Dense(4, softmax) }
    struct Small { Input(6) -> Dense(9, tanh) -> Dropout(0.3) -> Dense(4, softmax) }
    struct Digits { Input(784) -> Dense(64, relu, he_normal) -> Dropout(0.5) -> Dense(33, gelu) -> Dense(10, softmax) }
    struct Penalized {
        Input(6)
            -> Dense(9, tanh, kernel_regularizer = orthogonal_regularizer, kernel_constraint = max_norm)
            -> Dense(4, softmax, kernel_regularizer = l1_l2)
    }
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
        let [one, two, three] = [1, 2, 3].map(|threads| trained::<Penalized, 6, 4>(&data, threads, batch_size, 7));
        assert!(one == two && one == three, "penalized, batches of {batch_size}");
        let [one, two, three] = [1, 2, 3].map(|threads| trained::<Gated, 6, 4>(&data, threads, batch_size, 7));
        assert!(one == two && one == three, "trained activations, batches of {batch_size}");
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

network! {
    struct Wide { Input(300) -> Dense(500, tanh) -> Dense(400, relu) -> Dense(5) }
}

#[test]
fn teams_and_workspaces_change_no_bit() {
    let model = Wide::new(3);
    let data = samples::<300>(150, 5);
    // Large enough to be shared.
    let together = model.predict_batch(data.inputs());
    let mut into = vec![[0.0; 5]; 150];
    model.predict_into(data.inputs(), &mut into).expect("as many outputs as inputs");
    assert_eq!(together, into);
    for threads in [1, 2, 3] {
        let mut workspace = Workspace::new().threads(threads);
        for (input, output) in data.inputs().iter().zip(&together) {
            assert_eq!(model.predict_with(&mut workspace, input), *output, "{threads} threads");
        }
    }
    assert_eq!(model.predict(&data.inputs()[7]), together[7]);
}

/// A rule that does not vouch for its steps: gradients are stored and checked before it sees them.
#[derive(Clone, Copy)]
struct Careful<O>(O);

impl<O: Optimizer> Optimizer for Careful<O> {
    fn learning_rate(&self, step: Step) -> f64 {
        self.0.learning_rate(step)
    }

    fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
        self.0.set_learning_rate(learning_rate)
    }

    fn slots(&self) -> usize {
        self.0.slots()
    }

    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        self.0.update(step, parameters, gradients, state);
    }
}

#[test]
fn gradients_that_are_used_at_once_are_those_that_are_stored() {
    fn bits<O: Optimizer>(optimizer: O, batch: usize, threads: usize) -> Vec<u32> {
        let data = samples::<784>(batch, 10);
        let mut model = Digits::new(1);
        let mut trainer = Trainer::new(optimizer, SparseCategoricalCrossentropy::new()).threads(threads);
        for _ in 0..3 {
            trainer.train_on_batch(&mut *model, data.inputs(), data.targets()).expect("good data");
        }
        model.tensors().flat_map(|tensor| tensor.values().iter().map(|x| x.to_bits())).collect()
    }
    fn check<O: Optimizer + Copy>(optimizer: O) {
        assert!(optimizer.keeps_finite(Step::new(1)));
        for (batch, threads) in [(1, 1), (33, 1), (200, 1), (200, 3)] {
            assert!(bits(optimizer, batch, threads) == bits(Careful(optimizer), batch, 1), "a batch of {batch}");
        }
    }
    check(SGD::new(0.1));
    check(SGD::new(0.1).momentum(0.9).nesterov(true));
    check(RMSprop::new(1e-3).centered(true).momentum(0.5));
    check(Adam::new(1e-3).amsgrad(true));
    check(AdamW::new(CosineDecay::new(1e-3, 2)).clipvalue(1e-3));
    check(Adamax::new(1e-3));
    check(Nadam::new(1e-3));
    check(Adagrad::new(1e-2).weight_decay(0.1));
    check(Lion::new(1e-3));
}

#[test]
fn inputs_that_could_make_gradients_overflow_are_trained_on_with_care() {
    let train = |scale: f32| {
        let mut model = Small::new(1);
        let data = samples::<6>(20, 4);
        let inputs: Vec<[f32; 6]> = data.inputs().iter().map(|x| x.map(|x| x * scale)).collect();
        let mut trainer = Trainer::new(SGD::new(1e-3), SparseCategoricalCrossentropy::new());
        let before: Vec<f32> = model.tensors().flat_map(|tensor| tensor.values().to_vec()).collect();
        let result = trainer.train_on_batch(&mut *model, &inputs, data.targets());
        let after: Vec<f32> = model.tensors().flat_map(|tensor| tensor.values().to_vec()).collect();
        (result, before, after)
    };
    // Large, but no gradient overflows.
    let (result, before, after) = train(1e12);
    assert!(result.is_ok() && before != after && after.iter().all(|x| x.is_finite()));
}

network! {
    struct Line { Input(1) -> Dense(1, use_bias = false) }
}

/// The output and the loss are finite here, and the gradient `2 · y · x` is not.
#[test]
fn a_gradient_that_overflows_changes_nothing() {
    let mut model = Line::new(1);
    model.tensor_mut("dense.kernel").expect("a kernel").copy_from_slice(&[1e-22]);
    let mut trainer = Trainer::new(SGD::new(1e-3), MeanSquaredError::new());
    let error = trainer.train_on_batch(&mut *model, &[[2e30]], &[[0.0f32]]).expect_err("the gradient overflows");
    assert!(matches!(error, Error::Diverged { what: "gradient", .. }), "{error}");
    assert_eq!(model.tensor("dense.kernel"), Some(&[1e-22][..]));
}
