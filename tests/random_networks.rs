//! Random networks: written as text, compiled as a program of their own, and checked there.
//!
//! Each has its gradients compared with differences, predicts the same alone, in a batch and folded, and trains to the same bits
//! with one, two and three threads.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// How many networks; the seed decides which.
const NETWORKS: usize = 24;
const SEED: u64 = 20;

#[test]
fn random_networks_are_right() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random-networks");
    fs::create_dir_all(folder.join("src")).expect("a folder for the program");
    let manifest = format!(
        "[package]\nname = \"random-networks\"\nedition = \"2024\"\n\n\
         [dependencies]\ndense = {{ package = \"dense-nn\", path = {root:?}, default-features = false, features = [\"std\"] }}\n\n\
         [profile.dev.package.dense-runtime]\nopt-level = 3\n\n[workspace]\n",
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("the manifest is written");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the lock file is there");
    let program = program(root);
    fs::write(folder.join("src/main.rs"), &program).expect("the program is written");

    let run = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(&folder)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .output()
        .expect("cargo runs");
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{out}\n{err}\n{program}");
    assert_eq!(out.lines().filter(|line| line.ends_with("is right")).count(), NETWORKS, "{out}");
}

/// The text of the program.
fn program(root: &Path) -> String {
    let mut random = Random(SEED);
    let mut networks = String::new();
    let mut calls = String::new();
    for number in 0..NETWORKS {
        let (chain, input, output, loss) = chain(&mut random);
        writeln!(networks, "    #[allow(hidden_softmax)]\n    struct Net{number} {{ {chain} }}")
            .expect("a string takes it");
        let targets = match loss {
            "SparseCategoricalCrossentropy" => format!("&labels({output})"),
            _ => format!("&numbers::<[f64; {output}]>(SAMPLES)"),
        };
        writeln!(calls, "    all::<Net{number}, _, _>(&numbers::<{input}>(SAMPLES), {targets}, {loss}::new());")
            .expect("a string takes it");
    }
    format!(
        r#"//! Random networks.
#[path = {check:?}]
mod check;

use check::{{check, numbers}};
use dense::Tensor;
use dense::data::Target;
use dense::prelude::*;

const SAMPLES: usize = 37;

network! {{
{networks}}}

fn labels(classes: usize) -> Vec<u8> {{
    (0..SAMPLES).map(|sample| (sample * 7 % classes) as u8).collect()
}}

fn all<N: Network<Element = f64>, L: Loss<N::Output, Y, N::Head> + Copy, Y: Target>(
    inputs: &[N::Input],
    targets: &[Y],
    loss: L,
) where
    N::Input: PartialEq,
    N::Output: PartialEq + std::fmt::Debug,
{{
    check::<N, _, _>(inputs, targets, &loss);
    let trained = [1, 2, 3].map(|threads| {{
        let mut model = N::new(1);
        let mut trainer = Trainer::new(Adam::new(1e-3), loss).threads(threads);
        for _ in 0..3 {{
            trainer.train_on_batch(&mut *model, inputs, targets).expect("good data");
        }}
        model
    }});
    assert!(trained[0] == trained[1] && trained[0] == trained[2], "{{}}: threads", N::PLAN.name);
    let model = trained[0].clone();
    let outputs = model.predict_batch(inputs);
    for (input, output) in inputs.iter().zip(&outputs) {{
        assert_eq!(model.predict(input), *output, "{{}}", N::PLAN.name);
    }}
    let folded = model.fold().predict_batch(inputs);
    for (output, folded) in outputs.iter().zip(&folded) {{
        let near = output.as_flat().iter().zip(folded.as_flat()).all(|(a, b)| (a - b).abs() <= 1e-9 * a.abs().max(1.0));
        assert!(near, "{{}}: {{output:?}}, folded {{folded:?}}", N::PLAN.name);
    }}
    println!("{{}} is right", N::PLAN.name);
}}

fn main() {{
{calls}}}
"#,
        check = root.join("tests/gradients/check.rs"),
    )
}

/// A chain of layers, the types of its input, the length of its output, and a loss that fits.
fn chain(random: &mut Random) -> (String, String, usize, &'static str) {
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
    (chain, input, units, loss)
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

/// A small generator (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % bound
    }

    fn one_of<X: Copy>(&mut self, items: &[X]) -> X {
        items[self.below(items.len())]
    }
}
