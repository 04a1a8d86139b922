//! Archives of several arrays.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use flate2::{Crc, bufread::DeflateDecoder};
use zip::{CompressionMethod, ZipArchive};

use crate::Error;
use crate::data::array::ArrayFile;

/// The names of the arrays in an `.npz` file, as `numpy.load(path).files` has them, in order.
///
/// # Errors
///
/// [`Error::File`] if the file cannot be opened or read, [`Error::Format`] if it is no archive.
pub fn names(path: impl AsRef<Path>) -> Result<Vec<String>, Error> {
    Ok(names_in(&archive(path.as_ref())?))
}

/// Opens an array of an `.npz` file, packed or not, and reads its header.
///
/// # Errors
///
/// As [`open`](super::open), and [`Error::Format`] if the archive is damaged or has no such array.
pub fn open_npz(path: impl AsRef<Path>, name: &str) -> Result<ArrayFile, Error> {
    let path = path.as_ref();
    member(path, archive(path)?, name)
}

/// Opens an array of an `.npz` file that is in memory, or in the program by `include_bytes!`; errors call it `<bytes>`.
///
/// # Errors
///
/// As [`open_npz`].
pub fn npz_from_bytes(bytes: impl AsRef<[u8]> + Send + 'static, name: &str) -> Result<ArrayFile, Error> {
    let path = Path::new("<bytes>");
    member(path, directory(path, Cursor::new(bytes))?, name)
}

fn member<R: BufRead + Seek + Send + 'static>(
    path: &Path,
    mut archive: ZipArchive<R>,
    name: &str,
) -> Result<ArrayFile, Error> {
    let wrong = |reason: String| Error::format(path, "NumPy", Some(format!("array `{name}`")), reason);
    let found = archive.index_for_name(&format!("{name}.npy")).or_else(|| archive.index_for_name(name));
    let Some(index) = found else {
        let names: Vec<String> = names_in(&archive).iter().map(|name| format!("`{name}`")).collect();
        return Err(wrong(format!("there is none of this name, but {}", names.join(", "))));
    };
    let member = archive.by_index_raw(index).map_err(|error| wrong(format!("the archive is damaged: {error}")))?;
    let (start, packed, len, crc) = (member.data_start(), member.compressed_size(), member.size(), member.crc32());
    let (method, is_encrypted) = (member.compression(), member.encrypted());
    drop(member);
    if is_encrypted {
        return Err(wrong("it is encrypted".into()));
    }

    // The member outlives the archive from here on.
    let mut file = archive.into_inner();
    file.seek(SeekFrom::Start(start.unwrap_or(0))).map_err(|error| Error::file(path, "read", &error))?;
    let file = file.take(packed);
    let values: Box<dyn Read + Send> = match method {
        CompressionMethod::Stored => Box::new(file),
        CompressionMethod::Deflated => Box::new(DeflateDecoder::new(file)),
        other => return Err(wrong(format!("it is packed by {other}, which NumPy does not do"))),
    };
    super::array(path, Some(name), Box::new(Checked { values, left: len, crc, sum: Crc::new() }), len, false)
}

fn archive(path: &Path) -> Result<ZipArchive<BufReader<File>>, Error> {
    let file = File::open(path).map_err(|error| Error::file(path, "open", &error))?;
    directory(path, BufReader::with_capacity(1 << 16, file))
}

fn directory<R: Read + Seek>(path: &Path, file: R) -> Result<ZipArchive<R>, Error> {
    ZipArchive::new(file).map_err(|error| match error {
        zip::result::ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            Error::file(path, "read", &error)
        }
        error => Error::format(path, "NumPy", None, format!("it is no archive, or a damaged one: {error}")),
    })
}

fn names_in<R: Read + Seek>(archive: &ZipArchive<R>) -> Vec<String> {
    let names = archive.file_names_raw().map(String::from_utf8_lossy);
    names.map(|name| name.strip_suffix(".npy").unwrap_or(&name).to_string()).collect()
}

/// A member of an archive, whose length and sum must be what the directory says.
struct Checked {
    values: Box<dyn Read + Send>,
    left: u64,
    crc: u32,
    sum: Crc,
}

impl Read for Checked {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.values.read(bytes)?;
        self.sum.update(&bytes[..read]);
        let Some(left) = self.left.checked_sub(read as u64) else {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "there is more than the directory says"));
        };
        self.left = left;
        if read == 0 && !bytes.is_empty() {
            if left > 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            if self.sum.sum() != self.crc {
                return Err(io::Error::new(io::ErrorKind::InvalidData, "its checksum is another"));
            }
        }
        Ok(read)
    }
}
