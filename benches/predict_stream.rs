//! Predictions over a stream beside those of the same inputs in memory, in turns: how much longer `predict_stream` takes than
//! `predict_batch`.

#[path = "measure/numbers.rs"]
mod numbers;

use std::hint::black_box;
use std::time::Instant;

use dense::Tensor;
use dense::prelude::*;

network! {
    struct Tiny { Input(4) -> Dense(16, relu) -> Dense(3) }
    struct Digits { Input(784) -> Dense(64, relu) -> Dense(10, softmax) }
    struct Wide { Input(784) -> Dense(512, relu) -> Dense(512, relu) -> Dense(10, softmax) }
}

fn main() {
    // `cargo bench` says `--bench`; `cargo test` says nothing, and wants to know only whether it runs.
    let arguments: Vec<String> = std::env::args().collect();
    let test = arguments.iter().any(|argument| argument == "--test") || !arguments.iter().any(|a| a == "--bench");
    let (rounds, share) = if test { (1, 100) } else { (31, 1) };
    println!("time of predict_stream / predict_batch, medians of {rounds} rounds in turns");
    println!("{:<8} {:>9} {:>7} {:>9} {:>9} {:>14}", "network", "inputs", "batch", "collect", "fold", "ns per input");
    for batch_size in [256, 4096, 65_536] {
        measure::<Tiny, 4>("tiny", 1_000_000 / share, batch_size, rounds);
    }
    for batch_size in [256, 4096] {
        measure::<Digits, 784>("digits", 30_000 / share, batch_size, rounds);
        measure::<Wide, 784>("wide", 10_000 / share, batch_size, rounds);
    }
}

fn measure<N: Network<Element = f32, Input = [f32; IN]>, const IN: usize>(
    name: &str,
    count: usize,
    batch_size: usize,
    rounds: usize,
) {
    let model = N::new(1);
    let mut numbers = numbers::numbers();
    let inputs: Vec<[f32; IN]> =
        (0..count).map(|_| std::array::from_fn(|_| numbers.next().expect("there is no end of them"))).collect();
    let stream = || model.predict_stream(&inputs, batch_size).expect("a good size");
    let mut times = [const { Vec::new() }; 3];
    for _ in 0..rounds {
        let mut time = |variant: usize, work: &dyn Fn()| {
            let since = Instant::now();
            work();
            times[variant].push(since.elapsed().as_secs_f64());
        };
        time(0, &|| drop(black_box(model.predict_batch(&inputs))));
        time(1, &|| drop(black_box(stream().collect::<Vec<_>>())));
        time(2, &|| {
            black_box(stream().fold(0.0, |sum: f32, output| sum + output.as_flat()[0]));
        });
    }
    let [batch, collect, fold] = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    });
    println!(
        "{name:<8} {count:>9} {batch_size:>7} {:>9.3} {:>9.3} {:>14.1}",
        collect / batch,
        fold / batch,
        batch / count as f64 * 1e9
    );
}
