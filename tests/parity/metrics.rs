//! Every metric after each of several batches, and its name.

use dense::metric::*;
use dense::prelude::Element;

use crate::golden::{Case, cases};

#[test]
fn metrics_are_those_of_keras() {
    check(&cases(include_str!("data/metrics.txt")));
}

#[test]
fn weighted_metrics_are_those_of_keras() {
    let cases = cases(include_str!("data/weighted_metrics.txt"));
    assert!(cases.iter().all(|case| case.has("weights")));
    check(&cases);
}

fn check(cases: &[Case]) {
    for case in cases {
        match case.dtype {
            "f32" => by_name::<f32>(case, 1e-5),
            // Keras computes these in f32 whatever the type, or adds 1e-7 to divisors.
            "f64" if ["f1_score", "f_beta_score", "io_u"].iter().any(|part| case.name.contains(part)) => {
                by_name::<f64>(case, 1e-6)
            }
            "f64" => by_name::<f64>(case, 1e-10),
            other => panic!("{other}"),
        }
    }
}

fn by_name<T: Element>(case: &Case, tolerance: f64) {
    let run = &Run { case, tolerance };
    let threshold = |key| case.number(key).unwrap_or(0.5);
    let smoothing = case.number("label_smoothing").unwrap_or(0.0);
    let from_logits = case.flag("from_logits");
    match case.text("metric").expect("the metric's name") {
        "MeanSquaredError" => run.tensors::<T, _>(MeanSquaredError::new()),
        "RootMeanSquaredError" => run.tensors::<T, _>(RootMeanSquaredError::new()),
        "MeanAbsoluteError" => run.tensors::<T, _>(MeanAbsoluteError::new()),
        "LogCoshError" => run.tensors::<T, _>(LogCoshError::new()),
        "CosineSimilarity" => run.tensors::<T, _>(CosineSimilarity::new()),
        "MeanAbsolutePercentageError" => run.arrays::<T, _>(MeanAbsolutePercentageError::new()),
        "MeanSquaredLogarithmicError" => run.arrays::<T, _>(MeanSquaredLogarithmicError::new()),
        "Poisson" => run.arrays::<T, _>(Poisson::new()),
        "KLDivergence" => run.arrays::<T, _>(KLDivergence::new()),
        "R2Score" => r2_score::<T>(run),
        "Hinge" => run.arrays::<T, _>(Hinge::new()),
        "SquaredHinge" => {
            run.arrays::<T, _>(SquaredHinge::new());
            run.answers::<T, _>(SquaredHinge::new());
        }
        "CategoricalHinge" => run.arrays::<T, _>(CategoricalHinge::new()),
        "BinaryCrossentropy" => {
            run.arrays::<T, _>(BinaryCrossentropy::new().from_logits(from_logits).label_smoothing(smoothing));
        }
        "CategoricalCrossentropy" => {
            run.arrays::<T, _>(CategoricalCrossentropy::new().from_logits(from_logits).label_smoothing(smoothing));
        }
        "SparseCategoricalCrossentropy" => {
            let metric = SparseCategoricalCrossentropy::new().from_logits(from_logits);
            run.samples(metric, &case.rows::<T, 3>("y_pred"), &run.labels());
        }
        "CategoricalAccuracy" => {
            run.arrays::<T, _>(CategoricalAccuracy::new());
            run.arrays::<T, _>(Accuracy::new().name("categorical_accuracy"));
        }
        "SparseCategoricalAccuracy" => {
            run.samples(SparseCategoricalAccuracy::new(), &case.rows::<T, 3>("y_pred"), &run.labels());
            let metric = Accuracy::new().name("sparse_categorical_accuracy");
            run.samples(metric, &case.rows::<T, 3>("y_pred"), &run.labels());
        }
        "TopKCategoricalAccuracy" => {
            let metric = TopKCategoricalAccuracy::new().k(case.number("k").unwrap_or(5.0) as usize);
            run.samples(metric, &case.rows::<T, 6>("y_pred"), &case.rows::<T, 6>("y_true"));
        }
        "SparseTopKCategoricalAccuracy" => {
            let metric = SparseTopKCategoricalAccuracy::new().k(case.number("k").unwrap_or(5.0) as usize);
            run.samples(metric, &case.rows::<T, 6>("y_pred"), &run.labels());
        }
        "BinaryAccuracy" => {
            let metric = BinaryAccuracy::new().threshold(threshold("threshold"));
            run.arrays::<T, _>(metric);
            run.answers::<T, _>(metric);
            if case.number("threshold").is_none() {
                run.answers::<T, _>(Accuracy::new().name("binary_accuracy"));
            }
        }
        "TruePositives" => run.any::<T, _>(TruePositives::new().thresholds(threshold("thresholds"))),
        "TrueNegatives" => run.any::<T, _>(TrueNegatives::new().thresholds(threshold("thresholds"))),
        "FalsePositives" => run.any::<T, _>(FalsePositives::new().thresholds(threshold("thresholds"))),
        "FalseNegatives" => run.any::<T, _>(FalseNegatives::new().thresholds(threshold("thresholds"))),
        "Precision" => {
            let mut metric = Precision::new();
            metric = case.number("thresholds").map_or(metric, |threshold| metric.thresholds(threshold));
            metric = case.number("top_k").map_or(metric, |k| metric.top_k(k as usize));
            metric = case.number("class_id").map_or(metric, |class| metric.class_id(class as usize));
            run.any::<T, _>(metric);
        }
        "Recall" => {
            let mut metric = Recall::new();
            metric = case.number("thresholds").map_or(metric, |threshold| metric.thresholds(threshold));
            metric = case.number("top_k").map_or(metric, |k| metric.top_k(k as usize));
            metric = case.number("class_id").map_or(metric, |class| metric.class_id(class as usize));
            run.any::<T, _>(metric);
        }
        "AUC" => run.any::<T, _>(auc(case)),
        "F1Score" | "FBetaScore" => f_score::<T>(run),
        "IoU" => {
            let metric = IoU::new(run.classes().expect("the classes"));
            let metric =
                case.number("ignore_class").map_or(metric.clone(), |class| metric.ignore_class(class as usize));
            run.samples(metric, &case.rows::<T, 3>("y_pred"), &run.labels());
        }
        "MeanIoU" => {
            let metric = MeanIoU::new();
            let metric = case.number("ignore_class").map_or(metric, |class| metric.ignore_class(class as usize));
            run.samples(metric, &case.rows::<T, 3>("y_pred"), &run.labels());
        }
        "BinaryIoU" => {
            let metric = BinaryIoU::new().threshold(threshold("threshold"));
            let metric = run.classes().map_or(metric.clone(), |classes| metric.target_class_ids(classes));
            run.arrays::<T, _>(metric.clone());
            run.answers::<T, _>(metric);
        }
        other => panic!("no test knows `{other}`"),
    }
}

