//! Gradients against central differences, in `f64`: every activation before and behind other layers, every loss.

mod check;
mod declared;
mod images;

use check::{check, check_weighted, numbers};
use dense::prelude::*;

fn labels(count: usize, classes: usize) -> Vec<u8> {
    (0..count).map(|sample| (sample * 5 % classes) as u8).collect()
}

/// A network for each activation: once in a `Dense`, once alone behind another layer, and so in front of a layer that
/// learns; then under several losses.
macro_rules! activations {
    ($($test:ident: $network:ident [$($activation:tt)*];)*) => {$(
        network! {
            #[allow(hidden_softmax)]
            struct $network {
                Input(3, dtype = f64)
                    -> Dense(5, $($activation)*)
                    -> Dropout(0.25)
                    -> Dense(4)
                    -> Activation($($activation)*)
                    -> Dense(3, $($activation)*)
            }
        }

        #[test]
        fn $test() {
            // More samples than a block has, so that gradients are summed over blocks.
            check::<$network, _, _>(&numbers(37), &numbers::<[f64; 3]>(37), &MeanSquaredError::new());
        }
    )*};
}

activations! {
    linear: Linear [linear];
    relu: Relu [relu];
    relu_with_arguments: RelusArguments [relu(0.1, 0.9, 0.2)];
    leaky_relu: LeakyRelu [leaky_relu(0.3)];
    relu6: Relu6 [relu6];
    elu: Elu [elu(0.7)];
    selu: Selu [selu];
    celu: Celu [celu(1.3)];
    gelu: Gelu [gelu];
    gelu_approximate: GeluApproximate [gelu(approximate = true)];
    silu: Silu [silu];
    mish: Mish [mish];
    hard_silu: HardSilu [hard_silu];
    sigmoid: Sigmoid [sigmoid];
    hard_sigmoid: HardSigmoid [hard_sigmoid];
    log_sigmoid: LogSigmoid [log_sigmoid];
    sparse_sigmoid: SparseSigmoid [sparse_sigmoid];
    tanh: Tanh [tanh];
    hard_tanh: HardTanh [hard_tanh];
    tanh_shrink: TanhShrink [tanh_shrink];
    softplus: Softplus [softplus];
    softsign: Softsign [softsign];
    squareplus: Squareplus [squareplus(2.0)];
    sparse_plus: SparsePlus [sparse_plus];
    exponential: Exponential [exponential];
    soft_shrink: SoftShrink [soft_shrink(0.1)];
    hard_shrink: HardShrink [hard_shrink(0.1)];
    threshold: Threshold [threshold(0.1, -0.2)];
    softmax: Softmax [softmax];
    log_softmax: LogSoftmax [log_softmax];
    sparsemax: Sparsemax [sparsemax];
}

network! {
    struct Classes { Input(4, dtype = f64) -> Dense(6, tanh) -> Dense(3, softmax) }
    struct Answers { Input(4, dtype = f64) -> Dense(6, tanh) -> Dense(3, sigmoid) }
    struct Answer { Input(4, dtype = f64) -> Dense(6, tanh) -> Dense(1, sigmoid) }
    struct Scores { Input(4, dtype = f64) -> Dense(6, tanh) -> Dense(3) }
}

