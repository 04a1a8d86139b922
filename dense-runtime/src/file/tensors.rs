//! Files of tensors: written tensor behind tensor, and read so that no file can do harm.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use safetensors::Dtype;
use safetensors::tensor::TensorInfo;

use super::atomic::write_atomically;
use super::header::{Fault, Header, LONGEST, info};
use crate::Error;
use crate::storage::{Bits, bytes, bytes_mut};

/// What errors call the format.
pub(super) const FORMAT: &str = "safetensors";
/// What errors call a file that is not on a disk.
const IN_MEMORY: &str = "<bytes>";

/// The number type of a tensor in a file.
pub(super) fn dtype<T: Bits>() -> Dtype {
    match T::DTYPE {
        "F32" => Dtype::F32,
        "F64" => Dtype::F64,
        "U64" => Dtype::U64,
        _ => Dtype::U8,
    }
}

/// A file to be written: tensors that lie elsewhere, and texts.
#[derive(Default)]
pub(crate) struct Tensors<'a> {
    metadata: BTreeMap<String, String>,
    tensors: Vec<NewTensor<'a>>,
}

struct NewTensor<'a> {
    name: String,
    dtype: Dtype,
    shape: Vec<usize>,
    values: Box<dyn Values + 'a>,
}

impl<'a> Tensors<'a> {
    pub(crate) fn new() -> Tensors<'a> {
        Tensors::default()
    }

    /// Adds a text. Each key has one.
    pub(crate) fn text(&mut self, key: impl Into<String>, text: impl Into<String>) {
        self.metadata.insert(key.into(), text.into());
    }

    /// Adds a tensor. Its values are as many as its shape says, and no other tensor has its name.
    pub(crate) fn tensor<T: Bits>(&mut self, name: impl Into<String>, shape: &[usize], values: &'a [T]) {
        assert_eq!(shape.iter().product::<usize>(), values.len(), "the shape is that of the values");
        let name = name.into();
        self.tensors.push(NewTensor { name, dtype: dtype::<T>(), shape: shape.to_vec(), values: Box::new(values) });
    }

    /// Writes the file, so that the old one or the new one is there at any moment.
    pub(crate) fn save(&self, path: &Path) -> Result<(), Error> {
        write_atomically(path, |file| self.write(file))
    }

    /// The file as bytes.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let length = self.tensors.iter().map(|tensor| tensor.values.length()).sum::<usize>();
        let mut file = Vec::with_capacity(length + 4096);
        self.write(&mut file).unwrap_or_else(|_| unreachable!("a vector takes all"));
        file
    }

    /// The tensors lie in the file in the order in which they were added, but wide numbers before narrow ones: so each begins where
    /// its numbers are aligned.
    fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut tensors = self.tensors.iter().collect::<Vec<_>>();
        tensors.sort_by_key(|tensor| Reverse(tensor.dtype.bitsize()));
        let mut header = Header { metadata: self.metadata.clone(), tensors: Vec::new() };
        let mut from = 0;
        for NewTensor { name, dtype, shape, .. } in &tensors {
            let info = info(*dtype, shape, from);
            from = info.data_offsets.1;
            header.tensors.push((name.clone(), info));
        }
        let head = header.to_bytes();
        if head.len() as u64 > LONGEST {
            return Err(io::Error::new(ErrorKind::InvalidInput, "the texts in it are longer than the format allows"));
        }
        to.write_all(&head)?;
        tensors.iter().try_for_each(|tensor| tensor.values.write(to))
    }
}

/// The values of a tensor of any type.
trait Values {
    fn length(&self) -> usize;
    fn write(&self, to: &mut dyn Write) -> io::Result<()>;
}

impl<T: Bits> Values for &[T] {
    fn length(&self) -> usize {
        size_of_val(*self)
    }

    fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        if cfg!(target_endian = "little") {
            return to.write_all(bytes(self));
        }
        self.iter().try_for_each(|number| to.write_all(bytes(&[number.in_file_order()])))
    }
}

/// A file whose head has been read, and found to be true: the tensors lie one behind the other and fill the file.
#[derive(Debug)]
pub(crate) struct TensorFile<R> {
    path: PathBuf,
    source: R,
    /// Where the tensors begin.
    data: u64,
    header: Header,
}

impl TensorFile<File> {
    pub(crate) fn open(path: &Path) -> Result<TensorFile<File>, Error> {
        let file = File::open(path).map_err(|error| Error::file(path, "open", &error))?;
        let unreadable = |error: io::Error| Error::file(path, "read", &error);
        let metadata = file.metadata().map_err(unreadable)?;
        match metadata.is_dir() {
            true => Err(unreadable(ErrorKind::IsADirectory.into())),
            false => TensorFile::read_head(path.to_path_buf(), file, metadata.len()),
        }
    }
}

impl<'a> TensorFile<Cursor<&'a [u8]>> {
    pub(crate) fn from_bytes(bytes: &'a [u8]) -> Result<TensorFile<Cursor<&'a [u8]>>, Error> {
        TensorFile::read_head(PathBuf::from(IN_MEMORY), Cursor::new(bytes), bytes.len() as u64)
    }
}

impl<R: Read + Seek> TensorFile<R> {
    /// Nothing is allocated for what `length`, the file's, does not justify.
    fn read_head(path: PathBuf, mut source: R, length: u64) -> Result<TensorFile<R>, Error> {
        let mut first = [0; 8];
        if length < first.len() as u64 {
            let reason =
                format!("it has {length} bytes, but begins with {} that say how long its header is", first.len());
            return Err(Error::format(&path, FORMAT, None, reason));
        }
        source.read_exact(&mut first).map_err(|error| Error::file(&path, "read", &error))?;
        let faulty = |Fault { place, reason }| Error::format(&path, FORMAT, place, reason);
        let head = Header::length(first, length).map_err(faulty)?;
        let mut json = vec![0; head];
        source.read_exact(&mut json).map_err(|error| Error::file(&path, "read", &error))?;
        let data = first.len() as u64 + head as u64;
        let header = Header::parse(&json, length - data).map_err(faulty)?;
        Ok(TensorFile { path, source, data, header })
    }

    /// Where the file is.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The text of a key.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.header.metadata.get(key).map(String::as_str)
    }

    /// The names of all tensors with what is known of each, in the order of the file.
    pub(crate) fn tensors(&self) -> impl Iterator<Item = (&str, &TensorInfo)> {
        self.header.tensors.iter().map(|(name, info)| (name.as_str(), info))
    }

    /// What is known of a tensor.
    pub(crate) fn tensor(&self, name: &str) -> Option<&TensorInfo> {
        self.tensors().find(|(other, _)| *other == name).map(|(_, info)| info)
    }

    /// Reads the values of a tensor that the file has, of this type and this length, to where they belong.
    pub(crate) fn read<T: Bits>(&mut self, name: &str, values: &mut [T]) -> Result<(), Error> {
        let info = self.tensor(name).unwrap_or_else(|| panic!("the file has no `{name}`"));
        let (from, to) = info.data_offsets;
        assert_eq!((info.dtype, to - from), (dtype::<T>(), size_of_val(values)), "`{name}` is of another kind");
        let place = SeekFrom::Start(self.data + from as u64);
        let read = self.source.seek(place).and_then(|_| self.source.read_exact(bytes_mut(values)));
        read.map_err(|error| Error::file(&self.path, "read", &error))?;
        if cfg!(target_endian = "big") {
            values.iter_mut().for_each(|number| *number = number.in_file_order());
        }
        Ok(())
    }
}
