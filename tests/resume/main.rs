//! A run that is interrupted and goes on ends with the same bits as one that is not.

mod killed;

use std::fs;
use std::path::Path;

use dense::callback::BackupAndRestore;
use dense::metric::Direction;
use dense::optimizer::schedule::CosineDecay;
use dense::prelude::*;
use dense::train::{Memory, Snapshot};
use tempfile::{TempDir, tempdir};

network! {
    struct Net {
        Input(3)
            -> Dense(8, relu)
            -> BatchNormalization
            -> Dropout(0.25)
            -> GaussianNoise(0.05)
            -> PReLU
            -> Dense(3, softmax)
    }

    struct Precise { Input(3, dtype = f64) -> Dense(5, tanh, kernel_constraint = max_norm(1)) -> Dense(1, sigmoid) }
}

fn data() -> Dataset<[f32; 3], u8> {
    let inputs: Vec<[f32; 3]> = (0..40).map(|i| std::array::from_fn(|j| ((7 * i + 3 * j) as f32).sin())).collect();
    let labels = inputs.iter().map(|x| if x[0] > 0.3 { 2 } else { u8::from(x[1] > x[2]) }).collect();
    Dataset::new(inputs, labels).expect("good data")
}

fn precise_data() -> Dataset<[f64; 3], u8> {
    let data = data();
    let inputs = data.inputs().iter().map(|x| x.map(f64::from)).collect();
    Dataset::new(inputs, data.targets().iter().map(|&label| u8::from(label == 2)).collect()).expect("good data")
}

/// Ends training with an error after so many batches, or not at all.
struct Crash(Option<usize>);

impl Callback for Crash {
    fn on_train_batch_end(&mut self, _: &mut Run<'_>) -> Result<(), Error> {
        match &mut self.0 {
            Some(0) => Err(Error::Empty { what: "battery" }),
            Some(left) => {
                *left -= 1;
                Ok(())
            }
            None => Ok(()),
        }
    }
}

/// A callback with numbers, parameters, and an effect on the rate.
#[derive(Default)]
struct Stateful {
    epochs: f64,
    best: Option<(f64, Snapshot)>,
}

impl Callback for Stateful {
    fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        assert_eq!(run.direction("val_loss"), Some(Direction::Down));
        *self = Stateful::default();
        Ok(())
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.epochs += 1.0;
        let loss = run.scores.get("val_loss").expect("there is validation");
        if self.best.as_ref().is_none_or(|(best, _)| loss < *best) {
            self.best = Some((loss, run.snapshot()));
        } else {
            run.learning_rate *= 0.9;
        }
        run.scores.insert("epochs", self.epochs);
        if self.epochs == 7.0 {
            run.stop = true;
        }
        Ok(())
    }

    fn on_train_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        assert!(self.best.as_ref().is_none_or(|(_, snapshot)| run.restore(snapshot)));
        Ok(())
    }

    fn memory(&self) -> Memory {
        let mut memory = Memory::default();
        memory.set("epochs", self.epochs);
        if let Some((loss, snapshot)) = &self.best {
            memory.set("best", *loss);
            memory.set_snapshot("best", snapshot.clone());
        }
        memory
    }

    fn remember(&mut self, memory: &Memory) -> Result<(), Error> {
        self.epochs = memory.get("epochs").unwrap_or_default();
        self.best = memory.get("best").zip(memory.snapshot("best").cloned());
        Ok(())
    }
}

/// Interrupts a run after each number of batches, lets it go on with another network, and compares. `fit` gets the
/// network's seed, the number, and where the run is backed up, if it is.
fn check<N: PartialEq + std::fmt::Debug>(
    name: &str,
    mut fit: impl FnMut(u64, Option<usize>, Option<BackupAndRestore>) -> (N, Result<History, Error>),
) {
    let (wanted, history) = fit(1, None, None);
    let history = history.expect("good data");
    for save_freq in [None, Some(1), Some(3)] {
        let backup = |folder: &TempDir| match save_freq {
            None => BackupAndRestore::new(folder.path()),
            Some(batches) => BackupAndRestore::new(folder.path()).save_freq(batches),
        };
        for crash in (0..28).step_by(if save_freq == Some(3) { 1 } else { 4 }) {
            let folder = tempdir().expect("a folder");
            let (_, interrupted) = fit(1, Some(crash), Some(backup(&folder)));
            assert_eq!(interrupted, Err(Error::Empty { what: "battery" }));
            // A run that goes on has nothing from the network that it is given.
            let seed = if folder.path().join("latest.safetensors").exists() { 2 } else { 1 };
            let (found, resumed) = fit(seed, None, Some(backup(&folder)));
            assert_eq!(found, wanted, "{name}: {save_freq:?} {crash}");
            // `History` is compared by bits: no figure is NaN here.
            assert_eq!(resumed.expect("good data"), history, "{name}: {save_freq:?} {crash}");
            assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "the checkpoint is removed");
        }
    }
}

