//! Loops that keep a CPU's arithmetic, or its loads, as busy as they can be: one of each for every instruction set.
#![allow(unsafe_code, reason = "vector loads, and calls into functions compiled for detected instructions")]

use std::hint::black_box;

/// The two loops, compiled for one instruction set.
pub struct Isa {
    /// As `dense::isa` calls it.
    pub name: &'static str,
    /// Multiply-adds in many registers, so often in each.
    pub multiply_add: fn(usize) -> Done,
    /// Reads all numbers once.
    pub read: fn(&[f32]),
}

/// What a loop has done.
#[derive(Debug)]
pub struct Done {
    /// Floating-point operations, two for each multiply-add.
    pub operations: usize,
}

/// The instruction sets of this CPU, the best first.
pub fn isas() -> Vec<Isa> {
    let mut isas = Vec::new();
    #[cfg(target_arch = "x86_64")]
    {
        if is_x86_feature_detected!("avx512f") {
            isas.push(Isa {
                name: "avx512",
                // SAFETY: the CPU has the feature, as was just seen.
                multiply_add: |rounds| unsafe { avx512::multiply_add(rounds) },
                // SAFETY: as above.
                read: |numbers| unsafe { avx512::read(numbers) },
            });
        }
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
            isas.push(Isa {
                name: "avx2",
                // SAFETY: the CPU has the features, as was just seen.
                multiply_add: |rounds| unsafe { avx2::multiply_add(rounds) },
                // SAFETY: as above.
                read: |numbers| unsafe { avx2::read(numbers) },
            });
        }
    }
    // AArch64 has its vector unit, which fuses multiply and add, in every CPU.
    let name = if cfg!(target_arch = "aarch64") { "neon" } else { "portable" };
    isas.push(Isa { name, multiply_add: plain::multiply_add, read: plain::read });
    isas
}

/// The loops with intrinsics. `SUMS` registers are more than the latency of a multiply-add times those that begin in a
/// cycle (4 x 2 on today's CPUs), and few enough to leave registers for the factors.
#[cfg(target_arch = "x86_64")]
macro_rules! loops {
    ($name:ident, $features:literal, $lanes:literal, $sums:literal,
     $set:ident, $fmadd:ident, $load:ident, $add:ident) => {
        mod $name {
            use super::{Done, black_box};
            use std::arch::x86_64::{$add, $fmadd, $load, $set};

            const SUMS: usize = $sums;

            #[target_feature(enable = $features)]
            pub fn multiply_add(rounds: usize) -> Done {
                // The sums tend to a finite number, 0.5, far from those that CPUs are slow with.
                let (factor, term) = (black_box($set(0.5)), black_box($set(0.25)));
                let mut sums = [$set(1.0); SUMS];
                for _ in 0..rounds {
                    for sum in &mut sums {
                        *sum = $fmadd(*sum, factor, term);
                    }
                }
                black_box(sums);
                Done { operations: 2 * $lanes * SUMS * rounds }
            }

            #[target_feature(enable = $features)]
            pub fn read(numbers: &[f32]) {
                let mut sums = [$set(0.0); 8];
                for chunk in numbers.as_chunks::<{ 8 * $lanes }>().0 {
                    for (sum, vector) in sums.iter_mut().zip(chunk.as_chunks::<$lanes>().0) {
                        // SAFETY: `vector` has as many numbers as are loaded.
                        *sum = $add(*sum, unsafe { $load(vector.as_ptr()) });
                    }
                }
                black_box(sums);
            }
        }
    };
}

#[cfg(target_arch = "x86_64")]
loops!(avx512, "avx512f", 16, 24, _mm512_set1_ps, _mm512_fmadd_ps, _mm512_loadu_ps, _mm512_add_ps);
#[cfg(target_arch = "x86_64")]
loops!(avx2, "avx2,fma", 8, 12, _mm256_set1_ps, _mm256_fmadd_ps, _mm256_loadu_ps, _mm256_add_ps);

/// The loops in plain Rust, for the instructions that every CPU of the architecture has.
mod plain {
    use super::{Done, black_box};

    const LANES: usize = 4;
    const SUMS: usize = 12;

    pub fn multiply_add(rounds: usize) -> Done {
        let (factor, term) = (black_box([0.5f32; LANES]), black_box([0.25f32; LANES]));
        let mut sums = [[1.0f32; LANES]; SUMS];
        for _ in 0..rounds {
            for sum in &mut sums {
                for lane in 0..LANES {
                    // Elsewhere a fused multiply-add would be a call of a function.
                    sum[lane] = if cfg!(target_arch = "aarch64") {
                        sum[lane].mul_add(factor[lane], term[lane])
                    } else {
                        sum[lane] * factor[lane] + term[lane]
                    };
                }
            }
        }
        black_box(sums);
        Done { operations: 2 * LANES * SUMS * rounds }
    }

    pub fn read(numbers: &[f32]) {
        let mut sums = [[0.0f32; LANES]; 8];
        for chunk in numbers.as_chunks::<{ 8 * LANES }>().0 {
            for (sum, vector) in sums.iter_mut().zip(chunk.as_chunks::<LANES>().0) {
                for lane in 0..LANES {
                    sum[lane] += vector[lane];
                }
            }
        }
        black_box(sums);
    }
}
