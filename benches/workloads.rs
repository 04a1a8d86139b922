//! The workloads of `benches/README.md`: small networks as programs embed them, for one sample, for a batch, in training.

#[path = "measure/models.rs"]
mod models;
#[path = "measure/numbers.rs"]
mod numbers;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use dense::Tensor;
use dense::data::Target;
use dense::loss::Loss;
use dense::prelude::*;
use models::{Visitor, Workload, samples, visit_all};

/// What the command line asks for.
struct Wanted {
    /// `--test`: one round each, to see that they run.
    test: bool,
    /// An epoch is asked for by its name.
    epoch: bool,
}

struct Bench<'a> {
    criterion: &'a mut Criterion,
    wanted: Wanted,
}

impl Visitor for Bench<'_> {
    fn visit<N, Y, L, O>(&mut self, workload: Workload<Y, L, O>)
    where
        N: Network<Element = f32, Input: Tensor<Element = f32>>,
        Y: Target,
        L: Loss<N::Output, Y, N::Head> + Copy,
        O: Optimizer + Copy,
    {
        let Workload { name, batch, loss, optimizer, target, epoch } = workload;
        let inputs = samples::<N::Input>(256);
        let targets: Vec<Y> = (0..batch).map(target).collect();
        let mut model = N::new(1);
        let mut group = self.criterion.benchmark_group(name);

        group.throughput(Throughput::Elements(N::FLOPS as u64));
        group.bench_function("infer_b1", |bencher| bencher.iter(|| model.predict(black_box(&inputs[0]))));

        let mut workspace = Workspace::new().threads(2);
        group.bench_function(BenchmarkId::new("infer_b1", 2), |bencher| {
            bencher.iter(|| model.predict_with(&mut workspace, black_box(&inputs[0])));
        });

        group.throughput(Throughput::Elements(256 * N::FLOPS as u64));
        let mut outputs = model.predict_batch(&inputs);
        group.bench_function("infer_b256", |bencher| {
            bencher.iter(|| model.predict_into(black_box(&inputs), &mut outputs).expect("as many outputs as inputs"));
        });

        group.throughput(Throughput::Elements(batch as u64));
        for threads in [1, 2] {
            let mut trainer = Trainer::new(optimizer, loss).threads(threads);
            group.bench_function(BenchmarkId::new("train_step", threads), |bencher| {
                bencher.iter(|| trainer.train_on_batch(&mut model, &inputs[..batch], &targets).expect("good data"));
            });
        }

        // An epoch of the large network takes so long that it runs only when it is asked for.
        if epoch && (N::PARAMETERS < 100_000 || self.wanted.epoch || self.wanted.test) {
            let count = if self.wanted.test { 10 * batch } else { 60_000 };
            group.sample_size(10).throughput(Throughput::Elements(count as u64));
            for threads in [1, 2] {
                group.bench_function(BenchmarkId::new("epoch", threads), |bencher| {
                    let data =
                        Dataset::new(samples::<N::Input>(count), (0..count).map(target).collect()).expect("good data");
                    let mut trainer = Trainer::new(optimizer, loss).batch_size(batch).threads(threads);
                    bencher.iter(|| trainer.fit(&mut model, &data).expect("good data"));
                });
            }
        }
        group.finish();
    }
}

fn workloads(criterion: &mut Criterion) {
    let given = |what: &str| std::env::args().any(|argument| argument.contains(what));
    let wanted = Wanted { test: given("--test"), epoch: given("epoch") };
    visit_all(&mut Bench { criterion, wanted });
}

criterion_group!(benches, workloads);
criterion_main!(benches);
