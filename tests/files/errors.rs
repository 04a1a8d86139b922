//! Files that do not fit, and places that cannot be read or written.

use std::fs;
use std::io::ErrorKind;

use dense::{TensorProblem, prelude::*};
use tempfile::tempdir;

network! {
    struct Small { Input(2) -> hidden: Dense(4, relu) -> Dense(3) }
    struct Other { Input(2) -> hidden: Dense(5, relu) -> more: Dense(3) }
    struct Precise { Input(2, dtype = f64) -> hidden: Dense(4, relu) -> Dense(3) }
}

#[test]
fn all_differences_are_told_at_once() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("other.safetensors");
    Other::new(1).save(&path).expect("it is saved");
    let Err(error) = Small::load(&path) else { panic!("it fits") };
    let Error::Tensors { network, problems, saved, .. } = &error else { panic!("{error}") };
    assert_eq!((*network, problems.len()), ("Small", 6));
    assert!(saved.as_ref().is_some_and(|saved| saved.starts_with("Other: f32 [2] -> hidden: Dense [5]")));
    let names = problems.iter().map(TensorProblem::name).collect::<Vec<_>>();
    assert_eq!(names, ["hidden.kernel", "hidden.bias", "dense.kernel", "dense.bias", "more.kernel", "more.bias"]);
    let expected = format!(
        "`{}` does not fit `Small`:
  `hidden.kernel` is [2, 5] in the file, but [2, 4] in the network
  `hidden.bias` is [5] in the file, but [4] in the network
  `dense.kernel` [4, 3] of the network is not in the file
  `dense.bias` [3] of the network is not in the file
  `more.kernel` [5, 3] of the file is not in the network
  `more.bias` [3] of the file is not in the network
it was saved from Other: f32 [2] -> hidden: Dense [5] (product + bias + relu) -> more: Dense [3] (product + bias)",
        path.display()
    );
    assert_eq!(error.to_string(), expected);
}

#[test]
fn nothing_is_converted() {
    let Err(error) = Precise::from_safetensors(&Small::new(1).to_safetensors()) else { panic!("it fits") };
    let Error::Tensors { problems, .. } = error else { panic!("{error}") };
    assert_eq!(problems.len(), 4);
    assert_eq!(problems[0].to_string(), "`hidden.kernel` is F32 in the file, but F64 in the network");
    let Err(error) = Small::from_safetensors(&Precise::new(1).to_safetensors()) else { panic!("it fits") };
    assert!(error.to_string().contains("`dense.bias` is F64 in the file, but F32 in the network"), "{error}");
}

#[test]
fn numbers_must_be_finite() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("small.safetensors");
    let mut model = Small::new(1);
    model.tensor_mut("hidden.kernel").expect("it has one")[5] = f32::NAN;
    model.tensor_mut("dense.bias").expect("it has one")[1] = f32::NEG_INFINITY;
    model.save(&path).expect("it is saved as it is");
    let Err(error) = Small::load(&path) else { panic!("it fits") };
    let Error::Tensors { problems, .. } = &error else { panic!("{error}") };
    let infinite = TensorProblem::NotFinite { name: "dense.bias".to_owned(), index: 1, value: f64::NEG_INFINITY };
    assert_eq!((problems.len(), &problems[1]), (2, &infinite));
    assert_eq!(problems[0].to_string(), "`hidden.kernel` has NaN at index 5");
    let mut other = Small::new(2);
    assert!(other.load_into(&path).is_err() && other.load_matching(&path).is_err());
    assert!(other == Small::new(2), "nothing has changed");
}

#[test]
fn what_fails_changes_nothing() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("file");
    let mut model = Small::new(1);
    let whole = Small::new(2).to_safetensors();
    let files: [&[u8]; 5] =
        [b"", b"not a file of tensors", &whole[..whole.len() - 1], &whole[..100], &Other::new(2).to_safetensors()];
    for bytes in files {
        fs::write(&path, bytes).expect("it is written");
        model.load_into(&path).expect_err("it does not fit");
        assert!(model == Small::new(1));
    }
    fs::write(&path, &whole).expect("it is written");
    model.load_into(&path).expect("it fits");
    assert!(model == Small::new(2));
}

#[test]
fn a_file_of_a_later_version_is_refused() {
    let bytes = Small::new(1).to_safetensors();
    let text = bytes.windows(13).position(|text| text == b"\"version\":\"1\"").expect("it says its version");
    for version in *b"290x " {
        let mut later = bytes.clone();
        later[text + 11] = version;
        let Err(error) = Small::from_safetensors(&later) else { panic!("version {version}") };
        let expected = format!("it has version `{}` of dense's files, but this dense reads version 1", version as char);
        assert_eq!(error.to_string(), format!("`<bytes>` is no good safetensors file: {expected}"));
    }
}

#[test]
fn places_that_are_no_files_are_errors() {
    let folder = tempdir().expect("a folder");
    let of = |result: Result<Box<Small>, Error>| match result {
        Err(Error::File { action, kind, .. }) => (action, kind),
        other => panic!("{other:?}"),
    };
    assert_eq!(of(Small::load(folder.path().join("nothing"))), ("open", ErrorKind::NotFound));
    assert_eq!(of(Small::load(folder.path())), ("read", ErrorKind::IsADirectory));
    let error = Small::new(1).save(folder.path()).expect_err("it is a folder");
    assert!(matches!(error, Error::File { kind: ErrorKind::IsADirectory, .. }), "{error}");
    let error = Small::new(1).save(folder.path().join("missing/file")).expect_err("there is no such folder");
    let told = format!(
        "cannot create `{}`: No such file or directory (os error 2)",
        folder.path().join("missing/file").display()
    );
    if cfg!(unix) {
        assert_eq!(error.to_string(), told);
    }
}

#[cfg(unix)]
#[test]
fn without_permission_nothing_is_read_or_written() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempdir().expect("a folder");
    let path = folder.path().join("small.safetensors");
    Small::new(1).save(&path).expect("it is saved");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("its permissions");
    if fs::read(&path).is_ok() {
        eprintln!("skipped: this user may read and write everything");
        return;
    }
    assert!(matches!(Small::load(&path), Err(Error::File { kind: ErrorKind::PermissionDenied, .. })));
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o500)).expect("its permissions");
    let saved = Small::new(2).save(&path);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o700)).expect("its permissions");
    assert!(matches!(saved, Err(Error::File { action: "create", kind: ErrorKind::PermissionDenied, .. })));
}
