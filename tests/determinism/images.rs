//! Networks over images and sequences: no bit depends on threads, on blocks, or on what else is in a batch.

use dense::Tensor;
use dense::prelude::*;

network! {
    /// A small one, whose every step is done.
    struct Pictures {
        Input(9, 10, 3)
            -> Conv2D(6, 3, activation = relu)
            -> MaxPooling2D(2)
            -> DepthwiseConv2D(3, padding = "same", depth_multiplier = 2, activation = tanh)
            -> BatchNormalization
            -> SpatialDropout2D(0.3)
            -> Conv2DTranspose(5, 3, strides = 2, padding = "same")
            -> AveragePooling2D(3, strides = 2, padding = "same")
            -> SeparableConv2D(7, 2, activation = relu)
            -> UpSampling2D(2, interpolation = "bilinear")
            -> ZeroPadding2D(1)
            -> LayerNormalization
            -> Conv2D(14, 2, strides = 2, groups = 7)
            -> Flatten
            -> Dense(4, softmax)
    }
    struct Sounds {
        Input(40, 2)
            -> Conv1D(16, 5, strides = 2, activation = relu)
            -> MaxPooling1D(2)
            -> Conv1D(19, 3, padding = "causal", dilation_rate = 2, activation = gelu)
            -> SpatialDropout1D(0.2)
            -> GlobalAveragePooling1D
            -> Dense(4, softmax)
    }
    /// Large enough for a sample to be shared between threads.
    struct Large {
        Input(32, 32, 3)
            -> Conv2D(32, 3, activation = relu)
            -> Conv2D(33, 3, activation = relu)
            -> MaxPooling2D(2)
            -> Conv2D(40, 3, strides = 2, padding = "same")
            -> GlobalAveragePooling2D
            -> Dense(4, softmax)
    }
}

fn samples<X: Tensor<Element = f32> + PartialEq>(count: usize) -> Dataset<X, u8> {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 24) as f32 - 0.5
    };
    let mut inputs = Vec::with_capacity(count);
    for _ in 0..count {
        let flat: Vec<f32> = (0..X::LEN).map(|_| next()).collect();
        inputs.push(*X::from_flat(&flat));
    }
    Dataset::new(inputs, (0..count).map(|sample| (sample % 4) as u8).collect()).expect("good samples")
}

/// Trains and gives all that comes of it: the parameters and the figures.
fn trained<N: Network<Element = f32>>(
    data: &Dataset<N::Input, u8>,
    threads: usize,
    batch_size: usize,
) -> (Vec<u32>, History)
where
    SparseCategoricalCrossentropy: Loss<N::Output, u8, N::Head>,
{
    let mut model = N::new(7);
    let history = Trainer::new(Adam::new(1e-3), SparseCategoricalCrossentropy::new())
        .epochs(2)
        .batch_size(batch_size)
        .validation_split(0.2)
        .seed(7)
        .threads(threads)
        .fit(&mut *model, data)
        .expect("good data");
    (bits(&*model), history)
}

fn bits<N: Network<Element = f32>>(model: &N) -> Vec<u32> {
    model.tensors().flat_map(|tensor| tensor.values().iter().map(|x| x.to_bits())).collect()
}

#[test]
fn threads_change_no_bit() {
    let (pictures, sounds) = (samples(50), samples(50));
    for batch_size in [1, 7, 8, 9, 33] {
        let [one, two, three] = [1, 2, 3].map(|threads| trained::<Pictures>(&pictures, threads, batch_size));
        assert!(one == two && one == three, "pictures, batches of {batch_size}");
        let [one, two, three] = [1, 2, 3].map(|threads| trained::<Sounds>(&sounds, threads, batch_size));
        assert!(one == two && one == three, "sounds, batches of {batch_size}");
    }
    let large = samples(20);
    for batch_size in [1, 16] {
        let [one, two, three] = [1, 2, 3].map(|threads| trained::<Large>(&large, threads, batch_size));
        assert!(one == two && one == three, "large, batches of {batch_size}");
    }
}

/// All ways to predict give the same bits, with as many samples as make blocks of each size.
fn predicted_alike<N: Network<Element = f32>>()
where
    N::Input: Tensor<Element = f32> + PartialEq,
    N::Output: PartialEq + std::fmt::Debug,
{
    let mut model = N::new(3);
    // Numbers that do not happen to be zeros and ones.
    let names: Vec<&str> = model.tensors().map(|tensor| tensor.name()).collect();
    for name in names {
        let values = model.tensor_mut(name).expect("the tensor is there");
        values.iter_mut().enumerate().for_each(|(at, value)| *value += 0.01 * (at % 7) as f32);
    }
    let data = samples::<N::Input>(130);
    let together = model.predict_batch(data.inputs());
    for count in [1, 2, 7, 8, 9, 16, 33, 64, 129] {
        assert!(model.predict_batch(&data.inputs()[..count]) == together[..count], "{count} samples");
    }
    for threads in [1, 2, 3] {
        let mut workspace = Workspace::new().threads(threads);
        for (input, output) in data.inputs().iter().zip(&together) {
            assert_eq!(model.predict_with(&mut workspace, input), *output, "{threads} threads");
        }
    }
    for (input, output) in data.inputs().iter().zip(&together) {
        assert_eq!(model.predict(input), *output);
    }
    for batch_size in [1, 9, 50] {
        let stream = model.predict_stream(data.inputs(), batch_size).expect("a good size");
        assert!(stream.eq(together.iter().copied()), "a stream by {batch_size}");
    }
}

