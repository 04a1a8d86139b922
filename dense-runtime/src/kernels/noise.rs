//! Normal noise on numbers.

use super::Chance;
use crate::Element;
use crate::isa::{Isa, Op};

/// Adds noise to all numbers of `values`: `x = x + stddev · z`, with a `z` from the standard normal distribution for each.
#[derive(Debug)]
#[doc(hidden)]
pub struct AddNoise<'a, T> {
    /// What decides about the noise.
    pub chance: Chance,
    /// Its standard deviation.
    pub stddev: f64,
    /// The numbers of all samples.
    pub values: &'a mut [T],
    /// The number of samples.
    pub rows: usize,
}

impl<T: Element> Op for AddNoise<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let AddNoise { chance, stddev, values, rows } = self;
        let stddev = T::of(stddev);
        chance.each_row(values, rows, |key, row| key.each_normal(row, |value, z| *value += z * stddev));
    }
}

/// Multiplies all numbers of `values` by noise with the mean 1: `x = x · (1 + stddev · z)`, with the same `z`.
#[derive(Debug)]
#[doc(hidden)]
pub struct ScaleByNoise<'a, T> {
    /// What decides about the noise.
    pub chance: Chance,
    /// Its standard deviation.
    pub stddev: f64,
    /// The numbers of all samples.
    pub values: &'a mut [T],
    /// The number of samples.
    pub rows: usize,
}

