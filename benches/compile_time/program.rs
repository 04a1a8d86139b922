//! The text of programs with any number of networks.

use std::fmt::Write;

/// What a program does with its networks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// It makes each and predicts with it.
    Predict,
    /// It trains each too.
    Train,
}

impl Purpose {
    /// The name of the program.
    pub fn name(self) -> &'static str {
        match self {
            Purpose::Predict => "predicts",
            Purpose::Train => "trains",
        }
    }
}

/// The program that uses these networks.
pub fn program(purpose: Purpose, networks: &[Network]) -> String {
    if networks.is_empty() {
        return "fn main() {}\n".to_owned();
    }
    let (mut declarations, mut calls) = (String::new(), String::new());
    for (number, Network { chain, input, target, loss, optimizer, batch }) in networks.iter().enumerate() {
        let name = format!("Network{number}");
        writeln!(declarations, "    struct {name} {{ {chain} }}").expect("a string takes it");
        let text = match purpose {
            Purpose::Predict => format!("    black_box({name}::new(1).predict(black_box(&{input})));\n"),
            Purpose::Train => format!(
                r#"    let mut model = {name}::new(1);
    let data = Dataset::new(vec![{input}; {batch}], vec![{target}; {batch}])?;
    Trainer::new({optimizer}::new(1e-3), {loss}::new()).batch_size({batch}).fit(&mut model, &data)?;
    black_box(model.predict(black_box(&{input})));
"#
            ),
        };
        calls += &text;
    }
    let (result, end) = match purpose {
        Purpose::Predict => ("", ""),
        Purpose::Train => (" -> Result<(), dense::Error>", "    Ok(())\n"),
    };
    format!(
        "use std::hint::black_box;\n\nuse dense::prelude::*;\n\nnetwork! {{\n{declarations}}}\n\n\
         fn main(){result} {{\n{calls}{end}}}\n"
    )
}

/// A network, and how it is trained.
#[derive(Clone)]
pub struct Network {
    chain: String,
    /// A sample.
    input: &'static str,
    target: &'static str,
    loss: &'static str,
    optimizer: &'static str,
    /// Samples of a training step.
    batch: usize,
}

/// What most of them are trained as, with ten classes.
const CLASSIFIER: Network = Network {
    chain: String::new(),
    input: "[0.5; 784]",
    target: "3u8",
    loss: "SparseCategoricalCrossentropy",
    optimizer: "Adam",
    batch: 128,
};

/// So many networks of vectors: W2, W1 and W3 of `benches/README.md`, and these again and again with more units, so that no two have
/// the same sizes.
pub fn of_vectors(count: usize) -> Vec<Network> {
    (0..count).map(of_vector).collect()
}

fn of_vector(number: usize) -> Network {
    let more = 8 * (number / 3);
    let (narrow, wide) = (64 + more, 512 + more);
    match number % 3 {
        0 => Network {
            chain: format!("Input(784) -> Dense({narrow}, relu) -> Dropout(0.5) -> Dense(10, softmax)"),
            ..CLASSIFIER
        },
        1 => Network {
            chain: format!("Input(4) -> Dense({narrow}, tanh) -> Dense({narrow}, tanh) -> Dense(2)"),
            input: "[0.5; 4]",
            target: "[0.5f32; 2]",
            loss: "MeanSquaredError",
            optimizer: "Adam",
            batch: 32,
        },
        _ => Network {
            chain: format!(
                "Input(784) -> Dense({wide}, relu) -> Dropout(0.2) -> Dense({wide}, relu) -> Dropout(0.2) \
                 -> Dense(10, softmax)"
            ),
            optimizer: "RMSprop",
            ..CLASSIFIER
        },
    }
}

/// W4 and W5 of `benches/README.md`.
pub fn of_images() -> [Network; 2] {
    let w4 = "Input(64, 64, 3) -> Conv2D(32, 3, relu) -> Flatten -> Dense(128, relu) -> Dense(10, softmax)";
    let w5 = "Input(28, 28, 1) -> Conv2D(32, 3, relu) -> MaxPooling2D -> Conv2D(64, 3, relu) -> MaxPooling2D \
              -> Flatten -> Dropout(0.5) -> Dense(10, softmax)";
    [
        Network { chain: w4.to_owned(), input: "[[[0.5; 3]; 64]; 64]", batch: 32, ..CLASSIFIER },
        Network { chain: w5.to_owned(), input: "[[[0.5; 1]; 28]; 28]", ..CLASSIFIER },
    ]
}
