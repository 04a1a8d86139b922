//! Dropout: numbers that become zero, by chance.

use crate::Element;
use crate::isa::{Isa, Op};
use crate::random::{Philox, Stream};

/// What decides which numbers a dropout layer drops: nothing else does, so the way back can ask again instead of
/// keeping a mask, and neither blocks nor threads matter.
#[derive(Debug, Clone, Copy, Default)]
#[doc(hidden)]
pub struct Dropping {
    /// The seed of the training run.
    pub seed: u64,
    /// The training step.
    pub step: u64,
    /// The place of the block's first sample in the batch.
    pub first_row: usize,
}

/// Drops numbers of `values`, which are `rows` samples behind each other, at `rate`, and scales the others by
/// `1 / (1 - rate)`.
#[derive(Debug)]
#[doc(hidden)]
pub struct Drop<'a, T> {
    /// What decides.
    pub dropping: Dropping,
    /// The layer's place in the network; no two layers drop alike.
    pub layer: usize,
    /// The share that is dropped, in `0.0..=1.0`.
    pub rate: f64,
    /// The numbers.
    pub values: &'a mut [T],
    /// The number of samples.
    pub rows: usize,
}

impl<T: Element> Op for Drop<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Drop { dropping, layer, rate, values, rows } = self;
        if rate >= 1.0 {
            values.fill(T::zero());
            return;
        }
        let width = values.len() / rows;
        // A number is dropped when 32 random bits, read as a fraction, are below the rate: exact to 2^-32. They are
        // compared as signed integers, which every instruction set can.
        let threshold = ((rate * 4_294_967_296.0 + 0.5) as i64 - (1 << 31)).min(i32::MAX.into()) as i32;
        let scale = T::of(1.0 / (1.0 - rate));
        let random = Philox::new(dropping.seed, Stream::Dropout);
        let step = [dropping.step as u32, (dropping.step >> 32) as u32];
        for (group, values) in values.chunks_mut(Philox::BATCH * width).enumerate() {
            let first_row = (dropping.first_row + group * Philox::BATCH) as u32;
            let keys = random.batch([first_row, layer as u32, step[0], step[1]]);
            for (row, values) in values.chunks_exact_mut(width).enumerate() {
                let key = RowKey { start: keys[0][row], middle: keys[1][row] };
                let mut counter = key.start;
                for value in values {
                    *value = if (key.bits(counter) as i32) < threshold { T::zero() } else { *value * scale };
                    counter = counter.wrapping_add(RowKey::STEP);
                }
            }
        }
    }
}

/// What a row's random numbers depend on, besides their place in the row: 64 bits from Philox.
///
/// Philox takes some ten multiplications a number, to stand up to every statistical test there is. Here it gives keys
/// only, and the numbers of a row are a keyed hash of a counter: `lowbias32` (Chris Wellons, "Prospecting for Hash
/// Functions", 2018), two multiplications between shifts that were searched for the least bias of any output bit
/// towards any input bit.
#[derive(Clone, Copy)]
struct RowKey {
    /// Where the counter starts.
    start: u32,
    /// Changes the number between the multiplications, so that rows whose counters overlap do not repeat each other.
    middle: u32,
}

impl RowKey {
    /// Odd, and so uneven that counting changes high bits too: 2^32 divided by the golden ratio.
    const STEP: u32 = 0x9E37_79B9;

