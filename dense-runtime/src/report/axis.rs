//! An axis: from where to where, and where it has numbers.

/// A range that begins and ends at numbers that read well, with such numbers between.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Axis {
    pub(super) low: f64,
    pub(super) high: f64,
    step: f64,
}

impl Axis {
    /// An axis for these values, with about so many steps. Values that are not finite do not count. Without any it goes from 0 to 1, and
    /// around equal ones it leaves room.
    pub(super) fn covering(values: impl Iterator<Item = f64>, steps: usize) -> Axis {
        // Far below the largest number, so that sums and differences are finite.
        let finite = values.filter(|value| value.is_finite()).map(|value| value.clamp(-1e300, 1e300));
        let (low, high) =
            finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
        if low > high {
            return Axis::of(0.0, 1.0, steps);
        }
        // A range that the numbers' digits cannot tell apart is none.
        let least = (low.abs().max(high.abs()) * 1e-9).max(1e-300);
        if high - low >= least {
            return Axis::of(low, high, steps);
        }
        let room = if low == 0.0 && high == 0.0 { 1.0 } else { (low.abs() * 0.1).max(least) };
        Axis::of(low - room, high + room, steps)
    }

    /// An axis for whole numbers, the first of which it begins at and the last of which it ends at.
    pub(super) fn counting(first: usize, last: usize, steps: usize) -> Axis {
        let (low, high) = (first as f64, last.max(first + 1) as f64);
        Axis { low, high, step: step((high - low) / steps.max(1) as f64).max(1.0) }
    }

    /// From 0 to 1, in fifths.
    #[cfg(feature = "plot")]
    pub(super) const fn shares() -> Axis {
        Axis { low: 0.0, high: 1.0, step: 0.2 }
    }

    fn of(low: f64, high: f64, steps: usize) -> Axis {
        let step = step((high - low) / steps.max(1) as f64);
        Axis { low: (low / step).floor() * step, high: (high / step).ceil() * step, step }
    }

    /// Where a value lies: 0 at the low end, 1 at the high one.
    pub(super) fn place(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// The numbers at the axis, with their labels.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        // Half a thousandth of a step is rounding.
        let first = (self.low / self.step - 1e-3).ceil();
        let count = ((self.high / self.step + 1e-3).floor() - first).clamp(0.0, 100.0) as usize;
        (0..=count).map(|at| (first + at as f64) * self.step).map(|value| (value, self.label(value))).collect()
    }

    /// A number with the digits that tell it from its neighbours.
    fn label(&self, value: f64) -> String {
        let largest = self.low.abs().max(self.high.abs());
        // Of -0, too, 0 is left.
        let value = if value.abs() < self.step * 1e-3 { 0.0 } else { value };
        let digits = |number: f64| number.log10().floor() as i32;
        if value != 0.0 && (largest >= 1e6 || self.step < 9e-5) {
            let precision = (digits(value.abs()) - digits(self.step * 1.001)).clamp(0, 12) as usize;
            return format!("{value:.precision$e}");
        }
        format!("{value:.precision$}", precision = (-digits(self.step * 1.001)).clamp(0, 12) as usize)
    }
}

/// The smallest of 1, 2 and 5 times a power of ten that is at least this.
fn step(least: f64) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    let factor = least / power;
    power * [1.0, 2.0, 5.0].into_iter().find(|&nice| factor <= nice * (1.0 + 1e-9)).unwrap_or(10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(values: &[f64], steps: usize) -> Vec<String> {
        Axis::covering(values.iter().copied(), steps).ticks().into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(labels(&[0.13, 0.97], 4), ["0.0", "0.5", "1.0"]);
        assert_eq!(labels(&[0.93, 0.97], 4), ["0.93", "0.94", "0.95", "0.96", "0.97"]);
        assert_eq!(labels(&[-3.0, 8.0], 5), ["-5", "0", "5", "10"]);
        assert_eq!(labels(&[0.0, 3e7], 3), ["0", "1e7", "2e7", "3e7"]);
        assert_eq!(labels(&[1e-7, 4e-7], 3), ["1e-7", "2e-7", "3e-7", "4e-7"]);
        assert_eq!(labels(&[120.0, 1400.0], 3), ["0", "500", "1000", "1500"]);
        assert_eq!(Axis::counting(1, 20, 5).ticks().first(), Some(&(5.0, "5".to_owned())));
    }

    #[test]
    fn no_values_or_odd_ones_make_an_axis_all_the_same() {
        assert_eq!(labels(&[], 2), ["0.0", "0.5", "1.0"]);
        assert_eq!(labels(&[f64::NAN, f64::INFINITY], 2), ["0.0", "0.5", "1.0"]);
        let odd: [&[f64]; 8] = [
            &[0.0],
            &[5.0],
            &[-0.25],
            &[f64::MAX, f64::MIN],
            &[f64::MIN_POSITIVE / 4.0],
            &[1e15, 1e15 + 0.5],
            &[1.0, 1.0 + f64::EPSILON],
            &[0.0, 5e-324],
        ];
        for values in odd {
            for steps in [0, 1, 4, 10] {
                let axis = Axis::covering(values.iter().copied(), steps);
                let ticks = axis.ticks();
                assert!(axis.low < axis.high && (1..=25).contains(&ticks.len()), "{values:?} {axis:?} {ticks:?}");
                assert!(ticks.iter().all(|(value, label)| value.is_finite() && label.len() < 20), "{ticks:?}");
                assert!(ticks.windows(2).all(|pair| pair[0].1 != pair[1].1), "{ticks:?}");
                assert!(values.iter().all(|&value| (0.0..=1.0).contains(&axis.place(value))));
            }
        }
    }
}