#[test]
fn samples_do_not_depend_on_what_is_predicted_beside_them() {
    predicted_alike::<Pictures>();
    predicted_alike::<Sounds>();
    predicted_alike::<Large>();
}

/// The gradient of a batch is that of its samples, however it is cut into blocks.
#[test]
fn a_batch_is_as_good_as_its_parts() {
    network! {
        struct Parts {
            Input(9, 10, 3, dtype = f64)
                -> Conv2D(6, 3, strides = 2, padding = "same", activation = relu)
                -> MaxPooling2D(2, strides = 1)
                -> SeparableConv2D(7, 2, activation = tanh)
                -> Flatten
                -> Dense(4, softmax)
        }
    }
    let data = samples::<[[[f32; 3]; 10]; 9]>(130);
    let inputs: Vec<[[[f64; 3]; 10]; 9]> =
        data.inputs().iter().map(|x| x.map(|x| x.map(|x| x.map(f64::from)))).collect();
    let gradients = |range: std::ops::Range<usize>| {
        let mut model = Parts::new(1);
        let before = model.clone();
        let mut trainer = Trainer::new(SGD::new(1.0), SparseCategoricalCrossentropy::new().reduction(Reduction::Sum));
        trainer.train_on_batch(&mut *model, &inputs[range.clone()], &data.targets()[range]).expect("good data");
        let changes = before.tensors().zip(model.tensors()).flat_map(|(before, after)| {
            before.values().iter().zip(after.values()).map(|(before, after)| before - after).collect::<Vec<_>>()
        });
        changes.collect::<Vec<f64>>()
    };
    for count in [1, 7, 8, 9, 33, 130] {
        let whole = gradients(0..count);
        let mut parts = vec![0.0; whole.len()];
        for sample in 0..count {
            parts.iter_mut().zip(gradients(sample..sample + 1)).for_each(|(sum, part)| *sum += part);
        }
        for (at, (whole, parts)) in whole.iter().zip(&parts).enumerate() {
            assert!((whole - parts).abs() <= 1e-10 * parts.abs().max(1.0), "{at} of {count} samples: {whole}, {parts}");
        }
    }
}

network! {
    struct Dropped { Input(5, 6, 40) -> SpatialDropout2D(0.25) }
    struct DroppedSteps { Input(30, 40) -> SpatialDropout1D(0.25, seed = 9) }
}

/// The maps of samples that are dropped in a step; the others are the input divided by the share that stays.
fn dropped<N: Network<Element = f32>>(seed: u64, channels: usize) -> Vec<bool>
where
    N::Input: Tensor<Element = f32>,
{
    let input = vec![0.75; N::Input::LEN];
    let inputs = vec![*N::Input::from_flat(&input); 100];
    let mut workspace = TrainingWorkspace::<N>::new(seed);
    let outputs = workspace.forward(&*N::new(0), &inputs).expect("samples");
    let mut maps = Vec::new();
    for output in outputs {
        let places = output.as_flat().chunks_exact(channels);
        let first: Vec<f32> = places.clone().next().expect("a place").to_vec();
        assert!(places.into_iter().all(|place| place == first), "whole maps are dropped");
        assert!(first.iter().all(|&value| value == 0.0 || value == 1.0), "{first:?}");
        maps.extend(first.iter().map(|&value| value == 0.0));
    }
    assert!(N::new(0).predict_batch(&inputs).iter().all(|output| output.as_flat().iter().all(|&value| value == 0.75)));
    maps
}

#[test]
fn spatial_dropout_drops_whole_maps_by_the_seed() {
    let maps = dropped::<Dropped>(1, 40);
    let count = maps.iter().filter(|&&dropped| dropped).count();
    // Of 4000 maps a quarter.
    assert!((880..1120).contains(&count), "{count}");
    assert_eq!(maps, dropped::<Dropped>(1, 40));
    assert_ne!(maps, dropped::<Dropped>(2, 40));
    assert_ne!(maps[..40], maps[40..80], "each sample has its own");
    assert_eq!(dropped::<DroppedSteps>(1, 40), dropped::<DroppedSteps>(2, 40));
}
