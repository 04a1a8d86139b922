//! Initial values of parameters: Keras's initializers, and the trait for one's own.
//!
//! A network names them by their Keras names ([`words`]); each word is a value of one of the types here, and its
//! arguments are the type's builder methods: `random_normal(stddev = 0.1)` is `RandomNormal::new().stddev(0.1)`.
//!
//! Random numbers are made in `f64`, by arithmetic that IEEE 754 rounds exactly and by this crate's own functions, and
//! rounded to the network's type at the end. A seed gives the same bits on every machine.

mod constant;
#[cfg(feature = "std")]
mod orthogonal;
mod random;
mod seeds;
#[cfg(test)]
mod tests;
mod variance_scaling;
pub mod words;

pub use constant::{Constant, Identity, Ones, Zeros};
#[doc(hidden)]
pub use constant::{List, list};
#[cfg(feature = "std")]
pub use orthogonal::Orthogonal;
pub use random::{RandomNormal, RandomUniform, TruncatedNormal};
pub use seeds::Seeds;
pub use variance_scaling::{Distribution, Mode, VarianceScaling};

use crate::{Element, Random};

/// A rule for the initial values of a tensor.
///
/// ```
/// use dense_runtime::{Element, Network, Random, initializer::Initializer, network};
///
/// /// Values that alternate between 0.1 and -0.1.
/// struct Alternating;
///
/// impl Initializer for Alternating {
///     fn fill<T: Element>(&self, _shape: &[usize], _random: &mut Random, values: &mut [T]) {
///         for (i, value) in values.iter_mut().enumerate() {
///             *value = T::of(if i % 2 == 0 { 0.1 } else { -0.1 });
///         }
///     }
/// }
///
/// network! { struct Tiny { Input(2) -> Dense(1, kernel_initializer = Alternating) } }
///
/// assert_eq!(Tiny::new(0).tensor("dense.kernel").unwrap(), [0.1, -0.1]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an initializer",
    label = "the trait `Initializer` is not implemented for this",
    note = "an initializer is one of the words of dense, such as `he_normal`, or a value of a type that implements \
            `dense::initializer::Initializer`"
)]
pub trait Initializer {
    /// Fills `values`, a tensor of this shape in row-major order. All random numbers come from `random`, which belongs to
    /// this tensor alone.
    fn fill<T: Element>(&self, shape: &[usize], random: &mut Random, values: &mut [T]);

    /// A seed that replaces the one given to [`Network::new`](crate::Network::new).
    fn seed(&self) -> Option<u64> {
        None
    }
}
