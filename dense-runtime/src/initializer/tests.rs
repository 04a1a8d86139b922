//! Initial values against the moments and bounds of their distributions.

use super::variance_scaling::fans;
use super::words::*;
use super::{Initializer, Seeds, VarianceScaling};
use crate::Element;
use crate::random::{Random, Stream};

/// The values for a tensor of this shape.
fn fill<T: Element>(initializer: impl Initializer, shape: &[usize]) -> Vec<T> {
    let mut values = vec![T::nan(); shape.iter().product()];
    initializer.fill(shape, &mut Random::new(7, Stream::Initialization, 0), &mut values);
    values
}

/// Checks the moments of 120,000 values, up to four standard errors or so, and that the largest of them come close to
/// their bounds.
#[track_caller]
fn assert_moments(initializer: impl Initializer, shape: &[usize], mean: f64, stddev: f64, bound: f64) {
    let values: Vec<f64> = fill(initializer, shape);
    let n = values.len() as f64;
    let found = values.iter().sum::<f64>() / n;
    assert!((found - mean).abs() < 0.012 * stddev, "mean {found} instead of {mean}");
    let variance = values.iter().map(|value| (value - found).powi(2)).sum::<f64>() / n;
    assert!((variance.sqrt() / stddev - 1.0).abs() < 0.01, "stddev {} instead of {stddev}", variance.sqrt());
    let largest = values.iter().map(|value| (value - mean).abs()).fold(0.0, f64::max);
    assert!(largest <= bound, "{largest} out of {bound}");
    assert!(bound.is_infinite() || largest > 0.99 * bound, "{largest} far from {bound}");
}

/// The standard deviation of a normal number within two standard deviations.
const CUT: f64 = 0.879_625_661_034_239_8;

#[test]
fn plain_distributions_have_their_moments() {
    let shape = [400, 300];
    assert_moments(random_normal, &shape, 0.0, 0.05, f64::INFINITY);
    assert_moments(normal.mean(2.0).stddev(0.5), &shape, 2.0, 0.5, f64::INFINITY);
    assert_moments(truncated_normal, &shape, 0.0, 0.05 * CUT, 0.1);
    assert_moments(truncated_normal.mean(-1.0).stddev(0.5), &shape, -1.0, 0.5 * CUT, 1.0);
    assert_moments(random_uniform, &shape, 0.0, 0.1 / 12f64.sqrt(), 0.05);
    assert_moments(uniform.minval(1.0).maxval(3.0), &shape, 2.0, 2.0 / 12f64.sqrt(), 1.0);
}

#[test]
fn scaled_distributions_have_their_moments() {
    let shape = [400, 300];
    let check =
        |initializer, variance: f64, bound: f64| assert_moments(initializer, &shape, 0.0, variance.sqrt(), bound);
    let cut = |variance: f64| 2.0 * variance.sqrt() / CUT;
    check(he_normal, 2.0 / 400.0, cut(2.0 / 400.0));
    check(he_uniform, 2.0 / 400.0, (6.0f64 / 400.0).sqrt());
    check(lecun_normal, 1.0 / 400.0, cut(1.0 / 400.0));
    check(lecun_uniform, 1.0 / 400.0, (3.0f64 / 400.0).sqrt());
    check(glorot_normal, 2.0 / 700.0, cut(2.0 / 700.0));
    check(glorot_uniform, 2.0 / 700.0, (6.0f64 / 700.0).sqrt());
    check(variance_scaling, 1.0 / 400.0, cut(1.0 / 400.0));
    let scaled = variance_scaling.scale(3.0).mode(fan_out);
    check(scaled.distribution(distribution::normal), 3.0 / 300.0, cut(3.0 / 300.0));
    check(scaled.distribution(distribution::untruncated_normal), 3.0 / 300.0, f64::INFINITY);
    check(scaled.distribution(distribution::uniform), 3.0 / 300.0, (9.0f64 / 300.0).sqrt());
    // A convolution with a window of 5 x 4 places, 20 inputs and 300 outputs has 400 inputs for each unit.
    assert_moments(he_normal, &[5, 4, 20, 300], 0.0, (2.0f64 / 400.0).sqrt(), cut(2.0 / 400.0));
}

#[test]
fn fans_follow_the_rule_of_keras() {
    assert_eq!(fans(&[]), (1.0, 1.0));
    assert_eq!(fans(&[5]), (5.0, 5.0));
    assert_eq!(fans(&[5, 7]), (5.0, 7.0));
    assert_eq!(fans(&[3, 5, 7]), (15.0, 21.0));
    assert_eq!(fans(&[3, 2, 5, 7]), (30.0, 42.0));
}

