//! Chains of layers over vectors.

use std::fmt::Write;

use crate::Text;
use crate::random::Random;

/// A network over vectors, or over rows of them, with a loss that fits.
pub(crate) fn network(random: &mut Random) -> Text {
    let size = |random: &mut Random| random.one_of(&[1, 2, 3, 4, 5, 8, 10, 16, 17, 33]);
    let mut chain;
    let input;
    let mut width;
    if random.below(4) == 0 {
        let (rows, columns) = (1 + random.below(4), 1 + random.below(5));
        chain =
            format!("Input({rows}, {columns}, dtype = f64) -> Activation({}) -> Flatten", activation(random, columns));
        input = format!("[[f64; {columns}]; {rows}]");
        width = rows * columns;
    } else {
        width = size(random);
        chain = format!("Input({width}, dtype = f64)");
        input = format!("[f64; {width}]");
    }
    for _ in 0..random.below(5) {
        match random.below(7) {
            0 => {
                let layer = random.one_of(&["Dropout", "GaussianDropout", "GaussianNoise", "AlphaDropout"]);
                write!(chain, " -> {layer}(0.{})", random.below(8)).expect("a string takes it");
            }
            1 => write!(chain, " -> Activation({})", activation(random, width)).expect("a string takes it"),
            2 | 3 => write!(chain, " -> {}", layer(random)).expect("a string takes it"),
            4 => write!(chain, " -> Reshape(1, -1) -> [1, {width}] -> Flatten").expect("a string takes it"),
            _ => {
                width = size(random);
                let (activation, options) = (activation(random, width), options(random));
                write!(chain, " -> Dense({width}, {activation}{options})").expect("a string takes it");
            }
        }
    }
    let (last, loss) = random.one_of(&[
        ("softmax", "SparseCategoricalCrossentropy"),
        ("softmax", "MeanSquaredError"),
        ("sigmoid", "MeanSquaredError"),
        ("linear", "MeanSquaredError"),
        ("tanh", "MeanSquaredError"),
    ]);
    let units = 2 + random.below(9);
    write!(chain, " -> Dense({units}, {last}{})", options(random)).expect("a string takes it");
    Text { chain, input, output: format!("[f64; {units}]"), loss }
}

/// A layer that keeps the shape.
fn layer(random: &mut Random) -> &'static str {
    random.one_of(&[
        "BatchNormalization",
        "BatchNormalization(scale = false, epsilon = 0.1)",
        "BatchNormalization(center = false, scale = false)",
        "BatchNormalization(trainable = false)",
        "LayerNormalization",
        "RMSNormalization",
        "UnitNormalization",
        "Normalization(mean = 0.1, variance = 0.5)",
        "PReLU(alpha_initializer = constant(0.2))",
        "PReLU(shared_axes = 1)",
        "ActivityRegularization(l2 = 0.01)",
    ])
}

fn options(random: &mut Random) -> &'static str {
    random.one_of(&[
        "",
        "",
        "",
        ", use_bias = false",
        ", trainable = false",
        ", kernel_initializer = he_uniform",
        ", bias_initializer = random_normal(stddev = 0.1)",
    ])
}

/// An activation for rows of this width: those that look at whole rows need more than one number.
fn activation(random: &mut Random, width: usize) -> &'static str {
    let activation = random.one_of(&[
        "linear",
        "relu",
        "leaky_relu(0.3)",
        "relu6",
        "elu",
        "selu",
        "celu(0.5)",
        "gelu",
        "gelu(approximate = true)",
        "silu",
        "mish",
        "hard_silu",
        "sigmoid",
        "hard_sigmoid",
        "log_sigmoid",
        "tanh",
        "hard_tanh",
        "tanh_shrink",
        "softplus",
        "softsign",
        "squareplus",
        "sparse_plus",
        "soft_shrink(0.2)",
        "softmax",
        "log_softmax",
        "sparsemax",
    ]);
    if width == 1 && activation.ends_with("max") { "linear" } else { activation }
}
