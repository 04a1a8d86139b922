//! Where metrics have little to go by: no samples, outputs that are equal or NaN, one class alone.

use super::*;
use crate::data::Label;

/// Metrics for three outputs with arrays as targets, by what they were asked.
fn for_arrays() -> Vec<Box<dyn Metric<[f32; 3], [f32; 3]>>> {
    vec![
        Box::new(Accuracy::new()),
        Box::new(BinaryAccuracy::new()),
        Box::new(CategoricalAccuracy::new()),
        Box::new(TopKCategoricalAccuracy::new()),
        Box::new(TruePositives::new()),
        Box::new(TrueNegatives::new()),
        Box::new(FalsePositives::new()),
        Box::new(FalseNegatives::new()),
        Box::new(Precision::new()),
        Box::new(Recall::new()),
        Box::new(F1Score::new()),
        Box::new(FBetaScore::new().average(Average::Micro)),
        Box::new(FBetaScore::new().average(Average::Weighted).name("weighted")),
        Box::new(AUC::new()),
        Box::new(AUC::new().curve(Curve::PR).name("pr")),
        Box::new(AUC::new().curve(Curve::PR).summation_method(SummationMethod::Majoring).name("pr_above")),
        Box::new(IoU::new([0, 2])),
        Box::new(MeanIoU::new()),
        Box::new(BinaryIoU::new()),
        Box::new(MeanSquaredError::new()),
        Box::new(RootMeanSquaredError::new()),
        Box::new(MeanAbsoluteError::new()),
        Box::new(MeanAbsolutePercentageError::new()),
        Box::new(MeanSquaredLogarithmicError::new()),
        Box::new(LogCoshError::new()),
        Box::new(CosineSimilarity::new()),
        Box::new(R2Score::new()),
        Box::new(R2Score::new().class_aggregation(ClassAggregation::VarianceWeightedAverage).name("r2_weighted")),
        Box::new(KLDivergence::new()),
        Box::new(Poisson::new()),
        Box::new(BinaryCrossentropy::new()),
        Box::new(CategoricalCrossentropy::new()),
        Box::new(Hinge::new()),
        Box::new(SquaredHinge::new()),
        Box::new(CategoricalHinge::new()),
    ]
}

/// Metrics for three outputs with labels as targets.
fn for_labels<Y: Label + Answers<f32, 3>>() -> Vec<Box<dyn Metric<[f32; 3], Y>>> {
    vec![
        Box::new(Accuracy::new()),
        Box::new(SparseCategoricalAccuracy::new()),
        Box::new(SparseTopKCategoricalAccuracy::new()),
        Box::new(SparseCategoricalCrossentropy::new()),
        Box::new(F1Score::new()),
        Box::new(MeanIoU::new()),
        Box::new(Precision::new()),
        Box::new(AUC::new()),
    ]
}

#[test]
fn without_samples_figures_are_zero() {
    for mut metric in for_arrays() {
        assert_eq!(metric.result(), 0.0, "{}", metric.name());
        assert_eq!(metric.evaluate(&[], &[]), Ok(0.0));
    }
    assert!(for_labels::<u8>().iter().all(|metric| metric.result() == 0.0));
    assert_eq!(R2Score::<2>::new().scores(), [0.0; 2]);
}

#[test]
fn a_reset_forgets_all_samples() {
    let (outputs, targets) = ([[0.2f32, 0.5, 0.3], [0.8, 0.1, 0.1]], [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]);
    for mut metric in for_arrays() {
        let first = metric.evaluate(&outputs, &targets).expect("good settings");
        assert!(first.is_finite(), "{}", metric.name());
        assert_eq!(metric.evaluate(&outputs, &targets), Ok(first), "{}", metric.name());
        metric.reset();
        assert_eq!(metric.result(), 0.0, "{}", metric.name());
    }
}

#[test]
fn names_differ_and_can_be_changed() {
    let mut names: Vec<String> = for_arrays().iter().map(|metric| metric.name().to_string()).collect();
    let all = names.len();
    names.sort();
    names.dedup();
    assert_eq!(names.len(), all);
    let named: &dyn Metric<[f32; 1], u8> = &AUC::new().name("area");
    assert_eq!(named.name(), "area");
}

#[test]
fn as_many_targets_as_outputs_are_needed() {
    let found = Accuracy::new().evaluate(&[[0.5f32]; 3], &[1u8; 2]);
    assert_eq!(found, Err(Error::Lengths { expected: 3, found: 2, what: "targets" }));
}

