//! A network of a library that is known by its re-export in another one only.

use reexport::networks::{Network, activation, include_weights, network};

activation! { struct Gate(x; beta = 1.5) = x * sigmoid(beta * x); }

network! {
    struct Net { Input(4) -> Dense(3, relu) -> Dropout(0.5) -> Dense(2, Gate(beta = 1)) }
    struct Xor { Input(2) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid) }
}

static XOR: &Xor = include_weights!(Xor, "../../../ui/files/xor.safetensors");

#[test]
fn it_compiles_and_predicts() {
    let _: [f32; 1] = XOR.predict(&[0.5; 2]);
    let _: [f32; 2] = Net::new(1).predict(&[0.5; 4]);
    let _: [f32; 2] = network!(Dense(3) -> Dense(2)).predict(&[0.5; 4]);
    let _: [f32; 2] = reexport::networks::network!(Dense(3) -> Dense(2)).predict(&[0.5; 4]);
}
