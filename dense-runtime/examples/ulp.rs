//! Measures the errors of the vector math at all 2^32 `f32`s, in both arithmetics, and fails where one is larger than
//! the documentation of `Real` says.
//!
//! ```text
//! RUSTFLAGS="-C target-cpu=native" cargo run --release -p dense-runtime --example ulp [function ...]
//! ```
//!
//! takes all cores for some minutes. Without the flags, each fused multiply-add is a function call and takes its time; the
//! results are the same.

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Instant;

use dense_runtime::math::{Fused, Real};

#[path = "../src/math/cases.rs"]
mod cases;
#[path = "../src/math/ulp.rs"]
mod ulp;

use cases::{CASES, Case};

/// Numbers are taken in pieces of so many.
const PIECE: u32 = 1 << 16;

/// The largest error so far, and where it is.
#[derive(Clone, Copy, Default)]
struct Largest {
    error: f64,
    at: f32,
}

impl Largest {
    fn include(&mut self, error: f64, at: f32) {
        if error > self.error {
            *self = Largest { error, at };
        }
    }
}

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    let mut is_good = true;
    println!("function   bound   plain  at                fused  at");
    for case in CASES.iter().filter(|case| wanted.is_empty() || wanted.iter().any(|name| name == case.name)) {
        let start = Instant::now();
        let [plain, fused] = measure(case);
        let is_within = plain.error <= case.bound && fused.error <= case.bound;
        println!(
            "{:9} {:6.2} {:7.4}  {:<14e} {:7.4}  {:<14e} {} in {:.0} s",
            case.name,
            case.bound,
            plain.error,
            plain.at,
            fused.error,
            fused.at,
            if is_within { "within" } else { "ABOVE" },
            start.elapsed().as_secs_f64(),
        );
        is_good &= is_within;
    }
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The largest errors over all numbers: plain, and fused.
fn measure(case: &Case) -> [Largest; 2] {
    let next = AtomicU32::new(0);
    let largest = Mutex::new([Largest::default(); 2]);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                let mut own = [Largest::default(); 2];
                loop {
                    let piece = next.fetch_add(1, Ordering::Relaxed);
                    if piece > u32::MAX / PIECE {
                        break;
                    }
                    measure_piece(case, piece * PIECE, &mut own);
                }
                let mut largest = largest.lock().expect("no thread panics");
                for (largest, own) in largest.iter_mut().zip(own) {
                    largest.include(own.error, own.at);
                }
            });
        }
    });
    largest.into_inner().expect("no thread panics")
}

/// The errors at the numbers whose bits follow `first`.
fn measure_piece(case: &Case, first: u32, [plain, fused]: &mut [Largest; 2]) {
    let numbers: Vec<f32> = (first..=first + (PIECE - 1)).map(f32::from_bits).collect();
    let mut by_plain = numbers.clone();
    (case.plain)(&mut by_plain);
    let mut by_fused: Vec<Fused<f32>> = numbers.iter().map(|&x| Fused(x)).collect();
    (case.fused)(&mut by_fused);
    for ((&x, by_plain), by_fused) in numbers.iter().zip(by_plain).zip(by_fused) {
        let exact = (case.exact)(x.into());
        plain.include(ulp::error_in_ulps(by_plain, exact), x);
        fused.include(ulp::error_in_ulps(by_fused.0, exact), x);
    }
}
