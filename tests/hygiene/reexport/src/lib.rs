//! A library that shows dense to its users under another name.

pub use dense as networks;
