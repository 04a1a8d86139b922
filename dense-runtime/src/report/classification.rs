//! Precision, recall and F score of each class.

use core::fmt;

use super::Confusion;

/// Precision, recall and F score of each class with their means: scikit-learn's `classification_report`. Made by
/// [`Confusion::classification_report`].
///
/// ```
/// use dense_runtime::report::Confusion;
///
/// let outputs = [[0.7f32, 0.2, 0.1], [0.5, 0.4, 0.1], [0.1, 0.6, 0.3], [0.1, 0.1, 0.8]];
/// let confusion = Confusion::of(&outputs, &[0u8, 1, 1, 2])?.class_names(["cat", "dog", "bird"])?;
/// let report = confusion.classification_report();
/// assert_eq!((report.classes[1].precision, report.classes[1].recall), (1.0, 0.5));
/// assert_eq!(report.accuracy, 0.75);
/// println!("{report}");       // scikit-learn's text
/// println!("{report:.4}");    // with four digits
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// All classes of the network have a row, also those without samples. What cannot be divided is 0 (scikit-learn's `zero_division`).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
#[must_use]
pub struct ClassificationReport {
    /// A row for each class, in order.
    pub classes: Vec<ClassRow>,
    /// The share of the samples that were taken for what they are.
    pub accuracy: f64,
    /// The means over the classes, all of which count the same.
    pub macro_average: ClassRow,
    /// The means over the classes, each of which counts as often as it has samples.
    pub weighted_average: ClassRow,
}

/// A row of a [`ClassificationReport`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ClassRow {
    /// The class's name, or what was averaged.
    pub name: String,
    /// The share of the samples taken for the class that have it.
    pub precision: f64,
    /// The share of the samples of the class that were taken for it.
    pub recall: f64,
    /// The harmonic mean of both.
    pub f1_score: f64,
    /// How many samples have the class.
    pub support: u64,
}

impl ClassificationReport {
    pub(super) fn of(confusion: &Confusion) -> ClassificationReport {
        let class = |(class, name): (usize, &String)| {
            let (right, support) = (confusion.count(class, class), confusion.support(class));
            let f1_score = ratio(2.0 * right as f64, (support + confusion.predicted(class)) as f64);
            let (precision, recall) = (confusion.precision(class), confusion.recall(class));
            ClassRow { name: name.clone(), precision, recall, f1_score, support }
        };
        let classes: Vec<ClassRow> = confusion.names().iter().enumerate().map(class).collect();
        let macro_average = average("macro avg", &classes, |_| 1.0);
        let weighted_average = average("weighted avg", &classes, |row| row.support as f64);
        ClassificationReport { classes, accuracy: confusion.accuracy(), macro_average, weighted_average }
    }
}

fn average(name: &str, classes: &[ClassRow], weight: impl Fn(&ClassRow) -> f64) -> ClassRow {
    let weights: f64 = classes.iter().map(&weight).sum();
    let mean = |figure: fn(&ClassRow) -> f64| ratio(classes.iter().map(|row| weight(row) * figure(row)).sum(), weights);
    ClassRow {
        name: name.to_owned(),
        precision: mean(|row| row.precision),
        recall: mean(|row| row.recall),
        f1_score: mean(|row| row.f1_score),
        support: classes.iter().map(|row| row.support).sum(),
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

/// scikit-learn's text, with two digits unless a precision says otherwise.
impl fmt::Display for ClassificationReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(2);
        let names = self.classes.iter().map(|row| row.name.chars().count());
        let width = names.chain(["weighted avg".len(), digits]).max().unwrap_or(0);
        let line = |f: &mut fmt::Formatter<'_>, row: &ClassRow| {
            let ClassRow { name, precision, recall, f1_score, support } = row;
            writeln!(f, "{name:>width$}  {precision:>9.digits$} {recall:>9.digits$} {f1_score:>9.digits$} {support:>9}")
        };
        let samples = self.macro_average.support;
        writeln!(f, "{:width$}  {:>9} {:>9} {:>9} {:>9}\n", "", "precision", "recall", "f1-score", "support")?;
        self.classes.iter().try_for_each(|row| line(f, row))?;
        writeln!(f)?;
        writeln!(f, "{:>width$}  {:9} {:9} {:>9.digits$} {samples:>9}", "accuracy", "", "", self.accuracy)?;
        line(f, &self.macro_average)?;
        line(f, &self.weighted_average)
    }
}
