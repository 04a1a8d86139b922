//! How a table is written.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::Table;
use crate::Error;

/// How a table is written, where that is not the usual way: [`Table::options`].
///
/// ```
/// use dense_runtime::data::Table;
///
/// let text = "5,1;'red; or not'\n?;blue\n";
/// let table = Table::options().separator(b';').quote(b'\'').header(false).missing(["?"]).from_reader(text.as_bytes())?;
/// assert_eq!(table.columns(), ["0", "1"]);
/// assert_eq!(table.texts("1")?, ["red; or not", "blue"]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct TableOptions {
    pub(super) separator: u8,
    pub(super) quote: Option<u8>,
    pub(super) has_header: bool,
    pub(super) missing: Vec<String>,
}

impl Default for TableOptions {
    fn default() -> Self {
        let missing = ["", "?", "NA", "N/A", "NaN", "nan", "null"].map(String::from).to_vec();
        TableOptions { separator: b',', quote: Some(b'"'), has_header: true, missing }
    }
}

impl TableOptions {
    /// What stands between cells. The default is a comma; a tab is `b'\t'`.
    pub fn separator(mut self, separator: u8) -> Self {
        self.separator = separator;
        self
    }

    /// What stands around cells in which separators and line ends mean nothing; twice within them it is itself. The default
    /// is `b'"'`, and `None` takes such characters as they are.
    pub fn quote(mut self, quote: impl Into<Option<u8>>) -> Self {
        self.quote = quote.into();
        self
    }

    /// Whether the first line has the names of the columns. The default is `true`. Without it they are called `"0"`, `"1"` and so
    /// on.
    pub fn header(mut self, has_header: bool) -> Self {
        self.has_header = has_header;
        self
    }

    /// The texts of cells whose value is missing. The default is `""`, `"?"`, `"NA"`, `"N/A"`, `"NaN"`, `"nan"` and
    /// `"null"`.
    pub fn missing<S: Into<String>>(mut self, texts: impl IntoIterator<Item = S>) -> Self {
        self.missing = texts.into_iter().map(Into::into).collect();
        self
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// As [`Table::read`].
    pub fn read(&self, path: impl AsRef<Path>) -> Result<Table, Error> {
        let path = path.as_ref();
        let file = File::open(path).map_err(|error| Error::file(path, "open", &error))?;
        Table::of(self, path, file)
    }

    /// Reads a table from anything that can be read; errors call it `<reader>`.
    ///
    /// # Errors
    ///
    /// As [`Table::read`].
    pub fn from_reader(&self, reader: impl Read) -> Result<Table, Error> {
        Table::of(self, "<reader>".as_ref(), reader)
    }

    pub(super) fn is_missing(&self, cell: &str) -> bool {
        self.missing.iter().any(|missing| missing == cell)
    }
}
