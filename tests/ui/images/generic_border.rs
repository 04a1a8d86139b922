//! Zeros around an image whose size is a const parameter.
use dense::prelude::*;

network! {
    struct Net<const H: usize> { Input(H, H, 1) -> ZeroPadding2D -> GlobalMaxPooling2D -> Dense(10) }
}

fn main() {
    let _: [f32; 10] = Net::<28>::new(0).predict(&[[[0.0; 1]; 28]; 28]);
}
