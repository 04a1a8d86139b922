//! Any bytes are an IDX file, packed or not, or an error that can be shown.
#![no_main]

use dense::Error;
use dense::data::{Array, ArrayFile, idx};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let open = || idx::from_bytes(bytes.to_vec());
    check::<f32>(bytes, open());
    check::<[u8; 4]>(bytes, open());
    check::<[[f64; 2]; 2]>(bytes, open().map(|file| file.divide(255.0)));
});

fn check<X: Array>(bytes: &[u8], file: Result<ArrayFile, Error>) {
    match file.and_then(ArrayFile::read::<X>) {
        // No byte is more than so many numbers, not even a packed one.
        Ok(samples) => assert!(samples.len() <= 1032 * bytes.len()),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
