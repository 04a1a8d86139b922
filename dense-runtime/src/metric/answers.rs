//! Which class a sample belongs to, and which one the network says.

use crate::Element;
use crate::data::{Label, Target};

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
