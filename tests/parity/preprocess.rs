//! Scalers, imputers and encoders against scikit-learn.

use dense::preprocess::*;
use dense::{Element, Error};

use crate::golden::{Case, cases};

fn of_kind(kind: &str) -> Vec<Case> {
    let cases: Vec<Case> =
        cases(include_str!("data/preprocess.txt")).into_iter().filter(|case| case.name == kind).collect();
    assert!(!cases.is_empty(), "no case of `{kind}`");
    cases
}

fn setting(case: &Case, key: &str) -> f64 {
    case.number(key).unwrap_or_else(|| panic!("{} has no `{key}`", case.name))
}

/// Runs a test of both types.
macro_rules! in_both_types {
    ($kind:literal, $check:ident) => {
        for case in of_kind($kind) {
            match case.dtype {
                "f32" => $check::<f32>(&case, 1e-6),
                _ => $check::<f64>(&case, 1e-10),
            }
        }
    };
}

/// What becomes of new samples, and what comes back.
fn scaled<T: Element>(case: &Case, scaler: &impl InverseTransform<[T; 5], Output = [T; 5]>, tolerance: f64) {
    let new = case.rows::<T, 5>("new");
    let y = scaler.transform_all(&new);
    assert_eq!(y[1], scaler.transform(&new[1]));
    case.expect("transformed", y.as_flattened().iter().copied(), "y", tolerance);
    let back = scaler.inverse_transform_all(&case.rows::<T, 5>("y"));
    case.expect("back", back.into_flattened(), "back", tolerance);
}

fn standardizer<T: Element>(case: &Case, tolerance: f64) {
    let scaler = Standardizer::fit(&case.rows::<T, 5>("x")).expect("finite inputs");
    // The figures are `f64` whatever the inputs are, but a file has them in the type of the inputs.
    case.expect("mean", *scaler.mean(), "mean", tolerance);
    case.expect("scale", *scaler.scale(), "scale", tolerance);
    scaled::<T>(case, &scaler, tolerance);
}

fn min_max_scaler<T: Element>(case: &Case, tolerance: f64) {
    let scaler = MinMaxScaler::fit(&case.rows::<T, 5>("x"))
        .and_then(|scaler| scaler.feature_range(setting(case, "min"), setting(case, "max")))
        .expect("finite inputs and a range")
        .clip(case.flag("clip"));
    case.expect("data_min", *scaler.data_min(), "data_min", tolerance);
    case.expect("data_max", *scaler.data_max(), "data_max", tolerance);
    scaled::<T>(case, &scaler, tolerance);
}

fn robust_scaler<T: Element>(case: &Case, tolerance: f64) {
    let range = (setting(case, "low"), setting(case, "high"));
    let inputs = case.rows::<T, 5>("x");
    let scaler = RobustScaler::fit_quantile_range(&inputs, range).expect("finite inputs and a range");
    if range == (25.0, 75.0) {
        assert_eq!(RobustScaler::fit(&inputs).as_ref(), Ok(&scaler));
    }
    case.expect("center", *scaler.center(), "center", tolerance);
    case.expect("scale", *scaler.scale(), "scale", tolerance);
    scaled::<T>(case, &scaler, tolerance);
}

fn imputer<T: Element>(case: &Case, tolerance: f64) {
    let inputs = case.rows::<T, 5>("x");
    let imputer = match case.text("strategy").expect("a strategy") {
        "mean" => Imputer::mean(&inputs),
        "median" => Imputer::median(&inputs),
        "most_frequent" => Imputer::most_frequent(&inputs),
        other => panic!("no test knows `{other}`"),
    };
    let imputer = imputer.expect("no column is missing");
    case.expect("statistics", *imputer.statistics(), "statistics", tolerance);
    let y = imputer.transform_all(&case.rows::<T, 5>("new"));
    case.expect("imputed", y.into_flattened(), "y", tolerance);
}

#[test]
fn scalers_are_those_of_scikit_learn() {
    in_both_types!("standardizer", standardizer);
    in_both_types!("min_max_scaler", min_max_scaler);
    in_both_types!("robust_scaler", robust_scaler);
}

#[test]
fn imputers_are_those_of_scikit_learn() {
    in_both_types!("imputer", imputer);
}

/// Rows of three texts.
fn texts(case: &Case, key: &str) -> Vec<[&'static str; 3]> {
    let row = |row: &'static str| row.split(':').collect::<Vec<_>>().try_into().expect("three texts");
    case.text(key).expect("rows").split(',').map(row).collect()
}

#[test]
fn encoders_are_those_of_scikit_learn() {
    for case in of_kind("one_hot_encoder") {
        let (rows, new) = (texts(&case, "rows"), texts(&case, "new"));
        let encoder = OneHotEncoder::fit(&rows).expect("rows");
        assert_eq!(encoder.width(), 12);
        let y = encoder.transform_all::<f64, 12>(&rows).expect("known texts");
        case.expect("encoded", y.into_flattened(), "y", 0.0);
        let unknown = encoder.transform_all::<f64, 12>(&new);
        assert_eq!(unknown, Err(Error::Category { sample: 1, column: 0, value: "pink".into() }));
        let y = encoder.ignore_unknown(true).transform_all::<f64, 12>(&new).expect("unknown ones are ignored");
        case.expect("encoded", y.into_flattened(), "y_new", 0.0);
    }
    for case in of_kind("ordinal_encoder") {
        let (rows, new) = (texts(&case, "rows"), texts(&case, "new"));
        let encoder = OrdinalEncoder::fit(&rows).expect("rows");
        let y = encoder.transform_all::<f64, 3>(&rows).expect("known texts");
        case.expect("encoded", y.into_flattened(), "y", 0.0);
        let unknown = encoder.indices_all(&new);
        assert_eq!(unknown, Err(Error::Category { sample: 1, column: 0, value: "pink".into() }));
        let unknown = setting(&case, "unknown");
        let encoder = encoder.unknown_value(unknown as i64).expect("not the number of a category");
        let y = encoder.transform_all::<f64, 3>(&new).expect("there is a number for unknown ones");
        case.expect("encoded", y.into_flattened(), "y_new", 0.0);
        match encoder.indices_all(&new) {
            Ok(indices) => case.expect("indices", indices.into_flattened().into_iter().map(f64::from), "y_new", 0.0),
            Err(error) => assert!(unknown < 0.0 && matches!(error, Error::Category { sample: 1, .. })),
        }
    }
    for case in of_kind("label_encoder") {
        let list = |key| case.text(key).expect("texts").split(',').collect::<Vec<_>>();
        let encoder = LabelEncoder::fit(&list("names")).expect("names");
        assert_eq!(encoder.classes(), list("classes"));
        let labels = encoder.transform_all::<u16>(&list("names")).expect("known names");
        case.expect("labels", labels.iter().map(|&label| f64::from(label)), "labels", 0.0);
        let names: Vec<&str> = labels.iter().map(|&label| encoder.inverse_transform(label).expect("a class")).collect();
        assert_eq!(names, list("names"));
    }
}
