use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::time::Duration;

use super::*;

fn counting(samples: u32) -> Stream<[f32; 2], u8> {
    Stream::new(move || Ok((0..samples).map(|i| Ok(([i as f32, 0.5], (i % 7) as u8)))))
}

/// The first numbers of all inputs of an epoch, batch by batch.
fn batches(stream: &mut Stream<[f32; 2], u8>, epoch: usize, batch_size: usize) -> Vec<Vec<u32>> {
    let mut epoch = stream.epoch(epoch, batch_size).expect("good settings");
    let mut batches = Vec::new();
    while let Some(batch) = epoch.next_batch().expect("good samples") {
        assert!(batch.inputs().iter().zip(batch.targets()).all(|(x, y)| x[0] as u32 % 7 == u32::from(*y)));
        assert!(batch.sample_weights().is_none());
        batches.push(batch.inputs().iter().map(|x| x[0] as u32).collect());
    }
    assert!(epoch.next_batch().expect("the end").is_none());
    batches
}

#[test]
fn batches_come_in_order_in_every_epoch() {
    let mut stream = counting(100);
    assert_eq!(stream.len_hint(), None);
    for epoch in 0..3 {
        let found = batches(&mut stream, epoch, 32);
        assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [32, 32, 32, 4]);
        assert!(found.into_iter().flatten().eq(0..100));
    }
    assert_eq!(stream.len_hint(), Some(100));
    assert!(batches(&mut stream, 0, 1000).concat().into_iter().eq(0..100));
    assert!(batches(&mut stream, 0, 1).concat().into_iter().eq(0..100));
}

#[test]
fn a_buffer_mixes_samples_as_seed_and_epoch_say() {
    let order = |buffer, seed, epoch| batches(&mut counting(200).shuffle_buffer(buffer).seed(seed), epoch, 16).concat();
    let one = order(50, 1, 0);
    assert_eq!(one, order(50, 1, 0));
    assert!(one != order(50, 2, 0) && one != order(50, 1, 1) && one != order(20, 1, 0));
    // No sample comes before it is in the buffer.
    assert!(one.iter().enumerate().all(|(at, sample)| *sample as usize <= at + 50));
    for buffer in [1, 2, 50, 1000] {
        let mut sorted = order(buffer, 3, 0);
        sorted.sort_unstable();
        assert!(sorted.into_iter().eq(0..200), "a buffer of {buffer}");
    }
    assert!(order(1, 3, 0).into_iter().eq(0..200));
}

/// A buffer as large as the source gives each sample the same chance to be first.
#[test]
fn a_large_buffer_is_fair() {
    let mut stream = counting(10).shuffle_buffer(10);
    let mut first = [0; 10];
    for epoch in 0..500 {
        let mut epoch = stream.epoch(epoch, 1).expect("good settings");
        let batch = epoch.next_batch().expect("good samples").expect("a batch");
        first[batch.inputs()[0][0] as usize] += 1;
    }
    assert!(first.iter().all(|count| (20..90).contains(count)), "{first:?}");
}

#[test]
fn weights_go_with_their_samples() -> Result<(), Error> {
    let rows = || Ok((0..50).map(|i| Ok(([i as f32], [0.0_f32], f64::from(i)))));
    let mut stream = Stream::new(rows).shuffle_buffer(10);
    let mut epoch = stream.epoch(0, 8)?;
    while let Some(batch) = epoch.next_batch()? {
        let weights = batch.sample_weights().expect("weights");
        assert!(batch.inputs().iter().map(|x| f64::from(x[0])).eq(weights.iter().copied()));
    }
    Ok(())
}

#[test]
fn what_cannot_be_trained_on_ends_the_epoch() {
    type Rows = Vec<([f32; 1], [f32; 1], f64)>;
    let error = |rows: Rows, buffer| {
        let mut stream = Stream::new(move || Ok(rows.clone().into_iter().map(Ok::<_, Error>))).shuffle_buffer(buffer);
        let mut epoch = stream.epoch(0, 2).expect("good settings");
        let error = loop {
            match epoch.next_batch() {
                Ok(batch) => assert!(batch.is_some(), "an error comes before the end"),
                Err(error) => break error,
            }
        };
        assert!(epoch.next_batch().expect("the end").is_none());
        error
    };
    let good = [([1.0], [1.0], 1.0); 5];
    let with = |row: ([f32; 1], [f32; 1], f64)| [&good[..], &[row], &good[..]].concat();
    for buffer in [1, 3, 100] {
        let found = error(with(([f32::INFINITY], [1.0], 1.0)), buffer);
        assert_eq!(found, Error::NotFinite { what: "input", sample: 5, index: 0, value: f64::INFINITY });
        let found = error(with(([1.0], [f32::NEG_INFINITY], 1.0)), buffer);
        assert_eq!(found, Error::NotFinite { what: "target", sample: 5, index: 0, value: f64::NEG_INFINITY });
        assert_eq!(error(with(([1.0], [1.0], -1.0)), buffer), Error::Weight { sample: 5, value: -1.0 });
        assert_eq!(error(vec![], buffer), Error::Empty { what: "stream" });
    }
}

