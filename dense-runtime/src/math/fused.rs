//! The scalars again, for CPUs whose multiplication and addition are one instruction.

use core::cmp::Ordering;
use core::fmt::{self, Debug, Display};
use core::iter::Sum;
use core::num::FpCategory;
use core::ops::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign};

use num_traits::float::FloatCore;
use num_traits::{Num, NumCast, One, ToPrimitive, Zero};

use super::arithmetic::Arithmetic;
use super::{Real, functions};
use crate::Element;

/// A number that is `T` in all but the functions of [`Real`], which round products and sums together.
///
/// The compiler may not fuse what a formula writes as two operations, and a formula does not know which instructions it
/// is compiled for. So a loop over an activation takes its numbers as `Fused` in a region compiled for a CPU that has the
/// instruction. Elsewhere each of them would be a call of a function.
#[doc(hidden)]
#[derive(Clone, Copy, Default, PartialEq)]
#[repr(transparent)]
pub struct Fused<T>(pub T);

impl<T: Element> Arithmetic for Fused<T> {
    type Scalar = T;

    #[inline(always)]
    fn multiply_add(self, b: Self, c: Self) -> Self {
        Fused(self.0.fused_mul_add(b.0, c.0))
    }

    #[inline(always)]
    fn from_scalar(scalar: T) -> Self {
        Fused(scalar)
    }

    #[inline(always)]
    fn scalar(self) -> T {
        self.0
    }
}

impl<T: Element> Real for Fused<T> {
    #[inline(always)]
    fn of(x: f64) -> Self {
        Fused(T::of(x))
    }

    #[inline(always)]
    fn as_f64(self) -> f64 {
        self.0.as_f64()
    }

    #[inline(always)]
    fn sqrt(self) -> Self {
        Fused(Real::sqrt(self.0))
    }

    functions!();
}

// All that follows hands on to `T`.

macro_rules! operators {
    ($($operator:ident $method:ident $assign:ident $assign_method:ident,)*) => {$(
        impl<T: Element> $operator for Fused<T> {
            type Output = Self;

            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Fused(self.0.$method(other.0))
            }
        }

        impl<T: Element> $assign for Fused<T> {
            #[inline(always)]
            fn $assign_method(&mut self, other: Self) {
                self.0.$assign_method(other.0);
            }
        }
    )*};
}

operators! {
    Add add AddAssign add_assign,
    Sub sub SubAssign sub_assign,
    Mul mul MulAssign mul_assign,
    Div div DivAssign div_assign,
    Rem rem RemAssign rem_assign,
}

impl<T: Element> Neg for Fused<T> {
    type Output = Self;

    #[inline(always)]
    fn neg(self) -> Self {
        Fused(-self.0)
    }
}

impl<T: Element> Sum for Fused<T> {
    #[inline(always)]
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        Fused(numbers.map(|number| number.0).sum())
    }
}

/// Each comparison is the one of `T`, which is one instruction; the provided ones go by way of an `Ordering`.
impl<T: Element> PartialOrd for Fused<T> {
    #[inline(always)]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        self.0.partial_cmp(&other.0)
    }

    #[inline(always)]
    fn lt(&self, other: &Self) -> bool {
        self.0 < other.0
    }

    #[inline(always)]
    fn le(&self, other: &Self) -> bool {
        self.0 <= other.0
    }

    #[inline(always)]
    fn gt(&self, other: &Self) -> bool {
        self.0 > other.0
    }

    #[inline(always)]
    fn ge(&self, other: &Self) -> bool {
        self.0 >= other.0
    }
}

impl<T: Debug> Debug for Fused<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<T: Display> Display for Fused<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl<T: Element> Zero for Fused<T> {
    #[inline(always)]
    fn zero() -> Self {
        Fused(T::zero())
    }

    #[inline(always)]
    fn is_zero(&self) -> bool {
        self.0.is_zero()
    }
}

impl<T: Element> One for Fused<T> {
    #[inline(always)]
    fn one() -> Self {
        Fused(T::one())
    }
}

impl<T: Element> Num for Fused<T> {
    type FromStrRadixErr = T::FromStrRadixErr;

    fn from_str_radix(text: &str, radix: u32) -> Result<Self, T::FromStrRadixErr> {
        T::from_str_radix(text, radix).map(Fused)
    }
}

impl<T: Element> NumCast for Fused<T> {
    #[inline(always)]
    fn from<N: ToPrimitive>(number: N) -> Option<Self> {
        <T as NumCast>::from(number).map(Fused)
    }
}

impl<T: Element> ToPrimitive for Fused<T> {
    #[inline(always)]
    fn to_i64(&self) -> Option<i64> {
        self.0.to_i64()
    }

    #[inline(always)]
    fn to_u64(&self) -> Option<u64> {
        self.0.to_u64()
    }

    #[inline(always)]
    fn to_f32(&self) -> Option<f32> {
        self.0.to_f32()
    }

    #[inline(always)]
    fn to_f64(&self) -> Option<f64> {
        self.0.to_f64()
    }
}

/// Methods of [`FloatCore`] that hand on, grouped by what they take and give.
macro_rules! float_core {
    (
        constants: $($constant:ident)*;
        functions: $($function:ident)*;
        functions of two: $($of_two:ident)*;
        predicates: $($predicate:ident)*;
    ) => {
        $(#[inline(always)] fn $constant() -> Self { Fused(T::$constant()) })*
        $(#[inline(always)] fn $function(self) -> Self { Fused(FloatCore::$function(self.0)) })*
        $(#[inline(always)] fn $of_two(self, other: Self) -> Self { Fused(FloatCore::$of_two(self.0, other.0)) })*
        $(#[inline(always)] fn $predicate(self) -> bool { FloatCore::$predicate(self.0) })*
    };
}

impl<T: Element> FloatCore for Fused<T> {
    float_core! {
        constants: infinity neg_infinity nan neg_zero min_value min_positive_value epsilon max_value;
        functions: floor ceil round trunc fract abs signum recip to_degrees to_radians;
        functions of two: max min;
        predicates: is_nan is_infinite is_finite is_normal is_subnormal is_sign_positive is_sign_negative;
    }

    #[inline(always)]
    fn clamp(self, low: Self, high: Self) -> Self {
        Fused(FloatCore::clamp(self.0, low.0, high.0))
    }

    #[inline(always)]
    fn powi(self, exponent: i32) -> Self {
        Fused(FloatCore::powi(self.0, exponent))
    }

    fn classify(self) -> FpCategory {
        FloatCore::classify(self.0)
    }

    fn integer_decode(self) -> (u64, i16, i8) {
        FloatCore::integer_decode(self.0)
    }
}
