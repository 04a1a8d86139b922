//! Classification of each place of sequences and images: losses, metrics, and small networks after some steps of training.

use dense::Tensor;
use dense::activation::{Linear, Sigmoid, Softmax};
use dense::data::{Answer, Classes, Numbers, Target};
use dense::metric::{self, WeightedMetric};
use dense::prelude::*;

use crate::golden::{Case, cases};
use crate::losses::{check, fused, samples};

#[test]
fn losses_of_places_are_those_of_keras() {
    each("loss", |case| match (case.name.split_once('.').expect("where").0, case.dtype) {
        ("steps", "f32") => loss::<f32, [[f32; 3]; 4], [[f32; 1]; 4], [u8; 4]>(case, 1e-5),
        ("steps", "f64") => loss::<f64, [[f64; 3]; 4], [[f64; 1]; 4], [u16; 4]>(case, 1e-10),
        ("pixels", "f32") => loss::<f32, [[[f32; 3]; 3]; 2], [[[f32; 1]; 3]; 2], [[u32; 3]; 2]>(case, 1e-5),
        ("pixels", "f64") => loss::<f64, [[[f64; 3]; 3]; 2], [[[f64; 1]; 3]; 2], [[usize; 3]; 2]>(case, 1e-10),
        other => panic!("no test knows {other:?}"),
    });
}

#[test]
fn metrics_of_places_are_those_of_keras() {
    each("metric", |case| match (case.name.split_once('.').expect("where").0, case.dtype) {
        ("steps", "f32") => figures::<[[f32; 3]; 4], [[f32; 1]; 4], [u8; 4]>(case, 1e-5),
        ("steps", "f64") => figures::<[[f64; 3]; 4], [[f64; 1]; 4], [u16; 4]>(case, 1e-6),
        ("pixels", "f32") => figures::<[[[f32; 3]; 3]; 2], [[[f32; 1]; 3]; 2], [[u32; 3]; 2]>(case, 1e-5),
        ("pixels", "f64") => figures::<[[[f64; 3]; 3]; 2], [[[f64; 1]; 3]; 2], [[usize; 3]; 2]>(case, 1e-6),
        other => panic!("no test knows {other:?}"),
    });
}

fn each(kind: &str, check: impl Fn(&Case)) {
    let cases = cases(include_str!("data/places.txt"));
    let of_kind: Vec<&Case> = cases.iter().filter(|case| case.text("kind") == Some(kind)).collect();
    assert!(!of_kind.is_empty(), "there are no cases of {kind}");
    of_kind.into_iter().for_each(check);
}

/// An array of labels.
trait LabelArray: Sized {
    /// From labels in row-major order.
    fn read(labels: &mut impl Iterator<Item = f64>) -> Self;

    /// All arrays of a case.
    fn all(case: &Case, key: &str) -> Vec<Self> {
        let mut labels = case.array::<f64>(key).into_iter().peekable();
        let mut all = Vec::new();
        while labels.peek().is_some() {
            all.push(Self::read(&mut labels));
        }
        all
    }
}

macro_rules! label_arrays {
    ($($label:ty),*) => {$(
        impl LabelArray for $label {
            fn read(labels: &mut impl Iterator<Item = f64>) -> Self {
                labels.next().expect("a label for each place") as $label
            }
        }
    )*};
}

label_arrays!(u8, u16, u32, usize);

impl<L: LabelArray, const N: usize> LabelArray for [L; N] {
    fn read(labels: &mut impl Iterator<Item = f64>) -> Self {
        std::array::from_fn(|_| L::read(labels))
    }
}

// --- Losses -------------------------------------------------------------------

