//! Files of events, which TensorBoard reads while they grow.

use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::time::{SystemTime, UNIX_EPOCH};

use super::{message, record};
use crate::Error;
use crate::train::Memory;

/// The name of a run's files: by the moment in which it began, and the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    seconds: u64,
    nanoseconds: u32,
    process: u32,
}

impl Name {
    pub(super) fn new() -> Name {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Name { seconds: now.as_secs(), nanoseconds: now.subsec_nanos(), process: process::id() }
    }

    fn path(self, folder: &Path) -> PathBuf {
        let Name { seconds, nanoseconds, process } = self;
        folder.join(format!("events.out.tfevents.{seconds}.{nanoseconds:09}.{process}.v2"))
    }

    pub(super) fn write(self, memory: &mut Memory) {
        memory.set("seconds", self.seconds as f64);
        memory.set("nanoseconds", f64::from(self.nanoseconds));
        memory.set("process", f64::from(self.process));
    }

    pub(super) fn read(memory: &Memory) -> Option<Name> {
        Some(Name {
            seconds: memory.get("seconds")? as u64,
            nanoseconds: memory.get("nanoseconds")? as u32,
            process: memory.get("process")? as u32,
        })
    }
}

/// A file that is written.
#[derive(Debug)]
pub(super) struct EventFile {
    path: PathBuf,
    file: File,
    length: u64,
}

impl EventFile {
    /// A new file, and its folder if that is not there.
    pub(super) fn create(folder: &Path, name: Name) -> Result<EventFile, Error> {
        fs::create_dir_all(folder).map_err(|error| Error::file(folder, "create", &error))?;
        let path = name.path(folder);
        let file = File::create(&path).map_err(|error| Error::file(&path, "create", &error))?;
        let mut events = EventFile { path, file, length: 0 };
        let mut begin = Vec::new();
        record::append(&mut begin, &message::version(now()));
        events.write(&begin)?;
        Ok(events)
    }

    /// The file of a run that was interrupted, as long as it was when the run was saved.
    pub(super) fn resume(folder: &Path, name: Name, length: u64) -> Result<EventFile, Error> {
        let path = name.path(folder);
        let error = |error| Error::file(&path, "open", &error);
        let mut file = OpenOptions::new().write(true).open(&path).map_err(error)?;
        let found = file.metadata().map_err(error)?.len();
        if found < length {
            let reason = format!("it has {found} bytes, but the run that goes on has written {length}");
            return Err(Error::format(&path, "event", None, reason));
        }
        file.set_len(length).and_then(|()| file.seek(SeekFrom::End(0))).map_err(error)?;
        Ok(EventFile { path, file, length })
    }

    /// Writes whole records.
    pub(super) fn write(&mut self, records: &[u8]) -> Result<(), Error> {
        self.file.write_all(records).map_err(|error| Error::file(&self.path, "write", &error))?;
        self.length += records.len() as u64;
        Ok(())
    }

    pub(super) fn length(&self) -> u64 {
        self.length
    }
}

/// The seconds since 1970.
pub(super) fn now() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs_f64()
}
