//! What callbacks do, against Keras's callbacks on the same figures.

use std::cell::RefCell;
use std::fs;
use std::path::Path;
use std::rc::Rc;

use dense::callback::SaveFreq;
use dense::metric::Direction;
use dense::prelude::*;
use tempfile::tempdir;

use crate::golden::{Case, cases};

network! { struct Line { Input(1) -> Dense(1) } }

const DATA: &str = include_str!("data/callbacks.txt");

/// How many cases there are of each, so that none is left out.
#[test]
fn all_callbacks_are_there() {
    let count = |name: &str| cases(DATA).iter().filter(|case| case.name == name).count();
    assert_eq!(count("early_stopping") + count("reduce_lr_on_plateau") + count("learning_rate_scheduler"), 283);
    assert!(count("model_checkpoint") > 120);
    assert_eq!(count("csv_logger"), 60);
}

#[test]
fn early_stopping_stops_and_restores_as_keras() {
    for case in of("early_stopping") {
        let mut callback = EarlyStopping::new(case.text("monitor").expect("a figure")).mode(mode(&case));
        for (key, set) in [
            ("min_delta", EarlyStopping::min_delta as fn(EarlyStopping, f64) -> EarlyStopping),
            ("baseline", EarlyStopping::baseline),
            ("patience", |callback, patience| callback.patience(patience as usize)),
            ("start_from_epoch", |callback, epoch| callback.start_from_epoch(epoch as usize)),
        ] {
            callback = case.number(key).map_or(callback.clone(), |value| set(callback, value));
        }
        let callback = callback.restore_best_weights(case.flag("restore_best_weights"));
        let seen = Rc::new(RefCell::new(Vec::new()));
        let mut trainer = trainer(&case, 0.01, 1).callback(callback).callback(parameters(&seen));
        let mut model = Line::new(1);
        let (epochs, restored) = (case.array::<f64>("epochs"), case.array::<f64>("restored"));
        for (&epochs, &restored) in epochs.iter().zip(&restored) {
            seen.borrow_mut().clear();
            let history = trainer.fit(&mut model, &data(1.0, 1)).expect("good data");
            assert_eq!(history.epochs().len() as f64, epochs, "{}", settings(&case));
            let best = if restored < 0.0 { epochs - 1.0 } else { restored };
            let now =
                [model.tensor("dense.kernel").expect("a kernel")[0], model.tensor("dense.bias").expect("a bias")[0]];
            assert_eq!(now, seen.borrow()[best as usize], "{}", settings(&case));
        }
    }
}

#[test]
fn reduce_lr_on_plateau_has_the_rates_of_keras() {
    for case in of("reduce_lr_on_plateau") {
        let mut callback = ReduceLROnPlateau::new(case.text("monitor").expect("a figure")).mode(mode(&case));
        for (key, set) in [
            ("factor", ReduceLROnPlateau::factor as fn(ReduceLROnPlateau, f64) -> ReduceLROnPlateau),
            ("min_delta", ReduceLROnPlateau::min_delta),
            ("min_lr", ReduceLROnPlateau::min_lr),
            ("patience", |callback, patience| callback.patience(patience as usize)),
            ("cooldown", |callback, cooldown| callback.cooldown(cooldown as usize)),
        ] {
            callback = case.number(key).map_or(callback.clone(), |value| set(callback, value));
        }
        expect_rates(&case, callback);
    }
}

#[test]
fn learning_rate_scheduler_has_the_rates_of_keras() {
    for case in of("learning_rate_scheduler") {
        let schedule: fn(usize, f64) -> f64 = match case.text("schedule") {
            Some("falling") => |_, rate| rate * 0.75,
            Some("by_epoch") => |epoch, _| 0.5 / (epoch + 1) as f64,
            _ => |epoch, rate| if epoch % 3 == 0 { rate / 2.0 } else { rate },
        };
        expect_rates(&case, LearningRateScheduler::new(schedule));
    }
}

