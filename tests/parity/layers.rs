//! Small models that mix layers: what they predict, and what they are after 20 steps of training.

use dense::Tensor;
use dense::data::Target;
use dense::prelude::*;

use crate::golden::{Case, cases};

macro_rules! networks {
    ($vectors:ident, $images:ident, $batches:ident, $channels:ident, $slopes:ident, $standards:ident, $words:ident, $flat:ident, $element:ident) => {
        network! {
            struct $vectors {
                Input(6, dtype = $element)
                    -> Rescaling(0.5, offset = -0.25)
                    -> Dense(9)
                    -> LayerNormalization
                    -> ReLU(1.5, negative_slope = 0.1, threshold = 0.25)
                    -> Dense(5)
                    -> RMSNormalization
                    -> LeakyReLU
                    -> Dense(3)
                    -> Softmax
            }
            struct $images {
                Input(2, 3, 4, dtype = $element)
                    -> LayerNormalization(epsilon = 0.01, center = false, gamma_regularizer = l2(0.05))
                    -> ELU(0.7)
                    -> Flatten
                    -> Dense(6, tanh, use_bias = false)
                    -> UnitNormalization
                    -> LayerNormalization(scale = false, beta_initializer = constant(0.5), beta_constraint = non_neg)
                    -> Dense(2)
            }
            struct $batches {
                Input(6, dtype = $element)
                    -> Dense(9, use_bias = false)
                    -> BatchNormalization(momentum = 0.9)
                    -> ReLU
                    -> BatchNormalization(center = false, scale = false, epsilon = 0.01)
                    -> Dense(5, tanh)
                    -> BatchNormalization(trainable = false)
                    -> Dense(3)
                    -> Softmax
            }
            struct $channels {
                Input(2, 3, 4, dtype = $element)
                    -> BatchNormalization(scale = false, beta_regularizer = l2(0.05))
                    -> Flatten
                    -> Dense(6)
                    -> BatchNormalization(momentum = 0.5, gamma_constraint = non_neg)
                    -> Dense(2)
            }
            struct $slopes {
                Input(2, 3, 4, dtype = $element)
                    -> PReLU(alpha_regularizer = l2(0.05))
                    -> PReLU(shared_axes = [1, 2])
                    -> Flatten
                    -> Dense(6)
                    -> PReLU(alpha_initializer = constant(0.25))
                    -> PReLU(shared_axes = 1)
                    -> Dense(2)
            }
            struct $words {
                Input(7, dtype = u32)
                    -> Embedding(20, 5, embeddings_regularizer = l2(0.01), dtype = $element)
                    -> LayerNormalization
                    -> GlobalAveragePooling1D
                    -> Dense(3, softmax)
            }
            struct $flat {
                Input(2, 3, dtype = u32)
                    -> Embedding(12, 3, dtype = $element, embeddings_constraint = max_norm(1.0, axis = 1))
                    -> Flatten
                    -> Dense(4, tanh)
                    -> Dense(2)
            }
            struct $standards {
                Input(2, 3, dtype = $element)
                    -> Normalization
                    -> Flatten
                    -> Dense(5, tanh)
                    -> Normalization(mean = 0.25, variance = 0.5)
                    -> Dense(2)
                    -> Normalization(mean = [0.5, -2], variance = [4.0, 0.25], invert = true)
            }
        }
    };
}

networks!(
    SingleVectors,
    SingleImages,
    SingleBatches,
    SingleChannels,
    SingleSlopes,
    SingleStandards,
    SingleWords,
    SingleFlat,
    f32
);
networks!(
    DoubleVectors,
    DoubleImages,
    DoubleBatches,
    DoubleChannels,
    DoubleSlopes,
    DoubleStandards,
    DoubleWords,
    DoubleFlat,
    f64
);

const SINGLE: f64 = 1e-5;
const DOUBLE: f64 = 1e-10;

