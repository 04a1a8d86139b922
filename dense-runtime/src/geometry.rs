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

/// The channels of one of some groups.
pub const fn share(channels: usize, groups: usize) -> usize {
    channels / groups
}

/// The channels of each of some groups.
pub const fn divided(channels: usize, groups: usize) -> usize {
    channels / groups
}

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
