//! Vectors along some axes of a tensor, multiplied by what their norms say.

use crate::Element;
use crate::storage::Shape;

/// A set of axes of a tensor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Axes {
    /// A bit for each.
    bits: u8,
}

impl Axes {
    pub(super) const fn one(axis: usize) -> Axes {
        // A tensor has no axis beyond the last bit.
        let last = Shape::MAX_RANK - 1;
        Axes { bits: 1 << if axis < last { axis } else { last } }
    }

    pub(super) const fn all_of(axes: &[usize]) -> Axes {
        let (mut bits, mut at) = (0, 0);
        while at < axes.len() {
            bits |= Axes::one(axes[at]).bits;
            at += 1;
        }
        Axes { bits }
    }

    /// Whether an axis of a tensor with so many is one of them. Those that it does not have are its last one.
    fn has(self, axis: usize, rank: usize) -> bool {
        if axis + 1 == rank { self.bits >> axis != 0 } else { (self.bits >> axis) & 1 == 1 }
    }
}

/// Multiplies each vector along the axes with `desired(‖w‖) / (1e-7 + ‖w‖)`.
pub(super) fn rescale<T: Element>(shape: &[usize], values: &mut [T], axes: Axes, desired: impl Fn(T) -> T) {
    let runs = Runs::of(shape, axes);
    match runs.all() {
        // The numbers of a vector are equally far from each other.
        [.., Run { len, along: true, .. }] if runs.along() == 1 => along_one(values, *len, 1, desired),
        [.., Run { len, along: true, .. }, Run { len: step, .. }] if runs.along() == 1 => {
            along_one(values, *len, *step, desired);
        }
        all => along_several(values, all, desired),
    }
}

/// Axes behind each other of which all belong to vectors, or none.
#[derive(Clone, Copy)]
struct Run {
    /// How many numbers they count together.
    len: usize,
    /// How far these are from each other in memory.
    step: usize,
    along: bool,
}

/// A tensor's axes as runs.
struct Runs {
    runs: [Run; Shape::MAX_RANK],
    count: usize,
}

impl Runs {
    fn of(shape: &[usize], axes: Axes) -> Runs {
        let mut runs = Runs { runs: [Run { len: 1, step: 1, along: false }; Shape::MAX_RANK], count: 0 };
        for (axis, &len) in shape.iter().enumerate() {
            let along = axes.has(axis, shape.len());
            let step = shape[axis + 1..].iter().product();
            match runs.runs[..runs.count].last_mut() {
                Some(last) if last.along == along => *last = Run { len: last.len * len, step, along },
                _ => {
                    runs.runs[runs.count] = Run { len, step, along };
                    runs.count += 1;
                }
            }
        }
        runs
    }

    fn all(&self) -> &[Run] {
        &self.runs[..self.count]
    }

    /// How many belong to vectors.
    fn along(&self) -> usize {
        self.all().iter().filter(|run| run.along).count()
    }
}

/// How many vectors are gone through side by side.
const TOGETHER: usize = 16;

/// Vectors of `len` numbers that are `step` apart.
///
/// The vectors that begin next to each other are gone through together, so that memory is read in order.
fn along_one<T: Element>(values: &mut [T], len: usize, step: usize, desired: impl Fn(T) -> T) {
    for block in values.chunks_exact_mut(len * step) {
        for first in (0..step).step_by(TOGETHER) {
            let count = TOGETHER.min(step - first);
            let mut factors = [T::zero(); TOGETHER];
            for row in block.chunks_exact(step) {
                for (sum, &w) in factors.iter_mut().zip(&row[first..first + count]) {
                    *sum += w * w;
                }
            }
            for factor in &mut factors {
                *factor = self::factor(*factor, &desired);
            }
            for row in block.chunks_exact_mut(step) {
                for (w, &factor) in row[first..first + count].iter_mut().zip(&factors) {
                    *w *= factor;
                }
            }
        }
    }
}

/// Vectors whose axes have others between them, or that have none.
fn along_several<T: Element>(values: &mut [T], runs: &[Run], desired: impl Fn(T) -> T) {
    for first in places(runs, false) {
        let sum = places(runs, true).map(|at| values[first + at] * values[first + at]).sum::<T>();
        let factor = factor(sum, &desired);
        for at in places(runs, true) {
            values[first + at] *= factor;
        }
    }
}

/// Where the numbers of all axes that belong to vectors lie, or those of all others.
fn places(runs: &[Run], along: bool) -> impl Iterator<Item = usize> {
    let those = move || runs.iter().rev().filter(move |run| run.along == along);
    let count = those().map(|run| run.len).product::<usize>();
    (0..count).map(move |mut number| {
        let mut place = 0;
        for run in those() {
            place += number % run.len * run.step;
            number /= run.len;
        }
        place
    })
}

/// What a vector is multiplied by, from the sum of its squares.
#[inline(always)]
fn factor<T: Element>(squares: T, desired: impl Fn(T) -> T) -> T {
    let norm = squares.sqrt();
    desired(norm) / (T::of(1e-7) + norm)
}
