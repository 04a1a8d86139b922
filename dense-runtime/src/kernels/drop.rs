//! Numbers that are dropped by chance: they become zero, or another number.

use super::Chance;
use crate::Element;
use crate::isa::{Isa, Op};

/// Makes numbers of `values` zero with the probability `rate`, and scales all that are kept.
#[derive(Debug)]
#[doc(hidden)]
pub struct Drop<'a, T> {
    /// What decides which.
    pub chance: Chance,
    /// The probability, in `0.0..=1.0`.
    pub rate: f64,
    /// What those that are kept are multiplied by.
    pub scale: f64,
    /// The numbers of all samples.
    pub values: &'a mut [T],
    /// The number of samples.
    pub rows: usize,
}

impl<T: Element> Op for Drop<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Drop { chance, rate, scale, values, rows } = self;
        if rate >= 1.0 {
            values.fill(T::zero());
            return;
        }
        let (threshold, scale) = (threshold(rate), T::of(scale));
        chance.each_row(values, rows, |key, row| {
            key.each_bits(row, |value, bits| *value = if bits < threshold { T::zero() } else { *value * scale });
        });
    }
}

/// The same, with one decision for all places of a channel.
#[derive(Debug)]
#[doc(hidden)]
pub struct DropChannels<'a, T> {
    /// What decides which.
    pub chance: Chance,
    /// The probability, in `0.0..=1.0`.
    pub rate: f64,
    /// What those that are kept are multiplied by.
    pub scale: f64,
    /// The numbers of all samples.
    pub values: &'a mut [T],
    /// The number of samples.
    pub rows: usize,
    /// How many channels a place has.
    pub channels: usize,
}

impl<T: Element> Op for DropChannels<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let DropChannels { chance, rate, scale, values, rows, channels } = self;
        if rate >= 1.0 {
            values.fill(T::zero());
            return;
        }
        let (threshold, scale) = (threshold(rate), T::of(scale));
        chance.each_row(values, rows, |key, row| {
            for place in row.chunks_exact_mut(channels) {
                key.each_bits(place, |value, bits| *value = if bits < threshold { T::zero() } else { *value * scale });
            }
        });
    }
}

/// Makes the numbers `other` that [`Drop`] would make zero, and scales and shifts all that are kept.
#[derive(Debug)]
#[doc(hidden)]
pub struct Replace<'a, T> {
    /// What decides which.
    pub chance: Chance,
    /// The probability, in `0.0..1.0`.
    pub rate: f64,
    /// What those that are not kept become.
    pub other: f64,
    /// What the others are multiplied by.
    pub scale: f64,
    /// What is added to them then.
    pub offset: f64,
    /// The numbers of all samples.
    pub values: &'a mut [T],
    /// The number of samples.
    pub rows: usize,
}

impl<T: Element> Op for Replace<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Replace { chance, rate, other, scale, offset, values, rows } = self;
        let (threshold, [other, scale, offset]) = (threshold(rate), [other, scale, offset].map(T::of));
        chance.each_row(values, rows, |key, row| {
            key.each_bits(row, |value, bits| *value = if bits < threshold { other } else { *value * scale + offset });
        });
    }
}

