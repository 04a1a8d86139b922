//! What a network is trained towards: class labels, arrays of them, or arrays of numbers.

use crate::math::Real;
use crate::{Element, Sample, Tensor};

/// The target of one sample: a [`Label`], an array of numbers, or, for outputs with several places, an array of labels.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a target",
    label = "no loss takes this as a target",
    note = "a target is a class label (`u8`, `u16`, `u32`, `usize`), an array of numbers (`[f32; N]`), or an array with a label \
            for each place (`[[u8; WIDTH]; HEIGHT]`)"
)]
pub trait Target: Copy + PartialEq + Send + Sync + 'static {
    /// The classes of its labels, in row-major order. Numbers have none.
    #[doc(hidden)]
    fn labels(&self) -> impl ExactSizeIterator<Item = usize> + Clone;

    /// The class that is meant: the label's, of one number yes (1) or no (0), of several the largest. Nothing for numbers in rows
    /// and for labels of places.
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
            #[inline(always)]
            fn labels(&self) -> impl ExactSizeIterator<Item = usize> + Clone {
                core::iter::once(self.class())
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

        impl Places for $type {
            type Label = $type;

            #[inline(always)]
            fn flatten(many: &[$type]) -> &[$type] {
                many
            }
        }

        impl<T: Element> Answer<[T; 1]> for $type {
            #[inline(always)]
            fn answers(&self) -> impl Iterator<Item = T> + Clone {
                core::iter::once(yes(*self))
            }
        }

        places! {
            [A] [$type; A];
            [A B] [[$type; A]; B];
            [A B C] [[[$type; A]; B]; C];
            [A B C D] [[[[$type; A]; B]; C]; D];
            [A B C D E] [[[[[$type; A]; B]; C]; D]; E];
            [A B C D E F] [[[[[[$type; A]; B]; C]; D]; E]; F];
            [A B C D E F G] [[[[[[[$type; A]; B]; C]; D]; E]; F]; G];
        }
    )*};
}

/// One implementation for each number of axes: of two generic ones, neither could know that a type is not the other's.
macro_rules! places {
    ($([$($axis:ident)*] $target:ty;)*) => {$(
        impl<$(const $axis: usize),*> Target for $target {
            #[inline(always)]
            fn labels(&self) -> impl ExactSizeIterator<Item = usize> + Clone {
                Places::flatten(core::slice::from_ref(self)).iter().map(|label| label.class())
            }

            fn meant(&self) -> Option<usize> {
                None
            }

            fn not_finite(&self) -> Option<(usize, f64)> {
                None
            }
        }
    )*};
}

label!(u8, u16, u32, usize);

impl<R: Tensor + PartialEq, const N: usize> Target for [R; N] {
    #[inline(always)]
    fn labels(&self) -> impl ExactSizeIterator<Item = usize> + Clone {
        core::iter::empty()
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

/// A target that says which class is right: a [`Label`], and for outputs with several places an array with a label for each
/// place. Places are all axes of the output but the last, along which the classes lie: for outputs `[[f32; CLASSES]; STEPS]` targets
/// are `[u8; STEPS]`, for `[[[f32; CLASSES]; WIDTH]; HEIGHT]` they are `[[u8; WIDTH]; HEIGHT]`.
///
/// ```
/// use dense_runtime::data::Classes;
///
/// fn mistakes<O, Y: Classes<O>>(_output: &O, target: &Y, said: &[usize]) -> usize {
///     target.classes().zip(said).filter(|(right, said)| right != *said).count()
/// }
///
/// assert_eq!(mistakes(&[[0.75f32, 0.25], [0.5, 0.5]], &[0u8, 1], &[0, 0]), 1);
/// ```
#[diagnostic::on_unimplemented(
    message = "targets `{Self}` are not the class labels of outputs `{Output}`",
    label = "the targets have to be class labels: one for a row of outputs, or, where there are several rows, an array with one for each",
    note = "class labels are `u8`, `u16`, `u32` or `usize`; for outputs `[[[f32; CLASSES]; WIDTH]; HEIGHT]` targets are \
            `[[u8; WIDTH]; HEIGHT]`",
    note = "targets that are arrays with a probability for each class: train with `CategoricalCrossentropy`"
)]
pub trait Classes<Output>: Target {
    /// The right class of each place, in row-major order.
    #[inline(always)]
    fn classes(&self) -> impl ExactSizeIterator<Item = usize> + Clone {
        self.labels()
    }
}

impl<T: Element, L: Label, const K: usize> Classes<[T; K]> for L {}

