//! Data sets made of data sets: parts, folds, other samples, and what cannot be made.

use dense::prelude::*;

type Data = Dataset<[f32; 1], u8>;

/// Samples that know their numbers, with these labels.
fn numbered(labels: &[u8]) -> Data {
    Dataset::from_pairs(labels.iter().enumerate().map(|(sample, &label)| ([sample as f32], label)))
        .expect("good samples")
}

/// The same with weights that know the numbers, too.
fn weighted(labels: &[u8]) -> Data {
    let weights = (0..labels.len()).map(|sample| sample as f64 / 2.0).collect();
    numbered(labels).sample_weight(weights).expect("good weights")
}

/// The numbers of samples, whose weights have come along.
fn numbers(data: &Data) -> Vec<usize> {
    if let Some(weights) = data.sample_weights() {
        assert_eq!(weights.len(), data.len());
        assert!(data.inputs().iter().zip(weights).all(|(input, &weight)| f64::from(input[0]) / 2.0 == weight));
    }
    data.inputs().iter().map(|input| input[0] as usize).collect()
}

fn message<T>(result: Result<T, Error>) -> String {
    result.err().expect("an error").to_string()
}

#[test]
fn samples_are_taken_with_their_weights() {
    for data in [numbered(&[0, 1, 2, 0, 1]), weighted(&[0, 1, 2, 0, 1])] {
        let of = |part: Result<Data, Error>| {
            let part = part.expect("samples");
            assert_eq!(part.sample_weights().is_some(), data.sample_weights().is_some());
            assert!(part.iter().all(|(input, &label)| label == data.targets()[input[0] as usize]));
            numbers(&part)
        };
        assert_eq!(of(data.select(&[4, 0, 4])), [4, 0, 4]);
        assert_eq!(of(data.clone().take(2)), [0, 1]);
        assert_eq!(of(data.clone().take(9)), [0, 1, 2, 3, 4]);
        assert_eq!(of(data.clone().skip(0)), [0, 1, 2, 3, 4]);
        assert_eq!(of(data.clone().skip(3)), [3, 4]);
        assert_eq!(of(data.clone().filter(|input, &label| label == 0 || input[0] == 4.0)), [0, 3, 4]);
    }
}

#[test]
fn nothing_is_no_data_set() {
    let data = || numbered(&[0, 1, 2]);
    assert_eq!(message(data().take(0)), "the part that `take` gives is empty; at least one sample is needed");
    assert_eq!(message(data().skip(3)), "the part that `skip` leaves is empty; at least one sample is needed");
    assert_eq!(
        message(data().filter(|_, _| false)),
        "the part that `filter` keeps is empty; at least one sample is needed"
    );
    assert_eq!(message(data().select(&[])), "the selection is empty; at least one sample is needed");
    assert_eq!(message(data().select(&[2, 3])), "`samples` is 3, but must be less than the number of samples");
    assert_eq!(message(Data::from_slices(&[], &[])), "the data set is empty; at least one sample is needed");
    assert_eq!(message(Data::from_slices(&[[0.0]], &[])), "expected 1 targets, found 0");
}

#[test]
fn mapped_samples_keep_their_weights_and_are_checked() {
    let data = weighted(&[3, 4, 5]);
    let inputs = data.clone().map_inputs(|[x]| [f64::from(x), -1.0]).expect("finite");
    assert_eq!((inputs.inputs()[2], inputs.targets()), ([2.0, -1.0], data.targets()));
    assert_eq!(inputs.sample_weights(), data.sample_weights());
    let targets = data.clone().map_targets(|label| [f32::from(label)]).expect("finite");
    assert_eq!((targets.inputs(), targets.targets()[2]), (data.inputs(), [5.0]));
    assert_eq!(targets.sample_weights(), data.sample_weights());
    let both = data.clone().map(|[x], label| ([x, f32::from(label)], u32::from(label) + 1)).expect("finite");
    assert_eq!((both.inputs()[1], both.targets()[1]), ([1.0, 4.0], 5));
    assert_eq!(both.sample_weights(), data.sample_weights());

    let divided = data.clone().map_inputs(|[x]| [1.0 / (x - 1.0)]);
    assert_eq!(divided, Err(Error::NotFinite { what: "input", sample: 1, index: 0, value: f64::INFINITY }));
    let divided = data.clone().map_targets(|label| [1.0, 1.0 / (f32::from(label) - 5.0)]);
    assert_eq!(divided, Err(Error::NotFinite { what: "target", sample: 2, index: 1, value: f64::INFINITY }));
    assert!(data.map(|[x], label| ([x.sqrt() - f32::NAN], label)).is_err());
}

