//! A network says of each pixel what it belongs to: it learns from labels of pixels, and what cannot be trained on is an error.

use dense::metric::{MeanIoU, SparseCategoricalAccuracy};
use dense::prelude::*;

const SIZE: usize = 10;

type Image<T> = [[[T; 1]; SIZE]; SIZE];
type Labels = [[u8; SIZE]; SIZE];

network! {
    struct Lines {
        Input(SIZE, SIZE, 1)
            -> Conv2D(12, 3, padding = "same", activation = relu)
            -> Conv2D(12, 3, padding = "same", activation = relu)
            -> Conv2D(3, 1, activation = softmax)
    }
    struct Mask {
        Input(10, 10, 1, dtype = f64)
            -> Conv2D(6, 3, padding = "same", activation = tanh)
            -> Conv2D(1, 3, padding = "same", activation = sigmoid)
    }
}

/// Images with a horizontal line (1) and a vertical one (2), as bright as each other, on noise (0).
fn draw<T: Element>(count: usize, mut state: u64) -> (Vec<Image<T>>, Vec<Labels>) {
    let mut below = |end: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % end
    };
    let samples = (0..count).map(|_| {
        let mut image = [[[T::zero(); 1]; SIZE]; SIZE];
        let mut labels = [[0; SIZE]; SIZE];
        image.as_flattened_mut().as_flattened_mut().iter_mut().for_each(|x| *x = T::of(below(100) as f64 / 200.0));
        let (along, across) = (below(SIZE), below(SIZE - 5));
        for step in 0..6 {
            (image[along][across + step], labels[along][across + step]) = ([T::one()], 1);
        }
        let (along, across) = (below(SIZE - 5), below(SIZE));
        for step in 0..6 {
            (image[along + step][across], labels[along + step][across]) = ([T::one()], 2);
        }
        (image, labels)
    });
    samples.unzip()
}

fn lines(count: usize, seed: u64) -> Dataset<Image<f32>, Labels> {
    let (images, labels) = draw(count, seed);
    Dataset::new(images, labels).expect("good samples")
}

fn trainer(threads: usize) -> Trainer<Adam, SparseCategoricalCrossentropy> {
    Trainer::new(Adam::new(5e-3), SparseCategoricalCrossentropy::new().ignore_class(255))
        .epochs(10)
        .batch_size(16)
        .seed(3)
        .threads(threads)
}

#[test]
fn lines_are_found_on_any_number_of_threads() -> Result<(), Error> {
    let (train, test) = (lines(320, 1), lines(64, 2));
    // Of every fifth image nobody knows what the left half shows.
    let train = train.map_targets({
        let mut at = 0;
        move |mut labels: Labels| {
            at += 1;
            if at % 5 == 0 {
                labels.iter_mut().for_each(|row| row[..SIZE / 2].fill(255));
            }
            labels
        }
    })?;
    let run = |threads| -> Result<_, Error> {
        let mut model = Lines::new(1);
        let mut trainer = trainer(threads).metric(Accuracy::new()).metric(MeanIoU::new().ignore_class(255));
        let history = trainer.fit(&mut model, &train)?;
        let scores = trainer.evaluate(&model, &test)?;
        Ok((model, history, scores))
    };
    let (one, history, scores) = run(1)?;
    let share = |name| scores.get(name).expect("the metric is there");
    assert!(share("accuracy") > 0.97 && share("mean_io_u") > 0.85, "{scores}");
    let (two, other_history, other_scores) = run(2)?;
    assert!(one.tensors().zip(two.tensors()).all(|(a, b)| a == b));
    assert_eq!((history, scores), (other_history, other_scores));
    Ok(())
}

#[test]
fn a_mask_is_learned_in_double_precision() -> Result<(), Error> {
    let (images, labels) = draw::<f64>(200, 5);
    let data =
        Dataset::new(images, labels)?.map_targets(|labels: Labels| labels.map(|row| row.map(|label| label / 2)))?;
    let data = data.sample_weight((0..200).map(|sample| 1.0 + (sample % 3) as f64).collect())?;
    let mut model = Mask::new(1);
    let mut trainer = Trainer::new(Adam::new(0.01), BinaryCrossentropy::new().label_smoothing(0.01))
        .weighted_metric(Accuracy::new())
        .epochs(20)
        .batch_size(20);
    let history = trainer.fit(&mut model, &data)?;
    let last = history.get("accuracy").and_then(|accuracy| accuracy.last().copied()).expect("the metric is there");
    assert!(last > 0.97, "{history}");
    Ok(())
}

#[test]
fn labels_must_be_classes_of_the_last_axis() {
    let (images, mut labels) = draw::<f32>(4, 7);
    labels[2][4][1] = 3;
    let mut model = Lines::new(1);
    let before = model.clone();
    let found = trainer(1).train_on_batch(&mut model, &images, &labels);
    assert_eq!(found, Err(Error::Label { sample: 2, label: 3, classes: 3 }));
    labels[2][4][1] = 255;
    assert!(trainer(1).train_on_batch(&mut model, &images, &labels).is_ok());
    let mut strict = Trainer::new(SGD::new(0.1), SparseCategoricalCrossentropy::new());
    let found = strict.train_on_batch(&mut Box::new(*before), &images, &labels);
    assert_eq!(found, Err(Error::Label { sample: 2, label: 255, classes: 3 }));
}

#[test]
fn a_batch_in_which_nothing_is_known_teaches_nothing() -> Result<(), Error> {
    let (images, _) = draw::<f32>(3, 9);
    let mut model = Lines::new(1);
    let before = model.clone();
    let loss = trainer(1).train_on_batch(&mut model, &images, &[[[255_u8; SIZE]; SIZE]; 3])?;
    assert_eq!(loss, 0.0);
    assert!(model.tensors().zip(before.tensors()).all(|(a, b)| a == b));
    Ok(())
}

/// As in Keras, where they are for one class a sample.
#[test]
fn weights_of_classes_are_refused() {
    let data = lines(4, 11);
    let found = trainer(1).class_weight(&[1.0, 5.0, 5.0]).fit(&mut Lines::new(1), &data).map(drop);
    let expected = "left out: these targets do not give a class to a whole sample";
    assert_eq!(found, Err(Error::Setting { name: "class_weight", value: 3.0, expected }));
}

#[test]
fn outputs_are_asked_pixel_by_pixel() -> Result<(), Error> {
    let (images, labels) = draw::<f32>(8, 13);
    let outputs = Lines::new(1).predict_batch(&images);
    let right = outputs.iter().zip(&labels).flat_map(|(output, labels)| {
        let largest = |row: &[f32; 3]| (0..3).max_by(|&a, &b| row[a].total_cmp(&row[b])).expect("three classes");
        output
            .as_flattened()
            .iter()
            .zip(labels.as_flattened())
            .filter(move |(row, label)| largest(row) == usize::from(**label))
    });
    let share = right.count() as f64 / (8 * SIZE * SIZE) as f64;
    let found = SparseCategoricalAccuracy::new().evaluate(&outputs, &labels)?;
    assert!((found - share).abs() < 1e-12, "{found} {share}");
    Ok(())
}