fn auc(case: &Case) -> AUC {
    let metric = AUC::new().from_logits(case.flag("from_logits"));
    let metric = case.number("num_thresholds").map_or(metric.clone(), |n| metric.num_thresholds(n as usize));
    let metric = metric.curve(match case.text("curve") {
        None | Some("ROC") => Curve::ROC,
        Some("PR") => Curve::PR,
        Some(other) => panic!("{other}"),
    });
    metric.summation_method(match case.text("summation_method") {
        None | Some("interpolation") => SummationMethod::Interpolation,
        Some("minoring") => SummationMethod::Minoring,
        Some("majoring") => SummationMethod::Majoring,
        Some(other) => panic!("{other}"),
    })
}

fn r2_score<T: Element>(run: &Run<'_>) {
    let (outputs, targets) = (run.case.rows::<T, 3>("y_pred"), run.case.rows::<T, 3>("y_true"));
    let mut score = R2Score::new();
    match run.case.text("class_aggregation") {
        Some("uniform_average") => run.samples(score, &outputs, &targets),
        Some("variance_weighted_average") => {
            run.samples(score.class_aggregation(ClassAggregation::VarianceWeightedAverage), &outputs, &targets);
        }
        _ => run.figures(&mut score, &outputs, &targets, |score| score.scores().to_vec()),
    }
}

fn f_score<T: Element>(run: &Run<'_>) {
    if run.width("y_pred") == 1 {
        let metric = F1Score::new().threshold(run.case.number("threshold").expect("a threshold"));
        run.samples(metric, &run.case.rows::<T, 1>("y_pred"), &run.case.rows::<T, 1>("y_true"));
        return run.samples(metric, &run.case.rows::<T, 1>("y_pred"), &run.labels());
    }
    let (outputs, targets) = (run.case.rows::<T, 3>("y_pred"), run.case.rows::<T, 3>("y_true"));
    let average = match run.case.text("average") {
        Some("micro") => Average::Micro,
        Some("weighted") => Average::Weighted,
        _ => Average::Macro,
    };
    let each = run.case.text("average") == Some("None");
    let threshold = run.case.number("threshold");
    if run.case.text("metric") == Some("F1Score") {
        let mut metric = F1Score::new().average(average);
        metric = threshold.map_or(metric, |threshold| metric.threshold(threshold));
        if each {
            return run.figures(&mut metric, &outputs, &targets, |metric| metric.scores().to_vec());
        }
        run.samples(metric, &outputs, &targets);
        if run.case.name.ends_with(".classes") {
            run.samples(metric, &outputs, &run.labels());
        }
    } else {
        let mut metric = FBetaScore::new().average(average).beta(run.case.number("beta").expect("a beta"));
        metric = threshold.map_or(metric, |threshold| metric.threshold(threshold));
        if each {
            return run.figures(&mut metric, &outputs, &targets, |metric| metric.scores().to_vec());
        }
        run.samples(metric, &outputs, &targets);
    }
}

/// A case, and how far figures may be from it.
struct Run<'a> {
    case: &'a Case,
    tolerance: f64,
}

