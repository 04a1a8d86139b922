//! How many windows fit, and how much padding they need, axis by axis: Keras's arithmetic.
//!
//! Sizes that are const expressions go through the functions of the same names in the runtime's `geometry`.

use crate::graph::{Computed, Convolution, Dim, Padding, Windows};

/// Windows along one axis of places.
#[derive(Clone)]
pub(crate) struct Axis {
    /// How many there are.
    pub(crate) windows: Dim,
    /// How many zeros lie before the first place and behind the last.
    pub(crate) padding: [Dim; 2],
}

/// The output of a transposed convolution along one axis.
#[derive(Clone)]
pub(crate) struct Spread {
    /// How long it is.
    pub(crate) output: Dim,
    /// How long it is before places are taken away from it.
    pub(crate) whole: Dim,
    /// How many are taken away before the first place that stays.
    pub(crate) before: Dim,
}

/// Windows over the places of an image or a sequence, axis by axis. The caller has made sure that they fit.
pub(crate) fn over(over: &Windows, places: &[Dim]) -> Vec<Axis> {
    let Windows { size, strides, dilation, padding, .. } = over;
    let axis = |(at, places)| windows(places, &size[at], &strides[at], &dilation[at], *padding);
    places.iter().enumerate().map(axis).collect()
}

/// What a transposed convolution gives of the places of an image or a sequence, axis by axis.
pub(crate) fn spreads(convolution: &Convolution, places: &[Dim]) -> Vec<Spread> {
    let Windows { size, strides, dilation, padding, .. } = &convolution.windows;
    let axis = |(at, places)| {
        let more = convolution.output_padding.as_ref().map(|padding| padding[at]);
        spread(places, &size[at], &strides[at], &dilation[at], *padding, more)
    };
    places.iter().enumerate().map(axis).collect()
}

/// Windows of `size` over `places`, with `dilation` between what they see. The caller has made sure that they fit.
pub(crate) fn windows(places: &Dim, size: &Dim, stride: &Dim, dilation: &Dim, padding: Padding) -> Axis {
    let reach = reach(size, dilation);
    let none = || Dim::Literal(0);
    match padding {
        Padding::Valid => Axis { windows: valid(places, &reach, stride), padding: [none(), none()] },
        Padding::Causal => {
            let before = call("causal", vec![reach], |of| of[0] - 1, |of| format!("{} - 1", of[0]));
            Axis { windows: same(places, stride), padding: [before, none()] }
        }
        Padding::Same => {
            let arguments = || vec![places.clone(), reach.clone(), stride.clone()];
            let text = |_: &[String]| "padding".to_owned();
            let before = call("padding_before", arguments(), |of| padding_of(of) / 2, text);
            let after = call("padding_after", arguments(), |of| padding_of(of) - padding_of(of) / 2, text);
            Axis { windows: same(places, stride), padding: [before, after] }
        }
    }
}

/// How many places a window reaches over, with those that it does not see.
pub(crate) fn reach(size: &Dim, dilation: &Dim) -> Dim {
    let arguments = vec![size.clone(), dilation.clone()];
    call(
        "reach",
        arguments,
        |of| (of[0] - 1) * of[1] + 1,
        |of| match &of[1][..] {
            "1" => size.to_string(),
            dilation => format!("({size} - 1) * {dilation} + 1"),
        },
    )
}

/// The length of an axis with more places around it.
pub(crate) fn grown(places: &Dim, [before, after]: &[Dim; 2]) -> Dim {
    if let [Dim::Literal(0), Dim::Literal(0)] = [before, after] {
        return places.clone();
    }
    let arguments = vec![places.clone(), before.clone(), after.clone()];
    call("grown", arguments, |of| of[0] + of[1] + of[2], |_| format!("{places} + {before} + {after}"))
}

/// The same with fewer of them. The caller has made sure that some are left.
pub(crate) fn cropped(places: &Dim, [before, after]: &[Dim; 2]) -> Dim {
    let arguments = vec![places.clone(), before.clone(), after.clone()];
    call("cropped", arguments, |of| of[0] - of[1] - of[2], |of| format!("{places} - {} - {}", of[1], of[2]))
}

