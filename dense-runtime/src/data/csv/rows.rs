//! The rows of a text file, with the lines that they begin in.

use std::collections::VecDeque;
use std::io::{self, Chain, Cursor, Read};
use std::path::Path;

use ::csv::{ByteRecord, Reader, ReaderBuilder};

use super::TableOptions;
use super::problems::Problems;
use crate::Error;

/// Rows, one at a time, in the same memory.
pub(super) struct Rows<R> {
    reader: Reader<Lines<R>>,
    row: ByteRecord,
    pub(super) columns: Vec<String>,
    /// A first row that is no header.
    is_ahead: bool,
    line: u64,
}

impl<R: Read> Rows<R> {
    /// Begins to read: the header, or the first row to count its cells.
    pub(super) fn new(options: &TableOptions, path: &Path, file: R) -> Result<Self, Error> {
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(options.separator)
            .quoting(options.quote.is_some())
            .quote(options.quote.unwrap_or(b'"'))
            .buffer_capacity(1 << 16)
            .from_reader(Lines::new(path, file)?);
        let mut rows = Rows { reader, row: ByteRecord::new(), columns: Vec::new(), is_ahead: false, line: 0 };
        if !rows.read(path)? {
            let found = if options.has_header { "line with names of columns" } else { "row" };
            return Err(Error::format(path, "CSV", None, format!("it has no {found}")));
        }
        rows.is_ahead = !options.has_header;
        rows.columns = match options.has_header {
            true => rows.row.iter().map(|name| String::from_utf8_lossy(name).trim().to_string()).collect(),
            false => (0..rows.row.len()).map(|column| column.to_string()).collect(),
        };
        Ok(rows)
    }

    /// Goes to the next row with as many cells as there are columns. Others become problems.
    pub(super) fn next(&mut self, path: &Path, problems: &mut Problems) -> Result<bool, Error> {
        while core::mem::take(&mut self.is_ahead) || self.read(path)? {
            let (cells, columns) = (self.row.len(), self.columns.len());
            if cells != columns {
                problems.add(self.line, None, || format!("it has {cells} cells, but the table {columns} columns"));
            } else if let Some(at) = self.row.iter().position(|cell| str::from_utf8(cell).is_err()) {
                problems.add(self.line, Some(&self.columns[at]), || "it is not UTF-8".to_string());
            } else {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The line that the row begins in, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// A cell of the row.
    pub(super) fn cell(&self, column: usize) -> &str {
        str::from_utf8(&self.row[column]).unwrap_or_default().trim()
    }

    fn read(&mut self, path: &Path) -> Result<bool, Error> {
        let is_row = self.reader.read_byte_record(&mut self.row).map_err(|error| match error.into_kind() {
            ::csv::ErrorKind::Io(error) => Error::file(path, "read", &error),
            other => Error::format(path, "CSV", None, format!("{other:?}")),
        })?;
        let end = self.reader.position().byte();
        let inside = self.row.as_slice().iter().filter(|&&byte| byte == b'\n').count() as u64;
        self.line = self.reader.get_mut().line(end, inside);
        Ok(is_row)
    }
}

/// A reader that counts lines. The lines of the crate `csv` are off after empty ones and where lines end as in Windows.
struct Lines<R> {
    bytes: Chain<Cursor<Vec<u8>>, R>,
    read: u64,
    /// Where line feeds are that the rows have not come to.
    ahead: VecDeque<u64>,
    passed: u64,
    last: Option<u64>,
}

impl<R: Read> Lines<R> {
    /// Begins behind a byte order mark, if there is one.
    fn new(path: &Path, mut file: R) -> Result<Self, Error> {
        let mut start = Vec::with_capacity(3);
        file.by_ref().take(3).read_to_end(&mut start).map_err(|error| Error::file(path, "read", &error))?;
        if start == [0xef, 0xbb, 0xbf] {
            start.clear();
        }
        Ok(Lines { bytes: Cursor::new(start).chain(file), read: 0, ahead: VecDeque::new(), passed: 0, last: None })
    }

    /// The line, from 1, that a row begins in which ends before the byte `end` and has so many line feeds `inside`.
    fn line(&mut self, end: u64, inside: u64) -> u64 {
        while let Some(at) = self.ahead.pop_front_if(|at| *at < end) {
            self.passed += 1;
            self.last = Some(at);
        }
        let is_own_end = self.last.is_some_and(|last| last + 1 == end);
        (1 + self.passed).saturating_sub(u64::from(is_own_end) + inside)
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(bytes)?;
        let feeds = bytes[..read].iter().enumerate().filter(|(_, byte)| **byte == b'\n');
        self.ahead.extend(feeds.map(|(at, _)| self.read + at as u64));
        self.read += read as u64;
        Ok(read)
    }
}
