//! Options of `fit`, and runs with callbacks, against Keras's histories.

use dense::prelude::*;

use crate::golden::{Case, cases};

network! {
    struct F32 { Input(2) -> Dense(4, tanh) -> Dense(3, softmax) }
    struct F64 { Input(2, dtype = f64) -> Dense(4, tanh) -> Dense(3, softmax) }
}

#[test]
fn options_of_fit_give_the_histories_of_keras() {
    for case in cases(include_str!("data/fit_options.txt")) {
        match case.dtype {
            "f32" => check::<f32, F32>(&case, 1e-5),
            _ => check::<f64, F64>(&case, 1e-12),
        }
    }
}

fn check<T: Element, N: Network<Element = T, Input = [T; 2], Output = [T; 3]>>(case: &Case, tolerance: f64)
where
    SparseCategoricalCrossentropy: Loss<N::Output, u8, N::Head>,
{
    let mut model = N::new(0);
    let names: Vec<&str> = model.tensors().map(|tensor| tensor.name()).collect();
    for (at, name) in names.iter().enumerate() {
        model.tensor_mut(name).expect("the tensor is there").copy_from_slice(&case.array(&format!("init.{at}")));
    }
    let (data, held_out) = (samples::<T>(case, "x", "y"), samples::<T>(case, "val_x", "val_y"));
    let trainer = Trainer::new(SGD::new(0.5), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .batch_size(4)
        .epochs(6)
        .shuffle(false);
    let history = match case.name {
        "validation_split" => trainer.validation_split(0.3).fit(&mut *model, &data),
        name => with_options(name, trainer).validation_data(&held_out).fit(&mut *model, &data),
    };
    let history = history.expect("good data");
    for key in ["loss", "accuracy", "val_loss", "val_accuracy", "learning_rate"] {
        let found: Vec<f64> = history.epochs().iter().filter_map(|scores| scores.get(key)).collect();
        let expected = if case.has(key) { case.array::<f64>(key).len() } else { 0 };
        assert_eq!(found.len(), expected, "{}: {key}", case.name);
        if expected > 0 {
            case.expect(key, found, key, tolerance);
        }
    }
    for (at, name) in names.iter().enumerate() {
        let found = model.tensor(name).expect("the tensor is there").iter().copied();
        case.expect(name, found, &format!("last.{at}"), tolerance);
    }
}

type Plain = Trainer<SGD, SparseCategoricalCrossentropy, ((), Accuracy)>;

fn with_options(name: &str, trainer: Plain) -> Plain {
    match name {
        "plain" => trainer,
        "validation_freq" => trainer.validation_freq(2),
        "validation_freq_list" => trainer.validation_freq([1, 4, 5]),
        "initial_epoch" => trainer.initial_epoch(2),
        "initial_epoch_validation_freq" => trainer.initial_epoch(1).validation_freq(3),
        "validation_batch_size" => trainer.validation_batch_size(3),
        "validation_steps" => trainer.validation_steps(1),
        "validation_steps_of_another_size" => trainer.validation_steps(2).validation_batch_size(3),
        "class_weight" => trainer.class_weight(&[0.5, 3.0, 1.25]),
        "early_stopping" => trainer.callback(EarlyStopping::new("val_accuracy").patience(2).restore_best_weights(true)),
        "early_stopping_validation_freq" => trainer
            .validation_freq(2)
            .callback(EarlyStopping::default().min_delta(0.02).patience(1).restore_best_weights(true)),
        "reduce_lr_on_plateau" => {
            trainer.callback(ReduceLROnPlateau::new("loss").min_delta(0.05).factor(0.5).patience(1))
        }
        _ => panic!("unknown case {name}"),
    }
}

fn samples<T: Element>(case: &Case, x: &str, y: &str) -> Dataset<[T; 2], u8> {
    let labels = case.array::<f64>(y).into_iter().map(|label| label as u8).collect();
    Dataset::new(case.rows(x), labels).expect("good samples")
}
