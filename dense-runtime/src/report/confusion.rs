//! Which classes a network takes for which others, with names.

use core::fmt;

use super::scored::{answers, classes, said};
use super::text::{column, fitted};
use crate::metric::{Answers, ConfusionMatrix};
use crate::{Element, Error};

/// A [`ConfusionMatrix`] of any number of classes, with their names, precision and recall.
///
/// ```
/// use dense_runtime::report::Confusion;
///
/// let outputs = [[0.7f32, 0.2, 0.1], [0.5, 0.4, 0.1], [0.1, 0.6, 0.3], [0.1, 0.1, 0.8]];
/// let confusion = Confusion::of(&outputs, &[0u8, 1, 1, 2])?.class_names(["cat", "dog", "bird"])?;
/// assert_eq!((confusion.count(1, 0), confusion.recall(1), confusion.accuracy()), (1, 0.5, 0.75));
/// assert_eq!(
///     confusion.to_string(),
///     "target \\ predicted     cat     dog    bird  recall\n\
///      cat                      1       0       0  1.0000\n\
///      dog                      1       1       0  0.5000\n\
///      bird                     0       0       1  1.0000\n\
///      precision           0.5000  1.0000  1.0000\n\
///      accuracy 0.7500 of 4 samples\n"
/// );
/// println!("{}", confusion.classification_report());
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// Printed, it is a table, or where that would be wider than 80 columns a list of the largest confusions; `{:120}` allows it 120 columns.
/// With the feature `plot` it is a `Picture`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct Confusion {
    names: Vec<String>,
    /// A row for each target.
    counts: Vec<u64>,
}

/// Samples of one class that were taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Confused {
    /// The class that they have.
    pub target: usize,
    /// The class that the network says.
    pub predicted: usize,
    /// How many they are.
    pub count: u64,
}

impl Confusion {
    /// The confusions of these samples: outputs of [`predict_batch`](crate::Network::predict_batch), say, and what they should be. An
    /// output is as long as there are classes, or a single number for two classes. Classes are named by their numbers.
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if there are not as many targets as outputs, [`Error::Label`] if a label is not one of the classes.
    pub fn of<T: Element, Y: Answers<T, K>, const K: usize>(outputs: &[[T; K]], targets: &[Y]) -> Result<Self, Error> {
        let classes = classes(K);
        let mut counts = vec![0; classes * classes];
        for (output, target) in outputs.iter().zip(answers(outputs, targets)?) {
            counts[target * classes + said(output)] += 1;
        }
        Ok(Confusion { names: numbered(classes), counts })
    }

    /// Names the classes, from the first to the last.
    ///
    /// # Errors
    ///
    /// [`Error::Lengths`] if there are not as many names as classes.
    pub fn class_names<S: Into<String>>(mut self, names: impl IntoIterator<Item = S>) -> Result<Self, Error> {
        let (names, expected): (Vec<String>, usize) = (names.into_iter().map(S::into).collect(), self.names.len());
        if names.len() != expected {
            return Err(Error::Lengths { expected, found: names.len(), what: "class names" });
        }
        self.names = names;
        Ok(self)
    }

    /// The names of the classes.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many samples of the class `target` were taken for the class `predicted`; 0 if there is no such class.
    #[must_use]
    pub fn count(&self, target: usize, predicted: usize) -> u64 {
        let classes = self.names.len();
        if target < classes && predicted < classes { self.counts[target * classes + predicted] } else { 0 }
    }

