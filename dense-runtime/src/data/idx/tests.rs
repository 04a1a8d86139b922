use std::io::Write;

use flate2::{Compression, GzBuilder};

use super::*;

/// Three samples of 2 x 2 signed words.
fn words() -> Vec<u8> {
    let mut bytes = vec![0, 0, 0x0b, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2];
    (0..12_i16).for_each(|number| bytes.extend((100 * number - 300).to_be_bytes()));
    bytes
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packed = GzBuilder::new().filename("words").write(Vec::new(), Compression::default());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

fn reason(bytes: Vec<u8>) -> String {
    let read = from_bytes(bytes).and_then(|file| file.read::<[[f32; 2]; 2]>());
    read.expect_err("no such file").to_string()
}

#[test]
fn a_packed_file_gives_what_the_plain_one_gives() -> Result<(), Error> {
    let plain = from_bytes(words())?.read::<[[f32; 2]; 2]>()?;
    assert_eq!(plain, [[[-300., -200.], [-100., 0.]], [[100., 200.], [300., 400.]], [[500., 600.], [700., 800.]]]);
    assert_eq!(from_bytes(packed(&words()))?.read::<[[f32; 2]; 2]>()?, plain);
    // Files of several parts are one file.
    let parts = [packed(&words()[..20]), packed(&words()[20..])].concat();
    assert_eq!(from_bytes(parts)?.read::<[[f32; 2]; 2]>()?, plain);
    assert_eq!(from_bytes(words())?.read::<[i32; 4]>()?[2], [500, 600, 700, 800]);
    Ok(())
}

#[test]
fn all_types_are_read() -> Result<(), Error> {
    fn file(kind: u8, numbers: &[u8]) -> Vec<u8> {
        [&[0, 0, kind, 1, 0, 0, 0, 2], numbers].concat()
    }
    assert_eq!(from_bytes(file(0x08, &[1, 255]))?.read::<f32>()?, [1.0, 255.0]);
    assert_eq!(from_bytes(file(0x09, &[1, 255]))?.read::<f32>()?, [1.0, -1.0]);
    assert_eq!(from_bytes(file(0x0b, &[1, 0, 255, 255]))?.read::<i16>()?, [256, -1]);
    assert_eq!(from_bytes(file(0x0c, &[0, 1, 0, 0, 255, 255, 255, 255]))?.read::<f64>()?, [65536.0, -1.0]);
    assert_eq!(from_bytes(file(0x0d, &[0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0]))?.read::<f64>()?, [1.0, -2.0]);
    let doubles = [1.5_f64, -0.25].map(f64::to_be_bytes).concat();
    assert_eq!(from_bytes(file(0x0e, &doubles))?.read::<f32>()?, [1.5, -0.25]);
    Ok(())
}

#[test]
fn what_is_wrong_is_said() {
    let mut short = words();
    short.pop();
    assert!(reason(short.clone()).contains("it has 39 bytes, but its shape [3, 2, 2] takes 40"));
    assert!(reason(packed(&short)).contains("it is cut off: its header speaks of 3 samples"));
    let long = [words(), vec![0]].concat();
    assert!(reason(long.clone()).contains("it has 41 bytes"));
    assert!(reason(packed(&long)).contains("it goes on behind the 3 samples"));
    let mut other = words();
    other[2] = 0x0a;
    assert!(reason(other).contains("no type of numbers 0x0a"));
    assert!(reason(b"P5\n28 28".to_vec()).contains("it begins with [80, 53, 10, 50]"));
    assert!(reason(vec![0, 0, 8, 0, 7]).contains("a single number"));
    assert!(reason(vec![0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 0]).contains("leaves nothing for a sample"));
    let wrong = from_bytes(words()).and_then(|file| file.read::<[f32; 3]>()).expect_err("samples of four").to_string();
    assert!(wrong.contains("its samples have the shape [2, 2], expected [3]"), "{wrong}");
    let wrong = from_bytes(words()).and_then(|file| file.read::<[u8; 4]>()).expect_err("signed").to_string();
    assert!(wrong.contains("sample 0, number 0: `-300` cannot be a `u8`"), "{wrong}");
}

#[test]
fn a_header_alone_takes_no_memory() {
    let huge = vec![0, 0, 8, 2, 255, 255, 255, 255, 0, 0, 0, 4];
    assert!(reason(huge.clone()).contains("takes 17179869192"));
    assert!(reason(packed(&huge)).contains("packed bytes cannot hold"));
    let endless = [&[0, 0, 0x0e, 255][..], &[255; 4 * 255]].concat();
    assert!(reason(endless).contains("no file has as many numbers"));
}

/// Cut off anywhere, it is no file; with a bit changed it is another or none, and never a panic.
#[test]
fn damage_is_no_panic() {
    for whole in [words(), packed(&words())] {
        for len in 0..whole.len() {
            let read = from_bytes(whole[..len].to_vec()).and_then(|file| file.read::<[f32; 4]>());
            assert!(read.is_err(), "{len} bytes");
        }
        for at in 0..whole.len() {
            for change in (0..8).map(|bit| 1 << bit).chain([0xff]) {
                let mut damaged = whole.clone();
                damaged[at] ^= change;
                let read = from_bytes(damaged).and_then(|file| file.read::<[f32; 4]>());
                assert!(read.as_ref().map_or(true, |samples| samples.len() == 3), "byte {at}: {read:?}");
            }
        }
    }
}
