//! Steps that see more than a parameter and its gradient: bounds of norms, averages, accumulated gradients, rules of tensors.

use dense::Element;
use dense::optimizer::{Scope, Step, TensorUpdate};
use dense::prelude::*;

network! {
    struct Small { Input(6) -> Dense(9, tanh) -> Dense(4, softmax) }
    struct Digits { Input(784) -> Dense(64, relu, he_normal) -> Dropout(0.5) -> Dense(33, gelu) -> Dense(10, softmax) }
    struct Frozen { Input(6) -> Dense(9, tanh, trainable = false) -> Dense(4, softmax) }
    struct Constrained { Input(6) -> Dense(9, tanh, kernel_constraint = max_norm(0.5)) -> Dense(4, softmax) }
    struct Line { Input(1) -> Dense(1, use_bias = false) }
}

fn samples<const N: usize>(count: usize, classes: usize) -> Dataset<[f32; N], u8> {
    let inputs = (0..count).map(|i| std::array::from_fn(|j| ((i * 31 + j * 17 + i * j) % 23) as f32 / 23.0 - 0.4));
    Dataset::new(inputs.collect(), (0..count).map(|i| (i % classes) as u8).collect()).expect("good samples")
}

fn bits<N: Network<Element = f32>>(model: &N) -> Vec<u32> {
    model.tensors().flat_map(|tensor| tensor.values().iter().map(|x| x.to_bits())).collect()
}

fn trainer<O: Optimizer>(optimizer: O) -> Trainer<O, SparseCategoricalCrossentropy> {
    Trainer::new(optimizer, SparseCategoricalCrossentropy::new())
}

/// Trains for some steps, and gives the parameters and their averages.
fn trained<N, O: Optimizer, const I: usize, const C: usize>(
    optimizer: O,
    threads: usize,
    batch: usize,
) -> (Vec<u32>, Vec<u32>)
where
    N: Network<Element = f32, Input = [f32; I], Output = [f32; C]>,
    SparseCategoricalCrossentropy: Loss<[f32; C], u8, N::Head>,
{
    let data = samples::<I>(batch, C);
    let mut model = N::new(3);
    let mut trainer = trainer(optimizer).threads(threads);
    for _ in 0..5 {
        trainer.train_on_batch(&mut *model, data.inputs(), data.targets()).expect("good data");
    }
    let averages = trainer.averages(&*model).flat_map(|tensor| tensor.values().to_vec()).map(f32::to_bits).collect();
    (bits(&*model), averages)
}

#[test]
fn threads_change_no_bit() {
    fn check<O: Optimizer + Copy>(optimizer: O) {
        for batch in [20, 200] {
            let [one, two, three] = [1, 2, 3].map(|threads| trained::<Digits, O, 784, 10>(optimizer, threads, batch));
            assert!(one == two && one == three, "a batch of {batch}");
            let [one, two, three] = [1, 2, 3].map(|threads| trained::<Constrained, O, 6, 4>(optimizer, threads, batch));
            assert!(one == two && one == three, "constrained, a batch of {batch}");
        }
    }
    check(SGD::new(0.1).clipnorm(0.1));
    check(AdamW::new(1e-3).global_clipnorm(0.1).use_ema(true));
    check(RMSprop::new(1e-3).use_ema(true).ema_overwrite_frequency(2).gradient_accumulation_steps(2));
    check(Lamb::new(1e-3).clipvalue(1e-3).weight_decay(0.1));
    check(Adafactor::new(1e-2).gradient_accumulation_steps(3));
    check(Muon::new(1e-3).clipnorm(0.1));
}

/// A rule that sees whole tensors without need, in other shares than it would have by itself.
#[derive(Clone, Copy)]
struct Whole<O>(O, Scope);

impl<O: Optimizer> Optimizer for Whole<O> {
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

    fn scope(&self) -> Scope {
        self.1
    }

    fn room(&self, shape: &[usize]) -> usize {
        shape.len()
    }

    fn update_tensor<T: Element>(&self, step: Step, tensor: TensorUpdate<'_, '_, T>) {
        assert_eq!(tensor.shape.iter().product::<usize>(), tensor.parameters.len());
        assert!(tensor.gradients.len() == tensor.parameters.len() && tensor.room.len() >= tensor.shape.len());
        assert!(
            tensor.state.len() == self.slots() && tensor.state.iter().all(|slot| slot.len() == tensor.parameters.len())
        );
        assert_eq!(tensor.global_norm.is_some(), self.1 == Scope::AllGradients);
        assert!(tensor.name.starts_with("dense"), "{}", tensor.name);
        self.update(step, tensor.parameters, tensor.gradients, tensor.state);
    }
}

