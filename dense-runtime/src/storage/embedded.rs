//! A network put together out of bytes while a program is compiled.

use core::mem::MaybeUninit;
use core::ptr;

use super::Plain;

/// A network whose tensors are filled in one by one.
pub(crate) struct Embedded<N>(MaybeUninit<N>);

impl<N: Plain> Embedded<N> {
    /// All zeros.
    pub(crate) const fn zeroed() -> Embedded<N> {
        Embedded(MaybeUninit::zeroed())
    }

    /// Fills in numbers, the first of which is parameter `offset`. The bytes are those of the numbers in this target's memory.
    pub(crate) const fn fill(&mut self, offset: usize, bytes: &[u8]) {
        let size = size_of::<N::Element>();
        assert!(bytes.len().is_multiple_of(size) && offset <= N::LEN && bytes.len() / size <= N::LEN - offset);
        // SAFETY: the contract of `Plain` says that the value begins with `LEN` elements, and the assertion that the bytes lie
        // within these. They come from another allocation, because this one is borrowed exclusively. The compiler copies them as
        // a block, however many they are.
        unsafe {
            let to = self.0.as_mut_ptr().cast::<u8>().add(offset * size);
            ptr::copy_nonoverlapping(bytes.as_ptr(), to, bytes.len());
        }
    }

    /// The network.
    pub(crate) const fn finish(self) -> N {
        // SAFETY: the contract of `Plain` says that all bits zero is a valid value, and that the value is only elements and
        // padding; what `fill` wrote over elements is elements, because each bit pattern is a number.
        unsafe { self.0.assume_init() }
    }
}
