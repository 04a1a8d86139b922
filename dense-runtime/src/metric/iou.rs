//! Intersection over union: how far what is taken for a class is that class.

use super::answers::answer;
use super::{AnswersOf, Direction, Metric, RowsOf, WeightedMetric, ratio};
use crate::data::Answer;
use crate::math::Real;
use crate::storage::rows_of;
use crate::{Error, Tensor};

/// The mean intersection over union of some classes.
///
/// For a class, `true positives / (true positives + false positives + false negatives)`; the mean is over those of
/// `target_class_ids` that some target or prediction has. 0 if there are none, and without samples. The prediction is
/// the largest output, the first of equal ones. Targets are class labels, or arrays of the output's shape; outputs with
/// several places, such as the pixels of an image, have one for each, and all places count. `K`, the number of classes,
/// follows from the outputs.
///
/// ```
/// use dense_runtime::metric::{IoU, Metric};
///
/// let outputs = [[0.7f32, 0.2, 0.1], [0.5, 0.4, 0.1], [0.1, 0.1, 0.8]];
/// assert_eq!(IoU::new([0]).evaluate(&outputs, &[0u8, 1, 2])?, 0.5);
/// assert_eq!(IoU::new([0, 2]).evaluate(&outputs, &[0u8, 1, 2])?, 0.75);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct IoU<const K: usize> {
    name: &'static str,
    target_class_ids: Vec<usize>,
    ignore_class: Option<usize>,
    classes: [Class; K],
}

impl<const K: usize> IoU<K> {
    /// The metric for these classes, from 0 and at least one, reported as `"io_u"`, as Keras does.
    pub fn new(target_class_ids: impl IntoIterator<Item = usize>) -> IoU<K> {
        const { assert!(K > 1, "a single output has no classes to choose from: take `BinaryIoU`") }
        let target_class_ids = target_class_ids.into_iter().collect();
        IoU { name: "io_u", target_class_ids, ignore_class: None, classes: [NOTHING; K] }
    }

    /// Leaves out the samples, or places, of one class. The default is to take all.
    pub fn ignore_class(mut self, ignore_class: usize) -> IoU<K> {
        self.ignore_class = Some(ignore_class);
        self
    }

    /// Reports it under another name.
    pub fn name(mut self, name: &'static str) -> IoU<K> {
        self.name = name;
        self
    }
}

impl<O: RowsOf<K>, Y: AnswersOf<O>, const K: usize> Metric<O, Y> for IoU<K> {
    fn name(&self) -> &str {
        self.name
    }

    fn reset(&mut self) {
        self.classes = [NOTHING; K];
    }

    fn update(&mut self, output: &O, target: &Y) {
        self.update_weighted(output, target, 1.0);
    }

    fn result(&self) -> f64 {
        mean(self.target_class_ids.iter().filter_map(|&class| self.classes.get(class)))
    }

    fn direction(&self) -> Option<Direction> {
        Some(Direction::Up)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(state(&mut self.classes))
    }

    fn check(&self) -> Result<(), Error> {
        check_classes(&self.target_class_ids, K)
    }
}

impl<O: RowsOf<K>, Y: AnswersOf<O>, const K: usize> WeightedMetric<O, Y> for IoU<K> {
    fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
        for (row, target) in rows_of(output).zip(target.answers_of()) {
            if self.ignore_class != Some(target) {
                add(&mut self.classes, target, answer(row), weight);
            }
        }
    }
}

/// The mean intersection over union of all classes: [`IoU`], which says more, with all of them.
///
/// ```
/// use dense_runtime::metric::{MeanIoU, Metric};
///
/// let outputs = [[0.7f32, 0.2, 0.1], [0.5, 0.4, 0.1], [0.1, 0.1, 0.8]];
/// assert_eq!(MeanIoU::new().evaluate(&outputs, &[0u8, 1, 2])?, 0.5);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct MeanIoU<const K: usize> {
    name: &'static str,
    ignore_class: Option<usize>,
    classes: [Class; K],
}

impl<const K: usize> MeanIoU<K> {
    /// The metric, reported as `"mean_io_u"`, as Keras does.
    pub const fn new() -> MeanIoU<K> {
        const { assert!(K > 1, "a single output has no classes to choose from: take `BinaryIoU`") }
        MeanIoU { name: "mean_io_u", ignore_class: None, classes: [NOTHING; K] }
    }

    /// Leaves out the samples, or places, of one class. The default is to take all.
    pub const fn ignore_class(mut self, ignore_class: usize) -> MeanIoU<K> {
        self.ignore_class = Some(ignore_class);
        self
    }

    /// Reports it under another name.
    pub const fn name(mut self, name: &'static str) -> MeanIoU<K> {
        self.name = name;
        self
    }
}

impl<const K: usize> Default for MeanIoU<K> {
    fn default() -> MeanIoU<K> {
        MeanIoU::new()
    }
}

impl<O: RowsOf<K>, Y: AnswersOf<O>, const K: usize> Metric<O, Y> for MeanIoU<K> {
    fn name(&self) -> &str {
        self.name
    }

    fn reset(&mut self) {
        self.classes = [NOTHING; K];
    }

    fn update(&mut self, output: &O, target: &Y) {
        self.update_weighted(output, target, 1.0);
    }

    fn result(&self) -> f64 {
        mean(self.classes.iter())
    }

