//! Training on streams: the bits of training in memory, and what may go wrong on the way.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dense::data::Stream;
use dense::prelude::*;

network! {
    struct Classes { Input(6) -> Dense(9, tanh) -> Dropout(0.2) -> BatchNormalization -> Dense(4, softmax) }
    struct Words { Input(3, dtype = u32) -> Embedding(5, 4) -> Flatten -> Dense(2, softmax) }
    struct Line { Input(1) -> Dense(1) }
}

fn samples(count: usize) -> (Vec<[f32; 6]>, Vec<u8>, Vec<f64>) {
    let number = |i: usize| ((i * 2_654_435_761) % 1000) as f32 / 500.0 - 1.0;
    let inputs = (0..count).map(|i| std::array::from_fn(|j| number(6 * i + j))).collect();
    let targets = (0..count).map(|i| (i * i % 4) as u8).collect();
    (inputs, targets, (0..count).map(|i| 0.5 + (i % 3) as f64).collect())
}

fn in_memory(count: usize) -> Dataset<[f32; 6], u8> {
    let (inputs, targets, weights) = samples(count);
    Dataset::new(inputs, targets).and_then(|data| data.sample_weight(weights)).expect("good data")
}

fn streamed(count: usize) -> Stream<[f32; 6], u8> {
    Stream::new(move || {
        let (inputs, targets, weights) = samples(count);
        Ok(inputs.into_iter().zip(targets).zip(weights).map(|((x, y), weight)| Ok((x, y, weight))))
    })
}

macro_rules! trainer {
    () => {
        Trainer::new(Adam::new(0.01), SparseCategoricalCrossentropy::new())
            .metric(SparseCategoricalAccuracy::new())
            .weighted_metric(SparseCategoricalAccuracy::new().name("weighted"))
            .class_weight(&[1.0, 2.0, 1.0, 0.5])
            .batch_size(16)
            .seed(7)
    };
}

#[test]
fn a_stream_trains_as_a_data_set_does() -> Result<(), Error> {
    for (count, threads) in [(100, 1), (100, 3), (16, 1), (5, 1)] {
        let (data, mut stream) = (in_memory(count), streamed(count));
        let (mut one, mut other) = (Classes::new(1), Classes::new(1));
        let mut by_data = trainer!().epochs(3).shuffle(false).threads(threads).validation_data(&data);
        let mut by_stream = trainer!().epochs(3).threads(threads).validation_data(&data);
        let history = by_data.fit(&mut one, &data)?;
        assert_eq!(by_stream.fit_stream(&mut other, &mut stream)?, history);
        assert_eq!(one, other);
        assert_eq!(by_stream.evaluate_stream(&other, &mut stream)?, by_data.evaluate(&one, &data)?);
        assert_eq!(stream.len_hint(), Some(count));
    }
    Ok(())
}

#[test]
fn steps_per_epoch_go_on_where_the_last_epoch_ended() -> Result<(), Error> {
    for steps in [1, 3, 7, 20] {
        let (mut one, mut other) = (Classes::new(1), Classes::new(1));
        let history = trainer!().epochs(5).steps_per_epoch(steps).shuffle(false).fit(&mut one, &in_memory(100))?;
        let found = trainer!().epochs(5).steps_per_epoch(steps).fit_stream(&mut other, &mut streamed(100))?;
        assert_eq!((found, &other), (history, &one));
    }
    Ok(())
}

#[test]
fn a_buffer_gives_each_epoch_another_order_and_each_run_the_same() -> Result<(), Error> {
    let run = |seed| {
        let mut model = Classes::new(1);
        let mut stream = streamed(100).shuffle_buffer(40).seed(seed);
        trainer!().epochs(2).fit_stream(&mut model, &mut stream).map(|history| (model, history))
    };
    assert_eq!(run(1)?, run(1)?);
    assert_ne!(run(1)?, run(2)?);
    Ok(())
}

