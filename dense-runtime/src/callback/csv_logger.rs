//! The figures of each epoch in a file of comma-separated values.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;

use super::python;
use crate::Error;
use crate::train::{Callback, Memory, Run};

/// Writes the figures of each epoch into a file, a line for each, as soon as it ends. The file is byte for byte what Keras writes
/// for the same figures.
///
/// ```
/// use dense_runtime::callback::CSVLogger;
///
/// let log = CSVLogger::new("training.log").separator(';').append(true);
/// ```
///
/// ```text
/// epoch,accuracy,loss,val_accuracy,val_loss
/// 0,0.8125,0.6230158805847168,0.75,0.6701111793518066
/// ```
///
/// The first column is the epoch, from 0; the others are the figures of the first epoch in alphabetical order, and if it was not
/// validated the same with `val_` once more. A figure that an epoch does not have is `NA`. Lines end in `\r\n`.
///
/// A run that is interrupted and goes on takes out what was written after the checkpoint, and writes on.
///
/// # Errors
///
/// `fit` ends with [`Error::File`] if the file cannot be opened (before anything is trained) or written, [`Error::Text`] if
/// the separator is a quotation mark or ends a line, and [`Error::Format`] if a run goes on and the file is shorter than it was.
#[derive(Debug)]
#[must_use]
pub struct CSVLogger {
    filename: PathBuf,
    separator: char,
    append: bool,
    file: Option<File>,
    /// How many bytes of the file are ours or were there before.
    written: u64,
    /// How long the file was when the run was interrupted that goes on.
    resumed_at: Option<u64>,
    keys: Option<Vec<String>>,
}

impl CSVLogger {
    /// Writes this file, in a folder that is there.
    pub fn new(filename: impl Into<PathBuf>) -> CSVLogger {
        CSVLogger {
            filename: filename.into(),
            separator: ',',
            append: false,
            file: None,
            written: 0,
            resumed_at: None,
            keys: None,
        }
    }

    /// What stands between values. The default is a comma.
    pub fn separator(mut self, separator: char) -> Self {
        self.separator = separator;
        self
    }

    /// Whether to write on if the file is there, without names of columns. The default is `false`: the file is written anew.
    pub fn append(mut self, append: bool) -> Self {
        self.append = append;
        self
    }

    fn open(&mut self) -> Result<(), Error> {
        let error = |error| Error::file(&self.filename, "open", &error);
        let mut options = OpenOptions::new();
        options.write(true);
        let Some(written) = self.resumed_at.take() else {
            let anew = !self.append;
            let mut file = options.create(true).truncate(anew).open(&self.filename).map_err(error)?;
            self.written = file.seek(SeekFrom::End(0)).map_err(error)?;
            self.file = Some(file);
            return Ok(());
        };
        let mut file = options.open(&self.filename).map_err(error)?;
        let length = file.metadata().map_err(error)?.len();
        if length < written {
            let reason = format!("it has {length} bytes, but the run that goes on has written {written}");
            return Err(Error::format(&self.filename, "CSV", None, reason));
        }
        file.set_len(written).and_then(|()| file.seek(SeekFrom::End(0))).map_err(error)?;
        (self.file, self.written) = (Some(file), written);
        Ok(())
    }

    /// The columns, which are those of the first epoch.
    fn columns(run: &Run<'_>) -> Vec<String> {
        let mut keys: Vec<String> = run.scores.iter().map(|(name, _)| name.to_string()).collect();
        keys.sort();
        if keys.iter().all(|key| !key.starts_with("val_")) {
            keys.extend(keys.iter().map(|key| format!("val_{key}")).collect::<Vec<_>>());
        }
        keys
    }

    fn line(&self, values: impl IntoIterator<Item = String>) -> String {
        let mut line = String::new();
        for (at, value) in values.into_iter().enumerate() {
            if at > 0 {
                line.push(self.separator);
            }
            if value.contains([self.separator, '"', '\r', '\n']) {
                line.push('"');
                line.push_str(&value.replace('"', "\"\""));
                line.push('"');
            } else {
                line.push_str(&value);
            }
        }
        line.push_str("\r\n");
        line
    }
}

impl Callback for CSVLogger {
    fn on_train_begin(&mut self, _: &mut Run<'_>) -> Result<(), Error> {
        if matches!(self.separator, '"' | '\r' | '\n') {
            let reason = "a separator is neither a quotation mark nor the end of a line".to_string();
            return Err(Error::Text { name: "separator", text: self.separator.escape_default().to_string(), reason });
        }
        (self.file, self.keys, self.resumed_at) = (None, None, None);
        Ok(())
    }

    // Not when training begins: a run that goes on is told only after that what it has written.
    fn on_epoch_begin(&mut self, _: &mut Run<'_>) -> Result<(), Error> {
        if self.file.is_none() { self.open() } else { Ok(()) }
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        let mut text = String::new();
        let keys = match self.keys.take() {
            Some(keys) => keys,
            None => {
                let keys = Self::columns(run);
                if self.written == 0 {
                    text = self.line(["epoch".to_string()].into_iter().chain(keys.iter().cloned()));
                }
                keys
            }
        };
        let values = keys.iter().map(|key| run.scores.get(key).map_or("NA".to_string(), python::repr));
        text += &self.line([run.epoch.to_string()].into_iter().chain(values));
        self.keys = Some(keys);
        if let Some(file) = &mut self.file {
            file.write_all(text.as_bytes()).map_err(|error| Error::file(&self.filename, "write", &error))?;
            self.written += text.len() as u64;
        }
        Ok(())
    }

    fn on_train_end(&mut self, _: &mut Run<'_>) -> Result<(), Error> {
        self.file = None;
        Ok(())
    }

    fn memory(&self) -> Memory {
        let mut memory = Memory::default();
        memory.set("written", self.written as f64);
        for (at, key) in self.keys.iter().flatten().enumerate() {
            memory.set(&format!("{COLUMN}{key}"), at as f64);
        }
        memory
    }

    fn remember(&mut self, memory: &Memory) -> Result<(), Error> {
        self.resumed_at = memory.get("written").map(|written| written as u64);
        let mut columns: Vec<(f64, String)> =
            memory.iter().filter_map(|(name, at)| Some((at, name.strip_prefix(COLUMN)?.to_string()))).collect();
        columns.sort_by(|(one, _), (other, _)| one.total_cmp(other));
        let keys: Vec<String> = columns.into_iter().map(|(_, key)| key).collect();
        self.keys = (!keys.is_empty()).then_some(keys);
        Ok(())
    }
}

/// What the names of columns begin with in the memory.
const COLUMN: &str = "column ";