/// The output of a transposed convolution. Keras's rule for `padding` has no name but its own.
pub(crate) fn spread(
    places: &Dim,
    size: &Dim,
    stride: &Dim,
    dilation: &Dim,
    padding: Padding,
    output_padding: Option<u64>,
) -> Spread {
    let same = Dim::Literal(u64::from(padding != Padding::Valid));
    // One more than it is, and 0 for none.
    let more = Dim::Literal(output_padding.map_or(0, |more| more + 1));
    let arguments = || vec![places.clone(), reach(size, dilation), stride.clone(), same.clone(), more.clone()];
    let output = |of: &[String]| match (padding, output_padding) {
        (Padding::Valid, None) => format!("({places} - 1) * {} + max({}, {stride})", of[2], of[1]),
        (Padding::Valid, Some(more)) => format!("({places} - 1) * {} + {} + {more}", of[2], of[1]),
        (_, None) => format!("{} * {}", of[0], of[2]),
        (_, Some(more)) => format!("({places} - 1) * {} + {} % 2 + {more}", of[2], of[1]),
    };
    // These are in no shape.
    let inside = |_: &[String]| "spread".to_owned();
    Spread {
        output: call("spread_output", arguments(), spread_output, output),
        whole: call("spread_whole", arguments(), spread_whole, inside),
        before: call("spread_before", arguments(), spread_before, inside),
    }
}

/// The channels of each of some groups.
pub(crate) fn divided(channels: &Dim, groups: &Dim) -> Dim {
    if let Dim::Literal(1) = groups {
        return channels.clone();
    }
    let arguments = vec![channels.clone(), groups.clone()];
    call("divided", arguments, |of| of[0] / of[1], |of| format!("{} / {}", of[0], of[1]))
}

/// The numbers of as many rows of an image, of so many numbers each, as are pooled together: those of some rows of windows.
pub(crate) fn rows_of_windows(row: &Dim, size: &Dim, stride: &Dim, windows: &Dim) -> Dim {
    let arguments = vec![row.clone(), size.clone(), stride.clone(), windows.clone()];
    let value = |of: &[u64]| {
        let &[row, size, stride, windows] = of else { unreachable!("there are four") };
        ((MOST_POOLED / (row * stride)).clamp(1, windows) - 1) * stride * row + size * row
    };
    call("rows_of_windows", arguments, value, |_| "rows".to_owned())
}

/// How many numbers are pooled together, if it is not just one row of windows: a part of the first-level cache.
const MOST_POOLED: u64 = 4096;

/// Two sizes together.
pub(crate) fn sum(a: &Dim, b: &Dim) -> Dim {
    call("sum", vec![a.clone(), b.clone()], |of| of[0] + of[1], |_| format!("{a} + {b}"))
}

fn valid(places: &Dim, reach: &Dim, stride: &Dim) -> Dim {
    let arguments = vec![places.clone(), reach.clone(), stride.clone()];
    call(
        "valid",
        arguments,
        |of| (of[0] - of[1]) / of[2] + 1,
        |of| match &of[2][..] {
            "1" => format!("{places} - {} + 1", of[1]),
            stride => format!("({places} - {}) / {stride} + 1", of[1]),
        },
    )
}

fn same(places: &Dim, stride: &Dim) -> Dim {
    if let Dim::Literal(1) = stride {
        return places.clone();
    }
    let arguments = vec![places.clone(), stride.clone()];
    call("same", arguments, |of| of[0].div_ceil(of[1]), |of| format!("({places} - 1) / {} + 1", of[1]))
}

/// `[places, reach, stride]`
fn padding_of(of: &[u64]) -> u64 {
    let windows = of[0].div_ceil(of[2]);
    ((windows - 1) * of[2] + of[1]).saturating_sub(of[0])
}

/// What is padded before and behind the places with `stride - 1` zeros between them, so that windows of the kernel's reach give the
/// output: `[places, reach, stride, same, output padding + 1]`.
fn spread_padding(of: &[u64]) -> [u64; 2] {
    let &[_, reach, stride, same, more] = of else { unreachable!("there are five") };
    if same == 0 {
        let more = if more == 0 { reach.max(stride) - reach } else { more - 1 };
        return [reach - 1, reach - 1 + more];
    }
    let both = if more == 0 { stride + reach - 2 } else { reach + reach % 2 + more - 3 };
    let before = both.div_ceil(2).min(reach - 1);
    [before, both.saturating_sub(before)]
}

