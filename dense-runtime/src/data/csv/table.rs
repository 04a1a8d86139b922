//! A table in memory.

use core::fmt;
use core::str::FromStr;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use ::csv::{ErrorKind, StringRecord};
use serde::de::DeserializeOwned;

use super::TableOptions;
use super::cell::{number, shortened};
use super::columns::{find, find_all};
use super::problems::Problems;
use super::rows::Rows;
use crate::data::Label;
use crate::{Element, Error};

/// A table of a text file (CSV), with columns that have names.
///
/// ```
/// use dense_runtime::Dataset;
/// use dense_runtime::data::Table;
///
/// let text = "length,width,species\n5.1,3.5,setosa\n6.2,2.9,versicolor\n4.9,3.1,setosa\n";
/// let table = Table::from_reader(text.as_bytes())?;     // or Table::read("iris.csv")?
///
/// let inputs: Vec<[f32; 2]> = table.numbers(["length", "width"])?;
/// let (classes, labels) = table.labels::<u8>("species")?;
/// assert_eq!(classes, ["setosa", "versicolor"]);
/// assert_eq!(labels, [0, 1, 0]);
/// let data = Dataset::new(inputs, labels)?;
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// Space around cells and names means nothing. A mistake in the file is an error with its line, its column and its text; the first
/// ten of a call are in one report. Lines are counted as editors do, from 1, and a row in several lines has the number of
/// its first.
#[derive(Clone, PartialEq)]
pub struct Table {
    path: PathBuf,
    options: TableOptions,
    columns: Vec<String>,
    /// All cells, one behind the other, and where each ends.
    text: String,
    ends: Vec<usize>,
    /// The line of each row.
    lines: Vec<u64>,
}

impl Table {
    /// Reads a file with a header, commas, and quotes where they are needed. [`Table::options`] reads others.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be opened or read, [`Error::Format`] if it has no header, if a row has more or
    /// fewer cells than there are columns, or if it is not UTF-8.
    pub fn read(path: impl AsRef<Path>) -> Result<Table, Error> {
        Table::options().read(path)
    }

    /// Reads a table from anything that can be read; errors call it `<reader>`.
    ///
    /// # Errors
    ///
    /// As [`Table::read`].
    pub fn from_reader(reader: impl Read) -> Result<Table, Error> {
        Table::options().from_reader(reader)
    }

    /// How a table is written, to be changed before it is read.
    pub fn options() -> TableOptions {
        TableOptions::default()
    }

    pub(super) fn of(options: &TableOptions, path: &Path, file: impl Read) -> Result<Table, Error> {
        let mut rows = Rows::new(options, path, file)?;
        let (mut text, mut ends, mut lines) = (String::new(), Vec::new(), Vec::new());
        let mut problems = Problems::default();
        while rows.next(path, &mut problems)? {
            for column in 0..rows.columns.len() {
                text.push_str(rows.cell(column));
                ends.push(text.len());
            }
            lines.push(rows.line());
        }
        problems.check(path)?;
        Ok(Table { path: path.to_path_buf(), options: options.clone(), columns: rows.columns, text, ends, lines })
    }

    /// The names of the columns, in order.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// How many rows there are, the header aside.
    #[must_use]
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The numbers of some columns, an array for each row: inputs, or targets that are numbers.
    ///
    /// # Errors
    ///
    /// [`Error::Format`] if there is no such column, or if a cell is missing or no finite number.
    ///
    /// ```
    /// use dense_runtime::data::Table;
    ///
    /// let table = Table::from_reader("age,bmi\n61,22.5\nold,31\n,30\n".as_bytes())?;
    /// let error = table.numbers::<f32, 2>(["age", "bmi"]).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "`<reader>` is no good CSV file: line 3, column `age`: `old` is no number\nline 4, column `age`: the value is missing"
    /// );
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn numbers<T: Element + FromStr, const N: usize>(
        &self,
        columns: [impl AsRef<str>; N],
    ) -> Result<Vec<[T; N]>, Error> {
        self.numbers_or(columns, None)
    }

    /// The numbers of some columns, with NaN for cells that are missing: for an imputer, which has to replace them before
    /// training.
    ///
    /// # Errors
    ///
    /// [`Error::Format`] if there is no such column, or if a cell that is not missing is no finite number.
    ///
    /// ```
    /// use dense_runtime::data::Table;
    ///
    /// let table = Table::from_reader("age,bmi\n61,22.5\nNA,31\n".as_bytes())?;
    /// let ages = table.numbers_or_nan::<f64, 1>(["age"])?;
    /// assert!(ages[0] == [61.0] && ages[1][0].is_nan());
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn numbers_or_nan<T: Element + FromStr, const N: usize>(
        &self,
        columns: [impl AsRef<str>; N],
    ) -> Result<Vec<[T; N]>, Error> {
        self.numbers_or(columns, Some(num_traits::float::FloatCore::nan()))
    }

    /// The texts of a column.
    ///
    /// # Errors
    ///
    /// [`Error::Format`] if there is no such column, or if a cell is missing.
    pub fn texts(&self, column: &str) -> Result<Vec<&str>, Error> {
        let index = find(&self.path, &self.columns, column)?;
        let mut problems = Problems::default();
        let texts = (0..self.len()).map(|row| {
            let cell = self.cell(row, index);
            if self.options.is_missing(cell) {
                problems.add(self.lines[row], Some(column), missing);
            }
            cell
        });
        let texts = texts.collect();
        problems.check(&self.path)?;
        Ok(texts)
    }

