//! Python reads what this library writes, and the other way round. `DENSE_PYTHON` names an interpreter that has the packages
//! `safetensors` and `numpy`; without them the tests say that they were skipped.

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use dense::{math::Real, prelude::*};
use tempfile::tempdir;

network! {
    struct Single { Input(2) -> hidden: Dense(3) }
    struct Precise { Input(2, dtype = f64) -> hidden: Dense(3) -> BatchNormalization }
}

/// What the script prints, if there is a Python that can run it.
fn python(task: &str, path: &Path) -> Option<String> {
    let interpreter = env::var_os("DENSE_PYTHON").unwrap_or_else(|| OsString::from("python3"));
    let packages = Command::new(&interpreter).args(["-c", "import numpy, safetensors"]).output();
    if !packages.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: {} has no safetensors and numpy; DENSE_PYTHON names another", interpreter.display());
        return None;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/python.py");
    let output = Command::new(interpreter).arg(script).arg(task).arg(path).output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("a text"))
}

/// A number as Python's `float.hex` shows it.
fn hexadecimal(x: f64) -> String {
    let (sign, bits) = (if x.is_sign_negative() { "-" } else { "" }, x.abs().to_bits());
    let (exponent, fraction) = ((bits >> 52) as i32, bits & ((1 << 52) - 1));
    match (exponent, fraction) {
        (0, 0) => format!("{sign}0x0.0p+0"),
        (0, _) => format!("{sign}0x0.{fraction:013x}p-1022"),
        _ => format!("{sign}0x1.{fraction:013x}p{:+}", exponent - 1023),
    }
}

fn is_read_by_python<N: Network>(network: &N, dtype: &str) {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("network.safetensors");
    network.save_with(&path, &["a", "b"]).expect("it is saved");
    let Some(printed) = python("read", &path) else { return };
    let mut lines = printed.lines().collect::<Vec<_>>();
    let texts = lines.iter().filter(|line| line.starts_with("text ")).count();
    assert_eq!(texts, 4);
    assert!(lines.contains(&"text format dense") && lines.contains(&"text value [\"a\",\"b\"]"));
    lines.retain(|line| line.starts_with("tensor "));
    let mut expected = network.tensors().map(|tensor| {
        let shape = tensor.shape().iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        let numbers = tensor.values().iter().map(|x| hexadecimal(x.as_f64())).collect::<Vec<_>>().join(" ");
        format!("tensor {} {dtype} {shape} {numbers}", tensor.name())
    });
    let mut expected = expected.by_ref().collect::<Vec<_>>();
    lines.sort_unstable();
    expected.sort_unstable();
    assert_eq!(lines, expected);
}

#[test]
fn python_reads_our_files() {
    let mut single = Single::new(1);
    single.tensor_mut("hidden.bias").expect("it has one").copy_from_slice(&[-0.0, f32::MAX, f32::MIN_POSITIVE / 8.0]);
    is_read_by_python(&*single, "float32");
    is_read_by_python(&*Precise::new(2), "float64");
}

#[test]
fn we_read_files_of_python() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("python.safetensors");
    if python("write", &path).is_none() {
        return;
    }
    let model = Single::load(&path).expect("a good file");
    let kernel = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0].map(|x: f32| x / 7.0);
    assert_eq!(model.tensor("hidden.kernel"), Some(&kernel[..]));
    let bias = model.tensor("hidden.bias").expect("it has one").iter().map(|x| x.to_bits()).collect::<Vec<_>>();
    assert_eq!(bias, [0.1f32, -0.0, 1e-40].map(f32::to_bits));
    assert!(matches!(Precise::load(&path), Err(Error::Tensors { saved: None, .. })));
}
