//! Layers over images and sequences whose sizes only the compiler knows compute what they compute of literals.

use dense::prelude::*;

const HEIGHT: usize = 11;
const WIDTH: usize = 3 * 3;
const CHANNELS: usize = 4;
const KERNEL: usize = 3;
const STRIDE: usize = 2;
const DILATION: usize = 2;

macro_rules! image {
    ($name:ident, $height:expr, $width:expr, $channels:expr, $kernel:expr, $stride:expr, $dilation:expr) => {
        network! {
            struct $name {
                Input($height, $width, $channels)
                    -> Conv2D(6, $kernel, tanh, strides = $stride, padding = "same")
                    -> Conv2D(8, ($kernel, 2), relu, dilation_rate = $dilation, padding = "same", groups = 2)
                    -> DepthwiseConv2D($kernel, depth_multiplier = 2, padding = "same")
                    -> SeparableConv2D(4, ($kernel, 1), padding = "same")
                    -> Conv2DTranspose(5, $kernel, strides = $stride)
                    -> Conv2DTranspose(3, $kernel, strides = $stride, padding = "same", output_padding = 1)
                    -> Conv2D(4, $kernel, strides = ($stride, 1))
                    -> BatchNormalization
                    -> MaxPooling2D($stride)
                    -> AveragePooling2D(($stride, 1), padding = "same")
                    -> ZeroPadding2D(($dilation, (0, $stride)))
                    -> Cropping2D(1)
                    -> UpSampling2D(($stride, 1), interpolation = "bilinear")
                    -> UpSampling2D((1, $stride))
                    -> Permute(3, 1, 2)
                    -> Flatten -> Dense(2, softmax)
            }
        }
    };
}

image!(LiteralImage, 11, 9, 4, 3, 2, 2);
image!(ConstImage, HEIGHT, WIDTH, CHANNELS, KERNEL, STRIDE, DILATION);

macro_rules! sequence {
    ($name:ident, $steps:expr, $features:expr, $kernel:expr, $stride:expr, $dilation:expr) => {
        network! {
            struct $name {
                Input($steps, $features)
                    -> Conv1D(6, $kernel, tanh, padding = "causal", dilation_rate = $dilation)
                    -> Conv1D(4, $kernel, strides = $stride, groups = 2)
                    -> DepthwiseConv1D($kernel, padding = "same")
                    -> SeparableConv1D(4, $kernel, padding = "same", depth_multiplier = 2)
                    -> Conv1DTranspose(3, $kernel, strides = $stride)
                    -> ZeroPadding1D(($stride, 0))
                    -> UpSampling1D($stride)
                    -> MaxPooling1D($kernel, $stride)
                    -> AveragePooling1D($stride, padding = "same")
                    -> Cropping1D((0, 1))
                    -> GlobalMaxPooling1D(keepdims = true)
                    -> Flatten -> Dense(2, softmax)
            }
        }
    };
}

sequence!(LiteralSequence, 11, 4, 3, 2, 2);
sequence!(ConstSequence, HEIGHT, CHANNELS, KERNEL, STRIDE, DILATION);

/// Numbers that differ from each other.
fn numbers(count: usize) -> impl Iterator<Item = f32> {
    (0..count).map(|at| (at * 37 % 101) as f32 / 101.0 - 0.4)
}

/// What a network gives before and after it has learned a little, and its figures.
fn facts<N: Network<Element = f32, Output = [f32; 2]>>(inputs: Vec<N::Input>) -> (Vec<[f32; 2]>, [usize; 2]) {
    let mut model = N::new(7);
    let mut outputs = inputs.iter().map(|input| model.predict(input)).collect::<Vec<_>>();
    let targets = (0..inputs.len()).map(|at| if at % 2 == 0 { [1.0, 0.0] } else { [0.0, 1.0] }).collect::<Vec<_>>();
    let data = Dataset::new(inputs.clone(), targets).expect("as many targets as inputs");
    let mut trainer = Trainer::new(Adam::new(0.01), MeanSquaredError::new()).epochs(2).batch_size(3);
    trainer.fit(&mut model, &data).expect("a network that learns");
    outputs.extend(inputs.iter().map(|input| model.predict(input)));
    (outputs, [N::PARAMETERS, N::FLOPS])
}

#[test]
fn images_of_constants_are_those_of_literals() {
    let mut at = numbers(6 * HEIGHT * WIDTH * CHANNELS);
    let mut number = || at.next().expect("enough of them");
    let mut image = || {
        let mut image = [[[0.0; CHANNELS]; WIDTH]; HEIGHT];
        image.iter_mut().flatten().flatten().for_each(|place| *place = number());
        image
    };
    let images = (0..6).map(|_| image()).collect::<Vec<_>>();
    let literal = facts::<LiteralImage>(images.clone());
    assert!(literal.0.iter().flatten().all(|number| number.is_finite()));
    assert_eq!(literal, facts::<ConstImage>(images));
}

#[test]
fn sequences_of_constants_are_those_of_literals() {
    let mut at = numbers(6 * HEIGHT * CHANNELS);
    let mut number = || at.next().expect("enough of them");
    let mut sequence = || {
        let mut sequence = [[0.0; CHANNELS]; HEIGHT];
        sequence.iter_mut().flatten().for_each(|place| *place = number());
        sequence
    };
    let sequences = (0..6).map(|_| sequence()).collect::<Vec<_>>();
    let literal = facts::<LiteralSequence>(sequences.clone());
    assert!(literal.0.iter().flatten().all(|number| number.is_finite()));
    assert_eq!(literal, facts::<ConstSequence>(sequences));
}
