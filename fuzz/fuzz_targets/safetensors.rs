//! Any bytes are a network, or an error that can be shown; a network comes back from the bytes that it is saved as.
#![no_main]

use dense::prelude::*;
use libfuzzer_sys::fuzz_target;

network! {
    struct Small { Input(2) -> a: Dense(2, relu) -> b: Dense(1) }
    struct Precise { Input(1, dtype = f64) -> a: Dense(1) }
    struct Nothing { Input(1) -> Activation(relu) }
}

fuzz_target!(|bytes: &[u8]| {
    load::<Small>(bytes);
    load::<Precise>(bytes);
    load::<Nothing>(bytes);
});

fn load<N: Network>(bytes: &[u8]) {
    match N::from_safetensors(bytes) {
        Ok(network) => {
            let again = N::from_safetensors(&network.to_safetensors()).expect("what is saved is loaded");
            assert!(again == network);
            assert!(network.tensors().all(|tensor| bytes.len() >= size_of_val(tensor.values())));
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
