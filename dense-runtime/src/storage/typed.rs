//! Numbers of either type that networks compute in, for code that does not know which.

/// Numbers to read.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Typed<'a> {
    F32(&'a [f32]),
    F64(&'a [f64]),
}

/// Numbers to write.
#[doc(hidden)]
#[derive(Debug, PartialEq)]
pub enum TypedMut<'a> {
    F32(&'a mut [f32]),
    F64(&'a mut [f64]),
}
