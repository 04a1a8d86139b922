//! Constraints: what parameters are brought back to after each step of training. Keras's, and the trait for one's own.
//!
//! A network names them by their Keras names ([`words`]); each word is a value of one of the types here, and its arguments
//! are the type's builder methods: `max_norm(max_value = 3.0)` is `MaxNorm::new().max_value(3.0)`.

mod non_neg;
mod norm;
mod rescale;
#[cfg(test)]
mod tests;
pub mod words;

pub use non_neg::NonNeg;
pub use norm::{MaxNorm, MinMaxNorm, UnitNorm};

use crate::Element;

/// A rule that parameters keep.
///
/// It is applied to each tensor right after each step of an optimizer, not to initial values.
///
/// ```
/// use dense_runtime::{Element, Network, constraint::Constraint, network};
///
/// /// All numbers from -1 to 1.
/// struct Bounded;
///
/// impl Constraint for Bounded {
///     fn apply<T: Element>(&self, _shape: &[usize], values: &mut [T]) {
///         for w in values {
///             *w = w.max(-T::one()).min(T::one());
///         }
///     }
/// }
///
/// network! { struct Line { Input(2) -> Dense(1, kernel_constraint = Bounded) } }
///
/// assert_eq!(Line::new(1).predict(&[0.0, 0.0]), [0.0]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a constraint",
    label = "the trait `Constraint` is not implemented for this",
    note = "a constraint is one of the words of dense, such as `max_norm(2.0)`, or a value of a type that implements \
            `dense::constraint::Constraint`"
)]
pub trait Constraint {
    /// Changes `values`, a tensor of this shape in row-major order, so that they keep the rule.
    fn apply<T: Element>(&self, shape: &[usize], values: &mut [T]);
}
