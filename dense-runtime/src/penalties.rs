//! The way over a network's regularizers and constraints.

use crate::constraint::Constraint;
use crate::regularizer::Regularizer;

/// What [`Compiled::penalties`](crate::network::Compiled::penalties) shows each regularizer and constraint, with the number of the
/// tensor that it is for.
#[doc(hidden)]
pub trait Penalties {
    /// Shows a regularizer.
    fn regularizer(&mut self, tensor: usize, regularizer: impl Regularizer);
    /// Shows a constraint.
    fn constraint(&mut self, tensor: usize, constraint: impl Constraint);
}
