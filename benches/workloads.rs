//! The workloads of `benches/README.md`: small networks as programs embed them, for one sample, for a batch, in training.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dense::loss::Loss;
use dense::prelude::*;

network! {
    struct W1 { Input(4) -> Dense(64, tanh) -> Dense(64, tanh) -> Dense(2) }
    struct W2 { Input(784) -> Dense(64, relu) -> Dropout(0.5) -> Dense(10, softmax) }
    struct W3 {
        Input(784)
            -> Dense(512, relu) -> Dropout(0.2)
            -> Dense(512, relu) -> Dropout(0.2)
            -> Dense(10, softmax)
    }
    struct W7 { Input(32) -> Dense(64, relu) -> Dense(10, softmax) }
}

/// Numbers that no branch predictor and no shortcut for zeros can guess.
fn numbers() -> impl FnMut() -> f32 {
    let mut state = 0x2545_F491_u32;
    move || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state as f32 / u32::MAX as f32 - 0.5
    }
}

/// One workload: inference of one sample and of a batch, and a training step on one thread and on two.
fn workload<N, const IN: usize, Y, L, O>(
    criterion: &mut Criterion,
    name: &str,
    (batch, optimizer): (usize, O),
    loss: L,
    target: impl Fn(usize) -> Y,
) where
    N: Network<Element = f32, Input = [f32; IN]>,
    Y: dense::data::Target,
    L: Loss<N::Output, Y, N::Head> + Copy,
    O: Optimizer + Copy,
{
    let mut next = numbers();
    let inputs: Vec<[f32; IN]> = (0..256).map(|_| std::array::from_fn(|_| next())).collect();
    let targets: Vec<Y> = (0..batch).map(target).collect();
    let mut model = N::new(1);
    let mut group = criterion.benchmark_group(name);

    group.throughput(Throughput::Elements(N::FLOPS as u64));
    group.bench_function("infer_b1", |bencher| bencher.iter(|| model.predict(black_box(&inputs[0]))));

    group.throughput(Throughput::Elements(256 * N::FLOPS as u64));
    let mut outputs = model.predict_batch(&inputs);
    group.bench_function("infer_b256", |bencher| {
        bencher.iter(|| model.predict_into(black_box(&inputs), &mut outputs).expect("as many outputs as inputs"));
    });

    group.throughput(Throughput::Elements(batch as u64));
    for threads in [1, 2] {
        let mut trainer = Trainer::new(optimizer, loss).threads(threads);
        group.bench_function(BenchmarkId::new("train_step", threads), |bencher| {
            bencher.iter(|| trainer.train_on_batch(&mut *model, &inputs[..batch], &targets).expect("good data"));
        });
    }
    group.finish();
}

fn workloads(criterion: &mut Criterion) {
    let label = |sample: usize| (sample % 10) as u8;
    let cross_entropy = SparseCategoricalCrossentropy::new();
    workload::<W1, 4, _, _, _>(criterion, "W1", (32, Adam::new(1e-3)), MeanSquaredError::new(), |sample| {
        [sample as f32 / 32.0, 0.5]
    });
    workload::<W2, 784, _, _, _>(criterion, "W2", (128, Adam::new(1e-3)), cross_entropy, label);
    workload::<W3, 784, _, _, _>(criterion, "W3", (128, RMSprop::new(1e-3)), cross_entropy, label);
    workload::<W7, 32, _, _, _>(criterion, "W7", (32, SGD::new(0.01)), cross_entropy, label);
}

criterion_group!(benches, workloads);
criterion_main!(benches);
