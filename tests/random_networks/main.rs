//! Random networks: written as text, compiled as a program of their own, and checked there.
//!
//! Each has its gradients compared with differences, predicts the same alone, in a batch and folded, and trains to the same bits
//! with one, two and three threads.

mod images;
mod random;
mod vectors;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use random::Random;

/// How many networks over vectors, and how many over images and sequences; the seeds decide which.
const OVER_VECTORS: usize = 24;
const OVER_IMAGES: usize = 32;
const SEED: u64 = 20;
const SEED_OF_IMAGES: u64 = 21;

/// A network as text.
struct Text {
    chain: String,
    /// The type of its input.
    input: String,
    /// The type of its output.
    output: String,
    loss: &'static str,
}

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
    assert_eq!(out.lines().filter(|line| line.ends_with("is right")).count(), OVER_VECTORS + OVER_IMAGES, "{out}");
}

/// The text of the program.
fn program(root: &Path) -> String {
    let (mut vectors, mut images) = (Random(SEED), Random(SEED_OF_IMAGES));
    let texts = (0..OVER_VECTORS).map(|_| vectors::network(&mut vectors));
    let texts = texts.chain((0..OVER_IMAGES).map(|_| images::network(&mut images)));
    let mut networks = String::new();
    let mut calls = String::new();
    for (number, Text { chain, input, output, loss }) in texts.enumerate() {
        writeln!(networks, "    #[allow(hidden_softmax)]\n    struct Net{number} {{ {chain} }}")
            .expect("a string takes it");
        let targets = match loss {
            "SparseCategoricalCrossentropy" => format!("&labels::<{output}>()"),
            _ => format!("&numbers::<{output}>(SAMPLES)"),
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

fn labels<Y: Tensor>() -> Vec<u8> {{
    (0..SAMPLES).map(|sample| (sample * 7 % Y::LEN) as u8).collect()
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
