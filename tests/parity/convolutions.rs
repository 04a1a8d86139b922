//! Layers over images and sequences: what small models of them predict, and what they are after ten steps of training.
//!
//! The networks stand here alone: `convolutions.py` reads them, and has Keras build the same ones from the same words.

use dense::Tensor;
use dense::data::Target;
use dense::prelude::*;

use crate::golden::{Case, cases};
use crate::layers::trained_with;

/// Each network in `f32` and in `f64`, and what trains the one that a case is of.
macro_rules! models {
    ($list:ident by $train:ident; $($(#[$attribute:meta])* $name:ident { Input($($size:literal),+) $($layers:tt)* })+) => {
        mod $list {
            mod single {
                use dense::prelude::*;
                network! { $($(#[$attribute])* pub(super) struct $name { Input($($size),+, dtype = f32) $($layers)* })+ }
            }
            mod double {
                use dense::prelude::*;
                network! { $($(#[$attribute])* pub(super) struct $name { Input($($size),+, dtype = f64) $($layers)* })+ }
            }

            pub(super) fn trained(case: &super::Case) -> usize {
                match (case.name, case.dtype) {
                    $(
                        (stringify!($name), "f32") => super::$train::<single::$name>(case, 1e-5),
                        (stringify!($name), "f64") => super::$train::<double::$name>(case, 1e-10),
                    )+
                    other => panic!("no test knows {other:?}"),
                }
                2 * [$(stringify!($name)),+].len()
            }
        }
    };
}

models! { convolutions by numbers;
    Pointwise { Input(3, 4, 3) -> Conv2D(5, 1, activation = tanh) -> Conv2D(2, 1, use_bias = false) }
    Valid { Input(5, 6, 2) -> Conv2D(3, 3, activation = tanh) -> Conv2D(2, (2, 3)) }
    Same {
        Input(5, 6, 2)
            -> Conv2D(3, (2, 3), padding = "same", activation = tanh)
            -> Conv2D(2, (4, 1), padding = "same", use_bias = false)
    }
    Strides { Input(7, 6, 2) -> Conv2D(3, 3, strides = 2, activation = tanh) -> Conv2D(2, (2, 1), strides = (2, 1)) }
    StridesAndZeros {
        Input(7, 8, 2)
            -> Conv2D(3, 3, strides = 2, padding = "same", activation = tanh)
            -> Conv2D(2, (3, 2), strides = (3, 2), padding = "same")
    }
    Gaps { Input(8, 7, 2) -> Conv2D(3, (2, 1), strides = 3, activation = tanh) -> Conv2D(2, 1, strides = 2) }
    GapsAndZeros {
        Input(8, 7, 2)
            -> Conv2D(3, (1, 2), strides = (2, 3), padding = "same", activation = tanh)
            -> Conv2D(2, 1, strides = 3, padding = "same")
    }
    Dilated {
        Input(7, 8, 2)
            -> Conv2D(3, 3, dilation_rate = 2, activation = tanh)
            -> Conv2D(2, 2, dilation_rate = (1, 2), padding = "same")
    }
    Groups {
        Input(5, 4, 4)
            -> Conv2D(6, 3, groups = 2, padding = "same", activation = tanh)
            -> Conv2D(6, 2, groups = 6, activation = tanh)
            -> Conv2D(12, (2, 1), groups = 6, strides = (2, 1), use_bias = false)
    }
    OnePixel { Input(1, 1, 3) -> Conv2D(4, 3, padding = "same", activation = tanh) -> Conv2D(2, 1) }
    Relus { Input(5, 5, 3) -> Conv2D(17, 3, activation = relu) -> Conv2D(9, 2, activation = elu) -> Conv2D(2, 2, activation = gelu) }
    #[allow(hidden_softmax)]
    Shares { Input(4, 5, 2) -> Conv2D(4, 2, activation = softmax) -> Conv2D(3, 2, activation = softmax) }
    Penalized {
        Input(5, 4, 2)
            -> Conv2D(3, 3, activation = tanh, kernel_regularizer = l2(0.02), bias_regularizer = l2(0.1),
                      activity_regularizer = l2(0.03), kernel_constraint = max_norm(0.5), bias_constraint = non_neg)
            -> Conv2D(2, 2, kernel_regularizer = l1_l2(l1 = 0.01, l2 = 0.02), kernel_constraint = unit_norm(axis = 2))
    }
    Constrained {
        Input(5, 4, 2)
            -> Conv2D(3, 3, activation = tanh, kernel_constraint = max_norm(0.75, axis = [0, 1, 2]))
            -> Conv2D(2, 2, kernel_constraint = min_max_norm(0.5, 0.75, rate = 0.5, axis = [0, 3]))
    }
    Frozen { Input(5, 4, 2) -> Conv2D(3, 2, activation = tanh) -> Conv2D(3, 2, activation = tanh, trainable = false) -> Conv2D(2, 2) }

    Steps { Input(9, 3) -> Conv1D(4, 3, activation = tanh) -> Conv1D(2, 2) }
    StepsSame {
        Input(9, 3)
            -> Conv1D(4, 4, padding = "same", activation = tanh)
            -> Conv1D(2, 3, strides = 2, padding = "same", use_bias = false)
    }
    StepsCausal {
        Input(8, 2)
            -> Conv1D(3, 3, padding = "causal", activation = tanh)
            -> Conv1D(3, 2, padding = "causal", dilation_rate = 3, activation = tanh)
            -> Conv1D(2, 3, padding = "causal", strides = 2)
    }
    StepsGroups {
        Input(10, 4)
            -> Conv1D(6, 3, groups = 2, activation = relu, kernel_constraint = max_norm(0.5))
            -> Conv1D(3, 2, groups = 3, dilation_rate = 2, kernel_regularizer = l2(0.05))
            -> Conv1D(2, 2, strides = 3)
    }

    Depthwise { Input(5, 6, 3) -> DepthwiseConv2D(3, activation = tanh) -> DepthwiseConv2D((1, 2), use_bias = false) }
    DepthwiseMultiplied {
        Input(6, 5, 2)
            -> DepthwiseConv2D((2, 3), depth_multiplier = 2, padding = "same", activation = tanh)
            -> DepthwiseConv2D(2, depth_multiplier = 3)
    }
    DepthwiseStrides {
        Input(7, 8, 2)
            -> DepthwiseConv2D(3, strides = 2, padding = "same", depthwise_regularizer = l2(0.05), activation = relu)
            -> DepthwiseConv2D(2, strides = 3, depth_multiplier = 2, depthwise_constraint = max_norm(0.5))
    }
    DepthwiseDilated {
        Input(7, 8, 2)
            -> DepthwiseConv2D(3, dilation_rate = 2, activation = tanh)
            -> DepthwiseConv2D(2, dilation_rate = (1, 2), padding = "same", depth_multiplier = 2)
    }

    DepthwiseSteps {
        Input(9, 2)
            -> DepthwiseConv1D(3, depth_multiplier = 2, padding = "same", activation = tanh)
            -> DepthwiseConv1D(2, strides = 2, use_bias = false)
    }

    Separable {
        Input(5, 6, 3)
            -> SeparableConv2D(4, 3, activation = tanh)
            -> SeparableConv2D(2, 2, depth_multiplier = 2, padding = "same")
    }
    SeparableStrides {
        Input(7, 6, 2)
            -> SeparableConv2D(3, 3, strides = 2, padding = "same", depth_multiplier = 2, depthwise_regularizer = l2(0.02),
                               pointwise_regularizer = l2(0.05), depthwise_constraint = max_norm(0.75), activation = relu)
            -> SeparableConv2D(2, 2, use_bias = false, pointwise_constraint = max_norm(0.5, axis = 2))
    }
    SeparableDilated { Input(7, 6, 2) -> SeparableConv2D(3, (3, 2), dilation_rate = 2, activation = tanh) }
    SeparableSteps {
        Input(9, 3)
            -> SeparableConv1D(4, 3, activation = tanh)
            -> SeparableConv1D(2, 3, strides = 2, depth_multiplier = 2, padding = "same")
    }

    Transposed { Input(3, 4, 2) -> Conv2DTranspose(3, 3, activation = tanh) -> Conv2DTranspose(2, (2, 4), padding = "same") }
    TransposedStrides {
        Input(3, 2, 2)
            -> Conv2DTranspose(3, 3, strides = 2, activation = tanh)
            -> Conv2DTranspose(2, (2, 3), strides = (1, 2), use_bias = false)
    }
    TransposedSame {
        Input(3, 2, 2)
            -> Conv2DTranspose(3, 3, strides = 2, padding = "same", activation = tanh)
            -> Conv2DTranspose(2, (4, 5), strides = (2, 3), padding = "same")
    }
    TransposedGaps {
        Input(2, 3, 2)
            -> Conv2DTranspose(3, 2, strides = 3, activation = tanh)
            -> Conv2DTranspose(2, 1, strides = 2, padding = "same")
    }
    TransposedPadded {
        Input(2, 3, 2)
            -> Conv2DTranspose(3, 3, strides = 2, output_padding = 1, activation = tanh)
            -> Conv2DTranspose(2, 3, strides = 2, padding = "same", output_padding = (0, 1))
    }
    TransposedDilated {
        Input(3, 4, 2)
            -> Conv2DTranspose(3, 2, dilation_rate = 2, activation = tanh)
            -> Conv2DTranspose(2, (2, 3), dilation_rate = (1, 2), padding = "same")
    }
    TransposedPenalized {
        Input(3, 3, 2)
            -> Conv2DTranspose(3, 2, activation = relu, kernel_regularizer = l2(0.05), bias_regularizer = l2(0.05))
            -> Conv2DTranspose(2, 2, strides = 2, kernel_constraint = max_norm(0.5, axis = 2), activity_regularizer = l1(0.01))
    }
    TransposedSteps {
        Input(4, 2)
            -> Conv1DTranspose(3, 3, strides = 2, padding = "same", activation = tanh)
            -> Conv1DTranspose(2, 2, strides = 3, output_padding = 2)
    }
}

models! { pictures by numbers;
    LargestOfPairs { Input(7, 6, 2) -> Conv2D(3, 1) -> MaxPooling2D -> Conv2D(2, 2) }
    LargestOverlapping {
        Input(7, 8, 2)
            -> Conv2D(3, 2, activation = tanh)
            -> MaxPooling2D(3, strides = (1, 2))
            -> Conv2D(2, 1)
            -> MaxPooling2D((2, 1), strides = 1, padding = "same")
    }
    LargestSame { Input(5, 7, 2) -> Conv2D(3, 1) -> MaxPooling2D((3, 2), strides = (2, 3), padding = "same") }
    LargestOfGaps { Input(7, 8, 2) -> Conv2D(3, 1) -> MaxPooling2D(2, strides = 3) }
    LargestOfEqual { Input(6) -> Dense(20) -> Reshape(4, 5, 1) -> MaxPooling2D(2, strides = 1) }
    MeansOfPairs { Input(7, 6, 2) -> Conv2D(3, 1) -> AveragePooling2D(2) -> Conv2D(2, 2) }
    MeansOverlapping {
        Input(7, 8, 2)
            -> Conv2D(3, 2, activation = tanh)
            -> AveragePooling2D((3, 2), strides = (2, 1))
            -> AveragePooling2D(1, strides = 2)
    }
    MeansSame {
        Input(5, 7, 2)
            -> Conv2D(3, 1)
            -> AveragePooling2D(3, strides = 2, padding = "same")
            -> AveragePooling2D((2, 3), strides = 1, padding = "same")
    }
    PoolsOfSteps {
        Input(11, 2)
            -> Conv1D(3, 1)
            -> MaxPooling1D(3, strides = 2)
            -> Conv1D(3, 1)
            -> AveragePooling1D(2, strides = 1, padding = "same")
            -> MaxPooling1D
    }
    MeansOfSteps { Input(10, 2) -> Conv1D(3, 2) -> AveragePooling1D(2) -> MaxPooling1D(2, padding = "same") }

    AllPlaces { Input(4, 5, 2) -> Conv2D(4, 2, activation = relu) -> GlobalMaxPooling2D -> Dense(3) }
    MeanOfPlaces { Input(4, 5, 2) -> Conv2D(4, 2, activation = relu) -> GlobalAveragePooling2D -> Dense(3) }
    KeptPlaces {
        Input(4, 5, 2)
            -> Conv2D(4, 2)
            -> GlobalMaxPooling2D(keepdims = true)
            -> Conv2D(3, 1, activation = tanh)
            -> GlobalAveragePooling2D(keepdims = true)
    }
    AllSteps { Input(7, 2) -> Conv1D(4, 2, activation = relu) -> GlobalMaxPooling1D -> Dense(3) }
    MeanOfSteps { Input(7, 2) -> Conv1D(4, 2, activation = relu) -> GlobalAveragePooling1D -> Dense(3) }
    KeptSteps {
        Input(7, 2)
            -> Conv1D(4, 2)
            -> GlobalMaxPooling1D(keepdims = true)
            -> Conv1D(3, 1, activation = tanh)
            -> GlobalAveragePooling1D(keepdims = true)
    }

    Padded {
        Input(2, 3, 2)
            -> Conv2D(2, 1, activation = sigmoid)
            -> ZeroPadding2D
            -> ZeroPadding2D((0, 2))
            -> Conv2D(2, 2, activation = tanh)
            -> ZeroPadding2D(((1, 0), (0, 2)))
    }
    PaddedSteps { Input(4, 2) -> Conv1D(2, 1, activation = sigmoid) -> ZeroPadding1D(2) -> Conv1D(2, 3) -> ZeroPadding1D((0, 1)) }
    Cropped {
        Input(8, 9, 2)
            -> Conv2D(2, 1)
            -> Cropping2D(1)
            -> Cropping2D((1, 0))
            -> Conv2D(2, 2)
            -> Cropping2D(((0, 1), (2, 0)))
    }
    CroppedSteps { Input(9, 2) -> Conv1D(2, 1) -> Cropping1D -> Conv1D(2, 2) -> Cropping1D((0, 2)) }
    Doubled { Input(2, 3, 2) -> Conv2D(2, 2) -> UpSampling2D -> Conv2D(2, 2, activation = tanh) -> UpSampling2D((1, 3)) }
    Interpolated {
        Input(2, 3, 2)
            -> Conv2D(2, 1)
            -> UpSampling2D(2, interpolation = "bilinear")
            -> Conv2D(2, 2, activation = tanh)
            -> UpSampling2D((3, 2), interpolation = "bilinear")
    }
    DoubledSteps { Input(4, 2) -> Conv1D(2, 2) -> UpSampling1D -> Conv1D(2, 2, activation = tanh) -> UpSampling1D(3) }

    Permuted {
        Input(3, 4, 2)
            -> Conv2D(3, 2, activation = tanh)
            -> Permute(3, 1, 2)
            -> Conv2D(2, 2, activation = tanh)
            -> Permute(2, 1, 3)
            -> Conv2D(2, 1)
    }
    PermutedSteps { Input(5, 3) -> Conv1D(4, 2, activation = tanh) -> Permute(2, 1) -> Conv1D(2, 3) }
    Reshaped {
        Input(4, 3, 2)
            -> Conv2D(3, 2, activation = tanh)
            -> Reshape(9, 2)
            -> Conv1D(2, 2, activation = tanh)
            -> Reshape(2, 4, 2)
            -> Conv2D(3, 2)
            -> Flatten
            -> Dense(4)
    }
    Batches {
        Input(5, 4, 2)
            -> Conv2D(3, 2, use_bias = false)
            -> BatchNormalization
            -> ReLU
            -> Conv2D(2, 2, padding = "same")
            -> BatchNormalization(momentum = 0.5, scale = false)
            -> MaxPooling2D(2)
            -> BatchNormalization(trainable = false)
            -> Conv2D(2, 1)
    }
    Rows {
        Input(5, 4, 3)
            -> LayerNormalization
            -> Conv2D(4, 2)
            -> LayerNormalization(center = false, epsilon = 0.01)
            -> LeakyReLU
            -> Conv2D(3, 2, activation = tanh)
            -> UnitNormalization
            -> Conv2D(3, 1)
            -> RMSNormalization
    }
    Slopes { Input(5, 4, 2) -> Conv2D(3, 2) -> PReLU -> Conv2D(3, 2) -> PReLU(shared_axes = [1, 2]) -> Conv2D(2, 1) }
    Answers {
        Input(5, 4, 2)
            -> Conv2D(3, 3, padding = "same", activation = relu)
            -> Conv2D(1, 1, activation = sigmoid)
    }
    HourGlass {
        Input(8, 6, 1)
            -> Conv2D(3, 3, strides = 2, padding = "same", activation = relu)
            -> DepthwiseConv2D(3, padding = "same", activation = relu)
            -> Conv2DTranspose(2, 3, strides = 2, padding = "same", activation = relu)
            -> Conv2D(1, 3, padding = "same")
    }
}

models! { classified by classes;
    Guide { Input(8, 8, 1) -> Conv2D(4, 3, activation = relu) -> Flatten -> Dense(8, relu) -> Dense(3, softmax) }
    Deep {
        Input(8, 9, 2)
            -> Conv2D(4, 3, padding = "same", activation = relu)
            -> MaxPooling2D(2)
            -> SeparableConv2D(5, 2, activation = relu)
            -> GlobalAveragePooling2D
            -> Dense(3, softmax)
    }
    Convolved { Input(3, 4, 2) -> Conv2D(4, 2, activation = relu) -> Conv2D(3, (2, 3)) -> Flatten -> Softmax }
    Spoken { Input(12, 2) -> Conv1D(4, 3, strides = 2, activation = relu) -> GlobalMaxPooling1D -> Dense(3, softmax) }
}

models! { segmented by shares;
    Pixels { Input(4, 5, 2) -> Conv2D(4, 3, padding = "same", activation = relu) -> Conv2D(3, 1, activation = softmax) }
    PixelsBehind { Input(4, 5, 2) -> Conv2D(3, 3, padding = "same") -> MaxPooling2D(2) -> Softmax }
}

#[test]
fn convolutions_learn_as_in_keras() {
    same_as_keras("convolutions", convolutions::trained);
}

#[test]
fn layers_around_convolutions_learn_as_in_keras() {
    same_as_keras("pictures", pictures::trained);
}

#[test]
fn images_are_classified_as_in_keras() {
    same_as_keras("classified", classified::trained);
}

#[test]
fn pixels_are_classified_as_in_keras() {
    same_as_keras("segmented", segmented::trained);
}

/// All cases of a list of networks, of which there are as many.
fn same_as_keras(list: &str, trained: fn(&Case) -> usize) {
    let cases = cases(include_str!("data/convolutions.txt"));
    let of_list: Vec<&Case> = cases.iter().filter(|case| case.text("list") == Some(list)).collect();
    assert!(!of_list.is_empty(), "{list} has no cases");
    for case in &of_list {
        assert_eq!(trained(case), of_list.len(), "as many cases as networks in {list}");
    }
}

fn numbers<N>(case: &Case, tolerance: f64)
where
    N: Network<Input: Tensor<Element = N::Element>, Output: Target>,
    MeanSquaredError: Loss<N::Output, N::Output, N::Head>,
{
    let trainer = Trainer::new(SGD::new(0.05).momentum(0.9), MeanSquaredError::new());
    trained_with::<N, N::Output, _, _>(case, &targets::<N>(case), trainer, tolerance);
}

fn classes<N>(case: &Case, tolerance: f64)
where
    N: Network<Input: Tensor<Element = N::Element>>,
    SparseCategoricalCrossentropy: Loss<N::Output, u8, N::Head>,
{
    let labels: Vec<u8> = case.array::<f64>("y").into_iter().map(|label| label as u8).collect();
    let trainer = Trainer::new(Adam::new(0.01), SparseCategoricalCrossentropy::new());
    trained_with::<N, u8, _, _>(case, &labels, trainer, tolerance);
}

/// Each pixel belongs to classes by shares.
fn shares<N>(case: &Case, tolerance: f64)
where
    N: Network<Input: Tensor<Element = N::Element>, Output: Target>,
    KLDivergence: Loss<N::Output, N::Output, N::Head>,
{
    let trainer = Trainer::new(Adam::new(0.01), KLDivergence::new());
    trained_with::<N, N::Output, _, _>(case, &targets::<N>(case), trainer, tolerance);
}

fn targets<N: Network>(case: &Case) -> Vec<N::Output> {
    case.array::<N::Element>("y").chunks_exact(N::Output::LEN).map(|y| *N::Output::from_flat(y)).collect()
}