#[test]
fn losses_behind_every_head() {
    let inputs = numbers(9);
    let soft: Vec<[f64; 3]> = numbers::<[f64; 3]>(9).into_iter().map(|t| t.map(|t| (t + 1.6) / 4.0)).collect();
    check::<Classes, _, _>(&inputs, &labels(9, 3), &SparseCategoricalCrossentropy::new());
    check::<Classes, _, _>(&inputs, &soft, &CategoricalCrossentropy::new().label_smoothing(0.1));
    check::<Classes, _, _>(&inputs, &soft, &MeanSquaredError::new());
    check::<Answers, _, _>(&inputs, &soft, &BinaryCrossentropy::new());
    check::<Answers, _, _>(&inputs, &soft, &MeanSquaredError::new());
    check::<Answers, _, _>(&inputs, &soft, &CategoricalCrossentropy::new());
    check::<Answer, _, _>(&inputs, &labels(9, 2), &BinaryCrossentropy::new().label_smoothing(0.2));
    check::<Scores, _, _>(&inputs, &labels(9, 3), &SparseCategoricalCrossentropy::new().from_logits(true));
    check::<Scores, _, _>(&inputs, &soft, &CategoricalCrossentropy::new().from_logits(true));
    check::<Scores, _, _>(&inputs, &soft, &BinaryCrossentropy::new().from_logits(true));
}

#[test]
fn focal_and_generalized_losses_behind_every_head() {
    let inputs = numbers(9);
    let soft: Vec<[f64; 3]> = numbers::<[f64; 3]>(9).into_iter().map(|t| t.map(|t| (t + 1.6) / 4.0)).collect();
    let generalized = CategoricalGeneralizedCrossEntropy::new().q(0.3);
    check::<Classes, _, _>(&inputs, &labels(9, 3), &generalized);
    check::<Answers, _, _>(&inputs, &labels(9, 3), &generalized);
    check::<Classes, _, _>(&inputs, &soft, &KLDivergence::new());
    check::<Answers, _, _>(&inputs, &soft, &KLDivergence::new());
    for gamma in [0.0, 0.5, 1.0, 2.0, 3.5] {
        let focal = CategoricalFocalCrossentropy::new().alpha(0.7).gamma(gamma).label_smoothing(0.1);
        check::<Classes, _, _>(&inputs, &soft, &focal);
        check::<Answers, _, _>(&inputs, &soft, &focal);
        check::<Scores, _, _>(&inputs, &soft, &focal.from_logits(true));
        let focal = BinaryFocalCrossentropy::new().gamma(gamma);
        check::<Answers, _, _>(&inputs, &soft, &focal);
        check::<Answer, _, _>(&inputs, &labels(9, 2), &focal.apply_class_balancing(true).alpha(0.8));
        check::<Scores, _, _>(&inputs, &soft, &focal.label_smoothing(0.2).from_logits(true));
    }
}

network! {
    struct Rates { Input(4, dtype = f64) -> Dense(6, tanh) -> Dense(3, softplus) }
    struct Score { Input(4, dtype = f64) -> Dense(6, tanh) -> Dense(1) }
    struct Rows { Input(4, dtype = f64) -> Dense(6, tanh) -> Reshape(2, 3) }
    struct RowsOfClasses { Input(4, dtype = f64) -> Dense(6, tanh) -> Reshape(2, 3) -> Activation(softmax) }
}

#[test]
fn losses_of_numbers() {
    let inputs = numbers(9);
    let targets = numbers::<[f64; 3]>(9);
    check::<Scores, _, _>(&inputs, &targets, &MeanAbsoluteError::new());
    check::<Scores, _, _>(&inputs, &targets, &MeanAbsolutePercentageError::new());
    check::<Scores, _, _>(&inputs, &targets, &Huber::new().delta(0.6));
    check::<Scores, _, _>(&inputs, &targets, &LogCosh::new());
    check::<Scores, _, _>(&inputs, &targets, &CosineSimilarity::new());
    check::<Scores, _, _>(&inputs, &targets, &MeanSquaredLogarithmicError::new());
    check::<Rates, _, _>(&inputs, &targets, &MeanSquaredLogarithmicError::new());
    check::<Rates, _, _>(&inputs, &targets, &Poisson::new());
    check::<Rows, _, _>(&inputs, &numbers::<[[f64; 3]; 2]>(9), &CosineSimilarity::new());
    check::<Rows, _, _>(&inputs, &numbers::<[[f64; 3]; 2]>(9), &Huber::new());
}

