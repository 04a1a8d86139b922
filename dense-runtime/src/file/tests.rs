//! Files that lie, are cut off, or are damaged: each is an error, and none is a danger.

use std::io::Cursor;

use super::tensors::{TensorFile, Tensors};
use crate::Error;

/// A file of two tensors and a text.
fn small() -> Vec<u8> {
    let mut file = Tensors::new();
    file.text("format", "of a test");
    file.tensor("bytes", &[3], &[1u8, 2, 3]);
    file.tensor("numbers", &[2, 2], &[1.0f32, -2.0, 3.5, f32::MAX]);
    file.to_bytes()
}

/// A file with this head.
fn with_head(json: &str, data: usize) -> Vec<u8> {
    let mut file = (json.len() as u64).to_le_bytes().to_vec();
    file.extend(json.as_bytes());
    file.resize(file.len() + data, 0);
    file
}

/// Opens the file, and reads all that it says it has.
fn read(bytes: &[u8]) -> Result<TensorFile<Cursor<&[u8]>>, Error> {
    let mut file = TensorFile::from_bytes(bytes)?;
    let tensors =
        file.tensors().map(|(name, info)| (name.to_owned(), info.dtype, info.data_offsets)).collect::<Vec<_>>();
    for (name, dtype, (from, to)) in tensors {
        match dtype {
            safetensors::Dtype::F32 => file.read(&name, &mut vec![0f32; (to - from) / 4])?,
            safetensors::Dtype::F64 => file.read(&name, &mut vec![0f64; (to - from) / 8])?,
            safetensors::Dtype::U64 => file.read(&name, &mut vec![0u64; (to - from) / 8])?,
            safetensors::Dtype::U8 => file.read(&name, &mut vec![0u8; to - from])?,
            _ => {}
        }
    }
    Ok(file)
}

#[test]
fn what_is_written_is_read() {
    let mut numbers = [0f32; 4];
    let mut file = Tensors::new();
    file.text("format", "of a test");
    file.text("empty", "");
    file.tensor("u8", &[3], &[1u8, 2, 3]);
    file.tensor("f32", &[2, 2], &[1.0f32, -2.0, f32::NAN, f32::MAX]);
    file.tensor("u64", &[], &[u64::MAX]);
    file.tensor("f64", &[1, 0], &[] as &[f64]);
    let bytes = file.to_bytes();
    let mut file = read(&bytes).expect("a good file");
    assert_eq!((file.text("format"), file.text("empty"), file.text("others")), (Some("of a test"), Some(""), None));
    let kinds = file.tensors().map(|(name, info)| (name, info.shape.clone())).collect::<Vec<_>>();
    // Wide numbers come first, in the order in which they were added.
    assert_eq!(kinds, [("u64", vec![]), ("f64", vec![1, 0]), ("f32", vec![2, 2]), ("u8", vec![3])]);
    file.read("f32", &mut numbers).expect("it is there");
    assert_eq!(numbers.map(f32::to_bits), [1.0, -2.0, f32::NAN, f32::MAX].map(f32::to_bits));
    let (mut counter, mut few) = ([0u64], [0u8; 3]);
    file.read("u64", &mut counter).expect("it is there");
    file.read("u8", &mut few).expect("it is there");
    assert_eq!((counter, few), ([u64::MAX], [1, 2, 3]));
    assert!(file.tensor("f16").is_none());
}

#[test]
fn the_numbers_begin_on_a_cache_line() {
    for name in ["a", "ab", "a name of some length, to be somewhere else"] {
        let mut file = Tensors::new();
        file.tensor(name, &[1], &[1u8]);
        assert_eq!(file.to_bytes().len() % 64, 1);
    }
}

#[test]
fn other_libraries_agree_about_the_format() {
    let bytes = small();
    let read = safetensors::SafeTensors::deserialize(&bytes).expect("a good file");
    assert_eq!(read.tensor("numbers").expect("it is there").shape(), [2, 2]);
    assert_eq!(read.tensor("bytes").expect("it is there").data(), [1, 2, 3]);
    let numbers = [1u8; 8];
    let view = safetensors::tensor::TensorView::new(safetensors::Dtype::F32, vec![2], &numbers).expect("a tensor");
    let written = safetensors::serialize([("numbers", view)], None).expect("a file");
    let file = self::read(&written).expect("a good file");
    assert_eq!((file.tensor("numbers").expect("it is there").shape.as_slice(), file.text("format")), (&[2][..], None));
}

#[test]
fn a_file_cut_off_anywhere_is_an_error() {
    let bytes = small();
    for length in 0..bytes.len() {
        let error = read(&bytes[..length]).expect_err("it is cut off");
        assert!(matches!(error, Error::Format { format: "safetensors", .. }), "{length}: {error}");
    }
    let mut longer = bytes;
    longer.push(0);
    assert!(read(&longer).is_err());
}

