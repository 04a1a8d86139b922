//! An `alpha` for fewer classes than the network has.
use dense::prelude::*;

network! {
    struct Digits { Input(784) -> Dense(64, relu) -> Dense(10, softmax) }
}

fn main() {
    let data = Dataset::new(vec![[0.0f32; 784]; 10], vec![[0.0f32; 10]; 10]).unwrap();
    let loss = CategoricalFocalCrossentropy::new().alpha([0.25, 0.5, 1.0]);
    let mut trainer = Trainer::new(Adam::new(1e-3), loss);
    trainer.fit(&mut Digits::new(42), &data).unwrap();
}
