//! Networks that take indices.

use dense::prelude::*;
use dense::{Folded, Tensor};

network! {
    struct Words {
        Input(10, dtype = u32) -> Embedding(1000, 16) -> GlobalAveragePooling1D -> Dense(1, sigmoid)
    }
    struct Exact { Input(3, 2, dtype = u32) -> Reshape(2, 3) -> Embedding(7, 5, normal, dtype = f64) -> [2, 3, 5] }
    struct Sized<const VOCABULARY: usize, const FEATURES: usize> {
        Input(dtype = u32) -> Embedding(VOCABULARY, FEATURES) -> GlobalAveragePooling1D -> Dense(2)
    }
    struct Frozen {
        Input(4, dtype = u32)
            -> Embedding(50, 3, trainable = false, embeddings_constraint = non_neg)
            -> Flatten
            -> Dense(2, softmax)
    }
    struct Constrained {
        Input(4, dtype = u32)
            -> Embedding(50, 3, embeddings_regularizer = l2(0.1), embeddings_constraint = unit_norm(axis = 1))
            -> Flatten
            -> Dense(2, softmax)
    }
    struct Normalized {
        Input(4, dtype = u32)
            -> Embedding(50, 3)
            -> BatchNormalization
            -> Flatten
            -> Dense(6, use_bias = false)
            -> BatchNormalization
            -> Dense(2)
    }
    struct Large {
        Input(30, dtype = u32)
            -> Embedding(3000, 21)
            -> LayerNormalization
            -> Dropout(0.2)
            -> GlobalAveragePooling1D
            -> Dense(40, relu)
            -> Dense(2, softmax)
    }
    struct Means { Input(5, 3) -> GlobalAveragePooling1D }
}

const _: () = {
    assert!(Words::PARAMETERS == 16_017 && Words::FLOPS == 160 + 33);
    assert!(Frozen::PARAMETERS == 150 + 26 && Frozen::TRAINABLE_PARAMETERS == 26);
    assert!(<Sized<9, 4, 6>>::FLOPS == 24 + 18 && <Sized<9, 4, 6>>::PARAMETERS == 36 + 10);
};

/// Indices below a limit, the same in every call.
fn indices<const N: usize>(samples: usize, below: u32) -> Vec<[u32; N]> {
    let mut state = 5_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    (0..samples).map(|_| std::array::from_fn(|_| next())).collect()
}

fn labels(samples: usize) -> Vec<u8> {
    (0..samples).map(|sample| (sample % 2) as u8).collect()
}

#[test]
fn each_index_gives_its_row() {
    let model = Exact::new(1);
    let table = model.tensor("embedding.embeddings").expect("a table");
    let found: [[[f64; 5]; 3]; 2] = model.predict(&[[0, 6], [3, 3], [5, 1]]);
    for (row, index) in found.as_flattened().iter().zip([0, 6, 3, 3, 5, 1]) {
        assert_eq!(row[..], table[index * 5..][..5]);
    }
    let tensor = model.tensors().next().expect("a table");
    assert_eq!((tensor.name(), tensor.shape()), ("embedding.embeddings", &[7, 5][..]));
}

#[test]
fn sizes_can_be_parameters() {
    let model = Sized::<9, 4, 6>::new(1);
    let table = model.tensor("embedding.embeddings").expect("a table");
    assert!(table.len() == 36 && table.iter().all(|x| x.abs() <= 0.05) && table.iter().any(|x| x.abs() > 0.03));
    let model = network!(Input(dtype = u32) -> Embedding(9, 4, constant(0.5)) -> GlobalAveragePooling1D);
    assert_eq!(model.predict(&[8, 0, 1]), [0.5; 4]);
}

#[test]
fn means_are_over_the_steps() {
    let sample = [[1.0, 2.0, -1.0], [2.0, 2.0, 0.0], [3.0, 2.0, 0.0], [4.0, 2.0, 0.0], [5.0, 2.0, 0.5]];
    assert_eq!(Means::new(0).predict(&sample), [3.0, 2.0, -0.1]);
}

#[test]
fn all_ways_of_a_prediction_give_the_same_bits() {
    let model = Large::new(3);
    let inputs = indices::<30>(700, 3000);
    let together = model.predict_batch(&inputs);
    let mut into = vec![[0.0; 2]; inputs.len()];
    model.predict_into(&inputs, &mut into).expect("as many outputs as inputs");
    assert_eq!(together, into);
    let mut workspace = Workspace::new();
    for (input, output) in inputs.iter().zip(&together) {
        assert_eq!(model.predict(input), *output);
        assert_eq!(model.predict_with(&mut workspace, input), *output);
    }
}

