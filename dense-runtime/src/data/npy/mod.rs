//! NumPy's files of arrays: `.npy` with one array, `.npz` with several.
//!
//! ```no_run
//! use dense_runtime::Dataset;
//! use dense_runtime::data::npy;
//!
//! // np.savez_compressed("iris.npz", x=x, y=y)
//! let inputs: Vec<[f32; 4]> = npy::open_npz("iris.npz", "x")?.read()?;
//! let labels: Vec<u8> = npy::open_npz("iris.npz", "y")?.read()?;
//! let data = Dataset::new(inputs, labels)?;
//! # Ok::<(), dense_runtime::Error>(())
//! ```
//!
//! Numbers are booleans, integers of 8 to 64 bits, and floats of 32 and 64 bits, in either order of bytes. Arrays of text,
//! of complex numbers, of objects and of records are refused, and so are arrays in Fortran's order, with the line of Python that makes
//! another of them.

mod archive;
mod header;
mod write;

use std::fs::File;
use std::io::{BufReader, Cursor, Read};
use std::path::Path;

pub use archive::{names, npz_from_bytes, open_npz};
pub use write::write;

use super::array::ArrayFile;
use crate::Error;

/// Opens an `.npy` file and reads its header.
///
/// # Errors
///
/// [`Error::File`] if the file cannot be opened or read, [`Error::Format`] if it is no array of numbers in C's order, or if it is not
/// as long as its header says.
pub fn open(path: impl AsRef<Path>) -> Result<ArrayFile, Error> {
    let path = path.as_ref();
    let file = File::open(path).map_err(|error| Error::file(path, "open", &error))?;
    let len = file.metadata().map_err(|error| Error::file(path, "read", &error))?.len();
    array(path, None, Box::new(BufReader::with_capacity(1 << 16, file)), len, true)
}

/// Reads the header of an `.npy` file that is in memory, or in the program by `include_bytes!`; errors call it `<bytes>`.
///
/// # Errors
///
/// As [`open`].
pub fn from_bytes(bytes: impl AsRef<[u8]> + Send + 'static) -> Result<ArrayFile, Error> {
    let len = bytes.as_ref().len() as u64;
    array("<bytes>".as_ref(), None, Box::new(Cursor::new(bytes)), len, true)
}

/// The array of `len` bytes that begins here.
fn array(
    path: &Path,
    member: Option<&str>,
    mut values: Box<dyn Read + Send>,
    len: u64,
    is_whole: bool,
) -> Result<ArrayFile, Error> {
    let wrong = |reason: String| Error::format(path, "NumPy", member.map(|name| format!("array `{name}`")), reason);
    let (header, header_bytes) = header::read(&mut values).map_err(wrong)?;
    let Some(expected) = header.bytes().and_then(|bytes| bytes.checked_add(header_bytes)) else {
        return Err(wrong(format!("no file has as many numbers as its shape {:?}", header.shape)));
    };
    if len != expected {
        return Err(wrong(format!("it has {len} bytes, but its shape {:?} takes {expected}", header.shape)));
    }
    ArrayFile::new(path.to_path_buf(), "NumPy", values, header, is_whole)
}

#[cfg(test)]
mod tests;
