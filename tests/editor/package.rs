//! A package for the editor to open.

use std::fs;
use std::path::{Path, PathBuf};

pub struct Package {
    pub folder: PathBuf,
    pub file: PathBuf,
}

impl Package {
    /// A program with this text that depends on dense.
    pub fn write(text: &str) -> Package {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
        let file = folder.join("src/main.rs");
        fs::create_dir_all(folder.join("src")).expect("a folder for the package");
        let manifest = format!(
            "[package]\nname = \"editor\"\nedition = \"2024\"\n\n[dependencies]\n\
             dense = {{ package = \"dense-nn\", path = {root:?}, default-features = false, features = [\"std\"] }}\n\n\
             [workspace]\n",
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest is written");
        fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file is there");
        fs::write(&file, text).expect("the program is written");
        Package { folder, file }
    }
}
