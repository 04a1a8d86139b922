//! The head of a safetensors file: JSON that says what the file holds, and where.

use std::collections::BTreeMap;
use std::fmt;

use safetensors::Dtype;
use safetensors::tensor::TensorInfo;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};

/// The key of what is no tensor.
const METADATA: &str = "__metadata__";
/// The head is filled up with spaces, so that the numbers behind it begin on a cache line.
const ALIGNMENT: usize = 64;
/// The longest head that the format allows.
pub(super) const LONGEST: u64 = 100_000_000;

/// What a file holds. The tensors stand in the order in which they lie in the file.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) metadata: BTreeMap<String, String>,
    pub(super) tensors: Vec<(String, TensorInfo)>,
}

/// What is wrong with a head, and where.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) place: Option<String>,
    pub(super) reason: String,
}

impl Fault {
    fn head(reason: impl Into<String>) -> Fault {
        Fault { place: Some("header".to_owned()), reason: reason.into() }
    }

    fn tensor(name: &str, reason: impl Into<String>) -> Fault {
        Fault { place: Some(format!("tensor `{name}`")), reason: reason.into() }
    }
}

impl Header {
    /// The first bytes of a file: the length of the head, and the head.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![0; size_of::<u64>()];
        serde_json::to_writer(&mut bytes, self).unwrap_or_else(|_| unreachable!("texts and numbers are JSON"));
        bytes.resize(bytes.len().next_multiple_of(ALIGNMENT), b' ');
        let length = bytes.len() - size_of::<u64>();
        bytes[..size_of::<u64>()].copy_from_slice(&(length as u64).to_le_bytes());
        bytes
    }

    /// The length of the head of a file, by the file's length and its first bytes.
    pub(super) fn length(first: [u8; 8], file: u64) -> Result<usize, Fault> {
        let (length, left) = (u64::from_le_bytes(first), file.saturating_sub(size_of::<u64>() as u64));
        if length > left {
            let reason = format!(
                "it should have {length} bytes, but the file has {left} behind the length; it is cut off, or of another format"
            );
            return Err(Fault::head(reason));
        }
        if length > LONGEST {
            return Err(Fault::head(format!("it has {length} bytes, but the format allows {LONGEST}")));
        }
        usize::try_from(length).map_err(|_| Fault::head(format!("it has {length} bytes, more than there is memory")))
    }

    /// Reads the head of a file that has `data` bytes behind it.
    pub(super) fn parse(json: &[u8], data: u64) -> Result<Header, Fault> {
        let mut header: Header = serde_json::from_slice(json).map_err(|error| Fault::head(error.to_string()))?;
        header.refuse_duplicates()?;
        // Files may list their tensors in any order.
        header.tensors.sort_by_key(|(_, info)| info.data_offsets);
        let mut end = 0;
        for (name, info) in &header.tensors {
            let (from, to) = info.data_offsets;
            if from != end {
                let reason = format!("its data begins at {from}, but the tensor before it ends at {end}");
                return Err(Fault::tensor(name, reason));
            }
            let Some(length) = length(info) else {
                let reason = format!("the shape {:?} of {} is no number of bytes", info.shape, info.dtype);
                return Err(Fault::tensor(name, reason));
            };
            if to.checked_sub(from) != Some(length) {
                let (dtype, shape) = (info.dtype, &info.shape);
                let reason =
                    format!("{shape:?} of {dtype} takes {length} bytes, but its data goes from {from} to {to}");
                return Err(Fault::tensor(name, reason));
            }
            end = to;
        }
        if end as u64 != data {
            let reason = format!("the tensors take {end} bytes, but the file has {data} for them");
            return Err(Fault { place: None, reason });
        }
        Ok(header)
    }

    fn refuse_duplicates(&self) -> Result<(), Fault> {
        let mut names = self.tensors.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>();
        names.sort_unstable();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(Fault::tensor(pair[0], "the file has two tensors of this name")),
            None => Ok(()),
        }
    }
}

/// How many bytes a tensor takes, unless that is more than can be counted, or no whole number.
pub(super) fn length(info: &TensorInfo) -> Option<usize> {
    let numbers = info.shape.iter().try_fold(1usize, |numbers, &axis| numbers.checked_mul(axis))?;
    let bits = numbers.checked_mul(info.dtype.bitsize())?;
    bits.is_multiple_of(8).then_some(bits / 8)
}

/// The entry of a tensor in the head.
pub(super) fn info(dtype: Dtype, shape: &[usize], from: usize) -> TensorInfo {
    let mut info = TensorInfo { dtype, shape: shape.to_vec(), data_offsets: (from, from) };
    info.data_offsets.1 += length(&info).unwrap_or_else(|| unreachable!("the tensor is in memory"));
    info
}

impl Serialize for Header {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if !self.metadata.is_empty() {
            map.serialize_entry(METADATA, &self.metadata)?;
        }
        for (name, info) in &self.tensors {
            map.serialize_entry(name, info)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Header {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Header, D::Error> {
        struct Entries;

        impl<'de> Visitor<'de> for Entries {
            type Value = Header;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object of tensors")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Header, A::Error> {
                let (mut tensors, mut metadata) = (Vec::new(), None);
                while let Some(name) = map.next_key::<String>()? {
                    if name != METADATA {
                        tensors.push((name, map.next_value()?));
                    } else if metadata.replace(map.next_value()?).is_some() {
                        return Err(A::Error::custom(format!("`{METADATA}` is there twice")));
                    }
                }
                Ok(Header { metadata: metadata.unwrap_or_default(), tensors })
            }
        }

        deserializer.deserialize_map(Entries)
    }
}
