//! Random numbers as a function of a key and a counter: nothing to keep, nothing to share, any number at any time.
//!
//! The generator is Philox 4x32 with ten rounds (Salmon, Moraes, Dror and Shaw, "Parallel Random Numbers: As Easy as
//! 1, 2, 3", SC 2011). A seed gives the same numbers on every machine and with any number of threads.

use crate::math::Real;

/// What numbers are for. Uses never share a stream, so an added dropout layer changes no initial weight.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stream {
    /// Initial values of tensors.
    Initialization = 1,
    /// What layers do by chance.
    Noise = 2,
    /// The order of samples.
    #[cfg(feature = "std")]
    Shuffle = 3,
    /// Which samples are drawn again, and where between two of them a new one lies.
    #[cfg(feature = "std")]
    Resample = 4,
    /// Which values a search for settings tries.
    #[cfg(feature = "std")]
    Search = 5,
    /// The seeds of trials.
    #[cfg(feature = "std")]
    Trial = 6,
}

/// Philox 4x32-10 with one key.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Philox {
    key: [u32; 2],
}

const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];

impl Philox {
    /// How many counters [`batch`](Philox::batch) takes side by side.
    pub(crate) const BATCH: usize = 16;

    pub(crate) fn new(seed: u64, stream: Stream) -> Philox {
        // The stream is mixed into the key's high half, so that seeds and streams cannot be confused for small seeds.
        Philox { key: [seed as u32, ((seed >> 32) as u32) ^ (stream as u32).wrapping_mul(WEYL[0])] }
    }

    /// The four numbers of one counter.
    #[inline(always)]
    pub(crate) fn block(&self, mut counter: [u32; 4]) -> [u32; 4] {
        let mut key = self.key;
        for _ in 0..10 {
            let product = [0, 1].map(|i| u64::from(MULTIPLIERS[i]) * u64::from(counter[2 * i]));
            counter = [
                (product[1] >> 32) as u32 ^ counter[1] ^ key[0],
                product[1] as u32,
                (product[0] >> 32) as u32 ^ counter[3] ^ key[1],
                product[0] as u32,
            ];
            key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
        }
        counter
    }

    /// The four numbers of each of sixteen counters, `counter` and those that follow it by their first word: all first
    /// numbers, all second ones, and so on. The lanes are computed side by side.
    #[inline(always)]
    pub(crate) fn batch(&self, counter: [u32; 4]) -> [[u32; Self::BATCH]; 4] {
        let mut numbers = [[0; Self::BATCH]; 4];
        for lane in 0..Self::BATCH {
            let first = counter[0].wrapping_add(lane as u32);
            let block = self.block([first, counter[1], counter[2], counter[3]]);
            for (numbers, number) in numbers.iter_mut().zip(block) {
                numbers[lane] = number;
            }
        }
        numbers
    }
}

/// A sequence of random numbers for an [`Initializer`](crate::initializer::Initializer).
#[derive(Debug, Clone)]
pub struct Random {
    philox: Philox,
    counter: u64,
    stream: u32,
    buffer: [u32; 4],
    left: usize,
}

impl Random {
    pub(crate) fn new(seed: u64, purpose: Stream, stream: u32) -> Random {
        Random { philox: Philox::new(seed, purpose), counter: 0, stream, buffer: [0; 4], left: 0 }
    }

    /// 32 random bits.
    pub fn bits(&mut self) -> u32 {
        if self.left == 0 {
            self.buffer = self.philox.block([self.counter as u32, (self.counter >> 32) as u32, self.stream, 0]);
            self.counter += 1;
            self.left = 4;
        }
        self.left -= 1;
        self.buffer[3 - self.left]
    }

    /// Uniform in `0.0..1.0`, a multiple of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        let high = u64::from(self.bits() >> 5);
        let low = u64::from(self.bits() >> 6);
        ((high << 26) | low) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// Normal with mean 0 and standard deviation 1, by Marsaglia's polar method.
    pub fn normal(&mut self) -> f64 {
        loop {
            let (u, v) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let square = u * u + v * v;
            if square > 0.0 && square < 1.0 {
                // The logarithm and the root are this crate's own, with the same bits on every machine.
                return u * Real::sqrt(-2.0 * Real::ln(square) / square);
            }
        }
    }

    /// Uniform in `0..bound`, without bias (Lemire's method).
    #[cfg(feature = "std")]
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        loop {
            let product = u64::from(self.bits()) * u64::from(bound);
            let low = product as u32;
            if low >= bound || low >= bound.wrapping_neg() % bound {
                return (product >> 32) as u32;
            }
        }
    }

    /// A random order of `items` (Fisher and Yates).
    #[cfg(feature = "std")]
    pub(crate) fn shuffle<X>(&mut self, items: &mut [X]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u32 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The known answers that come with the authors' reference implementation (Random123, kat_vectors).
    #[test]
    fn philox_gives_the_published_numbers() {
        let of = |counter, key| Philox { key }.block(counter);
        assert_eq!(of([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(of([u32::MAX; 4], [u32::MAX; 2]), [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
        assert_eq!(
            of([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0]),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn uniform_and_normal_have_their_moments() {
        let mut random = Random::new(1, Stream::Initialization, 0);
        let n = 100_000;
        let (mut mean, mut square, mut normal_mean, mut normal_square) = (0.0, 0.0, 0.0, 0.0);
        for _ in 0..n {
            let (u, z) = (random.uniform(), random.normal());
            mean += u / n as f64;
            square += u * u / n as f64;
            normal_mean += z / n as f64;
            normal_square += z * z / n as f64;
        }
        assert!((mean - 0.5).abs() < 0.005 && (square - 1.0 / 3.0).abs() < 0.005, "{mean} {square}");
        assert!(normal_mean.abs() < 0.015 && (normal_square - 1.0).abs() < 0.02, "{normal_mean} {normal_square}");
    }

    #[test]
    fn a_shuffle_is_a_permutation_that_the_seed_decides() {
        let order = |seed| {
            let mut items: Vec<u32> = (0..1000).collect();
            Random::new(seed, Stream::Shuffle, 0).shuffle(&mut items);
            items
        };
        let mut sorted = order(1);
        assert_eq!(sorted, order(1));
        assert_ne!(sorted, order(2));
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..1000));
    }
}