#[test]
fn adam_with_callbacks_that_remember() {
    let data = data();
    check("adam", |seed, crash, backup| {
        let mut model = Net::new(seed);
        let mut trainer = Trainer::new(Adam::new(0.01), SparseCategoricalCrossentropy::new())
            .metric(Accuracy::new())
            .metric(F1Score::new())
            .epochs(10)
            .batch_size(8)
            .validation_split(0.2)
            .callback(Stateful::default())
            .seed(3);
        if let Some(backup) = backup {
            trainer = trainer.callback(backup);
        }
        let result = trainer.callback(Crash(crash)).fit(&mut model, &data);
        (model, result)
    });
}

#[test]
fn averages_accumulation_a_schedule_and_f64() {
    let data = precise_data();
    check("averages", |seed, crash, backup| {
        let mut model = Precise::new(seed);
        let optimizer = AdamW::new(CosineDecay::new(0.05, 30))
            .use_ema(true)
            .ema_momentum(0.9)
            .ema_overwrite_frequency(4)
            .gradient_accumulation_steps(3)
            .global_clipnorm(1.0);
        let mut trainer = Trainer::new(optimizer, BinaryCrossentropy::new())
            .metric(AUC::new())
            .epochs(9)
            .steps_per_epoch(4)
            .batch_size(9);
        if let Some(backup) = backup {
            trainer = trainer.callback(backup);
        }
        let result = trainer.callback(Crash(crash)).fit(&mut model, &data);
        (model, result)
    });
}

/// Interrupts a run after so many batches.
struct Interruption(Option<usize>);

impl Callback for Interruption {
    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.0 = match self.0 {
            Some(0) => {
                run.interrupt();
                None
            }
            left => left.map(|left| left - 1),
        };
        Ok(())
    }
}

/// What is cut short is done again, whoever is called first.
#[test]
fn a_run_that_was_interrupted_in_order_goes_on() {
    let data = data();
    let fit = |seed, backup: Option<BackupAndRestore>, moment, is_first| {
        let mut model = Net::new(seed);
        let mut trainer = Trainer::new(Adam::new(0.01), SparseCategoricalCrossentropy::new())
            .metric(Accuracy::new())
            .epochs(5)
            .batch_size(8)
            .validation_split(0.2)
            .callback(Stateful::default());
        if is_first {
            trainer = trainer.callback(Interruption(moment));
        }
        if let Some(backup) = backup {
            trainer = trainer.callback(backup);
        }
        if !is_first {
            trainer = trainer.callback(Interruption(moment));
        }
        let history = trainer.fit(&mut model, &data).expect("good data");
        (model, history)
    };
    let wanted = fit(1, None, None, true);
    for (moment, is_first) in (4..20).map(|batches| (Some(batches), batches % 2 == 0)) {
        for save_freq in [None, Some(3)] {
            let folder = tempdir().expect("a folder");
            let backup = || match save_freq {
                None => BackupAndRestore::new(folder.path()),
                Some(batches) => BackupAndRestore::new(folder.path()).save_freq(batches),
            };
            let (_, cut_short) = fit(1, Some(backup()), moment, is_first);
            assert!(cut_short.epochs().len() <= 5);
            assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "the checkpoint stays");
            assert_eq!(fit(2, Some(backup()), None, is_first), wanted, "{moment:?} {save_freq:?}");
        }
    }
}

fn trainer(folder: &Path) -> Trainer<SGD, SparseCategoricalCrossentropy> {
    Trainer::new(SGD::new(0.1).momentum(0.9), SparseCategoricalCrossentropy::new())
        .epochs(5)
        .batch_size(8)
        .callback(BackupAndRestore::new(folder).delete_checkpoint(false))
}

#[test]
fn a_run_that_has_ended_goes_on_when_more_is_asked_for() {
    let (data, folder) = (data(), tempdir().expect("a folder"));
    let [mut whole, mut parts] = [Net::new(1), Net::new(1)];
    let wanted = trainer(&folder.path().join("whole")).epochs(8).fit(&mut whole, &data).expect("good data");
    trainer(folder.path()).fit(&mut parts, &data).expect("good data");
    let history = trainer(folder.path()).epochs(8).fit(&mut parts, &data).expect("good data");
    assert_eq!((parts, history), (whole, wanted));
}

