//! Arrays of numbers in files: their types, and how they become samples.

mod file;
mod kind;
mod nested;
mod number;

pub use file::ArrayFile;
pub(crate) use file::Header;
pub(crate) use kind::Kind;
pub use nested::Array;
pub use number::Number;
