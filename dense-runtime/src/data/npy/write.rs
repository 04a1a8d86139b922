//! Arrays that Python can load.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::header::MAGIC;
use crate::Error;
use crate::data::array::{Array, Number};

/// Writes samples to an `.npy` file, which `numpy.load` gives back as an array with an axis over the samples before their own.
///
/// # Errors
///
/// [`Error::File`] if the file cannot be written.
///
/// ```
/// use dense_runtime::data::npy;
///
/// let path = std::env::temp_dir().join(format!("dense-doc-{}.npy", std::process::id()));
/// npy::write(&path, &[[0.5f32, 1.0], [2.0, 4.0], [8.0, 16.0]])?;
/// assert_eq!(npy::open(&path)?.shape(), [3, 2]);
/// assert_eq!(npy::open(&path)?.read::<[f64; 2]>()?[2], [8.0, 16.0]);
/// # std::fs::remove_file(path).unwrap();
/// # Ok::<(), dense_runtime::Error>(())
/// ```
pub fn write<X: Array>(path: impl AsRef<Path>, samples: &[X]) -> Result<(), Error> {
    let path = path.as_ref();
    let file = File::create(path).map_err(|error| Error::file(path, "create", &error))?;
    write_to(BufWriter::new(file), samples).map_err(|error| Error::file(path, "write", &error))
}

fn write_to<X: Array>(mut file: impl Write, samples: &[X]) -> std::io::Result<()> {
    let axes: String = X::AXES.dims().iter().map(|axis| format!(" {axis},")).collect();
    let shape = format!("({},{})", samples.len(), axes.trim_end_matches(','));
    let mut header = format!("{{'descr': '{}', 'fortran_order': False, 'shape': {shape}, }}", X::Number::DESCR);
    // Numbers begin at a multiple of 64 bytes, behind a line feed.
    let len = (10 + header.len() + 1).next_multiple_of(64) - 10;
    header.extend(std::iter::repeat_n(' ', len - 1 - header.len()));
    header.push('\n');
    file.write_all(MAGIC)?;
    file.write_all(&[1, 0])?;
    file.write_all(&(header.len() as u16).to_le_bytes())?;
    file.write_all(header.as_bytes())?;
    for number in X::flat(samples) {
        number.write_to(&mut file)?;
    }
    file.flush()
}
