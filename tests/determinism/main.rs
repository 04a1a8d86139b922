//! The same seed gives the same bits, whatever the number of threads.

mod images;

use dense::Element;
use dense::optimizer::Step;
use dense::prelude::*;

activation! { struct Gate(x; beta = 1.3, shift = 0.1) = x * sigmoid(beta * x + shift); }

network! {
    struct Gated { Input(6) -> Dense(9, Gate) -> Activation(Gate, trainable = true) -> Dense(4, softmax) }
    struct Small { Input(6) -> Dense(9, tanh) -> Dropout(0.3) -> Dense(4, softmax) }
    struct Digits { Input(784) -> Dense(64, relu, he_normal) -> Dropout(0.5) -> Dense(33, gelu) -> Dense(10, softmax) }
    struct Noisy {
        Input(6)
            -> GaussianNoise(0.1)
            -> Dense(67, selu)
            -> AlphaDropout(0.2)
            -> GaussianDropout(0.3, seed = 7)
            -> Dropout(0.1, seed = 7)
            -> Dense(4, softmax)
    }
    struct Penalized {
        Input(6)
            -> Dense(9, tanh, kernel_regularizer = orthogonal_regularizer, kernel_constraint = max_norm)
            -> Dense(4, softmax, kernel_regularizer = l1_l2)
    }
    struct Batches {
        Input(784) -> BatchNormalization -> Dense(70, relu) -> BatchNormalization -> Dropout(0.5) -> Reshape(7, 10) -> PReLU -> Flatten -> Dense(10, softmax)
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
        let [one, two, three] = [1, 2, 3].map(|threads| trained::<Batches, 784, 10>(&data, threads, batch_size, 7));
        assert!(one == two && one == three, "normalized, batches of {batch_size}");
    }
    let data = samples::<6>(100, 4);
    for batch_size in [1, 7, 64] {
        let [one, two, three] = [1, 2, 3].map(|threads| trained::<Small, 6, 4>(&data, threads, batch_size, 7));
        assert!(one == two && one == three, "batches of {batch_size}");
        let [one, two, three] = [1, 2, 3].map(|threads| trained::<Noisy, 6, 4>(&data, threads, batch_size, 7));
        assert!(one == two && one == three, "noisy, batches of {batch_size}");
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

network! {
    struct OfRun { Input(100) -> GaussianNoise(1) -> GaussianDropout(0.5) -> AlphaDropout(0.5) -> Dropout(0.5) }
    struct OfLayers {
        Input(100)
            -> GaussianNoise(1, seed = 7)
            -> GaussianDropout(0.5, seed = LAYER_SEED)
            -> AlphaDropout(0.5, seed = 9)
            -> Dropout(0.5, seed = 10)
    }
    struct Moved { Input(100) -> Dropout(rate = 0) -> Rescaling(1) -> GaussianNoise(1, seed = 7) }
    struct Alone { Input(100) -> GaussianNoise(1, seed = 7) }
    struct Twice { Input(100) -> Dropout(0.5, seed = 7) -> Dropout(0.5, seed = 7) }
    struct Apart { Input(100) -> Dropout(0.5) -> Dropout(0.5) }
}

const LAYER_SEED: u64 = 8;

/// What comes out of the first and the second step of a training run.
fn two_steps<N: Network<Element = f32, Input = [f32; 100], Output = [f32; 100]>>(seed: u64) -> [Vec<[f32; 100]>; 2] {
    let mut workspace = TrainingWorkspace::<N>::new(seed);
    let mut model = N::new(0);
    let inputs = vec![[1.0; 100]; 40];
    let mut step = || {
        let outputs = workspace.forward(&*model, &inputs).expect("samples").to_vec();
        workspace.backward(&*model, &outputs).expect("finite gradients");
        workspace.update(&mut *model, &SGD::new(0.1)).expect("a good rate");
        outputs
    };
    [step(), step()]
}

#[test]
fn a_layer_with_a_seed_draws_the_same_whatever_the_run() {
    let [first, second] = two_steps::<OfLayers>(1);
    assert_eq!([&first, &second], two_steps::<OfLayers>(2).each_ref());
    assert_ne!(first, second, "each step draws anew");
    assert_ne!(first[0], first[1], "and each sample");
    let [run, _] = two_steps::<OfRun>(1);
    assert_ne!(run, two_steps::<OfRun>(2)[0]);
    assert_eq!(run, two_steps::<OfRun>(1)[0]);
}

#[test]
fn a_layer_with_a_seed_draws_the_same_wherever_it_stands() {
    assert_eq!(two_steps::<Alone>(1), two_steps::<Moved>(1));
    let zeros = |outputs: &[[f32; 100]]| outputs.iter().flatten().filter(|&&value| value == 0.0).count();
    // Of 4000 numbers, a half where both layers drop the same, and else three quarters.
    let ([twice, _], [apart, _]) = (two_steps::<Twice>(1), two_steps::<Apart>(1));
    assert!((1850..2150).contains(&zeros(&twice)), "{}", zeros(&twice));
    assert!((2850..3150).contains(&zeros(&apart)), "{}", zeros(&apart));
}

#[test]
fn nothing_is_left_to_chance_in_predictions_and_evaluations() {
    let model = OfLayers::new(0);
    assert_eq!(model.predict(&[0.5; 100]), [0.5; 100]);
    assert_eq!(model.predict_batch(&[[0.25; 100]; 3]), [[0.25; 100]; 3]);
    let data = Dataset::new(vec![[0.5f32; 100]; 3], vec![[0.5f32; 100]; 3]).expect("as many targets as inputs");
    let mut trainer = Trainer::new(SGD::new(0.1), MeanSquaredError::new());
    assert_eq!(trainer.evaluate(&*model, &data).expect("good data").get("loss"), Some(0.0));
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
