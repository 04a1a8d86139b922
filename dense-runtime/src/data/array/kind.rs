//! The number types that arrays in files have.

use super::number::{Number, convert};

/// How a file has its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(not(feature = "npy"), expect(dead_code, reason = "IDX files have fewer types"))]
pub(crate) enum Kind {
    Bool,
    U8,
    I8,
    U16,
    I16,
    U32,
    I32,
    U64,
    I64,
    F32,
    F64,
}

impl Kind {
    /// The bytes of a number.
    pub(crate) fn size(self) -> usize {
        match self {
            Kind::Bool | Kind::U8 | Kind::I8 => 1,
            Kind::U16 | Kind::I16 => 2,
            Kind::U32 | Kind::I32 | Kind::F32 => 4,
            Kind::U64 | Kind::I64 | Kind::F64 => 8,
        }
    }

    /// What NumPy and Keras call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Bool => "bool",
            Kind::U8 => "uint8",
            Kind::I8 => "int8",
            Kind::U16 => "uint16",
            Kind::I16 => "int16",
            Kind::U32 => "uint32",
            Kind::I32 => "int32",
            Kind::U64 => "uint64",
            Kind::I64 => "int64",
            Kind::F32 => "float32",
            Kind::F64 => "float64",
        }
    }

    /// Reads numbers, which are then divided if there is a divisor. Fails with the place and the words of the first that the type
    /// does not have.
    pub(crate) fn decode<T: Number>(
        self,
        is_big_endian: bool,
        bytes: &[u8],
        divisor: Option<f64>,
        numbers: &mut [T],
    ) -> Result<(), (usize, String)> {
        macro_rules! each {
            ($type:ident) => {
                if is_big_endian {
                    each(bytes, $type::from_be_bytes, divisor, numbers)
                } else {
                    each(bytes, $type::from_le_bytes, divisor, numbers)
                }
            };
        }
        match self {
            Kind::Bool => each(bytes, |[byte]: [u8; 1]| u8::from(byte != 0), divisor, numbers),
            Kind::U8 => each!(u8),
            Kind::I8 => each!(i8),
            Kind::U16 => each!(u16),
            Kind::I16 => each!(i16),
            Kind::U32 => each!(u32),
            Kind::I32 => each!(i32),
            Kind::U64 => each!(u64),
            Kind::I64 => each!(i64),
            Kind::F32 => each!(f32),
            Kind::F64 => each!(f64),
        }
    }
}

fn each<K: Number, T: Number, const SIZE: usize>(
    bytes: &[u8],
    of: impl Fn([u8; SIZE]) -> K,
    divisor: Option<f64>,
    numbers: &mut [T],
) -> Result<(), (usize, String)> {
    let refuse = |place, words: String| Err((place, format!("`{words}` cannot be a `{}`", T::NAME)));
    let (all, _) = bytes.as_chunks();
    for (place, (number, &bytes)) in numbers.iter_mut().zip(all).enumerate() {
        let found = of(bytes);
        // Both types have enough digits that a quotient is not rounded twice to another one than a single rounding gives.
        let converted = match divisor {
            Some(divisor) => convert(found.to_float() / divisor),
            None => convert(found),
        };
        match (converted, divisor) {
            (Some(converted), _) => *number = converted,
            (None, Some(divisor)) => return refuse(place, format!("{found} / {divisor}")),
            (None, None) => return refuse(place, found.to_string()),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotient_of_pixels_has_the_bits_of_one_division() {
        let bytes: Vec<u8> = (0..=255).collect();
        let mut numbers = [0.0_f32; 256];
        Kind::U8.decode(false, &bytes, Some(255.0), &mut numbers).expect("pixels");
        assert!(numbers.iter().zip(0..=255_u8).all(|(number, pixel)| *number == f32::from(pixel) / 255.0));
    }

    #[test]
    fn bytes_come_in_either_order() {
        let mut numbers = [0_i32; 2];
        Kind::I16.decode(true, &[1, 2, 255, 255], None, &mut numbers).expect("integers");
        assert_eq!(numbers, [258, -1]);
        Kind::I16.decode(false, &[1, 2, 255, 255], None, &mut numbers).expect("integers");
        assert_eq!(numbers, [513, -1]);
        let refused = Kind::I16.decode(false, &[1, 0, 255, 255], None, &mut [0_u8; 2]);
        assert_eq!(refused, Err((1, "`-1` cannot be a `u8`".to_string())));
    }
}
