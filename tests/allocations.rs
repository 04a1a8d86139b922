//! Steps and predictions in a steady state do not touch the allocator.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use dense::data::Stream;
use dense::prelude::*;

/// Counts what it hands on.
struct Counting;

static CALLS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator as it came.
#[allow(unsafe_code, reason = "an allocator is unsafe by nature")]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        CALLS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        CALLS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        CALLS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `realloc`.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn allocations(work: impl FnOnce()) -> usize {
    let before = CALLS.load(Ordering::Relaxed);
    work();
    CALLS.load(Ordering::Relaxed) - before
}

network! {
    struct Digits { Input(784) -> Dense(64, relu, he_normal) -> Dropout(0.5) -> Dense(10, softmax) }
    struct Pair { Input(2) -> Dense(1) }
    struct Pieces { Input(26, 26, 1) -> Conv2D(32, 3, relu) -> Flatten -> Dense(128, relu) -> Dense(10) }
    struct Wide { Input(8) -> Dense(20_000, relu) -> Dense(3) }
    struct Penalized {
        Input(784)
            -> Dense(16, relu, kernel_regularizer = l2, kernel_constraint = max_norm)
            -> Dense(10, softmax, kernel_regularizer = orthogonal_regularizer, bias_constraint = non_neg)
    }
    struct Pictures {
        Input(16, 16, 3)
            -> Conv2D(8, 3, activation = relu)
            -> MaxPooling2D(2)
            -> SeparableConv2D(12, 3, padding = "same", depth_multiplier = 2)
            -> BatchNormalization
            -> SpatialDropout2D(0.2)
            -> Conv2DTranspose(6, 3, strides = 2)
            -> AveragePooling2D(3, strides = 2, padding = "same")
            -> UpSampling2D(2, interpolation = "bilinear")
            -> Permute(2, 1, 3)
            -> Conv2D(20, 2, strides = 2, groups = 2, kernel_regularizer = l2, kernel_constraint = max_norm)
            -> GlobalAveragePooling2D
            -> Dense(10, softmax)
    }
    struct Sounds {
        Input(64, 2)
            -> Conv1D(16, 5, padding = "causal", activation = relu)
            -> MaxPooling1D(2)
            -> Conv1D(24, 3, dilation_rate = 2)
            -> GlobalMaxPooling1D
            -> Dense(10, softmax)
    }
    struct Segmented {
        Input(16, 16, 3)
            -> Conv2D(8, 3, padding = "same", activation = relu, kernel_constraint = max_norm(2.0, axis = [0, 2]))
            -> Conv2D(4, 1, activation = softmax)
    }
    struct Words {
        Input(20, dtype = u32) -> Embedding(3000, 16) -> GlobalAveragePooling1D -> Dense(500, relu) -> Dense(10, softmax)
    }
}

