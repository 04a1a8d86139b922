//! A program that dies while it saves leaves a whole file.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use dense::prelude::*;
use tempfile::tempdir;

network! { struct Large { Input(300) -> hidden: Dense(300) } }

/// Names the file for the child, and the first version of it.
const FILE: &str = "DENSE_TEST_CRASH_FILE";
const FIRST: &str = "DENSE_TEST_CRASH_FIRST";

/// The parent runs this test once more as a child, which saves without end, and kills it at a random moment.
#[test]
fn a_program_killed_while_it_saves_leaves_a_whole_file() {
    if let Some(path) = env::var_os(FILE) {
        let first = env::var(FIRST).expect("a version").parse::<u32>().expect("a number");
        let mut model = Large::new(0);
        for version in first.. {
            save(&mut model, version, path.as_ref());
        }
    }
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("large.safetensors");
    save(&mut Large::new(0), 0, &path);
    let mut state = 7u64;
    for round in 1..=20 {
        let first = 100_000 * round;
        let name = "crash::a_program_killed_while_it_saves_leaves_a_whole_file";
        let mut child = Command::new(env::current_exe().expect("this program"))
            .args(["--exact", name])
            .env(FILE, &path)
            .env(FIRST, first.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("a child");
        let begun = Instant::now();
        while version(&path) < first as f32 {
            assert!(begun.elapsed() < Duration::from_secs(60), "the child does not save");
        }
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        thread::sleep(Duration::from_micros((state >> 33) % 20_000));
        child.kill().expect("it runs");
        child.wait().expect("it has ended");
        assert!(version(&path) >= first as f32);
    }
}

#[test]
fn threads_that_save_in_one_place_leave_the_file_of_one() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("large.safetensors");
    thread::scope(|scope| {
        for thread in 1..=4 {
            let path = &path;
            scope.spawn(move || {
                let mut model = Large::new(0);
                (0..10).for_each(|_| save(&mut model, thread, path));
            });
        }
    });
    assert!((1.0..=4.0).contains(&version(&path)));
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing else is left behind");
}

/// Saves a network all of whose numbers are the version.
fn save(model: &mut Large, version: u32, path: &Path) {
    for name in ["hidden.kernel", "hidden.bias"] {
        model.tensor_mut(name).expect("it has one").fill(version as f32);
    }
    model.save(path).expect("it is saved");
}

/// The version of the file, which is whole.
fn version(path: &Path) -> f32 {
    let model = Large::load(path).expect("a whole file");
    let last = *model.tensors().last().and_then(|tensor| tensor.values().last()).expect("numbers");
    assert!(model.tensors().all(|tensor| tensor.values().iter().all(|&x| x == last)), "parts of two files");
    last
}
