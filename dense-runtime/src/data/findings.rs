//! What can be odd in data, in words.

use core::fmt;
use core::ops::RangeInclusive;

/// Something odd in data, as an [`Audit`](super::Audit) finds it. Rows and columns are counted from 0.
///
/// ```
/// use dense_runtime::data::{Audit, Finding};
///
/// let report = Audit::new().check(&[[1.0f32], [2.0]], &[0u8, 3])?;
/// assert_eq!(report.findings(), [Finding::NoSamples { classes: 1..=2 }]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Finding {
    /// A column has values that are NaN.
    Missing {
        /// Which column.
        column: usize,
        /// In which rows.
        rows: Rows,
        /// How many rows there are.
        total: usize,
    },
    /// A column has infinite values.
    Infinite {
        /// Which column.
        column: usize,
        /// In which rows.
        rows: Rows,
        /// How many rows there are.
        total: usize,
    },
    /// A column has the same finite value wherever it has one.
    ConstantColumn {
        /// Which column.
        column: usize,
        /// The value.
        value: f64,
    },
    /// Labels are not less than the number of classes.
    LabelOutOfRange {
        /// In which rows.
        rows: Rows,
        /// How many classes there should be.
        classes: usize,
        /// How many rows there are.
        total: usize,
    },
    /// Classes, one behind the other, have no samples.
    NoSamples {
        /// The classes.
        classes: RangeInclusive<usize>,
    },
    /// All samples have the same label.
    OneClass {
        /// The label.
        class: usize,
    },
    /// Rows have the same numbers as earlier ones.
    Duplicates {
        /// Which rows, without the first of its kind.
        rows: Rows,
        /// How many rows there are.
        total: usize,
    },
    /// Rows have the same numbers as an earlier one, but another label than the first of these.
    Contradictions {
        /// Which rows.
        rows: Rows,
        /// How many rows there are.
        total: usize,
    },
}

impl Finding {
    /// The column that it is about, if it is about one.
    pub fn column(&self) -> Option<usize> {
        match *self {
            Finding::Missing { column, .. }
            | Finding::Infinite { column, .. }
            | Finding::ConstantColumn { column, .. } => Some(column),
            _ => None,
        }
    }
}

/// What is odd, without the column.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Finding::Missing { rows, total, .. } => rows.write(f, *total, "value", "missing (NaN)"),
            Finding::Infinite { rows, total, .. } => rows.write(f, *total, "value", "infinite"),
            Finding::ConstantColumn { value, .. } => write!(f, "always {value}, which tells nothing"),
            Finding::LabelOutOfRange { rows, classes, total } => {
                rows.write(f, *total, "label", &format!("not less than {classes}, the number of classes"))
            }
            Finding::NoSamples { classes } if classes.start() == classes.end() => {
                write!(f, "class {} has no samples", classes.start())
            }
            Finding::NoSamples { classes } => {
                write!(f, "classes {} to {} have no samples", classes.start(), classes.end())
            }
            Finding::OneClass { class } => write!(f, "all samples have the label {class}"),
            Finding::Duplicates { rows, total } => rows.write(f, *total, "row", "the same as an earlier one"),
            Finding::Contradictions { rows, total } if rows.count() == 1 => {
                rows.write(f, *total, "row", "the same as an earlier one, but has another label")
            }
            Finding::Contradictions { rows, total } => {
                rows.write(f, *total, "row", "the same as an earlier one, but have another label")
            }
        }
    }
}

/// How many rows something is about, and which are the first of them.
///
/// ```
/// use dense_runtime::data::{Audit, Finding};
///
/// let report = Audit::new().check_inputs(&[[1.0f32], [f32::NAN], [2.0]])?;
/// let [Finding::Missing { column: 0, rows, total: 3 }] = report.findings() else { panic!("{report}") };
/// assert_eq!((rows.count(), rows.first()), (1, &[1][..]));
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    count: usize,
    first: Vec<usize>,
    /// The earlier rows that the first are like, if it is about that.
    like: Vec<usize>,
}

impl Rows {
    /// How many rows are named.
    const NAMED: usize = 5;

    /// Rows with the earlier ones that they are like.
    pub(super) fn of(repeats: &[(usize, usize)]) -> Rows {
        let mut rows = Rows::default();
        repeats.iter().for_each(|&(row, like)| rows.push(row, Some(like)));
        rows
    }

    pub(super) fn push(&mut self, row: usize, like: Option<usize>) {
        if self.count < Rows::NAMED {
            self.first.push(row);
            self.like.extend(like);
        }
        self.count += 1;
    }

    /// How many rows there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The first of them, at most five.
    pub fn first(&self) -> &[usize] {
        &self.first
    }

    /// "2 of 7 values are missing: rows 3, 4"
    fn write(&self, f: &mut fmt::Formatter<'_>, total: usize, noun: &str, odd: &str) -> fmt::Result {
        let verb = if self.count == 1 { "is" } else { "are" };
        if self.count == total && total > 1 {
            return write!(f, "all {total} {noun}s are {odd}");
        }
        let plural = if total == 1 { "" } else { "s" };
        write!(f, "{} of {total} {noun}{plural} {verb} {odd}: ", self.count)?;
        f.write_str(if self.count == 1 { "row " } else { "rows " })?;
        for (place, row) in self.first.iter().enumerate() {
            let comma = if place > 0 { ", " } else { "" };
            write!(f, "{comma}{row}")?;
            if let Some(like) = self.like.get(place) {
                write!(f, " (as row {like})")?;
            }
        }
        f.write_str(if self.count > self.first.len() { ", ..." } else { "" })
    }
}
