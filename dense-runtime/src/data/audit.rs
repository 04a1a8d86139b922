//! What is odd in data, all at once.

use core::fmt;

use super::Label;
use super::findings::{Finding, Rows};
use super::repeats::{contradictions, repeats};
use crate::{Element, Error};

/// Looks through inputs and labels before anything is made of them, and reports all that is odd: what is missing or infinite,
/// columns that tell nothing, classes without samples, and, if asked, rows that are there twice.
///
/// [`Dataset::new`](crate::Dataset::new) refuses the first number that is not finite; this says where all of them are.
///
/// ```
/// use dense_runtime::data::Audit;
///
/// let rows = [[41.0f32, f32::NAN, 1.0], [52.0, 23.5, 1.0], [f32::NAN, f32::NAN, 1.0]];
/// let report = Audit::new().columns(&["age", "bmi", "site"]).classes(3).check(&rows, &[0u8, 2, 2])?;
/// assert!(!report.is_clean());
/// assert_eq!(
///     report.to_string(),
///     "column 0 (age): 1 of 3 values is missing (NaN): row 2\n\
///      column 1 (bmi): 2 of 3 values are missing (NaN): rows 0, 2\n\
///      column 2 (site): always 1, which tells nothing\n\
///      class 1 has no samples"
/// );
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[must_use]
pub struct Audit {
    columns: Vec<String>,
    classes: Option<usize>,
    duplicates: bool,
}

impl Audit {
    /// Looks for everything that takes no longer than reading the data a few times.
    pub fn new() -> Self {
        Audit::default()
    }

    /// The names of the columns, which the report then mentions.
    pub fn columns(mut self, names: &[impl AsRef<str>]) -> Self {
        self.columns = names.iter().map(|name| name.as_ref().to_owned()).collect();
        self
    }

    /// How many classes there should be. Without it they are those up to the largest label.
    pub fn classes(mut self, classes: usize) -> Self {
        self.classes = Some(classes);
        self
    }

    /// Whether to look for rows that are the same, which takes about the time of sorting as many numbers as there are rows, and 16
    /// bytes for each row. The default is `false`.
    pub fn duplicates(mut self, duplicates: bool) -> Self {
        self.duplicates = duplicates;
        self
    }

    /// What is odd in these inputs.
    ///
    /// # Errors
    ///
    /// [`Error::Empty`] without rows, [`Error::Lengths`] if there are names of columns, but not as many as columns.
    ///
    /// ```
    /// use dense_runtime::data::Audit;
    ///
    /// let rows = [[1.0f64, 2.0], [3.0, f64::INFINITY], [1.0, 2.0], [0.0, 4.0]];
    /// let report = Audit::new().duplicates(true).check_inputs(&rows)?;
    /// assert_eq!(
    ///     report.to_string(),
    ///     "column 1: 1 of 4 values is infinite: row 1\n1 of 4 rows is the same as an earlier one: row 2 (as row 0)"
    /// );
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn check_inputs<T: Element, const N: usize>(&self, rows: &[[T; N]]) -> Result<AuditReport, Error> {
        self.check_sizes::<N>(rows.len())?;
        let mut findings = Vec::new();
        self.check_columns(rows, &mut findings);
        self.check_repeats(rows, &mut findings);
        Ok(self.report(findings))
    }

