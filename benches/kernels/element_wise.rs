//! Loops over numbers: what optimizers, activations, dropout, noise and normalization do.

use std::hint::black_box;

use dense::__bench::{
    AddNoise, Chance, Drop, Isa, Moments, Normalize, Op, Replace, Samples, ScaleByNoise, Slopes, run,
};
use dense::activation::{Exponential, Gelu, Mish, RowActivation, Sigmoid, Silu, Softmax, Tanh};
use dense::optimizer::{Optimizer, Step};
use dense::prelude::*;

use crate::aligned::Aligned;
use crate::table::{Table, Work};

activation! {
    struct DeclaredMish(x) = x * tanh(softplus(x));
    struct DeclaredSilu(x) = x / (1 + exp(-x));
    struct DeclaredGelu(x) = 0.5 * x * (1 + erf(x / SQRT_2));
}

/// The parameters of W2 and of W3.
const PARAMETERS: [usize; 2] = [50_890, 669_706];

/// Numbers in 64 KiB, which is 32 samples of 512 units.
const VALUES: usize = 16 * 1024;
const WIDTH: usize = 512;

pub fn measure(table: &mut Table) {
    for parameters in PARAMETERS {
        optimizer(table, "Adam", Adam::new(1e-3), parameters);
        optimizer(table, "RMSprop", RMSprop::new(1e-3), parameters);
        optimizer(table, "SGD", SGD::new(1e-2), parameters);
    }
    copy(table);
    activation(table, "tanh", Tanh, VALUES);
    activation(table, "sigmoid", Sigmoid, VALUES);
    activation(table, "gelu", Gelu::default(), VALUES);
    activation(table, "exponential", Exponential, VALUES);
    activation(table, "mish", Mish, VALUES);
    activation(table, "declared mish", DeclaredMish, VALUES);
    activation(table, "silu", Silu, VALUES);
    activation(table, "declared silu", DeclaredSilu, VALUES);
    activation(table, "declared gelu", DeclaredGelu, VALUES);
    activation(table, "softmax", Softmax, WIDTH);
    activation(table, "softmax", Softmax, 10);
    for width in [WIDTH, 10] {
        noise(table, "dropout", width, |chance, values, rows| {
            run(Drop { chance, rate: 0.5, scale: 2.0, values, rows });
        });
        noise(table, "alpha dropout", width, |chance, values, rows| {
            run(Replace { chance, rate: 0.1, other: -1.6, scale: 0.9, offset: 0.15, values, rows });
        });
        noise(table, "gaussian noise", width, |chance, values, rows| {
            run(AddNoise { chance, stddev: 0.1, values, rows });
        });
        noise(table, "gaussian dropout", width, |chance, values, rows| {
            run(ScaleByNoise { chance, stddev: 0.5, values, rows });
        });
        normalization(table, width);
    }
    derivative(table, "mish", Mish);
    derivative(table, "declared mish", DeclaredMish);
    derivative(table, "silu", Silu);
    derivative(table, "declared silu", DeclaredSilu);
    derivative(table, "gelu", Gelu::default());
    derivative(table, "declared gelu", DeclaredGelu);
}

/// One step for all parameters, given their gradients.
fn optimizer(table: &mut Table, name: &str, optimizer: impl Optimizer, parameters: usize) {
    let (mut weights, gradients) = (Aligned::random(parameters), Aligned::random(parameters));
    let mut memory: Vec<Aligned> = (0..optimizer.slots()).map(|_| Aligned::random(parameters)).collect();
    // A mean of squares is never negative.
    memory.iter_mut().for_each(|slot| slot.iter_mut().for_each(|value| *value = value.abs()));
    let mut state: Vec<&mut [f32]> = memory.iter_mut().map(|slot| &mut slot[..]).collect();
    let work = Work::Bytes(size_of::<f32>() * parameters * (2 + state.len()));
    let mut step = 0;
    table.line("updates (parameters)", name, &parameters.to_string(), &work, || {
        step += 1;
        optimizer.update(Step::new(step), &mut weights, black_box(&gradients), &mut state);
        black_box(&weights[0]);
    });
}

/// What the lines below it have in common: they begin with the same input each time, or their numbers would wander off
/// to a fixed point.
fn copy(table: &mut Table) {
    let x = Aligned::random(VALUES);
    let mut y = Aligned::random(VALUES);
    table.line(SECTION, "copy alone", &format!("1x{VALUES}"), &in_place(VALUES), || {
        y.copy_from_slice(black_box(&x));
        black_box(&y[0]);
    });
}