/// The quick way, that of stored gradients, and that of tensors.
#[test]
fn what_a_rule_sees_beyond_its_need_changes_no_bit() {
    fn check<O: Optimizer + Copy>(optimizer: O) {
        for threads in [1, 3] {
            let plain = trained::<Digits, O, 784, 10>(optimizer, threads, 200);
            for scope in [Scope::WholeTensor, Scope::AllGradients] {
                assert!(plain == trained::<Digits, _, 784, 10>(Whole(optimizer, scope), threads, 200));
            }
        }
    }
    check(SGD::new(0.1).momentum(0.9));
    check(Adam::new(1e-3).weight_decay(0.1));
    // Bounds that are never reached.
    let plain = trained::<Digits, _, 784, 10>(Adam::new(1e-3), 1, 200);
    assert!(plain == trained::<Digits, _, 784, 10>(Adam::new(1e-3).clipnorm(1e6), 1, 200));
    assert!(plain == trained::<Digits, _, 784, 10>(Adam::new(1e-3).global_clipnorm(1e6), 1, 200));
    let (parameters, averages) = trained::<Digits, _, 784, 10>(Adam::new(1e-3).use_ema(true), 1, 200);
    assert!(
        plain.0 == parameters && plain.1.is_empty() && averages.len() == parameters.len() && averages != parameters
    );
}

#[test]
fn accumulated_gradients_are_those_of_one_large_batch() {
    let data = samples::<6>(40, 4);
    let [mut parts, mut whole] = [Small::new(1), Small::new(1)];
    let rate = || PiecewiseConstantDecay::new([3, 7], [0.1, 0.2, 0.4]);
    let mut in_parts = trainer(SGD::new(rate()).momentum(0.9).gradient_accumulation_steps(4));
    let mut at_once = trainer(SGD::new(0.1).momentum(0.9));
    // Steps 4 and 8 are updates; counted from 0, the schedule has 0.1 up to step 3, and 0.2 up to step 7.
    for (update, rate) in [0.1, 0.2].into_iter().enumerate() {
        for (step, (inputs, targets)) in data.inputs().chunks(10).zip(data.targets().chunks(10)).enumerate() {
            let before = parts.clone();
            in_parts.train_on_batch(&mut parts, inputs, targets).expect("good data");
            assert_eq!(parts != before, step == 3, "update {update}, step {step}");
        }
        at_once.optimizer_mut().set_learning_rate(rate).expect("a number");
        at_once.train_on_batch(&mut whole, data.inputs(), data.targets()).expect("good data");
        for (part, whole) in parts.tensors().zip(whole.tensors()) {
            for (part, whole) in part.values().iter().zip(whole.values()) {
                assert!((part - whole).abs() < 1e-6, "{part}, not {whole}");
            }
        }
    }
}

#[test]
fn rules_go_by_updates_and_schedules_by_steps() {
    /// Adds what it is told.
    struct Told;

    impl Optimizer for Told {
        fn learning_rate(&self, step: Step) -> f64 {
            step.number as f64
        }

        fn set_learning_rate(&mut self, _: f64) -> Result<(), Error> {
            Ok(())
        }

        fn slots(&self) -> usize {
            0
        }

        fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], _: &mut [&mut [T]]) {
            parameters[0] = T::of((1000 * step.number + 100 * step.update) as f64) + gradients[0];
        }

        fn accumulation(&self) -> u64 {
            3
        }
    }

    let mut model = Line::zeros();
    let mut workspace = TrainingWorkspace::<Line>::new(0);
    let mut found = Vec::new();
    for gradient in [3.0, 6.0, 9.0, 1.0, 2.0, 6.0, 5.0] {
        workspace.forward(&model, &[[1.0]]).expect("a sample");
        workspace.backward(&model, &[[gradient]]).expect("finite gradients");
        workspace.update(&mut model, &Told).expect("good settings");
        found.push(model.tensor("dense.kernel").expect("a kernel")[0]);
    }
    assert_eq!(found, [0.0, 0.0, 3106.0, 3106.0, 3106.0, 6203.0, 6203.0]);
    assert_eq!((workspace.steps(), workspace.updates()), (7, 2));
    // A rule that does not accumulate takes what has waited.
    struct Plain;
    impl Optimizer for Plain {
        fn learning_rate(&self, _: Step) -> f64 {
            1.0
        }

        fn set_learning_rate(&mut self, _: f64) -> Result<(), Error> {
            Ok(())
        }

        fn slots(&self) -> usize {
            0
        }

        fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], _: &mut [&mut [T]]) {
            parameters[0] = T::of((1000 * step.number + 100 * step.update) as f64) + gradients[0];
        }
    }
    workspace.backward(&model, &[[7.0]]).expect("finite gradients");
    workspace.update(&mut model, &Plain).expect("good settings");
    assert_eq!(model.tensor("dense.kernel"), Some(&[8306.0][..]));
}

