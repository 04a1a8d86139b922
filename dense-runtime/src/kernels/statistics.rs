//! What tells random numbers from others, each as a distance from what is expected in standard deviations.

extern crate std;

/// Of a count of events with this probability.
pub(super) fn deviation(count: usize, n: usize, probability: f64) -> f64 {
    let n = n as f64;
    (count as f64 - n * probability).abs() / (n * probability * (1.0 - probability)).sqrt()
}

/// Of Pearson's chi-square of counts that should be equal. Each count has a variance of `spread` times its expectation.
pub(super) fn unevenness(counts: &[usize], spread: f64) -> f64 {
    let expected = counts.iter().sum::<usize>() as f64 / counts.len() as f64;
    let chi_square: f64 = counts.iter().map(|&count| (count as f64 - expected).powi(2) / (spread * expected)).sum();
    let degrees = (counts.len() - 1) as f64;
    (chi_square - degrees).abs() / (2.0 * degrees).sqrt()
}

/// Of the number of places where two masks agree, which should be a half.
pub(super) fn likeness(a: &[bool], b: &[bool]) -> f64 {
    deviation(a.iter().zip(b).filter(|(a, b)| a == b).count(), a.len(), 0.5)
}

/// Of the sum of products of numbers with mean 0 and variance 1.
pub(super) fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len().min(b.len()) as f64;
    a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>().abs() / n.sqrt()
}

/// Of the mean of normal numbers.
pub(super) fn mean(numbers: &[f64]) -> f64 {
    let n = numbers.len() as f64;
    numbers.iter().sum::<f64>().abs() / n.sqrt()
}

/// Of the mean of their squares, whose variance is 2.
pub(super) fn variance(numbers: &[f64]) -> f64 {
    let n = numbers.len() as f64;
    (numbers.iter().map(|x| x * x).sum::<f64>() - n).abs() / (2.0 * n).sqrt()
}

/// Not in standard deviations: `√n` times the largest distance between the share of numbers up to some number and the
/// normal distribution's. By Kolmogorov's theorem it is above 1.95 in one of a thousand samples, above 2.2 in one of eight
/// thousand.
pub(super) fn distance_from_normal(numbers: &[f64]) -> f64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len() as f64;
    let distances = sorted.iter().enumerate().map(|(below, x)| {
        let expected = 0.5 * libm::erfc(-x * core::f64::consts::FRAC_1_SQRT_2);
        (expected - below as f64 / n).abs().max((expected - (below + 1) as f64 / n).abs())
    });
    distances.fold(0.0, f64::max) * n.sqrt()
}
