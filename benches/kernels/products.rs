//! The three products of a dense layer.
//!
//! How kernels are called is in the functions `forward`, `weight_gradient` and `input_gradient`, and nowhere else.

use std::hint::black_box;

use dense::__bench::{InputGradient, Product, Samples, Strips, WeightGradient, run, strips_len};

use crate::aligned::Aligned;
use crate::table::{Table, Work};

/// A dense layer: inputs and units. Those of W2, then those of W3.
const LAYERS: [(usize, usize); 5] = [(784, 64), (64, 10), (784, 512), (512, 512), (512, 10)];

/// Samples of a training step.
const BATCH: usize = 128;

pub fn measure(table: &mut Table) {
    for rows in [BATCH, 2 * BATCH, 1] {
        for (inputs, units) in LAYERS {
            forward(table, rows, inputs, units);
        }
    }
    // W4, whose weights come from memory.
    for rows in [32, 64, 128, 256] {
        forward(table, rows, 62 * 62 * 32, 128);
    }
    for (inputs, units) in LAYERS {
        weight_gradient(table, inputs, units);
    }
    for (inputs, units) in LAYERS {
        input_gradient(table, inputs, units);
    }
}

/// `y = x · w + b`
fn forward(table: &mut Table, rows: usize, inputs: usize, units: usize) {
    let (x, w, b) = (Aligned::random(rows * inputs), Aligned::random(inputs * units), Aligned::random(units));
    let mut y = Aligned::random(rows * units);
    let work = if rows > 1 {
        Work::Operations(2 * rows * inputs * units)
    } else {
        // Each weight is used once: one sample goes as fast as the weights are read.
        Work::Bytes(size_of::<f32>() * inputs * units)
    };
    table.line(SECTION, "forward", &shape(rows, inputs, units), &work, || {
        let (a, bias) = (black_box(&x[..]), Some(&b[..]));
        run(Product { a, b: &w, bias, c: &mut y, inner: inputs, columns: units, rectify: false });
        black_box(&y[0]);
    });
}

/// `dw = xᵀ · dy`, with the layout of `dy` that goes before it.
fn weight_gradient(table: &mut Table, inputs: usize, units: usize) {
    let (x, dy) = (Aligned::random(BATCH * inputs), Aligned::random(BATCH * units));
    let mut dw = Aligned::random(inputs * units);
    let mut strips = Aligned::random(strips_len(BATCH, units));
    table.line(SECTION, "weight gradient", &shape(BATCH, inputs, units), &operations(inputs, units), || {
        run(Strips { from: samples(black_box(&dy), units), to: &mut strips });
        run(WeightGradient { x: samples(&x, inputs), dy: &strips, units, dw: &mut dw, first: 0 });
        black_box(&dw[0]);
    });
}

/// `dx = dy · wᵀ`
fn input_gradient(table: &mut Table, inputs: usize, units: usize) {
    let (dy, w) = (Aligned::random(BATCH * units), Aligned::random(inputs * units));
    let mut dx = Aligned::random(BATCH * inputs);
    table.line(SECTION, "input gradient", &shape(BATCH, inputs, units), &operations(inputs, units), || {
        run(InputGradient { dy: black_box(&dy), w: &w, dx: &mut dx, inputs, units });
        black_box(&dx[0]);
    });
}

const SECTION: &str = "products (rows x inputs x units)";

fn shape(rows: usize, inputs: usize, units: usize) -> String {
    format!("{rows}x{inputs}x{units}")
}

fn operations(inputs: usize, units: usize) -> Work {
    Work::Operations(2 * BATCH * inputs * units)
}

/// A batch whose rows lie behind each other.
fn samples(values: &[f32], width: usize) -> Samples<'_, f32> {
    Samples { values, width, rows: BATCH, block: BATCH, stride: values.len() }
}