    /// How many samples there are.
    #[must_use]
    pub fn samples(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many samples have this class.
    #[must_use]
    pub fn support(&self, class: usize) -> u64 {
        (0..self.names.len()).map(|predicted| self.count(class, predicted)).sum()
    }

    /// How many samples were taken for this class.
    #[must_use]
    pub fn predicted(&self, class: usize) -> u64 {
        (0..self.names.len()).map(|target| self.count(target, class)).sum()
    }

    /// The share of the samples taken for this class that have it; 0 if none was.
    #[must_use]
    pub fn precision(&self, class: usize) -> f64 {
        share(self.count(class, class), self.predicted(class)).unwrap_or(0.0)
    }

    /// The share of the samples of this class that were taken for it; 0 if there are none.
    #[must_use]
    pub fn recall(&self, class: usize) -> f64 {
        share(self.count(class, class), self.support(class)).unwrap_or(0.0)
    }

    /// The share of the samples that were taken for what they are; 0 without samples.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        share((0..self.names.len()).map(|class| self.count(class, class)).sum(), self.samples()).unwrap_or(0.0)
    }

    /// The most frequent confusions of one class with another, at most so many; of equally frequent ones the first classes first.
    ///
    /// ```
    /// use dense_runtime::report::Confusion;
    ///
    /// let confusion = Confusion::of(&[[0.9f32, 0.1], [0.8, 0.2], [0.1, 0.9]], &[0u8, 1, 1])?;
    /// let worst = confusion.largest(10);
    /// assert_eq!((worst.len(), worst[0].target, worst[0].predicted, worst[0].count), (1, 1, 0, 1));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn largest(&self, at_most: usize) -> Vec<Confused> {
        let classes = self.names.len();
        let all = self.counts.iter().enumerate().map(|(at, &count)| {
            let (target, predicted) = (at / classes, at % classes);
            Confused { target, predicted, count }
        });
        let mut confused: Vec<Confused> = all.filter(|it| it.count > 0 && it.target != it.predicted).collect();
        confused.sort_by_key(|it| core::cmp::Reverse(it.count));
        confused.truncate(at_most);
        confused
    }

    /// Precision, recall and F score of each class, and their means.
    pub fn classification_report(&self) -> super::ClassificationReport {
        super::ClassificationReport::of(self)
    }

    fn table(&self) -> Vec<String> {
        let classes = 0..self.names.len();
        let figure = |share: Option<f64>| share.map_or("-".to_owned(), |share| format!("{share:.4}"));
        let cells = |heading: &str, cell: &dyn Fn(usize) -> String, last: String| {
            [fitted(heading, 20)].into_iter().chain(classes.clone().map(cell)).chain([last]).collect::<Vec<_>>()
        };
        let names = |class: usize| fitted(&self.names[class], 12);
        let mut rows = vec![cells("target \\ predicted", &names, "recall".to_owned())];
        for target in classes.clone() {
            let recall = figure(share(self.count(target, target), self.support(target)));
            rows.push(cells(&self.names[target], &|predicted| self.count(target, predicted).to_string(), recall));
        }
        let precision = |class: usize| figure(share(self.count(class, class), self.predicted(class)));
        rows.push(cells("precision", &precision, String::new()));
        let widths: Vec<usize> = (0..rows[0].len()).map(|at| column(&rows, at)).collect();
        let line = |row: &Vec<String>| {
            let first = format!("{:width$}", row[0], width = widths[0]);
            let cells = row.iter().zip(&widths).skip(1);
            cells.fold(first, |line, (cell, width)| line + &format!("  {cell:>width$}")).trim_end().to_owned()
        };
        rows.iter().map(line).collect()
    }

    fn list(&self) -> Vec<String> {
        let confused = self.largest(20);
        if confused.is_empty() {
            return vec!["no confusions".to_owned()];
        }
        let mut rows = vec![["target", "predicted", "samples", "of the target's"].map(str::to_owned).to_vec()];
        rows.extend(confused.iter().map(|it| {
            let part = 100.0 * it.count as f64 / self.support(it.target) as f64;
            let [target, predicted] = [it.target, it.predicted].map(|class| fitted(&self.names[class], 24));
            vec![target, predicted, it.count.to_string(), format!("{part:.1} %")]
        }));
        let widths: Vec<usize> = (0..4).map(|at| column(&rows, at)).collect();
        let line = |row: &Vec<String>| {
            let [a, b, c, d] = [widths[0], widths[1], widths[2], widths[3]];
            format!("{:a$}  {:b$}  {:>c$}  {:>d$}", row[0], row[1], row[2], row[3])
        };
        ["largest confusions:".to_owned()].into_iter().chain(rows.iter().map(line)).collect()
    }
}