/// What callbacks see before and after a stream has been read to its end.
#[derive(Default)]
struct Sizes(std::sync::Arc<std::sync::Mutex<Vec<(usize, usize)>>>);

impl Callback for Sizes {
    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.0.lock().expect("no panic").push((run.batches, run.samples));
        Ok(())
    }
}

#[test]
fn callbacks_see_how_much_there_is_when_that_is_known() -> Result<(), Error> {
    let seen = std::sync::Arc::default();
    let sizes = Sizes(std::sync::Arc::clone(&seen));
    trainer!().epochs(2).callback(sizes).fit_stream(&mut Classes::new(1), &mut streamed(100))?;
    let sizes = Sizes(std::sync::Arc::clone(&seen));
    trainer!().callback(sizes).fit_stream(&mut Classes::new(1), &mut streamed(100).samples(100))?;
    assert_eq!(*seen.lock().expect("no panic"), [(0, 0), (7, 100), (7, 100)]);
    Ok(())
}

struct Stop(usize);

impl Callback for Stop {
    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        run.stop = run.batch == self.0;
        Ok(())
    }
}

#[test]
fn a_run_on_a_stream_without_end_can_be_stopped() -> Result<(), Error> {
    let rows = |i: u64| Ok(([(i % 10) as f32 / 10.0], [(i % 10) as f32 / 5.0]));
    let mut endless = Stream::new(move || Ok((0..).map(rows)));
    let mut model = Line::new(1);
    let history =
        Trainer::new(SGD::new(0.1), MeanSquaredError::new()).callback(Stop(50)).fit_stream(&mut model, &mut endless)?;
    assert_eq!(history.epochs().len(), 1);
    let mut trainer = Trainer::new(SGD::new(0.1), MeanSquaredError::new()).epochs(4).steps_per_epoch(10);
    assert_eq!(trainer.fit_stream(&mut model, &mut endless)?.epochs().len(), 4);
    Ok(())
}

/// Trains on rows that go wrong after 40 good ones. The network is as 40 rows, less those of the last batch, have left it.
fn broken<N: Network, Y: dense::data::Target, L: Loss<N::Output, Y, N::Head>>(
    loss: L,
    row: impl Fn(usize) -> Result<(N::Input, Y), Error> + Clone + Send + Sync + 'static,
) -> Error {
    let mut stream = Stream::new(move || Ok((0..60).map(row.clone())));
    let (mut model, before) = (N::new(1), N::new(1));
    let error =
        Trainer::new(SGD::new(0.1), loss).batch_size(16).fit_stream(&mut model, &mut stream).expect_err("bad rows");
    assert!(model != before, "the first batches were good");
    error
}

#[test]
fn errors_of_rows_end_training() {
    let loss = SparseCategoricalCrossentropy::new;
    let (inputs, targets, _) = samples(60);
    let row = move |i: usize| (inputs[i], targets[i]);
    let good = row.clone();
    let error = broken::<Classes, u8, _>(
        loss(),
        move |i| if i < 40 { Ok(good(i)) } else { Err(Error::Empty { what: "disk" }) },
    );
    assert_eq!(error, Error::Empty { what: "disk" });
    let good = row.clone();
    let error = broken::<Classes, u8, _>(loss(), move |i| Ok((good(i).0, if i < 40 { good(i).1 } else { 4 })));
    assert_eq!(error, Error::Label { sample: 40, label: 4, classes: 4 });
    let good = row;
    let error = broken::<Classes, u8, _>(loss(), move |i| Ok((if i < 40 { good(i).0 } else { [f32::INFINITY; 6] }, 0)));
    assert_eq!(error, Error::NotFinite { what: "input", sample: 40, index: 0, value: f64::INFINITY });
    let error = broken::<Words, u8, _>(loss(), |i| Ok(([if i < 40 { 4 } else { 5 }; 3], (i % 2) as u8)));
    assert_eq!(error, Error::Index { sample: 40, place: 0, index: 5, input_dim: 5 });
}