    /// The texts of a column, with one of yours for cells that are missing.
    ///
    /// # Errors
    ///
    /// [`Error::Format`] if there is no such column.
    pub fn texts_or<'a>(&'a self, column: &str, missing: &'a str) -> Result<Vec<&'a str>, Error> {
        let index = find(&self.path, &self.columns, column)?;
        let text = |cell| if self.options.is_missing(cell) { missing } else { cell };
        Ok((0..self.len()).map(|row| text(self.cell(row, index))).collect())
    }

    /// The classes of a column in order, and the class of each row as a label. Classes that all are whole numbers are in the
    /// order of these, others in that of their letters, as scikit-learn's `LabelEncoder` has them.
    ///
    /// # Errors
    ///
    /// [`Error::Format`] if there is no such column, if a cell is missing, or if the type has too few labels for the classes.
    pub fn labels<L: Label + TryFrom<usize>>(&self, column: &str) -> Result<(Vec<String>, Vec<L>), Error> {
        let texts = self.texts(column)?;
        let mut classes: Vec<&str> = texts.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        if let Ok(numbers) = classes.iter().map(|class| class.parse::<i64>()).collect::<Result<Vec<_>, _>>() {
            let mut pairs: Vec<_> = numbers.into_iter().zip(classes).collect();
            pairs.sort_unstable();
            classes = pairs.into_iter().map(|(_, class)| class).collect();
        }
        let positions: std::collections::HashMap<&str, usize> =
            classes.iter().enumerate().map(|(position, class)| (*class, position)).collect();
        let labels = texts.iter().map(|text| L::try_from(positions[text])).collect::<Result<_, _>>().map_err(|_| {
            let reason =
                format!("`{}` has too few labels for its {} classes", core::any::type_name::<L>(), classes.len());
            Error::format(&self.path, "CSV", Some(format!("column `{column}`")), reason)
        })?;
        Ok((classes.into_iter().map(String::from).collect(), labels))
    }

    /// The rows as values of a type of yours, whose fields are the columns of the same names.
    ///
    /// Cells that are missing are empty texts to the type, which are `None` for an `Option`.
    ///
    /// # Errors
    ///
    /// [`Error::Format`] if a row does not fit the type.
    ///
    /// ```
    /// use dense_runtime::data::Table;
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Patient {
    ///     age: u8,
    ///     bmi: Option<f32>,
    /// }
    ///
    /// let table = Table::from_reader("bmi,age\n22.5,61\nNA,47\n".as_bytes())?;
    /// let patients: Vec<Patient> = table.rows()?;
    /// assert_eq!((patients[1].age, patients[1].bmi), (47, None));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn rows<R: DeserializeOwned>(&self) -> Result<Vec<R>, Error> {
        let header = StringRecord::from(self.columns.clone());
        let mut problems = Problems::default();
        let mut record = StringRecord::new();
        let mut rows = Vec::new();
        for row in 0..self.len() {
            record.clear();
            for column in 0..self.columns.len() {
                let cell = self.cell(row, column);
                record.push_field(if self.options.is_missing(cell) { "" } else { cell });
            }
            match record.deserialize(Some(&header)) {
                Ok(value) => rows.push(value),
                Err(error) => {
                    let (column, reason) = match error.kind() {
                        ErrorKind::Deserialize { err, .. } => (err.field(), err.kind().to_string()),
                        _ => (None, error.to_string()),
                    };
                    let column = column.and_then(|column| usize::try_from(column).ok());
                    let cell =
                        column.filter(|column| *column < self.columns.len()).map(|at| shortened(self.cell(row, at)));
                    let column = column.and_then(|column| self.columns.get(column)).map(String::as_str);
                    problems.add(self.lines[row], column, || match cell {
                        Some(cell) => format!("`{cell}` does not fit: {reason}"),
                        None => reason,
                    });
                }
            }
        }
        problems.check(&self.path)?;
        Ok(rows)
    }

    /// Numbers, with another one for cells that are missing, if there is one.
    fn numbers_or<T: Element + FromStr, const N: usize>(
        &self,
        columns: [impl AsRef<str>; N],
        or: Option<T>,
    ) -> Result<Vec<[T; N]>, Error> {
        let indices = find_all(&self.path, &self.columns, &columns)?;
        let mut problems = Problems::default();
        let mut numbers = vec![[T::zero(); N]; self.len()];
        for (row, numbers) in numbers.iter_mut().enumerate() {
            for (found, &column) in numbers.iter_mut().zip(&indices) {
                let mut add = |reason| problems.add(self.lines[row], Some(&self.columns[column]), || reason);
                match number(self.cell(row, column), &self.options).map(|number| number.or(or)) {
                    Ok(Some(number)) => *found = number,
                    Ok(None) => add(missing()),
                    Err(reason) => add(reason),
                }
            }
        }
        problems.check(&self.path)?;
        Ok(numbers)
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        let cell = row * self.columns.len() + column;
        let start = if cell == 0 { 0 } else { self.ends[cell - 1] };
        &self.text[start..self.ends[cell]]
    }
}

pub(super) fn missing() -> String {
    "the value is missing".into()
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Table").field("columns", &self.columns).field("rows", &self.len()).finish_non_exhaustive()
    }
}
