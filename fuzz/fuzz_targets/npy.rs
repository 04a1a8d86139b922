//! Any bytes are an array or an archive of NumPy, or an error that can be shown.
#![no_main]

use dense::Error;
use dense::data::{Array, ArrayFile, npy};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for open in [|bytes| npy::from_bytes(bytes), |bytes| npy::npz_from_bytes(bytes, "x")] as [Open; 2] {
        check::<f32>(bytes, open);
        check::<[u8; 2]>(bytes, open);
        check::<[[f64; 2]; 2]>(bytes, open);
    }
});

type Open = fn(Vec<u8>) -> Result<ArrayFile, Error>;

fn check<X: Array>(bytes: &[u8], open: Open) {
    match open(bytes.to_vec()).and_then(ArrayFile::read::<X>) {
        // No byte is more than so many numbers, not even a packed one.
        Ok(samples) => assert!(samples.len() <= 1032 * bytes.len()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
