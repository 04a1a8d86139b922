//! AVX2 with fused multiply-add: 16 registers of 32 bytes.

use core::arch::x86_64::*;

use super::x86::x86;
use crate::isa::Avx2;

x86! {
    Avx2, f32, __m256, lanes: 8, sums: 12, partial_sums: 10, width: 2,
    mask: |count| mask_of_8(count), all: _mm256_set1_epi32(-1), load: |from, mask| _mm256_maskload_ps(from, mask),
    _mm256_set1_ps, _mm256_broadcastss_ps(_mm_load_ss), _mm256_fmadd_ps, _mm256_add_ps,
    add_up: |x| sums_of_8(x), _mm256_max_ps,
    or_nan: |a, larger| _mm256_blendv_ps(larger, a, _mm256_cmp_ps::<_CMP_UNORD_Q>(a, a)),
    where_equal: |a, b, yes, no| _mm256_blendv_ps(no, yes, _mm256_cmp_ps::<_CMP_EQ_OQ>(a, b)),
    _mm256_maskstore_ps,
    #[inline(always)]
    unsafe fn transpose(self, from: *const f32, from_row: usize, to: *mut f32, to_row: usize) {
        // SAFETY: the caller vouches for the memory, the token for the instructions.
        unsafe { transpose(from, from_row, to, to_row) }
    }
}

x86! {
    Avx2, f64, __m256d, lanes: 4, sums: 12, partial_sums: 10, width: 2,
    mask: |count| mask_of_4(count), all: _mm256_set1_epi32(-1), load: |from, mask| _mm256_maskload_pd(from, mask),
    _mm256_set1_pd, _mm256_broadcastsd_pd(_mm_load_sd), _mm256_fmadd_pd, _mm256_add_pd,
    add_up: |x| sums_of_4(x), _mm256_max_pd,
    or_nan: |a, larger| _mm256_blendv_pd(larger, a, _mm256_cmp_pd::<_CMP_UNORD_Q>(a, a)),
    where_equal: |a, b, yes, no| _mm256_blendv_pd(no, yes, _mm256_cmp_pd::<_CMP_EQ_OQ>(a, b)),
    _mm256_maskstore_pd
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

/// [`Simd::sums`] of eight lanes: halves are added, then neighbors, four vectors side by side.
///
/// # Safety
///
/// The CPU has AVX2.
#[inline(always)]
pub(super) unsafe fn sums_of_8([a, b, c, d]: [__m256; 4]) -> __m128 {
    // SAFETY: as the caller says.
    unsafe {
        let (a, b, c, d) = (half(a), half(b), half(c), half(d));
        let (a_and_b, c_and_d) = (twos(a, b), twos(c, d));
        _mm_add_ps(_mm_movelh_ps(a_and_b, c_and_d), _mm_movehl_ps(c_and_d, a_and_b))
    }
}

/// One half of the lanes added to the other.
///
/// # Safety
///
/// The CPU has AVX2.
#[inline(always)]
unsafe fn half(x: __m256) -> __m128 {
    // SAFETY: as the caller says.
    unsafe { _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps::<1>(x)) }
}

/// The lanes of two vectors by turns, the last two of each added to the first two.
///
/// # Safety
///
/// The CPU has AVX2.
#[inline(always)]
unsafe fn twos(a: __m128, b: __m128) -> __m128 {
    // SAFETY: as the caller says.
    unsafe { _mm_add_ps(_mm_unpacklo_ps(a, b), _mm_unpackhi_ps(a, b)) }
}

/// [`Simd::sums`] of four lanes.
///
/// # Safety
///
/// The CPU has AVX2.
#[inline(always)]
pub(super) unsafe fn sums_of_4([a, b, c, d]: [__m256d; 4]) -> __m256d {
    // SAFETY: as the caller says.
    unsafe {
        let a_and_b = _mm256_add_pd(_mm256_unpacklo_pd(a, b), _mm256_unpackhi_pd(a, b));
        let c_and_d = _mm256_add_pd(_mm256_unpacklo_pd(c, d), _mm256_unpackhi_pd(c, d));
        _mm256_add_pd(
            _mm256_permute2f128_pd::<0x20>(a_and_b, c_and_d),
            _mm256_permute2f128_pd::<0x31>(a_and_b, c_and_d),
        )
    }
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
