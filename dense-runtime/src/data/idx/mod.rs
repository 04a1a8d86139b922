//! IDX files, the format of MNIST and its kin.
//!
//! An array with a header of a few bytes (Yann LeCun, "The MNIST database of handwritten digits"), plain or packed by gzip, which is
//! seen by its first bytes, not by its name.
//!
//! ```no_run
//! use dense_runtime::Dataset;
//! use dense_runtime::data::idx;
//!
//! let train: Dataset<[f32; 784], u8> = idx::dataset("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")?;
//!
//! // Or each file by itself, and all six number types.
//! let pixels: Vec<[u8; 784]> = idx::open("t10k-images-idx3-ubyte")?.read()?;
//! # Ok::<(), dense_runtime::Error>(())
//! ```

use std::fs::File;
use std::io::{BufRead, BufReader, Cursor, Read, Seek};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

use crate::data::array::{Array, ArrayFile, Header, Kind};
use crate::data::{Dataset, Target};
use crate::{Error, Sample};

const GZIP: [u8; 2] = [0x1f, 0x8b];

/// No byte of gzip makes more than so many.
const LARGEST_RATIO: u64 = 1032;

/// Opens an IDX file and reads its header.
///
/// # Errors
///
/// [`Error::File`] if the file cannot be opened or read, [`Error::Format`] if it does not begin as an IDX file does, or if it is
/// not as long as its header says. Of a packed file that is known when it [has been read](ArrayFile::read).
pub fn open(path: impl AsRef<Path>) -> Result<ArrayFile, Error> {
    let path = path.as_ref();
    let file = File::open(path).map_err(|error| Error::file(path, "open", &error))?;
    let len = file.metadata().map_err(|error| Error::file(path, "read", &error))?.len();
    begin(path, BufReader::with_capacity(1 << 16, file), len)
}

/// Reads the header of an IDX file that is in memory, or in the program by `include_bytes!`; errors call it `<bytes>`.
///
/// # Errors
///
/// As [`open`].
///
/// ```
/// use dense_runtime::data::idx;
///
/// let file = idx::from_bytes([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 10, 20, 30, 40, 50, 60])?;
/// assert_eq!((file.shape(), file.dtype()), (&[2, 3][..], "uint8"));
/// assert_eq!(file.divide(10.0).read::<[f32; 3]>()?, [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub fn from_bytes(bytes: impl AsRef<[u8]> + Send + 'static) -> Result<ArrayFile, Error> {
    let len = bytes.as_ref().len() as u64;
    begin("<bytes>".as_ref(), Cursor::new(bytes), len)
}

fn begin(path: &Path, mut file: impl BufRead + Seek + Send + 'static, len: u64) -> Result<ArrayFile, Error> {
    let wrong = |reason: String| Error::format(path, "IDX", None, reason);
    let unread = |error| Error::file(path, "read", &error);
    let mut start = Vec::with_capacity(2);
    file.by_ref().take(2).read_to_end(&mut start).map_err(unread)?;
    file.rewind().map_err(unread)?;
    let is_packed = start == GZIP;
    let mut values: Box<dyn Read + Send> = if is_packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };

    let header = header(&mut values).map_err(wrong)?;
    let header_bytes = 4 + 4 * header.shape.len() as u64;
    let Some(expected) = header.bytes().and_then(|bytes| bytes.checked_add(header_bytes)) else {
        return Err(wrong(format!("no file has as many numbers as its shape {:?}", header.shape)));
    };
    if !is_packed && len != expected {
        return Err(wrong(format!("it has {len} bytes, but its shape {:?} takes {expected}", header.shape)));
    }
    if is_packed && expected > len.saturating_mul(LARGEST_RATIO) {
        return Err(wrong(format!("its {len} packed bytes cannot hold its shape {:?}", header.shape)));
    }
    ArrayFile::new(path.to_path_buf(), "IDX", values, header, !is_packed)
}

/// Images and their labels as MNIST has them: pixels, which are divided by 255 and so go from 0 to 1, and a class for each
/// image.
///
/// # Errors
///
/// As [`open`], [`ArrayFile::read`] and [`Dataset::new`]; [`Error::Format`] if pixels are no bytes.
pub fn dataset<X: Array + Sample, Y: Array + Target>(
    images: impl AsRef<Path>,
    labels: impl AsRef<Path>,
) -> Result<Dataset<X, Y>, Error> {
    let pixels = open(&images)?;
    if pixels.dtype() != Kind::U8.name() {
        let reason = format!("its numbers are {}, but pixels are uint8; read it by `idx::open`", pixels.dtype());
        return Err(Error::format(images.as_ref(), "IDX", None, reason));
    }
    let labels = open(labels)?;
    Dataset::new(pixels.divide(255.0).read()?, labels.read()?)
}

/// Two zeros, the type, the number of axes; the length of each axis in four bytes, the highest first.
fn header(values: &mut impl Read) -> Result<Header, String> {
    let mut word = [0; 4];
    let mut next = || match values.read_exact(&mut word) {
        Ok(()) => Ok(word),
        Err(error) => Err(format!("its header cannot be read: {error}")),
    };
    let [0, 0, kind, axes] = next()? else {
        return Err(format!("it begins with {word:?}, not with two zeros, a type and a number of axes"));
    };
    let kind = match kind {
        0x08 => Kind::U8,
        0x09 => Kind::I8,
        0x0b => Kind::I16,
        0x0c => Kind::I32,
        0x0d => Kind::F32,
        0x0e => Kind::F64,
        other => return Err(format!("there is no type of numbers {other:#04x}")),
    };
    let shape = (0..axes).map(|_| Ok(u32::from_be_bytes(next()?) as usize)).collect::<Result<_, String>>()?;
    Ok(Header { kind, is_big_endian: true, shape })
}

#[cfg(test)]
mod tests;
