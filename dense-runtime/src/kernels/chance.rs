//! Random numbers for the numbers of a batch: what layers draw in training.

use crate::Element;
use crate::math::{Real, cos_pi_of_turn, ln_of_normal, sin_pi_of_turn};
use crate::random::{Philox, Stream};

/// What decides the random numbers of a block of samples: nothing else does, so the way back can draw them again instead of
/// keeping them, and neither blocks nor threads matter.
#[derive(Debug, Clone, Copy, Default)]
#[doc(hidden)]
pub struct Chance {
    /// The seed of the training run, or the layer's own.
    pub seed: u64,
    /// The training step.
    pub step: u64,
    /// The layer's place in the network, so that no two layers draw alike.
    pub layer: u32,
    /// The place of the block's first sample in the batch.
    pub first_row: usize,
}

impl Chance {
    /// What decides for a layer: its place, unless it has a seed of its own. With one it draws the same wherever it stands, as in
    /// Keras.
    pub(crate) fn of_layer(self, place: usize, seed: Option<u64>) -> Chance {
        match seed {
            Some(seed) => Chance { seed, layer: u32::MAX, ..self },
            None => Chance { layer: place as u32, ..self },
        }
    }

    /// Calls `each` with every row of `values`, which are `rows` samples behind each other, and the row's key.
    #[inline(always)]
    pub(super) fn each_row<T>(self, values: &mut [T], rows: usize, mut each: impl FnMut(RowKey, &mut [T])) {
        let width = values.len() / rows;
        let random = Philox::new(self.seed, Stream::Noise);
        let step = [self.step as u32, (self.step >> 32) as u32];
        for (group, values) in values.chunks_mut(Philox::BATCH * width).enumerate() {
            let first_row = (self.first_row + group * Philox::BATCH) as u32;
            let keys = random.batch([first_row, self.layer, step[0], step[1]]);
            for (row, values) in values.chunks_exact_mut(width).enumerate() {
                each(RowKey { words: keys.map(|words| words[row]) }, values);
            }
        }
    }
}

/// How many pairs of normal numbers are drawn side by side.
const PAIRS: usize = 16;

/// What a row's random numbers depend on, besides their place in the row: 128 bits from Philox.
///
/// Philox takes some ten multiplications a number, to stand up to every statistical test there is. Here it gives keys
/// only, and the numbers of a row are a keyed hash of a counter: `lowbias32` (Chris Wellons, "Prospecting for Hash
/// Functions", 2018), two multiplications between shifts that were searched for the least bias of any output bit
/// towards any input bit.
#[derive(Clone, Copy)]
pub(super) struct RowKey {
    /// Of two hashes: where the counter starts, and what changes the number between the multiplications, so that rows whose
    /// counters overlap do not repeat each other.
    words: [u32; 4],
}

impl RowKey {
    /// Odd, and so uneven that counting changes high bits too: 2^32 divided by the golden ratio.
    const STEP: u32 = 0x9E37_79B9;

    /// Calls `each` with every number of a row and 32 random bits for it, of which the upper half is good.
    ///
    /// The last shift of `lowbias32` is left out: it changes the lower half only, which a comparison hardly sees.
    #[inline(always)]
    pub(super) fn each_bits<T>(self, row: &mut [T], each: impl Fn(&mut T, i32)) {
        let [start, middle, ..] = self.words;
        let mut counter = start;
        for value in row {
            each(value, hash(counter, middle) as i32);
            counter = counter.wrapping_add(RowKey::STEP);
        }
    }

    /// Calls `each` with every number of a row and a number for it from the standard normal distribution.
    ///
    /// They are drawn [`PAIRS`] pairs at a time, so that narrow rows have vectors to work with too.
    #[inline(always)]
    pub(super) fn each_normal<T: Element>(self, row: &mut [T], each: impl Fn(&mut T, T)) {
        let mut drawn = [T::zero(); 2 * PAIRS];
        let mut counter = 0_u32;
        let (chunks, rest) = row.as_chunks_mut::<{ 2 * PAIRS }>();
        for chunk in chunks {
            self.draw(counter, &mut drawn);
            for (value, &z) in chunk.iter_mut().zip(&drawn) {
                each(value, z);
            }
            counter = counter.wrapping_add(RowKey::STEP.wrapping_mul(PAIRS as u32));
        }
        if !rest.is_empty() {
            self.draw(counter, &mut drawn);
            for (value, &z) in rest.iter_mut().zip(&drawn) {
                each(value, z);
            }
        }
    }

