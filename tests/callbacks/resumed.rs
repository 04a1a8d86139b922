//! Callbacks of a run that is interrupted and goes on end as those of one that is not, and so do their files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dense::prelude::*;
use tempfile::tempdir;

use super::{Net, classes};

/// Ends training with an error after so many batches.
fn crash(after: Option<usize>) -> LambdaCallback {
    let mut batches = 0;
    LambdaCallback::new().on_train_batch_end(move |_| {
        batches += 1;
        if after == Some(batches) { Err(Error::Empty { what: "battery" }) } else { Ok(()) }
    })
}

/// A run with all callbacks that remember something, which write to a folder.
fn run(folder: &Path, save_freq: Option<usize>, after: Option<usize>) -> Result<(Box<Net>, History), Error> {
    let mut backup = BackupAndRestore::new(folder.join("backup"));
    if let Some(batches) = save_freq {
        backup = backup.save_freq(batches);
    }
    let trainer = Trainer::new(Adam::new(0.03), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(9)
        .batch_size(8)
        .validation_split(0.3)
        .seed(4)
        .callback(ReduceLROnPlateau::new("val_loss").factor(0.7).patience(1).cooldown(1))
        .callback(LearningRateScheduler::new(|epoch, rate| if epoch == 3 { rate * 1.5 } else { rate }))
        .callback(EarlyStopping::new("val_accuracy").patience(4).restore_best_weights(true))
        .callback(ModelCheckpoint::new(folder.join("best.safetensors")).save_best_only(true))
        .callback(ModelCheckpoint::new(folder.join("{epoch}-{batch}-{loss:.3f}.safetensors")).save_freq(4))
        .callback(CSVLogger::new(folder.join("log.csv")))
        .callback(backup);
    #[cfg(feature = "tensorboard")]
    let trainer = trainer.callback(TensorBoard::new(folder.join("board")).histogram_freq(2).update_freq(3));
    let mut model = Net::new(1);
    let history = trainer.callback(crash(after)).fit(&mut model, &classes())?;
    Ok((model, history))
}

/// The files below a folder: their contents, or of TensorBoard's, which have times in them, their lengths.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_str().expect("the name is in UTF-8").to_string();
        if path.is_dir() {
            let within = self::files(&path).into_iter();
            files.extend(within.map(|(inner, content)| (format!("{name}/{inner}"), content)));
        } else if name.contains("tfevents") {
            let length = fs::metadata(&path).expect("a file").len();
            assert!(files.insert("events".to_string(), length.to_le_bytes().to_vec()).is_none(), "one file a run");
        } else {
            files.insert(name, fs::read(&path).expect("a file"));
        }
    }
    files
}

#[test]
fn interrupted_runs_end_like_others() {
    let whole = tempdir().expect("a folder");
    let expected = run(whole.path(), None, None).expect("good data");
    let written = files(whole.path());
    assert!(written.len() > 10 && written.contains_key("best.safetensors"), "{:?}", written.keys());
    assert!((4..9).contains(&expected.1.epochs().len()), "it is stopped: {}", expected.1.epochs().len());
    for (save_freq, crashes) in [(None, vec![8]), (None, vec![1, 13]), (Some(1), vec![20]), (Some(4), vec![11, 9])] {
        let folder = tempdir().expect("a folder");
        for &after in &crashes {
            let error = run(folder.path(), save_freq, Some(after)).expect_err("it is interrupted");
            assert_eq!(error, Error::Empty { what: "battery" }, "{crashes:?}");
        }
        let resumed = run(folder.path(), save_freq, None).expect("it goes on");
        assert!(resumed == expected, "{crashes:?}");
        let found = files(folder.path());
        assert_eq!(found.keys().collect::<Vec<_>>(), written.keys().collect::<Vec<_>>(), "{crashes:?}");
        for (name, content) in &written {
            assert!(found[name] == *content, "{crashes:?}: {name}");
        }
    }
}

#[test]
fn a_log_that_was_cut_off_is_refused() {
    let folder = tempdir().expect("a folder");
    run(folder.path(), None, Some(15)).expect_err("it is interrupted");
    fs::write(folder.path().join("log.csv"), "epoch").expect("a file");
    let error = run(folder.path(), None, None).expect_err("the log is shorter than it was");
    assert!(matches!(error, Error::Format { format: "CSV", .. }), "{error}");
}