#[test]
fn losses_of_margins_and_masks() {
    let inputs = numbers(9);
    let signs: Vec<[f64; 3]> = numbers::<[f64; 3]>(9).into_iter().map(|t| t.map(f64::signum)).collect();
    let soft: Vec<[f64; 3]> = numbers::<[f64; 3]>(9).into_iter().map(|t| t.map(|t| (t + 1.6) / 4.0)).collect();
    let rows: Vec<[[f64; 3]; 2]> = soft.iter().map(|t| [*t, t.map(|t| 1.0 - t)]).collect();
    check::<Scores, _, _>(&inputs, &signs, &Hinge::new());
    check::<Scores, _, _>(&inputs, &signs, &SquaredHinge::new());
    check::<Score, _, _>(&inputs, &labels(9, 2), &Hinge::new());
    check::<Score, _, _>(&inputs, &labels(9, 2), &SquaredHinge::new());
    check::<Scores, _, _>(&inputs, &soft, &CategoricalHinge::new());
    check::<Rows, _, _>(&inputs, &rows, &CategoricalHinge::new());
    check::<Answers, _, _>(&inputs, &soft, &Dice::new());
    check::<Answers, _, _>(&inputs, &soft, &Tversky::new().alpha(0.3).beta(0.8));
    check::<RowsOfClasses, _, _>(&inputs, &rows, &Tversky::new().alpha(0.8).beta(0.1));
    check::<RowsOfClasses, _, _>(&inputs, &rows, &KLDivergence::new());
}

network! {
    struct NoBias { Input(3, dtype = f64) -> Dense(5, gelu, use_bias = false) -> Dense(2, use_bias = false) }
    struct FrozenBottom { Input(3, dtype = f64) -> Dense(5, tanh, trainable = false) -> Dense(4, relu) -> Dense(2) }
    struct FrozenMiddle { Input(3, dtype = f64) -> Dense(5, tanh) -> Dense(4, mish, trainable = false) -> Dense(2) }
    struct FrozenTop { Input(3, dtype = f64) -> Dense(5, tanh) -> Dense(2, sigmoid, trainable = false) }
    struct Image { Input(2, 3, 2, dtype = f64) -> Activation(tanh) -> Flatten -> Dense(6) -> Reshape(2, 3) -> Activation(softmax) }
    #[allow(hidden_softmax)]
    struct Bare { Input(5, dtype = f64) -> Activation(softmax) -> Dropout(0.5) -> Dense(3) -> Dropout(0.4) }
    struct Sizes { Input(33, dtype = f64) -> Dense(1, tanh) -> Dense(17, selu) -> Dense(10, elu) -> Dense(2) }
}

#[test]
fn biases_frozen_layers_views_and_odd_sizes() {
    let pairs = numbers::<[f64; 2]>(40);
    check::<NoBias, _, _>(&numbers(40), &pairs, &MeanSquaredError::new());
    check::<FrozenBottom, _, _>(&numbers(40), &pairs, &MeanSquaredError::new());
    check::<FrozenMiddle, _, _>(&numbers(40), &pairs, &MeanSquaredError::new());
    check::<FrozenTop, _, _>(&numbers(40), &pairs, &MeanSquaredError::new());
    check::<Image, _, _>(&numbers(40), &numbers::<[[f64; 3]; 2]>(40), &MeanSquaredError::new());
    check::<Bare, _, _>(&numbers(40), &numbers::<[f64; 3]>(40), &MeanSquaredError::new());
    check::<Sizes, _, _>(&numbers(40), &pairs, &MeanSquaredError::new());
}