/// One test for all, because other tests' allocations would be counted too.
#[test]
fn nothing_allocates_in_a_steady_state() {
    let images: Vec<[f32; 784]> = (0..128).map(|i| std::array::from_fn(|j| ((i * j) % 13) as f32 / 13.0)).collect();
    let labels: Vec<u8> = (0..128).map(|i| i % 10).collect();
    let mut model = Digits::new(1);

    // From the very first call.
    let mut outputs = vec![[0.0; 10]; 128];
    assert_eq!(allocations(|| assert!(model.predict(&images[0])[0].is_finite())), 0, "predict");
    assert_eq!(allocations(|| model.predict_into(&images, &mut outputs).expect("as many")), 0, "predict_into");

    // Without any limit of size with a workspace of one's own, and after the first call without.
    let wide = Wide::new(1);
    let mut workspace = Workspace::new();
    assert_eq!(allocations(|| assert!(wide.predict_with(&mut workspace, &[1.0; 8])[0].is_finite())), 0, "predict_with");
    let _ = wide.predict(&[1.0; 8]);
    assert_eq!(allocations(|| assert!(wide.predict(&[1.0; 8])[0].is_finite())), 0, "predict of a wide network");

    // A convolution in pieces.
    let (pieces, places, mut outputs) = (Pieces::new(1), vec![[[[0.5; 1]; 26]; 26]; 64], vec![[0.0; 10]; 64]);
    let mut into = || pieces.predict_into(&places, &mut outputs).expect("as many");
    into();
    assert_eq!(allocations(into), 0, "predict_into with a convolution in pieces");

    // A stream makes its room when it is made, and threads in the first batch that is worth them.
    for batch_size in [32, 256] {
        let mut stream = model.predict_stream(images.iter().cycle(), batch_size).expect("a good size");
        let mut batches =
            |count: usize| assert_eq!(stream.by_ref().take(count * batch_size).count(), count * batch_size);
        batches(1);
        assert_eq!(allocations(|| batches(10)), 0, "predict_stream, {batch_size}");
    }

    steady(&mut *model, &images, &labels, || Adam::new(1e-3));
    // Decay and clipping need room, too; rules that do not vouch for their steps need more.
    steady(&mut *model, &images, &labels, || AdamW::new(CosineDecay::new(1e-3, 100)).clipvalue(0.1));
    steady(&mut *model, &images, &labels, || Adadelta::new(1e-3).weight_decay(0.1));
    steady(&mut *Penalized::new(1), &images, &labels, || Adam::new(1e-3));

    // Indices are sorted in each step.
    let texts: Vec<[u32; 20]> = (0..128).map(|i| std::array::from_fn(|j| (i * j as u32 * 37) % 3000)).collect();
    let mut words = Words::new(1);
    assert_eq!(allocations(|| assert!(words.predict(&texts[0])[0].is_finite())), 0, "predict of words");
    steady(&mut *words, &texts, &labels, || Adam::new(1e-3));
    steady(&mut *words, &texts, &labels, || Adadelta::new(1e-3).weight_decay(0.1));

    // Images and sequences: with a workspace of one's own from the first call on.
    let pictures: Vec<[[[f32; 3]; 16]; 16]> = (0..128).map(|i| [[[(i % 13) as f32 / 13.0; 3]; 16]; 16]).collect();
    let sounds: Vec<[[f32; 2]; 64]> = (0..128).map(|i| [[(i % 13) as f32 / 13.0; 2]; 64]).collect();
    steady_places(&mut *Pictures::new(1), &pictures, &labels);
    steady_places(&mut *Sounds::new(1), &sounds, &labels);

    // Weights of samples and classes, samples that are left out, and another divisor.
    let weights: Vec<f64> = (0..128).map(|i| f64::from(i % 3)).collect();
    for reduction in [Reduction::SumOverBatchSize, Reduction::Sum, Reduction::MeanWithSampleWeight] {
        let loss = SparseCategoricalCrossentropy::new().reduction(reduction).ignore_class(3);
        let mut trainer = Trainer::new(Adam::new(1e-3), loss).class_weight(&[0.5; 10]);
        let mut step = || {
            for samples in [128, 7] {
                let (images, labels) = (&images[..samples], &labels[..samples]);
                trainer.train_on_weighted_batch(&mut *model, images, labels, &weights[..samples]).expect("good data");
            }
        };
        step();
        assert_eq!(allocations(step), 0, "train_on_weighted_batch, {reduction:?}");
    }

    // A label for each pixel, and norms along axes that are apart.
    let masks: Vec<[[u8; 16]; 16]> = (0..128).map(|i| std::array::from_fn(|j| [(i + j as u8) % 4; 16])).collect();
    let loss = SparseCategoricalCrossentropy::new().reduction(Reduction::MeanWithSampleWeight).ignore_class(3);
    let (mut segmented, mut trainer) = (Segmented::new(1), Trainer::new(Adam::new(1e-3), loss));
    let mut step = || {
        trainer.train_on_weighted_batch(&mut segmented, &pictures, &masks, &weights).expect("good data");
    };
    step();
    assert_eq!(allocations(step), 0, "train_on_weighted_batch of pixels");

    // Norms, averages, accumulated gradients, and rules of whole tensors.
    let accumulating = || SGD::new(1e-3).clipnorm(0.1).use_ema(true).gradient_accumulation_steps(3);
    steady(&mut *model, &images, &labels, accumulating);
    steady(&mut *Penalized::new(1), &images, &labels, accumulating);
    steady(&mut *model, &images, &labels, || Lamb::new(1e-3).weight_decay(0.1));
    steady(&mut *model, &images, &labels, || Adafactor::new(1e-3).global_clipnorm(0.1));
    steady(&mut *model, &images, &labels, || Muon::new(1e-3));

    prepared();

    let rows = |i: usize| {
        // Once, training waits for rows; `Watch` has rows wait for training.
        if i == 0 {
            std::thread::sleep(Duration::from_millis(30));
        }
        let x = (i % 100) as f32 / 100.0;
        Ok(([x, 1.0 - x], [3.0 * x]))
    };
    steady_stream("of a closure", Stream::new(move || Ok((0..).map(rows))));
    steady_stream("that is shuffled", Stream::new(move || Ok((0..).map(rows))).shuffle_buffer(50));
    let path = std::env::temp_dir().join(format!("dense-allocations-{}", std::process::id()));
    std::fs::write(&path, [0x3f; 12 * 5000]).expect("a folder for temporary files");
    let decode = |bytes: &[u8]| Ok(([f32::from(bytes[0]), f32::from(bytes[4])], [f32::from(bytes[8])]));
    steady_stream("of records", Stream::records(&path, 12, decode).expect("records"));
    #[cfg(feature = "csv")]
    {
        let rows: String = (0..5000).map(|row| format!("{row},0.25,\"{}\"\n", 2 * row)).collect();
        std::fs::write(&path, format!("a,b,c\n{rows}")).expect("a folder for temporary files");
        steady_stream("of a table", Table::options().stream(&path, ["b", "b"], ["b"]).expect("three columns"));
    }
    std::fs::remove_file(path).expect("written");
}