#[test]
fn settings_and_first_rows_are_checked_before_anything_changes() {
    let mut model = Classes::new(1);
    let name = |error| match error {
        Error::Setting { name, .. } => name,
        other => panic!("{other:?}"),
    };
    let mut fit = |result: fn(&mut Box<Classes>) -> Result<History, Error>| result(&mut model).expect_err("refused");
    assert_eq!(
        name(fit(|model| trainer!().validation_split(0.5).fit_stream(model, &mut streamed(20)))),
        "validation_split"
    );
    assert_eq!(name(fit(|model| trainer!().batch_size(0).fit_stream(model, &mut streamed(20)))), "batch_size");
    assert_eq!(name(fit(|model| trainer!().fit_stream(model, &mut streamed(20).shuffle_buffer(0)))), "shuffle_buffer");
    assert_eq!(
        name(fit(|model| trainer!().class_weight(&[1.0; 3]).fit_stream(model, &mut streamed(20)))),
        "class_weight"
    );
    assert_eq!(fit(|model| trainer!().fit_stream(model, &mut streamed(0))), Error::Empty { what: "stream" });
    assert_eq!(model, Classes::new(1));

    let evaluated = trainer!().evaluate_stream(&model, &mut streamed(0));
    assert_eq!(evaluated, Err(Error::Empty { what: "stream" }));
    let mut labels = Stream::new(|| Ok((0..40).map(|i| Ok(([0.5_f32; 6], if i < 30 { 0_u8 } else { 9 })))));
    let evaluated = trainer!().evaluate_stream(&model, &mut labels);
    assert_eq!(evaluated, Err(Error::Label { sample: 30, label: 9, classes: 4 }));
}

#[test]
fn a_panic_of_the_source_comes_out_of_fit() {
    let mut stream = Stream::new(|| {
        Ok((0..50).map(|i| {
            assert!(i < 40, "row {i} of the source");
            Ok(([0.5_f32; 6], 0_u8))
        }))
    });
    let fit = || trainer!().fit_stream(&mut Classes::new(1), &mut stream).map(|_| ());
    let panic = catch_unwind(AssertUnwindSafe(fit)).expect_err("it panics");
    assert_eq!(panic.downcast_ref::<String>().map(String::as_str), Some("row 40 of the source"));
}

/// A run that ends in the middle of an epoch goes on there, whatever is read before.
#[cfg(feature = "files")]
#[test]
fn a_run_is_resumed_with_the_same_bits() -> Result<(), Error> {
    use dense::callback::BackupAndRestore;

    for steps in [None, Some(5)] {
        let folder = std::env::temp_dir().join(format!("dense-streaming-{}", std::process::id()));
        let trainer = || {
            let trainer = trainer!().epochs(4);
            if let Some(steps) = steps { trainer.steps_per_epoch(steps) } else { trainer }
        };
        let stream = || streamed(100).shuffle_buffer(30);
        let mut whole = Classes::new(1);
        let history = trainer().fit_stream(&mut whole, &mut stream())?;

        let backup = || BackupAndRestore::new(&folder).save_freq(1);
        let interrupted = trainer().callback(backup()).callback(Fail { epoch: 2, batch: 3 });
        let error = { interrupted }.fit_stream(&mut Classes::new(1), &mut stream()).expect_err("interrupted");
        assert_eq!(error, Error::Empty { what: "power" });
        let mut resumed = Classes::new(9);
        let found = trainer().callback(backup()).fit_stream(&mut resumed, &mut stream())?;
        assert_eq!((found, resumed), (history, whole));
        let _ = std::fs::remove_dir_all(folder);
    }
    Ok(())
}

#[cfg(feature = "files")]
struct Fail {
    epoch: usize,
    batch: usize,
}

#[cfg(feature = "files")]
impl Callback for Fail {
    fn on_train_batch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        let is_time = (run.epoch, run.batch) == (self.epoch, self.batch);
        if is_time { Err(Error::Empty { what: "power" }) } else { Ok(()) }
    }
}