/// Below this are random bits with the probability `rate`: exact to 2^-32. They are compared as signed integers, which every
/// instruction set can.
fn threshold(rate: f64) -> i32 {
    ((rate * 4_294_967_296.0 + 0.5) as i64 - (1 << 31)).min(i32::MAX.into()) as i32
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::super::ElementWise;
    use super::super::statistics::{deviation, likeness, unevenness};
    use super::*;
    use crate::isa::Portable;

    fn dropped(chance: Chance, rate: f64, rows: usize, width: usize) -> Vec<f32> {
        let mut values = std::vec![1.0; rows * width];
        f32::drop(Drop { chance, rate, scale: 1.0 / (1.0 - rate), values: &mut values, rows });
        values
    }

    fn at(step: u64, layer: u32, first_row: usize) -> Chance {
        Chance { seed: 5, step, layer, first_row }
    }

    /// Which numbers are dropped, at the rate 1/2.
    fn mask(chance: Chance, rows: usize, width: usize) -> Vec<bool> {
        dropped(chance, 0.5, rows, width).into_iter().map(|value| value == 0.0).collect()
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

    #[test]
    fn the_rate_is_kept_and_the_sum_too() {
        for rate in [0.001, 0.1, 0.3, 0.5, 0.9, 0.999] {
            let values = dropped(at(0, 1, 0), rate, 1000, 1000);
            let zeros = values.iter().filter(|&&value| value == 0.0).count();
            let mean = values.iter().map(|&value| f64::from(value)).sum::<f64>() / 1e6;
            let spread = (rate / (1.0 - rate) / 1e6).sqrt();
            assert!(deviation(zeros, values.len(), rate) < 4.0, "{rate}: {zeros}");
            assert!((mean - 1.0).abs() < 4.0 * spread, "{rate}: {mean}");
        }
    }

    #[test]
    fn nothing_is_dropped_at_zero_and_everything_at_one() {
        assert!(dropped(at(0, 0, 0), 0.0, 3, 67).iter().all(|&value| value == 1.0));
        assert!(dropped(at(0, 0, 0), 1.0, 3, 67).iter().all(|&value| value == 0.0));
        let almost = 1.0 - f64::EPSILON;
        assert!(dropped(at(0, 0, 0), almost, 3, 67).iter().all(|&value| value == 0.0));
    }

    #[test]
    fn decisions_do_not_care_for_blocks_and_instructions() {
        let whole = dropped(at(3, 2, 0), 0.5, 40, 67);
        assert_eq!(whole[32 * 67..], dropped(at(3, 2, 32), 0.5, 8, 67));
        assert_eq!(whole[13 * 67..], dropped(at(3, 2, 13), 0.5, 27, 67));
        assert_eq!(whole[..50], dropped(at(3, 2, 0), 0.5, 1, 67)[..50]);
        let mut portable = std::vec![1.0f32; 40 * 67];
        Portable.run(Drop { chance: at(3, 2, 0), rate: 0.5, scale: 2.0, values: &mut portable, rows: 40 });
        assert_eq!(whole, portable);
    }

    #[test]
    fn neighbours_are_independent() {
        for (rows, width) in [(8, 1 << 17), (1 << 14, 64)] {
            let mask = mask(at(1, 0, 0), rows, width);
            assert!(unevenness(&sequences(&mask), 1.0) < 4.0);
            for distance in [1, 2, 3, 4, 8, 16, 32, 63] {
                assert!(likeness(&mask[distance..], &mask[..mask.len() - distance]) < 4.0, "{distance}");
            }
        }
    }

    #[test]
    fn places_are_dropped_equally_often() {
        let mask = mask(at(1, 3, 0), 1 << 13, 200);
        assert!(unevenness(&places(&mask, 200), 0.5) < 4.0);
    }

    #[test]
    fn rows_steps_layers_and_seeds_are_independent() {
        let width = 1 << 18;
        let of = |seed, step, row, layer| mask(Chance { seed, step, layer, first_row: row }, 1, width);
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
        let batch = mask(at(1, 0, 0), 4096, 64);
        for distance in [1, 2, 16] {
            assert!(likeness(&batch[64 * distance..], &batch) < 4.0, "{distance} rows");
        }
    }

    #[test]
    fn all_places_of_a_channel_share_what_a_row_of_channels_would_draw() {
        for channels in [1, 3, 64, 67] {
            let (rows, places) = (20, 5);
            let once = dropped(at(1, 2, 3), 0.5, rows, channels);
            let mut values = std::vec![1.0_f32; rows * places * channels];
            f32::drop_channels(DropChannels {
                chance: at(1, 2, 3),
                rate: 0.5,
                scale: 2.0,
                values: &mut values,
                rows,
                channels,
            });
            for (once, sample) in once.chunks(channels).zip(values.chunks(places * channels)) {
                assert!(sample.chunks(channels).all(|place| place == once), "{channels}: {sample:?}, not {once:?}");
            }
        }
        let mut values = [1.0_f64; 12];
        f64::drop_channels(DropChannels {
            chance: at(0, 0, 0),
            rate: 1.0,
            scale: 1.0,
            values: &mut values,
            rows: 2,
            channels: 3,
        });
        assert_eq!(values, [0.0; 12]);
    }

    #[test]
    fn what_is_replaced_is_what_would_be_dropped() {
        let zeros = mask(at(1, 2, 3), 20, 67);
        let mut values: Vec<f32> = (0..20 * 67).map(|at| at as f32 / 100.0).collect();
        let before = values.clone();
        let chance = at(1, 2, 3);
        f32::replace(Replace {
            chance,
            rate: 0.5,
            other: -7.0,
            scale: 3.0,
            offset: 0.25,
            values: &mut values,
            rows: 20,
        });
        for ((dropped, before), after) in zeros.into_iter().zip(before).zip(values) {
            assert_eq!(after, if dropped { -7.0 } else { before * 3.0 + 0.25 });
        }
    }

    /// The tests above are worth something only if they fail where they should.
    #[test]
    fn statistics_notice_what_is_not_random() {
        // The high bit of a counter that is not hashed, and of one that is multiplied once.
        let weyl: Vec<bool> = (0..1u32 << 20).map(|i| i.wrapping_mul(0x9E37_79B9) >> 31 == 1).collect();
        let once: Vec<bool> = (0..1u32 << 20).map(|i| (i ^ (i >> 16)).wrapping_mul(0x7FEB_352D) >> 31 == 1).collect();
        assert!(unevenness(&sequences(&weyl), 1.0) > 100.0 && unevenness(&sequences(&once), 1.0) > 100.0);
        // One in a hundred decisions taken over from the neighbour, or always yes.
        let mut mask = mask(at(1, 0, 0), 16, 1 << 16);
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
