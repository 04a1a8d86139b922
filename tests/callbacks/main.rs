//! Callbacks in real runs. What they do with figures is compared with Keras in `tests/parity`.

#[cfg(all(unix, feature = "ctrlc"))]
mod interrupt;
#[cfg(feature = "files")]
mod resumed;
mod settings;
#[cfg(feature = "tensorboard")]
mod tensorboard;

use std::cell::RefCell;
use std::fs;
use std::rc::Rc;

use dense::metric::Direction;
use dense::prelude::*;
use tempfile::tempdir;

network! {
    pub(crate) struct Line { Input(1) -> Dense(1) }
    pub(crate) struct Net { Input(3) -> hidden: Dense(8, relu) -> Dropout(0.25) -> Dense(3, softmax) }
}

pub(crate) fn line() -> Dataset<[f32; 1], [f32; 1]> {
    let inputs: Vec<[f32; 1]> = (0..20).map(|i| [i as f32 / 20.0]).collect();
    let targets = inputs.iter().map(|x| [2.0 * x[0] + 1.0]).collect();
    Dataset::new(inputs, targets).expect("good samples")
}

pub(crate) fn classes() -> Dataset<[f32; 3], u8> {
    let inputs: Vec<[f32; 3]> = (0..60).map(|i| std::array::from_fn(|j| ((7 * i + 3 * j) as f32).sin())).collect();
    let labels = inputs.iter().map(|x| if x[0] > 0.3 { 2 } else { u8::from(x[1] > x[2]) }).collect();
    Dataset::new(inputs, labels).expect("good samples")
}

pub(crate) fn trainer() -> Trainer<SGD, MeanSquaredError> {
    Trainer::new(SGD::new(0.1), MeanSquaredError::new()).batch_size(5)
}

/// Notes each event.
fn events(seen: &Rc<RefCell<Vec<String>>>) -> LambdaCallback {
    let note = |event: &'static str| {
        let seen = Rc::clone(seen);
        move |run: &mut Run<'_>| seen.borrow_mut().push(format!("{event} {}.{}", run.epoch, run.batch))
    };
    LambdaCallback::new()
        .on_train_begin(note("train begin"))
        .on_epoch_begin(note("epoch begin"))
        .on_train_batch_begin(note("batch begin"))
        .on_train_batch_end(note("batch end"))
        .on_epoch_end(note("epoch end"))
        .on_train_end(note("train end"))
}

#[test]
fn closures_are_called_at_each_event() {
    let seen = Rc::default();
    trainer().batch_size(10).callback(events(&seen)).fit(&mut Line::new(1), &line()).expect("good data");
    let expected = [
        "train begin 0.0",
        "epoch begin 0.0",
        "batch begin 0.0",
        "batch end 0.1",
        "batch begin 0.1",
        "batch end 0.2",
        "epoch end 0.2",
        "train end 1.0",
    ];
    assert_eq!(*seen.borrow(), expected);
}

#[test]
fn the_error_of_a_closure_ends_training() {
    let error = Error::Empty { what: "stomach" };
    let fails = error.clone();
    let seen = Rc::default();
    let callback = LambdaCallback::new().on_train_batch_end(move |run| match run.batch {
        3 => Err(fails.clone()),
        _ => Ok(()),
    });
    let result = trainer().callback(events(&seen)).callback(callback).fit(&mut Line::new(1), &line());
    assert_eq!(result, Err(error));
    assert_eq!(seen.borrow().last().map(String::as_str), Some("batch end 0.3"));
}

/// A figure that another callback reports can be monitored, in the direction that it says.
#[test]
fn announced_figures_can_be_monitored() {
    let score = |epoch: usize| [1.0, 3.0, 2.0, 2.0, 5.0][epoch];
    let reports = LambdaCallback::new()
        .on_train_begin(|run| run.announce("score", Some(Direction::Up)))
        .on_epoch_end(move |run| run.scores.insert("score", score(run.epoch)));
    let history = trainer()
        .epochs(5)
        .callback(reports)
        .callback(EarlyStopping::new("score").patience(2))
        .fit(&mut Line::new(1), &line())
        .expect("good data");
    assert_eq!(history.get("score"), Some(vec![1.0, 3.0, 2.0, 2.0]));
}

#[test]
fn rates_of_callbacks_are_in_the_history() {
    let history = trainer()
        .epochs(3)
        .callback(LearningRateScheduler::new(|epoch, rate| if epoch == 0 { rate } else { rate / 2.0 }))
        .fit(&mut Line::new(1), &line())
        .expect("good data");
    assert_eq!(history.get("learning_rate"), Some(vec![0.1, 0.05, 0.025]));
}

/// A trainer that diverges in its third epoch, because the rate grows.
fn diverging(callback: TerminateOnNaN) -> Trainer<SGD, MeanSquaredError> {
    let rates = |epoch, _| if epoch < 2 { 0.1 } else { 1e30 };
    trainer().epochs(5).callback(LearningRateScheduler::new(rates)).callback(callback)
}

#[test]
fn terminate_on_nan_ends_training_in_order() {
    let (seen, folder) = (Rc::default(), tempdir().expect("a folder"));
    let log = folder.path().join("log.csv");
    let mut model = Line::new(1);
    let history = diverging(TerminateOnNaN::new())
        .callback(events(&seen))
        .callback(CSVLogger::new(&log))
        .fit(&mut model, &line())
        .expect("it ends in order");
    let losses = history.get("loss").expect("losses");
    assert_eq!(losses.len(), 3);
    assert!(losses[1].is_finite() && losses[2].is_nan());
    assert!(model.tensors().all(|tensor| tensor.iter().all(|number| number.is_finite())));
    assert_eq!(seen.borrow().last().map(String::as_str), Some("train end 3.0"));
    let written = fs::read_to_string(log).expect("the log");
    assert!(written.lines().nth(3).expect("three epochs").starts_with("2,1e+30,nan,"), "{written}");
}

#[test]
fn terminate_on_nan_can_leave_the_error() {
    let seen = Rc::default();
    let callback = TerminateOnNaN::new().raise_error(true);
    let result = diverging(callback).callback(events(&seen)).fit(&mut Line::new(1), &line());
    assert!(matches!(result, Err(Error::Diverged { .. })), "{result:?}");
    assert!(seen.borrow().iter().all(|event| event != "train end 3.0"));
}

/// With the real names of figures, in folders that are made, and without the figures that an epoch does not have.
#[cfg(feature = "files")]
#[test]
fn checkpoints_have_figures_in_their_names() {
    let folder = tempdir().expect("a folder");
    let history = trainer()
        .epochs(2)
        .validation_split(0.2)
        .validation_freq(2)
        .callback(ModelCheckpoint::new(folder.path().join("{epoch:02d}/{loss:.3f}-{val_loss:.3f}.safetensors")))
        .fit(&mut Line::new(1), &line())
        .expect("good data");
    let figure = |epoch: usize, name: &str| history.epochs()[epoch].get(name).expect("the figure");
    let names = [
        format!("01/{:.3}-NA.safetensors", figure(0, "loss")),
        format!("02/{:.3}-{:.3}.safetensors", figure(1, "loss"), figure(1, "val_loss")),
    ];
    for name in names {
        assert!(Line::load(folder.path().join(&name)).is_ok(), "{name}");
    }
}
