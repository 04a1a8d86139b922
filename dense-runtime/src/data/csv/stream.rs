//! Tables that are read while a network trains on them.

use core::str::FromStr;
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};

use super::TableOptions;
use super::cell::{number, shortened};
use super::columns::{find, find_all};
use super::problems::Problems;
use super::rows::Rows;
use super::table::missing;
use crate::data::stream::{Samples, Source, Stream};
use crate::data::{Label, Target};
use crate::{Element, Error, Sample};

impl TableOptions {
    /// A [`Stream`] of a table: some columns are the inputs, others the targets, all of them numbers.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be opened or read, [`Error::Format`] if it has no such columns. What is wrong
    /// with a row ends the epoch that comes to it.
    ///
    /// ```no_run
    /// use dense_runtime::data::{Stream, Table};
    ///
    /// let houses: Stream<[f32; 2], [f32; 1]> = Table::options().stream("houses.csv", ["rooms", "area"], ["price"])?;
    /// let shuffled = houses.shuffle_buffer(10_000);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn stream<T, U, const N: usize, const M: usize>(
        &self,
        path: impl AsRef<Path>,
        inputs: [impl AsRef<str>; N],
        targets: [impl AsRef<str>; M],
    ) -> Result<Stream<[T; N], [U; M]>, Error>
    where
        T: Element + FromStr,
        U: Element + FromStr,
        [T; N]: Sample,
        [U; M]: Target,
    {
        let targets = targets.map(|name| name.as_ref().to_string());
        self.stream_of(path.as_ref(), inputs, move |path, columns| {
            let indices = find_all(path, columns, &targets)?;
            Ok(Box::new(move |row: &Row<'_>| row.numbers(&indices)))
        })
    }

    /// A [`Stream`] of a table: some columns are the inputs, one has the class. The label of a class is its place among those that
    /// are named here.
    ///
    /// # Errors
    ///
    /// As [`stream`](TableOptions::stream), and [`Error::Format`] if the type has too few labels for the classes. A text that is no
    /// class ends the epoch that comes to it.
    ///
    /// ```no_run
    /// use dense_runtime::data::{Stream, Table};
    ///
    /// let species = ["setosa", "versicolor", "virginica"];
    /// let iris: Stream<[f32; 2], u8> =
    ///     Table::options().stream_labels("iris.csv", ["length", "width"], "species", &species)?;
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn stream_labels<T, L, const N: usize>(
        &self,
        path: impl AsRef<Path>,
        inputs: [impl AsRef<str>; N],
        target: &str,
        classes: &[impl AsRef<str>],
    ) -> Result<Stream<[T; N], L>, Error>
    where
        T: Element + FromStr,
        L: Label + TryFrom<usize>,
        [T; N]: Sample,
    {
        let target = target.to_string();
        let names = classes.iter().map(|class| class.as_ref().to_string());
        let labels: HashMap<String, Option<L>> =
            names.enumerate().map(|(at, class)| (class, L::try_from(at).ok())).collect();
        if labels.values().any(Option::is_none) {
            let reason = format!("`{}` has too few labels for {} classes", core::any::type_name::<L>(), classes.len());
            return Err(Error::format(path.as_ref(), "CSV", Some(format!("column `{target}`")), reason));
        }
        let labels = std::sync::Arc::new(labels);
        self.stream_of(path.as_ref(), inputs, move |path, columns| {
            let (column, labels) = (find(path, columns, &target)?, labels.clone());
            Ok(Box::new(move |row: &Row<'_>| row.label(column, &labels)))
        })
    }

    fn stream_of<T, Y, const N: usize>(
        &self,
        path: &Path,
        inputs: [impl AsRef<str>; N],
        target: impl Fn(&Path, &[String]) -> Result<Decode<Y>, Error> + Send + Sync + 'static,
    ) -> Result<Stream<[T; N], Y>, Error>
    where
        T: Element + FromStr,
        Y: Target,
        [T; N]: Sample,
    {
        let (options, path) = (self.clone(), path.to_path_buf());
        let inputs = inputs.map(|name| name.as_ref().to_string());
        let open = move || {
            let file = File::open(&path).map_err(|error| Error::file(&path, "open", &error))?;
            let rows = Rows::new(&options, &path, file)?;
            let columns = find_all(&path, &rows.columns, &inputs)?;
            let target = target(&path, &rows.columns)?;
            Ok(TableRows { path: path.clone(), options: options.clone(), rows, columns, target })
        };
        // Names that are wrong are found at once.
        open()?;
        Ok(Stream::of(move || Ok(Box::new(open()?) as Box<dyn Source<[T; N], Y>>)))
    }
}

/// Makes a target of a row.
type Decode<Y> = Box<dyn Fn(&Row<'_>) -> Result<Y, Error>>;

struct TableRows<Y, const N: usize> {
    path: PathBuf,
    options: TableOptions,
    rows: Rows<File>,
    columns: [usize; N],
    target: Decode<Y>,
}

impl<T: Element + FromStr, Y, const N: usize> Source<[T; N], Y> for TableRows<Y, N> {
    fn next(&mut self, samples: &mut Samples<[T; N], Y>) -> Result<bool, Error> {
        let mut problems = Problems::default();
        let is_row = self.rows.next(&self.path, &mut problems)?;
        problems.check(&self.path)?;
        if !is_row {
            return Ok(false);
        }
        let row = Row { path: &self.path, options: &self.options, rows: &self.rows };
        samples.inputs.push(row.numbers(&self.columns)?);
        samples.targets.push((self.target)(&row)?);
        Ok(true)
    }
}

/// The row that is read at present.
struct Row<'a> {
    path: &'a Path,
    options: &'a TableOptions,
    rows: &'a Rows<File>,
}

impl Row<'_> {
    fn numbers<T: Element + FromStr, const N: usize>(&self, columns: &[usize; N]) -> Result<[T; N], Error> {
        let mut numbers = [T::zero(); N];
        for (found, &column) in numbers.iter_mut().zip(columns) {
            *found = match number(self.rows.cell(column), self.options) {
                Ok(Some(number)) => number,
                Ok(None) => return Err(self.wrong(column, missing())),
                Err(reason) => return Err(self.wrong(column, reason)),
            };
        }
        Ok(numbers)
    }

    fn label<L: Label>(&self, column: usize, labels: &HashMap<String, Option<L>>) -> Result<L, Error> {
        let cell = self.rows.cell(column);
        let label = labels.get(cell).copied().flatten();
        label
            .ok_or_else(|| self.wrong(column, format!("`{}` is none of the {} classes", shortened(cell), labels.len())))
    }

    fn wrong(&self, column: usize, reason: String) -> Error {
        let place = format!("line {}, column `{}`", self.rows.line(), self.rows.columns[column]);
        Error::format(self.path, "CSV", Some(place), reason)
    }
}