/// As JAX has it: NaN is the largest output, but above no threshold.
#[test]
fn outputs_that_are_nan_do_not_hide() {
    const NAN: f32 = f32::NAN;
    let outputs = [[0.1, NAN, 0.9]];
    assert_eq!(Accuracy::new().evaluate(&outputs, &[1u8]), Ok(1.0));
    assert_eq!(CategoricalAccuracy::new().evaluate(&outputs, &[[0.0, 0.0, 1.0]]), Ok(0.0));
    assert_eq!(SparseTopKCategoricalAccuracy::new().k(1).evaluate(&[[0.1, NAN, 0.05]], &[0u8]), Ok(1.0));
    assert_eq!(SparseTopKCategoricalAccuracy::new().k(2).evaluate(&[[0.1, NAN, 0.05]], &[1u8]), Ok(0.0));
    assert_eq!(Precision::new().top_k(1).evaluate(&[[0.1, NAN, 0.05]], &[[1.0, 1.0, 0.0]]), Ok(0.0));
    assert_eq!(Precision::new().top_k(2).evaluate(&[[0.1, NAN, 0.05]], &[[1.0, 1.0, 0.0]]), Ok(1.0));
    assert_eq!(F1Score::new().evaluate(&[[0.1, NAN, 0.05]], &[[1.0, 1.0, 0.0]]), Ok(0.0));
    assert_eq!(AUC::new().num_thresholds(5).evaluate(&[[NAN], [0.4], [0.9]], &[1u8, 0, 1]), Ok(0.5));
    for output in [[NAN, 0.5, 0.5], [0.5, NAN, 0.5], [NAN; 3]] {
        // All that compare numbers.
        for mut metric in for_arrays().into_iter().skip_while(|metric| metric.name() != "mean_squared_error") {
            let figure = metric.evaluate(&[[0.5, 0.25, 0.25], output], &[[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]);
            assert!(figure.is_ok_and(f64::is_nan), "{} of {output:?}", metric.name());
        }
    }
}

#[test]
fn of_equal_outputs_the_first_is_taken_or_all_are() {
    let outputs = [[0.4f32, 0.4, 0.05]];
    assert_eq!(Precision::new().top_k(1).evaluate(&outputs, &[1u8]), Ok(0.0));
    assert_eq!(Precision::new().top_k(1).evaluate(&outputs, &[0u8]), Ok(1.0));
    assert_eq!(Recall::new().top_k(2).evaluate(&[[0.4f32; 3]], &[1u8]), Ok(1.0));
    assert_eq!(SparseTopKCategoricalAccuracy::new().k(1).evaluate(&outputs, &[1u8]), Ok(1.0));
    assert_eq!(SparseCategoricalAccuracy::new().evaluate(&outputs, &[1u8]), Ok(0.0));
    assert_eq!(F1Score::new().average(Average::Micro).evaluate(&outputs, &[1u8]), Ok(2.0 / 3.0));
    // Outputs of zero say nothing.
    assert_eq!(F1Score::new().average(Average::Micro).evaluate(&[[0.0f32; 3]], &[1u8]), Ok(0.0));
}

#[test]
fn an_output_at_the_threshold_is_not_above_it() {
    assert_eq!(BinaryAccuracy::new().evaluate(&[[0.5f32]], &[0u8]), Ok(1.0));
    assert_eq!(FalseNegatives::new().evaluate(&[[0.5f32]], &[1u8]), Ok(1.0));
    assert_eq!(BinaryAccuracy::new().threshold(1.0).evaluate(&[[1.0f32]], &[0u8]), Ok(1.0));
    assert_eq!(BinaryIoU::new().target_class_ids([1]).evaluate(&[[0.5f32]], &[1u8]), Ok(1.0));
}

#[test]
fn one_class_alone_makes_no_roc_curve() {
    for (label, pr) in [(1u8, 1.0), (0, 0.0)] {
        assert_eq!(AUC::new().evaluate(&[[0.3f32], [0.9]], &[label; 2]), Ok(0.0));
        assert_eq!(AUC::new().curve(Curve::PR).evaluate(&[[0.3f32], [0.9]], &[label; 2]), Ok(pr));
    }
    assert_eq!(Precision::new().evaluate(&[[0.9f32]; 2], &[0u8; 2]), Ok(0.0));
    assert_eq!(Recall::new().evaluate(&[[0.9f32]; 2], &[0u8; 2]), Ok(0.0));
    // Classes that nobody has and that are taken for nothing do not lower the mean.
    assert_eq!(MeanIoU::new().evaluate(&[[0.9f32, 0.1, 0.0]; 2], &[0u8; 2]), Ok(1.0));
}

#[test]
fn outputs_beyond_probabilities_are_taken_for_the_nearest() {
    let outputs = [[-3.0f32], [f32::NEG_INFINITY], [2.0], [f32::INFINITY]];
    assert_eq!(AUC::new().evaluate(&outputs, &[0u8, 0, 1, 1]), Ok(1.0));
}

#[test]
fn targets_that_are_all_the_same_have_no_variance() {
    let targets = [[0.1f32]; 3];
    assert_eq!(R2Score::new().evaluate(&[[0.1f32]; 3], &targets), Ok(1.0));
    assert_eq!(R2Score::new().evaluate(&[[0.2f32]; 3], &targets), Ok(0.0));
    let mut weighted = R2Score::new().class_aggregation(ClassAggregation::VarianceWeightedAverage);
    assert_eq!(weighted.evaluate(&[[0.1f32]; 3], &targets), Ok(1.0));
    // An output whose targets do not vary has no weight beside one whose targets do.
    let mut weighted = R2Score::new().class_aggregation(ClassAggregation::VarianceWeightedAverage);
    assert_eq!(weighted.evaluate(&[[1.0f32, 9.0], [3.0, 9.0]], &[[1.0, 5.0], [3.0, 5.0]]), Ok(1.0));
}

#[test]
fn labels_out_of_range_are_never_right() {
    for mut metric in for_labels::<usize>() {
        assert_eq!(metric.evaluate(&[[0.2f32, 0.5, 0.3]], &[usize::MAX]), Ok(0.0), "{}", metric.name());
    }
}

#[test]
fn settings_are_checked() {
    fn name<Y>(mut metric: impl Metric<[f32; 3], Y>) -> &'static str {
        match metric.evaluate(&[], &[]) {
            Err(Error::Setting { name, .. }) => name,
            other => panic!("{other:?}"),
        }
    }
    for value in [-0.1, 1.1, f64::NAN] {
        assert_eq!(name::<[f32; 3]>(BinaryAccuracy::new().threshold(value)), "threshold");
        assert_eq!(name::<[f32; 3]>(FBetaScore::new().threshold(value)), "threshold");
        assert_eq!(name::<u8>(TruePositives::new().thresholds(value)), "thresholds");
        assert_eq!(name::<u8>(TrueNegatives::new().thresholds(value)), "thresholds");
        assert_eq!(name::<u8>(FalsePositives::new().thresholds(value)), "thresholds");
        assert_eq!(name::<u8>(FalseNegatives::new().thresholds(value)), "thresholds");
        assert_eq!(name::<u8>(Precision::new().thresholds(value)), "thresholds");
        assert_eq!(name::<u8>(Recall::new().thresholds(value)), "thresholds");
        assert_eq!(name::<[f32; 3]>(BinaryCrossentropy::new().label_smoothing(value)), "label_smoothing");
        assert_eq!(name::<[f32; 3]>(CategoricalCrossentropy::new().label_smoothing(value)), "label_smoothing");
    }
    assert_eq!(name::<u8>(F1Score::new().threshold(0.0)), "threshold");
    for beta in [0.0, -1.0, f64::INFINITY, f64::NAN] {
        assert_eq!(name::<u8>(FBetaScore::new().beta(beta)), "beta");
    }
    assert_eq!(name::<[f32; 3]>(TopKCategoricalAccuracy::new().k(0)), "k");
    assert_eq!(name::<u8>(SparseTopKCategoricalAccuracy::new().k(0)), "k");
    for k in [0, 4] {
        assert_eq!(name::<u8>(Precision::new().top_k(k)), "top_k");
        assert_eq!(name::<u8>(Recall::new().top_k(k)), "top_k");
    }
    assert_eq!(name::<u8>(Precision::new().class_id(3)), "class_id");
    assert_eq!(name::<u8>(IoU::new([])), "target_class_ids");
    assert_eq!(name::<u8>(IoU::new([0, 3])), "target_class_ids");
    assert_eq!(name::<[f32; 3]>(BinaryIoU::new().target_class_ids([2])), "target_class_ids");
    assert_eq!(name::<[f32; 3]>(BinaryIoU::new().threshold(f64::NAN)), "threshold");
    for num_thresholds in [0, 1] {
        assert_eq!(name::<u8>(AUC::new().num_thresholds(num_thresholds)), "num_thresholds");
    }
}

