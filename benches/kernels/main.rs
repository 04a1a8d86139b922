//! Single kernels at the shapes of W2 and W3 of `benches/README.md`, beside what the machine can do in the same run.

#[path = "../measure/aligned.rs"]
mod aligned;
mod convolutions;
mod element_wise;
#[path = "../measure/limits.rs"]
mod limits;
#[path = "../measure/numbers.rs"]
mod numbers;
mod pixels;
mod products;
mod table;
#[path = "../measure/timing.rs"]
mod timing;

use std::time::Duration;

use limits::Limits;
use table::Table;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo bench` says `--bench`; `cargo test` says nothing, and wants to know only whether all of it runs.
    let test = arguments.iter().any(|argument| argument == "--test") || !arguments.iter().any(|a| a == "--bench");
    let effort = Duration::from_millis(if test { 0 } else { 60 });
    let filters = arguments.into_iter().filter(|argument| !argument.starts_with('-')).collect();

    let limits = Limits::measure(effort);
    println!("{limits}");
    let mut table = Table::new(limits, effort, filters);
    products::measure(&mut table);
    convolutions::measure(&mut table);
    element_wise::measure(&mut table);
    pixels::measure(&mut table);
    table.finish();
}
