//! Weights that are a part of the program.

use std::panic::catch_unwind;

use dense::__private::embedded;
use dense::Folded;
use dense::prelude::*;

use crate::of_keras;

network! {
    struct Xor { Input(2) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid) }
    struct Keras { Input(4) -> hidden: Dense(6, tanh) -> BatchNormalization -> PReLU -> Dense(3, softmax) }
    struct Convolved {
        Input(4, 5, 2)
            -> Conv2D(4, (2, 3), activation = relu)
            -> DepthwiseConv2D(2, padding = "same", depth_multiplier = 2)
            -> BatchNormalization
            -> SeparableConv2D(3, 2, activation = tanh)
            -> Conv2DTranspose(2, (3, 2), strides = 2, activation = tanh)
            -> Reshape(5, 8)
            -> Conv1D(3, 2, activation = tanh)
            -> Flatten
            -> Dense(3, softmax)
    }
    struct Line { Input(1) -> line: Dense(1) }
    struct Deep<const N: usize> {
        Input(N) -> BatchNormalization -> BatchNormalization -> BatchNormalization -> BatchNormalization -> BatchNormalization
            -> BatchNormalization
    }
    struct Mlp<const H: usize, const OUT: usize> { Input(2) -> hidden: Dense(H, tanh) -> Dense(OUT, sigmoid) }
}

static XOR: &Xor = include_weights!(Xor, "../ui/files/xor.safetensors");
const CONSTANT: &Xor = include_weights!(Xor, concat!(env!("CARGO_MANIFEST_DIR"), "/tests/ui/files/xor.safetensors"),);
/// Python sorts tensors by their names.
static KERAS: &Keras = include_weights!(Keras, "../parity/data/keras.safetensors");
static CONVOLVED: &Convolved = include_weights!(Convolved, "../parity/data/keras_images.safetensors");

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
    let loaded = Keras::load(of_keras("keras.safetensors")).expect("a good file");
    assert!(*KERAS == *loaded);
    let loaded = Convolved::load(of_keras("keras_images.safetensors")).expect("a good file");
    assert!(*CONVOLVED == *loaded);
}

/// A file with this head, and 2 and 3 as its numbers.
fn with_head(head: &str) -> Vec<u8> {
    let length = (head.len() as u64).to_le_bytes();
    [&length[..], head.as_bytes(), &2f32.to_le_bytes(), &3f32.to_le_bytes()].concat()
}

const KERNEL: &str = r#""line.kernel": {"dtype": "F32", "shape": [1, 1], "data_offsets": [0, 4]}"#;
const BIAS: &str = r#""line.bias":{"data_offsets":[4,8],"shape":[1],"dtype":"F32"}"#;
const TEXTS: &str = r#""__metadata__": {"a": "}\"{\\", " line.bias ": ""}"#;

#[test]
fn heads_may_be_written_in_any_way() {
    for head in [
        format!("{{{KERNEL},{BIAS}}}"),
        format!(" {{\n{BIAS} ,\t{KERNEL}\r\n}}   "),
        format!("{{{TEXTS},{BIAS},{KERNEL}}}"),
        format!("{{{KERNEL},{TEXTS},{BIAS}}}"),
        format!("{{{BIAS},{KERNEL},{TEXTS}}}"),
    ] {
        let bytes = with_head(&head);
        let line: Line = embedded(&bytes);
        assert_eq!(line.predict(&[10.0]), [23.0], "{head}");
        assert!(*Line::from_safetensors(&bytes).expect("a good file") == line);
    }
}

/// What the compiler says when it cannot embed a file.
fn refusal<N: Network>(bytes: &[u8]) -> String {
    let said = catch_unwind(|| Box::new(embedded::<N>(bytes))).map(|_| ()).expect_err("it fits");
    *said.downcast::<String>().expect("a text")
}

#[test]
fn all_differences_are_told_in_moderation() {
    let begin = "this does not fit `Line`\n";
    let help = "\nhelp: save the file anew, or declare the network as it was when the file was saved";
    let twice = refusal::<Line>(&with_head(&format!("{{{KERNEL},{BIAS},{BIAS}}}")));
    assert_eq!(twice, format!("{begin}the file has two tensors of one name{help}"));
    let other = refusal::<Line>(&with_head(&format!("{{{KERNEL},{}}}", BIAS.replace("bias", "beta"))));
    let expected =
        "`line.bias` `[1]` of the network is not in the file\n`line.beta` `[1]` of the file is not in the network";
    assert_eq!(other, format!("{begin}{expected}{help}"));
    let many = refusal::<Deep<3>>(&Deep::<2>::new(1).to_safetensors());
    assert_eq!(many.lines().count(), 1 + 20 + 1 + 1);
    assert!(many.ends_with(&format!("`[2]` in the file, but `[3]` in the network\nand 4 more{help}")), "{many}");
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
