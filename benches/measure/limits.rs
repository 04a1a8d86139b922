//! What one core of this machine can do, measured in the process that wants to compare itself with it.
//!
//! Each figure is the best of many short rounds: what else runs on the machine can make a round slower, never faster.

mod cpu;

use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

use crate::aligned::Aligned;

/// A place that numbers are read from.
#[derive(Debug, Clone)]
pub struct Memory {
    /// `"L1"`, `"L2"`, `"L3"` or `"DRAM"`.
    pub name: &'static str,
    /// The bytes that were read again and again to measure it.
    pub measured: usize,
    /// The largest working set that it holds.
    pub capacity: usize,
    /// Bytes a nanosecond.
    pub gbytes: f64,
}

/// The limits of one core.
#[derive(Debug, Clone)]
pub struct Limits {
    /// `f32` multiply-adds with each instruction set this CPU has: its name, and operations a nanosecond, two for each
    /// multiply-add.
    pub fma: Vec<(&'static str, f64)>,
    /// Reads, from the nearest memory to the farthest.
    pub read: Vec<Memory>,
}

impl Limits {
    /// Measures all of them, each for about `effort`.
    pub fn measure(effort: Duration) -> Limits {
        let isas = cpu::isas();
        let best = isas.first().expect("every CPU has plain instructions");
        // The CPU needs a while to reach its clock for wide vectors.
        fastest(effort, || (best.multiply_add)(ROUNDS));
        let fma = isas
            .iter()
            .map(|isa| {
                let operations = (isa.multiply_add)(ROUNDS).operations as f64;
                (isa.name, operations / fastest(effort, || (isa.multiply_add)(ROUNDS)))
            })
            .collect();
        let read = memories()
            .into_iter()
            .map(|(name, measured, capacity)| {
                let numbers = Aligned::random(measured / size_of::<f32>());
                // A round reads enough for the clock to be exact, and no more than one pass where a pass is long.
                let passes = (1_usize << 20).div_ceil(measured);
                let nanoseconds = fastest(effort, || (0..passes).for_each(|_| (best.read)(black_box(&numbers))));
                Memory { name, measured, capacity, gbytes: (passes * measured) as f64 / nanoseconds }
            })
            .collect();
        Limits { fma, read }
    }

    /// The peak of the instructions that dense uses.
    pub fn peak(&self) -> f64 {
        let used = self.fma.iter().find(|(name, _)| *name == dense::isa());
        used.or(self.fma.last()).expect("every CPU has plain instructions").1
    }

    /// The nearest memory that holds `bytes`.
    pub fn memory(&self, bytes: usize) -> &Memory {
        let holds = self.read.iter().find(|memory| bytes <= memory.capacity);
        holds.or(self.read.last()).expect("every machine has memory")
    }
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "limits of one core")?;
        for (name, gflops) in &self.fma {
            writeln!(f, "  multiply-add {name:<10} {gflops:>8.1} GFLOP/s")?;
        }
        for Memory { name, measured, gbytes, .. } in &self.read {
            writeln!(f, "  read {name:<4} {:>8} KiB  {gbytes:>8.1} GB/s", measured / 1024)?;
        }
        Ok(())
    }
}

/// Multiply-adds of one register in a round: some ten microseconds.
const ROUNDS: usize = 4096;

/// Name, bytes to measure with, and capacity of each memory. The second level and what the caches hold are asked of the
/// system, because they differ most; a guest machine may be told more of a shared last level than it gets.
fn memories() -> [(&'static str, usize, usize); 4] {
    let [first, second, third] = cache_sizes();
    [
        ("L1", 16 << 10, first),
        ("L2", (second / 2).max(4 * first), second),
        ("L3", 16 << 20, third.max(16 << 20)),
        ("DRAM", 256 << 20, usize::MAX),
    ]
}

/// The bytes of the three levels of cache, from Linux, or sizes that are common.
fn cache_sizes() -> [usize; 3] {
    let mut sizes = [32 << 10, 512 << 10, 16 << 20];
    for index in 0..8 {
        let read = |name: &str| {
            let text =
                std::fs::read_to_string(format!("/sys/devices/system/cpu/cpu0/cache/index{index}/{name}")).ok()?;
            Some(text.trim().to_owned())
        };
        let (Some(level), Some(kind), Some(size)) = (read("level"), read("type"), read("size")) else { break };
        let kib = size.strip_suffix('K').and_then(|kib| kib.parse::<usize>().ok());
        if let (Ok(level @ 1..=3), Some(kib), "Data" | "Unified") = (level.parse::<usize>(), kib, kind.as_str()) {
            sizes[level - 1] = kib << 10;
        }
    }
    sizes
}

/// Nanoseconds of the fastest call in `effort`, of at least three.
fn fastest<R>(effort: Duration, mut call: impl FnMut() -> R) -> f64 {
    let begin = Instant::now();
    let mut best = f64::INFINITY;
    let mut calls = 0;
    while calls < 3 || begin.elapsed() < effort {
        let start = Instant::now();
        black_box(call());
        best = best.min(start.elapsed().as_nanos() as f64);
        calls += 1;
    }
    best
}
