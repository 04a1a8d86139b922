//! How long a call takes.

use std::time::{Duration, Instant};

/// The time of one call, in nanoseconds.
#[derive(Debug, Clone, Copy)]
pub struct Time {
    /// In the middle of all rounds.
    pub median: f64,
    /// In the best round: what else runs on the machine can make a round slower, never faster.
    pub best: f64,
}

/// Times `call` for about `effort`, in rounds of so many calls that the clock is exact, after a warm-up.
pub fn time(effort: Duration, mut call: impl FnMut()) -> Time {
    let calls = warm_up(effort / 4, &mut call);
    let mut rounds = Vec::new();
    let begin = Instant::now();
    while rounds.len() < 3 || (begin.elapsed() < effort && rounds.len() < 100_000) {
        let start = Instant::now();
        (0..calls).for_each(|_| call());
        rounds.push(start.elapsed().as_nanos() as f64 / calls as f64);
    }
    rounds.sort_by(f64::total_cmp);
    Time { median: rounds[rounds.len() / 2], best: rounds[0] }
}

/// Calls for a while; gives the number of calls that take ten microseconds.
fn warm_up(effort: Duration, call: &mut impl FnMut()) -> usize {
    let begin = Instant::now();
    let mut calls = 0;
    while calls == 0 || begin.elapsed() < effort {
        call();
        calls += 1;
    }
    let each = begin.elapsed().as_nanos() as usize / calls;
    10_000_usize.div_ceil(each.max(1))
}
