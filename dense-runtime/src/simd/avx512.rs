//! AVX-512: 32 registers of 64 bytes, and masks for what fills no register.

use core::arch::x86_64::*;

use super::x86::x86;
use crate::isa::Avx512;

x86! {
    Avx512, f32, __m512, lanes: 16, sums: 24, partial_sums: 16, width: 4,
    mask: |count| u16::MAX >> (16 - count), all: u16::MAX, load: |from, mask| _mm512_maskz_loadu_ps(mask, from),
    _mm512_set1_ps, _mm512_broadcastss_ps(_mm_load_ss), _mm512_fmadd_ps, _mm512_add_ps,
    add_up: |x| super::avx2::sums_of_8([half_ps(x[0]), half_ps(x[1]), half_ps(x[2]), half_ps(x[3])]), _mm512_max_ps,
    or_nan: |a, larger| _mm512_mask_mov_ps(larger, _mm512_cmp_ps_mask::<_CMP_UNORD_Q>(a, a), a),
    where_equal: |a, b, yes, no| _mm512_mask_mov_ps(no, _mm512_cmp_ps_mask::<_CMP_EQ_OQ>(a, b), yes),
    _mm512_mask_storeu_ps,
    #[inline(always)]
    unsafe fn transpose(self, from: *const f32, from_row: usize, to: *mut f32, to_row: usize) {
        // SAFETY: the caller vouches for the memory; AVX-512 includes AVX2.
        unsafe { super::avx2::transpose(from, from_row, to, to_row) }
    }
}

x86! {
    Avx512, f64, __m512d, lanes: 8, sums: 24, partial_sums: 16, width: 4,
    mask: |count| u8::MAX >> (8 - count), all: u8::MAX, load: |from, mask| _mm512_maskz_loadu_pd(mask, from),
    _mm512_set1_pd, _mm512_broadcastsd_pd(_mm_load_sd), _mm512_fmadd_pd, _mm512_add_pd,
    add_up: |x| super::avx2::sums_of_4([half_pd(x[0]), half_pd(x[1]), half_pd(x[2]), half_pd(x[3])]), _mm512_max_pd,
    or_nan: |a, larger| _mm512_mask_mov_pd(larger, _mm512_cmp_pd_mask::<_CMP_UNORD_Q>(a, a), a),
    where_equal: |a, b, yes, no| _mm512_mask_mov_pd(no, _mm512_cmp_pd_mask::<_CMP_EQ_OQ>(a, b), yes),
    _mm512_mask_storeu_pd
}

/// One half of the lanes added to the other.
///
/// # Safety
///
/// The CPU has AVX-512.
#[inline(always)]
unsafe fn half_ps(x: __m512) -> __m256 {
    // SAFETY: as the caller says.
    unsafe { _mm256_add_ps(_mm512_castps512_ps256(x), _mm512_extractf32x8_ps::<1>(x)) }
}

/// One half of the lanes added to the other.
///
/// # Safety
///
/// The CPU has AVX-512.
#[inline(always)]
unsafe fn half_pd(x: __m512d) -> __m256d {
    // SAFETY: as the caller says.
    unsafe { _mm256_add_pd(_mm512_castpd512_pd256(x), _mm512_extractf64x4_pd::<1>(x)) }
}
