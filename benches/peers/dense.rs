//! This project's side of the comparison with its peers: one JSON line for each figure, in the form that theirs have.
//!
//! The environment says what is wanted, as it does to the peers: `THREADS=1`, `ONLY=W1,W2`,
//! `METRICS=infer_b1_us,epoch_s`, `QUICK=1`. With it come the limits of the machine in the same run, so that runs on
//! different days can be compared.

#[path = "../measure/aligned.rs"]
mod aligned;
#[expect(dead_code, reason = "only single kernels are compared with the memory that holds their numbers")]
#[path = "../measure/limits.rs"]
mod limits;
#[path = "../measure/models.rs"]
mod models;
#[path = "../measure/numbers.rs"]
mod numbers;
#[expect(dead_code, reason = "the peers report medians, so no best round is told")]
#[path = "../measure/timing.rs"]
mod timing;

use std::hint::black_box;
use std::time::{Duration, Instant};

use dense::Tensor;
use dense::data::Target;
use dense::loss::Loss;
use dense::prelude::*;
use limits::Limits;
use models::{Visitor, Workload, samples, visit_all};
use timing::time;

fn main() {
    let threads = std::env::var("THREADS").ok().map(|threads| threads.parse().expect("THREADS is a number"));
    // Cargo calls it without the variable, and then it only shows that it runs.
    let quick = threads.is_none() || std::env::var("QUICK").is_ok_and(|quick| quick == "1");
    let only = |variable| {
        let list = std::env::var(variable).ok().filter(|list| !list.is_empty())?;
        Some(list.split(',').map(str::to_owned).collect())
    };
    let effort = Duration::from_millis(if quick { 20 } else { 400 });
    let report = Report { threads: threads.unwrap_or(1), only: only("ONLY"), metrics: only("METRICS") };

    let limits = Limits::measure(effort / 4);
    for (name, gflops) in &limits.fma {
        report.line("limits", &format!("fma_{name}_gflops"), *gflops);
    }
    report.line("limits", "fma_gflops", limits.peak());
    for memory in &limits.read {
        report.line("limits", &format!("read_{}_gbytes", memory.name.to_lowercase()), memory.gbytes);
    }
    visit_all(&mut Peer { report, effort, epoch: if quick { 6_000 } else { 60_000 } });
}

/// What is wanted, and how it is told.
struct Report {
    threads: usize,
    only: Option<Vec<String>>,
    metrics: Option<Vec<String>>,
}

impl Report {
    fn wants_any(&self, workload: &str) -> bool {
        has(&self.only, workload)
    }

    fn wants(&self, workload: &str, metric: &str) -> bool {
        self.wants_any(workload) && has(&self.metrics, metric)
    }

    fn line(&self, workload: &str, metric: &str, value: f64) {
        let (version, threads) = (env!("CARGO_PKG_VERSION"), self.threads);
        println!(
            "{{\"peer\": \"dense\", \"version\": \"{version}\", \"workload\": \"{workload}\", \"threads\": {threads}, \
             \"metric\": \"{metric}\", \"value\": {value:.6}}}"
        );
    }
}

/// Whether a list has an item; if there is none, all are wanted.
fn has(list: &Option<Vec<String>>, item: &str) -> bool {
    list.as_ref().is_none_or(|list| list.iter().any(|other| other == item))
}

struct Peer {
    report: Report,
    effort: Duration,
    /// Samples of an epoch.
    epoch: usize,
}

impl Peer {
    /// The median of a call, as the peers report it.
    fn micros(&self, workload: &str, metric: &str, call: impl FnMut()) {
        if self.report.wants(workload, metric) {
            self.report.line(workload, metric, time(self.effort, call).median / 1e3);
        }
    }
}

impl Visitor for Peer {
    fn visit<N, Y, L, O>(&mut self, workload: Workload<Y, L, O>)
    where
        N: Network<Element = f32, Input: Tensor<Element = f32>>,
        Y: Target,
        L: Loss<N::Output, Y, N::Head> + Copy,
        O: Optimizer + Copy,
    {
        let Workload { name, batch, loss, optimizer, target, epoch } = workload;
        // Large networks take a while before they are measured.
        if !self.report.wants_any(name) {
            return;
        }
        let threads = self.report.threads;
        let inputs = samples::<N::Input>(256);
        let mut model = N::new(1);

        // More threads for one sample are asked for where they can help.
        if threads > 1 && N::FLOPS > 1_000_000 {
            let mut workspace = Workspace::new().threads(threads);
            self.micros(name, "infer_b1_us", || {
                black_box(model.predict_with(&mut workspace, black_box(&inputs[0])));
            });
        } else {
            self.micros(name, "infer_b1_us", || {
                black_box(model.predict(black_box(&inputs[0])));
            });
        }
        let mut outputs = model.predict_batch(&inputs);
        self.micros(name, "infer_b256_us", || {
            model.predict_into(black_box(&inputs), &mut outputs).expect("as many outputs as inputs");
        });

        let targets: Vec<Y> = (0..batch).map(target).collect();
        let mut trainer = Trainer::new(optimizer, loss).threads(threads);
        self.micros(name, "train_step_us", || {
            black_box(trainer.train_on_batch(&mut model, &inputs[..batch], &targets).expect("good data"));
        });

        if epoch && self.report.wants(name, "epoch_s") {
            let targets = (0..self.epoch).map(target).collect();
            let data = Dataset::new(samples::<N::Input>(self.epoch), targets).expect("good data");
            let mut trainer = Trainer::new(optimizer, loss).batch_size(batch).threads(threads);
            let mut seconds = 0.0;
            // The first epoch is the warm-up.
            for _ in 0..2 {
                let start = Instant::now();
                trainer.fit(&mut model, &data).expect("good data");
                seconds = start.elapsed().as_secs_f64();
            }
            self.report.line(name, "epoch_s", seconds);
        }
    }
}