    fn direction(&self) -> Option<Direction> {
        Some(Direction::Up)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(state(&mut self.classes))
    }
}

impl<O: RowsOf<K>, Y: AnswersOf<O>, const K: usize> WeightedMetric<O, Y> for MeanIoU<K> {
    fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
        for (row, target) in rows_of(output).zip(target.answers_of()) {
            if self.ignore_class != Some(target) {
                add(&mut self.classes, target, answer(row), weight);
            }
        }
    }
}

/// The mean intersection over union of the classes no (0) and yes (1), where `output >= threshold` is yes: the mean
/// over those of `target_class_ids` that some target or answer has, 0 if there are none, and without samples. All
/// outputs of a sample count. Targets are arrays of the output's shape, or, for a single output, labels 0 and 1, and for one output
/// at each place arrays of those.
///
/// ```
/// use dense_runtime::metric::{BinaryIoU, Metric};
///
/// let (outputs, targets) = ([[0.9f32], [0.6], [0.2]], [1u8, 0, 0]);
/// assert_eq!(BinaryIoU::new().evaluate(&outputs, &targets)?, 0.5);
/// assert_eq!(BinaryIoU::new().threshold(0.7).evaluate(&outputs, &targets)?, 1.0);
/// # Ok::<(), dense_runtime::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct BinaryIoU {
    name: &'static str,
    target_class_ids: Vec<usize>,
    threshold: f64,
    classes: [Class; 2],
}

impl BinaryIoU {
    /// The metric for both classes, reported as `"binary_io_u"`, as Keras does.
    pub fn new() -> BinaryIoU {
        BinaryIoU { name: "binary_io_u", target_class_ids: vec![0, 1], threshold: 0.5, classes: [NOTHING; 2] }
    }

    /// Which classes are looked at, 0 or 1. The default is both.
    pub fn target_class_ids(mut self, target_class_ids: impl IntoIterator<Item = usize>) -> BinaryIoU {
        self.target_class_ids = target_class_ids.into_iter().collect();
        self
    }

    /// From which output on the answer is yes. It is any finite number, as outputs may be logits. The default is 0.5.
    pub fn threshold(mut self, threshold: f64) -> BinaryIoU {
        self.threshold = threshold;
        self
    }

    /// Reports it under another name.
    pub fn name(mut self, name: &'static str) -> BinaryIoU {
        self.name = name;
        self
    }
}

impl Default for BinaryIoU {
    fn default() -> BinaryIoU {
        BinaryIoU::new()
    }
}

impl<O: Tensor, Y: Answer<O>> Metric<O, Y> for BinaryIoU {
    fn name(&self) -> &str {
        self.name
    }

    fn reset(&mut self) {
        self.classes = [NOTHING; 2];
    }

    fn update(&mut self, output: &O, target: &Y) {
        self.update_weighted(output, target, 1.0);
    }

    fn result(&self) -> f64 {
        mean(self.target_class_ids.iter().filter_map(|&class| self.classes.get(class)))
    }

    fn direction(&self) -> Option<Direction> {
        Some(Direction::Up)
    }

    fn state(&mut self) -> Option<Vec<&mut f64>> {
        Some(state(&mut self.classes))
    }

    fn check(&self) -> Result<(), Error> {
        if !self.threshold.is_finite() {
            return Err(Error::Setting { name: "threshold", value: self.threshold, expected: "finite" });
        }
        check_classes(&self.target_class_ids, 2)
    }
}

impl<O: Tensor, Y: Answer<O>> WeightedMetric<O, Y> for BinaryIoU {
    fn update_weighted(&mut self, output: &O, target: &Y, weight: f64) {
        let threshold: O::Element = Real::of(self.threshold);
        for (&y, t) in output.as_flat().iter().zip(target.answers()) {
            // As in Keras, what is between no and yes is no.
            add(&mut self.classes, t.as_f64() as usize, usize::from(y >= threshold), weight);
        }
    }
}

/// The samples of one class.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Class {
    /// How many are taken for it and are it.
    both: f64,
    /// How many are taken for it or are it.
    either: f64,
}

const NOTHING: Class = Class { both: 0.0, either: 0.0 };

fn state(classes: &mut [Class]) -> Vec<&mut f64> {
    classes.iter_mut().flat_map(|Class { both, either }| [both, either]).collect()
}

/// Takes in a sample of the class `target` that was taken for the class `predicted`, if there are such classes, as so many.
fn add(classes: &mut [Class], target: usize, predicted: usize, weight: f64) {
    if target.max(predicted) >= classes.len() {
        return;
    }
    classes[target].either += weight;
    if target == predicted {
        classes[target].both += weight;
    } else {
        classes[predicted].either += weight;
    }
}

/// The mean over those of the classes that are there.
fn mean<'a>(classes: impl Iterator<Item = &'a Class>) -> f64 {
    let (mut total, mut there) = (0.0, 0.0);
    for class in classes.filter(|class| class.either > 0.0) {
        total += class.both / class.either;
        there += 1.0;
    }
    ratio(total, there)
}

fn check_classes(classes: &[usize], most: usize) -> Result<(), Error> {
    let bad = |value, expected| Err(Error::Setting { name: "target_class_ids", value, expected });
    match classes.iter().max() {
        None => bad(0.0, "at least one class"),
        Some(&class) if class >= most => bad(class as f64, "among the network's classes, from 0"),
        Some(_) => Ok(()),
    }
}
