//! What a network is trained towards: class labels, or arrays of numbers.

use crate::math::Real;
use crate::{Element, Sample, Tensor};

/// The target of one sample: a [`Label`], or an array of numbers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a target",
    label = "no loss takes this as a target",
    note = "a target is a class label (`u8`, `u16`, `u32`, `usize`) or an array of numbers (`[f32; N]`)"
)]
pub trait Target: Copy + PartialEq + Send + Sync + 'static {
    /// The class, for a label.
    #[doc(hidden)]
    fn label(&self) -> Option<usize>;

    /// The class that is meant: the label's, of one number yes (1) or no (0), of several the largest. Nothing for numbers in rows.
    #[doc(hidden)]
    fn meant(&self) -> Option<usize>;

    /// The first number that is not finite, with its place.
    #[doc(hidden)]
    fn not_finite(&self) -> Option<(usize, f64)>;
}

/// A class label: an unsigned integer from 0 to the number of classes less one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a class label",
    label = "the targets have to be class labels",
    note = "class labels are `u8`, `u16`, `u32` or `usize`",
    note = "targets that are arrays with a probability for each class: train with `CategoricalCrossentropy`"
)]
pub trait Label: Target {
    /// The class.
    fn class(self) -> usize;
}

macro_rules! label {
    ($($type:ty),*) => {$(
        impl Target for $type {
            fn label(&self) -> Option<usize> {
                Some(self.class())
            }

            fn meant(&self) -> Option<usize> {
                Some(self.class())
            }

            fn not_finite(&self) -> Option<(usize, f64)> {
                None
            }
        }

        impl Label for $type {
            #[inline(always)]
            fn class(self) -> usize {
                // A label that does not even fit is out of range all the same.
                usize::try_from(self).unwrap_or(usize::MAX)
            }
        }

        impl<T: Element> Answer<T, 1> for $type {
            #[inline(always)]
            fn answers(&self) -> [T; 1] {
                [if *self == 0 { T::zero() } else { T::one() }]
            }
        }
    )*};
}

label!(u8, u16, u32, usize);

impl<R: Tensor + PartialEq, const N: usize> Target for [R; N] {
    fn label(&self) -> Option<usize> {
        None
    }

    fn meant(&self) -> Option<usize> {
        let numbers = Some(self.as_flat()).filter(|_| Self::SHAPE.dims().len() == 1)?;
        if let [answer] = numbers {
            return Some(usize::from(*answer >= Real::of(0.5)));
        }
        let mut largest = 0;
        for (class, number) in numbers.iter().enumerate() {
            if *number > numbers[largest] {
                largest = class;
            }
        }
        Some(largest)
    }

    fn not_finite(&self) -> Option<(usize, f64)> {
        Sample::not_finite(self)
    }
}

/// A target that is compared with the output number by number: an array of the same shape.
#[diagnostic::on_unimplemented(
    message = "targets `{Self}` do not fit outputs `{Output}`",
    label = "each output is compared with a number: the targets have to be `{Output}`",
    note = "targets that are class labels: end the network in `softmax` and train with `SparseCategoricalCrossentropy`"
)]
pub trait Numbers<Output>: Target {
    /// The target as an output.
    fn numbers(&self) -> &Output;
}

impl<R: Tensor + PartialEq, const N: usize> Numbers<[R; N]> for [R; N] {
    #[inline(always)]
    fn numbers(&self) -> &[R; N] {
        self
    }
}

/// A target of `K` answers of yes (1) or no (0), or in between: an array, or a label for a single answer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a target for {K} answers of yes or no",
    label = "the targets have to be `[{T}; {K}]`",
    note = "for a single output they can also be `u8`, `u16`, `u32` or `usize`, 0 or 1",
    note = "one of several classes: end the network in `softmax` and train with `SparseCategoricalCrossentropy`"
)]
pub trait Answer<T, const K: usize> {
    /// The answers as numbers.
    fn answers(&self) -> [T; K];
}

impl<T: Element, const K: usize> Answer<T, K> for [T; K] {
    #[inline(always)]
    fn answers(&self) -> [T; K] {
        *self
    }
}
