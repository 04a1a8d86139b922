//! AVX2 with fused multiply-add: 16 registers of 32 bytes.

use core::arch::x86_64::*;

use super::Simd;
use crate::isa::Avx2;

macro_rules! avx2 {
    (
        $element:ident, $vector:ident, lanes: $lanes:literal, mask: $mask:ident,
        $splat:ident, $broadcast:ident($load_one:ident), $mul_add:ident, $add:ident, $max:ident,
        $load_masked:ident, $store_masked:ident
        $(, $transpose:item)?
    ) => {
        impl Simd<$element> for Avx2 {
            type Vector = $vector;
            const LANES: usize = $lanes;
            const SUMS: usize = 12;
            const PARTIAL_SUMS: usize = 10;
            const WIDTH: usize = 2;

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
                unsafe { $load_masked(from, _mm256_set1_epi32(-1)) }
            }

            #[inline(always)]
            unsafe fn load_first(self, from: *const $element, count: usize) -> $vector {
                // SAFETY: lanes outside of the mask are not accessed; for the others the caller vouches.
                unsafe { $load_masked(from, $mask(count)) }
            }

            #[inline(always)]
            unsafe fn store(self, x: $vector, to: *mut $element) {
                // SAFETY: the caller vouches for the memory, the token for the instruction.
                unsafe { $store_masked(to, _mm256_set1_epi32(-1), x) }
            }

            #[inline(always)]
            unsafe fn store_first(self, x: $vector, to: *mut $element, count: usize) {
                // SAFETY: lanes outside of the mask are not accessed; for the others the caller vouches.
                unsafe { $store_masked(to, $mask(count), x) }
            }

            $($transpose)?
        }
    };
}

avx2! {
    f32, __m256, lanes: 8, mask: mask_of_8,
    _mm256_set1_ps, _mm256_broadcastss_ps(_mm_load_ss), _mm256_fmadd_ps, _mm256_add_ps, _mm256_max_ps,
    _mm256_maskload_ps, _mm256_maskstore_ps,
    #[inline(always)]
    unsafe fn transpose(self, from: *const f32, from_row: usize, to: *mut f32, to_row: usize) {
        // SAFETY: the caller vouches for the memory, the token for the instructions.
        unsafe { transpose(from, from_row, to, to_row) }
    }
}

avx2! {
    f64, __m256d, lanes: 4, mask: mask_of_4,
    _mm256_set1_pd, _mm256_broadcastsd_pd(_mm_load_sd), _mm256_fmadd_pd, _mm256_add_pd, _mm256_max_pd,
    _mm256_maskload_pd, _mm256_maskstore_pd
}

/// All bits in the first `count` lanes.
///
/// # Safety
///
/// The CPU has AVX2.
#[inline(always)]
unsafe fn mask_of_8(count: usize) -> __m256i {
    // SAFETY: as the caller says.
    unsafe { _mm256_cmpgt_epi32(_mm256_set1_epi32(count as i32), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)) }
}

/// All bits in the first `count` lanes.
///
/// # Safety
///
/// The CPU has AVX2.
#[inline(always)]
unsafe fn mask_of_4(count: usize) -> __m256i {
    // SAFETY: as the caller says.
    unsafe { _mm256_cmpgt_epi64(_mm256_set1_epi64x(count as i64), _mm256_setr_epi64x(0, 1, 2, 3)) }
}

/// [`Simd::transpose`] in 24 shuffles: pairs, then fours, then halves change places.
///
/// # Safety
///
/// The CPU has AVX2, and the memory is as that method wants it.
#[inline(always)]
pub(super) unsafe fn transpose(from: *const f32, from_row: usize, to: *mut f32, to_row: usize) {
    // SAFETY: as the caller says; each row is read and written once, 8 numbers long.
    unsafe {
        let top = transpose_fours(from, from_row);
        let bottom = transpose_fours(from.add(4 * from_row), from_row);
        for column in 0..4 {
            let (a, b) = (top[column], bottom[column]);
            _mm256_storeu_ps(to.add(column * to_row), _mm256_permute2f128_ps::<0x20>(a, b));
            _mm256_storeu_ps(to.add((column + 4) * to_row), _mm256_permute2f128_ps::<0x31>(a, b));
        }
    }
}

/// Four rows of eight numbers as the eight columns of four: columns 0 and 4, 1 and 5, and so on share a vector.
///
/// # Safety
///
/// The CPU has AVX2, and each row is valid for reading 8 numbers.
#[inline(always)]
unsafe fn transpose_fours(from: *const f32, row: usize) -> [__m256; 4] {
    // SAFETY: as the caller says.
    unsafe {
        let (a, b) = (_mm256_loadu_ps(from), _mm256_loadu_ps(from.add(row)));
        let (c, d) = (_mm256_loadu_ps(from.add(2 * row)), _mm256_loadu_ps(from.add(3 * row)));
        let (ab_low, ab_high) = (_mm256_unpacklo_ps(a, b), _mm256_unpackhi_ps(a, b));
        let (cd_low, cd_high) = (_mm256_unpacklo_ps(c, d), _mm256_unpackhi_ps(c, d));
        [
            _mm256_shuffle_ps::<0b01_00_01_00>(ab_low, cd_low),
            _mm256_shuffle_ps::<0b11_10_11_10>(ab_low, cd_low),
            _mm256_shuffle_ps::<0b01_00_01_00>(ab_high, cd_high),
            _mm256_shuffle_ps::<0b11_10_11_10>(ab_high, cd_high),
        ]
    }
}
