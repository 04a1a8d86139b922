//! What is left to chance in a search, as functions of seed and trial: any trial at any time.

use std::collections::HashMap;

use crate::random::{Philox, Random, Stream};

/// The random numbers for the values of a trial.
pub(super) fn random(seed: u64, trial: usize) -> Random {
    Random::new(seed, Stream::Search, trial as u32)
}

/// The seed of a trial on one of the parts.
pub(super) fn seed(seed: u64, trial: usize, part: usize) -> u64 {
    let trial = trial as u64;
    let [low, high, ..] = Philox::new(seed, Stream::Trial).block([trial as u32, (trial >> 32) as u32, part as u32, 0]);
    u64::from(high) << 32 | u64::from(low)
}

/// Uniform in `0..bound`, without bias (Lemire's method).
pub(super) fn below(random: &mut Random, bound: u64) -> u64 {
    loop {
        let bits = u64::from(random.bits()) << 32 | u64::from(random.bits());
        let product = u128::from(bits) * u128::from(bound);
        let low = product as u64;
        if low >= bound || low >= bound.wrapping_neg() % bound {
            return (product >> 64) as u64;
        }
    }
}

/// The element at a place of a random order of `0..len`: Fisher and Yates, of which only the elements that moved are kept.
pub(super) fn of_shuffled(seed: u64, len: u64, place: usize) -> u64 {
    // No trial has this number.
    let mut random = random(seed, u32::MAX as usize);
    let mut moved = HashMap::new();
    let mut element = 0;
    for place in 0..=place as u64 {
        let other = place + below(&mut random, len - place);
        element = moved.get(&other).copied().unwrap_or(other);
        let here = moved.remove(&place).unwrap_or(place);
        moved.insert(other, here);
    }
    element
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_random_order_has_each_element_once() {
        for len in [1, 2, 7, 100] {
            let mut order: Vec<u64> = (0..len).map(|place| of_shuffled(3, len, place as usize)).collect();
            let shuffled = order.clone();
            order.sort_unstable();
            assert!(order.into_iter().eq(0..len));
            assert_eq!(shuffled, (0..len).map(|place| of_shuffled(3, len, place as usize)).collect::<Vec<_>>());
        }
        let first = |seed| (0..20).map(|place| of_shuffled(seed, 1 << 50, place)).collect::<Vec<_>>();
        assert_ne!(first(1), first(2));
    }

    #[test]
    fn each_element_comes_first_as_often() {
        let mut counts = [0; 5];
        (0..5000).for_each(|seed| counts[of_shuffled(seed, 5, 0) as usize] += 1);
        // Four standard deviations.
        assert!(counts.iter().all(|&count: &i32| (count - 1000).abs() < 113), "{counts:?}");
    }

    #[test]
    fn seeds_of_trials_and_parts_differ() {
        let seeds: std::collections::HashSet<u64> =
            (0..50).flat_map(|trial| (0..5).map(move |part| seed(7, trial, part))).collect();
        assert_eq!(seeds.len(), 250);
        assert_ne!(seed(7, 0, 0), seed(8, 0, 0));
    }
}