#[test]
fn the_network_becomes_its_average_at_the_end_of_fit_alone() {
    let data = samples::<6>(40, 4);
    let mut model = Small::new(1);
    let mut learning = trainer(SGD::new(0.5).use_ema(true).ema_momentum(0.9)).epochs(2);
    let mut plain = trainer(SGD::new(0.5)).epochs(2);
    let mut without = model.clone();
    plain.fit(&mut without, &data).expect("good data");
    let history = learning.fit(&mut model, &data).expect("good data");
    assert_ne!(model, without);
    assert_eq!(history.epochs().len(), 2);
    let averages = |trainer: &Trainer<SGD, _>, model: &Small| {
        trainer.averages(model).flat_map(|tensor| tensor.values().to_vec()).map(f32::to_bits).collect::<Vec<_>>()
    };
    assert_eq!(averages(&learning, &model), bits(&*model));
    // Single steps leave the network as it learns, until one says so.
    learning.train_on_batch(&mut model, data.inputs(), data.targets()).expect("good data");
    assert_ne!(averages(&learning, &model), bits(&*model));
    learning.finalize_variable_values(&mut model);
    assert_eq!(averages(&learning, &model), bits(&*model));
    // Whoever keeps no averages has none, and loses nothing.
    let before = without.clone();
    plain.finalize_variable_values(&mut without);
    assert!(plain.averages(&without).next().is_none() && without == before);
    learning.reset();
    assert!(learning.averages(&model).next().is_none());
}

#[test]
fn averages_are_of_the_last_step_or_not_there() {
    let data = samples::<6>(20, 4);
    let mut model = Small::new(1);
    let mut trainer = trainer(SGD::new(0.5).use_ema(true).ema_momentum(0.5));
    let mut step = |trainer: &mut Trainer<SGD, _>| {
        trainer.train_on_batch(&mut model, data.inputs(), data.targets()).expect("good data");
        let averages: Vec<u32> =
            trainer.averages(&model).flat_map(|tensor| tensor.values().to_vec()).map(f32::to_bits).collect();
        (averages, bits(&*model))
    };
    let (averages, parameters) = step(&mut trainer);
    assert_eq!(averages, parameters);
    let (averages, parameters) = step(&mut trainer);
    assert_ne!(averages, parameters);
    *trainer.optimizer_mut() = SGD::new(0.5);
    assert!(step(&mut trainer).0.is_empty());
    // They begin anew.
    *trainer.optimizer_mut() = SGD::new(0.5).use_ema(true).ema_momentum(0.5);
    let (averages, parameters) = step(&mut trainer);
    assert_eq!(averages, parameters);
}

#[test]
fn frozen_tensors_have_no_averages_and_count_in_no_norm() {
    let data = samples::<6>(20, 4);
    let mut model = Frozen::new(1);
    let optimizer = SGD::new(0.5).use_ema(true).ema_momentum(0.3).ema_overwrite_frequency(1).global_clipnorm(1e-3);
    let mut trainer = trainer(optimizer);
    let before = model.tensor("dense.kernel").expect("a kernel").to_vec();
    for _ in 0..10 {
        trainer.train_on_batch(&mut model, data.inputs(), data.targets()).expect("good data");
    }
    assert_eq!(model.tensor("dense.kernel"), Some(&before[..]));
    let names: Vec<&str> = trainer.averages(&model).map(|tensor| tensor.name()).collect();
    assert_eq!(names, ["dense_1.kernel", "dense_1.bias"]);
    // What does not learn may be changed by another, and stays so.
    model.tensor_mut("dense.kernel").expect("a kernel").fill(7.0);
    trainer.finalize_variable_values(&mut model);
    assert!(model.tensor("dense.kernel").expect("a kernel").iter().all(|&w| w == 7.0));
    let mut workspace = TrainingWorkspace::<Frozen>::new(0);
    workspace.forward(&model, &data.inputs()[..1]).expect("a sample");
    workspace.backward(&model, &[[0.5, -0.5, 0.25, 0.0]]).expect("finite gradients");
    // Whatever one writes there.
    workspace.gradients_mut()[..6 * 9].fill(1e9);
    workspace.update(&mut model, &SGD::new(0.0).global_clipnorm(1e-3)).expect("good settings");
    let learning = workspace.gradients().filter(|tensor| tensor.trainable());
    let square: f64 = learning.flat_map(|tensor| tensor.values().to_vec()).map(|g| f64::from(g).powi(2)).sum();
    assert!((square.sqrt() - 1e-3).abs() < 1e-8);
}

