//! Norms along each axis, of tensors of any rank.

use super::{Constraint, MaxNorm, MinMaxNorm, NonNeg, UnitNorm};

fn values(count: usize) -> Vec<f64> {
    (0..count).map(|i| ((i * 29 + 7) % 31) as f64 / 10.0 - 1.5).collect()
}

/// The norms of all vectors along an axis, one number after the other.
fn norms(shape: &[usize], values: &[f64], axis: usize) -> Vec<f64> {
    let step = shape[axis + 1..].iter().product::<usize>();
    let starts = (0..values.len()).filter(|at| at / step % shape[axis] == 0);
    starts.map(|at| (0..shape[axis]).map(|k| values[at + k * step].powi(2)).sum::<f64>().sqrt()).collect()
}

#[test]
fn norms_are_brought_into_their_range() {
    for shape in [&[7][..], &[1], &[5, 3], &[3, 40], &[2, 3, 4]] {
        for axis in 0..shape.len() {
            let before = values(shape.iter().product());
            let mut w = before.clone();
            UnitNorm::new().axis(axis).apply(shape, &mut w);
            assert!(norms(shape, &w, axis).iter().all(|norm| (norm - 1.0).abs() < 1e-5), "{shape:?} {axis}");
            let mut w = before.clone();
            MaxNorm::new().max_value(1.2).axis(axis).apply(shape, &mut w);
            for (old, new) in norms(shape, &before, axis).into_iter().zip(norms(shape, &w, axis)) {
                assert!((old.min(1.2) - new).abs() < 1e-6, "{shape:?} {axis}: {old} {new}");
            }
            let mut w = before.clone();
            MinMaxNorm::new().min_value(1.0).max_value(1.5).rate(0.5).axis(axis).apply(shape, &mut w);
            for (old, new) in norms(shape, &before, axis).into_iter().zip(norms(shape, &w, axis)) {
                assert!((0.5 * old.clamp(1.0, 1.5) + 0.5 * old - new).abs() < 1e-6, "{shape:?} {axis}: {old} {new}");
            }
        }
    }
}

/// What `UnitNorm` makes of a tensor, number by number: each divided by the norm of those that differ from it along the axes alone.
fn unit_norms(shape: &[usize], values: &[f64], axes: &[usize]) -> Vec<f64> {
    let coordinate = |at: usize, axis: usize| at / shape[axis + 1..].iter().product::<usize>() % shape[axis];
    let same = |a: usize, b: usize| {
        (0..shape.len()).all(|axis| axes.contains(&axis) || coordinate(a, axis) == coordinate(b, axis))
    };
    let norm =
        |at| (0..values.len()).filter(|&other| same(at, other)).map(|other| values[other].powi(2)).sum::<f64>().sqrt();
    (0..values.len()).map(|at| values[at] / (1e-7 + norm(at))).collect()
}

#[test]
fn norms_along_several_axes_are_those_of_all_their_numbers() {
    let shape = [3, 2, 4, 5];
    let before = values(shape.iter().product());
    for bits in 0..16 {
        let axes: Vec<usize> = (0..4).filter(|axis| (bits >> axis) & 1 == 1).collect();
        let norm = match axes[..] {
            [] => UnitNorm::new().axes([]),
            [a] => UnitNorm::new().axes([a]),
            [a, b] => UnitNorm::new().axes([b, a]),
            [a, b, c] => UnitNorm::new().axes([a, c, b]),
            _ => UnitNorm::new().axes([0, 1, 2, 3]),
        };
        let mut found = before.clone();
        norm.apply(&shape, &mut found);
        let expected = unit_norms(&shape, &before, &axes);
        assert!(found.iter().zip(&expected).all(|(a, b)| (a - b).abs() < 1e-12), "{axes:?}");
    }
}

#[test]
fn an_axis_alone_is_a_list_of_one() {
    assert_eq!(MaxNorm::new().axis(2), MaxNorm::new().axes([2]));
    assert_eq!(MinMaxNorm::new().axis(1), MinMaxNorm::new().axes([1, 1]));
    // Beyond the last axis is the last one.
    let (mut a, mut b, mut c) = (values(24), values(24), values(24));
    UnitNorm::new().axis(2).apply(&[2, 3, 4], &mut a);
    UnitNorm::new().axis(usize::MAX).apply(&[2, 3, 4], &mut b);
    UnitNorm::new().axes([5, 2]).apply(&[2, 3, 4], &mut c);
    assert!(a == b && a == c);
}

#[test]
fn zeros_stay_zeros() {
    let mut w = [0.0f32; 6];
    UnitNorm::new().apply(&[3, 2], &mut w);
    MaxNorm::new().apply(&[3, 2], &mut w);
    MinMaxNorm::new().min_value(1.0).apply(&[3, 2], &mut w);
    NonNeg.apply(&[3, 2], &mut w);
    assert_eq!(w, [0.0; 6]);
}
