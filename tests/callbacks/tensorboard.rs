//! TensorBoard reads what is written.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use dense::prelude::*;
use tempfile::tempdir;

use super::{Net, classes};

fn fit(board: TensorBoard) -> (Box<Net>, History) {
    let mut model = Net::new(1);
    let history = Trainer::new(Adam::new(0.03), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(3)
        .batch_size(8)
        .validation_split(0.3)
        .validation_freq([1, 3])
        .callback(ReduceLROnPlateau::new("loss").min_delta(1.0).factor(0.5).patience(1))
        .callback(board)
        .fit(&mut model, &classes())
        .expect("good data");
    (model, history)
}

/// What TensorBoard's own reader finds: folder, plugin, tag, step, values. Nothing if it is not installed.
fn read(folder: &Path) -> Option<Vec<(String, u64, Vec<f64>)>> {
    let python = env::var("DENSE_PYTHON").unwrap_or_else(|_| "python3".to_string());
    let installed = Command::new(&python).args(["-c", "import tensorboard"]).output();
    if !installed.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: `{python}` has no package `tensorboard` (DENSE_PYTHON names another interpreter)");
        return None;
    }
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/callbacks/read_events.py");
    let output = Command::new(python).arg(script).arg(folder).output().expect("it could be started before");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("text");
    let event = |line: &str| {
        let words: Vec<&str> = line.split(' ').collect();
        let values = words[4..].iter().map(|word| word.parse().expect("a number")).collect();
        (words[..3].join(" "), words[3].parse().expect("a step"), values)
    };
    Some(lines.lines().map(event).collect())
}

#[test]
fn tensorboard_reads_what_is_written() {
    let folder = tempdir().expect("a folder");
    let board = TensorBoard::new(folder.path()).histogram_freq(2).update_freq(4).write_steps_per_second(true);
    let (model, history) = fit(board);
    let Some(events) = read(folder.path()) else { return };
    let of = |name: &str| -> Vec<(u64, Vec<f64>)> {
        events.iter().filter(|(found, ..)| found == name).map(|(_, step, values)| (*step, values.clone())).collect()
    };
    let figure = |name: &str| -> Vec<(u64, Vec<f64>)> {
        let epochs = history.epochs().iter().enumerate();
        epochs.filter_map(|(at, scores)| Some((at as u64, vec![as_f32(scores.get(name)?)]))).collect()
    };
    for name in ["loss", "accuracy"] {
        assert_eq!(of(&format!("train scalars epoch_{name}")), figure(name));
        assert_eq!(of(&format!("validation scalars epoch_{name}")), figure(&format!("val_{name}")));
        // 42 samples are 6 steps.
        let by_steps = of(&format!("validation scalars evaluation_{name}_vs_iterations"));
        assert_eq!(by_steps.iter().map(|(step, _)| *step).collect::<Vec<_>>(), [6, 18]);
        assert_eq!(by_steps[1].1, figure(&format!("val_{name}"))[1].1);
        let by_batches = of(&format!("train scalars batch_{name}"));
        assert_eq!(by_batches.iter().map(|(step, _)| *step).collect::<Vec<_>>(), [4, 8, 12, 16]);
    }
    // The rate is that after the epoch, as in Keras, and not the one that it had.
    let rates: Vec<f64> = of("train scalars epoch_learning_rate").iter().map(|(_, values)| values[0]).collect();
    assert_eq!(rates, [0.03, 0.015, 0.0075].map(as_f32));
    assert_eq!(of("train scalars epoch_steps_per_second").len(), 3);
    assert_eq!(of("train scalars batch_steps_per_second").len(), 4);

    for tensor in model.tensors() {
        let histograms = of(&format!("train histograms {}/histogram", tensor.name().replace('.', "/")));
        assert_eq!(histograms.iter().map(|(step, _)| *step).collect::<Vec<_>>(), [0, 2]);
        let (buckets, _) = histograms[1].1.as_chunks::<3>();
        assert_eq!(buckets.len(), 30);
        assert_eq!(buckets.iter().map(|bucket| bucket[2]).sum::<f64>(), tensor.len() as f64);
        let values = || tensor.iter().copied().map(f64::from);
        assert_eq!(buckets[0][0], values().fold(f64::INFINITY, f64::min));
        assert_eq!(buckets[29][1], values().fold(f64::NEG_INFINITY, f64::max));
    }
    let tags: std::collections::BTreeSet<&str> = events.iter().map(|(tag, ..)| tag.as_str()).collect();
    assert_eq!(tags.len(), 4 + 3 + 4 + model.tensors().count(), "{tags:?}");
}

fn as_f32(value: f64) -> f64 {
    f64::from(value as f32)
}

/// Length, check, data, check: and so on to the end of the file.
#[test]
fn files_are_whole_records() {
    let folder = tempdir().expect("a folder");
    fit(TensorBoard::new(folder.path()));
    let records = |name: &str| {
        let mut files = fs::read_dir(folder.path().join(name)).expect("a folder");
        let file = fs::read(files.next().expect("a file").expect("an entry").path()).expect("it can be read");
        assert!(files.next().is_none(), "one file a run");
        let (mut rest, mut count) = (file.as_slice(), 0);
        while let Some((length, after)) = rest.split_first_chunk::<8>() {
            rest = &after[4 + usize::try_from(u64::from_le_bytes(*length)).expect("a length") + 4..];
            count += 1;
        }
        assert!(rest.is_empty());
        count
    };
    // The version; loss, accuracy and rate of three epochs; twice loss and accuracy of two.
    assert_eq!((records("train"), records("validation")), (1 + 3 * 3, 1 + 2 * 2 * 2));
}

#[test]
fn without_validation_there_is_no_folder_for_it() {
    let folder = tempdir().expect("a folder");
    let board = TensorBoard::new(folder.path().join("logs"));
    Trainer::new(SGD::new(0.1), SparseCategoricalCrossentropy::new())
        .callback(board)
        .fit(&mut Net::new(1), &classes())
        .expect("good data");
    let folders: Vec<_> = fs::read_dir(folder.path().join("logs"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .collect();
    assert_eq!(folders, ["train"]);
}