#[test]
fn errors_of_source_and_settings_are_told() {
    let gone = Error::Empty { what: "database" };
    let (of_open, of_row) = (gone.clone(), gone.clone());
    let mut closed = Stream::new(move || Err::<[Result<([f32; 1], u8), Error>; 0], _>(of_open.clone()));
    assert_eq!(closed.epoch(0, 4).expect("good settings").next_batch().expect_err("not open"), gone);

    let mut broken = Stream::new(move || Ok([Ok(([0.0_f32], 0_u8)), Ok(([1.0], 1)), Err(of_row.clone())]));
    let mut epoch = broken.epoch(0, 2).expect("good settings");
    assert!(epoch.next_batch().expect("two rows").is_some());
    assert_eq!(epoch.next_batch().expect_err("a broken row"), gone);

    let zero = |name| Some(Error::Setting { name, value: 0.0, expected: "at least 1" });
    assert_eq!(counting(3).epoch(0, 0).err(), zero("batch_size"));
    assert_eq!(counting(3).shuffle_buffer(0).epoch(0, 2).err(), zero("shuffle_buffer"));
}

#[test]
fn a_panic_of_the_source_goes_on() {
    let mut stream = Stream::new(|| {
        Ok((0..10).map(|i| {
            assert!(i < 5, "row {i}");
            Ok(([i as f32], 0_u8))
        }))
    });
    let mut epoch = stream.epoch(0, 2).expect("good settings");
    assert!(epoch.next_batch().expect("two rows").is_some() && epoch.next_batch().expect("two rows").is_some());
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| epoch.next_batch().is_ok()));
    let words = panic.expect_err("it panics").downcast::<String>().expect("words");
    assert_eq!(*words, "row 5");
    assert!(epoch.next_batch().expect("the end").is_none());
}

/// A source without end, or one that waits for ever, keeps nobody.
#[test]
fn an_epoch_can_be_dropped_early() {
    let alive = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&alive);
    let mut endless = Stream::new(move || {
        let guard = Alive::new(&count);
        Ok((0..).map(move |i: u64| {
            let _guard = &guard;
            Ok(([i as f32], 0_u8))
        }))
    });
    for taken in 0..5 {
        let mut epoch = endless.epoch(0, 16).expect("good settings");
        for _ in 0..taken {
            assert!(epoch.next_batch().expect("good rows").is_some());
        }
    }
    // The first batch comes when the buffer is full, which takes too long.
    let mut picky =
        Stream::new(|| Ok((0_u64..u64::MAX).map(|i| Ok(([i as f32], 0_u8))))).shuffle_buffer(usize::MAX >> 33);
    drop(picky.epoch(0, 1));
    for _ in 0..1000 {
        if alive.load(Ordering::SeqCst) == 0 {
            break;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(alive.load(Ordering::SeqCst), 0, "all readers of the endless source have ended");

    let (wake, waiting) = channel::<()>();
    let waiting = std::sync::Mutex::new(Some(waiting));
    let mut silent = Stream::new(move || {
        let waiting = waiting.lock().map_or(None, |mut waiting| waiting.take());
        Ok(std::iter::from_fn(move || waiting.as_ref()?.recv().ok().map(|()| Ok(([0.0_f32], 0_u8)))))
    });
    drop(silent.epoch(0, 1));
    drop(wake);
}

struct Alive(Arc<AtomicUsize>);

impl Alive {
    fn new(count: &Arc<AtomicUsize>) -> Alive {
        count.fetch_add(1, Ordering::SeqCst);
        Alive(Arc::clone(count))
    }
}

impl Drop for Alive {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[test]
fn records_are_whole() {
    let path = std::env::temp_dir().join(format!("dense-records-{}", std::process::id()));
    std::fs::write(&path, [1, 10, 20, 2, 30, 40]).expect("a folder for temporary files");
    let decode = |bytes: &[u8]| Ok(([f32::from(bytes[1]), f32::from(bytes[2])], bytes[0]));
    let mut stream = Stream::records(&path, 3, decode).expect("two records");
    assert_eq!(stream.len_hint(), Some(2));
    {
        let mut epoch = stream.epoch(0, 4).expect("good settings");
        let batch = epoch.next_batch().expect("good records").expect("a batch");
        assert_eq!((batch.inputs(), batch.targets()), (&[[10.0, 20.0], [30.0, 40.0]][..], &[1, 2][..]));
    }
    let reason = Stream::records(&path, 4, decode).expect_err("a part of a record").to_string();
    assert!(reason.contains("its 6 bytes are no whole number of records of 4 bytes"), "{reason}");
    assert!(matches!(Stream::records(&path, 0, decode), Err(Error::Setting { name: "bytes", .. })));
    std::fs::remove_file(&path).expect("written");
    assert!(matches!(Stream::records(&path, 3, decode), Err(Error::File { action: "open", .. })));
    assert!(matches!(stream.epoch(0, 1).expect("good settings").next_batch(), Err(Error::File { .. })));
}
