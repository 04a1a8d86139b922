//! Cargo as a user calls it, with a clock beside it.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// A way to compile a program.
#[derive(Clone, Copy)]
pub enum Build {
    Check,
    Debug,
    Release,
    /// A release build without symbols.
    Stripped,
    /// One with all that makes a program smaller: see the manifest in `package.rs`.
    Smallest,
}

impl Build {
    pub fn name(self) -> &'static str {
        match self {
            Build::Check => "check",
            Build::Debug => "debug",
            Build::Release => "release",
            Build::Stripped => "stripped",
            Build::Smallest => "smallest",
        }
    }

    /// Cargo's subcommand.
    pub fn command(self) -> &'static str {
        if matches!(self, Build::Check) { "check" } else { "build" }
    }

    /// Cargo's name of the profile.
    pub fn profile(self) -> &'static str {
        if matches!(self, Build::Check | Build::Debug) { "dev" } else { self.name() }
    }
}

/// What a build took.
pub struct Cost {
    pub seconds: f64,
    /// How many crates were compiled; the others were there already.
    pub crates: usize,
}

/// Runs cargo in `folder`. If it fails or warns, that ends the benchmark with what cargo said.
pub fn run(folder: &Path, target: &Path, arguments: &[&str]) -> Cost {
    let start = Instant::now();
    let run = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--offline")
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        // Crates are counted in what cargo says.
        .env("CARGO_TERM_COLOR", "never")
        .env("CARGO_TERM_QUIET", "false")
        // A wrapper may answer from a cache in the compiler's place.
        .env_remove("RUSTC_WRAPPER")
        .env_remove("CARGO_INCREMENTAL")
        .output()
        .expect("cargo runs");
    let seconds = start.elapsed().as_secs_f64();
    let said = String::from_utf8_lossy(&run.stderr);
    let warns = said.lines().any(|line| line.starts_with("warning"));
    assert!(run.status.success() && !warns, "`cargo {}` in {} says\n{said}", arguments.join(" "), folder.display());
    let compiled = |line: &&str| ["Compiling ", "Checking "].iter().any(|word| line.trim_start().starts_with(word));
    Cost { seconds, crates: said.lines().filter(compiled).count() }
}

/// The one in the middle.
pub fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}
