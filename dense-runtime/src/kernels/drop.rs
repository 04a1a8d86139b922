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
        let width = values.len() / rows;
        // A number is dropped when 32 random bits, read as a fraction, are below the rate.
        let threshold = (rate * 4_294_967_296.0) as u64;
        let scale = if rate < 1.0 { T::of(1.0 / (1.0 - rate)) } else { T::zero() };
        let random = Philox::new(dropping.seed, Stream::Dropout);
        for (row, values) in values.chunks_exact_mut(width).enumerate() {
            let row = (dropping.first_row + row) as u32;
            for (block, values) in values.chunks_mut(Philox::BATCH).enumerate() {
                let bits = random.batch([block as u32, row, layer as u32, dropping.step as u32]);
                for (value, bits) in values.iter_mut().zip(bits) {
                    *value = if u64::from(bits) < threshold { T::zero() } else { *value * scale };
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::super::ElementWise;
    use super::*;

    fn dropped(dropping: Dropping, layer: usize, rate: f64, rows: usize, width: usize) -> Vec<f32> {
        let mut values = std::vec![1.0; rows * width];
        f32::drop(Drop { dropping, layer, rate, values: &mut values, rows });
        values
    }

    #[test]
    fn the_rate_is_kept_and_the_sum_too() {
        for rate in [0.1, 0.5, 0.9] {
            let values = dropped(Dropping::default(), 1, rate, 100, 1000);
            let zeros = values.iter().filter(|&&value| value == 0.0).count() as f64 / 1e5;
            let mean = values.iter().map(|&value| f64::from(value)).sum::<f64>() / 1e5;
            assert!((zeros - rate).abs() < 0.01 && (mean - 1.0).abs() < 0.03, "{rate}: {zeros} {mean}");
        }
    }

    #[test]
    fn nothing_is_dropped_at_zero_and_everything_at_one() {
        assert!(dropped(Dropping::default(), 0, 0.0, 3, 67).iter().all(|&value| value == 1.0));
        assert!(dropped(Dropping::default(), 0, 1.0, 3, 67).iter().all(|&value| value == 0.0));
    }

    #[test]
    fn rows_do_not_care_for_their_block_and_steps_and_layers_differ() {
        let at = |step, first_row| Dropping { seed: 5, step, first_row };
        let whole = dropped(at(3, 0), 2, 0.5, 40, 67);
        assert_eq!(whole[32 * 67..], dropped(at(3, 32), 2, 0.5, 8, 67));
        assert_ne!(whole, dropped(at(4, 0), 2, 0.5, 40, 67));
        assert_ne!(whole, dropped(at(3, 0), 1, 0.5, 40, 67));
    }
}
