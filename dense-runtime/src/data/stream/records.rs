//! Streams of records of bytes.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use super::filling::Samples;
use super::{Source, Stream};
use crate::data::Target;
use crate::{Error, Sample};

impl<X: Sample, Y: Target> Stream<X, Y> {
    /// A stream of a file that is records of so many bytes each, one behind the other. The closure makes a sample of a record.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if the file cannot be opened, [`Error::Format`] if it is not a whole number of records, and
    /// [`Error::Setting`] for records without bytes. Errors of the closure end the epoch.
    ///
    /// ```no_run
    /// use dense_runtime::data::Stream;
    ///
    /// // CIFAR-10: a label, and 32 x 32 pixels in each of three colours.
    /// let images = Stream::records("data_batch_1.bin", 3073, |bytes| {
    ///     let pixels: [f32; 3072] = std::array::from_fn(|i| f32::from(bytes[i + 1]) / 255.0);
    ///     Ok((pixels, bytes[0]))
    /// })?;
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn records(
        path: impl AsRef<Path>,
        bytes: usize,
        decode: impl Fn(&[u8]) -> Result<(X, Y), Error> + Clone + Send + Sync + 'static,
    ) -> Result<Self, Error> {
        if bytes == 0 {
            return Err(Error::Setting { name: "bytes", value: 0.0, expected: "at least 1" });
        }
        let path = path.as_ref().to_path_buf();
        let records = Records::open(&path, bytes, decode.clone())?.left;
        let samples = usize::try_from(records).unwrap_or(usize::MAX);
        let open = move || Ok(Box::new(Records::open(&path, bytes, decode.clone())?) as Box<dyn Source<X, Y>>);
        Ok(Stream::of(open).samples(samples))
    }
}

struct Records<D> {
    path: PathBuf,
    file: BufReader<File>,
    record: Vec<u8>,
    left: u64,
    decode: D,
}

impl<D> Records<D> {
    fn open(path: &Path, bytes: usize, decode: D) -> Result<Self, Error> {
        let file = File::open(path).map_err(|error| Error::file(path, "open", &error))?;
        let len = file.metadata().map_err(|error| Error::file(path, "read", &error))?.len();
        if len % bytes as u64 != 0 {
            let reason = format!("its {len} bytes are no whole number of records of {bytes} bytes");
            return Err(Error::format(path, "record", None, reason));
        }
        let left = len / bytes as u64;
        // A record that the file does not have takes no memory.
        let record = vec![0; if left == 0 { 0 } else { bytes }];
        Ok(Records { path: path.to_path_buf(), file: BufReader::with_capacity(1 << 16, file), record, left, decode })
    }
}

impl<X, Y, D: Fn(&[u8]) -> Result<(X, Y), Error>> Source<X, Y> for Records<D> {
    fn next(&mut self, samples: &mut Samples<X, Y>) -> Result<bool, Error> {
        if self.left == 0 {
            return Ok(false);
        }
        self.file.read_exact(&mut self.record).map_err(|error| Error::file(&self.path, "read", &error))?;
        self.left -= 1;
        let (input, target) = (self.decode)(&self.record)?;
        samples.inputs.push(input);
        samples.targets.push(target);
        Ok(true)
    }
}