network! {
    struct Normalized {
        Input(4, dtype = f64)
            -> Rescaling(1.5, offset = -0.25)
            -> Dense(6, tanh)
            -> LayerNormalization
            -> Dropout(0.25)
            -> Dense(17)
            -> RMSNormalization
            -> LeakyReLU
            -> UnitNormalization
            -> Dense(9)
            -> LayerNormalization(scale = false)
            -> Dense(2)
            -> LayerNormalization(center = false)
    }
    struct NormalizedImage {
        Input(2, 3, 4, dtype = f64)
            -> LayerNormalization(gamma_regularizer = l2, epsilon = 0.1)
            -> RMSNormalization(trainable = false)
            -> UnitNormalization
            -> LayerNormalization(scale = false, center = false)
            -> Flatten
            -> RMSNormalization
            -> Dense(2, sigmoid)
    }
    struct NormalizedInput { Input(5, dtype = f64) -> RMSNormalization }
}

#[test]
fn normalization() {
    check::<Normalized, _, _>(&numbers(40), &numbers::<[f64; 2]>(40), &MeanSquaredError::new());
    check::<NormalizedImage, _, _>(&numbers(40), &numbers::<[f64; 2]>(40), &MeanSquaredError::new());
    check::<NormalizedInput, _, _>(&numbers(40), &numbers::<[f64; 5]>(40), &MeanSquaredError::new());
}

network! {
    struct Batches {
        Input(4, dtype = f64)
            -> Dense(6, use_bias = false)
            -> BatchNormalization
            -> Activation(tanh)
            -> Dropout(0.25)
            -> BatchNormalization(scale = false, epsilon = 0.1)
            -> Dense(130)
            -> BatchNormalization(center = false, gamma_regularizer = l2)
            -> BatchNormalization(trainable = false)
            -> LeakyReLU
            -> BatchNormalization(scale = false, center = false)
            -> Dense(2, sigmoid)
    }
    struct BatchesOfImages {
        Input(2, 3, 4, dtype = f64)
            -> BatchNormalization
            -> ActivityRegularization(l2 = 0.1)
            -> Flatten
            -> Dense(3, gelu)
            -> Reshape(3, 1)
            -> BatchNormalization
    }
    struct BatchesOfInputs { Input(5, dtype = f64) -> Dropout(0.1) -> BatchNormalization }
    struct KnownBatches { Input(4, dtype = f64) -> Dense(5) -> BatchNormalization(trainable = false, scale = false) -> Dense(2) }
}

#[test]
fn batch_normalization() {
    // More samples than a block has, so that batches are more than blocks.
    check::<Batches, _, _>(&numbers(150), &numbers::<[f64; 2]>(150), &MeanSquaredError::new());
    check::<BatchesOfImages, _, _>(&numbers(40), &numbers::<[[f64; 1]; 3]>(40), &MeanSquaredError::new());
    check::<BatchesOfInputs, _, _>(&numbers(40), &numbers::<[f64; 5]>(40), &MeanSquaredError::new());
    check::<KnownBatches, _, _>(&numbers(40), &numbers::<[f64; 2]>(40), &MeanSquaredError::new());
}

network! {
    struct Slopes {
        Input(2, 3, 4, dtype = f64)
            -> PReLU(alpha_initializer = constant(0.2), alpha_regularizer = l2)
            -> PReLU(shared_axes = [2])
            -> PReLU(shared_axes = (1, 3), trainable = false)
            -> Reshape(24, 1)
            -> PReLU(shared_axes = 2)
            -> Flatten
            -> Dense(5)
            -> PReLU
            -> Dense(2)
            -> PReLU(shared_axes = [1])
    }
}

#[test]
fn slopes_that_are_learned() {
    check::<Slopes, _, _>(&numbers(40), &numbers::<[f64; 2]>(40), &MeanSquaredError::new());
}

network! {
    struct Standards {
        Input(2, 3, dtype = f64)
            -> Normalization(mean = 0.3, variance = [0.5, 2.0, 0.0])
            -> Flatten
            -> Dense(17, tanh)
            -> Normalization(mean = -0.5, variance = 3, invert = true)
            -> Dense(2)
            -> Normalization(mean = [0.5, -0.5], variance = [0.25, 1.0])
    }
}

