//! Pooling against plain loops over padded images, for windows of every small size.

extern crate std;
use std::vec;
use std::vec::Vec;

use super::*;
use crate::Element;
use crate::isa::{Isa, Op, Portable, dispatch};

/// How windows lie over an image, and what they see of it by the definition.
struct Case {
    windows: Windows,
    before: [usize; 2],
}

const IMAGES: usize = 2;

impl Case {
    fn new(image: [usize; 3], size: [usize; 2], strides: [usize; 2], same: bool) -> Option<Case> {
        let count = |axis: usize| {
            let places = image[axis];
            if same {
                Some(places.div_ceil(strides[axis]))
            } else {
                Some(places.checked_sub(size[axis])? / strides[axis] + 1)
            }
        };
        let count = [count(0)?, count(1)?];
        let padding = |axis: usize| ((count[axis] - 1) * strides[axis] + size[axis]).saturating_sub(image[axis]);
        let before = if same { [padding(0) / 2, padding(1) / 2] } else { [0, 0] };
        Some(Case { windows: Windows::new(image, count, image[2], size).strides(strides), before })
    }

    /// Calls `check` with all that there are for small images.
    fn all(mut check: impl FnMut(Case)) {
        for image in [[1, 1], [1, 7], [2, 3], [4, 4], [5, 5], [5, 4], [6, 1], [3, 21]] {
            for channels in [1, 2, 3, 5, 8, 11, 33, 65] {
                for size in [[1, 1], [1, 2], [2, 1], [2, 2], [3, 2], [3, 3], [1, 7], [5, 5], [3, 21]] {
                    for strides in [[1, 1], [2, 2], [1, 3], [3, 2], [5, 5]] {
                        for same in [false, true] {
                            let image = [image[0], image[1], channels];
                            Case::new(image, size, strides, same).into_iter().for_each(&mut check);
                        }
                    }
                }
            }
        }
    }

    fn lens(&self) -> [usize; 2] {
        [self.windows.image_len(), self.windows.output_len()]
    }

    /// For each number that comes of an image, where those lie that it is made of.
    fn seen(&self) -> Vec<Vec<usize>> {
        let Windows { image: [height, width, channels], count, size, strides, .. } = self.windows;
        let mut seen = Vec::new();
        for (row, column, channel) in places([count[0], count[1], channels]) {
            let mut of_one = Vec::new();
            for (down, across, _) in places([size[0], size[1], 1]) {
                let row = (row * strides[0] + down).checked_sub(self.before[0]).filter(|&row| row < height);
                let column =
                    (column * strides[1] + across).checked_sub(self.before[1]).filter(|&column| column < width);
                if let (Some(row), Some(column)) = (row, column) {
                    of_one.push((row * width + column) * channels + channel);
                }
            }
            seen.push(of_one);
        }
        seen
    }
}

fn places(shape: [usize; 3]) -> impl Iterator<Item = (usize, usize, usize)> {
    (0..shape[0] * shape[1] * shape[2])
        .map(move |at| (at / shape[2] / shape[1], at / shape[2] % shape[1], at % shape[2]))
}

/// Few different numbers, so that many are equal, and sums are exact.
fn numbers(len: usize, seed: usize) -> Vec<f64> {
    (0..len).map(|at| ((at * at * 7 + at * 5 + seed * 3) % 11 % 5) as f64 - 2.0).collect()
}

fn of<T: Element>(numbers: &[f64]) -> Vec<T> {
    numbers.iter().map(|&x| T::of(x)).collect()
}

/// What a kernel writes, on all instruction sets there are here. It begins with other numbers.
fn written<T: Element>(len: usize, run: impl Fn(bool, &mut [T])) -> Vec<T> {
    let [mut best, mut portable] = [(); 2].map(|()| vec![T::nan(); len]);
    run(true, &mut best);
    run(false, &mut portable);
    assert_eq!(best, portable);
    best
}

fn run(best: bool, task: impl Op<Output = ()>) {
    if best { dispatch(task) } else { Portable.run(task) }
}

fn max_pool<T: Element>()
where
    for<'a> MaxPool<'a, T>: Op<Output = ()>,
{
    Case::all(|case| {
        let Case { windows, before } = case;
        let [len, outputs] = case.lens();
        let (x, dy) = (of::<T>(&numbers(IMAGES * len, 1)), of::<T>(&numbers(IMAGES * outputs, 2)));
        let y = written(dy.len(), |best, y| {
            let task = MaxPool { x: &x, y, windows, before };
            run(best, task);
        });
        let seen = case.seen();
        let (mut largest, mut gradients) = (vec![T::zero(); dy.len()], vec![T::zero(); x.len()]);
        for image in 0..IMAGES {
            let x = &x[image * len..][..len];
            for (at, seen) in seen.iter().enumerate() {
                let first = seen.iter().copied().reduce(|best, at| if x[at] > x[best] { at } else { best });
                let first = first.expect("each window sees something");
                largest[image * outputs + at] = x[first];
                gradients[image * len + first] += dy[image * outputs + at];
            }
        }
        assert_eq!(y, largest, "{windows:?} {before:?}");
        for rectify in [false, true] {
            let dx = written(x.len(), |best, dx| {
                let task = MaxPoolBack { x: &x, y: &y, dy: &dy, dx, windows, before, rectify };
                run(best, task);
            });
            let passes = |x: T| !rectify || x > T::zero();
            let expected = gradients.iter().zip(&x).map(|(&dx, &x)| if passes(x) { dx } else { T::zero() });
            assert_eq!(dx, expected.collect::<Vec<_>>(), "{windows:?} {before:?} {rectify}");
        }
    });
}

