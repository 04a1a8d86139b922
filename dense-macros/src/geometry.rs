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
            "1" => of[0].clone(),
            dilation => format!("(({} - 1) * {dilation} + 1)", of[0]),
        },
    )
}

/// The length of an axis with more places around it.
pub(crate) fn grown(places: &Dim, [before, after]: &[Dim; 2]) -> Dim {
    let arguments = vec![places.clone(), before.clone(), after.clone()];
    call("grown", arguments, |of| of[0] + of[1] + of[2], |of| format!("{} + {} + {}", of[0], of[1], of[2]))
}

/// The same with fewer of them. The caller has made sure that some are left.
pub(crate) fn cropped(places: &Dim, [before, after]: &[Dim; 2]) -> Dim {
    let arguments = vec![places.clone(), before.clone(), after.clone()];
    call("cropped", arguments, |of| of[0] - of[1] - of[2], |of| format!("{} - {} - {}", of[0], of[1], of[2]))
}

/// The channels of one of some groups. The caller has made sure that there is no remainder.
pub(crate) fn share(channels: &Dim, groups: u64) -> Dim {
    if groups == 1 {
        return channels.clone();
    }
    let arguments = vec![channels.clone(), Dim::Literal(groups)];
    call("share", arguments, |of| of[0] / of[1], |of| format!("{} / {}", of[0], of[1]))
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
    let text = |of: &[String]| match (&of[3][..], &of[4][..]) {
        ("1", "0") => format!("{} * {}", of[0], of[2]),
        _ => format!("({} - 1) * {} + {}", of[0], of[2], of[1]),
    };
    Spread {
        output: call("spread_output", arguments(), spread_output, text),
        whole: call("spread_whole", arguments(), spread_whole, text),
        before: call("spread_before", arguments(), spread_before, text),
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

/// Two sizes together.
pub(crate) fn sum(a: &Dim, b: &Dim) -> Dim {
    call("sum", vec![a.clone(), b.clone()], |of| of[0] + of[1], |of| format!("{} + {}", of[0], of[1]))
}

fn valid(places: &Dim, reach: &Dim, stride: &Dim) -> Dim {
    let arguments = vec![places.clone(), reach.clone(), stride.clone()];
    call(
        "valid",
        arguments,
        |of| (of[0] - of[1]) / of[2] + 1,
        |of| match &of[2][..] {
            "1" => format!("{} - {} + 1", of[0], of[1]),
            stride => format!("({} - {}) / {stride} + 1", of[0], of[1]),
        },
    )
}

fn same(places: &Dim, stride: &Dim) -> Dim {
    if let Dim::Literal(1) = stride {
        return places.clone();
    }
    let arguments = vec![places.clone(), stride.clone()];
    call("same", arguments, |of| of[0].div_ceil(of[1]), |of| format!("({} - 1) / {} + 1", of[0], of[1]))
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
    let texts = arguments.iter().map(Dim::to_string).collect::<Vec<_>>();
    Dim::Computed(Box::new(Computed { function, text: text(&texts), arguments }))
}
