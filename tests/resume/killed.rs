//! Runs in processes that are killed at random moments.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use dense::callback::BackupAndRestore;
use dense::prelude::*;
use tempfile::{TempDir, tempdir};

use super::{Net, Stateful, data};

/// Where the process that is to be killed works.
const FOLDER: &str = "DENSE_RESUME_FOLDER";

/// Trains, and writes what came out of it.
fn train(folder: &Path, save_freq: usize) {
    let mut model = Net::new(1);
    let mut backup = BackupAndRestore::new(folder.join("backup"));
    if save_freq > 0 {
        backup = backup.save_freq(save_freq);
    }
    let history = Trainer::new(Adam::new(0.01), SparseCategoricalCrossentropy::new())
        .metric(Accuracy::new())
        .epochs(80)
        .batch_size(4)
        .validation_split(0.2)
        .callback(Forever(Stateful::default()))
        .callback(EarlyStopping::new("val_loss").patience(40).restore_best_weights(true))
        .callback(CSVLogger::new(folder.join("run.csv")))
        .callback(backup)
        .fit(&mut model, &data())
        .expect("good data");
    let numbers: Vec<u32> = model.tensors().flat_map(|tensor| tensor.values().to_vec()).map(f32::to_bits).collect();
    fs::write(folder.join("end"), format!("{numbers:?} {history:?}")).expect("it is written");
}

/// [`Stateful`] without its end after seven epochs.
struct Forever(Stateful);

impl Callback for Forever {
    fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.0.on_train_begin(run)
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.0.on_epoch_end(run)?;
        run.stop = false;
        Ok(())
    }

    fn memory(&self) -> dense::train::Memory {
        self.0.memory()
    }

    fn remember(&mut self, memory: &dense::train::Memory) -> Result<(), Error> {
        self.0.remember(memory)
    }
}

/// The process that is killed is this program with one test: this one, which otherwise has nothing to do.
#[test]
fn a_process_of_its_own() {
    if let Some(folder) = env::var_os(FOLDER) {
        let save_freq = env::var("DENSE_RESUME_FREQ").ok().and_then(|text| text.parse().ok()).expect("a number");
        train(Path::new(&folder), save_freq);
    }
}

fn process(folder: &Path, save_freq: usize) -> Command {
    let mut command = Command::new(env::current_exe().expect("this program"));
    command.args(["killed::a_process_of_its_own", "--exact", "--nocapture"]);
    command.env(FOLDER, folder).env("DENSE_RESUME_FREQ", save_freq.to_string());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn killed_at_random_moments() {
    for (seed, save_freq) in [(1, 0), (2, 3), (3, 7)] {
        let (whole, killed) = (tempdir().expect("a folder"), tempdir().expect("a folder"));
        let start = Instant::now();
        assert!(process(whole.path(), save_freq).status().expect("it runs").success());
        let length = start.elapsed();
        let mut moment: u32 = seed;
        let mut kills = 0;
        loop {
            let mut child = process(killed.path(), save_freq).spawn().expect("it runs");
            // Nearly all of the time is spent at random places of the run; how the numbers are spread does not matter.
            moment = moment.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            sleep(Duration::from_millis(5) + length.mul_f64(0.15 * f64::from(moment >> 8) / f64::from(1 << 24)));
            child.kill().expect("it can be killed, or has ended");
            if child.wait().expect("it has ended").success() {
                break;
            }
            kills += 1;
            // On a machine that is busy, some progress must be possible.
            if kills > 60 {
                assert!(process(killed.path(), save_freq).status().expect("it runs").success());
                break;
            }
        }
        for file in ["end", "run.csv"] {
            let content = |folder: &TempDir| fs::read_to_string(folder.path().join(file)).expect("it has ended");
            assert_eq!(content(&killed), content(&whole), "{file}: every {save_freq} batches, killed {kills} times");
        }
        eprintln!("every {save_freq} batches: killed {kills} times, with the same bits in the end");
        assert!(kills > 2, "it was hardly ever killed");
    }
}
