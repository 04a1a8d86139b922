//! The loops over built-in activations, compiled in this crate.
//!
//! A generic loop is compiled in the crate that settles its types. That is the user's, and a debug build would leave the
//! loop as slow as it is written, even where `dense-runtime` itself is optimized. So the macro [`compiled`] makes a plain
//! function of the loops for each number type and instruction set. A generic caller finds the one for its types by
//! [`Any`]: function pointers are values like others, and their types name all that matters. An optimizing compiler
//! decides this at compile time, and leaves nothing of it but the call, and no function that is not called.

use core::any::Any;

/// The loops over one activation with one number type and one instruction set.
#[derive(Clone, Copy)]
#[doc(hidden)]
pub struct Loops<A, T, I> {
    pub(super) forward: ForwardLoop<A, T, I>,
    pub(super) backward: BackwardLoop<A, T, I>,
}

/// A compiled [`RowActivation::forward`](super::RowActivation::forward).
type ForwardLoop<A, T, I> = fn(I, A, values: &mut [T], width: usize);

/// A compiled [`RowActivation::backward`](super::RowActivation::backward).
type BackwardLoop<A, T, I> = fn(I, A, x: &[T], y: &[T], dy: &mut [T], width: usize);

impl<A: Copy + 'static, T: Copy + 'static, I: Copy + 'static> Loops<A, T, I> {
    /// These loops, if they are for the types that a generic caller stands for.
    #[inline(always)]
    pub(super) fn cast<B: Copy + 'static, U: Copy + 'static, J: Copy + 'static>(self) -> Option<Loops<B, U, J>> {
        (&self as &dyn Any).downcast_ref().copied()
    }
}

/// Gives an activation's `impl` the method `compiled`.
macro_rules! compiled {
    ($activation:ident) => {
        #[inline(always)]
        fn compiled<T: crate::Element, I: crate::isa::Isa>() -> Option<crate::activation::compiled::Loops<Self, T, I>> {
            compiled!($activation, Portable);
            #[cfg(all(feature = "std", target_arch = "x86_64"))]
            compiled!($activation, Avx2);
            #[cfg(all(feature = "std", target_arch = "x86_64"))]
            compiled!($activation, Avx512);
            #[cfg(all(feature = "std", target_arch = "aarch64"))]
            compiled!($activation, Neon);
            None
        }
    };
    ($activation:ident, $isa:ident) => {
        compiled!($activation, $isa, f32);
        compiled!($activation, $isa, f64);
    };
    ($activation:ident, $isa:ident, $element:ident) => {{
        use crate::activation::compiled::Loops;
        use crate::activation::rows::{Backward, Forward};
        use crate::isa::{Isa, $isa};

        // Never inlined, or the user's crate would compile it after all.
        #[inline(never)]
        fn forward(isa: $isa, activation: $activation, values: &mut [$element], width: usize) {
            isa.run(Forward { activation, values, width });
        }

        #[inline(never)]
        fn backward(
            isa: $isa,
            activation: $activation,
            x: &[$element],
            y: &[$element],
            dy: &mut [$element],
            width: usize,
        ) {
            isa.run(Backward { activation, x, y, dy, width });
        }

        if let Some(loops) = (Loops::<$activation, $element, $isa> { forward, backward }).cast() {
            return Some(loops);
        }
    }};
}

pub(super) use compiled;
