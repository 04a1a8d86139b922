//! What AVX2 and AVX-512 have in common: all but the names of their instructions.

/// Implements [`Simd`](super::Simd) with the CPU's instructions for an [`Isa`](crate::isa::Isa) token and a number type.
macro_rules! x86 {
    (
        $isa:ty, $element:ident, $vector:ident, lanes: $lanes:literal,
        sums: $sums:literal, partial_sums: $partial_sums:literal, width: $width:literal,
        mask: |$count:ident| $mask:expr, all: $all:expr, load: |$from:ident, $load_mask:ident| $load:expr,
        $splat:ident, $broadcast:ident($load_one:ident), $mul_add:ident, $add:ident,
        add_up: |$vectors:ident| $add_up:expr, $max:ident,
        or_nan: |$a:ident, $larger:ident| $or_nan:expr,
        where_equal: |$left:ident, $right:ident, $yes:ident, $no:ident| $where_equal:expr,
        $store:ident
        $(, $transpose:item)?
    ) => {
        impl crate::simd::Simd<$element> for $isa {
            type Vector = $vector;
            const LANES: usize = $lanes;
            const SUMS: usize = $sums;
            const PARTIAL_SUMS: usize = $partial_sums;
            // Two multipliers begin a sum in each of the four cycles that one takes.
            const IN_FLIGHT: usize = 8;
            const WIDTH: usize = $width;

            #[inline(always)]
            fn splat(self, x: $element) -> $vector {
                // SAFETY: the token proves that the CPU has the instruction.
                unsafe { $splat(x) }
            }

            #[inline(always)]
            unsafe fn splat_at(self, from: *const $element) -> $vector {
                // Not through a reference, which a build with debug assertions would check in each round of a loop.
                // SAFETY: the caller vouches for the number, the token for the instructions.
                unsafe { $broadcast($load_one(from)) }
            }

            #[inline(always)]
            fn mul_add(self, a: $vector, b: $vector, c: $vector) -> $vector {
                // SAFETY: the token proves that the CPU has the instruction.
                unsafe { $mul_add(a, b, c) }
            }

            #[inline(always)]
            fn add(self, a: $vector, b: $vector) -> $vector {
                // SAFETY: the token proves that the CPU has the instruction.
                unsafe { $add(a, b) }
            }

            #[inline(always)]
            fn sums(self, $vectors: [$vector; 4]) -> [$element; 4] {
                // SAFETY: the token proves that the CPU has the instructions; any four numbers are an array of them.
                unsafe { core::mem::transmute($add_up) }
            }

            #[inline(always)]
            fn larger(self, a: $vector, b: $vector) -> $vector {
                // The second operand is the result when either is NaN.
                // SAFETY: the token proves that the CPU has the instructions.
                unsafe {
                    let ($a, $larger) = (a, $max(a, b));
                    $or_nan
                }
            }

            #[inline(always)]
            fn where_equal(self, $left: $vector, $right: $vector, $yes: $vector, $no: $vector) -> $vector {
                // SAFETY: the token proves that the CPU has the instructions.
                unsafe { $where_equal }
            }

            #[inline(always)]
            fn rectify(self, x: $vector) -> $vector {
                // The second operand is the result when either is NaN, and when both are zeros.
                // SAFETY: the token proves that the CPU has the instruction.
                unsafe { $max($splat(0.0), x) }
            }

            #[inline(always)]
            unsafe fn load(self, from: *const $element) -> $vector {
                // Through a mask that keeps all: the plain load copies through memory, and checks that copy, in a build with debug
                // assertions.
                // SAFETY: the caller vouches for the memory, the token for the instruction.
                unsafe {
                    let ($from, $load_mask) = (from, $all);
                    $load
                }
            }

            #[inline(always)]
            unsafe fn load_first(self, from: *const $element, count: usize) -> $vector {
                // SAFETY: lanes outside of the mask are not accessed; for the others the caller vouches.
                unsafe {
                    let $count = count;
                    let ($from, $load_mask) = (from, $mask);
                    $load
                }
            }

            #[inline(always)]
            unsafe fn store(self, x: $vector, to: *mut $element) {
                // SAFETY: the caller vouches for the memory, the token for the instruction.
                unsafe { $store(to, $all, x) }
            }

            #[inline(always)]
            unsafe fn store_first(self, x: $vector, to: *mut $element, count: usize) {
                // SAFETY: lanes outside of the mask are not accessed; for the others the caller vouches.
                unsafe {
                    let $count = count;
                    $store(to, $mask, x)
                }
            }

            $($transpose)?
        }
    };
}

pub(super) use x86;
