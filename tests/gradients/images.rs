//! Layers over images and sequences, wide ones and those with many samples above all: tests/random_networks has the small ones.

use dense::prelude::*;

use crate::check::{check, check_weighted, numbers};
use crate::labels;

network! {
    struct Wide {
        Input(4, 5, 3, dtype = f64)
            -> Conv2D(35, (2, 3), activation = tanh)
            -> Conv2D(18, 2, strides = 2, padding = "same", activation = gelu, use_bias = false)
            -> Conv2D(2, 1, trainable = false)
            -> Conv2D(3, 1, kernel_regularizer = l2(0.05), activity_regularizer = l2(0.1))
            -> GlobalAveragePooling2D
    }
    struct Grouped {
        Input(5, 4, 6, dtype = f64)
            -> Conv2D(38, 2, groups = 2, activation = relu)
            -> DepthwiseConv2D(2, activation = tanh, depthwise_regularizer = l2(0.05))
            -> Conv2D(6, 1)
            -> DepthwiseConv2D(3, depth_multiplier = 3, dilation_rate = (1, 2), padding = "same")
            -> SeparableConv2D(5, 2, padding = "same", depth_multiplier = 2, pointwise_regularizer = l1_l2, activation = silu)
            -> Flatten
            -> Dense(3, softmax)
    }
    struct Spread {
        Input(2, 3, 4, dtype = f64)
            -> Conv2DTranspose(19, 3, strides = 2, activation = tanh)
            -> Conv2DTranspose(3, (1, 2), strides = (3, 2), padding = "same", use_bias = false)
            -> BatchNormalization
            -> Conv2DTranspose(2, 2, dilation_rate = 2, activation = leaky_relu)
            -> SpatialDropout2D(0.25)
            -> GlobalMaxPooling2D(keepdims = true)
            -> Conv2DTranspose(3, 2, strides = 3, output_padding = (1, 0))
    }
    struct Pooled {
        Input(9, 8, 2, dtype = f64)
            -> Conv2D(17, 1, activation = tanh)
            -> MaxPooling2D(3, strides = 2, padding = "same")
            -> BatchNormalization
            -> AveragePooling2D(2, strides = 1, padding = "same")
            -> Conv2D(3, 2)
            -> MaxPooling2D((2, 1), strides = (3, 2))
            -> UpSampling2D((2, 3), interpolation = "bilinear")
            -> PReLU(shared_axes = [1, 2], alpha_initializer = constant(0.2))
            -> ZeroPadding2D(((1, 0), (2, 1)))
            -> Permute(3, 1, 2)
            -> Cropping2D(((0, 1), (1, 0)))
            -> UpSampling2D(2)
            -> Conv2D(2, 3, strides = 3, padding = "same", activation = sigmoid)
    }
    struct Heard {
        Input(11, 2, dtype = f64)
            -> Conv1D(17, 3, padding = "causal", dilation_rate = 2, activation = tanh)
            -> MaxPooling1D(2)
            -> LayerNormalization
            -> SpatialDropout1D(0.2)
            -> SeparableConv1D(6, 2, activation = tanh)
            -> ZeroPadding1D((1, 2))
            -> DepthwiseConv1D(3, strides = 2)
            -> UpSampling1D(3)
            -> AveragePooling1D(2)
            -> Cropping1D((1, 0))
            -> Conv1DTranspose(4, 2, strides = 3, padding = "same", activation = softplus)
            -> Permute(2, 1)
            -> GlobalMaxPooling1D
            -> Dense(3)
    }
    /// Only what comes in is moved, and there is nothing to learn.
    struct First {
        Input(4, 6, 2, dtype = f64) -> MaxPooling2D(2) -> ZeroPadding2D(1) -> Permute(2, 1, 3) -> Conv2D(2, 2, strides = 2) -> Flatten
    }
}

#[test]
fn convolutions() {
    check::<Wide, _, _>(&numbers(20), &numbers::<[f64; 3]>(20), &MeanSquaredError::new());
    check::<Grouped, _, _>(&numbers(20), &labels(20, 3), &SparseCategoricalCrossentropy::new());
    check::<Spread, _, _>(&numbers(20), &numbers::<[[[f64; 3]; 2]; 3]>(20), &MeanSquaredError::new());
}

