//! How large a program is that predicts with W2, whose weights are made when it runs.

use std::path::Path;

use crate::Filter;
use crate::cargo::Build;
use crate::package::Package;
use crate::program::{Purpose, of_vectors};

pub fn measure(folder: &Path, filter: &Filter) {
    let mut heading = format!(
        "\na stripped program that predicts with W2: bytes\n{:<9} {:>9} {:>9} {:>9} {:>9}\n",
        "build", "empty", "W2", "", "target"
    );
    for build in [Build::Stripped, Build::Smallest] {
        if filter.wants(&format!("size {}", build.name())) {
            let package = Package::new(folder, Purpose::Predict);
            let [empty, w2] = [0, 1].map(|networks| {
                package.build(build, &of_vectors(networks));
                package.size(build)
            });
            print!("{}", std::mem::take(&mut heading));
            println!("{:<9} {empty:>9} {w2:>9} {:>6} KB {:>9}", build.name(), w2 / 1000, "<= 600 KB");
        }
    }
}