/// A loss of one of three classes at each place of `O`, or of yes or no at each place of `C`, which has a column of labels `Y`.
fn loss<T: Element, O: Tensor<Element = T> + Target, C: Tensor<Element = T> + Target, Y: Target + LabelArray>(
    case: &Case,
    tolerance: f64,
) where
    SparseCategoricalCrossentropy: Loss<O, Y, Linear> + Loss<O, Y, Softmax>,
    CategoricalGeneralizedCrossEntropy: Loss<O, Y, Linear> + Loss<O, Y, Softmax>,
    CategoricalCrossentropy: Loss<O, O, Linear> + Loss<O, O, Softmax>,
    CategoricalFocalCrossentropy: Loss<O, O, Linear> + Loss<O, O, Softmax>,
    CategoricalFocalCrossentropy<[f64; 3]>: Loss<O, O, Linear> + Loss<O, O, Softmax>,
    CategoricalHinge: Loss<O, O, Linear>,
    BinaryCrossentropy: Answered<O, C, Y>,
    BinaryFocalCrossentropy: Answered<O, C, Y>,
    Hinge: Loss<O, O, Linear> + Loss<C, C, Linear> + Loss<C, Y, Linear>,
    SquaredHinge: Loss<O, O, Linear> + Loss<C, C, Linear> + Loss<C, Y, Linear>,
{
    let from_logits = case.flag("from_logits");
    let smoothing = case.number("label_smoothing").unwrap_or(0.0);
    let gamma = case.number("gamma").unwrap_or(2.0);
    match case.text("loss").expect("the loss's name") {
        "sparse_categorical_crossentropy" => {
            let loss = SparseCategoricalCrossentropy::new().from_logits(from_logits);
            classes::<O, Y, _>(case, &loss, &Y::all(case, "y_true"), tolerance);
        }
        "categorical_crossentropy" => {
            let loss = CategoricalCrossentropy::new().from_logits(from_logits).label_smoothing(smoothing);
            classes::<O, O, _>(case, &loss, &samples(case, "y_true"), tolerance);
        }
        "categorical_focal_crossentropy" => {
            let loss =
                CategoricalFocalCrossentropy::new().gamma(gamma).from_logits(from_logits).label_smoothing(smoothing);
            classes::<O, O, _>(case, &loss, &samples(case, "y_true"), tolerance);
            classes::<O, O, _>(case, &loss.alpha([0.25; 3]), &samples(case, "y_true"), tolerance);
        }
        "categorical_generalized_cross_entropy" => {
            let loss = CategoricalGeneralizedCrossEntropy::new().q(case.number("q").expect("the case has it"));
            classes::<O, Y, _>(case, &loss, &Y::all(case, "y_true"), tolerance);
        }
        "categorical_hinge" => {
            check::<O, _, _, Linear>(case, &CategoricalHinge::new(), &samples::<O>(case, "y_true"), tolerance);
        }
        "binary_crossentropy" => {
            let loss = BinaryCrossentropy::new().from_logits(from_logits).label_smoothing(smoothing);
            answered::<O, C, Y, _>(case, &loss, tolerance);
        }
        "binary_focal_crossentropy" => {
            let loss = BinaryFocalCrossentropy::new().from_logits(from_logits).label_smoothing(smoothing);
            answered::<O, C, Y, _>(case, &loss, tolerance);
        }
        "hinge" => scored::<O, C, Y, _>(case, &Hinge::new(), tolerance),
        "squared_hinge" => scored::<O, C, Y, _>(case, &SquaredHinge::new(), tolerance),
        other => panic!("no test knows `{other}`"),
    }
}

fn classes<O: Tensor, Y: Target, L: Loss<O, Y, Linear> + Loss<O, Y, Softmax>>(
    case: &Case,
    loss: &L,
    targets: &[Y],
    tolerance: f64,
) {
    check::<O, _, _, Linear>(case, loss, targets, tolerance);
    if case.flag("from_logits") {
        fused::<O, _, _, Softmax>(case, loss, targets, tolerance);
    }
}

/// A loss of answers of yes or no.
trait Answered<O: Tensor, C: Tensor, Y>:
    Loss<O, O, Linear>
    + Loss<C, C, Linear>
    + Loss<C, Y, Linear>
    + Loss<O, O, Sigmoid>
    + Loss<C, C, Sigmoid>
    + Loss<C, Y, Sigmoid>
{
}

