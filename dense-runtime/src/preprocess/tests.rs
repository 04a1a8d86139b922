//! What the comparison with scikit-learn does not show: mistakes, limits, chains, and files.

use super::*;
use crate::{Dataset, Error};

const ROWS: [[f32; 2]; 4] = [[1.0, -3.0], [2.0, 5.0], [4.0, 0.5], [9.0, 2.0]];

#[test]
fn inputs_must_be_numbers() {
    let missing = [[1.0f32, 2.0], [3.0, f32::NAN]];
    let infinite = [[1.0f64, f64::NEG_INFINITY]];
    type Fit<T> = fn(&[[T; 2]]) -> Option<Error>;
    let scalers_of_f32: [Fit<f32>; 3] =
        [|x| Standardizer::fit(x).err(), |x| MinMaxScaler::fit(x).err(), |x| RobustScaler::fit(x).err()];
    for fit in scalers_of_f32 {
        let Some(Error::NotFinite { what: "input", sample: 1, index: 1, value }) = fit(&missing) else {
            panic!("{:?}", fit(&missing));
        };
        assert!(value.is_nan());
        assert_eq!(fit(&[]), Some(Error::Empty { what: "data set" }));
    }
    let all_of_f64: [Fit<f64>; 6] = [
        |x| Standardizer::fit(x).err(),
        |x| MinMaxScaler::fit(x).err(),
        |x| RobustScaler::fit(x).err(),
        |x| Imputer::mean(x).err(),
        |x| Imputer::median(x).err(),
        |x| Imputer::most_frequent(x).err(),
    ];
    for fit in all_of_f64 {
        let refused = Error::NotFinite { what: "input", sample: 0, index: 1, value: f64::NEG_INFINITY };
        assert_eq!(fit(&infinite), Some(refused));
    }
    assert_eq!(
        Standardizer::fit(&missing).expect_err("NaN").to_string(),
        "input 1 has NaN at index 1; remove the sample or replace the value (`preprocess::Imputer` does) before training"
    );
}

#[test]
fn numbers_that_overflow_are_refused() {
    let huge = [[0.0, f64::MAX], [0.0, f64::MIN], [0.0, f64::MAX]];
    let refused = Some(Error::Column { column: 1, problem: "has numbers too large to compute with" });
    assert_eq!(Standardizer::fit(&huge).err(), refused);
    assert_eq!(MinMaxScaler::fit(&huge).err(), refused);
    assert_eq!(RobustScaler::fit(&huge).err(), refused);
    assert_eq!(Imputer::mean(&[[0.0, f64::MAX], [0.0, f64::MAX]]).err(), refused);
    // None of these is too large for `f32`.
    assert!(Standardizer::fit(&[[f32::MAX], [f32::MIN]]).is_ok());
}

#[test]
fn a_column_without_numbers_is_named() {
    let missing = Imputer::median(&[[1.0f32, f32::NAN], [f32::NAN, f32::NAN]]).expect_err("a column is missing");
    assert_eq!(missing.to_string(), "column 1 is missing in all samples");
    assert_eq!(Imputer::<2>::mean::<f32>(&[]), Err(Error::Empty { what: "data set" }));
    assert!(matches!(Imputer::constant([0.0, f64::NAN]), Err(Error::Setting { name: "fill_value", .. })));
}

#[test]
fn settings_are_checked() {
    let scaler = MinMaxScaler::fit(&ROWS).expect("finite inputs");
    for (min, max) in [(1.0, 1.0), (2.0, 1.0), (f64::NAN, 1.0), (0.0, f64::INFINITY), (f64::MIN, f64::MAX)] {
        assert!(matches!(scaler.clone().feature_range(min, max), Err(Error::Setting { .. })), "{min} {max}");
    }
    for range in [(75.0, 25.0), (50.0, 50.0), (-1.0, 50.0), (50.0, 101.0), (f64::NAN, 50.0), (50.0, f64::NAN)] {
        let refused = RobustScaler::fit_quantile_range(&ROWS, range);
        assert!(matches!(refused, Err(Error::Setting { name: "quantile_range", .. })), "{range:?}");
    }
    let encoder = OrdinalEncoder::fit(&[["a", "x"], ["b", "x"], ["c", "x"]]).expect("rows");
    for unknown in 0..3 {
        assert!(matches!(encoder.clone().unknown_value(unknown), Err(Error::Setting { name: "unknown_value", .. })));
    }
    assert!(encoder.unknown_value(3).is_ok());
}