#[test]
fn joined_samples_have_weights_if_one_of_them_has() {
    let (plain, heavy) = (numbered(&[0, 1]), weighted(&[2, 3, 4]));
    assert_eq!(plain.clone().concat(plain.clone()).sample_weights(), None);
    let joined = plain.clone().concat(heavy.clone());
    assert_eq!(joined.targets(), [0, 1, 2, 3, 4]);
    assert_eq!(joined.sample_weights(), Some(&[1.0, 1.0, 0.0, 0.5, 1.0][..]));
    assert_eq!(heavy.clone().concat(plain).sample_weights(), Some(&[0.0, 0.5, 1.0, 1.0, 1.0][..]));
    assert_eq!(heavy.clone().concat(heavy).sample_weights(), Some(&[0.0, 0.5, 1.0, 0.0, 0.5, 1.0][..]));
}

#[test]
fn batches_are_slices_of_the_samples() {
    let data = weighted(&[0, 1, 2, 3, 4]);
    let batches = data.batches(2).expect("a size");
    assert_eq!(batches.len(), 3);
    let sizes: Vec<usize> = batches.clone().map(|batch| batch.len()).collect();
    assert_eq!(sizes, [2, 2, 1]);
    let mut at = 0;
    for batch in batches {
        let samples = at..at + batch.len();
        assert!(core::ptr::eq(batch.inputs(), &data.inputs()[samples.clone()]));
        assert_eq!(batch.targets(), &data.targets()[samples.clone()]);
        assert_eq!(batch.sample_weights(), data.sample_weights().map(|weights| &weights[samples]));
        at += batch.len();
    }
    assert_eq!(at, data.len());
    assert_eq!(data.batches(99).expect("a size").len(), 1);
    assert_eq!(numbered(&[0]).batches(1).expect("a size").next().expect("a batch").sample_weights(), None);
    assert_eq!(message(data.batches(0)), "`size` is 0, but must be at least 1");
}

#[test]
fn folds_need_as_many_samples() {
    let data = numbered(&[0, 1, 0, 1, 1]);
    for k in [0, 1] {
        let refused = format!("`k` is {k}, but must be at least 2");
        assert_eq!(message(data.k_folds(k)), refused);
        assert_eq!(message(data.stratified_k_folds(k)), refused);
    }
    assert_eq!(message(data.k_folds(6)), "for 6 folds at least 6 samples are needed, found 5");
    assert_eq!(
        data.stratified_k_folds(3).err(),
        Some(Error::TooFew { what: "3 stratified folds".into(), class: Some(0), needed: 3, found: 2 })
    );
    assert_eq!(data.stratified_k_folds(2).expect("folds").count(), 2);
}

#[test]
fn each_class_is_in_both_parts_of_a_stratified_split() {
    let data = weighted(&[1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1]);
    for fraction in [0.01, 0.5, 0.99] {
        let (first, second) = data.clone().stratified_split(fraction).expect("two parts");
        assert!([&first, &second].iter().all(|part| part.class_counts().len() == 2), "{fraction}");
        assert!([&first, &second].iter().all(|part| numbers(part).is_sorted()), "{fraction}");
        assert_eq!(first.len() + second.len(), data.len());
    }
    // Equal remainders: the smallest label has the sample that is left.
    let (first, _) = numbered(&[0, 1, 0, 1, 0, 1]).stratified_split(0.5).expect("two parts");
    assert_eq!(numbers(&first), [0, 1, 2]);

    let single = numbered(&[0, 0, 7]).stratified_split(0.5);
    assert_eq!(message(single), "for a stratified split each class needs at least 2 samples, but class 7 has 1");
    for fraction in [0.0, 1.0, f64::NAN] {
        assert!(message(data.clone().stratified_split(fraction)).ends_with("must be greater than 0 and less than 1"));
    }
}

#[test]
fn classes_are_counted_whatever_their_labels() {
    let data = Dataset::from_pairs([u32::MAX, 5, u32::MAX].map(|label| ([0.0f32], label))).expect("good samples");
    assert_eq!(data.class_counts().into_iter().collect::<Vec<_>>(), [(5, 1), (u32::MAX as usize, 2)]);
    assert_eq!(data.majority(), (u32::MAX as usize, 2.0 / 3.0));
    assert_eq!(numbered(&[1, 0]).majority(), (0, 0.5));
    assert_eq!(
        message(data.balanced_class_weights()),
        "for balanced weights each class needs at least 1 sample, but class 0 has 0"
    );
}
