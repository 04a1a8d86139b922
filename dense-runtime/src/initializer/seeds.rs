//! One stream of random numbers for each tensor of a network.

use super::Initializer;
use crate::random::{Random, Stream};
use crate::storage::Tensor;

/// The seed of a network that is being made.
#[derive(Debug, Clone, Copy)]
#[doc(hidden)]
pub struct Seeds {
    seed: u64,
}

impl Seeds {
    #[cfg(feature = "std")]
    pub(crate) fn new(seed: u64) -> Seeds {
        Seeds { seed }
    }

    /// Fills the network's tensor number `index`. An initializer with a seed of its own gives the same values wherever it
    /// stands, as in Keras.
    pub fn fill<X: Tensor>(&self, index: u32, tensor: &mut X, initializer: impl Initializer) {
        let (seed, stream) = initializer.seed().map_or((self.seed, index), |seed| (seed, u32::MAX));
        let mut random = Random::new(seed, Stream::Initialization, stream);
        initializer.fill(X::SHAPE.dims(), &mut random, tensor.as_flat_mut());
    }
}
