//! Folds, splits and balanced weights against scikit-learn.

use dense::prelude::*;

use crate::golden::{Case, cases};

/// A case and what its name begins with.
fn of_kind(kind: &str) -> Vec<Case> {
    let cases: Vec<Case> = cases(include_str!("data/data_sets.txt"))
        .into_iter()
        .filter(|case| case.name.split('.').next() == Some(kind))
        .collect();
    assert!(!cases.is_empty(), "no case of `{kind}`");
    cases
}

fn whole_numbers(case: &Case, key: &str) -> Vec<usize> {
    case.array::<f64>(key).into_iter().map(|number| number as usize).collect()
}

/// Samples that know their numbers, weighted by them, with these labels.
fn numbered(labels: Vec<usize>) -> Dataset<[f64; 1], usize> {
    let data = Dataset::from_pairs(labels.into_iter().enumerate().map(|(sample, label)| ([sample as f64], label)));
    let data = data.expect("good samples");
    let weights = (0..data.len()).map(|sample| sample as f64).collect();
    data.sample_weight(weights).expect("good weights")
}

/// The numbers of samples, whose weights have come along.
fn numbers(data: &Dataset<[f64; 1], usize>) -> Vec<usize> {
    let weights = data.sample_weights().expect("weights");
    assert!(data.inputs().iter().zip(weights).all(|(input, &weight)| input[0] == weight));
    data.inputs().iter().map(|input| input[0] as usize).collect()
}

/// Compares pairs with the fold in which each sample validates.
fn check(
    case: &Case,
    folds: impl ExactSizeIterator<Item = (Dataset<[f64; 1], usize>, Dataset<[f64; 1], usize>)>,
    k: usize,
) {
    let fold_of = whole_numbers(case, "fold_of");
    assert_eq!(folds.len(), k);
    for (fold, (train, validation)) in folds.enumerate() {
        let samples =
            |validates| (0..fold_of.len()).filter(|&sample| (fold_of[sample] == fold) == validates).collect::<Vec<_>>();
        assert_eq!(numbers(&validation), samples(true), "{} k={k} fold {fold}", case.name);
        assert_eq!(numbers(&train), samples(false), "{} k={k} fold {fold}", case.name);
    }
}

#[test]
fn folds_are_those_of_scikit_learn() {
    for case in of_kind("k_folds") {
        let k = case.number("k").expect("k") as usize;
        let data = numbered(vec![0; case.array::<f64>("fold_of").len()]);
        check(&case, data.k_folds(k).expect("folds"), k);
    }
}

#[test]
fn stratified_folds_are_those_of_scikit_learn() {
    for case in of_kind("stratified_k_folds") {
        let k = case.number("k").expect("k") as usize;
        let data = numbered(whole_numbers(&case, "labels"));
        check(&case, data.stratified_k_folds(k).expect("folds"), k);
    }
}

#[test]
fn stratified_splits_have_as_many_of_each_class_as_those_of_scikit_learn() {
    for case in of_kind("stratified_split") {
        let data = numbered(whole_numbers(&case, "labels"));
        let fraction = case.number("fraction").expect("a fraction");
        let (first, second) = data.clone().stratified_split(fraction).expect("two parts");
        let counts: Vec<usize> = first.class_counts().into_values().collect();
        assert_eq!(counts, whole_numbers(&case, "counts"), "{} {fraction}", case.name);
        // Each sample is in one of the parts, in order, and the first ones of a class are in the first.
        let (first, second) = (numbers(&first), numbers(&second));
        assert!(first.is_sorted() && second.is_sorted());
        let mut all = [&first[..], &second].concat();
        all.sort_unstable();
        assert!(all.into_iter().eq(0..data.len()));
        for class in data.class_counts().into_keys() {
            let of_class = |samples: &[usize]| {
                samples.iter().copied().filter(|&sample| data.targets()[sample] == class).collect::<Vec<_>>()
            };
            assert!(of_class(&first).last() < of_class(&second).first(), "{} {fraction}", case.name);
        }
    }
}

#[test]
fn balanced_weights_are_those_of_scikit_learn() {
    for case in of_kind("balanced") {
        let weights = numbered(whole_numbers(&case, "labels")).balanced_class_weights().expect("no class is missing");
        case.expect("weights", weights, "weights", 1e-15);
    }
}
