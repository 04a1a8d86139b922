//! What a focal loss over classes is multiplied by: one number, or one for each class.

use crate::Element;

/// What a focal loss for outputs `O` is multiplied by: a number for all classes, or an array with one for each.
#[diagnostic::on_unimplemented(
    message = "`alpha` is `{Self}`, which does not fit outputs `{O}`",
    label = "`alpha` has to be a number, or an array as long as the output's last axis",
    note = "the same for all classes: `alpha(0.25)`; a number for each of three classes: `alpha([0.25, 0.25, 1.0])`"
)]
pub trait Alpha<O>: Copy + Send + Sync + 'static {
    /// The number of a class.
    #[doc(hidden)]
    fn of(&self, class: usize) -> f64;
}

impl<O> Alpha<O> for f64 {
    #[inline(always)]
    fn of(&self, _: usize) -> f64 {
        *self
    }
}

/// Outputs that have their classes along the last axis, with the axes before it.
macro_rules! outputs {
    ($([$($axis:ident)*] $output:ty;)*) => {$(
        impl<T: Element, const K: usize, $(const $axis: usize),*> Alpha<$output> for [f64; K] {
            #[inline(always)]
            fn of(&self, class: usize) -> f64 {
                self[class]
            }
        }
    )*};
}

outputs! {
    [] [T; K];
    [A] [[T; K]; A];
    [A B] [[[T; K]; A]; B];
    [A B C] [[[[T; K]; A]; B]; C];
    [A B C D] [[[[[T; K]; A]; B]; C]; D];
    [A B C D E] [[[[[[T; K]; A]; B]; C]; D]; E];
    [A B C D E F] [[[[[[[T; K]; A]; B]; C]; D]; E]; F];
    [A B C D E F G] [[[[[[[[T; K]; A]; B]; C]; D]; E]; F]; G];
}

/// The outputs of no network.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Nothing;

/// With a second implementation the compiler does not take the length of `alpha` for that of the output, and then everything
/// else for wrong.
impl<const K: usize> Alpha<[Nothing; 0]> for [f64; K] {
    fn of(&self, class: usize) -> f64 {
        self[class]
    }
}