#[test]
fn steps_are_one_after_the_other_and_back() {
    let (first, second) = (Standardizer::fit(&ROWS).expect("finite"), MinMaxScaler::fit(&ROWS).expect("finite"));
    let third = RobustScaler::fit(&ROWS).expect("finite");
    let x = ROWS[2];
    let pair = (first.clone(), second.clone());
    assert_eq!(pair.transform(&x), second.transform(&first.transform(&x)));
    let three = (first, second, third.clone());
    assert_eq!(three.transform(&x), third.transform(&pair.transform(&x)));
    let back: [f32; 2] = three.inverse_transform(&three.transform(&x));
    assert!(back.iter().zip(x).all(|(back, x)| (back - x).abs() < 1e-5), "{back:?}");
    assert_eq!(((), ()).transform(&x), x);
}

#[test]
fn data_sets_are_scaled_with_their_weights() {
    let data =
        Dataset::new(ROWS.to_vec(), vec![0u8, 1, 1, 0]).and_then(|data| data.sample_weight(vec![1.0, 2.0, 3.0, 4.0]));
    let data = data.expect("good samples");
    let scaler = MinMaxScaler::fit(data.inputs()).expect("finite inputs");
    let scaled = scaler.apply(data.clone()).expect("finite numbers");
    assert_eq!(scaled.inputs(), scaler.transform_all(&ROWS));
    assert_eq!((scaled.targets(), scaled.sample_weights()), (data.targets(), data.sample_weights()));
    // Small differences in the samples to train on make large numbers of others.
    let scaler = MinMaxScaler::fit(&[[0.0f64], [1e-10]]).expect("finite inputs");
    let far = Dataset::new(vec![[1e300f64]], vec![0u8]).expect("good samples");
    assert!(matches!(scaler.apply(far), Err(Error::NotFinite { sample: 0, index: 0, .. })));
}

#[test]
fn missing_numbers_pass_through_scalers() {
    let x = [f32::NAN, 1.0];
    assert!(Standardizer::fit(&ROWS).expect("finite").transform(&x)[0].is_nan());
    assert!(RobustScaler::fit(&ROWS).expect("finite").transform(&x)[0].is_nan());
    assert!(MinMaxScaler::fit(&ROWS).expect("finite").clip(true).transform(&x)[0].is_nan());
}

#[test]
fn texts_and_numbers_have_to_fit_together() {
    let texts = [["b"], ["a"], ["c"], ["a"]];
    let encoder = OneHotEncoder::fit(&texts).expect("rows");
    let columns = ColumnTransformer::<_, _, 2, 1, 5>::new((), encoder.clone()).expect("five columns");
    let all = columns.transform_all(&ROWS, &texts).expect("known texts");
    assert_eq!(all[2], [4.0, 0.5, 0.0, 0.0, 1.0]);
    assert_eq!(columns.transform(&ROWS[2], &texts[2]), Ok(all[2]));
    let unknown = columns.transform_all(&ROWS, &[["a"], ["b"], ["?"], ["c"]]);
    assert_eq!(unknown, Err(Error::Category { sample: 2, column: 0, value: "?".into() }));
    let fewer = columns.transform_all(&ROWS, &texts[1..]);
    assert_eq!(fewer, Err(Error::Lengths { expected: 4, found: 3, what: "rows of texts" }));
    assert_eq!(
        encoder.transform::<f32, 4>(&["a"]),
        Err(Error::Lengths { expected: 3, found: 4, what: "numbers for a sample" })
    );
    assert_eq!(OneHotEncoder::<1>::fit(&[] as &[[&str; 1]]), Err(Error::Empty { what: "data set" }));
}