/// Rows of `width` values in place.
fn activation<A: RowActivation>(table: &mut Table, name: &str, activation: A, width: usize) {
    let x = Aligned::random(VALUES / width * width);
    let mut y = Aligned::random(x.len());
    table.line(SECTION, name, &format!("{}x{width}", x.len() / width), &in_place(x.len()), || {
        y.copy_from_slice(black_box(&x));
        run(Activate { activation, values: &mut y, width });
        black_box(&y[0]);
    });
}

/// The gradient of an activation's output becomes that of its input.
fn derivative<A: RowActivation>(table: &mut Table, name: &str, activation: A) {
    let (x, y, gradient) = (Aligned::random(VALUES), Aligned::random(VALUES), Aligned::random(VALUES));
    let mut dx = Aligned::random(VALUES);
    let work = Work::Bytes(4 * size_of::<f32>() * VALUES);
    table.line(
        "gradients in place, after a copy of the output's (rows x width)",
        name,
        &format!("1x{VALUES}"),
        &work,
        || {
            dx.copy_from_slice(black_box(&gradient));
            run(Derive { activation, x: &x, y: &y, gradient: &mut dx });
            black_box(&dx[0]);
        },
    );
}

/// Rows of `width` values changed by chance, in a new step each time.
fn noise(table: &mut Table, name: &str, width: usize, apply: impl Fn(Chance, &mut [f32], usize)) {
    let rows = VALUES / width;
    let x = Aligned::random(rows * width);
    let mut y = Aligned::random(x.len());
    let mut chance = Chance::default();
    table.line(SECTION, name, &format!("{rows}x{width}"), &in_place(x.len()), || {
        chance.step += 1;
        y.copy_from_slice(black_box(&x));
        apply(chance, &mut y, rows);
        black_box(&y[0]);
    });
}

/// The parts of a `BatchNormalization`: the statistics of a batch, what is made of its rows, and the sums for the way back.
fn normalization(table: &mut Table, width: usize) {
    let rows = VALUES / width;
    let size = format!("{rows}x{width}");
    let (values, dy) = (Aligned::random(rows * width), Aligned::random(rows * width));
    let samples = |values| Samples { values, width, rows, block: rows, stride: rows * width };
    let (mut mean, mut variance) = (Aligned::random(width), Aligned::random(width));
    table.line(STATISTICS, "mean and variance", &size, &Work::Bytes(2 * size_of::<f32>() * rows * width), || {
        let x = samples(black_box(&values));
        run(Moments { x, width, first: 0, mean: &mut mean, variance: &mut variance });
        black_box(&variance[0]);
    });
    let (mut offset, mut scale) = (Aligned::random(width), Aligned::random(width));
    table.line(STATISTICS, "sums back", &size, &Work::Bytes(3 * size_of::<f32>() * rows * width), || {
        let (dy, x, epsilon) = (samples(black_box(&dy)), samples(&values), 1e-3);
        let (mean, variance, offset, scale) = (&mean, &variance, &mut offset, &mut scale);
        run(Slopes { dy, x, width, first: 0, mean, variance, epsilon, offset, scale });
        black_box(&scale[0]);
    });
    let mut y = Aligned::random(values.len());
    table.line(SECTION, "normalize", &size, &in_place(values.len()), || {
        y.copy_from_slice(black_box(&values));
        let (mean, variance, gamma, beta) = (&mean, &variance, Some(&scale[..]), Some(&offset[..]));
        run(Normalize { values: &mut y, mean, variance, epsilon: 1e-3, gamma, beta });
        black_box(&y[0]);
    });
}

const STATISTICS: &str = "statistics of a batch (rows x width), read twice";

const SECTION: &str = "values in place, after a copy of the input (rows x width)";

/// The input and the values, which are written over it.
fn in_place(values: usize) -> Work {
    Work::Bytes(2 * size_of::<f32>() * values)
}

/// An activation as a layer runs it.
struct Activate<'a, A> {
    activation: A,
    values: &'a mut [f32],
    width: usize,
}

impl<A: RowActivation> Op for Activate<'_, A> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        self.activation.forward(isa, self.values, self.width);
    }
}

/// The derivative of an activation as a layer multiplies by it.
struct Derive<'a, A> {
    activation: A,
    x: &'a [f32],
    y: &'a [f32],
    gradient: &'a mut [f32],
}

impl<A: RowActivation> Op for Derive<'_, A> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, isa: I) {
        let Derive { activation, x, y, gradient } = self;
        activation.backward(isa, x, y, gradient, x.len());
    }
}
