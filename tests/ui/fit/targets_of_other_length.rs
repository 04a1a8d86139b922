//! A data set with targets of another length.
use dense::prelude::*;

network! {
    struct Line { Input(4) -> Dense(16, relu) -> Dense(2) }
}

fn main() {
    let data = Dataset::new(vec![[0.0f32; 4]; 10], vec![[0.0f32; 3]; 10]).unwrap();
    let mut trainer = Trainer::new(Adam::new(1e-3), MeanSquaredError::new());
    trainer.fit(&mut Line::new(42), &data).unwrap();
}