/// An update that is not finite leaves all as it was, the gradients that wait for it too.
#[test]
fn a_failed_update_keeps_what_has_accumulated() {
    let mut model = Line::zeros();
    let mut workspace = TrainingWorkspace::<Line>::new(0);
    let step = |workspace: &mut TrainingWorkspace<Line>, model: &mut Line, gradient: f32, rate: f64| {
        workspace.forward(model, &[[1.0]]).expect("a sample");
        workspace.backward(model, &[[gradient]]).expect("finite gradients");
        workspace.update(model, &SGD::new(rate).gradient_accumulation_steps(2).use_ema(true).ema_momentum(0.5))
    };
    for gradient in [-2.0, -2.0, -1.0] {
        step(&mut workspace, &mut model, gradient, 1.0).expect("a good step");
    }
    let averages = |workspace: &TrainingWorkspace<Line>| workspace.averages().next().expect("a kernel").values()[0];
    assert_eq!((model.tensor("dense.kernel").unwrap()[0], averages(&workspace)), (2.0, 2.0));
    let error = step(&mut workspace, &mut model, -3e38, 1e10).expect_err("it overflows");
    assert_eq!(error, Error::Diverged { step: 4, what: "update" });
    assert_eq!((model.tensor("dense.kernel").unwrap()[0], averages(&workspace)), (2.0, 2.0));
    assert_eq!((workspace.steps(), workspace.updates()), (3, 1));
    assert_eq!(workspace.gradients_mut(), [0.0]);
    // The mean of 1 and 3.
    step(&mut workspace, &mut model, -3.0, 1.0).expect("a good step");
    assert_eq!((model.tensor("dense.kernel").unwrap()[0], averages(&workspace)), (4.0, 3.0));
}

#[test]
fn norms_that_are_not_finite_are_refused() {
    for bad in [f32::NAN, f32::INFINITY] {
        fn check<O: Optimizer>(optimizer: &O, bad: f32) {
            let mut model = Small::new(1);
            let before = model.clone();
            let mut workspace = TrainingWorkspace::<Small>::new(0);
            workspace.forward(&model, &[[0.5; 6]]).expect("a sample");
            workspace.backward(&model, &[[0.5, -0.5, 0.25, 0.0]]).expect("finite gradients");
            workspace.gradients_mut()[7] = bad;
            let error = workspace.update(&mut model, optimizer).expect_err("refused");
            assert_eq!(error, Error::Diverged { step: 1, what: "update" });
            assert_eq!(model, before);
        }
        check(&SGD::new(0.1).clipnorm(1.0), bad);
        check(&SGD::new(0.1).global_clipnorm(1.0), bad);
        check(&Lamb::new(0.1), bad);
        check(&Adafactor::new(0.1), bad);
        check(&Muon::new(0.1), bad);
    }
}

#[test]
fn settings_are_refused_before_anything_changes() {
    let refused = |optimizer: SGD| {
        let data = samples::<6>(20, 4);
        let mut model = Small::new(1);
        let before = model.clone();
        let error = trainer(optimizer).fit(&mut model, &data).expect_err("refused");
        assert_eq!(model, before);
        error.to_string()
    };
    assert_eq!(
        refused(SGD::new(0.1).clipvalue(0.5).global_clipnorm(2.0)),
        "`global_clipnorm` is 2, but must be left out: only one of `clipnorm`, `clipvalue` and `global_clipnorm` can be set"
    );
    assert_eq!(refused(SGD::new(0.1).clipnorm(-1.0)), "`clipnorm` is -1, but must be positive");
    assert_eq!(refused(SGD::new(0.1).ema_momentum(1.5)), "`ema_momentum` is 1.5, but must be in 0.0..=1.0");
    assert_eq!(
        refused(SGD::new(0.1).gradient_accumulation_steps(0)),
        "`gradient_accumulation_steps` is 0, but must be at least 2"
    );
}

/// Each of them learns.
#[test]
fn rules_of_tensors_make_losses_small() {
    fn check<O: Optimizer>(optimizer: O) {
        // Which of the first four numbers is the largest.
        let inputs = samples::<6>(40, 4).inputs().to_vec();
        let largest = |x: &[f32; 6]| (0..4).fold(0, |at, i| if x[i] > x[at] { i } else { at }) as u8;
        let data = Dataset::new(inputs.clone(), inputs.iter().map(largest).collect()).expect("good samples");
        let mut model = Small::new(1);
        let mut trainer = trainer(optimizer).epochs(200);
        let history = trainer.fit(&mut model, &data).expect("good data").get("loss").expect("losses");
        let last = trainer.evaluate(&model, &data).expect("good data").get("loss").expect("a loss");
        assert!(last < 0.2 * history[0], "{} to {last}", history[0]);
    }
    check(Lamb::new(0.02));
    check(Adafactor::new(0.1));
    check(Muon::new(0.02));
    check(Adam::new(0.02).global_clipnorm(0.5).use_ema(true).ema_momentum(0.9).gradient_accumulation_steps(2));
}
