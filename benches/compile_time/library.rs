//! What the library costs once: a clean release build of it with its dependencies.

use std::fs;
use std::path::Path;

use crate::Filter;
use crate::cargo::{self, median};

const ROUNDS: usize = 3;

/// What is built, with which features, and in how many seconds at most.
const LIBRARIES: [(&str, &[&str], &str); 3] = [
    ("inference", &["--no-default-features"], "<= 15"),
    ("training", &["--no-default-features", "--features", "std"], ""),
    ("default features", &[], "<= 40"),
];

pub fn measure(folder: &Path, filter: &Filter) {
    let wanted = LIBRARIES.into_iter().filter(|(name, ..)| filter.wants(&format!("clean {name}")));
    let mut measured: Vec<_> = wanted.map(|library| (library, Vec::new(), 0)).collect();
    if measured.is_empty() {
        return;
    }
    for _ in 0..ROUNDS {
        for ((_, features, _), seconds, crates) in &mut measured {
            let cost = clean_build(&folder.join("clean"), features);
            seconds.push(cost.seconds);
            *crates = cost.crates;
        }
    }
    println!(
        "\na clean release build of the library and its dependencies: medians of {ROUNDS} rounds\n\
         {:<18} {:>7} {:>7} {:>7}",
        "library", "seconds", "target", "crates"
    );
    for ((name, _, target), seconds, crates) in measured {
        println!("{name:<18} {:>7.1} {target:>7} {crates:>7}", median(seconds));
    }
}

fn clean_build(target: &Path, features: &[&str]) -> cargo::Cost {
    if target.exists() {
        fs::remove_dir_all(target).expect("the last build is removed");
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    cargo::run(root, target, &[&["build", "--release", "--locked"], features].concat())
}