#[test]
fn constants_are_constant() {
    assert_eq!(fill::<f32>(zeros, &[3]), [0.0; 3]);
    assert_eq!(fill::<f32>(ones, &[2, 2]), [1.0; 4]);
    assert_eq!(fill::<f64>(constant, &[2]), [0.0; 2]);
    assert_eq!(fill::<f64>(constant.value(0.1), &[2]), [0.1; 2]);
}

#[test]
fn identity_has_a_diagonal() {
    assert_eq!(fill::<f32>(identity, &[2, 2]), [1.0, 0.0, 0.0, 1.0]);
    assert_eq!(fill::<f32>(identity.gain(0.5), &[2, 3]), [0.5, 0.0, 0.0, 0.0, 0.5, 0.0]);
    assert_eq!(fill::<f32>(identity, &[3, 2]), [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
}

#[test]
#[should_panic(expected = "the initializer `identity` makes matrices, and this tensor has the shape [4]")]
fn identity_is_a_matrix() {
    fill::<f32>(identity, &[4]);
}

#[test]
#[should_panic(expected = "the initializer `orthogonal` makes matrices, and this tensor has the shape [4]")]
fn orthogonal_is_a_matrix() {
    fill::<f32>(orthogonal, &[4]);
}

/// `QᵀQ`, or `QQᵀ` if the rows are fewer, is the identity times the square of the gain.
#[test]
fn orthogonal_vectors_are_orthogonal() {
    let check = |shape: &[usize], rows: usize, columns: usize, gain: f64| {
        let matrix: Vec<f64> = fill(orthogonal.gain(gain), shape);
        let (count, length) = (rows.min(columns), rows.max(columns));
        let at = |vector: usize, i: usize| {
            if rows < columns { matrix[vector * columns + i] } else { matrix[i * columns + vector] }
        };
        for a in 0..count {
            for b in 0..count {
                let product = (0..length).map(|i| at(a, i) * at(b, i)).sum::<f64>();
                let expected = if a == b { gain * gain } else { 0.0 };
                assert!((product - expected).abs() < 1e-14 * gain * gain, "{shape:?}, {a} {b}: {product}");
            }
        }
    };
    check(&[50, 20], 50, 20, 1.0);
    check(&[20, 50], 20, 50, 1.0);
    check(&[40, 40], 40, 40, 3.0);
    check(&[3, 3, 4, 8], 36, 8, 1.0);
    check(&[1, 5], 1, 5, 2.0);
}

/// The first component of a random direction is positive as often as not, also with one vector and in one dimension.
#[test]
fn orthogonal_vectors_point_everywhere() {
    let positive = (0..1000).filter(|&seed| {
        let mut value = [0.0f64];
        orthogonal.fill(&[1, 1], &mut Random::new(seed, Stream::Initialization, 0), &mut value);
        assert_eq!(value[0].abs(), 1.0);
        value[0] > 0.0
    });
    assert!((450..550).contains(&positive.count()));
}

/// The values of the third tensor of a network with this seed.
fn in_network(seed: u64, initializer: impl Initializer) -> [f32; 8] {
    let mut values = [0.0; 8];
    Seeds::new(seed).fill(2, &mut values, initializer);
    values
}

#[test]
fn a_seed_decides_all_values() {
    assert_eq!(in_network(1, he_normal), in_network(1, he_normal));
    assert_ne!(in_network(1, he_normal), in_network(2, he_normal));
}

#[test]
fn a_seed_of_its_own_outdoes_the_one_of_the_network() {
    macro_rules! check {
        ($($initializer:expr),*) => {$(
            let seeded = $initializer.seed(5);
            assert_eq!(Initializer::seed(&seeded), Some(5));
            assert_eq!(in_network(1, seeded), in_network(2, seeded));
            assert_ne!(in_network(1, seeded), in_network(1, $initializer));
            assert_ne!(in_network(1, seeded), in_network(1, $initializer.seed(6)));
        )*};
    }
    check!(random_normal, random_uniform, truncated_normal, variance_scaling, glorot_uniform);
    assert_eq!(Initializer::seed(&orthogonal.seed(5)), Some(5));
}

/// Values of this version, kept so that another version or machine that gives others is noticed.
#[test]
#[rustfmt::skip]
fn values_are_the_same_on_every_machine() {
    let bits = |initializer: VarianceScaling| in_network(0, initializer).map(f32::to_bits);
    assert_eq!(bits(he_normal), [0x3f1c_2c8d, 0xbc29_dc89, 0xbe3a_3b5f, 0x3d8d_ec4e, 0x3ec5_326a, 0xbeba_ae6a, 0xbf83_9b1e, 0xbea2_9778]);
    assert_eq!(bits(he_uniform), [0x3eea_5cd2, 0xbea6_80a1, 0xbcfb_e46c, 0x3f50_ebf3, 0xbf57_834d, 0xbd78_8852, 0x3d68_6083, 0x3f14_d20b]);
}