#[test]
fn models_learn_as_in_keras() {
    for case in &cases(include_str!("data/layers.txt")) {
        let labels = || case.array::<f64>("y").into_iter().map(|label| label as u8).collect::<Vec<_>>();
        let classes = SparseCategoricalCrossentropy::new();
        let (adam, sgd) = (Adam::new(0.01), SGD::new(0.05).momentum(0.9));
        match (case.name, case.dtype) {
            ("vectors", "f32") => trained::<SingleVectors, _, _, _>(case, &labels(), classes, adam, SINGLE),
            ("vectors", "f64") => trained::<DoubleVectors, _, _, _>(case, &labels(), classes, adam, DOUBLE),
            ("weighted", "f32") => {
                trained_with::<SingleVectors, _, _, _>(case, &labels(), weighted(classes, adam), SINGLE);
            }
            ("weighted", "f64") => {
                trained_with::<DoubleVectors, _, _, _>(case, &labels(), weighted(classes, adam), DOUBLE);
            }
            ("images", "f32") => {
                trained::<SingleImages, _, _, _>(case, &case.rows::<f32, 2>("y"), MeanSquaredError::new(), sgd, SINGLE);
            }
            ("images", "f64") => {
                trained::<DoubleImages, _, _, _>(case, &case.rows::<f64, 2>("y"), MeanSquaredError::new(), sgd, DOUBLE);
            }
            ("batches", "f32") => {
                trained::<SingleBatches, _, _, _>(case, &labels(), classes, SGD::new(0.1).momentum(0.5), SINGLE);
            }
            ("batches", "f64") => {
                trained::<DoubleBatches, _, _, _>(case, &labels(), classes, SGD::new(0.1).momentum(0.5), DOUBLE);
            }
            ("channels", "f32") => {
                let (targets, sgd) = (case.rows::<f32, 2>("y"), SGD::new(0.02).momentum(0.5));
                trained::<SingleChannels, _, _, _>(case, &targets, MeanSquaredError::new(), sgd, SINGLE);
            }
            ("channels", "f64") => {
                let (targets, sgd) = (case.rows::<f64, 2>("y"), SGD::new(0.02).momentum(0.5));
                trained::<DoubleChannels, _, _, _>(case, &targets, MeanSquaredError::new(), sgd, DOUBLE);
            }
            ("slopes", "f32") => {
                trained::<SingleSlopes, _, _, _>(
                    case,
                    &case.rows::<f32, 2>("y"),
                    MeanSquaredError::new(),
                    adam,
                    SINGLE,
                );
            }
            ("slopes", "f64") => {
                trained::<DoubleSlopes, _, _, _>(
                    case,
                    &case.rows::<f64, 2>("y"),
                    MeanSquaredError::new(),
                    adam,
                    DOUBLE,
                );
            }
            ("standards", "f32") => {
                knows_the_data::<SingleStandards>(case, SingleStandards::adapt, SINGLE);
                let targets = case.rows::<f32, 2>("y");
                trained::<SingleStandards, _, _, _>(case, &targets, MeanSquaredError::new(), adam, SINGLE);
            }
            ("standards", "f64") => {
                knows_the_data::<DoubleStandards>(case, DoubleStandards::adapt, DOUBLE);
                let targets = case.rows::<f64, 2>("y");
                trained::<DoubleStandards, _, _, _>(case, &targets, MeanSquaredError::new(), adam, DOUBLE);
            }
            ("words", "f32") => {
                trained_on::<SingleWords, _, _, _>(case, &indices::<7>(case), &labels(), classes, adam, SINGLE);
            }
            ("words", "f64") => {
                trained_on::<DoubleWords, _, _, _>(case, &indices::<7>(case), &labels(), classes, adam, DOUBLE);
            }
            ("flat", "f32") => {
                let targets = case.rows::<f32, 2>("y");
                trained_on::<SingleFlat, _, _, _>(case, &rows(case), &targets, MeanSquaredError::new(), sgd, SINGLE);
            }
            ("flat", "f64") => {
                let targets = case.rows::<f64, 2>("y");
                trained_on::<DoubleFlat, _, _, _>(case, &rows(case), &targets, MeanSquaredError::new(), sgd, DOUBLE);
            }
            other => panic!("no test knows {other:?}"),
        }
    }
}

