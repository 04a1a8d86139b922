//! One label for several answers of yes or no.
use dense::prelude::*;

network! {
    struct Tags { Input(4) -> Dense(3, sigmoid) }
}

fn main() {
    let data = Dataset::new(vec![[0.0f32; 4]; 10], vec![0u8; 10]).unwrap();
    let mut trainer = Trainer::new(Adam::new(1e-3), BinaryCrossentropy::new());
    trainer.fit(&mut Tags::new(42), &data).unwrap();
}
