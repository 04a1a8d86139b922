//! A crate of a user who depends on the library, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};

use crate::cargo::{self, Build, Cost};
use crate::program::{Network, Purpose, program};

pub struct Package {
    purpose: Purpose,
    folder: PathBuf,
    /// Shared by all packages, since they have most of their dependencies in common.
    target: PathBuf,
}

impl Package {
    /// Writes the manifest; the program comes with each build.
    pub fn new(folder: &Path, purpose: Purpose) -> Package {
        let package = Package { purpose, folder: folder.join(purpose.name()), target: folder.join("target") };
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let features = match purpose {
            Purpose::Predict => ", default-features = false, features = [\"std\"]",
            Purpose::Train => "",
        };
        let manifest = format!(
            r#"[package]
name = "{name}"
edition = "2024"

[dependencies]
dense = {{ package = "dense-nn", path = {root:?}{features} }}

[profile.dev.package.dense-runtime]
opt-level = 3

[profile.stripped]
inherits = "release"
strip = true

[profile.smallest]
inherits = "stripped"
opt-level = 3
lto = true
codegen-units = 1
panic = "abort"

[workspace]
"#,
            name = purpose.name(),
        );
        fs::create_dir_all(package.folder.join("src")).expect("a folder for the program");
        fs::write(package.folder.join("Cargo.toml"), manifest).expect("the manifest is written");
        fs::copy(root.join("Cargo.lock"), package.folder.join("Cargo.lock")).expect("the lock file is there");
        package
    }

    /// Builds the program with these networks, and whatever of its dependencies is not built yet.
    pub fn build(&self, build: Build, networks: &[Network]) -> Cost {
        fs::write(self.folder.join("src/main.rs"), program(self.purpose, networks)).expect("the program is written");
        cargo::run(&self.folder, &self.target, &[build.command(), "--profile", build.profile()])
    }

    /// Builds the program as if for the first time: nothing of an earlier one is left, but all dependencies are there.
    pub fn build_anew(&self, build: Build, networks: &[Network]) -> Cost {
        let clean = ["clean", "--profile", build.profile(), "--package", self.purpose.name()];
        cargo::run(&self.folder, &self.target, &clean);
        let cost = self.build(build, networks);
        assert_eq!(cost.crates, 1, "the program alone is compiled");
        cost
    }

    /// The bytes of the program that was built last.
    pub fn size(&self, build: Build) -> u64 {
        let program = self.target.join(build.name()).join(self.purpose.name());
        let program = program.with_extension(std::env::consts::EXE_EXTENSION);
        fs::metadata(program).expect("the program was built").len()
    }
}