#[test]
fn a_damaged_head_is_an_error_or_another_file() {
    let bytes = small();
    let head = bytes.len() - 3 - 16;
    for at in 0..head {
        for value in 0..=255 {
            let mut damaged = bytes.clone();
            damaged[at] = value;
            if let Ok(file) = read(&damaged) {
                // Names, texts and types may change. What is read lies in the file all the same.
                let end = file.tensors().map(|(_, info)| info.data_offsets.1).max();
                assert!(end.is_none_or(|end| end == 19), "byte {at} is {value}");
            }
        }
    }
}

/// The head of a file with one tensor.
fn one(entry: &str) -> String {
    format!("{{\"a\":{entry}}}")
}

#[test]
fn lies_are_told_apart() {
    let info = |shape: &str, dtype: &str, from: i32, to: i32| {
        format!("{{\"dtype\":\"{dtype}\",\"shape\":{shape},\"data_offsets\":[{from},{to}]}}")
    };
    let two = |[a, b]: [&str; 2], from, to| {
        format!("{{\"{a}\":{},\"{b}\":{}}}", info("[2]", "U8", 0, 2), info(&format!("[{}]", to - from), "U8", from, to))
    };
    let deep = |before: &str| before.to_owned() + &"[".repeat(5000);
    let files = [
        (Vec::new(), "it has 0 bytes, but begins with 8 that say how long its header is"),
        (
            vec![255; 100],
            "header: it should have 18446744073709551615 bytes, but the file has 92 behind the length; it is cut off, or of another format",
        ),
        (with_head("", 0), "header: EOF while parsing a value"),
        (with_head("[1, 2]", 0), "header: invalid type: sequence, expected an object of tensors"),
        (with_head("\u{feff}{}", 0), "header: expected value"),
        (with_head("{} {}", 0), "header: trailing characters"),
        (with_head(&deep("{\"a\":{\"shape\":"), 0), "header: invalid type: sequence, expected usize"),
        (with_head(&deep("{\"a\":{\"others\":"), 0), "header: EOF while parsing a list"),
        (with_head("{}", 4), "the tensors take 0 bytes, but the file has 4 for them"),
        (with_head(&one("1"), 0), "header: invalid type: integer `1`"),
        (with_head("{\"__metadata__\":{\"a\":1}}", 0), "header: invalid type: integer `1`, expected a string"),
        (with_head("{\"__metadata__\":{},\"__metadata__\":{}}", 0), "header: `__metadata__` is there twice"),
        (with_head(&one("{\"dtype\":\"U8\",\"shape\":[]}"), 1), "header: missing field `data_offsets`"),
        (with_head(&one(&info("[1]", "F31", 0, 4)), 4), "header: unknown variant `F31`"),
        (with_head(&one(&info("[-1]", "F32", 0, 4)), 4), "header: invalid value: integer `-1`"),
        (with_head(&one(&info("[1e3]", "U8", 0, 1000)), 1000), "header: invalid type: floating point `1000.0`"),
        (
            with_head(&one(&info("[1]", "F32", 4, 8)), 8),
            "tensor `a`: its data begins at 4, but the tensor before it ends at 0",
        ),
        (
            with_head(&one(&info("[1]", "F32", 0, 8)), 8),
            "tensor `a`: [1] of F32 takes 4 bytes, but its data goes from 0 to 8",
        ),
        (with_head(&one(&info("[2]", "F32", 0, -8)), 8), "header: invalid value: integer `-8`"),
        (with_head(&one(&info("[3]", "F4", 0, 2)), 2), "tensor `a`: the shape [3] of F4 is no number of bytes"),
        (
            with_head(&one(&info("[4294967296, 4294967296]", "F32", 0, 0)), 0),
            "tensor `a`: the shape [4294967296, 4294967296] of F32 is no number of bytes",
        ),
        (
            with_head(&one(&info("[9223372036854775807]", "F32", 0, 4)), 4),
            "tensor `a`: the shape [9223372036854775807] of F32 is no number of bytes",
        ),
        (
            with_head(&one(&info("[1000000]", "F32", 0, 4_000_000)), 4),
            "the tensors take 4000000 bytes, but the file has 4 for them",
        ),
        (with_head(&two(["a", "b"], 1, 3), 3), "tensor `b`: its data begins at 1, but the tensor before it ends at 2"),
        (with_head(&two(["a", "b"], 3, 4), 4), "tensor `b`: its data begins at 3, but the tensor before it ends at 2"),
        (with_head(&two(["a", "a"], 2, 4), 4), "tensor `a`: the file has two tensors of this name"),
        (with_head(&two(["a", "a"], 2, 2), 2), "tensor `a`: the file has two tensors of this name"),
    ];
    for (file, expected) in files {
        let error = read(&file).expect_err(expected).to_string();
        let error = error.strip_prefix("`<bytes>` is no good safetensors file: ").expect("an error of the format");
        assert!(error.starts_with(expected), "{error}\nis not\n{expected}");
    }
}
