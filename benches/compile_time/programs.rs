//! What networks cost in a program: the seconds of its build over those of an empty one.

use std::path::Path;

use crate::Filter;
use crate::cargo::{Build, median};
use crate::package::Package;
use crate::program::{Network, Purpose, of_images, of_vectors};

const ROUNDS: usize = 3;

pub fn measure(folder: &Path, filter: &Filter) {
    vectors(folder, filter);
    images(folder, filter);
}

/// Programs with one, three and twenty networks.
fn vectors(folder: &Path, filter: &Filter) {
    let mut heading = format!(
        "a program, built for the first time: seconds over those of an empty one, medians of {ROUNDS} rounds\n\
         {:<9} {:<8} {:>6} {:>6} {:>7} {:>6} {:>7} {:>11} {:>12} {:>7}\n",
        "program", "build", "empty", "one", "target", "three", "twenty", "further (3)", "further (20)", "target"
    );
    for (purpose, build) in kinds(filter, "") {
        let networks = [1, 3, 20].map(of_vectors);
        let (empty, [one, three, twenty]) = seconds(folder, purpose, build, networks.each_ref().map(|list| &list[..]));
        let (target, further) = match build {
            Build::Check => ("<= 0.3", ""),
            Build::Release => ("<= 3", "<= 1"),
            _ => ("", ""),
        };
        println!(
            "{}{:<9} {:<8} {empty:>6.2} {one:>6.2} {target:>7} {three:>6.2} {twenty:>7.2} {:>11.3} {:>12.3} {further:>7}",
            std::mem::take(&mut heading),
            purpose.name(),
            build.name(),
            (three - one) / 2.0,
            (twenty - one) / 19.0,
        );
    }
}

/// Programs with one network, of images.
fn images(folder: &Path, filter: &Filter) {
    let mut heading = format!(
        "\na program with one network of images: seconds over those of an empty one, medians of {ROUNDS} rounds\n\
         {:<9} {:<8} {:>6} {:>6} {:>6}\n",
        "program", "build", "empty", "W4", "W5"
    );
    for (purpose, build) in kinds(filter, " images") {
        let networks = of_images();
        let (empty, [w4, w5]) = seconds(folder, purpose, build, networks.each_ref().map(std::slice::from_ref));
        println!(
            "{}{:<9} {:<8} {empty:>6.2} {w4:>6.2} {w5:>6.2}",
            std::mem::take(&mut heading),
            purpose.name(),
            build.name(),
        );
    }
}

/// What is built and how, where the filter wants the name of the line.
fn kinds(filter: &Filter, suffix: &str) -> Vec<(Purpose, Build)> {
    let all = [Purpose::Predict, Purpose::Train]
        .into_iter()
        .flat_map(|purpose| [Build::Check, Build::Debug, Build::Release].map(|build| (purpose, build)));
    all.filter(|(purpose, build)| filter.wants(&format!("{} {}{suffix}", purpose.name(), build.name()))).collect()
}

/// The seconds of an empty program, and how many more one takes with each of these lists of networks: medians of builds in turns.
fn seconds<const N: usize>(
    folder: &Path,
    purpose: Purpose,
    build: Build,
    networks: [&[Network]; N],
) -> (f64, [f64; N]) {
    let package = Package::new(folder, purpose);
    // The dependencies.
    package.build(build, &[]);
    let mut empty = Vec::new();
    let mut over = networks.map(|_| Vec::new());
    for _ in 0..ROUNDS {
        let nothing = package.build_anew(build, &[]).seconds;
        for (over, networks) in over.iter_mut().zip(networks) {
            over.push(package.build_anew(build, networks).seconds - nothing);
        }
        empty.push(nothing);
    }
    (median(empty), over.map(median))
}
