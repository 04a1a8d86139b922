//! A const parameter for the size of an image.
use dense::prelude::*;

network! {
    struct Net<const H: usize> { Input(H, H, 1) -> Conv2D(8, 3) -> GlobalMaxPooling2D -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::<28>::new(0).predict(&[[[0.0; 1]; 28]; 28]);
}