impl<T: Element> Op for ScaleByNoise<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let ScaleByNoise { chance, stddev, values, rows } = self;
        let stddev = T::of(stddev);
        chance.each_row(values, rows, |key, row| key.each_normal(row, |value, z| *value *= z * stddev + T::one()));
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::super::ElementWise;
    use super::super::statistics::{correlation, deviation, distance_from_normal, mean, unevenness, variance};
    use super::*;
    use crate::isa::Portable;

    fn at(step: u64, layer: u32, first_row: usize) -> Chance {
        Chance { seed: 5, step, layer, first_row }
    }

    /// Standard normal numbers.
    fn drawn<T: Element>(chance: Chance, rows: usize, width: usize) -> Vec<T> {
        let mut values = std::vec![T::zero(); rows * width];
        T::add_noise(AddNoise { chance, stddev: 1.0, values: &mut values, rows });
        values
    }

    fn wide(chance: Chance, rows: usize, width: usize) -> Vec<f64> {
        drawn::<f32>(chance, rows, width).into_iter().map(f64::from).collect()
    }

    #[test]
    fn moments_and_distribution_are_those_of_normal_numbers() {
        for (rows, width) in [(4, 1 << 18), (1 << 14, 64), (1 << 15, 33), (1 << 19, 1)] {
            let numbers = wide(at(1, 2, 0), rows, width);
            assert!(mean(&numbers) < 4.0 && variance(&numbers) < 4.0, "{rows} rows of {width}");
            assert!(distance_from_normal(&numbers) < 2.2, "{rows} rows of {width}");
            // The mean of cubes is 0, their variance 15; of fourth powers 3 and 96.
            let n = numbers.len() as f64;
            let (cubes, fourths) = numbers.iter().fold((0.0, 0.0), |(a, b), z| (a + z.powi(3), b + z.powi(4) - 3.0));
            assert!(cubes.abs() / (15.0 * n).sqrt() < 4.0 && fourths.abs() / (96.0 * n).sqrt() < 4.0);
        }
    }

    #[test]
    fn tails_are_as_long_as_they_should_be() {
        let numbers = wide(at(4, 0, 0), 64, 1 << 18);
        for limit in [2.0, 3.0, 4.0, 4.5] {
            let probability = 0.5 * libm::erfc(limit * core::f64::consts::FRAC_1_SQRT_2);
            for sign in [-1.0, 1.0] {
                let count = numbers.iter().filter(|&&z| sign * z > limit).count();
                assert!(deviation(count, numbers.len(), probability) < 4.0, "{count} beyond {limit}");
            }
        }
        let largest = numbers.iter().fold(0.0_f64, |largest, z| largest.max(z.abs()));
        assert!((5.0..6.66).contains(&largest), "{largest}");
    }

    #[test]
    fn directions_are_evenly_spread() {
        let (width, rows) = (1 << 16, 16);
        let numbers = wide(at(1, 7, 0), rows, width);
        let mut counts = [0; 64];
        for row in numbers.chunks_exact(width) {
            for (x, y) in row.as_chunks::<32>().0.iter().flat_map(|pairs| pairs[..16].iter().zip(&pairs[16..])) {
                let turn = y.atan2(*x) / core::f64::consts::TAU + 0.5;
                counts[(turn * 64.0).min(63.0) as usize] += 1;
            }
        }
        assert!(unevenness(&counts, 1.0) < 4.0);
    }

    #[test]
    fn neighbours_rows_steps_layers_and_seeds_are_independent() {
        let width = 1 << 18;
        let of = |seed, step, layer, first_row| wide(Chance { seed, step, layer, first_row }, 1, width);
        let base = of(5, 3, 2, 7);
        // Sizes that go together would be as bad as signs.
        let squares =
            |z: &[f64]| z.iter().map(|z| (z * z - 1.0) * core::f64::consts::FRAC_1_SQRT_2).collect::<Vec<f64>>();
        let independent = |a: &[f64], b: &[f64]| correlation(a, b) < 4.0 && correlation(&squares(a), &squares(b)) < 4.0;
        for distance in [1, 2, 3, 4, 8, 15, 16, 17, 31, 32, 33, 64] {
            assert!(independent(&base[distance..], &base), "{distance}");
        }
        for (what, other) in [
            ("row", of(5, 3, 2, 8)),
            ("row", of(5, 3, 2, 7 + 16)),
            ("step", of(5, 4, 2, 7)),
            ("step", of(5, 3 + (1 << 32), 2, 7)),
            ("layer", of(5, 3, 3, 7)),
            ("seed", of(6, 3, 2, 7)),
            ("seed", of(5 + (1 << 32), 3, 2, 7)),
            ("row and step", of(5, 7, 2, 3)),
        ] {
            assert!(independent(&base, &other), "{what}");
            for distance in [1, 2, 15, 16] {
                assert!(independent(&base[distance..], &other) && independent(&other[distance..], &base), "{what}");
            }
        }
        // Short rows, as of a batch, side by side.
        let batch = wide(at(1, 0, 0), 4096, 64);
        for distance in [1, 2, 16] {
            assert!(independent(&batch[64 * distance..], &batch), "{distance} rows");
        }
    }

    /// Bits are the same with all instructions, because nothing is fused.
    #[test]
    fn noise_does_not_care_for_blocks_and_instructions() {
        for width in [1, 2, 67, 130] {
            let whole = drawn::<f32>(at(3, 2, 0), 40, width);
            assert_eq!(whole[32 * width..], drawn::<f32>(at(3, 2, 32), 8, width));
            assert_eq!(whole[13 * width..], drawn::<f32>(at(3, 2, 13), 27, width));
            let mut portable = std::vec![0.0f32; 40 * width];
            Portable.run(AddNoise { chance: at(3, 2, 0), stddev: 1.0, values: &mut portable, rows: 40 });
            assert_eq!(whole, portable);
            let double = drawn::<f64>(at(3, 2, 0), 40, width);
            let mut portable = std::vec![0.0f64; 40 * width];
            Portable.run(AddNoise { chance: at(3, 2, 0), stddev: 1.0, values: &mut portable, rows: 40 });
            assert_eq!(double, portable);
            // Both types draw the same numbers.
            assert!(whole.iter().zip(&double).all(|(z, exact)| (f64::from(*z) - exact).abs() < 2e-6));
        }
    }

    #[test]
    fn numbers_are_shifted_or_scaled_by_what_is_drawn() {
        let z = drawn::<f64>(at(1, 2, 3), 20, 67);
        let before: Vec<f64> = (0..20 * 67).map(|at| f64::from(at) / 100.0 - 3.0).collect();
        let (mut shifted, mut scaled) = (before.clone(), before.clone());
        f64::add_noise(AddNoise { chance: at(1, 2, 3), stddev: 0.3, values: &mut shifted, rows: 20 });
        f64::scale_by_noise(ScaleByNoise { chance: at(1, 2, 3), stddev: 0.7, values: &mut scaled, rows: 20 });
        for (((z, x), shifted), scaled) in z.into_iter().zip(before).zip(shifted).zip(scaled) {
            assert_eq!(shifted, x + z * 0.3);
            assert_eq!(scaled, x * (z * 0.7 + 1.0));
        }
    }

    /// The tests above are worth something only if they fail where they should.
    #[test]
    fn statistics_notice_what_is_not_normal() {
        let mut numbers = wide(at(1, 0, 0), 16, 1 << 16);
        // Uniform numbers of the same mean and variance, and a spread that is off by one in a hundred.
        let uniform: Vec<f64> =
            numbers.iter().map(|z| 12.0_f64.sqrt() * (0.5 - 0.5 * libm::erfc(*z / 2.0_f64.sqrt()))).collect();
        assert!(distance_from_normal(&uniform) > 10.0);
        let wider: Vec<f64> = numbers.iter().map(|z| 1.01 * z).collect();
        assert!(variance(&wider) > 10.0 && distance_from_normal(&wider) > 2.2);
        // One in a hundred numbers taken over from the neighbour.
        for i in (100..numbers.len()).step_by(100) {
            numbers[i] = numbers[i - 1];
        }
        assert!(correlation(&numbers[1..], &numbers) > 4.0);
    }
}
