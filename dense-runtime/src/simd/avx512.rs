//! AVX-512: 32 registers of 64 bytes, and masks for what fills no register.

use core::arch::x86_64::*;

use super::Simd;
use crate::isa::Avx512;

macro_rules! avx512 {
    (
        $element:ident, $vector:ident, lanes: $lanes:literal, mask: $mask:ident,
        $splat:ident, $broadcast:ident($load_one:ident), $mul_add:ident, $add:ident, $max:ident,
        $load_masked:ident, $store_masked:ident
        $(, $transpose:item)?
    ) => {
        impl Simd<$element> for Avx512 {
            type Vector = $vector;
            const LANES: usize = $lanes;
            const SUMS: usize = 24;
            const PARTIAL_SUMS: usize = 16;
            const WIDTH: usize = 4;

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
                unsafe { $load_masked($mask::MAX, from) }
            }

            #[inline(always)]
            unsafe fn load_first(self, from: *const $element, count: usize) -> $vector {
                // SAFETY: lanes outside of the mask are not accessed; for the others the caller vouches.
                unsafe { $load_masked($mask::MAX >> ($lanes - count), from) }
            }

            #[inline(always)]
            unsafe fn store(self, x: $vector, to: *mut $element) {
                // SAFETY: the caller vouches for the memory, the token for the instruction.
                unsafe { $store_masked(to, $mask::MAX, x) }
            }

            #[inline(always)]
            unsafe fn store_first(self, x: $vector, to: *mut $element, count: usize) {
                // SAFETY: lanes outside of the mask are not accessed; for the others the caller vouches.
                unsafe { $store_masked(to, $mask::MAX >> ($lanes - count), x) }
            }

            $($transpose)?
        }
    };
}

avx512! {
    f32, __m512, lanes: 16, mask: u16,
    _mm512_set1_ps, _mm512_broadcastss_ps(_mm_load_ss), _mm512_fmadd_ps, _mm512_add_ps, _mm512_max_ps,
    _mm512_maskz_loadu_ps, _mm512_mask_storeu_ps,
    #[inline(always)]
    unsafe fn transpose(self, from: *const f32, from_row: usize, to: *mut f32, to_row: usize) {
        // SAFETY: the caller vouches for the memory; AVX-512 includes AVX2.
        unsafe { super::avx2::transpose(from, from_row, to, to_row) }
    }
}

avx512! {
    f64, __m512d, lanes: 8, mask: u8,
    _mm512_set1_pd, _mm512_broadcastsd_pd(_mm_load_sd), _mm512_fmadd_pd, _mm512_add_pd, _mm512_max_pd,
    _mm512_maskz_loadu_pd, _mm512_mask_storeu_pd
}
