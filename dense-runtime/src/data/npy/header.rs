//! The header of an array: a version, and a Python dictionary.
//!
//! The format is described in NumPy's `numpy.lib.format`.

use std::io::Read;

use crate::data::array::{Header, Kind};

pub(super) const MAGIC: &[u8; 6] = b"\x93NUMPY";

/// No header of an array of plain numbers is longer. (NumPy itself stops at 10,000.)
const LONGEST: usize = 1 << 16;

/// Reads a header, and how many bytes it has.
pub(super) fn read(values: &mut impl Read) -> Result<(Header, u64), String> {
    let mut start = [0; 8];
    fill(values, &mut start)?;
    if start[..6] != *MAGIC {
        return Err("it does not begin as files of NumPy do".into());
    }
    let (len, before) = match start[6] {
        1 => {
            let mut len = [0; 2];
            fill(values, &mut len)?;
            (usize::from(u16::from_le_bytes(len)), 10)
        }
        2 | 3 => {
            let mut len = [0; 4];
            fill(values, &mut len)?;
            (u32::from_le_bytes(len) as usize, 12)
        }
        version => return Err(format!("version {version} of the format is not known")),
    };
    if len > LONGEST {
        return Err(format!("its header has {len} bytes, more than any array of numbers takes"));
    }
    let mut text = vec![0; len];
    fill(values, &mut text)?;
    let text = str::from_utf8(&text).map_err(|_| "its header is no text".to_string())?;
    Ok((parse(text)?, before + len as u64))
}

fn fill(values: &mut impl Read, bytes: &mut [u8]) -> Result<(), String> {
    values.read_exact(bytes).map_err(|error| format!("its header cannot be read: {error}"))
}

/// A dictionary with the three keys `descr`, `fortran_order` and `shape`, in any order.
fn parse(text: &str) -> Result<Header, String> {
    let (mut kind, mut is_fortran, mut shape) = (None, None, None);
    let mut rest = Text(text);
    rest.expect('{')?;
    while !rest.eats('}') {
        let key = rest.quoted()?;
        rest.expect(':')?;
        match key {
            "descr" => kind = Some(number_type(&mut rest)?),
            "fortran_order" => is_fortran = Some(rest.truth()?),
            "shape" => shape = Some(rest.tuple()?),
            other => return Err(format!("its header has `{other}`, which arrays do not have")),
        }
        if !rest.eats(',') {
            rest.expect('}')?;
            break;
        }
    }
    let missing = |key: &str| format!("its header has no `{key}`");
    let ((kind, is_big_endian), shape) =
        (kind.ok_or_else(|| missing("descr"))?, shape.ok_or_else(|| missing("shape"))?);
    if is_fortran.ok_or_else(|| missing("fortran_order"))? && shape.len() > 1 {
        return Err("it is in Fortran's order: save `numpy.ascontiguousarray(array)`".into());
    }
    Ok(Header { kind, is_big_endian, shape })
}

/// The type of the numbers, and whether their highest byte comes first.
fn number_type(text: &mut Text<'_>) -> Result<(Kind, bool), String> {
    if text.eats('[') {
        return Err("it is an array of records: save each of its columns".into());
    }
    let descr = text.quoted()?;
    let name = descr.trim_start_matches(['<', '>', '|', '=']);
    let is_big_endian = match descr.as_bytes().first() {
        Some(b'>') => true,
        Some(b'<' | b'|') => false,
        _ => cfg!(target_endian = "big"),
    };
    let kind = match name {
        "b1" => Kind::Bool,
        "u1" => Kind::U8,
        "i1" => Kind::I8,
        "u2" => Kind::U16,
        "i2" => Kind::I16,
        "u4" => Kind::U32,
        "i4" => Kind::I32,
        "u8" => Kind::U64,
        "i8" => Kind::I64,
        "f4" => Kind::F32,
        "f8" => Kind::F64,
        _ => return Err(format!("numbers of the type `{descr}` are not read: save `array.astype(\"float32\")`")),
    };
    Ok((kind, is_big_endian))
}

/// What is left of a dictionary.
struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    /// Goes over a character, if it comes next.
    fn eats(&mut self, character: char) -> bool {
        self.0 = self.0.trim_start();
        match self.0.strip_prefix(character) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    fn expect(&mut self, character: char) -> Result<(), String> {
        if self.eats(character) { Ok(()) } else { Err(self.unexpected(&format!("`{character}`"))) }
    }

    fn quoted(&mut self) -> Result<&'a str, String> {
        for quote in ['\'', '"'] {
            if self.eats(quote) {
                let (inside, rest) = self.0.split_once(quote).ok_or("a text in its header does not end")?;
                self.0 = rest;
                return Ok(inside);
            }
        }
        Err(self.unexpected("a text in quotes"))
    }

    fn truth(&mut self) -> Result<bool, String> {
        self.0 = self.0.trim_start();
        for (word, truth) in [("True", true), ("False", false)] {
            if let Some(rest) = self.0.strip_prefix(word) {
                self.0 = rest;
                return Ok(truth);
            }
        }
        Err(self.unexpected("`True` or `False`"))
    }

    fn tuple(&mut self) -> Result<Vec<usize>, String> {
        self.expect('(')?;
        let mut numbers = Vec::new();
        while !self.eats(')') {
            self.0 = self.0.trim_start();
            let end = self.0.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.0.len());
            let (digits, rest) = self.0.split_at(end);
            numbers.push(digits.parse().map_err(|_| self.unexpected("a length"))?);
            // Python 2 wrote large lengths as `5L`.
            self.0 = rest.strip_prefix('L').unwrap_or(rest);
            if !self.eats(',') {
                self.expect(')')?;
                break;
            }
        }
        Ok(numbers)
    }

    fn unexpected(&self, expected: &str) -> String {
        let found: String = self.0.chars().take(20).collect();
        format!("its header has `{}` where {expected} should be", found.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_as_python_writes_them() {
        let header = parse("{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }   \n").expect("a header");
        assert_eq!((header.kind, header.is_big_endian, header.shape), (Kind::F64, false, vec![3, 4]));
        let header = parse("{\"shape\":(5L,),\"fortran_order\":True,\"descr\":\">i2\"}").expect("a header");
        assert_eq!((header.kind, header.is_big_endian, header.shape), (Kind::I16, true, vec![5]));
        assert!(
            parse("{'descr': '|b1', 'fortran_order': False, 'shape': ()}").is_ok_and(|header| header.shape.is_empty())
        );
    }

    #[test]
    fn what_is_wrong_with_a_header_is_said() {
        let reason = |text: &str| parse(text).expect_err("no header");
        assert!(reason("{'descr': '<c8', 'fortran_order': False, 'shape': (3,), }").contains("`<c8`"));
        assert!(reason("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (3,), }").contains("records"));
        assert!(reason("{'descr': '<f4', 'fortran_order': True, 'shape': (3, 4), }").contains("ascontiguousarray"));
        assert!(reason("{'descr': '<f4', 'fortran_order': False}").contains("no `shape`"));
        assert!(reason("{'descr': '<f4', 'fortran_order': 0}").contains("`0}` where `True` or `False`"));
        assert!(reason("{'shape': (3, -4)}").contains("a length"));
        assert!(reason("{'shape': (99999999999999999999999,)}").contains("a length"));
        assert!(reason("{'more': 1}").contains("`more`"));
        assert!(reason("{'descr").contains("does not end"));
        assert!(reason("").contains("`{`"));
    }
}