/// The inputs of a case that are indices.
fn indices<const N: usize>(case: &Case) -> Vec<[u32; N]> {
    case.rows::<f64, N>("x").into_iter().map(|row| row.map(|index| index as u32)).collect()
}

/// The same in rows of three, two to a sample.
fn rows(case: &Case) -> Vec<[[u32; 3]; 2]> {
    indices::<3>(case).as_chunks::<2>().0.to_vec()
}

/// A new network, adapted to the inputs, has means and variances that Keras has.
fn knows_the_data<N: Network<Input: Tensor<Element = N::Element>>>(
    case: &Case,
    adapt: fn(&mut N, &[N::Input]) -> Result<(), Error>,
    tolerance: f64,
) {
    let mut model = N::new(0);
    adapt(&mut model, &inputs::<N>(case)).expect("finite numbers");
    for (at, tensor) in model.tensors().enumerate().filter(|(_, tensor)| tensor.name().starts_with("normalization")) {
        case.expect(tensor.name(), tensor.values().iter().copied(), &format!("init.{at}"), tolerance);
    }
}

fn inputs<N: Network<Input: Tensor<Element = N::Element>>>(case: &Case) -> Vec<N::Input> {
    case.array::<N::Element>("x").chunks_exact(N::Input::LEN).map(|x| *N::Input::from_flat(x)).collect()
}

fn weighted<L, O: Optimizer>(loss: L, optimizer: O) -> Trainer<O, L> {
    Trainer::new(optimizer, loss).class_weight(&[0.5, 2.0, 7.0])
}

fn trained<N: Network<Input: Tensor<Element = N::Element>>, Y: Target, L: Loss<N::Output, Y, N::Head>, O: Optimizer>(
    case: &Case,
    targets: &[Y],
    loss: L,
    optimizer: O,
    tolerance: f64,
) {
    trained_with::<N, Y, L, O>(case, targets, Trainer::new(optimizer, loss), tolerance);
}

pub(crate) fn trained_with<
    N: Network<Input: Tensor<Element = N::Element>>,
    Y: Target,
    L: Loss<N::Output, Y, N::Head>,
    O: Optimizer,
>(
    case: &Case,
    targets: &[Y],
    trainer: Trainer<O, L>,
    tolerance: f64,
) {
    trained_on_with::<N, Y, L, O>(case, &inputs::<N>(case), targets, trainer, tolerance);
}

fn trained_on<N: Network, Y: Target, L: Loss<N::Output, Y, N::Head>, O: Optimizer>(
    case: &Case,
    inputs: &[N::Input],
    targets: &[Y],
    loss: L,
    optimizer: O,
    tolerance: f64,
) {
    trained_on_with::<N, Y, L, O>(case, inputs, targets, Trainer::new(optimizer, loss), tolerance);
}

fn trained_on_with<N: Network, Y: Target, L: Loss<N::Output, Y, N::Head>, O: Optimizer>(
    case: &Case,
    inputs: &[N::Input],
    targets: &[Y],
    mut trainer: Trainer<O, L>,
    tolerance: f64,
) {
    let mut model = N::new(0);
    let names: Vec<&str> = model.tensors().map(|tensor| tensor.name()).collect();
    for (at, name) in names.iter().enumerate() {
        model.tensor_mut(name).expect("the tensor is there").copy_from_slice(&case.array(&format!("init.{at}")));
    }
    let outputs = model.predict_batch(inputs);
    let before: Vec<N::Element> = outputs.iter().flat_map(|output| output.as_flat().to_vec()).collect();
    case.expect("the output", before, "before", tolerance);
    let steps = case.shape("losses")[0];
    let losses = (0..steps).map(|_| trainer.train_on_batch(&mut *model, inputs, targets).expect("good data"));
    case.expect("the loss before each step", losses.collect::<Vec<_>>(), "losses", tolerance);
    for (at, name) in names.iter().enumerate() {
        let found = model.tensor(name).expect("the tensor is there").iter().copied();
        case.expect(&format!("{name} after {steps} steps"), found, &format!("last.{at}"), tolerance);
    }
}
