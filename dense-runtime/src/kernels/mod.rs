//! The loops that carry the arithmetic: products of matrices.
//!
//! Each kernel is written once, as a generic function over an [`Isa`](crate::isa::Isa) and an
//! [`Element`](crate::Element), in plain Rust that the compiler vectorizes. [`Kernels`] makes one machine-code function
//! of it for each pair, compiled in this crate: a program built without optimization still runs fast kernels when it
//! asks for an optimized `dense-runtime`.
//!
//! In all of them every element of the result is summed in one fixed order, whatever tile or thread it falls into. That
//! is what makes results independent of the number of threads.
#![allow(unsafe_code, reason = "`workers` lends a job to other threads")]

mod drop;
mod element_wise;
mod finite;
mod input_gradient;
mod product;
#[cfg(test)]
mod tests;
mod weight_gradient;
#[cfg(feature = "std")]
pub(crate) mod workers;

pub use drop::{Drop, Dropping};
pub use element_wise::ElementWise;
pub use finite::AllFinite;
pub use input_gradient::InputGradient;
pub use product::Product;
pub use weight_gradient::{Samples, WeightGradient};

use crate::isa::{Isa, Portable};

/// The kernels, compiled for one instruction set and one number type.
#[doc(hidden)]
pub trait Kernels<T> {
    /// `c = a · b + bias`, see [`Product`].
    fn product(self, task: Product<'_, T>);
    /// `dx = dy · wᵀ`, see [`InputGradient`].
    fn input_gradient(self, task: InputGradient<'_, T>);
    /// `dw = xᵀ · dy`, see [`WeightGradient`].
    fn weight_gradient(self, task: WeightGradient<'_, T>);
}

macro_rules! compile {
    ($($isa:ty: $element:ty),*) => {$(
        impl Kernels<$element> for $isa {
            #[inline(never)]
            fn product(self, task: Product<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn input_gradient(self, task: InputGradient<'_, $element>) {
                self.run(task);
            }

            #[inline(never)]
            fn weight_gradient(self, task: WeightGradient<'_, $element>) {
                self.run(task);
            }
        }
    )*};
}

compile!(Portable: f32, Portable: f64);
#[cfg(all(feature = "std", target_arch = "x86_64"))]
compile!(crate::isa::Avx512: f32, crate::isa::Avx512: f64, crate::isa::Avx2: f32, crate::isa::Avx2: f64);
#[cfg(all(feature = "std", target_arch = "aarch64"))]
compile!(crate::isa::Neon: f32, crate::isa::Neon: f64);