/// Some with more samples than a block has. Where there are many maxima, few samples: a step of the differences would come to where
/// another number is the largest.
#[test]
fn what_is_around_convolutions() {
    check::<Pooled, _, _>(&numbers(12), &numbers::<[[[f64; 2]; 2]; 2]>(12), &MeanSquaredError::new());
    check::<Heard, _, _>(&numbers(150), &numbers::<[f64; 3]>(150), &MeanSquaredError::new());
    check::<First, _, _>(&numbers(150), &numbers::<[f64; 8]>(150), &MeanSquaredError::new());
}

network! {
    struct Weighted {
        Input(4, 4, 2, dtype = f64)
            -> Conv2D(4, 2, activation = tanh, activity_regularizer = l2(0.3))
            -> MaxPooling2D(2, strides = 1)
            -> Conv2D(3, 2, activation = softmax)
    }
}

#[test]
fn pixels_with_weights() {
    let shares: Vec<[[[f64; 3]; 1]; 1]> = labels(37, 3)
        .into_iter()
        .map(|label| [[std::array::from_fn(|class| if class == usize::from(label) { 0.8 } else { 0.1 })]])
        .collect();
    check_weighted::<Weighted, _, _>(&numbers(37), &shares, &MeanSquaredError::new());
    check_weighted::<Weighted, _, _>(&numbers(37), &shares, &KLDivergence::new());
}

network! {
    struct Segmented {
        Input(3, 4, 2, dtype = f64) -> Conv2D(4, 2, padding = "same", activation = tanh) -> Conv2D(3, 1, activation = softmax)
    }
    struct Masked {
        Input(3, 4, 2, dtype = f64) -> Conv2D(3, 2, padding = "same", activation = tanh) -> Conv2D(1, 2, padding = "same", activation = sigmoid)
    }
    struct Tagged {
        Input(6, 2, dtype = f64) -> Conv1D(4, 3, padding = "causal", activation = tanh) -> Conv1D(3, 1)
    }
}

/// Labels of places, in rows of `N`.
fn rows<const N: usize>(labels: &[u8]) -> Vec<[u8; N]> {
    labels.as_chunks::<N>().0.to_vec()
}

fn images<const W: usize, const H: usize>(count: usize, classes: usize) -> Vec<[[u8; W]; H]> {
    rows::<W>(&labels(count * W * H, classes)).as_chunks::<H>().0.to_vec()
}

#[test]
fn a_class_for_each_place() {
    let inputs = numbers(20);
    let (targets, flags) = (images::<4, 3>(20, 3), images::<4, 3>(20, 2));
    let one_hot: Vec<[[[f64; 3]; 4]; 3]> = targets
        .iter()
        .map(|image| {
            image.map(|row| {
                row.map(|label| std::array::from_fn(|class| f64::from(u8::from(class == usize::from(label)))))
            })
        })
        .collect();
    check::<Segmented, _, _>(&inputs, &targets, &SparseCategoricalCrossentropy::new());
    check::<Segmented, _, _>(&inputs, &targets, &CategoricalGeneralizedCrossEntropy::new());
    check::<Segmented, _, _>(&inputs, &one_hot, &CategoricalCrossentropy::new().label_smoothing(0.1));
    check::<Segmented, _, _>(&inputs, &one_hot, &CategoricalFocalCrossentropy::new().alpha([0.25, 0.5, 2.0]));
    check::<Masked, _, _>(&inputs, &flags, &BinaryCrossentropy::new().label_smoothing(0.2));
    check::<Masked, _, _>(&inputs, &flags, &BinaryFocalCrossentropy::new());
    let steps = rows::<6>(&labels(20 * 6, 3));
    check::<Tagged, _, _>(&numbers(20), &steps, &SparseCategoricalCrossentropy::new().from_logits(true));
}

#[test]
fn weights_and_classes_that_are_left_out() {
    let inputs = numbers(37);
    let loss = SparseCategoricalCrossentropy::new().ignore_class(1);
    for reduction in [Reduction::SumOverBatchSize, Reduction::Sum, Reduction::MeanWithSampleWeight] {
        check_weighted::<Segmented, _, _>(&inputs, &images::<4, 3>(37, 3), &loss.reduction(reduction));
    }
}
