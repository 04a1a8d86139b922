//! What networks cost in a program: the seconds of its build over those of an empty one.

use std::path::Path;

use crate::Filter;
use crate::cargo::{Build, median};
use crate::package::Package;
use crate::program::Purpose;

/// The networks of the programs that are compared with the empty one.
const NETWORKS: [usize; 3] = [1, 3, 20];

const ROUNDS: usize = 3;

pub fn measure(folder: &Path, filter: &Filter) {
    let mut heading = format!(
        "a program, built for the first time: seconds over those of an empty one, medians of {ROUNDS} rounds\n\
         {:<9} {:<8} {:>6} {:>6} {:>7} {:>6} {:>7} {:>11} {:>12} {:>7}\n",
        "program", "build", "empty", "one", "target", "three", "twenty", "further (3)", "further (20)", "target"
    );
    for purpose in [Purpose::Predict, Purpose::Train] {
        for build in [Build::Check, Build::Debug, Build::Release] {
            if filter.wants(&format!("{} {}", purpose.name(), build.name())) {
                print!("{}", std::mem::take(&mut heading));
                line(&Package::new(folder, purpose), purpose, build);
            }
        }
    }
}

fn line(package: &Package, purpose: Purpose, build: Build) {
    // The dependencies.
    package.build(build, 0);
    let mut empty = Vec::new();
    let mut over = NETWORKS.map(|_| Vec::new());
    for _ in 0..ROUNDS {
        let nothing = package.build_anew(build, 0).seconds;
        for (over, networks) in over.iter_mut().zip(NETWORKS) {
            over.push(package.build_anew(build, networks).seconds - nothing);
        }
        empty.push(nothing);
    }
    let [one, three, twenty] = over.map(median);
    let (target, further) = match build {
        Build::Check => ("<= 0.3", ""),
        Build::Release => ("<= 3", "<= 1"),
        _ => ("", ""),
    };
    println!(
        "{:<9} {:<8} {:>6.2} {one:>6.2} {target:>7} {three:>6.2} {twenty:>7.2} {:>11.3} {:>12.3} {further:>7}",
        purpose.name(),
        build.name(),
        median(empty),
        (three - one) / 2.0,
        (twenty - one) / 19.0,
    );
}