#[test]
fn a_prediction_takes_nan_for_an_index_without_a_row() {
    let model = Exact::new(1);
    let found: [[[f64; 5]; 3]; 2] = model.predict(&[[0, 7], [3, u32::MAX], [5, 1]]);
    for (row, is_known) in found.as_flattened().iter().zip([true, false, true, false, true, true]) {
        assert!(row.iter().all(|x| x.is_nan() != is_known), "{row:?}");
    }
    assert_eq!(model.predict_batch(&[[[0, 7], [3, 3], [5, 1]]])[0].as_flat().iter().filter(|x| x.is_nan()).count(), 5);
    assert!(Words::new(1).predict(&[1000; 10])[0].is_nan());
}

#[test]
fn training_refuses_an_index_without_a_row() {
    let mut model = Words::new(1);
    let before = model.clone();
    let mut inputs = indices::<10>(20, 1000);
    inputs[7][3] = 1000;
    inputs[9][0] = 4_000_000_000;
    let error = Error::Index { sample: 7, place: 3, index: 1000, input_dim: 1000 };
    let bad = Dataset::new(inputs.clone(), labels(20)).expect("any index can be in a data set");
    let good = Dataset::new(indices::<10>(20, 1000), labels(20)).expect("good samples");
    let mut trainer = Trainer::new(SGD::new(0.1), BinaryCrossentropy::new());
    assert_eq!(trainer.fit(&mut model, &bad), Err(error.clone()));
    assert_eq!(trainer.evaluate(&model, &bad), Err(error.clone()));
    assert_eq!(trainer.train_on_batch(&mut model, &inputs, &labels(20)), Err(error.clone()));
    let mut workspace = TrainingWorkspace::new(0);
    assert_eq!(workspace.forward(&model, &inputs), Err(error.clone()));
    let mut validated = Trainer::new(SGD::new(0.1), BinaryCrossentropy::new()).validation_data(&bad);
    assert_eq!(validated.fit(&mut model, &good), Err(error.clone()));
    assert_eq!(model, before);
    assert_eq!(
        error.to_string(),
        "sample 7 has the index 1000 at place 3, but the network's `Embedding` has 1000 rows: indices go from 0 to 999"
    );
    // A target that is not finite is found beside indices, too.
    let targets = [[0.5_f32], [f32::NAN]];
    let error =
        Trainer::new(SGD::new(0.1), MeanSquaredError::new()).train_on_batch(&mut model, &[[0; 10]; 2], &targets);
    assert!(matches!(error, Err(Error::NotFinite { what: "target", sample: 1, .. })), "{error:?}");
    assert_eq!(model, before);
}

#[test]
fn words_are_learned() {
    // What a sample is about is said by one of its words.
    let inputs: Vec<[u32; 10]> = indices::<10>(400, 900)
        .into_iter()
        .enumerate()
        .map(|(sample, mut words)| {
            words[sample % 10] = 900 + (sample as u32 * 7 + (sample % 2) as u32) % 2 * 50;
            words
        })
        .collect();
    let labels: Vec<u8> = inputs.iter().map(|words| u8::from(words.contains(&950))).collect();
    let data = Dataset::new(inputs, labels).expect("good samples");
    let mut model = Words::new(1);
    let mut trainer = Trainer::new(Adam::new(0.05), BinaryCrossentropy::new()).metric(BinaryAccuracy::new()).epochs(20);
    trainer.fit(&mut model, &data).expect("good data");
    let accuracy = trainer.evaluate(&model, &data).expect("good data").get("binary_accuracy");
    assert!(accuracy > Some(0.99), "{accuracy:?}");
}

/// The bits of all parameters after some steps.
fn trained<O: Optimizer>(optimizer: O, samples: usize, threads: usize) -> Vec<u32> {
    let mut model = Large::new(1);
    let (inputs, labels) = (indices::<30>(samples, 3000), labels(samples));
    let mut trainer = Trainer::new(optimizer, SparseCategoricalCrossentropy::new()).threads(threads);
    for _ in 0..3 {
        trainer.train_on_batch(&mut model, &inputs, &labels).expect("good data");
    }
    model.tensors().flat_map(|tensor| tensor.values().iter().map(|x| x.to_bits())).collect()
}

#[test]
fn threads_change_no_bit() {
    for samples in [1, 33, 400] {
        let [one, two, three] = [1, 2, 3].map(|threads| trained(Adam::new(1e-3), samples, threads));
        assert!(one == two && one == three, "{samples} samples");
    }
}

/// As SGD, but without vouching for its steps: gradients are stored before it sees them.
#[derive(Clone, Copy)]
struct Careful(SGD);

impl Optimizer for Careful {
    fn learning_rate(&self, step: dense::optimizer::Step) -> f64 {
        self.0.learning_rate(step)
    }

    fn set_learning_rate(&mut self, learning_rate: f64) -> Result<(), Error> {
        self.0.set_learning_rate(learning_rate)
    }

    fn slots(&self) -> usize {
        self.0.slots()
    }

    fn update<T: Element>(
        &self,
        step: dense::optimizer::Step,
        parameters: &mut [T],
        gradients: &[T],
        state: &mut [&mut [T]],
    ) {
        self.0.update(step, parameters, gradients, state);
    }
}