/// With a second implementation the compiler says that targets do not fit an output with places, and not that rows are no numbers.
impl<T: Nobody, L: Label, const K: usize, const A: usize> Classes<[[T; K]; A]> for L {}

/// Answers of yes (1) or no (0), or in between, to all numbers of an output: an array of the same shape, or, where rows have a single
/// number, a label for each row.
#[diagnostic::on_unimplemented(
    message = "targets `{Self}` are not answers of yes or no for outputs `{Output}`",
    label = "the targets have to be `{Output}`",
    note = "for a single output they can also be `u8`, `u16`, `u32` or `usize`, 0 or 1, and for one output at each place arrays of those",
    note = "one of several classes: end the network in `softmax` and train with `SparseCategoricalCrossentropy`"
)]
pub trait Answer<Output: Tensor> {
    /// The answers as numbers, in row-major order.
    fn answers(&self) -> impl Iterator<Item = Output::Element> + Clone;
}

impl<R: Tensor, const N: usize> Answer<[R; N]> for [R; N] {
    #[inline(always)]
    fn answers(&self) -> impl Iterator<Item = R::Element> + Clone {
        self.as_flat().iter().copied()
    }
}

/// Labels of places, nested or not.
trait Places: Sized {
    type Label: Label;

    /// Many of them, flat.
    fn flatten(many: &[Self]) -> &[Self::Label];
}

impl<P: Places, const N: usize> Places for [P; N] {
    type Label = P::Label;

    #[inline(always)]
    fn flatten(many: &[Self]) -> &[P::Label] {
        P::flatten(many.as_flattened())
    }
}

/// What labels of places fit, with the labels' axes.
macro_rules! outputs {
    ($([$($axis:ident)*] $labels:ty, $rows:ty, $columns:ty;)*) => {$(
        impl<T: Element, L: Label, const K: usize, $(const $axis: usize),*> Classes<$rows> for $labels
        where
            $labels: Target,
        {
        }

        impl<T: Element, L: Label + Places<Label = L>, $(const $axis: usize),*> Answer<$columns> for $labels
        where
            $labels: Target,
        {
            #[inline(always)]
            fn answers(&self) -> impl Iterator<Item = T> + Clone {
                self.labels().map(yes)
            }
        }
    )*};
}

outputs! {
    [A] [L; A], [[T; K]; A], [[T; 1]; A];
    [A B] [[L; A]; B], [[[T; K]; A]; B], [[[T; 1]; A]; B];
    [A B C] [[[L; A]; B]; C], [[[[T; K]; A]; B]; C], [[[[T; 1]; A]; B]; C];
    [A B C D] [[[[L; A]; B]; C]; D], [[[[[T; K]; A]; B]; C]; D], [[[[[T; 1]; A]; B]; C]; D];
    [A B C D E] [[[[[L; A]; B]; C]; D]; E], [[[[[[T; K]; A]; B]; C]; D]; E], [[[[[[T; 1]; A]; B]; C]; D]; E];
    [A B C D E F] [[[[[[L; A]; B]; C]; D]; E]; F], [[[[[[[T; K]; A]; B]; C]; D]; E]; F], [[[[[[[T; 1]; A]; B]; C]; D]; E]; F];
    [A B C D E F G] [[[[[[[L; A]; B]; C]; D]; E]; F]; G], [[[[[[[[T; K]; A]; B]; C]; D]; E]; F]; G], [[[[[[[[T; 1]; A]; B]; C]; D]; E]; F]; G];
}

/// A label as an answer.
#[inline(always)]
fn yes<T: Element>(label: impl Label) -> T {
    if label.class() == 0 { T::zero() } else { T::one() }
}

/// What no number of an output is.
#[doc(hidden)]
pub trait Nobody {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_places_are_in_row_major_order() {
        let target = [[1u8, 2, 3], [4, 5, 6]];
        assert!(Classes::<[[[f32; 9]; 3]; 2]>::classes(&target).eq(1..7));
        assert!(Answer::<[[[f64; 1]; 3]; 2]>::answers(&[[0u16, 1, 2], [0, 0, 1]]).eq([0.0, 1.0, 1.0, 0.0, 0.0, 1.0]));
        assert_eq!((target.meant(), Target::not_finite(&target)), (None, None));
        assert_eq!((3usize.labels().len(), [[1.0f32; 2]; 2].labels().len()), (1, 0));
    }

    #[test]
    fn a_label_that_does_not_fit_is_out_of_range() {
        assert!([u32::MAX, 7].labels().eq([u32::MAX as usize, 7]));
    }
}