/// Networks over places neither predict nor learn with an allocation.
fn steady_places<N: Network<Element = f32, Output = [f32; 10]>>(model: &mut N, inputs: &[N::Input], labels: &[u8])
where
    SparseCategoricalCrossentropy: Loss<[f32; 10], u8, N::Head>,
{
    let mut workspace = Workspace::new();
    let name = N::PLAN.name;
    let with = || assert!(model.predict_with(&mut workspace, &inputs[0])[0].is_finite());
    assert_eq!(allocations(with), 0, "{name}: predict_with");
    let _ = model.predict(&inputs[0]);
    assert_eq!(allocations(|| assert!(model.predict(&inputs[0])[0].is_finite())), 0, "{name}: predict");
    let mut outputs = vec![[0.0; 10]; inputs.len()];
    let mut into = || model.predict_into(inputs, &mut outputs).expect("as many");
    into();
    assert_eq!(allocations(into), 0, "{name}: predict_into");
    steady(model, inputs, labels, || Adam::new(1e-3));
    steady(model, inputs, labels, || Adadelta::new(1e-3).weight_decay(0.1));
    steady(model, inputs, labels, || SGD::new(1e-3).clipnorm(0.1).gradient_accumulation_steps(3));
}

/// Neither the thread that trains nor the one that reads allocates after the first batches.
fn steady_stream(what: &str, mut stream: Stream<[f32; 2], [f32; 1]>) {
    let counted = Arc::new(AtomicUsize::new(usize::MAX));
    let watch = Watch { before: 0, counted: Arc::clone(&counted) };
    let mut trainer = Trainer::new(SGD::new(1e-4), MeanSquaredError::new()).threads(1).callback(watch);
    trainer.fit_stream(&mut Pair::new(1), &mut stream).expect("good rows");
    assert_eq!(counted.load(Ordering::Relaxed), 0, "a stream {what}");
}

/// Counts allocations from the twentieth batch to the hundredth, the last one.
struct Watch {
    before: usize,
    counted: Arc<AtomicUsize>,
}

impl Callback for Watch {
    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        match run.batch {
            10 => std::thread::sleep(Duration::from_millis(30)),
            20 => self.before = CALLS.load(Ordering::Relaxed),
            100 => {
                self.counted.store(CALLS.load(Ordering::Relaxed) - self.before, Ordering::Relaxed);
                run.stop = true;
            }
            _ => {}
        }
        Ok(())
    }
}

/// A sample is prepared without allocating, and many are with a single piece of memory.
fn prepared() {
    let rows: Vec<[f32; 2]> =
        (0..1000).map(|i| [(i % 7) as f32, if i % 5 == 1 { f32::NAN } else { i as f32 }]).collect();
    let texts: Vec<[&str; 1]> = (0..1000).map(|i| [["red", "green", "blue"][i % 3]]).collect();
    let imputer = Imputer::mean(&rows).expect("no column is missing");
    let full = imputer.transform_all(&rows);
    let steps = (imputer, Standardizer::fit(&full).expect("finite"), MinMaxScaler::fit(&full).expect("finite"));
    let robust = RobustScaler::fit(&full).expect("finite");
    let one_hot = OneHotEncoder::fit(&texts).expect("rows");
    let ordinal = OrdinalEncoder::fit(&texts).expect("rows");
    let columns = ColumnTransformer::<_, _, 2, 1, 5>::new((steps, robust), one_hot).expect("five columns");
    let one = || {
        assert!(columns.transform(&rows[1], &texts[1]).is_ok_and(|input| input.iter().all(|x| x.is_finite())));
        assert_eq!(ordinal.indices(&texts[0]), Ok([2]));
    };
    assert_eq!(allocations(one), 0, "one sample");
    let mut all = Vec::new();
    assert_eq!(allocations(|| all = columns.transform_all(&rows, &texts).expect("known texts")), 1, "all samples");
    assert_eq!(all.len(), 1000);
}

/// Steps with the optimizer allocate nothing after the first ones.
fn steady<N: Network<Output = [f32; 10]>, O: Optimizer>(
    model: &mut N,
    images: &[N::Input],
    labels: &[u8],
    optimizer: impl Fn() -> O,
) where
    SparseCategoricalCrossentropy: Loss<[f32; 10], u8, N::Head>,
{
    for threads in [1, 2, 3] {
        let mut trainer =
            Trainer::new(optimizer(), SparseCategoricalCrossentropy::new()).metric(Accuracy::new()).threads(threads);
        // The first steps make the memory and the threads.
        for _ in 0..3 {
            trainer.train_on_batch(model, images, labels).expect("good data");
        }
        let steps = allocations(|| {
            for _ in 0..10 {
                trainer.train_on_batch(model, images, labels).expect("good data");
                trainer.train_on_batch(model, &images[..7], &labels[..7]).expect("good data");
            }
        });
        assert_eq!(steps, 0, "train_on_batch with {threads} threads");
    }
}