    /// Normal numbers in pairs, the first ones before the second ones. Of a point in the plane whose coordinates are normal and
    /// independent, the square of the distance from 0 has an exponential distribution, and the direction is any (Box and Muller, "A
    /// Note on the Generation of Random Normal Deviates", 1958).
    #[inline(always)]
    fn draw<T: Element>(self, counter: u32, numbers: &mut [T; 2 * PAIRS]) {
        let [distance, middle, direction, other_middle] = self.words;
        let (first, second) = numbers.split_at_mut(PAIRS);
        for pair in 0..PAIRS {
            let counter = counter.wrapping_add(RowKey::STEP.wrapping_mul(pair as u32));
            let [distance, direction] =
                [hash(counter.wrapping_add(distance), middle), hash(counter.wrapping_add(direction), other_middle)];
            (first[pair], second[pair]) = point(distance ^ (distance >> 16), direction ^ (direction >> 16));
        }
    }
}

/// The coordinates of a point whose distance from 0 and direction follow from random bits.
///
/// The functions are those of `T` itself, which round each product and each sum, so that all machines draw the same.
#[inline(always)]
fn point<T: Element>(distance: u32, direction: u32) -> (T, T) {
    const ULP: f64 = 1.0 / 2_147_483_648.0;
    // 31 bits, and half of the last one, make a share of 2^-32 at least: the distance reaches 6.66, beyond which are two in ten
    // billion points.
    let share = (T::of_i32((distance >> 1) as i32) + T::of(0.5)) * T::of(ULP);
    let distance = Real::sqrt(T::of(-2.0) * ln_of_normal(share));
    // In half turns, from -1 to 1.
    let direction = T::of_i32(direction as i32) * T::of(ULP);
    (distance * cos_pi_of_turn(direction), distance * sin_pi_of_turn(direction))
}

/// `lowbias32` without its last shift.
#[inline(always)]
fn hash(counter: u32, middle: u32) -> u32 {
    let x = (counter ^ (counter >> 16)).wrapping_mul(0x7FEB_352D);
    (x ^ (x >> 15) ^ middle).wrapping_mul(0x846C_A68B)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The most extreme bits there are, which no sample would meet.
    #[test]
    fn all_points_are_finite() {
        fn check<T: Element>() {
            for distance in [0, 1, 2, 1 << 31, u32::MAX - 1, u32::MAX] {
                for direction in [0, 1, 1 << 30, (1 << 31) - 1, 1 << 31, 3 << 30, u32::MAX] {
                    let (x, y) = point::<T>(distance, direction);
                    let square = (x * x + y * y).as_f64();
                    let share = (f64::from(distance >> 1) + 0.5) / 2_147_483_648.0;
                    assert!((square + 2.0 * share.ln()).abs() < 1e-5, "{distance} {direction}: {x} {y}");
                }
            }
        }
        check::<f32>();
        check::<f64>();
        assert_eq!(point::<f64>(0, 0), ((2.0 * 32.0 * core::f64::consts::LN_2).sqrt(), 0.0));
    }

    #[test]
    fn a_seed_of_its_own_makes_a_layer_forget_its_place_and_the_run() {
        let run = Chance { seed: 1, step: 2, layer: 0, first_row: 3 };
        let of = |seed, place, own| {
            let Chance { seed, step, layer, first_row } = Chance { seed, ..run }.of_layer(place, own);
            (seed, step, layer, first_row)
        };
        assert_eq!(of(1, 4, None), (1, 2, 4, 3));
        assert_eq!(of(1, 4, Some(7)), of(9, 5, Some(7)));
        assert_eq!(of(1, 4, Some(7)), (7, 2, u32::MAX, 3));
    }
}