#[test]
fn gradients_that_are_used_at_once_are_those_that_are_stored() {
    let sgd = SGD::new(0.1).momentum(0.9);
    for (samples, threads) in [(1, 1), (33, 1), (400, 1), (400, 3)] {
        assert!(trained(sgd, samples, threads) == trained(Careful(sgd), samples, 1), "{samples} samples");
    }
}

#[test]
fn all_rows_take_the_optimizers_step() {
    // Row 1 is looked up in the first batch and in no other: momentum goes on moving it, as in Keras.
    let mut model = Words::new(1);
    let row = |model: &Words| model.tensor("embedding.embeddings").expect("a table")[16..32].to_vec();
    let mut trainer = Trainer::new(SGD::new(0.1).momentum(0.9), BinaryCrossentropy::new());
    let first = row(&model);
    trainer.train_on_batch(&mut model, &[[1; 10]], &[1_u8]).expect("good data");
    let second = row(&model);
    trainer.train_on_batch(&mut model, &[[2; 10]], &[1_u8]).expect("good data");
    let third = row(&model);
    for at in 0..16 {
        let (step, next) = (second[at] - first[at], third[at] - second[at]);
        assert!(step != 0.0 && (next - 0.9 * step).abs() < 1e-6, "{step}, then {next}");
    }
}

#[test]
fn a_frozen_table_stays_and_a_constrained_one_is_brought_back() {
    let (inputs, labels) = (indices::<4>(64, 50), labels(64));
    let mut frozen = Frozen::new(1);
    let before = frozen.clone();
    let mut trainer = Trainer::new(Adam::new(0.1), SparseCategoricalCrossentropy::new());
    trainer.train_on_batch(&mut frozen, &inputs, &labels).expect("good data");
    assert_eq!(frozen.tensor("embedding.embeddings"), before.tensor("embedding.embeddings"));
    assert_ne!(frozen.tensor("dense.kernel"), before.tensor("dense.kernel"));
    let mut model = Constrained::new(1);
    trainer.train_on_batch(&mut model, &inputs, &labels).expect("good data");
    for row in model.tensor("embedding.embeddings").expect("a table").chunks_exact(3) {
        assert!((row.iter().map(|x| x * x).sum::<f32>() - 1.0).abs() < 1e-5, "{row:?}");
    }
}

#[test]
fn folding_keeps_the_table() {
    let mut model = Normalized::new(1);
    let inputs = indices::<4>(64, 50);
    let targets: Vec<[f32; 2]> = (0..64).map(|sample| [sample as f32 / 64.0, 1.0]).collect();
    let mut trainer = Trainer::new(Adam::new(0.01), MeanSquaredError::new());
    for _ in 0..20 {
        trainer.train_on_batch(&mut model, &inputs, &targets).expect("good data");
    }
    let folded: Box<Folded<Normalized>> = model.fold();
    assert_eq!(folded.tensor("embedding.embeddings"), model.tensor("embedding.embeddings"));
    assert_eq!(<Folded<Normalized>>::plan().layers.len() + 2, Normalized::plan().layers.len());
    for input in &inputs {
        for (slow, fast) in model.predict(input).iter().zip(folded.predict(input)) {
            assert!((slow - fast).abs() < 1e-4 * slow.abs().max(1.0), "{slow} and {fast}");
        }
    }
}

#[test]
fn the_plan_says_what_goes_in() {
    let plan = Words::plan().to_string();
    let expected = "\
plan of Words: f32 [10] of u32 -> [1]
  layer                     kind                    output    prediction  training  FLOPs  weights
  embedding                 Embedding               [10, 16]  embedding   embedding 0      62.50 KB
";
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert!(words(&plan).starts_with(&words(expected)), "{plan}");
    assert!(!plan.contains("  embedding  4 x"), "a table has no tiles: {plan}");
    let summary = Words::summary().to_string();
    assert!(summary.contains("16,000") && summary.contains("(None, 10, 16)"), "{summary}");
    assert!(summary.contains("global_average_pooling1d (GlobalAveragePooling1D)"), "{summary}");
}

/// A gradient is the sum of so many terms that each of them must be small, or the step is taken with care.
#[test]
fn a_sum_over_places_that_overflows_changes_nothing() {
    let mut model = network!(Input(1000, dtype = u32) -> Embedding(2, 1) -> Flatten);
    let before = model.clone();
    let mut trainer = Trainer::new(SGD::new(1e-9), MeanSquaredError::new().reduction(Reduction::Sum));
    let result = trainer.train_on_batch(&mut model, &[[1; 1000]; 8], &[[1e17_f32; 1000]; 8]);
    assert!(result.is_ok(), "large, but finite: {result:?}");
    assert!(model != before && model.tensors().all(|tensor| tensor.values().iter().all(|x| x.is_finite())));
}
