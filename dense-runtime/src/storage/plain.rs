//! Structs of parameters as plain old data: flat views, and construction on the heap without a copy on the stack.

use super::{Bias, Tensor};
use crate::Element;
use crate::layer::Dense;

/// A layer's or a network's parameters: a struct of arrays of one number type, seen as one flat slice.
///
/// # Safety
///
/// The first `LEN` elements' worth of bytes of the type must be `LEN` initialized values of `Element` without padding
/// between them, all bits zero must be a valid value, and what follows (if anything) must be padding.
pub unsafe trait Plain: Copy + Send + Sync + 'static {
    /// The number type of all parameters.
    type Element: Element;
    /// How many numbers there are.
    const LEN: usize;

    /// All parameters, tensor behind tensor.
    #[doc(hidden)]
    #[inline(always)]
    fn parameters(&self) -> &[Self::Element] {
        // SAFETY: the trait's contract: the value begins with `LEN` initialized elements.
        unsafe { core::slice::from_raw_parts((&raw const *self).cast(), Self::LEN) }
    }

    /// All parameters, for writing.
    #[doc(hidden)]
    #[inline(always)]
    fn parameters_mut(&mut self) -> &mut [Self::Element] {
        // SAFETY: as in `parameters`; every bit pattern of an element is a number, and the borrow is unique.
        unsafe { core::slice::from_raw_parts_mut((&raw mut *self).cast(), Self::LEN) }
    }

    /// All zeros, by value.
    #[doc(hidden)]
    #[inline(always)]
    fn zeroed_value() -> Self {
        // SAFETY: the trait's contract: all bits zero is a valid value.
        unsafe { core::mem::zeroed() }
    }

    /// All zeros, made on the heap: a network of any size is never a value on the stack.
    #[doc(hidden)]
    #[cfg(feature = "std")]
    fn zeroed() -> Box<Self> {
        // SAFETY: the trait's contract: all bits zero is a valid value.
        unsafe { Box::new_zeroed().assume_init() }
    }
}

// SAFETY: `repr(C)` puts the bias right behind the kernel, as both are aligned as the element; both are only numbers.
unsafe impl<K: Tensor, B: Bias<K::Element>> Plain for Dense<K, B> {
    type Element = K::Element;
    const LEN: usize = K::LEN + B::LEN;
}

/// How many parameters a layer has, for [`__storage!`](crate::__storage), which has this bound from here.
#[doc(hidden)]
pub const fn parameters_of<L: Plain<Element = T>, T>() -> usize {
    L::LEN
}

/// Makes a `#[repr(C)]` struct of layers [`Plain`]. What `network!` emits calls this, so that the one `unsafe impl` for
/// networks stands here, with its reasons.
#[doc(hidden)]
#[macro_export]
macro_rules! __storage {
    ({ $($generics:tt)* } $network:ty, $element:ty, { $($field:ident: $layer:ty,)* }) => {
        // SAFETY: every field is `Plain` with this element type (the bound of `parameters_of`), `__ALL_FIELDS` does not
        // compile unless the list names every field, and the assertions show that each field begins where the one before
        // it ends. All bits zero is valid for every field, hence for the struct.
        unsafe impl<$($generics)*> $crate::__private::Plain for $network {
            type Element = $element;
            const LEN: $crate::__private::usize = {
                let _ = Self::__ALL_FIELDS;
                #[allow(unused_mut, reason = "a network may have no parameters")]
                let mut parameters = 0;
                $(
                    $crate::__private::assert!(
                        $crate::__private::offset_of!(Self, $field)
                            == parameters * $crate::__private::size_of::<$element>()
                    );
                    parameters += $crate::__private::parameters_of::<$layer, $element>();
                )*
                parameters
            };
        }

        impl<$($generics)*> $crate::__private::AsNetwork for $network {
            type Network = Self;

            fn as_network(&self) -> &Self {
                self
            }

            fn as_network_mut(&mut self) -> &mut Self {
                self
            }
        }

        impl<$($generics)*> $crate::__private::PartialEq for $network {
            fn eq(&self, other: &Self) -> $crate::__private::bool {
                $crate::__private::Plain::parameters(self) == $crate::__private::Plain::parameters(other)
            }
        }

        impl<$($generics)*> $crate::__private::fmt::Debug for $network {
            fn fmt(&self, f: &mut $crate::__private::fmt::Formatter<'_>) -> $crate::__private::fmt::Result {
                $crate::__private::debug(self, f)
            }
        }

        impl<$($generics)*> $network {
            const __ALL_FIELDS: fn(&Self) = |Self { $($field: _,)* }| {};
        }
    };
}
