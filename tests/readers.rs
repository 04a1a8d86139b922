//! Files that others have written, from the file to a trained network.

#![cfg(all(feature = "csv", feature = "idx", feature = "npy"))]

use std::path::{Path, PathBuf};
use std::process::Command;

use dense::data::{Stream, idx, npy};
use dense::prelude::*;
use tempfile::tempdir;

network! {
    struct Penguins { Input(4) -> Normalization -> Dense(16, relu) -> Dense(3, softmax) }
    struct Digits { Input(784) -> Dense(32, relu, he_normal) -> Dense(10, softmax) }
}

/// The measurements of 344 penguins, some of which are missing.
#[test]
fn a_table_of_penguins_is_learned() -> Result<(), Error> {
    let columns = ["bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"];
    let table = Table::read(concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/penguins.csv"))?;
    let (classes, labels) = table.labels::<u8>("species")?;
    assert_eq!(classes, ["Adelie", "Chinstrap", "Gentoo"]);
    assert_eq!((table.len(), labels.len()), (344, 344));

    let missing = table.numbers::<f32, 4>(columns).expect_err("some are missing").to_string();
    assert!(
        missing.contains("penguins.csv` is no good CSV file: line 5, column `bill_length_mm`: the value is missing")
    );
    let numbers = table.numbers_or_nan::<f32, 4>(columns)?;
    let whole = numbers.iter().zip(labels).filter(|(numbers, _)| numbers.iter().all(|number| number.is_finite()));
    let (inputs, labels): (Vec<[f32; 4]>, Vec<u8>) = whole.map(|(numbers, label)| (*numbers, label)).unzip();
    assert_eq!(inputs.len(), 342);

    let mut model = Penguins::new(1);
    model.adapt(&inputs)?;
    let data = Dataset::new(inputs, labels)?;
    let mut trainer =
        Trainer::new(Adam::new(0.01), SparseCategoricalCrossentropy::new()).metric(Accuracy::new()).epochs(20);
    trainer.fit(&mut model, &data)?;
    let scores = trainer.evaluate(&model, &data)?;
    assert!(scores.get("accuracy").is_some_and(|accuracy| accuracy > 0.97), "{scores}");
    Ok(())
}

/// The Python that `DENSE_PYTHON` names, or the usual one, if it has NumPy.
fn python() -> Option<String> {
    let python = std::env::var("DENSE_PYTHON").unwrap_or("python3".to_string());
    let found = Command::new(&python).args(["-c", "import numpy"]).output().is_ok_and(|output| output.status.success());
    if !found {
        eprintln!("not tested: `{python}` has no NumPy; name one that has by DENSE_PYTHON");
    }
    found.then_some(python)
}

fn run(python: &str, folder: &Path, program: &str) {
    let output = Command::new(python).args(["-c", program]).current_dir(folder).output().expect("it ran before");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn arrays_of_numpy_are_read() -> Result<(), Error> {
    let Some(python) = python() else { return Ok(()) };
    let folder = tempdir().expect("a folder");
    run(
        &python,
        folder.path(),
        r#"
import numpy as np
x = (np.arange(24) - 7).reshape(4, 3, 2)
for name in ["int8", "int16", "int32", "int64", "float32", "float64"]:
    np.save(f"{name}.npy", x.astype(name))
    np.save(f"{name}-big.npy", x.astype(np.dtype(name).newbyteorder(">")))
for name in ["uint8", "uint16", "uint32", "uint64"]:
    np.save(f"{name}.npy", (x + 7).astype(name))
np.save("bool.npy", x > 3)
np.save("fortran.npy", np.asfortranarray(x))
np.save("complex.npy", x * 1j)
np.save("objects.npy", np.array([{}, 1]))
np.save("records.npy", np.zeros(3, [("a", "f4")]))
np.save("scalar.npy", np.float32(1))
np.save("empty.npy", np.zeros((0, 3, 2)))
np.savez("plain.npz", x=x, labels=np.array([3, 0, 1, 2]))
np.savez_compressed("packed.npz", x=x, labels=np.array([3, 0, 1, 2]))
with open("second.npy", "wb") as file:
    np.lib.format.write_array(file, x.astype("float32"), version=(2, 0))
"#,
    );
    let open = |name: &str| npy::open(folder.path().join(name));
    let expected: Vec<[[f32; 2]; 3]> =
        (0..4).map(|i| [0, 1, 2].map(|j| [0, 1].map(|k| (6 * i + 2 * j + k) as f32 - 7.0))).collect();
    for name in ["int8", "int16", "int32", "int64", "float32", "float64"] {
        for file in [format!("{name}.npy"), format!("{name}-big.npy")] {
            let file = open(&file)?;
            assert_eq!((file.dtype(), file.shape()), (name, &[4, 3, 2][..]));
            assert_eq!(file.read::<[[f32; 2]; 3]>()?, expected);
        }
    }
    for name in ["uint8", "uint16", "uint32", "uint64"] {
        let numbers = open(&format!("{name}.npy"))?.read::<[u8; 6]>()?;
        assert!(numbers.as_flattened().iter().copied().eq(0..24));
    }
    assert_eq!(open("second.npy")?.read::<[[f32; 2]; 3]>()?, expected);
    assert_eq!(open("bool.npy")?.read::<[f32; 6]>()?[1], [0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
    assert_eq!(open("empty.npy")?.read::<[f32; 6]>()?, [[0.0; 6]; 0]);
    for archive in ["plain.npz", "packed.npz"].map(|name| folder.path().join(name)) {
        assert_eq!(npy::names(&archive)?, ["x", "labels"]);
        assert_eq!(npy::open_npz(&archive, "x")?.read::<[[f32; 2]; 3]>()?, expected);
        assert_eq!(npy::open_npz(&archive, "labels")?.read::<u16>()?, [3, 0, 1, 2]);
    }
    let reason = |name: &str| open(name).expect_err("refused").to_string();
    assert!(reason("fortran.npy").contains("ascontiguousarray"));
    assert!(reason("complex.npy").contains("`<c16`"));
    assert!(reason("objects.npy").contains("`|O`"));
    assert!(reason("records.npy").contains("an array of records"));
    assert!(reason("scalar.npy").contains("a single number"));
    Ok(())
}

#[test]
fn numpy_reads_what_is_written() -> Result<(), Error> {
    let Some(python) = python() else { return Ok(()) };
    let folder = tempdir().expect("a folder");
    npy::write(folder.path().join("x.npy"), &[[[0.1_f32, f32::MIN_POSITIVE], [-3.5, f32::MAX]]; 5])?;
    npy::write(folder.path().join("y.npy"), &[0.1_f64, -2.0])?;
    npy::write(folder.path().join("labels.npy"), &[7_u8, 255])?;
    npy::write(folder.path().join("words.npy"), &[[1_u32, u32::MAX]])?;
    run(
        &python,
        folder.path(),
        r#"
import numpy as np
x, y, labels, words = (np.load(f"{name}.npy") for name in ["x", "y", "labels", "words"])
one = np.array([[0.1, np.finfo("f4").tiny], [-3.5, np.finfo("f4").max]], "f4")
assert x.dtype == np.float32 and x.shape == (5, 2, 2) and (x == one).all(), x
assert y.dtype == np.float64 and y.tolist() == [0.1, -2.0], y
assert labels.dtype == np.uint8 and labels.tolist() == [7, 255], labels
assert words.dtype == np.uint32 and words.tolist() == [[1, 2**32 - 1]], words
"#,
    );
    Ok(())
}

/// MNIST, if its folder is named or where it usually is: read whole and as a stream.
#[test]
fn mnist_is_read() -> Result<(), Error> {
    let usual = ["data/mnist", "../shared/data/mnist"].map(PathBuf::from).into_iter().find(|path| path.is_dir());
    let Some(folder) = std::env::var_os("DENSE_MNIST_DIR").map(PathBuf::from).or(usual) else {
        eprintln!("not tested: there is no MNIST here; name its folder by DENSE_MNIST_DIR");
        return Ok(());
    };
    let file = |name: &str| {
        let plain = folder.join(name);
        if plain.is_file() { plain } else { folder.join(format!("{name}.gz")) }
    };
    let (images, labels) = (file("t10k-images-idx3-ubyte"), file("t10k-labels-idx1-ubyte"));
    let test: Dataset<[f32; 784], u8> = idx::dataset(&images, &labels)?;
    assert_eq!((test.len(), &test.targets()[..5]), (10_000, &[7, 2, 1, 0, 4][..]));
    // The mean and the deviation that everybody normalizes MNIST's test images with.
    let pixels = test.inputs().as_flattened().iter().map(|&pixel| f64::from(pixel));
    let mean = pixels.sum::<f64>() / 7_840_000.0;
    assert!((mean - 0.1325).abs() < 1e-4, "{mean}");
    assert_eq!(idx::open(&images)?.read::<[[u8; 28]; 28]>()?.len(), 10_000);

    let mut stream: Stream<[f32; 784], u8> =
        Stream::arrays(move || Ok(idx::open(&images)?.divide(255.0)), move || idx::open(&labels))?;
    assert_eq!(stream.len_hint(), Some(10_000));
    let trainer = || Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new()).shuffle(false).batch_size(100);
    let (mut streamed, mut in_memory) = (Digits::new(1), Digits::new(1));
    trainer().fit_stream(&mut streamed, &mut stream)?;
    trainer().fit(&mut in_memory, &test)?;
    assert_eq!(streamed, in_memory);
    Ok(())
}
