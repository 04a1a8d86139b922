//! Inference without `std` and without a heap: that this links shows that nothing needs them.
#![no_std]

use core::panic::PanicInfo;

use dense::prelude::*;

activation! {
    /// Smooth, and odd.
    pub struct Odd(x; beta = 1.5) = x * abs(tanh(beta * x)).powf(0.7) + sqrt(1 + x * x);
}

network! {
    /// A policy for a microcontroller.
    pub struct Policy {
        Input(4)
            -> Dense(16, Odd(beta = 2))
            -> Dropout(0.1, seed = 7)
            -> GaussianNoise(0.1)
            -> Activation(Odd, trainable = true)
            -> Dense(2, softmax)
    }

    /// What is meant by four words.
    pub struct Words { Input(4, dtype = u32) -> Embedding(10, 3) -> GlobalAveragePooling1D -> Dense(2, softmax) }

    /// A table of four answers.
    pub struct Xor { Input(2) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid) }
}

/// Its weights lie in the program.
static XOR: &Xor = include_weights!(Xor, "../../ui/files/xor.safetensors");

/// Predicts with the weights of the program.
#[unsafe(no_mangle)]
pub extern "C" fn predict_xor(inputs: &[f32; 2], answer: &mut [f32; 1]) {
    *answer = XOR.predict(inputs);
}

/// Predicts with all numbers zero.
#[unsafe(no_mangle)]
pub extern "C" fn predict_words(words: &[u32; 4], meaning: &mut [f32; 2]) {
    *meaning = Words::zeros().predict(words);
}

/// Predicts with the given weights, which are the network's tensors one behind the other.
#[unsafe(no_mangle)]
pub extern "C" fn predict(weights: &[f32; Policy::PARAMETERS], state: &[f32; 4], action: &mut [f32; 2]) {
    let mut policy = Policy::zeros();
    let mut rest = &weights[..];
    for name in ["dense.kernel", "dense.bias", "activation.parameters", "dense_1.kernel", "dense_1.bias"] {
        if let Some(tensor) = policy.tensor_mut(name) {
            let (values, others) = rest.split_at(tensor.len());
            tensor.copy_from_slice(values);
            rest = others;
        }
    }
    *action = policy.predict(state);
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}
