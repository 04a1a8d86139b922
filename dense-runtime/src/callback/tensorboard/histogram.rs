//! How often values are how large.

/// A range of values, and how many of them there are.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Bucket {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) count: f64,
}

/// 30 buckets of the same width, as TensorBoard's `summary.histogram` makes them. If all values are the same, they are in the
/// last bucket.
pub(super) fn buckets(values: &[f64]) -> [Bucket; 30] {
    let mut buckets = [Bucket::default(); 30];
    if values.is_empty() {
        return buckets;
    }
    let min = values.iter().copied().fold(f64::INFINITY, f64::min);
    let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (last, width) = (buckets.len() - 1, (max - min) / buckets.len() as f64);
    for (at, bucket) in buckets.iter_mut().enumerate() {
        bucket.left = min + at as f64 * width;
        bucket.right = if at == last { max } else { min + (at + 1) as f64 * width };
    }
    for value in values {
        let at = if width > 0.0 { ((value - min) / width) as usize } else { last };
        buckets[at.min(last)].count += 1.0;
    }
    buckets
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted() {
        let values: Vec<f64> = (0..=300).map(|at| f64::from(at) / 10.0).collect();
        let counted = buckets(&values);
        assert_eq!((counted[0].left, counted[29].right), (0.0, 30.0));
        assert_eq!(counted[7], Bucket { left: 7.0, right: 8.0, count: 10.0 });
        assert_eq!(counted[29].count, 11.0);
        assert_eq!(counted.iter().map(|bucket| bucket.count).sum::<f64>(), 301.0);
    }

    #[test]
    fn one_value_is_in_the_last_bucket() {
        let counted = buckets(&[2.5; 7]);
        assert!(counted.iter().all(|bucket| (bucket.left, bucket.right) == (2.5, 2.5)));
        assert_eq!(counted.map(|bucket| bucket.count)[28..], [0.0, 7.0]);
        assert_eq!(buckets(&[]), [Bucket::default(); 30]);
    }
}
