//! One and five training steps with every optimizer and loss, to the same losses and weights.

use dense::data::Target;
use dense::prelude::*;

use crate::golden::{Case, cases};

network! {
    struct Mse32 { Input(3) -> first: Dense(5, tanh) -> second: Dense(2) }
    struct Mse64 { Input(3, dtype = f64) -> first: Dense(5, tanh) -> second: Dense(2) }
    struct Binary32 { Input(4) -> first: Dense(5, relu) -> second: Dense(1, sigmoid) }
    struct Binary64 { Input(4, dtype = f64) -> first: Dense(5, relu) -> second: Dense(1, sigmoid) }
    struct Classes32 { Input(4) -> first: Dense(6, elu) -> second: Dense(3, softmax) }
    struct Classes64 { Input(4, dtype = f64) -> first: Dense(6, elu) -> second: Dense(3, softmax) }
}

#[test]
fn training_steps_are_those_of_keras() {
    for case in &cases(include_str!("data/training.txt")) {
        match (case.text("loss").expect("the loss's name"), case.dtype) {
            ("mse", "f32") => {
                train::<Mse32, f32, _, _, 3, 2>(case, MeanSquaredError::new(), &case.rows::<f32, 2>("y"), 1e-5);
            }
            ("mse", _) => {
                train::<Mse64, f64, _, _, 3, 2>(case, MeanSquaredError::new(), &case.rows::<f64, 2>("y"), 1e-10);
            }
            ("binary_crossentropy", "f32") => {
                train::<Binary32, f32, _, _, 4, 1>(case, BinaryCrossentropy::new(), &labels(case), 1e-5);
            }
            ("binary_crossentropy", _) => {
                let targets = case.rows::<f64, 1>("y");
                train::<Binary64, f64, _, _, 4, 1>(case, BinaryCrossentropy::new(), &targets, 1e-10);
            }
            ("categorical_crossentropy", "f32") => {
                let targets = case.rows::<f32, 3>("y");
                train::<Classes32, f32, _, _, 4, 3>(case, CategoricalCrossentropy::new(), &targets, 1e-5);
            }
            ("categorical_crossentropy", _) => {
                let targets = case.rows::<f64, 3>("y");
                train::<Classes64, f64, _, _, 4, 3>(case, CategoricalCrossentropy::new(), &targets, 1e-10);
            }
            ("sparse_categorical_crossentropy", "f32") => {
                train::<Classes32, f32, _, _, 4, 3>(case, SparseCategoricalCrossentropy::new(), &labels(case), 1e-5);
            }
            ("sparse_categorical_crossentropy", _) => {
                train::<Classes64, f64, _, _, 4, 3>(case, SparseCategoricalCrossentropy::new(), &labels(case), 1e-10);
            }
            other => panic!("no test knows {other:?}"),
        }
    }
}

fn labels(case: &Case) -> Vec<u8> {
    case.array::<f64>("y").iter().map(|&label| label as u8).collect()
}

/// Trains with the optimizer that the case names.
fn train<N, T: Element, L, Y: Target, const IN: usize, const OUT: usize>(
    case: &Case,
    loss: L,
    targets: &[Y],
    tolerance: f64,
) where
    N: Network<Element = T, Input = [T; IN], Output = [T; OUT]>,
    L: Loss<[T; OUT], Y, N::Head>,
{
    let number = |key| case.number(key).unwrap_or_else(|| panic!("{} has no `{key}`", case.name));
    let rate = number("learning_rate");
    match case.text("optimizer").expect("the optimizer's name") {
        "SGD" => {
            let sgd = SGD::new(rate).momentum(number("momentum")).nesterov(case.flag("nesterov"));
            steps::<N, T, _, L, Y, IN, OUT>(case, Trainer::new(sgd, loss), targets, tolerance);
        }
        "RMSprop" => {
            let rmsprop = RMSprop::new(rate).rho(number("rho")).momentum(number("momentum"));
            let rmsprop = rmsprop.epsilon(number("epsilon")).centered(case.flag("centered"));
            steps::<N, T, _, L, Y, IN, OUT>(case, Trainer::new(rmsprop, loss), targets, tolerance);
        }
        "Adam" => {
            let adam = Adam::new(rate).beta_1(number("beta_1")).beta_2(number("beta_2"));
            let adam = adam.epsilon(number("epsilon")).amsgrad(case.flag("amsgrad"));
            steps::<N, T, _, L, Y, IN, OUT>(case, Trainer::new(adam, loss), targets, tolerance);
        }
        other => panic!("no test knows `{other}`"),
    }
}

fn steps<N, T: Element, O: Optimizer, L, Y: Target, const IN: usize, const OUT: usize>(
    case: &Case,
    mut trainer: Trainer<O, L>,
    targets: &[Y],
    tolerance: f64,
) where
    N: Network<Element = T, Input = [T; IN], Output = [T; OUT]>,
    L: Loss<[T; OUT], Y, N::Head>,
{
    const TENSORS: [(&str, &str); 4] =
        [("first.kernel", "w1"), ("first.bias", "b1"), ("second.kernel", "w2"), ("second.bias", "b2")];
    let mut model = N::new(0);
    for (tensor, key) in TENSORS {
        let values = model.tensor_mut(tensor).expect("the tensor is there");
        values.copy_from_slice(&case.array::<T>(&format!("init.{key}")));
    }
    let inputs = case.rows::<T, IN>("x");
    let mut losses = Vec::new();
    for step in 1..=5 {
        let loss = trainer.train_on_batch(&mut *model, &inputs, targets).expect("good data");
        losses.push(loss.as_f64());
        if case.has(&format!("step{step}.w1")) {
            for (tensor, key) in TENSORS {
                let found = model.tensor(tensor).expect("the tensor is there").iter().copied();
                case.expect(&format!("{tensor} after step {step}"), found, &format!("step{step}.{key}"), tolerance);
            }
        }
    }
    case.expect("loss before each step", losses, "losses", tolerance);
}