impl<O: Tensor, C: Tensor, Y, L> Answered<O, C, Y> for L where
    L: Loss<O, O, Linear>
        + Loss<C, C, Linear>
        + Loss<C, Y, Linear>
        + Loss<O, O, Sigmoid>
        + Loss<C, C, Sigmoid>
        + Loss<C, Y, Sigmoid>
{
}

fn answered<O: Tensor + Target, C: Tensor + Target, Y: Target + LabelArray, L: Answered<O, C, Y>>(
    case: &Case,
    loss: &L,
    tolerance: f64,
) {
    scored::<O, C, Y, L>(case, loss, tolerance);
    if !case.flag("from_logits") {
        return;
    }
    if case.name.ends_with(".column") {
        fused::<C, _, _, Sigmoid>(case, loss, &samples::<C>(case, "y_true"), tolerance);
        fused::<C, _, _, Sigmoid>(case, loss, &Y::all(case, "y_true"), tolerance);
    } else {
        fused::<O, _, _, Sigmoid>(case, loss, &samples::<O>(case, "y_true"), tolerance);
    }
}

fn scored<O: Tensor + Target, C: Tensor + Target, Y: Target + LabelArray, L>(case: &Case, loss: &L, tolerance: f64)
where
    L: Loss<O, O, Linear> + Loss<C, C, Linear> + Loss<C, Y, Linear>,
{
    if case.name.ends_with(".column") {
        check::<C, _, _, Linear>(case, loss, &samples::<C>(case, "y_true"), tolerance);
        check::<C, _, _, Linear>(case, loss, &Y::all(case, "y_true"), tolerance);
    } else {
        check::<O, _, _, Linear>(case, loss, &samples::<O>(case, "y_true"), tolerance);
    }
}

// --- Metrics ------------------------------------------------------------------

fn figures<O, C, Y>(case: &Case, tolerance: f64)
where
    O: Tensor + Target + Numbers<O> + Answer<O> + metric::AnswersOf<O> + metric::RowsOf<3>,
    C: Tensor + Target + Answer<C>,
    Y: Target + LabelArray + Classes<O> + Answer<C>,
{
    let run = Run { case, tolerance };
    let labels = || Y::all(case, "y_true");
    let arrays = || samples::<O>(case, "y_true");
    let k = case.number("k").unwrap_or(5.0) as usize;
    match case.text("metric").expect("the metric's name") {
        "SparseCategoricalAccuracy" => {
            run.check::<O, _>(SparseCategoricalAccuracy::new(), &labels());
            run.check::<O, _>(Accuracy::new(), &labels());
        }
        "CategoricalAccuracy" => {
            run.check::<O, _>(CategoricalAccuracy::new(), &arrays());
            run.check::<O, _>(Accuracy::new(), &arrays());
        }
        "BinaryAccuracy" => {
            let metric = BinaryAccuracy::new().threshold(case.number("threshold").unwrap_or(0.5));
            if case.shape("y_pred").ends_with(&[1]) {
                run.check::<C, _>(metric, &labels());
                run.check::<C, _>(metric, &samples::<C>(case, "y_true"));
            } else {
                run.check::<O, _>(metric, &arrays());
            }
        }
        "SparseTopKCategoricalAccuracy" => {
            run.check::<O, _>(SparseTopKCategoricalAccuracy::new().k(k), &labels());
        }
        "TopKCategoricalAccuracy" => run.check::<O, _>(TopKCategoricalAccuracy::new().k(k), &arrays()),
        "SparseCategoricalCrossentropy" => {
            run.check::<O, _>(metric::SparseCategoricalCrossentropy::new(), &labels());
        }
        "CategoricalCrossentropy" => run.check::<O, _>(metric::CategoricalCrossentropy::new(), &arrays()),
        "BinaryCrossentropy" => run.check::<C, _>(metric::BinaryCrossentropy::new(), &labels()),
        "Hinge" => run.check::<C, _>(metric::Hinge::new(), &labels()),
        "MeanIoU" => match case.number("ignore_class") {
            Some(class) => run.check::<O, _>(MeanIoU::new().ignore_class(class as usize), &labels()),
            None => run.check::<O, _>(MeanIoU::new(), &labels()),
        },
        "IoU" => run.check::<O, _>(IoU::new([0, 2]), &labels()),
        "BinaryIoU" => run.check::<C, _>(BinaryIoU::new(), &labels()),
        other => panic!("no test knows `{other}`"),
    }
}

