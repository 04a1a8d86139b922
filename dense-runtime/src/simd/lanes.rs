//! Vectors as arrays, which the compiler puts into registers: for CPUs without code of their own here.

/// Implements [`Simd`](super::Simd) for an [`Isa`](crate::isa::Isa) token with arrays as vectors.
macro_rules! lanes {
    ($isa:ty, $element:ident, lanes: $lanes:literal, sums: $sums:literal, width: $width:literal, |$a:ident, $b:ident, $c:ident| $mul_add:expr) => {
        impl crate::simd::Simd<$element> for $isa {
            type Vector = [$element; $lanes];
            const LANES: usize = $lanes;
            const SUMS: usize = $sums;
            const PARTIAL_SUMS: usize = $sums / 2;
            // Small CPUs take as long as there is to do.
            const IN_FLIGHT: usize = 1;
            const WIDTH: usize = $width;

            #[inline(always)]
            fn splat(self, x: $element) -> Self::Vector {
                [x; $lanes]
            }

            #[inline(always)]
            unsafe fn splat_at(self, from: *const $element) -> Self::Vector {
                // SAFETY: the caller vouches for the number.
                [unsafe { *from }; $lanes]
            }

            #[inline(always)]
            fn mul_add(self, a: Self::Vector, b: Self::Vector, c: Self::Vector) -> Self::Vector {
                core::array::from_fn(|lane| {
                    let ($a, $b, $c) = (a[lane], b[lane], c[lane]);
                    $mul_add
                })
            }

            #[inline(always)]
            fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
                core::array::from_fn(|lane| a[lane] + b[lane])
            }

            #[inline(always)]
            fn sums(self, x: [Self::Vector; 4]) -> [$element; 4] {
                let mut sums = [0.0; 4];
                for vector in 0..4 {
                    let (mut x, mut width) = (x[vector], $lanes / 2);
                    while width > 0 {
                        for lane in 0..width {
                            x[lane] += x[lane + width];
                        }
                        width /= 2;
                    }
                    sums[vector] = x[0];
                }
                sums
            }

            #[inline(always)]
            fn larger(self, a: Self::Vector, b: Self::Vector) -> Self::Vector {
                core::array::from_fn(|lane| {
                    let larger = if a[lane] > b[lane] { a[lane] } else { b[lane] };
                    if a[lane].is_nan() { a[lane] } else { larger }
                })
            }

            #[inline(always)]
            fn where_equal(
                self,
                a: Self::Vector,
                b: Self::Vector,
                yes: Self::Vector,
                no: Self::Vector,
            ) -> Self::Vector {
                core::array::from_fn(|lane| if a[lane] == b[lane] { yes[lane] } else { no[lane] })
            }

            #[inline(always)]
            fn rectify(self, x: Self::Vector) -> Self::Vector {
                x.map(|x| if x < 0.0 { 0.0 } else { x })
            }

            #[inline(always)]
            unsafe fn load(self, from: *const $element) -> Self::Vector {
                // SAFETY: the caller vouches for as many numbers as the array has; a load need not be aligned.
                unsafe { from.cast::<Self::Vector>().read_unaligned() }
            }

            #[inline(always)]
            unsafe fn load_first(self, from: *const $element, count: usize) -> Self::Vector {
                // The first number stands in for those that are not there, so that no lane needs a branch.
                core::array::from_fn(|lane| {
                    // SAFETY: the index is below `count`, for which the caller vouches.
                    let x = unsafe { *from.add(if lane < count { lane } else { 0 }) };
                    if lane < count { x } else { 0.0 }
                })
            }

            #[inline(always)]
            unsafe fn store(self, x: Self::Vector, to: *mut $element) {
                // SAFETY: the caller vouches for as many numbers as the array has; a store need not be aligned.
                unsafe { to.cast::<Self::Vector>().write_unaligned(x) }
            }

            #[inline(always)]
            unsafe fn store_first(self, x: Self::Vector, to: *mut $element, count: usize) {
                for (lane, &x) in x.iter().enumerate() {
                    if lane < count {
                        // SAFETY: the index is below `count`, for which the caller vouches.
                        unsafe { *to.add(lane) = x }
                    }
                }
            }
        }
    };
}

pub(crate) use lanes;