#[test]
fn model_checkpoint_saves_what_keras_saves() {
    for case in of("model_checkpoint") {
        let folder = tempdir().expect("a folder");
        let pattern = format!("{}.safetensors", case.text("pattern").expect("a pattern"));
        let mut callback = ModelCheckpoint::new(folder.path().join(pattern))
            .monitor("figure")
            .mode(mode(&case))
            .save_best_only(case.flag("save_best_only"))
            .save_freq(SaveFreq::Epoch);
        if let Some(freq) = case.text("save_freq").filter(|freq| *freq != "epoch") {
            callback = callback.save_freq(freq.parse::<usize>().expect("a number"));
        }
        if let Some(threshold) = case.number("initial_value_threshold") {
            callback = callback.initial_value_threshold(threshold);
        }
        let saved = Rc::new(RefCell::new(Vec::new()));
        let take = |saved: &Rc<RefCell<Vec<String>>>| {
            let (saved, folder) = (Rc::clone(saved), folder.path().to_path_buf());
            move |_: &mut Run<'_>| saved.borrow_mut().extend(taken(&folder))
        };
        let watch = LambdaCallback::new().on_train_batch_end(take(&saved)).on_epoch_end(take(&saved));
        let mut trainer = trainer(&case, 0.01, 1).callback(callback).callback(watch);
        let mut model = Line::new(1);
        for _ in 0..runs(&case).len() {
            trainer.fit(&mut model, &data(1.0, 3)).expect("good data");
        }
        let expected = case.text("saved").filter(|names| *names != "-").unwrap_or_default();
        assert_eq!(saved.borrow().join(","), expected, "{}", settings(&case));
    }
}

#[test]
fn csv_logger_writes_the_bytes_of_keras() {
    for case in of("csv_logger") {
        let folder = tempdir().expect("a folder");
        let path = folder.path().join("log.csv");
        let text = |key: &str| {
            let text = case.text(key).expect("a text").replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
            if text == "\\" { String::new() } else { text }
        };
        if !text("before").is_empty() {
            fs::write(&path, text("before")).expect("a file");
        }
        let separator = text("separator").chars().next().expect("a separator");
        let callback = CSVLogger::new(&path).separator(separator).append(case.flag("append"));
        let mut trainer = trainer(&case, 0.01, 1).callback(callback);
        for epochs in case.array::<f64>("epochs") {
            trainer = trainer.epochs(epochs as usize);
            trainer.fit(&mut Line::new(1), &data(1.0, 1)).expect("good data");
        }
        assert_eq!(fs::read_to_string(&path).expect("the log"), text("csv"), "{}", settings(&case));
    }
}

fn of(name: &str) -> impl Iterator<Item = Case> {
    cases(DATA).into_iter().filter(move |case| case.name == name)
}

fn expect_rates(case: &Case, callback: impl Callback) {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let sink = Rc::clone(&seen);
    let watch = LambdaCallback::new().on_epoch_end(move |run| {
        sink.borrow_mut().push((run.scores.get("learning_rate"), run.learning_rate));
    });
    let mut trainer = trainer(case, 0.5, 1).callback(callback).callback(watch);
    let mut model = Line::new(1);
    for _ in 0..runs(case).len() {
        // Nothing is left to learn, so that no rate is too large.
        trainer.fit(&mut model, &data(0.0, 1)).expect("good data");
    }
    let expected = case.array::<f64>("logged").into_iter().zip(case.array::<f64>("rates"));
    assert_eq!(seen.borrow().len(), case.array::<f64>("rates").len());
    for (at, (&(logged, rate), (logged_there, rate_there))) in seen.borrow().iter().zip(expected).enumerate() {
        // Keras loses the rate where there are no other figures.
        assert!(logged_there.is_nan() || logged == Some(logged_there), "{} {at}: {logged:?}", settings(case));
        assert_eq!(rate, rate_there, "{} {at}", settings(case));
    }
}

/// Replaces the figures of each epoch by those of a case.
struct Script {
    runs: Vec<Vec<Vec<(String, f64)>>>,
    run: usize,
}