#[test]
fn standardization() {
    check::<Standards, _, _>(&numbers(40), &numbers::<[f64; 2]>(40), &MeanSquaredError::new());
}

network! {
    struct Words {
        Input(6, dtype = u32)
            -> Embedding(9, 19, normal(stddev = 0.5), dtype = f64, embeddings_regularizer = l2)
            -> LayerNormalization
            -> GlobalAveragePooling1D
            -> Dense(3, softmax)
    }
    struct FlatWords {
        Input(2, 3, dtype = u32)
            -> Flatten
            -> Embedding(9, 4, dtype = f64)
            -> Activation(tanh)
            -> Flatten
            -> Dense(5, gelu)
            -> Dense(2)
    }
    struct TableAlone { Input(2, 3, dtype = u32) -> Embedding(9, 4, dtype = f64) }
    struct KnownWords {
        Input(5, dtype = u32)
            -> Embedding(9, 4, trainable = false, dtype = f64)
            -> PReLU
            -> GlobalAveragePooling1D
            -> Dense(2)
    }
    struct MeansOfSteps {
        Input(7, 3, dtype = f64)
            -> PReLU(alpha_initializer = constant(0.3))
            -> GlobalAveragePooling1D
            -> Dense(8)
            -> Reshape(2, 4)
            -> GlobalAveragePooling1D
    }
}

/// Indices below 9, the most of them more than once and 5 never.
fn indices<const N: usize>(count: usize) -> Vec<[u32; N]> {
    let index = |at: usize| [8, 0, 3, 3, 7, 1, 2, 6, 4, 0, 3][at % 11];
    (0..count).map(|sample| std::array::from_fn(|at| index(sample * N + at + sample / 3))).collect()
}

#[test]
fn tables_and_means() {
    // More samples than a block has.
    let words = indices::<6>(150);
    check::<Words, _, _>(&words, &labels(150, 3), &SparseCategoricalCrossentropy::new());
    let rows: Vec<[[u32; 3]; 2]> = indices::<3>(80).chunks(2).map(|rows| [rows[0], rows[1]]).collect();
    check::<FlatWords, _, _>(&rows, &numbers::<[f64; 2]>(40), &MeanSquaredError::new());
    check::<TableAlone, _, _>(&rows, &numbers::<[[[f64; 4]; 3]; 2]>(40), &MeanSquaredError::new());
    check::<KnownWords, _, _>(&indices::<5>(40), &numbers::<[f64; 2]>(40), &MeanSquaredError::new());
    check::<MeansOfSteps, _, _>(&numbers(40), &numbers::<[f64; 4]>(40), &MeanSquaredError::new());
}

network! {
    struct Noisy {
        Input(4, dtype = f64)
            -> GaussianNoise(0.3)
            -> Dense(17, selu)
            -> AlphaDropout(0.3)
            -> Dense(9, tanh)
            -> GaussianDropout(0.4)
            -> GaussianNoise(1, seed = 7)
            -> Dense(6)
            -> AlphaDropout(0.2, seed = 7)
            -> LeakyReLU
            -> Dropout(0.25, seed = 7)
            -> GaussianDropout(0.1, seed = 8)
            -> Dense(2)
            -> GaussianNoise(0.5)
    }
    struct NoisyImage {
        Input(2, 3, 4, dtype = f64) -> GaussianDropout(0.5) -> AlphaDropout(0.5) -> Flatten -> Dense(3, softmax) -> GaussianDropout(0.2)
    }
}

/// The same noise is drawn for the same seed and step, so that there is a slope.
#[test]
fn noise() {
    check::<Noisy, _, _>(&numbers(40), &numbers::<[f64; 2]>(40), &MeanSquaredError::new());
    check::<NoisyImage, _, _>(&numbers(40), &numbers::<[f64; 3]>(40), &MeanSquaredError::new());
}

