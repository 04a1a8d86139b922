//! A network where no name is in scope but those that are imported.
#![no_implicit_prelude]

use ::neural::{Network, activation, include_weights, network};

const HIDDEN: usize = 3;

activation! {
    struct Gate(x; beta = 1.5) = x * sigmoid(beta * x) + if x > HALF { tanh(x) } else { gelu(x).clamp(-1, 1) };
}

const HALF: f64 = 0.5;

network! {
    struct Declared { Input(4) -> Dense(3, Gate(beta = 2)) -> Activation(Gate, trainable = true) -> Dense(2, Gate) }

    #[budget(parameters = 100)]
    struct Net { Input(4) -> Dense(HIDDEN, elu(0.5)) -> [3] -> Dropout(0.5) -> Dense(2, softmax) }

    struct Mlp<const H: usize> { Input(4) -> Dense(H, relu) -> Dense(2) }

    struct Xor { Input(2) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid) }
}

static XOR: &Xor = include_weights!(Xor, "../../../ui/files/xor.safetensors");

#[test]
fn it_compiles_and_predicts() {
    let _: [f32; 1] = XOR.predict(&[0.5; 2]);
    let _: [f32; 2] = Declared::new(1).predict(&[0.5; 4]);
    let _: [f32; 2] = Net::new(1).predict(&[0.5; 4]);
    let _: [f32; 2] = Mlp::<5>::new(1).predict(&[0.5; 4]);
    let _: [f32; 2] = network!(seed = 3; Dense(3) -> Dense(2)).predict(&[0.5; 4]);
}
