//! What is kept beside a network.

use std::collections::BTreeMap;
use std::fs;

use dense::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tempfile::tempdir;

use crate::of_keras;

network! {
    struct Small { Input(2) -> Dense(3, softmax) }
    struct Keras { Input(4) -> hidden: Dense(6, tanh) -> BatchNormalization -> PReLU -> Dense(3, softmax) }
    struct Convolved {
        Input(4, 5, 2)
            -> Conv2D(4, (2, 3), activation = relu)
            -> DepthwiseConv2D(2, padding = "same", depth_multiplier = 2)
            -> BatchNormalization
            -> SeparableConv2D(3, 2, activation = tanh)
            -> Conv2DTranspose(2, (3, 2), strides = 2, activation = tanh)
            -> Reshape(5, 8)
            -> Conv1D(3, 2, activation = tanh)
            -> Flatten
            -> Dense(3, softmax)
    }
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Scaler {
    mean: Vec<f64>,
    names: BTreeMap<String, Option<u8>>,
    kind: Kind,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Kind {
    Unit,
    Pair(f32, i64),
    Named { text: String },
}

#[test]
fn a_value_comes_back_with_all_its_bits() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("small.safetensors");
    let mean = (0..2000u64).map(|i| f64::from_bits(i.wrapping_mul(0x9e37_79b9_7f4a_7c15))).filter(|x| x.is_finite());
    let mean = mean.chain([0.1, -0.0, f64::MAX, f64::MIN_POSITIVE, f64::from_bits(1)]).collect::<Vec<_>>();
    let names = [("naïve \"quotes\" \\ \u{1F989}\n".to_owned(), None), (String::new(), Some(7))].into();
    for kind in [Kind::Unit, Kind::Pair(f32::MIN_POSITIVE, i64::MIN), Kind::Named { text: "}\",{".to_owned() }] {
        let scaler = Scaler { mean: mean.clone(), names: BTreeMap::clone(&names), kind };
        let model = Small::new(1);
        model.save_with(&path, &scaler).expect("it is saved");
        let (loaded, found) = Small::load_with::<Scaler>(&path).expect("it is loaded");
        assert!(loaded == model && found == scaler);
        let bits = |numbers: &[f64]| numbers.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
        assert_eq!(bits(&found.mean), bits(&scaler.mean));
        assert!(Small::load(&path).expect("the network alone is there too") == model);
    }
    Small::new(1).save_with(&path, ["cat", "dog"].as_slice()).expect("slices are values too");
    assert_eq!(Small::load_with::<[String; 2]>(&path).expect("it is loaded").1, ["cat", "dog"]);
}

#[test]
fn what_is_no_json_is_refused_before_the_file_changes() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("small.safetensors");
    let model = Small::new(1);
    model.save_with(&path, &1).expect("it is saved");
    let before = fs::read(&path).expect("it is there");
    let told = |error: Result<(), Error>| match error {
        Err(Error::Value { action: "write", reason, .. }) => reason,
        other => panic!("{other:?}"),
    };
    let number = |number: f64| format!("it has the number {number}, but numbers must be finite");
    assert_eq!(told(model.save_with(&path, &f64::NAN)), number(f64::NAN));
    assert_eq!(told(model.save_with(&path, &[Some(f32::INFINITY)])), number(f64::INFINITY));
    assert_eq!(told(model.save_with(&path, &Kind::Pair(f32::NEG_INFINITY, 1))), number(f64::NEG_INFINITY));
    assert_eq!(told(model.save_with(&path, &BTreeMap::from([("a", (1, f64::NAN))]))), number(f64::NAN));
    assert_eq!(told(model.save_with(&path, &BTreeMap::from([([1, 2], 3)]))), "key must be a string");
    assert_eq!(fs::read(&path).expect("it is there"), before);
}

#[test]
fn what_is_not_there_or_of_another_type_is_an_error() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("small.safetensors");
    Small::new(1).save(&path).expect("it is saved");
    let told =
        |result: Result<(Box<Small>, Vec<String>), Error>| result.map(|_| ()).expect_err("it is not there").to_string();
    let begin = format!("cannot read the value beside the network in `{}`: ", path.display());
    assert_eq!(told(Small::load_with(&path)), format!("{begin}the file has none"));
    Small::new(1).save_with(&path, &["a"; 2]).expect("it is saved");
    assert!(Small::load_with::<Vec<String>>(&path).is_ok());
    Small::new(1).save_with(&path, &[1.5]).expect("it is saved");
    assert!(
        told(Small::load_with(&path))
            .starts_with(&format!("{begin}invalid type: floating point `1.5`, expected a string"))
    );
}

#[derive(Deserialize)]
struct Samples<X> {
    x: Vec<X>,
    y: Vec<[f32; 3]>,
}

/// A model of Keras, in a file that Python wrote, gives the same answers here.
#[test]
fn networks_of_keras_are_loaded() {
    same_answers::<Keras>("keras.safetensors");
    same_answers::<Convolved>("keras_images.safetensors");
}

fn same_answers<N: Network<Element = f32, Input: DeserializeOwned, Output = [f32; 3]>>(file: &str) {
    let (model, samples) = N::load_with::<Samples<N::Input>>(of_keras(file)).expect("a good file");
    assert_eq!(samples.x.len(), 5);
    for (x, y) in samples.x.iter().zip(&samples.y) {
        let found = model.predict(x);
        assert!(found.iter().zip(y).all(|(a, b)| (a - b).abs() < 1e-6), "{found:?} is not {y:?}");
    }
}
