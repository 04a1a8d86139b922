//! What two networks have in common goes from one to the other.

use dense::{TensorProblem, prelude::*};
use tempfile::tempdir;

network! {
    struct Digits { Input(4) -> features: Dense(6, relu) -> BatchNormalization -> classes: Dense(10, softmax) }
    struct Letters { Input(4) -> features: Dense(6, relu) -> classes: Dense(26, softmax) -> Activation(linear) }
    struct Deep { Input(4) -> base_features: Dense(6, relu) -> Dense(3) }
    struct Precise { Input(4, dtype = f64) -> features: Dense(6, relu) -> Dense(3) }
}

#[test]
fn what_fits_is_taken_and_the_rest_is_told() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("digits.safetensors");
    let digits = Digits::new(1);
    digits.save(&path).expect("it is saved");
    let (mut letters, untouched) = (Letters::new(2), Letters::new(2));
    let matching = letters.load_matching(&path).expect("a good file");
    assert_eq!(matching.loaded, ["features.kernel", "features.bias"]);
    assert_eq!(letters.tensor("features.kernel"), digits.tensor("features.kernel"));
    assert_eq!(letters.tensor("features.bias"), digits.tensor("features.bias"));
    assert_eq!(letters.tensor("classes.kernel"), untouched.tensor("classes.kernel"));
    let expected = "\
loaded `features.kernel`, `features.bias`; left out:
  `classes.kernel` is [6, 10] in the file, but [6, 26] in the network
  `classes.bias` is [10] in the file, but [26] in the network
  `batch_normalization.gamma` [6] of the file is not in the network
  `batch_normalization.beta` [6] of the file is not in the network
  `batch_normalization.moving_mean` [6] of the file is not in the network
  `batch_normalization.moving_variance` [6] of the file is not in the network";
    assert_eq!(matching.to_string(), expected);

    let mut same = Digits::new(3);
    let matching = same.load_matching(&path).expect("a good file");
    assert!(same == digits && matching.left.is_empty());
    assert!(matching.to_string().ends_with("`classes.kernel`, `classes.bias`, which is all"), "{matching}");
}

#[test]
fn nothing_may_fit() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("digits.safetensors");
    Digits::new(1).save(&path).expect("it is saved");
    let mut precise = Precise::new(2);
    let matching = precise.load_matching(&path).expect("a good file");
    assert!(precise == Precise::new(2) && matching.loaded.is_empty());
    assert_eq!(matching.left[0].to_string(), "`features.kernel` is F32 in the file, but F64 in the network");
    assert!(matching.to_string().starts_with("loaded nothing; left out:\n"), "{matching}");
}

#[test]
fn names_can_be_given_anew_or_left_out() {
    let folder = tempdir().expect("a folder");
    let path = folder.path().join("digits.safetensors");
    let digits = Digits::new(1);
    digits.save(&path).expect("it is saved");
    let mut deep = Deep::new(2);
    let matching = deep.load_matching_with(&path, |name| match name.split_once('.')? {
        ("features", _) => Some(format!("base_{name}")),
        ("classes", tensor) => Some(format!("dense.{tensor}")),
        _ => None,
    });
    let matching = matching.expect("a good file");
    assert_eq!(matching.loaded, ["base_features.kernel", "base_features.bias"]);
    assert_eq!(deep.tensor("base_features.kernel"), digits.tensor("features.kernel"));
    let shape = |name: &str, expected: &[usize], found: &[usize]| {
        let (name, expected, found) = (name.to_owned(), expected.to_vec(), found.to_vec());
        TensorProblem::Shape { name, expected, found }
    };
    assert_eq!(matching.left, [shape("dense.kernel", &[6, 3], &[6, 10]), shape("dense.bias", &[3], &[10])]);

    let error = deep.load_matching_with(&path, |_| Some("dense.bias".to_owned())).expect_err("all have one name");
    let told = "tensor `features.bias`: it is to be `dense.bias`, but so is `features.kernel`";
    assert!(error.to_string().ends_with(told), "{error}");
}
