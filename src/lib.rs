//! Neural networks compiled inside rustc.
pub use dense_runtime::*;