impl Run<'_> {
    /// The length of an output, or of a target.
    fn width(&self, key: &str) -> usize {
        let samples: f64 = self.case.array::<f64>("batches").iter().sum();
        self.case.array::<f64>(key).len() / samples as usize
    }

    /// The targets as labels: those of the case, or the place of the 1 of each target, or the single number of each.
    fn labels(&self) -> Vec<u16> {
        let targets = self.case.array::<f64>("y_true");
        match self.width("y_true") {
            1 => targets.iter().map(|&t| t as u16).collect(),
            width => {
                let rows = targets.chunks(width);
                rows.map(|row| row.iter().position(|&t| t == 1.0).expect("a class") as u16).collect()
            }
        }
    }

    /// What each sample counts, if the case has weights.
    fn weights(&self) -> Option<Vec<f64>> {
        self.case.has("weights").then(|| self.case.array("weights"))
    }

    fn classes(&self) -> Option<Vec<usize>> {
        let words = self.case.text("target_class_ids")?.split(',');
        Some(words.map(|word| word.parse().expect("a class")).collect())
    }

    /// With arrays as targets.
    fn arrays<T: Element, M: WeightedMetric<[T; 1], [T; 1]> + WeightedMetric<[T; 3], [T; 3]>>(&self, metric: M) {
        match self.width("y_pred") {
            1 => self.samples(metric, &self.case.rows::<T, 1>("y_pred"), &self.case.rows::<T, 1>("y_true")),
            _ => self.samples(metric, &self.case.rows::<T, 3>("y_pred"), &self.case.rows::<T, 3>("y_true")),
        }
    }

    /// With arrays, or arrays of arrays.
    fn tensors<T: Element, M: WeightedMetric<[[T; 3]; 2], [[T; 3]; 2]> + WeightedMetric<[T; 3], [T; 3]>>(
        &self,
        metric: M,
    ) {
        let tensors = |key| -> Vec<[[T; 3]; 2]> {
            self.case.rows::<T, 6>(key).iter().map(|flat| *flat.as_chunks().0.as_array().expect("two rows")).collect()
        };
        match self.width("y_pred") {
            6 => self.samples(metric, &tensors("y_pred"), &tensors("y_true")),
            _ => self.samples(metric, &self.case.rows::<T, 3>("y_pred"), &self.case.rows::<T, 3>("y_true")),
        }
    }

    /// With labels for a single output, if that is what the case has.
    fn answers<T: Element, M: WeightedMetric<[T; 1], u16>>(&self, metric: M) {
        if self.width("y_pred") == 1 {
            self.samples(metric, &self.case.rows::<T, 1>("y_pred"), &self.labels());
        }
    }

    /// With arrays, and with labels where they say the same.
    fn any<T: Element, M>(&self, metric: M)
    where
        M: WeightedMetric<[T; 1], [T; 1]>
            + WeightedMetric<[T; 3], [T; 3]>
            + WeightedMetric<[T; 1], u16>
            + WeightedMetric<[T; 3], u16>
            + Clone,
    {
        self.arrays::<T, M>(metric.clone());
        self.answers::<T, M>(metric.clone());
        if self.case.name.ends_with(".classes") {
            self.samples(metric, &self.case.rows::<T, 3>("y_pred"), &self.labels());
        }
    }

    /// Compares the figure after each batch.
    fn samples<O, Y, M: WeightedMetric<O, Y>>(&self, mut metric: M, outputs: &[O], targets: &[Y]) {
        assert_eq!(Metric::name(&metric), self.case.text("name").expect("the name"));
        self.figures(&mut metric, outputs, targets, |metric: &M| vec![metric.result()]);
        // Again, now that it has seen samples.
        let figure = match self.weights() {
            Some(weights) => metric.evaluate_weighted(outputs, targets, &weights).expect("good settings"),
            None => metric.evaluate(outputs, targets).expect("good settings"),
        };
        let last = *self.case.array::<f64>("results").last().expect("a result");
        assert!((figure - last).abs() <= self.tolerance * last.abs().max(1.0), "{}: {figure}", self.case.name);
    }

    /// Compares the figures after each batch, where there are several.
    fn figures<O, Y, M: WeightedMetric<O, Y>>(
        &self,
        metric: &mut M,
        outputs: &[O],
        targets: &[Y],
        figures: impl Fn(&M) -> Vec<f64>,
    ) {
        assert_eq!(outputs.len(), targets.len());
        let weights = self.weights();
        let mut samples = outputs.iter().zip(targets).enumerate();
        let mut found = Vec::new();
        for batch in self.case.array::<f64>("batches") {
            for (sample, (output, target)) in samples.by_ref().take(batch as usize) {
                match &weights {
                    Some(weights) => metric.update_weighted(output, target, weights[sample]),
                    None => metric.update(output, target),
                }
            }
            found.extend(figures(metric));
        }
        self.case.expect("the figure", found, "results", self.tolerance);
    }
}
