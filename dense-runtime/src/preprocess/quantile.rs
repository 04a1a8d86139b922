//! Quantiles of columns.

use crate::Element;

/// The numbers of a column that are not NaN, in room that is used again for the next column.
pub(super) fn gather<T: Element, const N: usize>(inputs: &[[T; N]], column: usize, numbers: &mut Vec<f64>) {
    numbers.clear();
    numbers.extend(inputs.iter().map(|input| input[column].as_f64()).filter(|x| !x.is_nan()));
}

/// The quantile of numbers of which there is at least one, between two of them in proportion: NumPy's `quantile` with the method
/// `linear`. `q` is in `0.0..=1.0`. The numbers get another order.
pub(super) fn quantile(numbers: &mut [f64], q: f64) -> f64 {
    let place = (numbers.len() - 1) as f64 * q;
    let (below, share) = (place as usize, place.fract());
    let (_, &mut low, above) = numbers.select_nth_unstable_by(below, f64::total_cmp);
    // The next larger number is the smallest of those behind it.
    let high = above.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    // From the nearer end, so that it never comes to lie beyond either.
    if share < 0.5 { low + (high - low) * share } else { high - (high - low) * (1.0 - share) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_lie_between_neighbours_in_proportion() {
        let numbers = [7.0, 1.0, 3.0, 10.0];
        let of = |q| quantile(&mut numbers.clone(), q);
        assert_eq!([0.0, 0.25, 0.5, 0.75, 1.0].map(of), [1.0, 2.5, 5.0, 7.75, 10.0]);
        assert_eq!(quantile(&mut [4.0], 0.3), 4.0);
        assert_eq!(quantile(&mut [2.0, 2.0, 2.0, 9.0], 0.6), 2.0);
    }
}
