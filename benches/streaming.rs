//! Trains one epoch on a file that is far larger than the memory that it may take, and fails if it took more.
//!
//! ```text
//! cargo bench --bench streaming              # a file of 2 GB in the folder for temporary files
//! cargo bench --bench streaming -- --test    # one of 50 MB, to see that it runs
//! ```

use std::error::Error;
use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use dense::data::Stream;
use dense::prelude::*;

network! {
    /// The workload W2.
    struct Digits { Input(784) -> Dense(64, relu, he_normal) -> Dropout(0.5) -> Dense(10, softmax) }
}

/// A label, and 784 numbers of four bytes.
const RECORD: usize = 1 + 4 * 784;
const BATCH: usize = 128;
/// What the process may have in memory at most, in kB.
const LIMIT: u64 = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    let is_test = std::env::args().any(|argument| argument == "--test");
    let records = if is_test { 50_000_000 } else { 2_000_000_000 } / RECORD;
    let file = Temporary::new(&format!("dense-streaming-{}", std::process::id()));
    let written = Instant::now();
    write(&file.0, records)?;
    let bytes = (records * RECORD) as f64;
    println!("{records} records, {:.2} GB, written in {:.1} s", bytes / 1e9, written.elapsed().as_secs_f64());

    let mut stream = Stream::records(&file.0, RECORD, decode)?;
    let mut model = Digits::new(1);
    let mut trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new()).batch_size(BATCH);
    let start = Instant::now();
    let history = trainer.fit_stream(&mut model, &mut stream)?;
    let seconds = start.elapsed().as_secs_f64();
    let loss = history.last().and_then(|scores| scores.get("loss"));
    assert!(loss.is_some_and(f64::is_finite), "an epoch has a loss");
    show("streamed", records, seconds);

    let Some(peak) = peak_memory() else {
        println!("the system does not say how much memory this took");
        return Ok(());
    };
    println!("at most {:.1} MB in memory, of which {:.1} MB were allowed", peak as f64 / 1e3, LIMIT as f64 / 1e3);
    if peak > LIMIT {
        return Err(format!("the process had {peak} kB in memory, more than {LIMIT}").into());
    }

    // What is in memory anyway, for comparison.
    let few = records.min(20_000);
    let mut first = vec![0; few * RECORD];
    File::open(&file.0)?.read_exact(&mut first)?;
    let samples = first.chunks_exact(RECORD).map(decode).collect::<Result<Vec<_>, _>>()?;
    let data = Dataset::from_pairs(samples)?;
    let epochs = records.div_ceil(few).min(10);
    let trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new()).batch_size(BATCH);
    let start = Instant::now();
    trainer.shuffle(false).epochs(epochs).fit(&mut Digits::new(1), &data)?;
    show("in memory", epochs * few, start.elapsed().as_secs_f64());
    Ok(())
}

fn show(what: &str, samples: usize, seconds: f64) {
    let (speed, bytes) = (samples as f64 / seconds, (samples * RECORD) as f64 / seconds);
    println!("{what:10} {seconds:6.2} s   {:8.0} samples/s   {:7.1} MB/s", speed, bytes / 1e6);
}

fn decode(record: &[u8]) -> Result<([f32; 784], u8), dense::Error> {
    let (numbers, _) = record[1..].as_chunks();
    let mut input = [0.0; 784];
    for (number, bytes) in input.iter_mut().zip(numbers) {
        *number = f32::from_le_bytes(*bytes);
    }
    Ok((input, record[0]))
}

/// Writes records of numbers from 0 to 1.
fn write(path: &Path, records: usize) -> Result<(), std::io::Error> {
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut state = 1_u32;
    let mut record = [0; RECORD];
    for sample in 0..records {
        record[0] = (sample % 10) as u8;
        for number in record[1..].chunks_exact_mut(4) {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            number.copy_from_slice(&((state >> 8) as f32 / (1 << 24) as f32).to_le_bytes());
        }
        file.write_all(&record)?;
    }
    file.flush()
}

/// The most memory that the process ever had, in kB, on Linux.
fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// A file that is gone when the program ends, well or not.
struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Temporary {
        Temporary(std::env::temp_dir().join(name))
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
