//! Labels of pixels of an image of another size.
use dense::prelude::*;

network! {
    struct Segmented { Input(8, 8, 3) -> Conv2D(4, 1, activation = softmax) }
}

fn main() {
    let data = Dataset::new(vec![[[[0.0f32; 3]; 8]; 8]; 10], vec![[[1u8; 8]; 6]; 10]).unwrap();
    let mut trainer = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new());
    trainer.fit(&mut Segmented::new(42), &data).unwrap();
}
