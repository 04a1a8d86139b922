use super::*;
use crate::data::array::Array;

/// An archive as `numpy.savez` and `numpy.savez_compressed` make it, of `x = arange(6).reshape(3, 2)` in `float64` and `y = [2, 0, 1]`.
const STORED: &[u8] = include_bytes!("stored.npz");
const DEFLATED: &[u8] = include_bytes!("deflated.npz");

/// What an `.npy` file of these samples has.
fn written<X: Array>(samples: &[X]) -> Vec<u8> {
    let name = format!("dense-npy-{}-{:?}.npy", std::process::id(), std::thread::current().id());
    let path = std::env::temp_dir().join(name);
    write(&path, samples).expect("a folder for temporary files");
    let bytes = std::fs::read(&path).expect("written");
    std::fs::remove_file(&path).expect("written");
    bytes
}

#[test]
fn what_is_written_is_read() -> Result<(), Error> {
    let samples = [[[1.5_f32, -2.0], [0.1, 7.0]]; 3];
    let bytes = written(&samples);
    assert!(bytes.len() == 128 + 48 && bytes[127] == b'\n');
    assert_eq!(from_bytes(bytes.clone())?.shape(), [3, 2, 2]);
    assert_eq!(from_bytes(bytes)?.read::<[[f32; 2]; 2]>()?, samples);
    assert_eq!(from_bytes(written(&[7_usize, 9]))?.read::<u8>()?, [7, 9]);
    assert_eq!(from_bytes(written(&[-7_i64, 9]))?.read::<f64>()?, [-7.0, 9.0]);
    assert_eq!(from_bytes(written::<[u16; 2]>(&[]))?.read::<[u16; 2]>()?, [[0; 2]; 0]);
    Ok(())
}

#[test]
fn archives_are_read_packed_or_not() -> Result<(), Error> {
    for bytes in [STORED, DEFLATED] {
        let x = npz_from_bytes(bytes.to_vec(), "x")?;
        assert_eq!((x.dtype(), x.shape()), ("float64", &[3, 2][..]));
        assert_eq!(x.read::<[f32; 2]>()?, [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]);
        assert_eq!(npz_from_bytes(bytes.to_vec(), "y")?.read::<u8>()?, [2, 0, 1]);
        let reason = npz_from_bytes(bytes.to_vec(), "z").expect_err("there is no `z`").to_string();
        assert!(reason.ends_with("array `z`: there is none of this name, but `x`, `y`"), "{reason}");
    }
    Ok(())
}

#[test]
fn what_is_wrong_is_said() {
    let reason = |bytes: Vec<u8>| from_bytes(bytes).map(|_| ()).expect_err("no such file").to_string();
    let whole = written(&[[1.0_f32; 2]; 3]);
    assert!(reason(whole[..150].to_vec()).contains("it has 150 bytes, but its shape [3, 2] takes 152"));
    assert!(reason(b"PK\x03\x04 and more".to_vec()).contains("does not begin as files of NumPy do"));
    let mut version = whole.clone();
    version[6] = 4;
    assert!(reason(version).contains("version 4"));
    let long = [&b"\x93NUMPY\x02\x00\xff\xff\xff\x7f"[..], b"{'descr'"].concat();
    assert!(reason(long).contains("its header has 2147483647 bytes"));
    let huge = String::from_utf8_lossy(&whole[10..]).replace("(3, 2)", "(4000000000, 4000000000)");
    let huge = [&whole[..10], huge.as_bytes()].concat();
    assert!(reason(huge).contains("no file has as many numbers"));
}

/// Cut off anywhere, it is no file; with a bit changed it is another or none, and never a panic.
#[test]
fn damage_is_no_panic() {
    type Read = fn(Vec<u8>) -> Result<Vec<[f32; 2]>, Error>;
    let plain: Read = |bytes| from_bytes(bytes).and_then(|file| file.read());
    let archived: Read = |bytes| npz_from_bytes(bytes, "x").and_then(|file| file.read());
    for (whole, read) in
        [(written(&[[1.0_f32, 2.0]; 3]), plain), (STORED.to_vec(), archived), (DEFLATED.to_vec(), archived)]
    {
        assert!(read(whole.clone()).is_ok());
        for len in 0..whole.len() {
            assert!(read(whole[..len].to_vec()).is_err(), "{len} bytes");
        }
        for at in 0..whole.len() {
            for change in (0..8).map(|bit| 1 << bit).chain([0xff]) {
                let mut damaged = whole.clone();
                damaged[at] ^= change;
                let read = read(damaged);
                assert!(read.as_ref().map_or(true, |samples| samples.len() <= 12), "byte {at}: {read:?}");
            }
        }
    }
}
