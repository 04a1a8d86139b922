//! What `network!` and the library cost their user: seconds to compile programs with networks, and bytes of a program.

mod cargo;
mod library;
mod package;
mod program;
mod programs;
mod size;

use std::path::Path;

use cargo::Build;
use package::Package;
use program::{Purpose, of_images, of_vectors};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo bench` says `--bench`; `cargo test` says nothing, and wants to know only whether all of it runs.
    let test = arguments.iter().any(|argument| argument == "--test") || !arguments.iter().any(|a| a == "--bench");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile-time");
    if test {
        return check_once(&folder);
    }
    let filter = Filter(arguments.into_iter().filter(|argument| !argument.starts_with('-')).collect());
    programs::measure(&folder, &filter);
    library::measure(&folder, &filter);
    size::measure(&folder, &filter);
}

/// Which lines of the tables are measured: those whose name contains one of the words, or all if there are none.
struct Filter(Vec<String>);

impl Filter {
    fn wants(&self, name: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|word| name.contains(word))
    }
}

/// Checks a program with a network of each kind, to see that it compiles without a warning. It is no measurement.
fn check_once(folder: &Path) {
    let networks = [&of_vectors(1)[..], &of_images()].concat();
    for purpose in [Purpose::Predict, Purpose::Train] {
        let package = Package::new(folder, purpose);
        // The dependencies.
        package.build(Build::Check, &[]);
        let cost = package.build_anew(Build::Check, &networks);
        println!("{}: {} networks checked in {:.2} s", purpose.name(), networks.len(), cost.seconds);
    }
}