    /// What is odd in these inputs and their labels.
    ///
    /// # Errors
    ///
    /// Those of [`check_inputs`](Audit::check_inputs), and [`Error::Lengths`] if there are not as many labels as rows.
    ///
    /// ```
    /// use dense_runtime::data::{Audit, Finding};
    ///
    /// let report = Audit::new().duplicates(true).check(&[[1.0f32], [2.0], [1.0]], &[0u8, 0, 1])?;
    /// assert!(report.findings().iter().any(|finding| matches!(finding, Finding::Contradictions { .. })));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn check<T: Element, const N: usize>(
        &self,
        rows: &[[T; N]],
        labels: &[impl Label],
    ) -> Result<AuditReport, Error> {
        if labels.len() != rows.len() {
            return Err(Error::Lengths { expected: rows.len(), found: labels.len(), what: "labels" });
        }
        self.check_sizes::<N>(rows.len())?;
        let mut findings = Vec::new();
        self.check_columns(rows, &mut findings);
        self.check_labels(labels, &mut findings);
        let repeats = self.check_repeats(rows, &mut findings);
        let contradictions = contradictions(&repeats, labels);
        if !contradictions.is_empty() {
            findings.push(Finding::Contradictions { rows: Rows::of(&contradictions), total: rows.len() });
        }
        Ok(self.report(findings))
    }

    fn report(&self, findings: Vec<Finding>) -> AuditReport {
        AuditReport { findings, columns: self.columns.clone() }
    }

    fn check_sizes<const N: usize>(&self, rows: usize) -> Result<(), Error> {
        if rows == 0 {
            return Err(Error::Empty { what: "data set" });
        }
        if !self.columns.is_empty() && self.columns.len() != N {
            return Err(Error::Lengths { expected: N, found: self.columns.len(), what: "names of columns" });
        }
        Ok(())
    }

    /// What is odd in single columns.
    fn check_columns<T: Element, const N: usize>(&self, rows: &[[T; N]], findings: &mut Vec<Finding>) {
        let mut missing = vec![Rows::default(); N];
        let mut infinite = vec![Rows::default(); N];
        let mut values = vec![Values::None; N];
        for (row, numbers) in rows.iter().enumerate() {
            for (column, &x) in numbers.iter().enumerate() {
                if x.is_nan() {
                    missing[column].push(row, None);
                } else if x.is_infinite() {
                    infinite[column].push(row, None);
                } else {
                    values[column] = values[column].and(x);
                }
            }
        }
        let total = rows.len();
        for (column, (missing, infinite)) in missing.into_iter().zip(infinite).enumerate() {
            if missing.count() > 0 {
                findings.push(Finding::Missing { column, rows: missing, total });
            }
            if infinite.count() > 0 {
                findings.push(Finding::Infinite { column, rows: infinite, total });
            }
            if let Values::Constant(value) = values[column] {
                findings.push(Finding::ConstantColumn { column, value: value.as_f64() });
            }
        }
    }

    /// Which rows are like earlier ones, if that was asked.
    fn check_repeats<T: Element, const N: usize>(
        &self,
        rows: &[[T; N]],
        findings: &mut Vec<Finding>,
    ) -> Vec<(usize, usize)> {
        let repeats = if self.duplicates { repeats(rows) } else { Vec::new() };
        if !repeats.is_empty() {
            findings.push(Finding::Duplicates { rows: Rows::of(&repeats), total: rows.len() });
        }
        repeats
    }

    /// What is odd in labels.
    fn check_labels(&self, labels: &[impl Label], findings: &mut Vec<Finding>) {
        let mut there: Vec<usize> = labels.iter().map(|label| label.class()).collect();
        there.sort_unstable();
        there.dedup();
        let classes = self.classes.unwrap_or(there.last().map_or(0, |last| last.saturating_add(1)));
        let mut beyond = Rows::default();
        for (row, label) in labels.iter().enumerate() {
            if label.class() >= classes {
                beyond.push(row, None);
            }
        }
        if beyond.count() > 0 {
            findings.push(Finding::LabelOutOfRange { rows: beyond, classes, total: labels.len() });
        }
        let mut next = 0;
        for end in there.iter().copied().filter(|&class| class < classes).chain([classes]) {
            if next < end {
                findings.push(Finding::NoSamples { classes: next..=end - 1 });
            }
            next = end.saturating_add(1);
        }
        if let ([class], true) = (&there[..], labels.len() > 1) {
            findings.push(Finding::OneClass { class: *class });
        }
    }
}

/// What is known of the finite values of a column.
#[derive(Clone, Copy)]
enum Values<T> {
    None,
    /// A single one, which says nothing about what varies.
    One(T),
    /// All are this one.
    Constant(T),
    Varied,
}

impl<T: Element> Values<T> {
    fn and(self, x: T) -> Self {
        match self {
            Values::None => Values::One(x),
            Values::One(value) | Values::Constant(value) if value == x => Values::Constant(value),
            _ => Values::Varied,
        }
    }
}

/// What an [`Audit`] has found. Shown, it has a line for each finding.
///
/// ```
/// use dense_runtime::data::Audit;
///
/// let report = Audit::new().check_inputs(&[[1.0f32, 0.0], [2.0, 0.0]])?;
/// assert_eq!(report.findings().len(), 1);
/// assert_eq!(report.to_string(), "column 1: always 0, which tells nothing");
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct AuditReport {
    findings: Vec<Finding>,
    columns: Vec<String>,
}

impl AuditReport {
    /// Whether nothing is odd.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }

    /// What is odd: columns first, then labels, then rows.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

impl fmt::Display for AuditReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_clean() {
            return f.write_str("nothing odd");
        }
        for (line, finding) in self.findings.iter().enumerate() {
            if line > 0 {
                f.write_str("\n")?;
            }
            if let Some(column) = finding.column() {
                write!(f, "column {column}")?;
                if let Some(name) = self.columns.get(column) {
                    write!(f, " ({name})")?;
                }
                f.write_str(": ")?;
            }
            finding.fmt(f)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAN: f32 = f32::NAN;

    fn lines(report: Result<AuditReport, Error>) -> Vec<String> {
        report.expect("rows").to_string().lines().map(String::from).collect()
    }

    #[test]
    fn good_data_are_clean() {
        let report = Audit::new().duplicates(true).classes(2).check(&[[1.0f32, 2.0], [2.0, 1.0]], &[0u8, 1]);
        let report = report.expect("rows");
        assert!(report.is_clean() && report.findings().is_empty());
        assert_eq!(report.to_string(), "nothing odd");
        assert!(Audit::new().check_inputs(&[[1.0f32]]).expect("a row").is_clean());
    }

    #[test]
    fn all_that_is_odd_in_columns_is_found() {
        let rows = [
            [NAN, 1.0, 5.0, NAN, f32::INFINITY, NAN],
            [NAN, 2.0, NAN, NAN, f32::NEG_INFINITY, NAN],
            [3.0, 3.0, 5.0, NAN, 1.0, NAN],
            [4.0, 4.0, 5.0, NAN, 1.5, 1.0],
        ];
        assert_eq!(
            lines(Audit::new().columns(&["a", "b", "c", "d", "e", "f"]).check_inputs(&rows)),
            [
                "column 0 (a): 2 of 4 values are missing (NaN): rows 0, 1",
                "column 2 (c): 1 of 4 values is missing (NaN): row 1",
                "column 2 (c): always 5, which tells nothing",
                "column 3 (d): all 4 values are missing (NaN)",
                "column 4 (e): 2 of 4 values are infinite: rows 0, 1",
                "column 5 (f): 3 of 4 values are missing (NaN): rows 0, 1, 2",
            ]
        );
    }

    #[test]
    fn many_rows_are_counted_and_the_first_are_named() {
        let rows: Vec<[f64; 1]> = (0..1000).map(|row| [if row % 3 == 1 { f64::NAN } else { f64::from(row) }]).collect();
        let report = Audit::new().check_inputs(&rows).expect("rows");
        assert_eq!(report.to_string(), "column 0: 333 of 1000 values are missing (NaN): rows 1, 4, 7, 10, 13, ...");
        let [Finding::Missing { column: 0, rows, total: 1000 }] = report.findings() else { panic!("{report:?}") };
        assert_eq!((rows.count(), rows.first()), (333, &[1, 4, 7, 10, 13][..]));
    }

    #[test]
    fn classes_that_nobody_has_are_found() {
        let rows: Vec<[f32; 1]> = (0..5u8).map(|row| [f32::from(row)]).collect();
        let check = |audit: Audit, labels: [u32; 5]| lines(audit.check(&rows, &labels));
        assert_eq!(check(Audit::new(), [0, 1, 2, 0, 1]), ["nothing odd"]);
        assert_eq!(
            check(Audit::new(), [1, 1, 3, 7, 7]),
            ["class 0 has no samples", "class 2 has no samples", "classes 4 to 6 have no samples"]
        );
        assert_eq!(check(Audit::new().classes(3), [0, 1, 1, 0, 1]), ["class 2 has no samples"]);
        assert_eq!(
            check(Audit::new().classes(2), [0, 1, 2, u32::MAX, 1]),
            ["2 of 5 labels are not less than 2, the number of classes: rows 2, 3"]
        );
        assert_eq!(check(Audit::new(), [1; 5]), ["class 0 has no samples", "all samples have the label 1"]);
        assert_eq!(check(Audit::new(), [0, 0, 0, 0, u32::MAX]), ["classes 1 to 4294967294 have no samples"]);
        let most = Audit::new().check(&rows, &[usize::MAX, 0, 0, 0, 0]).expect("rows");
        assert_eq!(most.findings().len(), 2);
    }

    #[test]
    fn rows_that_are_there_twice_are_found() {
        let rows = [[1.0, 0.0], [2.0, NAN], [1.0, -0.0], [2.0, NAN], [1.0, 0.5], [1.0, 0.0]];
        let report = Audit::new().duplicates(true).check(&rows, &[0u8, 1, 1, 1, 0, 0]);
        assert_eq!(
            lines(report)[1..],
            [
                "3 of 6 rows are the same as an earlier one: rows 2 (as row 0), 3 (as row 1), 5 (as row 0)",
                "1 of 6 rows is the same as an earlier one, but has another label: row 2 (as row 0)",
            ]
        );
        assert_eq!(lines(Audit::new().check_inputs(&rows)).len(), 1);
    }

    #[test]
    fn lengths_are_checked() {
        assert_eq!(Audit::new().check_inputs::<f32, 2>(&[]), Err(Error::Empty { what: "data set" }));
        let named = Audit::new().columns(&["a"]).check_inputs(&[[1.0f32, 2.0]]);
        assert_eq!(named, Err(Error::Lengths { expected: 2, found: 1, what: "names of columns" }));
        let labels = Audit::new().check(&[[1.0f32]], &[0u8, 1]);
        assert_eq!(labels, Err(Error::Lengths { expected: 1, found: 2, what: "labels" }));
    }
}
