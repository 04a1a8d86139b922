//! Files made to do harm: none makes the program panic, and none makes it allocate more than the file itself justifies.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;
use std::fs;

use dense::prelude::*;
use tempfile::{TempDir, tempdir};

/// Keeps the size of the largest allocation of each thread.
struct Measuring;

thread_local! {
    static LARGEST: Cell<usize> = const { Cell::new(0) };
}

fn note(size: usize) {
    // Threads that end have no such place any more, and nothing to measure.
    let _ = LARGEST.try_with(|largest| largest.set(largest.get().max(size)));
}

// SAFETY: every call goes to the system's allocator as it came.
#[allow(unsafe_code, reason = "an allocator is unsafe by nature")]
unsafe impl GlobalAlloc for Measuring {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        note(layout.size());
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        note(layout.size());
        // SAFETY: the caller keeps the contract of `alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        note(size);
        // SAFETY: the caller keeps the contract of `realloc`.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Measuring = Measuring;

network! { struct Small { Input(2) -> hidden: Dense(4, relu) -> Dense(1) } }

/// What a file of `length` bytes justifies: some tensors of short names need more room in lists than in the file.
fn justified(length: usize) -> usize {
    8 * length + 2048
}

/// Loads the file in both ways, and looks at what that allocates.
fn load(bytes: &[u8], folder: &TempDir) -> Result<Box<Small>, Error> {
    let path = folder.path().join("hostile.safetensors");
    fs::write(&path, bytes).expect("it is written");
    LARGEST.set(0);
    let in_memory = Small::from_safetensors(bytes);
    let on_disk = Small::load(&path);
    let largest = LARGEST.get();
    assert!(largest <= justified(bytes.len()), "{largest} bytes for a file of {}", bytes.len());
    assert_eq!(in_memory.is_ok(), on_disk.is_ok());
    if let Err(error) = &in_memory {
        assert!(!error.to_string().is_empty());
    }
    let mut network = Small::new(1);
    if network.load_matching(&path).is_err() {
        assert!(network == Small::new(1), "nothing has changed");
    }
    in_memory
}

/// A file with this head, said to be of that length.
fn with_head(length: u64, json: &[u8], data: usize) -> Vec<u8> {
    let mut file = length.to_le_bytes().to_vec();
    file.extend(json);
    file.resize(file.len() + data, 0);
    file
}

#[test]
fn a_file_cut_off_anywhere_is_an_error() {
    let folder = tempdir().expect("a folder");
    let bytes = Small::new(1).to_safetensors();
    for length in 0..bytes.len() {
        assert!(matches!(load(&bytes[..length], &folder), Err(Error::Format { .. })), "{length}");
    }
}

#[test]
fn each_damaged_byte_of_the_head_is_an_error_or_changes_no_number() {
    let folder = tempdir().expect("a folder");
    let bytes = Small::new(1).to_safetensors();
    let head = bytes.len() - Small::PARAMETER_BYTES;
    let mut loaded = 0;
    for at in 0..head {
        for value in [0, b'"', b'9', b'}', bytes[at] ^ 1, bytes[at] ^ 0x80] {
            let mut damaged = bytes.clone();
            damaged[at] = value;
            if let Ok(network) = load(&damaged, &folder) {
                // It was in a text beside the tensors, or a space.
                assert!(network == Small::new(1), "byte {at} is {value}");
                loaded += 1;
            }
        }
    }
    assert!(loaded > 100, "the texts may be any");
}

#[test]
fn lengths_that_lie_allocate_nothing() {
    let folder = tempdir().expect("a folder");
    for length in [3, 99, 100_000, 99_999_999, 100_000_001, u64::from(u32::MAX), u64::MAX - 7, u64::MAX] {
        assert!(matches!(load(&with_head(length, b"{}", 0), &folder), Err(Error::Format { .. })), "{length}");
    }
    let tensor = |shape: &str, to: u64| {
        format!(r#"{{"hidden.kernel":{{"dtype":"F32","shape":{shape},"data_offsets":[0,{to}]}}}}"#)
    };
    let largest = u64::MAX >> 1;
    for (shape, to) in [
        ("[1000000000]", 4_000_000_000),
        ("[4294967296,4294967296,4294967296]", 0),
        ("[18446744073709551615]", 4),
        ("[4611686018427387904]", 0),
        ("[18446744073709551616]", 0),
        ("[1]", largest),
        ("[2305843009213693951]", largest - 3),
    ] {
        let json = tensor(shape, to);
        let file = with_head(json.len() as u64, json.as_bytes(), 32);
        assert!(matches!(load(&file, &folder), Err(Error::Format { .. })), "{json}");
    }
}

#[test]
fn large_heads_take_no_more_than_their_share() {
    let folder = tempdir().expect("a folder");
    let many = |entry: &dyn Fn(usize) -> String| {
        let entries = (0..5000).map(entry).collect::<Vec<_>>().join(",");
        format!("{{{entries}}}")
    };
    let info = |from: usize, to: usize| {
        format!("{{\"dtype\":\"U8\",\"shape\":[{}],\"data_offsets\":[{from},{to}]}}", to - from)
    };
    let heads = [
        // Tensors of no size, texts of no length, and shapes of many axes.
        (many(&|i| format!("\"{i}\":{}", info(0, 0))), 0),
        (many(&|i| format!("\"{i}\":{}", info(i, i + 1))), 5000),
        (format!("{{\"__metadata__\":{}}}", many(&|i| format!("\"{i}\":\"\""))), 0),
        (format!("{{\"__metadata__\":{}}}", many(&|_| "\"\":\"\"".to_owned())), 0),
        (format!("{{\"a\":{{\"dtype\":\"U8\",\"shape\":[{}1],\"data_offsets\":[0,1]}}}}", "1,".repeat(20_000)), 1),
        ("{\"a\":".repeat(20_000), 0),
        ("[".repeat(100_000), 0),
    ];
    for (json, data) in heads {
        let file = with_head(json.len() as u64, json.as_bytes(), data);
        load(&file, &folder).expect_err("it is not the network");
    }
}

/// A walk at random through files that are nearly good. It repeats itself, so that a failure does.
#[test]
fn files_changed_at_random_do_no_harm() {
    let folder = tempdir().expect("a folder");
    let bytes = Small::new(1).to_safetensors();
    let mut state = 1u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    const WORDS: [&str; 8] = [
        "\"dtype\":\"F64\"",
        "[0,0]",
        "\"hidden.kernel\":",
        "{}",
        "[2,4]",
        "18446744073709551615",
        ",",
        "__metadata__",
    ];
    for _ in 0..3000 {
        let mut changed = bytes.clone();
        for _ in 0..=random(3) {
            let at = random(changed.len());
            match random(4) {
                0 => changed[at] = random(256) as u8,
                1 => drop(changed.drain(at..(at + random(40)).min(bytes.len().min(changed.len())).max(at))),
                2 => drop(changed.splice(at..at, WORDS[random(WORDS.len())].bytes())),
                _ => {
                    let (from, length) = (random(changed.len()), random(60));
                    let piece = changed[from..(from + length).min(changed.len())].to_vec();
                    drop(changed.splice(at..at, piece));
                }
            }
            if changed.is_empty() {
                break;
            }
        }
        // Often the length of the head is made right again, because all else depends on it.
        if changed.len() > 8 && random(3) > 0 {
            let data = Small::PARAMETER_BYTES.min(changed.len() - 8);
            let head = (changed.len() - 8 - data) as u64;
            changed[..8].copy_from_slice(&head.to_le_bytes());
        }
        let _ = load(&changed, &folder);
    }
}