struct Run<'a> {
    case: &'a Case,
    tolerance: f64,
}

impl Run<'_> {
    /// Compares figures after the first sample and after all of them, without weights and with those that Keras had.
    fn check<O: Tensor, Y: Target>(&self, mut metric: impl WeightedMetric<O, Y>, targets: &[Y]) {
        let (outputs, weights) = (samples::<O>(self.case, "y_pred"), self.case.array::<f64>("weights"));
        let columns = self.case.shape("results")[1];
        let mut found = Vec::new();
        for count in [1, outputs.len()] {
            found.push(metric.evaluate(&outputs[..count], &targets[..count]).expect("good settings"));
            if columns == 2 {
                let figure = metric.evaluate_weighted(&outputs[..count], &targets[..count], &weights[..count]);
                found.push(figure.expect("good weights"));
            }
        }
        self.case.expect("the figure", found, "results", self.tolerance);
    }
}

// --- Training -----------------------------------------------------------------

macro_rules! networks {
    ($tagged:ident, $segmented:ident, $masked:ident, $element:ident) => {
        network! {
            struct $tagged {
                Input(6, 2, dtype = $element) -> Conv1D(5, 3, padding = "same", activation = tanh) -> Conv1D(3, 1, activation = softmax)
            }
            struct $segmented {
                Input(4, 5, 2, dtype = $element)
                    -> Conv2D(4, 3, padding = "same", activation = tanh)
                    -> Conv2D(3, 1, activation = softmax)
            }
            struct $masked {
                Input(4, 5, 2, dtype = $element)
                    -> Conv2D(4, 3, padding = "same", activation = tanh)
                    -> Conv2D(1, 3, padding = "same", activation = sigmoid)
            }
        }
    };
}

networks!(TaggedSingle, SegmentedSingle, MaskedSingle, f32);
networks!(TaggedDouble, SegmentedDouble, MaskedDouble, f64);

#[test]
fn steps_are_tagged_as_in_keras() {
    each("tagged", |case| match case.dtype {
        "f32" => classified::<TaggedSingle, [u8; 6]>(case, 1e-5),
        "f64" => classified::<TaggedDouble, [u16; 6]>(case, 1e-10),
        other => panic!("{other}"),
    });
}

#[test]
fn images_are_segmented_as_in_keras() {
    each("segmented", |case| match case.dtype {
        "f32" => classified::<SegmentedSingle, [[usize; 5]; 4]>(case, 1e-5),
        "f64" => classified::<SegmentedDouble, [[u8; 5]; 4]>(case, 1e-10),
        other => panic!("{other}"),
    });
}

#[test]
fn masks_are_learned_as_in_keras() {
    each("masked", |case| match case.dtype {
        "f32" => masked::<MaskedSingle, [[u8; 5]; 4]>(case, 1e-5),
        "f64" => masked::<MaskedDouble, [[u32; 5]; 4]>(case, 1e-10),
        other => panic!("{other}"),
    });
}

