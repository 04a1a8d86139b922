//! Small models that mix layers: what they predict, and what they are after 20 steps of training.

use dense::Tensor;
use dense::data::Target;
use dense::prelude::*;

use crate::golden::{Case, cases};

macro_rules! networks {
    ($vectors:ident, $images:ident, $element:ident) => {
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
        }
    };
}

networks!(SingleVectors, SingleImages, f32);
networks!(DoubleVectors, DoubleImages, f64);

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
            other => panic!("no test knows {other:?}"),
        }
    }
}

fn weighted<L, O: Optimizer>(loss: L, optimizer: O) -> Trainer<O, L> {
    Trainer::new(optimizer, loss).class_weight(&[0.5, 2.0, 7.0])
}

fn trained<N: Network, Y: Target, L: Loss<N::Output, Y, N::Head>, O: Optimizer>(
    case: &Case,
    targets: &[Y],
    loss: L,
    optimizer: O,
    tolerance: f64,
) {
    trained_with::<N, Y, L, O>(case, targets, Trainer::new(optimizer, loss), tolerance);
}

pub(crate) fn trained_with<N: Network, Y: Target, L: Loss<N::Output, Y, N::Head>, O: Optimizer>(
    case: &Case,
    targets: &[Y],
    mut trainer: Trainer<O, L>,
    tolerance: f64,
) {
    let mut model = N::new(0);
    let names: Vec<&str> = model.tensors().map(|tensor| tensor.name()).collect();
    for (at, name) in names.iter().enumerate() {
        model.tensor_mut(name).expect("the tensor is there").copy_from_slice(&case.array(&format!("init.{at}")));
    }
    let numbers = case.array::<N::Element>("x");
    let inputs: Vec<N::Input> = numbers.chunks_exact(N::Input::LEN).map(|x| *N::Input::from_flat(x)).collect();
    let outputs = model.predict_batch(&inputs);
    let before: Vec<N::Element> = outputs.iter().flat_map(|output| output.as_flat().to_vec()).collect();
    case.expect("the output", before, "before", tolerance);
    let losses = (0..20).map(|_| trainer.train_on_batch(&mut *model, &inputs, targets).expect("good data"));
    case.expect("the loss before each step", losses.collect::<Vec<_>>(), "losses", tolerance);
    for (at, name) in names.iter().enumerate() {
        let found = model.tensor(name).expect("the tensor is there").iter().copied();
        case.expect(&format!("{name} after 20 steps"), found, &format!("last.{at}"), tolerance);
    }
}
