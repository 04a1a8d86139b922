//! Gradients of penalties against differences, and what stands at the edges.

use super::{Direction, L1, L1L2, L2, OrthogonalRegularizer, Regularizer};

fn values(count: usize) -> Vec<f64> {
    (0..count).map(|i| ((i * 37 + 11) % 23) as f64 / 10.0 - 1.13).collect()
}

fn check(regularizer: impl Regularizer, shape: &[usize]) {
    let mut w = values(shape.iter().product());
    let mut gradient = vec![1.0; w.len()];
    regularizer.add_gradient(shape, &w, &mut gradient);
    for i in 0..w.len() {
        let (at, h) = (w[i], 1e-6);
        w[i] = at + h;
        let above = regularizer.penalty(shape, &w);
        w[i] = at - h;
        let below = regularizer.penalty(shape, &w);
        w[i] = at;
        let slope = (above - below) / (2.0 * h);
        assert!((gradient[i] - 1.0 - slope).abs() < 1e-7, "{shape:?} {i}: {} and {slope}", gradient[i] - 1.0);
    }
}

#[test]
fn gradients_are_the_slopes_of_penalties() {
    for shape in [&[1][..], &[40], &[5, 7], &[16, 3]] {
        check(L1::new().l1(0.3), shape);
        check(L2::new().l2(0.3), shape);
        check(L1L2::new().l1(0.1).l2(0.2), shape);
    }
    for shape in [[1, 4], [4, 1], [3, 5], [7, 2]] {
        check(OrthogonalRegularizer::new().factor(0.7), &shape);
        check(OrthogonalRegularizer::new().factor(0.7).mode(Direction::Columns), &shape);
    }
}

#[test]
fn zeros_have_no_slope() {
    let mut gradient = [0.0f32; 4];
    L1::new().add_gradient(&[4], &[0.0, -0.0, 2.0, -2.0], &mut gradient);
    assert_eq!(gradient, [0.0, 0.0, 0.01, -0.01]);
    let mut gradient = [0.0f32; 4];
    OrthogonalRegularizer::new().add_gradient(&[2, 2], &[0.0, 0.0, 1.0, 2.0], &mut gradient);
    assert_eq!(gradient, [0.0; 4]);
}
