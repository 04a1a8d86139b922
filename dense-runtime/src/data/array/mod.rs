//! Arrays of numbers in files: their types, and how they become samples.

#[cfg(any(feature = "idx", feature = "npy"))]
mod file;
#[cfg(any(feature = "idx", feature = "npy"))]
mod kind;
mod nested;
mod number;

#[cfg(any(feature = "idx", feature = "npy"))]
pub use file::ArrayFile;
#[cfg(any(feature = "idx", feature = "npy"))]
pub(crate) use file::Header;
#[cfg(any(feature = "idx", feature = "npy"))]
pub(crate) use kind::Kind;
pub use nested::Array;
pub use number::Number;