#[test]
fn labels_have_room() {
    let names: Vec<String> = (0..257).map(|class| format!("{class:03}")).collect();
    let encoder = LabelEncoder::fit(&names).expect("names");
    assert_eq!(encoder.transform::<u16>("256"), Ok(256));
    let refused = encoder.transform_all::<u8>(&names).expect_err("no room");
    assert_eq!(refused.to_string(), "`classes` is 257, but must be at most 256, for which `u8` has room");
    assert_eq!(LabelEncoder::fit(&names[..256]).and_then(|encoder| encoder.transform::<u8>("255")), Ok(255));
    let unknown = encoder.transform_all::<u32>(&["000", "x"]);
    assert_eq!(unknown, Err(Error::Category { sample: 1, column: 0, value: "x".into() }));
    assert_eq!(encoder.inverse_transform(257u32), Err(Error::Label { sample: 0, label: 257, classes: 257 }));
}

#[test]
fn outputs_have_names() {
    let encoder = LabelEncoder::fit(&["yes", "no"]).expect("names");
    assert_eq!(encoder.decode(&[0.3f32, 0.7]), Ok("yes"));
    assert_eq!(encoder.decode(&[0.5f64, 0.5]), Ok("no"));
    assert_eq!((encoder.decode(&[0.5f32]), encoder.decode(&[0.4f32])), (Ok("yes"), Ok("no")));
    for found in [encoder.decode(&[0.1f32, 0.2, 0.7]), encoder.decode(&[0.7f32, 0.2, 0.1])] {
        assert_eq!(found, Err(Error::Lengths { expected: 2, found: 3, what: "outputs" }));
    }
    let alone = LabelEncoder::fit(&["a"]).expect("a name");
    assert_eq!((alone.decode(&[0.1f32]), alone.decode(&[0.9f32])), (Ok("a"), Ok("a")));
}

#[cfg(feature = "files")]
mod files {
    use core::fmt::Debug;

    use serde::Serialize;
    use serde::de::DeserializeOwned;

    use super::*;

    /// Numbers with all their digits.
    const DIGITS: [[f64; 3]; 4] = [
        [1.0 / 3.0, 1e-300, -0.0],
        [core::f64::consts::PI, 3.0e-310, 5e-324],
        [-1.0e17 / 7.0, 2.0, 0.1],
        [0.7, 1.0 / 7.0, 0.3],
    ];

    fn come_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(thing: &T) {
        let text = serde_json::to_string(thing).expect("it can be written");
        let back: T = serde_json::from_str(&text).expect("it can be read");
        assert_eq!((&back, serde_json::to_string(&back).expect("it can be written")), (thing, text));
    }

    fn refused<T: DeserializeOwned + Debug>(text: &str, why: &str) {
        let error = serde_json::from_str::<T>(text).expect_err(text).to_string();
        assert!(error.contains(why), "{error}");
    }

    #[test]
    fn numbers_come_back_with_the_same_bits() {
        let standardizer = Standardizer::fit(&DIGITS).expect("finite");
        let text = serde_json::to_string(&standardizer).expect("it can be written");
        let back: Standardizer<3> = serde_json::from_str(&text).expect("it can be read");
        let bits = |scaler: &Standardizer<3>| [scaler.mean().map(f64::to_bits), scaler.scale().map(f64::to_bits)];
        assert_eq!(bits(&back), bits(&standardizer));

        let zero = Imputer::constant([-0.0, 5e-324, f64::MAX]).expect("finite");
        let text = serde_json::to_string(&zero).expect("it can be written");
        let back: Imputer<3> = serde_json::from_str(&text).expect("it can be read");
        assert_eq!(back.statistics().map(f64::to_bits), zero.statistics().map(f64::to_bits));
    }

