//! Numbers as the bytes that files keep of them.

#[cfg(feature = "files")]
use core::slice;

/// A number that files keep.
///
/// # Safety
///
/// A type that implements this has no padding, and each of its bit patterns is a value.
#[doc(hidden)]
pub unsafe trait Bits: Copy {
    /// What safetensors files call the type.
    const DTYPE: &'static str;

    /// The number whose bytes in memory are, in the order of files (the least significant first), those of this one; and back.
    fn in_file_order(self) -> Self;
}

macro_rules! bits {
    ($($type:ident $dtype:literal $convert:expr,)*) => {
        $(
            // SAFETY: a number of the machine, in which each bit counts.
            unsafe impl Bits for $type {
                const DTYPE: &'static str = $dtype;

                fn in_file_order(self) -> $type {
                    const CONVERT: fn($type) -> $type = $convert;
                    CONVERT(self)
                }
            }
        )*
    };
}

bits! {
    f32 "F32" |x| f32::from_bits(x.to_bits().to_le()),
    f64 "F64" |x| f64::from_bits(x.to_bits().to_le()),
    u64 "U64" |x| x.to_le(),
    u8 "U8" |x| x,
}

/// The bytes of numbers, as they lie in memory.
#[cfg(feature = "files")]
pub(crate) fn bytes<T: Bits>(numbers: &[T]) -> &[u8] {
    // SAFETY: `Bits` says that there is no padding, so all bytes are initialized; any address is aligned for bytes. The
    // borrow goes on in the result.
    unsafe { slice::from_raw_parts(numbers.as_ptr().cast(), size_of_val(numbers)) }
}

/// The bytes of numbers, for writing.
#[cfg(feature = "files")]
pub(crate) fn bytes_mut<T: Bits>(numbers: &mut [T]) -> &mut [u8] {
    // SAFETY: as in `bytes`. Whatever is written is a number too, as `Bits` says, and the exclusive borrow goes on in the result.
    unsafe { slice::from_raw_parts_mut(numbers.as_mut_ptr().cast(), size_of_val(numbers)) }
}

#[cfg(feature = "files")]
#[test]
fn bytes_are_those_of_the_numbers() {
    let mut numbers = [1.5f32, -0.0].map(Bits::in_file_order);
    assert_eq!(bytes(&numbers), [0, 0, 0xc0, 0x3f, 0, 0, 0, 0x80]);
    bytes_mut(&mut numbers)[7] = 0;
    assert_eq!(numbers.map(Bits::in_file_order).map(f32::to_bits), [0x3fc0_0000, 0]);
    assert_eq!(bytes(&[0x0102u64.in_file_order()]), [2, 1, 0, 0, 0, 0, 0, 0]);
    assert_eq!((bytes(&[7u8]), bytes::<f64>(&[])), (&[7][..], &[][..]));
}