fn spread_output(of: &[u64]) -> u64 {
    let [before, after] = spread_padding(of);
    ((of[0] - 1) * of[2] + 2 + before + after).saturating_sub(of[1])
}

fn spread_before(of: &[u64]) -> u64 {
    (of[1] - 1).saturating_sub(spread_padding(of)[0])
}

fn spread_whole(of: &[u64]) -> u64 {
    ((of[0] - 1) * of[2] + of[1]).max(spread_before(of) + spread_output(of))
}

/// The value where all is known, and otherwise the call of the runtime's function of this name.
fn call(
    function: &'static str,
    arguments: Vec<Dim>,
    value: impl Fn(&[u64]) -> u64,
    text: impl Fn(&[String]) -> String,
) -> Dim {
    if arguments.iter().any(|argument| matches!(argument, Dim::Unknown)) {
        return Dim::Unknown;
    }
    let literal = |argument: &Dim| if let Dim::Literal(value) = argument { Some(*value) } else { None };
    if let Some(values) = arguments.iter().map(literal).collect::<Option<Vec<_>>>() {
        return Dim::Literal(value(&values));
    }
    let texts = arguments.iter().map(Dim::factor).collect::<Vec<_>>();
    Dim::Computed(Box::new(Computed { function, text: text(&texts), arguments }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(value: u64) -> Dim {
        Dim::Literal(value)
    }

    fn value(dim: &Dim) -> u64 {
        if let Dim::Literal(value) = dim { *value } else { panic!("{dim} is no number") }
    }

    fn counted([places, size, stride, dilation]: [u64; 4], padding: Padding) -> [u64; 3] {
        let axis = windows(&literal(places), &literal(size), &literal(stride), &literal(dilation), padding);
        [value(&axis.windows), value(&axis.padding[0]), value(&axis.padding[1])]
    }

    /// Where windows begin that lie within so many places, when they are tried one by one.
    fn begin(places: u64, [size, stride, dilation]: [u64; 3]) -> u64 {
        let fits = |begin: u64| (0..size).all(|seen| begin + seen * dilation < places);
        (0..places).step_by(stride as usize).filter(|begin| fits(*begin)).count() as u64
    }

    fn cases() -> impl Iterator<Item = [u64; 4]> {
        let windows = (1..=5).flat_map(|size| (1..=4).flat_map(move |stride| (1..=3).map(move |d| [size, stride, d])));
        windows.flat_map(|[size, stride, dilation]| (1..=12).map(move |places| [places, size, stride, dilation]))
    }

    #[test]
    fn windows_are_as_many_as_fit() {
        for [places, size, stride, dilation] in cases() {
            let of = [size, stride, dilation];
            if (size - 1) * dilation < places {
                let expected = [begin(places, of), 0, 0];
                assert_eq!(counted([places, size, stride, dilation], Padding::Valid), expected, "{places} {of:?}");
            }
            let at_each = (0..places).step_by(stride as usize).count() as u64;
            let [windows, before, after] = counted([places, size, stride, dilation], Padding::Same);
            assert_eq!((windows, begin(places + before + after, of)), (at_each, at_each), "same, {places} {of:?}");
            assert!(after == before || after == before + 1, "same, {places} {of:?}");
            // One zero less would be too few.
            assert!(before + after == 0 || begin(places + before + after - 1, of) < at_each, "{places} {of:?}");
            let [windows, before, after] = counted([places, size, stride, dilation], Padding::Causal);
            assert_eq!((windows, begin(places + before, of), after), (at_each, at_each, 0), "causal, {places} {of:?}");
            // The last place of the first window is the first step.
            assert_eq!((size - 1) * dilation, before, "causal, {places} {of:?}");
        }
    }

    /// `compute_conv_output_shape` of Keras 3.15: places, kernel size, stride, dilation rate, and the output.
    #[test]
    fn there_are_as_many_windows_as_in_keras() {
        use Padding::{Causal, Same, Valid};
        for (places, size, stride, dilation, padding, output) in [
            (7, 2, 4, 1, Valid, 2),
            (8, 5, 3, 1, Valid, 2),
            (11, 2, 3, 1, Valid, 4),
            (11, 2, 2, 1, Valid, 5),
            (9, 5, 4, 1, Valid, 2),
            (7, 3, 1, 2, Valid, 3),
            (12, 4, 1, 3, Valid, 3),
            (4, 4, 2, 1, Same, 2),
            (7, 5, 3, 1, Same, 3),
            (11, 2, 1, 2, Same, 11),
            (10, 5, 1, 3, Same, 10),
            (1, 4, 4, 1, Same, 1),
            (8, 4, 1, 2, Causal, 8),
            (11, 5, 4, 1, Causal, 3),
            (12, 4, 2, 1, Causal, 6),
            (1, 4, 1, 3, Causal, 1),
        ] {
            let case = [places, size, stride, dilation];
            assert_eq!(counted(case, padding)[0], output, "{case:?} {padding:?}");
        }
    }

    /// `compute_conv_transpose_output_shape` of Keras 3.15, and what its JAX backend pads before the places: places, kernel size,
    /// stride, dilation rate, output padding, the output, and the zeros before.
    #[test]
    fn transposed_convolutions_give_what_they_give_in_keras() {
        use Padding::{Same, Valid};
        for (places, size, stride, dilation, padding, more, output, zeros) in [
            (3, 4, 1, 1, Same, None, 3, 2),
            (5, 1, 2, 1, Valid, None, 10, 0),
            (5, 3, 1, 1, Valid, None, 7, 2),
            (4, 1, 2, 1, Same, None, 8, 0),
            (5, 2, 3, 1, Valid, None, 15, 1),
            (2, 3, 1, 2, Valid, Some(0), 6, 4),
            (3, 3, 3, 1, Same, Some(1), 8, 2),
            (1, 1, 4, 1, Same, Some(1), 2, 0),
            (2, 3, 3, 1, Valid, Some(2), 8, 2),
            (1, 2, 4, 1, Valid, Some(3), 5, 1),
            (6, 5, 2, 1, Valid, Some(1), 16, 4),
            (6, 5, 4, 1, Valid, Some(3), 28, 4),
            (1, 3, 2, 1, Same, Some(0), 1, 1),
            (2, 1, 1, 2, Valid, Some(0), 2, 0),
            (2, 3, 2, 1, Same, None, 4, 2),
            (5, 4, 3, 1, Same, Some(0), 12, 1),
            (4, 2, 1, 1, Same, Some(0), 3, 0),
            (3, 5, 2, 1, Valid, None, 9, 4),
            (3, 5, 1, 2, Same, None, 3, 4),
            (6, 4, 1, 1, Same, None, 6, 2),
            (3, 5, 1, 2, Valid, None, 11, 8),
            (3, 1, 3, 1, Valid, Some(2), 9, 0),
        ] {
            let [n, k, s, d] = [places, size, stride, dilation].map(literal);
            let Spread { output: is, whole, before } = spread(&n, &k, &s, &d, padding, more);
            let case = (places, size, stride, dilation, padding, more);
            assert_eq!((value(&is), value(&before)), (output, (size - 1) * dilation - zeros), "{case:?}");
            assert!(value(&whole) >= value(&before) + output, "{case:?}");
            assert!(value(&whole) > (places - 1) * stride + (size - 1) * dilation, "{case:?}");
        }
    }

    #[test]
    fn what_only_the_compiler_knows_is_a_call_with_a_formula() {
        let constant = crate::graph::Constant {
            name: proc_macro2::Ident::new("__SIZE_0", proc_macro2::Span::call_site()),
            tokens: "SIDE".parse().expect("tokens"),
        };
        let side = Dim::Const(constant);
        let axis = |stride, dilation, padding| {
            windows(&side, &literal(3), &literal(stride), &literal(dilation), padding).windows.to_string()
        };
        assert_eq!(axis(1, 1, Padding::Valid), "SIDE - 3 + 1");
        assert_eq!(axis(2, 1, Padding::Valid), "(SIDE - 3) / 2 + 1");
        assert_eq!(axis(1, 2, Padding::Valid), "SIDE - 5 + 1");
        assert_eq!(axis(1, 1, Padding::Same), "SIDE");
        assert_eq!(axis(2, 1, Padding::Same), "(SIDE - 1) / 2 + 1");
        assert_eq!(cropped(&side, &[literal(1), literal(2)]).to_string(), "SIDE - 1 - 2");
        assert_eq!(divided(&side, &literal(2)).to_string(), "SIDE / 2");
    }
}
