//! The table of kernels, and what stands in its columns.

use crate::limits::Limits;
use crate::timing::time;
use std::time::Duration;

/// The work of one call.
pub enum Work {
    /// Floating-point operations, compared with the peak of multiply-adds.
    Operations(usize),
    /// Bytes read, each of them once; compared with reads from the memory that holds them. What is written goes to the
    /// same lines of the cache.
    Bytes(usize),
}

/// Measures kernels and prints a line for each.
pub struct Table {
    limits: Limits,
    effort: Duration,
    /// Only kernels whose name or shape contains one of them are run, or all if there are none.
    filters: Vec<String>,
    section: &'static str,
    lines: usize,
}

impl Table {
    pub fn new(limits: Limits, effort: Duration, filters: Vec<String>) -> Table {
        Table { limits, effort, filters, section: "", lines: 0 }
    }

    /// Times `call`, which is `kernel` at `shape`.
    pub fn line(&mut self, section: &'static str, kernel: &str, shape: &str, work: &Work, call: impl FnMut()) {
        let name = format!("{kernel} {shape}");
        if !self.filters.is_empty() && !self.filters.iter().any(|filter| name.contains(filter)) {
            return;
        }
        if section != self.section {
            println!("\n{section}\n{:<18} {:<14} {:>10} {:>10}", "kernel", "shape", "best us", "median us");
            self.section = section;
        }
        let time = time(self.effort, call);
        let (speed, unit, limit, of) = match *work {
            Work::Operations(operations) => {
                (operations as f64 / time.best, "GFLOP/s", self.limits.peak(), "multiply-add peak")
            }
            Work::Bytes(bytes) => {
                let memory = self.limits.memory(bytes);
                (bytes as f64 / time.best, "GB/s", memory.gbytes, memory.name)
            }
        };
        println!(
            "{kernel:<18} {shape:<14} {:>10.2} {:>10.2} {speed:>8.1} {unit:<7} {:>5.2} of {of}",
            time.best / 1e3,
            time.median / 1e3,
            speed / limit
        );
        self.lines += 1;
    }

    /// Says how many kernels ran, which in a test is the result.
    pub fn finish(self) {
        println!("\n{} kernels", self.lines);
    }
}
