//! Loops over numbers: what optimizers, activations and dropout do.

use std::hint::black_box;

use dense::__bench::{Drop, Dropping, Isa, Op, run};
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
    dropout(table);
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

/// Half of the values dropped, the others doubled.
fn dropout(table: &mut Table) {
    let x = Aligned::random(VALUES);
    let mut y = Aligned::random(VALUES);
    let mut dropping = Dropping::default();
    let rows = VALUES / WIDTH;
    table.line(SECTION, "dropout", &format!("{rows}x{WIDTH}"), &in_place(VALUES), || {
        dropping.step += 1;
        y.copy_from_slice(black_box(&x));
        run(Drop { dropping, layer: 0, rate: 0.5, values: &mut y, rows });
        black_box(&y[0]);
    });
}

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
