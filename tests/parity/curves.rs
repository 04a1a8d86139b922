//! Curves that thresholds draw, calibration, and classification reports, as scikit-learn has them.

use dense::metric::ConfusionMatrix;
use dense::prelude::Element;
use dense::report::{Confusion, Strategy, calibration_curve, precision_recall_curve, roc_curve};

use crate::golden::{Case, cases};

#[test]
fn curves_are_those_of_scikit_learn() {
    for case in cases(include_str!("data/curves.txt")) {
        match case.dtype {
            "f32" => curves::<f32>(&case),
            "f64" => curves::<f64>(&case),
            other => panic!("{other}"),
        }
    }
}

fn curves<T: Element>(case: &Case) {
    let scores = case.array::<T>("scores");
    let labels: Vec<u8> = case.array::<f64>("labels").iter().map(|&label| label as u8).collect();
    let tolerance = 1e-12_f64.max(if case.dtype == "f32" { 1e-7 } else { 0.0 });

    let roc = roc_curve(&scores, &labels).expect("both labels");
    case.expect("ROC", roc.false_positive_rate.iter().copied(), "roc.fpr", tolerance);
    case.expect("ROC", roc.true_positive_rate.iter().copied(), "roc.tpr", tolerance);
    case.expect("ROC", roc.thresholds.iter().copied(), "roc.thresholds", tolerance);
    case.expect("ROC", [roc.auc()], "roc.auc", tolerance);

    let curve = precision_recall_curve(&scores, &labels).expect("both labels");
    case.expect("precision over recall", curve.precision.iter().copied(), "pr.precision", tolerance);
    case.expect("precision over recall", curve.recall.iter().copied(), "pr.recall", tolerance);
    case.expect("precision over recall", curve.thresholds.iter().copied(), "pr.thresholds", tolerance);
    case.expect("precision over recall", [curve.average_precision()], "pr.average", tolerance);

    for (strategy, word) in [(Strategy::Uniform, "uniform"), (Strategy::Quantile, "quantile")] {
        for n_bins in [1, 5, 10] {
            let bins = calibration_curve(&scores, &labels, n_bins, strategy).expect("probabilities").bins;
            let found = bins.iter().map(|bin| bin.fraction_of_positives);
            case.expect(word, found, &format!("{word}.{n_bins}.true"), tolerance);
            let found = bins.iter().map(|bin| bin.mean_predicted);
            case.expect(word, found, &format!("{word}.{n_bins}.predicted"), tolerance);
            assert_eq!(bins.iter().map(|bin| bin.count).sum::<usize>(), scores.len());
        }
    }
}

#[test]
fn classification_reports_are_those_of_scikit_learn() {
    let file = include_str!("data/classification_reports.txt");
    let reports: Vec<&str> = file.split("=== ").skip(1).collect();
    assert_eq!(reports.len(), 5);
    for report in reports {
        let (head, expected) = report.split_once('\n').expect("a head and a report");
        let setting = |key: &str| {
            let (_, rest) = head.split_once(&format!("{key}=")).expect("a setting");
            // Names may have blanks, so a setting goes on to the next key.
            rest.split(" names=").next().and_then(|rest| rest.split(" counts=").next()).expect("a value")
        };
        let digits: usize = setting("digits").parse().expect("a number");
        let names: Vec<&str> = setting("names").split(',').collect();
        let counts: Vec<u64> = setting("counts").split(',').map(|count| count.parse().expect("a count")).collect();
        let confusion = match names.len() {
            1 => confusion::<1>(&counts),
            2 => confusion::<2>(&counts),
            3 => confusion::<3>(&counts),
            other => panic!("{other} classes"),
        };
        let confusion = confusion.class_names(names).expect("as many names as classes");
        assert_eq!(format!("{:.digits$}", confusion.classification_report()), expected, "{head}");
        if digits == 2 {
            assert_eq!(confusion.classification_report().to_string(), expected);
        }
    }
}

fn confusion<const K: usize>(counts: &[u64]) -> Confusion {
    let mut matrix = ConfusionMatrix::<K>::new();
    for (at, &count) in counts.iter().enumerate() {
        (0..count).for_each(|_| matrix.add(at / K, at % K));
    }
    Confusion::from(&matrix)
}
