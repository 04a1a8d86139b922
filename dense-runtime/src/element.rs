//! The two number types a network can compute in.

use crate::isa::{Isa, Op};
#[cfg(feature = "std")]
use crate::kernels::Combine;
use crate::kernels::{
    BiasGradient, Convolve, ElementWise, ImageGradient, InputGradient, KernelGradient, PartialProduct, Product, Runs,
    Strips, Total, WeightGradient,
};
use crate::math::{Arithmetic, Real, Scalar};
use crate::storage::{Bits, Tensor, Typed, TypedMut};
#[cfg(feature = "std")]
use crate::train::Team;

/// A number type that networks compute in: `f32`, or `f64` with `Input(.., dtype = f64)`.
///
/// The trait is sealed: kernels are compiled for exactly these two types.
pub trait Element:
    Real + Scalar + Arithmetic<Scalar = Self> + ElementWise + Tensor<Element = Self> + Bits + sealed::Sealed
{
    /// The type's name as Rust and Keras's `dtype` spell it: `"f32"` and `"float32"`.
    const NAMES: (&'static str, &'static str);

    /// Runs a kernel compiled for this type.
    #[doc(hidden)]
    fn product<I: Isa>(isa: I, task: Product<'_, Self>);
    /// Runs a kernel compiled for this type.
    #[doc(hidden)]
    fn partial_product<I: Isa>(isa: I, task: PartialProduct<'_, Self>);
    /// The same kernel as a part of the caller, which is a region for these instructions.
    #[doc(hidden)]
    fn product_here<I: Isa>(isa: I, task: Product<'_, Self>);
    /// Runs a kernel compiled for this type.
    #[doc(hidden)]
    fn runs<I: Isa>(isa: I, task: Runs<'_, Self>);
    /// Runs a kernel compiled for this type.
    #[doc(hidden)]
    fn total<I: Isa>(isa: I, task: Total<'_, Self>);
    /// Runs a kernel compiled for this type.
    #[doc(hidden)]
    fn input_gradient<I: Isa>(isa: I, task: InputGradient<'_, Self>);
    /// Runs a kernel compiled for this type.
    #[doc(hidden)]
    fn weight_gradient<I: Isa>(isa: I, task: WeightGradient<'_, Self>);
    /// Runs a kernel compiled for this type.
    #[doc(hidden)]
    fn bias_gradient<I: Isa>(isa: I, task: BiasGradient<'_, Self>);
    /// Runs a kernel compiled for this type.
    #[doc(hidden)]
    fn strips<I: Isa>(isa: I, task: Strips<'_, Self>);
    /// Runs a kernel compiled for this type.
    #[doc(hidden)]
    fn convolve<I: Isa>(isa: I, task: Convolve<'_, Self>);
    /// Runs a kernel compiled for this type.
    #[doc(hidden)]
    fn image_gradient<I: Isa>(isa: I, task: ImageGradient<'_, Self>);
    /// Runs a kernel compiled for this type.
    #[doc(hidden)]
    fn kernel_gradient<I: Isa>(isa: I, task: KernelGradient<'_, Self>);

    /// The number nearest to `x`.
    #[doc(hidden)]
    fn of_i32(x: i32) -> Self;

    /// Combines numbers on several threads.
    #[cfg(feature = "std")]
    #[doc(hidden)]
    fn combine_shared(team: Team<'_>, task: Combine<'_, Self>);

    /// Numbers with their type as a value.
    #[doc(hidden)]
    fn typed(numbers: &[Self]) -> Typed<'_>;

    /// Numbers with their type as a value, for writing.
    #[doc(hidden)]
    fn typed_mut(numbers: &mut [Self]) -> TypedMut<'_>;

    /// `self * b + c` with one rounding. Only called where the CPU has the instruction.
    #[doc(hidden)]
    fn fused_mul_add(self, b: Self, c: Self) -> Self;
}

macro_rules! element {
    ($type:ident, $keras:literal, $typed:ident) => {
        impl Element for $type {
            const NAMES: (&'static str, &'static str) = (stringify!($type), $keras);

            #[inline(always)]
            fn product<I: Isa>(isa: I, task: Product<'_, Self>) {
                isa.product(task);
            }

            #[inline(always)]
            fn partial_product<I: Isa>(isa: I, task: PartialProduct<'_, Self>) {
                isa.partial_product(task);
            }

            #[inline(always)]
            fn product_here<I: Isa>(isa: I, task: Product<'_, Self>) {
                task.run(isa);
            }

            #[inline(always)]
            fn runs<I: Isa>(isa: I, task: Runs<'_, Self>) {
                isa.runs(task);
            }

            #[inline(always)]
            fn total<I: Isa>(isa: I, task: Total<'_, Self>) {
                isa.total(task);
            }

            #[inline(always)]
            fn input_gradient<I: Isa>(isa: I, task: InputGradient<'_, Self>) {
                isa.input_gradient(task);
            }

            #[inline(always)]
            fn weight_gradient<I: Isa>(isa: I, task: WeightGradient<'_, Self>) {
                isa.weight_gradient(task);
            }

            #[inline(always)]
            fn bias_gradient<I: Isa>(isa: I, task: BiasGradient<'_, Self>) {
                isa.bias_gradient(task);
            }

            #[inline(always)]
            fn strips<I: Isa>(isa: I, task: Strips<'_, Self>) {
                isa.strips(task);
            }

            #[inline(always)]
            fn convolve<I: Isa>(isa: I, task: Convolve<'_, Self>) {
                isa.convolve(task);
            }

            #[inline(always)]
            fn image_gradient<I: Isa>(isa: I, task: ImageGradient<'_, Self>) {
                isa.image_gradient(task);
            }

            #[inline(always)]
            fn kernel_gradient<I: Isa>(isa: I, task: KernelGradient<'_, Self>) {
                isa.kernel_gradient(task);
            }

            #[cfg(feature = "std")]
            fn combine_shared(team: Team<'_>, task: Combine<'_, Self>) {
                team.combine(task);
            }

            fn typed(numbers: &[Self]) -> Typed<'_> {
                Typed::$typed(numbers)
            }

            fn typed_mut(numbers: &mut [Self]) -> TypedMut<'_> {
                TypedMut::$typed(numbers)
            }

            #[inline(always)]
            fn of_i32(x: i32) -> Self {
                x as $type
            }

            #[inline(always)]
            fn fused_mul_add(self, b: Self, c: Self) -> Self {
                num_traits::Float::mul_add(self, b, c)
            }
        }

        impl sealed::Sealed for $type {}
    };
}

element!(f32, "float32", F32);
element!(f64, "float64", F64);

mod sealed {
    pub trait Sealed {}
}