fn classified<N, Y>(case: &Case, tolerance: f64)
where
    N: Network<Input: Tensor<Element = N::Element>, Output: Target>,
    Y: Target + LabelArray,
    SparseCategoricalCrossentropy: Loss<N::Output, Y, N::Head>,
    CategoricalGeneralizedCrossEntropy: Loss<N::Output, Y, N::Head>,
    CategoricalCrossentropy: Loss<N::Output, N::Output, N::Head>,
    CategoricalFocalCrossentropy: Loss<N::Output, N::Output, N::Head>,
{
    match case.text("loss").expect("the loss's name") {
        "sparse_categorical_crossentropy" => {
            let loss = SparseCategoricalCrossentropy::new().reduction(reduction(case));
            let loss = case.number("ignore_class").map_or(loss, |class| loss.ignore_class(class as usize));
            trained::<N, _, _>(case, &Y::all(case, "y"), loss, tolerance);
        }
        "categorical_generalized_cross_entropy" => {
            trained::<N, _, _>(case, &Y::all(case, "y"), CategoricalGeneralizedCrossEntropy::new(), tolerance);
        }
        "categorical_crossentropy" => {
            let loss = CategoricalCrossentropy::new().label_smoothing(case.number("label_smoothing").expect("one"));
            trained::<N, _, _>(case, &samples::<N::Output>(case, "y"), loss, tolerance);
        }
        "categorical_focal_crossentropy" => {
            let targets = samples::<N::Output>(case, "y");
            trained::<N, _, _>(case, &targets, CategoricalFocalCrossentropy::new(), tolerance);
        }
        other => panic!("no test knows `{other}`"),
    }
}

fn masked<N, Y>(case: &Case, tolerance: f64)
where
    N: Network<Input: Tensor<Element = N::Element>>,
    Y: Target + LabelArray,
    BinaryCrossentropy: Loss<N::Output, Y, N::Head>,
    BinaryFocalCrossentropy: Loss<N::Output, Y, N::Head>,
{
    let targets = Y::all(case, "y");
    match case.text("loss").expect("the loss's name") {
        "binary_crossentropy" => {
            let loss = BinaryCrossentropy::new().reduction(reduction(case));
            let loss = loss.label_smoothing(case.number("label_smoothing").unwrap_or(0.0));
            trained::<N, _, _>(case, &targets, loss, tolerance);
        }
        "binary_focal_crossentropy" => trained::<N, _, _>(case, &targets, BinaryFocalCrossentropy::new(), tolerance),
        other => panic!("no test knows `{other}`"),
    }
}

fn reduction(case: &Case) -> Reduction {
    match case.text("reduction") {
        None | Some("sum_over_batch_size") => Reduction::SumOverBatchSize,
        Some("sum") => Reduction::Sum,
        Some("mean_with_sample_weight") => Reduction::MeanWithSampleWeight,
        Some(other) => panic!("{other}"),
    }
}

/// Trains for as many steps as Keras did.
fn trained<N: Network<Input: Tensor<Element = N::Element>>, Y: Target, L: Loss<N::Output, Y, N::Head>>(
    case: &Case,
    targets: &[Y],
    loss: L,
    tolerance: f64,
) {
    let (mut model, inputs) = (N::new(0), samples::<N::Input>(case, "x"));
    let names: Vec<&str> = model.tensors().map(|tensor| tensor.name()).collect();
    for (at, name) in names.iter().enumerate() {
        model.tensor_mut(name).expect("the tensor is there").copy_from_slice(&case.array(&format!("init.{at}")));
    }
    let outputs = model.predict_batch(&inputs);
    case.expect("the output", outputs.iter().flat_map(|output| output.as_flat().to_vec()), "before", tolerance);
    let weights = if case.has("weights") { case.array("weights") } else { vec![1.0; inputs.len()] };
    let mut trainer = Trainer::new(SGD::new(0.02).momentum(0.5), loss);
    let losses = (0..case.shape("losses")[0]).map(|_| {
        let step = trainer.train_on_weighted_batch(&mut *model, &inputs, targets, &weights);
        step.expect("good data")
    });
    case.expect("the loss before each step", losses.collect::<Vec<_>>(), "losses", tolerance);
    for (at, name) in names.iter().enumerate() {
        let found = model.tensor(name).expect("the tensor is there").iter().copied();
        case.expect(&format!("{name} at last"), found, &format!("last.{at}"), tolerance);
    }
}