    #[test]
    fn everything_comes_back() {
        let (standardizer, robust) =
            (Standardizer::fit(&DIGITS).expect("finite"), RobustScaler::fit(&DIGITS).expect("finite"));
        let min_max =
            MinMaxScaler::fit(&DIGITS).and_then(|scaler| scaler.feature_range(-0.1, 0.3)).expect("finite").clip(true);
        come_back(&standardizer);
        come_back(&min_max);
        come_back(&robust);
        come_back(&(Imputer::mean(&DIGITS).expect("finite"), robust));
        let rows = [["b\"", "x"], ["ä", "y"]];
        let one_hot = OneHotEncoder::fit(&rows).expect("rows").ignore_unknown(true);
        come_back(&one_hot);
        come_back(&OrdinalEncoder::fit(&rows).and_then(|encoder| encoder.unknown_value(-1)).expect("rows"));
        come_back(&OrdinalEncoder::fit(&rows).expect("rows"));
        come_back(&LabelEncoder::fit(&["b", "a"]).expect("names"));
        come_back(&ColumnTransformer::<_, _, 3, 2, 7>::new(min_max, one_hot).expect("seven columns"));
        // More columns than serde has arrays for.
        come_back(&Standardizer::fit(&[[0.5f32; 784]]).expect("finite"));
    }

    #[test]
    fn files_are_not_trusted() {
        refused::<Standardizer<2>>(r#"{"mean":[0.0],"scale":[1.0,1.0]}"#, "expected 2 columns, found 1");
        refused::<Standardizer<1>>(r#"{"mean":[0.0],"scale":[1.0,1.0]}"#, "expected 1 columns, found 2");
        refused::<Standardizer<1>>(r#"{"mean":[0.0],"scale":[0.0]}"#, "the scale of column 0 is not positive");
        refused::<Standardizer<1>>(r#"{"mean":[0.0],"scale":[-1.0]}"#, "the scale of column 0 is not positive");
        refused::<Standardizer<1>>(r#"{"mean":[null],"scale":[1.0]}"#, "invalid type");
        refused::<Standardizer<1>>(r#"{"mean":[1e999],"scale":[1.0]}"#, "number out of range");
        refused::<RobustScaler<1>>(r#"{"center":[0.0],"scale":[0]}"#, "the scale of column 0 is not positive");
        let min_max = |numbers: &str| format!(r#"{{{numbers},"clip":false}}"#);
        refused::<MinMaxScaler<1>>(
            &min_max(r#""data_min":[2.0],"data_max":[1.0],"feature_range":[0.0,1.0]"#),
            "the largest number of column 0 is less than the smallest",
        );
        refused::<MinMaxScaler<1>>(
            &min_max(r#""data_min":[-1e308],"data_max":[1e308],"feature_range":[0.0,1.0]"#),
            "or too far away",
        );
        refused::<MinMaxScaler<1>>(
            &min_max(r#""data_min":[1.0],"data_max":[2.0],"feature_range":[1.0,1.0]"#),
            "`min` less than `max`",
        );
        refused::<OneHotEncoder<1>>(
            r#"{"categories":[["b","a"]],"ignore_unknown":false}"#,
            "`b` cannot come before `a`",
        );
        refused::<OneHotEncoder<1>>(
            r#"{"categories":[["a","a"]],"ignore_unknown":false}"#,
            "`a` cannot come before `a`",
        );
        refused::<OneHotEncoder<1>>(r#"{"categories":[[]],"ignore_unknown":false}"#, "there are no categories");
        refused::<OneHotEncoder<2>>(
            r#"{"categories":[["a"]],"ignore_unknown":false}"#,
            "expected 2 columns of categories, found 1",
        );
        refused::<OrdinalEncoder<1>>(r#"{"categories":[["a"]],"unknown_value":0}"#, "`unknown_value` is 0");
        refused::<LabelEncoder>(r#"{"classes":[]}"#, "there are no categories");
        refused::<ColumnTransformer<(), OneHotEncoder<1>, 2, 1, 4>>(
            r#"{"numbers":null,"texts":{"categories":[["a"]],"ignore_unknown":false}}"#,
            "expected 3 numbers for a sample, found 4",
        );
    }
}
