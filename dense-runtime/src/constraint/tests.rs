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

#[test]
fn zeros_stay_zeros() {
    let mut w = [0.0f32; 6];
    UnitNorm::new().apply(&[3, 2], &mut w);
    MaxNorm::new().apply(&[3, 2], &mut w);
    MinMaxNorm::new().min_value(1.0).apply(&[3, 2], &mut w);
    NonNeg.apply(&[3, 2], &mut w);
    assert_eq!(w, [0.0; 6]);
}
