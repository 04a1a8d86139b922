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

#[cfg(feature = "files")]
impl<'a> TypedMut<'a> {
    /// Cuts the first `len` numbers off.
    pub(crate) fn cut(&mut self, len: usize) -> TypedMut<'a> {
        match self {
            TypedMut::F32(numbers) => {
                let (first, rest) = core::mem::take(numbers).split_at_mut(len);
                *numbers = rest;
                TypedMut::F32(first)
            }
            TypedMut::F64(numbers) => {
                let (first, rest) = core::mem::take(numbers).split_at_mut(len);
                *numbers = rest;
                TypedMut::F64(first)
            }
        }
    }
}
