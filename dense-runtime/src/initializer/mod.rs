//! Initial values of parameters.

mod seeds;
pub mod words;

pub use seeds::Seeds;

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
pub trait Initializer {
    /// Fills `values`, a tensor of this shape in row-major order. All random numbers come from `random`, which belongs to
    /// this tensor alone.
    fn fill<T: Element>(&self, shape: &[usize], random: &mut Random, values: &mut [T]);

    /// A seed that replaces the one given to [`Network::new`](crate::Network::new).
    fn seed(&self) -> Option<u64> {
        None
    }
}
