//! Code that uses a network with a mistake.
use dense::prelude::*;

network! {
    struct Net { Input(784) -> Dense(64, relu) -> Dens(10, softmax) }
}

const _: () = assert!(Net::PARAMETERS == 50_890);

fn main() {
    let model = Net::new(0);
    let outputs: Vec<[f32; 10]> = model.predict_batch(&[[0.0; 784]]);
    println!("{} {:?}", Net::summary(), outputs == model.clone().predict_batch(&[]));
}