network! {
    struct Gated {
        Input(2, 6, dtype = f64)
            -> Activation(glu)
            -> Flatten
            -> Dense(34, glu, activity_regularizer = l2)
            -> Dropout(0.2)
            -> Dense(10, glu, use_bias = false)
            -> Dense(4, glu)
    }
}

#[test]
fn gates() {
    check::<Gated, _, _>(&numbers(40), &numbers::<[f64; 2]>(40), &MeanSquaredError::new());
}

network! {
    struct Regularized {
        Input(4, dtype = f64)
            -> Dense(6, tanh, kernel_regularizer = l1_l2(0.03, 0.05), bias_regularizer = l2(0.2), activity_regularizer = l2)
            -> Dropout(0.2)
            -> ActivityRegularization(l1 = 0.02, l2 = 0.1)
            -> ELU(0.7)
            -> Dense(5, mish, trainable = false, kernel_regularizer = l2, activity_regularizer = l1(0.03))
            -> Dense(5, relu, kernel_regularizer = orthogonal_regularizer(0.1, columns))
            -> Dense(2, sigmoid, kernel_regularizer = orthogonal_regularizer(0.2), bias_regularizer = l1(0.07),
                     activity_regularizer = l2(0.3))
    }
    struct RegularizedInput { Input(2, 2, dtype = f64) -> ActivityRegularization(l2 = 0.5) -> Flatten -> Dense(2) -> LeakyReLU }
}

#[test]
fn penalties() {
    check::<Regularized, _, _>(&numbers(40), &numbers::<[f64; 2]>(40), &MeanSquaredError::new());
    check::<RegularizedInput, _, _>(&numbers(40), &numbers::<[f64; 2]>(40), &MeanSquaredError::new());
}

network! {
    struct WeightedClasses {
        Input(3, dtype = f64)
            -> Dense(5, tanh, kernel_regularizer = l2(0.05), activity_regularizer = l2(0.3))
            -> LayerNormalization
            -> Dense(3, softmax, activity_regularizer = l1(0.2))
    }
    struct WeightedRows { Input(3, dtype = f64) -> Dense(6, tanh, activity_regularizer = l2(0.3)) -> Reshape(2, 3) }
    struct WeightedScores { Input(3, dtype = f64) -> Dense(4, tanh) -> Dense(3) }
}

/// Weights of samples, each reduction, and samples that are left out.
#[test]
fn weights_and_reductions() {
    let inputs = numbers(37);
    let one_hot: Vec<[f64; 3]> = labels(37, 3)
        .iter()
        .map(|&label| std::array::from_fn(|class| f64::from(u8::from(class == usize::from(label)))))
        .collect();
    for reduction in [Reduction::SumOverBatchSize, Reduction::Sum, Reduction::MeanWithSampleWeight] {
        let sparse = SparseCategoricalCrossentropy::new().reduction(reduction);
        check_weighted::<WeightedClasses, _, _>(&inputs, &labels(37, 3), &sparse);
        check_weighted::<WeightedClasses, _, _>(&inputs, &labels(37, 3), &sparse.ignore_class(1));
        check_weighted::<WeightedClasses, _, _>(&inputs, &labels(37, 4), &sparse.ignore_class(3));
        check_weighted::<WeightedScores, _, _>(&inputs, &labels(37, 4), &sparse.ignore_class(3).from_logits(true));
        let focal = CategoricalFocalCrossentropy::new().alpha([0.25, 0.5, 1.5]).reduction(reduction);
        check_weighted::<WeightedClasses, _, _>(&inputs, &one_hot, &focal);
        check_weighted::<WeightedScores, _, _>(&inputs, &one_hot, &focal.from_logits(true));
        let rows = numbers::<[[f64; 3]; 2]>(37);
        check_weighted::<WeightedRows, _, _>(&inputs, &rows, &MeanSquaredError::new().reduction(reduction));
    }
}
