//! Networks in crates that know dense by another name, know no names at all, give hostile meanings to those that code could
//! use, or forbid and deny what they can: a workspace of its own, in `tests/hygiene`.

use std::path::Path;
use std::process::Command;

#[test]
fn networks_mind_nobodys_names_and_lints() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hygiene");
    let run = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--offline", "--locked", "--manifest-path"])
        .arg(workspace.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("hygiene"))
        .output()
        .expect("cargo runs");
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{out}\n{err}");
    assert_eq!(out.matches("1 passed").count(), 4, "{out}");
}
