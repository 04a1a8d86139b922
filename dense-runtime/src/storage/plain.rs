//! Structs of parameters as plain old data: flat views, and construction on the heap without a copy on the stack.

use super::{Bias, Tensor};
use crate::Element;
use crate::layer::{
    BatchNormalization, Conv1D, Conv1DTranspose, Conv2D, Conv2DTranspose, Dense, DepthwiseConv1D, DepthwiseConv2D,
    Embedding, LayerNormalization, Normalization, PReLU, RMSNormalization, SeparableConv1D, SeparableConv2D,
    TrainedActivation,
};

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

/// Layers with a kernel and perhaps a bias.
macro_rules! kernel_and_bias {
    ($($layer:ident)*) => {$(
        // SAFETY: as for `Dense`.
        unsafe impl<K: Tensor, B: Bias<K::Element>> Plain for $layer<K, B> {
            type Element = K::Element;
            const LEN: usize = K::LEN + B::LEN;
        }
    )*};
}

kernel_and_bias!(Conv1D Conv2D DepthwiseConv1D DepthwiseConv2D Conv1DTranspose Conv2DTranspose);

/// Layers with two kernels.
macro_rules! kernels_and_bias {
    ($($layer:ident)*) => {$(
        // SAFETY: `repr(C)` puts each tensor right behind the one before it, as all are aligned as the element; all are only numbers.
        unsafe impl<D: Tensor, P: Tensor<Element = D::Element>, B: Bias<D::Element>> Plain for $layer<D, P, B> {
            type Element = D::Element;
            const LEN: usize = D::LEN + P::LEN + B::LEN;
        }
    )*};
}

kernels_and_bias!(SeparableConv1D SeparableConv2D);

// SAFETY: two arrays of numbers, one right behind the other by `repr(C)`.
unsafe impl<T: Element, const WIDTH: usize> Plain for LayerNormalization<[T; WIDTH], [T; WIDTH]> {
    type Element = T;
    const LEN: usize = 2 * WIDTH;
}

// SAFETY: an array of numbers, with nothing behind it.
unsafe impl<T: Element, const WIDTH: usize> Plain for LayerNormalization<[T; WIDTH], ()> {
    type Element = T;
    const LEN: usize = WIDTH;
}

// SAFETY: an array of numbers, with nothing before it.
unsafe impl<T: Element, const WIDTH: usize> Plain for LayerNormalization<(), [T; WIDTH]> {
    type Element = T;
    const LEN: usize = WIDTH;
}

// SAFETY: an array of numbers.
unsafe impl<T: Element, const WIDTH: usize> Plain for RMSNormalization<[T; WIDTH]> {
    type Element = T;
    const LEN: usize = WIDTH;
}

// SAFETY: `repr(C)` puts each array right behind the one before it, as all are aligned as the element; all are only numbers.
unsafe impl<G, B, M, V> Plain for BatchNormalization<G, B, M, V>
where
    G: Bias<M::Element>,
    B: Bias<M::Element>,
    M: Tensor,
    V: Tensor<Element = M::Element>,
{
    type Element = M::Element;
    const LEN: usize = G::LEN + B::LEN + M::LEN + V::LEN;
}

// SAFETY: two arrays of numbers, one right behind the other by `repr(C)`.
unsafe impl<M: Tensor, V: Tensor<Element = M::Element>> Plain for Normalization<M, V> {
    type Element = M::Element;
    const LEN: usize = M::LEN + V::LEN;
}

// SAFETY: a tensor is only numbers.
unsafe impl<E: Tensor> Plain for Embedding<E> {
    type Element = E::Element;
    const LEN: usize = E::LEN;
}

// SAFETY: a tensor is only numbers.
unsafe impl<A: Tensor> Plain for PReLU<A> {
    type Element = A::Element;
    const LEN: usize = A::LEN;
}

// SAFETY: an array of numbers.
unsafe impl<T: Element, const N: usize> Plain for TrainedActivation<[T; N]> {
    type Element = T;
    const LEN: usize = N;
}

/// Where a field lies in its struct, and how many parameters it has. Only a [`Plain`] field of the right element has one.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct Field {
    offset: usize,
    parameters: usize,
}

impl Field {
    /// For [`__storage!`](crate::__storage), which has the bound on the field's type from here.
    pub const fn new<L: Plain<Element = T>, T>(offset: usize) -> Field {
        Field { offset, parameters: L::LEN }
    }
}

/// The parameters of a struct with these fields, of which each must begin where the one before it ends.
#[doc(hidden)]
pub const fn contiguous<T>(fields: &[Field]) -> usize {
    let mut parameters = 0;
    let mut at = 0;
    while at < fields.len() {
        assert!(
            fields[at].offset == parameters * size_of::<T>(),
            "a field does not begin where the one before it ends"
        );
        parameters += fields[at].parameters;
        at += 1;
    }
    parameters
}

/// Makes a `#[repr(C)]` struct of layers [`Plain`]. What `network!` emits calls this, so that the one `unsafe impl` for
/// networks stands here, with its reasons.
#[doc(hidden)]
#[macro_export]
macro_rules! __storage {
    ({ $($generics:tt)* } $network:ty, $element:ty, { $($field:ident: $layer:ty,)* }) => {
        // SAFETY: every field is `Plain` with this element type (the bound of `Field::new`), `__ALL_FIELDS` does not compile
        // unless the list names every field, and `contiguous` asserts that each begins where the one before it ends. All
        // bits zero is valid for every field, hence for the struct.
        unsafe impl<$($generics)*> $crate::__private::Plain for $network {
            type Element = $element;
            const LEN: $crate::__private::usize = {
                let _ = Self::__ALL_FIELDS;
                $crate::__private::contiguous::<$element>(&[
                    $($crate::__private::Field::new::<$layer, $element>($crate::__private::offset_of!(Self, $field)),)*
                ])
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