impl<const K: usize> From<&ConfusionMatrix<K>> for Confusion {
    fn from(matrix: &ConfusionMatrix<K>) -> Confusion {
        Confusion { names: numbered(K), counts: matrix.counts().as_flattened().to_vec() }
    }
}

impl fmt::Display for Confusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = f.width().unwrap_or(80);
        // A column takes three characters at least, so most tables that are too wide need not be made.
        let fits = |lines: &Vec<String>| lines.iter().all(|line| line.chars().count() <= width);
        let table = (3 * self.names.len() <= width).then(|| self.table()).filter(fits);
        for line in table.unwrap_or_else(|| self.list()) {
            writeln!(f, "{line}")?;
        }
        writeln!(f, "accuracy {:.4} of {} samples", self.accuracy(), self.samples())
    }
}

fn numbered(classes: usize) -> Vec<String> {
    (0..classes).map(|class| class.to_string()).collect()
}

fn share(part: u64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_targets_are_checked() {
        let outputs = [[0.1f32, 0.9]; 3];
        let names = Confusion::of(&outputs, &[0u8; 3]).and_then(|it| it.class_names(["one"]));
        assert_eq!(names, Err(Error::Lengths { expected: 2, found: 1, what: "class names" }));
        assert!(matches!(Confusion::of(&outputs, &[0u8; 2]), Err(Error::Lengths { .. })));
        assert_eq!(Confusion::of(&outputs, &[0u8, 2, 1]), Err(Error::Label { sample: 1, label: 2, classes: 2 }));
    }

    #[test]
    fn it_is_the_matrix_of_the_metric() {
        let (outputs, targets) = ([[0.9f32], [0.6], [0.2]], [1u8, 0, 0]);
        let matrix = ConfusionMatrix::<2>::of(&outputs, &targets).expect("good labels");
        assert_eq!(Confusion::of(&outputs, &targets), Ok(Confusion::from(&matrix)));
    }

    #[test]
    fn no_samples_have_no_shares() {
        let confusion = Confusion::of::<f32, u8, 2>(&[], &[]).expect("no samples");
        assert_eq!((confusion.accuracy(), confusion.precision(0), confusion.recall(1)), (0.0, 0.0, 0.0));
        let text = confusion.to_string();
        assert!(
            text.contains("precision           -  -\n") && text.ends_with("accuracy 0.0000 of 0 samples\n"),
            "{text}"
        );
    }

    #[test]
    fn many_classes_show_the_largest_confusions() {
        let mut matrix = Box::new(ConfusionMatrix::<100>::new());
        for sample in 0..1000 {
            matrix.add(sample % 100, if sample % 7 == 0 { 3 } else { sample % 100 });
        }
        let confusion = Confusion::from(&*matrix);
        let text = confusion.to_string();
        assert!(text.starts_with("largest confusions:\ntarget  predicted  samples  of the target's\n"), "{text}");
        assert_eq!(text.lines().count(), 23);
        assert!(text.lines().all(|line| line.chars().count() <= 80));
        assert!(format!("{confusion:2000}").starts_with("target \\ predicted"));
        let largest = confusion.largest(5);
        assert!(largest.windows(2).all(|pair| pair[0].count >= pair[1].count) && largest.len() == 5);
    }

    #[test]
    fn long_names_are_cut() {
        let long = "an extraordinarily long name of a class";
        let confusion = Confusion::of(&[[0.9f32, 0.1]], &[0u8]).and_then(|it| it.class_names([long, "b"]));
        let text = confusion.expect("two names").to_string();
        assert!(text.contains("an extraordinarily …") && text.contains(" an extraord…"), "{text}");
    }
}
