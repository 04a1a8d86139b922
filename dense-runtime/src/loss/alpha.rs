//! What a focal loss over classes is multiplied by: one number, or one for each class.

/// A number for all classes, or an array with one for each.
#[diagnostic::on_unimplemented(
    message = "`alpha` cannot be `{Self}`",
    note = "it is a number (`0.25`), or an array with a number for each class (`[0.25, 0.25, 1.0]`)"
)]
pub trait Alpha: Copy + Send + Sync + 'static {
    /// The number of a class.
    #[doc(hidden)]
    fn of(&self, class: usize) -> f64;
}

impl Alpha for f64 {
    #[inline(always)]
    fn of(&self, _: usize) -> f64 {
        *self
    }
}

impl<const N: usize> Alpha for [f64; N] {
    #[inline(always)]
    fn of(&self, class: usize) -> f64 {
        self[class]
    }
}

/// An [`Alpha`] for a network of `K` classes.
#[diagnostic::on_unimplemented(
    message = "`alpha` has not as many numbers as the network has classes",
    label = "this loss has `alpha` as `{Self}`, but the network tells {K} classes apart",
    note = "`alpha` is one number (`0.25`), or an array as long as the output: `[f64; {K}]`"
)]
pub trait AlphaOf<const K: usize>: Alpha {}

impl<const K: usize> AlphaOf<K> for f64 {}

impl<const K: usize> AlphaOf<K> for [f64; K] {}
