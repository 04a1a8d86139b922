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

/// The program that uses the first so many networks of a list without an end.
pub fn program(purpose: Purpose, networks: usize) -> String {
    if networks == 0 {
        return "fn main() {}\n".to_owned();
    }
    let (mut declarations, mut calls) = (String::new(), String::new());
    for number in 0..networks {
        let Network { chain, inputs, target, loss, optimizer, batch } = network(number);
        let name = format!("Network{number}");
        writeln!(declarations, "    struct {name} {{ {chain} }}").expect("a string takes it");
        let text = match purpose {
            Purpose::Predict => format!("    black_box({name}::new(1).predict(black_box(&[0.5; {inputs}])));\n"),
            Purpose::Train => format!(
                r#"    let mut model = {name}::new(1);
    let data = Dataset::new(vec![[0.5; {inputs}]; {batch}], vec![{target}; {batch}])?;
    Trainer::new({optimizer}::new(1e-3), {loss}::new()).batch_size({batch}).fit(&mut model, &data)?;
    black_box(model.predict(black_box(&[0.5; {inputs}])));
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
struct Network {
    chain: String,
    inputs: usize,
    target: &'static str,
    loss: &'static str,
    optimizer: &'static str,
    /// Samples of a training step.
    batch: usize,
}

/// W2, W1 and W3 of `benches/README.md`, and these again and again with more units, so that no two have the same sizes.
fn network(number: usize) -> Network {
    let more = 8 * (number / 3);
    let (narrow, wide) = (64 + more, 512 + more);
    let (loss, target) = ("SparseCategoricalCrossentropy", "3u8");
    match number % 3 {
        0 => Network {
            chain: format!("Input(784) -> Dense({narrow}, relu) -> Dropout(0.5) -> Dense(10, softmax)"),
            inputs: 784,
            target,
            loss,
            optimizer: "Adam",
            batch: 128,
        },
        1 => Network {
            chain: format!("Input(4) -> Dense({narrow}, tanh) -> Dense({narrow}, tanh) -> Dense(2)"),
            inputs: 4,
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
            inputs: 784,
            target,
            loss,
            optimizer: "RMSprop",
            batch: 128,
        },
    }
}
