//! How many windows fit along an axis, and how much padding they need: Keras's arithmetic, for sizes that only the compiler knows.
//!
//! `network!` computes the same where it sees the numbers (`geometry.rs` of `dense-macros`). For sizes that make no sense there is some
//! number, because it is `checks` that tell of them.

/// Windows that stay within the places.
pub const fn valid(places: usize, reach: usize, stride: usize) -> usize {
    match stride {
        0 => 0,
        stride => places.saturating_sub(reach) / stride + 1,
    }
}

/// Windows of which there is one at each place that strides come to.
pub const fn same(places: usize, stride: usize) -> usize {
    match stride {
        0 => 0,
        stride => places.div_ceil(stride),
    }
}

/// How many places a window reaches over, with those between what it sees.
pub const fn reach(size: usize, dilation: usize) -> usize {
    size.saturating_sub(1) * dilation + 1
}

/// Zeros before the first place for `same` windows.
pub const fn padding_before(places: usize, reach: usize, stride: usize) -> usize {
    padding(places, reach, stride) / 2
}

/// Zeros behind the last place for them: the extra one, if there is one.
pub const fn padding_after(places: usize, reach: usize, stride: usize) -> usize {
    padding(places, reach, stride) - padding_before(places, reach, stride)
}

const fn padding(places: usize, reach: usize, stride: usize) -> usize {
    (same(places, stride).saturating_sub(1) * stride + reach).saturating_sub(places)
}

/// Zeros before the first step, so that no window sees a later one than its own.
pub const fn causal(reach: usize) -> usize {
    reach - 1
}

/// The length of an axis with more places around it.
pub const fn grown(places: usize, before: usize, after: usize) -> usize {
    places + before + after
}

/// The same with fewer of them.
pub const fn cropped(places: usize, before: usize, after: usize) -> usize {
    places.saturating_sub(before).saturating_sub(after)
}

/// The channels of each of some groups.
pub const fn divided(channels: usize, groups: usize) -> usize {
    channels / groups
}

/// The numbers of as many rows of an image, of so many numbers each, as are pooled together.
pub const fn rows_of_windows(row: usize, size: usize, stride: usize, windows: usize) -> usize {
    (pooled_together(row, stride, windows) - 1) * stride * row + size * row
}

/// How many rows of windows these are.
pub(crate) const fn pooled_together(row: usize, stride: usize, windows: usize) -> usize {
    let fitting = MOST_POOLED / (row * stride);
    if fitting == 0 {
        1
    } else if fitting > windows {
        windows
    } else {
        fitting
    }
}

/// How many numbers are pooled together, if it is not just one row of windows: a part of the first-level cache.
const MOST_POOLED: usize = 4096;

/// Two sizes together.
pub const fn sum(a: usize, b: usize) -> usize {
    a + b
}

/// The length of what a transposed convolution gives. `same` is 1 for that padding, `more` one more than the output padding or 0.
pub const fn spread_output(places: usize, reach: usize, stride: usize, same: usize, more: usize) -> usize {
    let [before, after] = spread_padding(reach, stride, same, more);
    (places.saturating_sub(1) * stride + 2 + before + after).saturating_sub(reach)
}

/// What is taken away from the beginning of it.
pub const fn spread_before(_: usize, reach: usize, stride: usize, same: usize, more: usize) -> usize {
    (reach - 1).saturating_sub(spread_padding(reach, stride, same, more)[0])
}

/// How long it is before.
pub const fn spread_whole(places: usize, reach: usize, stride: usize, same: usize, more: usize) -> usize {
    let all = places.saturating_sub(1) * stride + reach;
    let needed = spread_before(places, reach, stride, same, more) + spread_output(places, reach, stride, same, more);
    if all > needed { all } else { needed }
}

