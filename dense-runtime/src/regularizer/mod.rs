//! Regularizers: penalties on parameters, added to the loss. Keras's, and the trait for one's own.
//!
//! A network names them by their Keras names ([`words`]); each word is a value of one of the types here, and its arguments
//! are the type's builder methods: `l1_l2(l1 = 0.01)` is `L1L2::new().l1(0.01)`.

mod norm;
mod orthogonal;
#[cfg(test)]
mod tests;
pub mod words;

pub use norm::{L1, L1L2, L2};
pub use orthogonal::{Direction, OrthogonalRegularizer};

use crate::Element;

/// A penalty on a tensor of parameters.
///
/// The penalties of all layers that learn are part of the loss that training reports, for validation data too, and their gradients
/// are added to those of the loss.
///
/// ```
/// use dense_runtime::{Element, Network, network, regularizer::Regularizer};
///
/// /// The sum of fourth powers.
/// struct Quartic(f64);
///
/// impl Regularizer for Quartic {
///     fn penalty<T: Element>(&self, _shape: &[usize], values: &[T]) -> T {
///         T::of(self.0) * values.iter().map(|&w| w * w * w * w).sum()
///     }
///
///     fn add_gradient<T: Element>(&self, _shape: &[usize], values: &[T], gradients: &mut [T]) {
///         for (g, &w) in gradients.iter_mut().zip(values) {
///             *g += T::of(4.0 * self.0) * w * w * w;
///         }
///     }
/// }
///
/// network! { struct Line { Input(2) -> Dense(1, kernel_regularizer = Quartic(0.5)) } }
///
/// assert_eq!(Line::new(1).predict(&[0.0, 0.0]), [0.0]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a regularizer",
    label = "the trait `Regularizer` is not implemented for this",
    note = "a regularizer is one of the words of dense, such as `l2(0.01)`, or a value of a type that implements \
            `dense::regularizer::Regularizer`"
)]
pub trait Regularizer {
    /// The penalty for `values`, a tensor of this shape in row-major order.
    fn penalty<T: Element>(&self, shape: &[usize], values: &[T]) -> T;

    /// Adds the penalty's gradient with respect to `values` to `gradients`.
    fn add_gradient<T: Element>(&self, shape: &[usize], values: &[T], gradients: &mut [T]);
}
