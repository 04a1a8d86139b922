//! Which class a sample belongs to, and which one the network says.

use crate::data::{Classes, Label, Target};
use crate::storage::rows_of;
use crate::{Element, Tensor};

/// A target that says which of `K` classes is right: a class label, or an array as long as the output. With a single
/// output there are two classes, no (0) and yes (1).
///
/// ```
/// use dense_runtime::metric::Answers;
///
/// assert_eq!(Answers::<f32, 3>::answer(&2u8), 2);
/// assert_eq!(Answers::<f32, 3>::marks(&2u8), [0.0, 0.0, 1.0]);
/// assert_eq!([0.1f32, 0.7, 0.2].answer(), 1);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say which of {K} classes is right",
    note = "a target is a class label (`u8`, `u16`, `u32`, `usize`), or an array as long as the output"
)]
pub trait Answers<T, const K: usize>: Target {
    /// The class.
    fn answer(&self) -> usize;

    /// A number for each output: those of an array, or for a label 1 at its class and 0 elsewhere. A label for a single
    /// output is 0 or 1.
    fn marks(&self) -> [T; K];
}

macro_rules! labels {
    ($($label:ty),*) => {$(
        impl<T: Element, const K: usize> Answers<T, K> for $label {
            fn answer(&self) -> usize {
                self.class()
            }

            fn marks(&self) -> [T; K] {
                let class = self.class();
                core::array::from_fn(|at| {
                    let marked = if K == 1 { class != 0 } else { class == at };
                    if marked { T::one() } else { T::zero() }
                })
            }
        }
    )*};
}

labels!(u8, u16, u32, usize);

impl<T: Element, const K: usize> Answers<T, K> for [T; K] {
    fn answer(&self) -> usize {
        answer(self)
    }

    fn marks(&self) -> [T; K] {
        *self
    }
}

/// A target that says at each place of outputs which class is right: class labels, or an array of the output's shape, where the largest
/// number of a row counts. A row of a single number says yes (1) above one half, or no (0).
///
/// ```
/// use dense_runtime::metric::AnswersOf;
///
/// let shares = [[0.1f32, 0.7, 0.2], [0.5, 0.3, 0.2]];
/// assert!(shares.answers_of().eq([1, 0]));
/// assert!(AnswersOf::<[[f32; 3]; 2]>::answers_of(&[1u8, 0]).eq([1, 0]));
/// ```
pub trait AnswersOf<Output>: Target {
    /// The class of each place, in row-major order.
    fn answers_of(&self) -> impl Iterator<Item = usize>;
}

impl<O, Y: Classes<O>> AnswersOf<O> for Y {
    fn answers_of(&self) -> impl Iterator<Item = usize> {
        self.classes()
    }
}

impl<R: Tensor + PartialEq, const N: usize> AnswersOf<[R; N]> for [R; N] {
    fn answers_of(&self) -> impl Iterator<Item = usize> {
        rows_of(self).map(answer)
    }
}

/// Outputs whose rows are `K` numbers: an array of them, or arrays of arrays.
#[diagnostic::on_unimplemented(message = "the rows of outputs `{Self}` are not `{K}` numbers")]
pub trait RowsOf<const K: usize>: Tensor {}

macro_rules! rows_of {
    ($([$($axis:ident)*] $output:ty;)*) => {$(
        impl<T: Element, const K: usize, $(const $axis: usize),*> RowsOf<K> for $output {}
    )*};
}

rows_of! {
    [] [T; K];
    [A] [[T; K]; A];
    [A B] [[[T; K]; A]; B];
    [A B C] [[[[T; K]; A]; B]; C];
    [A B C D] [[[[[T; K]; A]; B]; C]; D];
    [A B C D E] [[[[[[T; K]; A]; B]; C]; D]; E];
    [A B C D E F] [[[[[[[T; K]; A]; B]; C]; D]; E]; F];
    [A B C D E F G] [[[[[[[[T; K]; A]; B]; C]; D]; E]; F]; G];
}

/// The class that outputs stand for: the place of the largest one. A single output says yes above one half.
pub(crate) fn answer<T: Element>(outputs: &[T]) -> usize {
    match outputs {
        [output] => usize::from(*output > T::of(0.5)),
        _ => largest(outputs),
    }
}

/// The place of the first of the largest numbers. NaN is larger than all of them, as for NumPy and JAX.
pub(super) fn largest<T: Element>(values: &[T]) -> usize {
    let larger = |value: T, best: T| value > best || value.is_nan() && !best.is_nan();
    values.iter().enumerate().fold(0, |best, (at, &value)| if larger(value, values[best]) { at } else { best })
}
