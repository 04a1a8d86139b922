//! Weights that are a part of the program.

use std::panic::catch_unwind;

use dense::__private::embedded;
use dense::Folded;
use dense::prelude::*;

use crate::of_keras;

network! {
    struct Xor { Input(2) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid) }
    struct Keras { Input(4) -> hidden: Dense(6, tanh) -> BatchNormalization -> PReLU -> Dense(3, softmax) }
    struct Mlp<const H: usize, const OUT: usize> { Input(2) -> hidden: Dense(H, tanh) -> Dense(OUT, sigmoid) }
}

static XOR: &Xor = include_weights!(Xor, "../ui/files/xor.safetensors");
const CONSTANT: &Xor = include_weights!(Xor, concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ui/files/xor.safetensors"),);
/// Python sorts tensors by their names.
static KERAS: &Keras = include_weights!(Keras, "../parity/data/keras.safetensors");

#[test]
fn the_program_has_the_numbers_of_the_file() {
    let bytes = include_bytes!("../ui/files/xor.safetensors");
    let loaded = Xor::from_safetensors(bytes).expect("a good file");
    assert!(*XOR == *loaded && *CONSTANT == *loaded);
    let folded: &Folded<Xor> = include_weights!(Folded<Xor>, "../ui/files/xor.safetensors");
    assert!(*folded == *loaded);
    let mlp: &Mlp<4, 1> = include_weights!(Mlp<4, { 2 - 1 }>, "../ui/files/xor.safetensors");
    assert_eq!(mlp.predict(&[1.0, 0.0]), XOR.predict(&[1.0, 0.0]));
    assert!(XOR.predict(&[1.0, 0.0])[0] > 0.9 && XOR.predict(&[1.0, 1.0])[0] < 0.1);
    assert_eq!(std::ptr::from_ref(XOR).addr() % 64, 0);
}

#[test]
fn a_file_in_another_order_is_embedded_too() {
    let loaded = Keras::load(of_keras()).expect("a good file");
    assert!(*KERAS == *loaded);
}

/// What the compiler does with a file that is damaged, done at run time: it refuses the file, or it embeds numbers of the file.
#[test]
fn damaged_files_are_refused() {
    let bytes = *include_bytes!("../ui/files/xor.safetensors");
    let head = bytes.len() - Xor::PARAMETER_BYTES;
    let embed = |bytes: &[u8]| catch_unwind(|| Box::new(embedded::<Xor>(bytes)));
    std::panic::set_hook(Box::new(|_| {}));
    let cut_off = (0..bytes.len()).all(|length| embed(&bytes[..length]).is_err());
    let mut damaged_ones = 0;
    for at in 0..head {
        for value in *b"\0\"\\{}[],:019 z\xff" {
            let mut damaged = bytes;
            damaged[at] = value;
            damaged_ones += usize::from(embed(&damaged).is_err());
        }
    }
    let _ = std::panic::take_hook();
    assert!(cut_off && damaged_ones > 2000, "{damaged_ones}");
    assert!(embed(&bytes).is_ok_and(|xor| *xor == *XOR));
}