const fn spread_padding(reach: usize, stride: usize, same: usize, more: usize) -> [usize; 2] {
    if same == 0 {
        let more = match more {
            0 if stride > reach => stride - reach,
            0 => 0,
            more => more - 1,
        };
        return [reach - 1, reach - 1 + more];
    }
    let both =
        if more == 0 { (stride + reach).saturating_sub(2) } else { (reach + reach % 2 + more).saturating_sub(3) };
    let half = both.div_ceil(2);
    let before = if half < reach - 1 { half } else { reach - 1 };
    [before, both.saturating_sub(before)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `compute_conv_output_shape` of Keras 3.15: places, kernel size, stride, dilation rate, windows with `valid` and with
    /// `same`.
    #[test]
    fn there_are_as_many_windows_as_in_keras() {
        for (places, size, stride, dilation, inside, at_each) in [
            (7, 2, 4, 1, 2, 2),
            (8, 5, 3, 1, 2, 3),
            (11, 2, 3, 1, 4, 4),
            (11, 2, 2, 1, 5, 6),
            (9, 5, 4, 1, 2, 3),
            (7, 3, 1, 2, 3, 7),
            (12, 4, 1, 3, 3, 12),
            (7, 5, 3, 1, 1, 3),
        ] {
            let reach = reach(size, dilation);
            assert_eq!((valid(places, reach, stride), same(places, stride)), (inside, at_each));
            let padded = places + padding_before(places, reach, stride) + padding_after(places, reach, stride);
            assert_eq!(valid(padded, reach, stride), at_each, "{places} {size} {stride} {dilation}");
            assert_eq!(valid(places + causal(reach), reach, stride), at_each, "{places} {size} {stride} {dilation}");
        }
    }

    /// `compute_conv_transpose_output_shape` of Keras 3.15, and what its JAX backend pads before the places: places, kernel size,
    /// stride, dilation rate, `same`, output padding, the output, and the zeros before.
    #[test]
    fn transposed_convolutions_give_what_they_give_in_keras() {
        for (places, size, stride, dilation, is_same, more, output, zeros) in [
            (3, 4, 1, 1, true, None, 3, 2),
            (5, 2, 3, 1, false, None, 15, 1),
            (2, 3, 1, 2, false, Some(0), 6, 4),
            (3, 3, 3, 1, true, Some(1), 8, 2),
            (1, 1, 4, 1, true, Some(1), 2, 0),
            (1, 2, 4, 1, false, Some(3), 5, 1),
            (6, 5, 4, 1, false, Some(3), 28, 4),
            (1, 3, 2, 1, true, Some(0), 1, 1),
            (5, 4, 3, 1, true, Some(0), 12, 1),
            (3, 5, 1, 2, true, None, 3, 4),
        ] {
            let (reach, same, more) = (reach(size, dilation), usize::from(is_same), more.map_or(0, |more| more + 1));
            assert_eq!(spread_output(places, reach, stride, same, more), output);
            assert_eq!(spread_before(places, reach, stride, same, more), reach - 1 - zeros);
            assert!(spread_whole(places, reach, stride, same, more) >= output + reach - 1 - zeros);
        }
    }

    /// Sizes that make no sense, of which `checks` tell, are no errors of their own here.
    #[test]
    fn nothing_panics() {
        for places in 0..4 {
            for size in 0..4 {
                for stride in 0..3 {
                    let reach = reach(size, stride);
                    let counts = [valid(places, reach, stride), same(places, stride)];
                    let zeros = padding_before(places, reach, stride) + padding_after(places, reach, stride);
                    let ends = [grown(places, size, stride), cropped(places, size, stride), zeros];
                    assert!(counts.into_iter().chain(ends).all(|size| size < 100));
                    for (same, more) in [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)] {
                        assert!(spread_output(places, reach, stride, same, more) < 100);
                        assert!(spread_before(places, reach, stride, same, more) < 100);
                        assert!(spread_whole(places, reach, stride, same, more) < 100);
                    }
                }
            }
        }
    }
}
