//! A metric for numbers on class labels.
use dense::prelude::*;

network! {
    struct Digits { Input(784) -> Dense(64, relu) -> Dense(10, softmax) }
}

fn main() {
    let data = Dataset::new(vec![[0.0f32; 784]; 10], vec![0u8; 10]).unwrap();
    let trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new());
    trainer.metric(RootMeanSquaredError::new()).fit(&mut Digits::new(42), &data).unwrap();
}
