//! Compiles `dense-runtime`, and a program with activations of its own, as a release build does, and keeps the assembly.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{ErrorKind, Write, stderr};
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use super::assembly::Assembly;

/// The machine code of `dense-runtime`; nothing, with a word about it, where it cannot be looked at.
pub fn machine_code() -> Option<&'static Assembly<'static>> {
    static CODE: OnceLock<Option<Assembly<'static>>> = OnceLock::new();
    kept(&CODE, "dense-runtime", "Cargo.toml")
}

/// The same of the program in `declared`, which depends on the library.
pub fn declared() -> Option<&'static Assembly<'static>> {
    static CODE: OnceLock<Option<Assembly<'static>>> = OnceLock::new();
    kept(&CODE, "declared", "tests/machine_code/declared/Cargo.toml")
}

fn kept(
    code: &'static OnceLock<Option<Assembly<'static>>>,
    package: &str,
    manifest: &str,
) -> Option<&'static Assembly<'static>> {
    let code = code.get_or_init(|| match compile(package, manifest) {
        Ok(text) => Some(Assembly::parse(text.leak())),
        Err(why) => {
            // Past the capture of `eprintln!`: a check that did not take place is to be seen.
            writeln!(stderr(), "the machine code is not checked: {why}").expect("standard error takes it");
            None
        }
    });
    code.as_ref()
}

/// The text of the assembly, or why there is none. A failing build is a failing test.
fn compile(package: &str, manifest: &str) -> Result<String, String> {
    if cfg!(not(all(target_arch = "x86_64", target_os = "linux"))) {
        return Err("the test reads assembly of x86-64 under Linux only".to_owned());
    }
    // A folder of its own: no other build waits for this one, or builds anew after it.
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("machine-code");
    // A file for each checkout, because several may build into one folder, and what is built is not built again.
    let mut checkout = DefaultHasher::new();
    env!("CARGO_MANIFEST_DIR").hash(&mut checkout);
    let file = folder.join(format!("{package}-{:x}.s", checkout.finish()));
    let build = Command::new(env!("CARGO"))
        .args(["rustc", "--quiet", "--offline", "--locked", "--release", "--lib", "--package", package])
        .arg("--manifest-path")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(manifest))
        .arg("--target-dir")
        .arg(&folder)
        // One unit gives one file. The newer mangling keeps the type arguments, by which functions are found.
        .args(["--", "-C", "codegen-units=1", "-C", "symbol-mangling-version=v0"])
        .arg(format!("--emit=asm={}", file.display()))
        // What somebody asks of other builds (other instructions, counters for coverage) is no matter of this one.
        .env("CARGO_ENCODED_RUSTFLAGS", "")
        .env("CARGO_INCREMENTAL", "0")
        .output();
    let build = match build {
        Ok(build) => build,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(format!("there is no {}", env!("CARGO"))),
        Err(error) => panic!("cargo does not run: {error}"),
    };
    assert!(build.status.success(), "{}", String::from_utf8_lossy(&build.stderr));
    Ok(fs::read_to_string(file).expect("rustc has written the assembly"))
}