#[test]
fn max_pool_takes_the_first_of_the_largest() {
    max_pool::<f32>();
    max_pool::<f64>();
}

fn average_pool<T: Element>()
where
    for<'a> AveragePool<'a, T>: Op<Output = ()>,
{
    Case::all(|case| {
        let Case { windows, before } = case;
        let [len, outputs] = case.lens();
        let (x, dy) = (of::<T>(&numbers(IMAGES * len, 1)), of::<T>(&numbers(IMAGES * outputs, 2)));
        let y = written(dy.len(), |best, y| {
            let task = AveragePool { x: &x, y, windows, before };
            run(best, task);
        });
        let dx = written(x.len(), |best, dx| {
            let task = AveragePoolBack { dy: &dy, dx, windows, before };
            run(best, task);
        });
        let (mut means, mut gradients) = (vec![T::zero(); dy.len()], vec![T::zero(); x.len()]);
        for image in 0..IMAGES {
            for (at, seen) in case.seen().iter().enumerate() {
                let (at, count) = (image * outputs + at, T::of(seen.len() as f64));
                means[at] = seen.iter().map(|&place| x[image * len + place]).sum::<T>() / count;
                seen.iter().for_each(|&place| gradients[image * len + place] += dy[at] / count);
            }
        }
        // Thirds are rounded, and their sums depend on the order.
        let near = |(&found, &expected): (&T, &T)| (found - expected).as_f64().abs() < 1e-5;
        assert!(y.iter().zip(&means).all(near), "{windows:?} {before:?}");
        assert!(dx.iter().zip(&gradients).all(near), "{windows:?} {before:?}");
    });
}

#[test]
fn average_pool_counts_only_what_it_sees() {
    average_pool::<f32>();
    average_pool::<f64>();
}

#[test]
fn max_pool_notices_what_is_no_number() {
    for channels in [1, 3, 8, 64] {
        let windows = Windows::new([2, 2, channels], [1, 1], channels, [2, 2]);
        for place in 0..4 {
            let mut x = vec![1.0_f32; 4 * channels];
            x[place * channels + channels - 1] = f32::NAN;
            let mut y = vec![0.0; channels];
            dispatch(MaxPool { x: &x, y: &mut y, windows, before: [0, 0] });
            assert!(y[channels - 1].is_nan() && y[..channels - 1].iter().all(|&y| y == 1.0), "{y:?}");
        }
        let mut y = vec![0.0; channels];
        dispatch(MaxPool { x: &vec![f32::NEG_INFINITY; 4 * channels], y: &mut y, windows, before: [0, 0] });
        assert!(y.iter().all(|&y| y == f32::NEG_INFINITY));
    }
}

/// Where gradients of ones go in Keras (JAX backend) when numbers are equal.
#[test]
fn ties_are_broken_as_in_keras() {
    let x = [1.0_f64, 1.0, 0.0, 1.0, 1.0, 2.0, 2.0, 2.0, 2.0];
    let back = |case: Case| {
        let Case { windows, before } = case;
        let (mut y, mut dx) = ([0.0; 4], [-1.0; 9]);
        dispatch(MaxPool { x: &x, y: &mut y, windows, before });
        dispatch(MaxPoolBack { x: &x, y: &y, dy: &[1.0; 4], dx: &mut dx, windows, before, rectify: false });
        (y, dx)
    };
    let valid = Case::new([3, 3, 1], [2, 2], [1, 1], false).expect("windows fit");
    assert_eq!(back(valid), ([1.0, 2.0, 2.0, 2.0], [1.0, 0.0, 0.0, 0.0, 0.0, 2.0, 1.0, 0.0, 0.0]));
    let same = || Case::new([3, 3, 1], [2, 2], [2, 2], true).expect("windows fit");
    assert_eq!(back(same()), ([1.0, 2.0, 2.0, 2.0], [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 1.0]));

    let Case { windows, before } = same();
    let mut means = [0.0; 4];
    dispatch(AveragePool { x: &x, y: &mut means, windows, before });
    assert_eq!(means, [1.0, 1.0, 2.0, 2.0]);

    let mut dx = [-1.0; 9];
    dispatch(GlobalMaxPoolBack { x: &x, y: &[2.0], dy: &[1.0], dx: &mut dx, places: 9, channels: 1, rectify: false });
    assert_eq!(dx, [0.0, 0.0, 0.0, 0.0, 0.0, 0.25, 0.25, 0.25, 0.25]);
}