impl Script {
    fn show(&self, run: &mut Run<'_>) {
        let names: Vec<String> = run.scores.iter().map(|(name, _)| name.to_string()).collect();
        for name in names {
            run.scores.remove(&name);
        }
        for (name, value) in &self.runs[self.run][run.epoch] {
            run.scores.insert(name, *value);
        }
    }
}

impl Callback for Script {
    fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        for figure in ["figure", "val_loss"] {
            run.announce(figure, Some(Direction::Down));
        }
        Ok(())
    }

    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.show(run);
        Ok(())
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.show(run);
        Ok(())
    }

    fn on_train_end(&mut self, _: &mut Run<'_>) -> Result<(), Error> {
        self.run += 1;
        Ok(())
    }
}

/// The figures of each epoch of each run of a case.
fn runs(case: &Case) -> Vec<Vec<Vec<(String, f64)>>> {
    let keys: Vec<&str> = case.keys().filter_map(|key| key.strip_prefix("figure.")).collect();
    let column = |name: &str, values: &str, missing: &str| {
        let missing = case.array::<f64>(missing);
        let figure = |(at, value): (usize, f64)| (!missing.contains(&(at as f64))).then(|| (name.to_string(), value));
        case.array::<f64>(values).into_iter().enumerate().map(figure).collect::<Vec<_>>()
    };
    let (columns, lengths) = if case.name == "csv_logger" {
        let columns = keys.iter().map(|key| column(key, &format!("figure.{key}"), &format!("missing.{key}"))).collect();
        (columns, case.array::<f64>("epochs").into_iter().map(|epochs| epochs as usize).collect())
    } else {
        let columns = vec![column(case.text("monitor").unwrap_or("figure"), "figures", "missing")];
        let shape = case.shape("figures");
        (columns, vec![shape[1]; shape[0]])
    };
    let mut at = 0;
    let mut epoch = || {
        let figures = columns.iter().filter_map(|column: &Vec<Option<_>>| column[at].clone()).collect();
        at += 1;
        figures
    };
    lengths.into_iter().map(|length: usize| (0..length).map(|_| epoch()).collect()).collect()
}

fn trainer(case: &Case, rate: f64, batch_size: usize) -> Trainer<SGD, MeanSquaredError> {
    let runs = runs(case);
    let epochs = runs[0].len();
    Trainer::new(SGD::new(rate), MeanSquaredError::new())
        .epochs(epochs)
        .batch_size(batch_size)
        .callback(Script { runs, run: 0 })
}

/// So many samples of `y = 2x + 1` at 1, or of nothing to learn at 0.
fn data(x: f32, samples: usize) -> Dataset<[f32; 1], [f32; 1]> {
    Dataset::new(vec![[x]; samples], vec![[3.0 * x]; samples]).expect("good samples")
}

/// Notes the parameters after each epoch.
fn parameters(seen: &Rc<RefCell<Vec<[f32; 2]>>>) -> LambdaCallback {
    let seen = Rc::clone(seen);
    LambdaCallback::new().on_epoch_end(move |run| {
        let line = run.model::<Line>().expect("the network");
        let [kernel, bias] = ["dense.kernel", "dense.bias"].map(|name| line.tensor(name).expect("a tensor")[0]);
        seen.borrow_mut().push([kernel, bias]);
    })
}

fn mode(case: &Case) -> Mode {
    match case.text("mode") {
        Some("min") => Mode::Min,
        Some("max") => Mode::Max,
        _ => Mode::Auto,
    }
}

fn settings(case: &Case) -> String {
    format!("{} {:?}", case.name, case.settings())
}

/// The names of the networks in a folder, which are taken out of it.
fn taken(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let names = entries.map(|entry| {
        let path = entry.expect("a file").path();
        Line::load(&path).expect("a whole network");
        fs::remove_file(&path).expect("it is there");
        path.file_stem().expect("a name").to_str().expect("the name is in UTF-8").to_string()
    });
    names.collect()
}
