//! The parameters of layers, as they lie in a network.

mod dense;

pub use dense::Dense;