    /// 32 random bits.
    ///
    /// The last shift of `lowbias32` is left out: it changes the lower half only, which a comparison hardly sees.
    #[inline(always)]
    fn bits(self, counter: u32) -> u32 {
        let x = (counter ^ (counter >> 16)).wrapping_mul(0x7FEB_352D);
        (x ^ (x >> 15) ^ self.middle).wrapping_mul(0x846C_A68B)
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::super::ElementWise;
    use super::*;
    use crate::isa::Portable;

    fn dropped(dropping: Dropping, layer: usize, rate: f64, rows: usize, width: usize) -> Vec<f32> {
        let mut values = std::vec![1.0; rows * width];
        f32::drop(Drop { dropping, layer, rate, values: &mut values, rows });
        values
    }

    fn at(step: u64, first_row: usize) -> Dropping {
        Dropping { seed: 5, step, first_row }
    }

    /// Which numbers are dropped, at the rate 1/2.
    fn mask(dropping: Dropping, layer: usize, rows: usize, width: usize) -> Vec<bool> {
        dropped(dropping, layer, 0.5, rows, width).into_iter().map(|value| value == 0.0).collect()
    }

    /// The distance of a count from its expectation in standard deviations.
    fn deviation(count: usize, n: usize, probability: f64) -> f64 {
        let n = n as f64;
        (count as f64 - n * probability).abs() / (n * probability * (1.0 - probability)).sqrt()
    }

    /// How far Pearson's chi-square of counts that should be equal is from its mean, in standard deviations. Each count
    /// has a variance of `spread` times its expectation.
    fn unevenness(counts: &[usize], spread: f64) -> f64 {
        let expected = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
        let chi_square: f64 = counts.iter().map(|&count| (count as f64 - expected).powi(2) / (spread * expected)).sum();
        let degrees = (counts.len() - 1) as f64;
        (chi_square - degrees).abs() / (2.0 * degrees).sqrt()
    }

    /// How often each sequence of eight decisions occurs, overlapping ones left out.
    fn sequences(mask: &[bool]) -> Vec<usize> {
        let mut counts = std::vec![0; 256];
        for eight in mask.as_chunks::<8>().0 {
            counts[eight.iter().fold(0, |number, &bit| 2 * number + usize::from(bit))] += 1;
        }
        counts
    }

    /// How often each place of a row is dropped.
    fn places(mask: &[bool], width: usize) -> Vec<usize> {
        (0..width).map(|place| mask.iter().skip(place).step_by(width).filter(|&&bit| bit).count()).collect()
    }

    /// How far the number of places where two masks agree is from a half, in standard deviations.
    fn likeness(a: &[bool], b: &[bool]) -> f64 {
        deviation(a.iter().zip(b).filter(|(a, b)| a == b).count(), a.len(), 0.5)
    }

    #[test]
    fn the_rate_is_kept_and_the_sum_too() {
        for rate in [0.001, 0.1, 0.3, 0.5, 0.9, 0.999] {
            let values = dropped(Dropping::default(), 1, rate, 1000, 1000);
            let zeros = values.iter().filter(|&&value| value == 0.0).count();
            let mean = values.iter().map(|&value| f64::from(value)).sum::<f64>() / 1e6;
            let spread = (rate / (1.0 - rate) / 1e6).sqrt();
            assert!(deviation(zeros, values.len(), rate) < 4.0, "{rate}: {zeros}");
            assert!((mean - 1.0).abs() < 4.0 * spread, "{rate}: {mean}");
        }
    }

    #[test]
    fn nothing_is_dropped_at_zero_and_everything_at_one() {
        assert!(dropped(Dropping::default(), 0, 0.0, 3, 67).iter().all(|&value| value == 1.0));
        assert!(dropped(Dropping::default(), 0, 1.0, 3, 67).iter().all(|&value| value == 0.0));
        let almost = 1.0 - f64::EPSILON;
        assert!(dropped(Dropping::default(), 0, almost, 3, 67).iter().all(|&value| value == 0.0));
    }

    #[test]
    fn decisions_do_not_care_for_blocks_and_instructions() {
        let whole = dropped(at(3, 0), 2, 0.5, 40, 67);
        assert_eq!(whole[32 * 67..], dropped(at(3, 32), 2, 0.5, 8, 67));
        assert_eq!(whole[13 * 67..], dropped(at(3, 13), 2, 0.5, 27, 67));
        assert_eq!(whole[..50], dropped(at(3, 0), 2, 0.5, 1, 67)[..50]);
        let mut portable = std::vec![1.0f32; 40 * 67];
        Portable.run(Drop { dropping: at(3, 0), layer: 2, rate: 0.5, values: &mut portable, rows: 40 });
        assert_eq!(whole, portable);
    }

    #[test]
    fn neighbours_are_independent() {
        for (rows, width) in [(8, 1 << 17), (1 << 14, 64)] {
            let mask = mask(at(1, 0), 0, rows, width);
            assert!(unevenness(&sequences(&mask), 1.0) < 4.0);
            for distance in [1, 2, 3, 4, 8, 16, 32, 63] {
                assert!(likeness(&mask[distance..], &mask[..mask.len() - distance]) < 4.0, "{distance}");
            }
        }
    }

    #[test]
    fn places_are_dropped_equally_often() {
        let mask = mask(at(1, 0), 3, 1 << 13, 200);
        assert!(unevenness(&places(&mask, 200), 0.5) < 4.0);
    }

    #[test]
    fn rows_steps_layers_and_seeds_are_independent() {
        let width = 1 << 18;
        let of = |seed, step, row, layer| mask(Dropping { seed, step, first_row: row }, layer, 1, width);
        let base = of(5, 3, 7, 2);
        for (what, other) in [
            ("row", of(5, 3, 8, 2)),
            ("row", of(5, 3, 7 + 16, 2)),
            ("step", of(5, 4, 7, 2)),
            ("step", of(5, 3 + (1 << 32), 7, 2)),
            ("layer", of(5, 3, 7, 3)),
            ("seed", of(6, 3, 7, 2)),
            ("seed", of(5 + (1 << 32), 3, 7, 2)),
            ("row and step", of(5, 7, 3, 2)),
        ] {
            assert!(likeness(&base, &other) < 4.0, "{what}");
            // Nor is one the other at a small distance.
            for distance in [1, 2, 15, 16] {
                assert!(
                    likeness(&base[distance..], &other) < 4.0 && likeness(&other[distance..], &base) < 4.0,
                    "{what}"
                );
            }
        }
        // Short rows, as of a batch, side by side.
        let batch = mask(at(1, 0), 0, 4096, 64);
        for distance in [1, 2, 16] {
            assert!(likeness(&batch[64 * distance..], &batch) < 4.0, "{distance} rows");
        }
    }

    /// The tests above are worth something only if they fail where they should.
    #[test]
    fn statistics_notice_what_is_not_random() {
        // The high bit of a counter that is not hashed, and of one that is multiplied once.
        let weyl: Vec<bool> = (0..1u32 << 20).map(|i| i.wrapping_mul(RowKey::STEP) >> 31 == 1).collect();
        let once: Vec<bool> = (0..1u32 << 20).map(|i| (i ^ (i >> 16)).wrapping_mul(0x7FEB_352D) >> 31 == 1).collect();
        assert!(unevenness(&sequences(&weyl), 1.0) > 100.0 && unevenness(&sequences(&once), 1.0) > 100.0);
        // One in a hundred decisions taken over from the neighbour, or always yes.
        let mut mask = mask(at(1, 0), 0, 16, 1 << 16);
        for i in (100..mask.len()).step_by(100) {
            mask[i] = mask[i - 1];
        }
        assert!(likeness(&mask[1..], &mask) > 4.0);
        for i in (0..mask.len()).step_by(200) {
            mask[i] = true;
        }
        assert!(unevenness(&places(&mask, 200), 0.5) > 4.0);
    }
}