/// What a run does that was interrupted in the middle of an epoch.
#[test]
fn a_metric_goes_on_from_its_state() {
    let outputs = [[0.2f32, 0.7, 0.1], [0.6, 0.3, 0.1], [0.1, 0.2, 0.7], [0.3, 0.3, 0.4]];
    let arrays = [[0.0f32, 1.0, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]];
    fn check<Y: 'static>(
        whole: &mut dyn Metric<[f32; 3], Y>,
        resumed: &mut dyn Metric<[f32; 3], Y>,
        samples: &[([f32; 3], Y)],
    ) {
        for (at, (output, target)) in samples.iter().enumerate() {
            if at == 2 {
                let state: Vec<f64> =
                    whole.state().expect("all metrics show it").iter().map(|number| **number).collect();
                resumed.reset();
                let numbers = resumed.state().expect("all metrics show it");
                assert_eq!(numbers.len(), state.len(), "{}", whole.name());
                numbers.into_iter().zip(state).for_each(|(number, state)| *number = state);
            }
            whole.update(output, target);
            if at >= 2 {
                resumed.update(output, target);
            }
        }
        assert_eq!(whole.result().to_bits(), resumed.result().to_bits(), "{}", whole.name());
        assert!(whole.direction().is_some(), "{}", whole.name());
    }
    let samples: Vec<_> = outputs.into_iter().zip(arrays).collect();
    for (whole, resumed) in for_arrays().iter_mut().zip(&mut for_arrays()) {
        check(&mut **whole, &mut **resumed, &samples);
    }
    let samples: Vec<_> = outputs.into_iter().zip([1u8, 2, 2, 0]).collect();
    for (whole, resumed) in for_labels().iter_mut().zip(&mut for_labels()) {
        check(&mut **whole, &mut **resumed, &samples);
    }
}
