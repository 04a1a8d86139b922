//! A file with an array, of which the first axis goes over samples.

use core::fmt;
use std::io::{self, Read};
use std::path::PathBuf;

use super::kind::Kind;
use super::nested::{Array, fits};
use crate::Error;

/// How many bytes are read and decoded at a time, or one sample's if those are more.
const CHUNK: usize = 1 << 16;

/// A file with an array: it is open and its header is read, its numbers are not yet.
///
/// The first axis of the array goes over the samples. `idx::open`, `npy::open` and `npy::open_npz` give it (with the
/// features `idx` and `npy`); [`Stream::arrays`](crate::data::Stream::arrays) reads it while a network trains.
///
/// ```no_run
/// # #[cfg(feature = "npy")] {
/// use dense_runtime::data::npy;
///
/// let file = npy::open("inputs.npy")?;
/// println!("{} {:?}", file.dtype(), file.shape());   // float64 [150, 4]
/// let inputs: Vec<[f32; 4]> = file.read()?;
/// # }
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub struct ArrayFile {
    path: PathBuf,
    format: &'static str,
    values: Box<dyn Read + Send>,
    kind: Kind,
    is_big_endian: bool,
    shape: Vec<usize>,
    /// Whether the file is known to be as long as its header says.
    is_whole: bool,
    divisor: Option<f64>,
    /// Samples that were read.
    read: usize,
    bytes: Vec<u8>,
}

/// What a header says of the array behind it.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) kind: Kind,
    pub(crate) is_big_endian: bool,
    pub(crate) shape: Vec<usize>,
}

impl Header {
    /// The bytes of all numbers, if there can be so many.
    pub(crate) fn bytes(&self) -> Option<u64> {
        let size = self.kind.size() as u64;
        self.shape.iter().try_fold(size, |bytes, &axis| bytes.checked_mul(u64::try_from(axis).ok()?))
    }
}

impl ArrayFile {
    /// An array whose header has been read from `values`, or what is wrong with it.
    pub(crate) fn new(
        path: PathBuf,
        format: &'static str,
        values: Box<dyn Read + Send>,
        header: Header,
        is_whole: bool,
    ) -> Result<Self, Error> {
        let Header { kind, is_big_endian, shape } = header;
        if shape.is_empty() {
            return Err(Error::format(&path, format, None, "it is a single number, not an array of samples"));
        }
        if shape[1..].contains(&0) {
            return Err(Error::format(&path, format, None, format!("its shape {shape:?} leaves nothing for a sample")));
        }
        let (divisor, read, bytes) = (None, 0, Vec::new());
        Ok(ArrayFile { path, format, values, kind, is_big_endian, shape, is_whole, divisor, read, bytes })
    }

    /// The lengths of the axes. The first counts the samples.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// The type of the numbers, as NumPy calls it: `"uint8"`.
    #[must_use]
    pub fn dtype(&self) -> &'static str {
        self.kind.name()
    }

    /// Divides each number when it is read: `divide(255.0)` makes pixels go from 0 to 1.
    #[must_use]
    pub fn divide(mut self, divisor: f64) -> Self {
        self.divisor = Some(divisor);
        self
    }

    /// All samples.
    ///
    /// The axes behind the first must be those of `X`, axes of length 1 aside, or one of the two must be flat: an array of the shape
    /// `[60000, 28, 28]` gives `[f32; 784]`, `[[f32; 28]; 28]` and `[[[f32; 1]; 28]; 28]`. `f64` is rounded to `f32`;
    /// all other numbers must be the same in the other type.
    ///
    /// # Errors
    ///
    /// [`Error::Format`] if the shape is another, if a number is none of the type, or if the file ends too soon or is
    /// damaged; [`Error::File`] if it cannot be read.
    pub fn read<X: Array>(mut self) -> Result<Vec<X>, Error> {
        let samples = self.samples::<X>()?;
        let at_a_time = (CHUNK / (X::NUMBERS * self.kind.size())).max(1);
        let mut all = Vec::new();
        if self.is_whole {
            all.reserve_exact(samples);
        }
        while all.len() < samples {
            let some = at_a_time.min(samples - all.len());
            self.more_into(&mut all, some)?;
        }
        self.check_end()?;
        Ok(all)
    }

    /// How many samples there are, if they fit into the type.
    pub(crate) fn samples<X: Array>(&self) -> Result<usize, Error> {
        let (samples, axes) = (self.shape[0], &self.shape[1..]);
        if fits::<X>(axes) {
            return Ok(samples);
        }
        let expected = X::AXES.dims();
        Err(self.wrong(None, format!("its samples have the shape {axes:?}, expected {expected:?}")))
    }

    /// Reads one more sample. There must be one, of this type.
    pub(crate) fn next_into<X: Array>(&mut self, all: &mut Vec<X>) -> Result<(), Error> {
        self.more_into(all, 1)
    }

    fn more_into<X: Array>(&mut self, all: &mut Vec<X>, samples: usize) -> Result<(), Error> {
        self.bytes.resize(samples * X::NUMBERS * self.kind.size(), 0);
        if let Err(error) = self.values.read_exact(&mut self.bytes) {
            return Err(self.unread(&error));
        }
        let start = all.len();
        all.resize(start + samples, X::ZERO);
        let numbers = X::flat_mut(&mut all[start..]);
        if let Err((place, reason)) = self.kind.decode(self.is_big_endian, &self.bytes, self.divisor, numbers) {
            let (sample, number) = (self.read + place / X::NUMBERS, place % X::NUMBERS);
            let place =
                if X::NUMBERS == 1 { format!("sample {sample}") } else { format!("sample {sample}, number {number}") };
            return Err(self.wrong(Some(place), reason));
        }
        self.read += samples;
        Ok(())
    }

    /// Sees to it that nothing follows, which also makes a packed file check its sums.
    pub(crate) fn check_end(&mut self) -> Result<(), Error> {
        loop {
            return match self.values.read(&mut [0]) {
                Ok(0) => Ok(()),
                Ok(_) => {
                    Err(self.wrong(None, format!("it goes on behind the {} samples of its header", self.shape[0])))
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => Err(self.unread(&error)),
            };
        }
    }

    fn unread(&self, error: &io::Error) -> Error {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => {
                self.wrong(None, format!("it is cut off: its header speaks of {} samples", self.shape[0]))
            }
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => {
                self.wrong(None, format!("its packed data is damaged: {error}"))
            }
            _ => Error::file(&self.path, "read", error),
        }
    }

    fn wrong(&self, place: Option<String>, reason: String) -> Error {
        Error::format(&self.path, self.format, place, reason)
    }
}

impl fmt::Debug for ArrayFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ArrayFile")
            .field("path", &self.path)
            .field("dtype", &self.dtype())
            .field("shape", &self.shape)
            .finish_non_exhaustive()
    }
}
