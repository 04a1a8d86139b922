//! An `alpha` that is no number.
use dense::prelude::*;

network! {
    struct Digits { Input(784) -> Dense(64, relu) -> Dense(10, softmax) }
}

fn main() {
    let loss = CategoricalFocalCrossentropy::new().alpha("balanced");
    let mut trainer = Trainer::new(Adam::new(1e-3), loss);
    let data = Dataset::new(vec![[0.0f32; 784]; 10], vec![[0.0f32; 10]; 10]).unwrap();
    trainer.fit(&mut Digits::new(42), &data).unwrap();
}
