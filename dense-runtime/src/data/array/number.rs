//! The number types that arrays in files can be read into.

use core::fmt;

use num_traits::{NumCast, Zero};

/// A number that an array in a file can be read into: `f32`, `f64`, and integers with and without sign.
///
/// The trait is sealed.
pub trait Number: Copy + PartialEq + fmt::Display + NumCast + Zero + Send + Sync + 'static + sealed::Sealed {
    /// The name of the type.
    #[doc(hidden)]
    const NAME: &'static str;
    /// Zero, for arrays.
    #[doc(hidden)]
    const ZERO: Self;
    /// Whether it has fractions.
    #[doc(hidden)]
    const IS_FLOAT: bool;

    /// What NumPy calls it in files, its lowest byte first.
    #[doc(hidden)]
    const DESCR: &'static str;

    /// Writes its bytes, the lowest first.
    #[doc(hidden)]
    fn write_to(self, file: &mut impl std::io::Write) -> std::io::Result<()>;

    /// As a number with fractions; large integers lose their last digits.
    #[doc(hidden)]
    fn to_float(self) -> f64;
}

macro_rules! number {
    ($is_float:literal: $($type:ident $descr:literal)*) => {$(
        impl Number for $type {
            const NAME: &'static str = stringify!($type);
            const ZERO: $type = 0 as $type;
            const IS_FLOAT: bool = $is_float;
            const DESCR: &'static str = $descr;

            fn write_to(self, file: &mut impl std::io::Write) -> std::io::Result<()> {
                file.write_all(&self.to_le_bytes())
            }

            #[inline(always)]
            fn to_float(self) -> f64 {
                self as f64
            }
        }

        impl sealed::Sealed for $type {}
    )*};
}

number!(true: f32 "<f4" f64 "<f8");
number!(false: u8 "|u1" u16 "<u2" u32 "<u4" u64 "<u8" i8 "|i1" i16 "<i2" i32 "<i4" i64 "<i8");
#[cfg(target_pointer_width = "64")]
number!(false: usize "<u8");
#[cfg(target_pointer_width = "32")]
number!(false: usize "<u4");

mod sealed {
    pub trait Sealed {}
}

/// The same number in another type, if there is one. A number with fractions is rounded to another type of that kind, and a finite one
/// stays finite; everything else is exact.
#[cfg(any(feature = "idx", feature = "npy"))]
#[inline(always)]
pub(crate) fn convert<K: Number, T: Number>(number: K) -> Option<T> {
    let converted: T = NumCast::from(number)?;
    let is_same = match (K::IS_FLOAT, T::IS_FLOAT) {
        (true, true) => converted.to_float().is_finite() || !number.to_float().is_finite(),
        _ => <K as NumCast>::from(converted).is_some_and(|back| back == number),
    };
    is_same.then_some(converted)
}

#[cfg(all(test, any(feature = "idx", feature = "npy")))]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_such_number_is_refused() {
        assert_eq!(convert::<u8, f32>(255), Some(255.0));
        assert_eq!(convert::<i16, u8>(-1), None);
        assert_eq!(convert::<i64, u8>(256), None);
        assert_eq!(convert::<i32, f32>(16_777_217), None);
        assert_eq!(convert::<i32, f64>(16_777_217), Some(16_777_217.0));
        assert_eq!(convert::<i64, f64>(i64::MAX), None);
        assert_eq!(convert::<u64, f32>(1 << 63), Some(9_223_372_036_854_775_808.0));
        assert_eq!(convert::<f64, f32>(0.1), Some(0.1));
        assert_eq!(convert::<f64, f32>(1e300), None);
        assert_eq!(convert::<f64, f32>(f64::INFINITY), Some(f32::INFINITY));
        assert!(convert::<f64, f32>(f64::NAN).is_some_and(f32::is_nan));
        assert_eq!(convert::<f32, u8>(7.0), Some(7));
        assert_eq!(convert::<f32, u8>(7.5), None);
        assert_eq!(convert::<f32, u32>(f32::NAN), None);
    }
}