/// Another run's checkpoint is refused before anything changes.
#[test]
fn only_the_same_run_goes_on() {
    let (data, folder) = (data(), tempdir().expect("a folder"));
    trainer(folder.path()).fit(&mut Net::new(1), &data).expect("good data");
    let checkpoint = fs::read(folder.path().join("latest.safetensors")).expect("the checkpoint stays");
    let mut model = Net::new(2);
    let reason = |result: Result<History, Error>| match result {
        Err(error @ Error::Checkpoint { .. }) => error.to_string(),
        other => panic!("expected an error, found {other:?}"),
    };
    let settings = reason(trainer(folder.path()).epochs(8).batch_size(4).seed(9).fit(&mut model, &data));
    assert!(settings.contains("`batch_size` was 8 and is 4"), "{settings}");
    let fewer = Dataset::new(data.inputs()[..20].to_vec(), data.targets()[..20].to_vec()).expect("good data");
    let samples = reason(trainer(folder.path()).epochs(8).fit(&mut model, &fewer));
    assert!(samples.contains("`samples` was 40 and is 20"), "{samples}");
    let mut adam = Trainer::new(Adam::new(0.1), SparseCategoricalCrossentropy::new())
        .epochs(8)
        .batch_size(8)
        .callback(BackupAndRestore::new(folder.path()));
    let optimizer = reason(adam.fit(&mut model, &data));
    assert!(optimizer.contains("`optimizer` was SGD and is Adam"), "{optimizer}");
    assert_eq!(model, Net::new(2));

    network! { struct Other { Input(3) -> Dense(9, relu) -> Dense(3, softmax) } }
    let other = reason(trainer(folder.path()).epochs(8).fit(&mut Other::new(1), &data));
    assert!(other.contains("tensor `dense.kernel` is [3, 9] of f32, but the file has [3, 8] of f32"), "{other}");
    assert_eq!(fs::read(folder.path().join("latest.safetensors")).expect("the checkpoint stays"), checkpoint);
}

/// A file that is cut off anywhere, or has a byte that is wrong, is an error, or a run that goes on: never a panic.
#[test]
fn checkpoints_that_are_damaged() {
    let (data, folder) = (data(), tempdir().expect("a folder"));
    trainer(folder.path()).epochs(2).fit(&mut Net::new(1), &data).expect("good data");
    let path = folder.path().join("latest.safetensors");
    let checkpoint = fs::read(&path).expect("the checkpoint stays");
    for length in (0..checkpoint.len()).step_by(7) {
        fs::write(&path, &checkpoint[..length]).expect("it is written");
        let mut model = Net::new(2);
        let error = trainer(folder.path()).epochs(3).fit(&mut model, &data).expect_err("it is cut off");
        assert!(matches!(error, Error::Format { .. } | Error::Checkpoint { .. }), "{error:?}");
        assert_eq!(model, Net::new(2));
    }
    let text = checkpoint.windows(16).position(|bytes| bytes == b"dense.checkpoint").expect("the text is there");
    for place in (text..text + 1500).step_by(3) {
        for byte in [b'9', b'"', 0xff] {
            let mut damaged = checkpoint.clone();
            damaged[place] = byte;
            fs::write(&path, &damaged).expect("it is written");
            // A digit may be another number, with which a run can go on.
            let result = trainer(folder.path()).epochs(3).fit(&mut Net::new(2), &data);
            assert!(
                matches!(
                    result,
                    Ok(_)
                        | Err(Error::Format { .. }
                            | Error::Checkpoint { .. }
                            | Error::Setting { .. }
                            | Error::Diverged { .. })
                ),
                "{result:?}"
            );
        }
    }
}

/// A metric that keeps what it gathers to itself.
#[derive(Default)]
struct Silent(f64);

impl Metric<[f32; 3], u8> for Silent {
    fn name(&self) -> &str {
        "silent"
    }

    fn reset(&mut self) {
        self.0 = 0.0;
    }

    fn update(&mut self, _: &[f32; 3], _: &u8) {
        self.0 += 1.0;
    }

    fn result(&self) -> f64 {
        self.0
    }
}

#[test]
fn metrics_must_show_their_state_in_the_middle_of_an_epoch_alone() {
    let (data, folder) = (data(), tempdir().expect("a folder"));
    let fit = |backup: BackupAndRestore| {
        Trainer::new(Adam::new(0.01), SparseCategoricalCrossentropy::new())
            .metric(Silent::default())
            .epochs(2)
            .callback(backup)
            .fit(&mut Net::new(1), &data)
    };
    assert!(fit(BackupAndRestore::new(folder.path())).is_ok());
    let error = fit(BackupAndRestore::new(folder.path()).save_freq(1)).expect_err("it cannot be written");
    assert!(error.to_string().contains("the metric `silent` does not show"), "{error}");
}
