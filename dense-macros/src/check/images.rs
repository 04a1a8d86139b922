//! The shapes that layers over images and sequences give, and of their kernels.

use crate::check::budget::count;
use crate::check::obligation::{Claim, Obligation};
use crate::check::shapes::Layer;
use crate::geometry;
use crate::graph::{Border, Convolution, Dim, Form, GlobalPooling, Padding, Permute, UpSampling, Windows, shape_text};
use crate::lower::each_once;

impl Layer<'_> {
    pub(super) fn convolved(&mut self, convolution: &Convolution, received: &[Dim]) -> Option<Vec<Dim>> {
        let Convolution { form, windows, filters, groups, depth_multiplier, .. } = convolution;
        self.strides_or_dilates(windows);
        let (places, channels) = self.places(windows.size.len(), received)?;
        self.splits(convolution, channels);
        let mut shape = match form {
            Form::Transposed => self.spread(convolution, places)?,
            _ => self.lie(windows, places, "kernel")?,
        };
        if (*groups, *depth_multiplier) != (1, 1) && channels.is_generic() {
            return self.computes(&format!("the kernel of `{}` depends on `{channels}` channels", self.node.kind));
        }
        let numbers = match form {
            Form::Depthwise => match Dim::product(&[channels.clone(), Dim::Literal(*depth_multiplier)]) {
                Some(numbers) => numbers,
                None => self.too_large(received),
            },
            _ => filters.clone(),
        };
        shape.push(self.activated(convolution.activation.as_ref(), numbers));
        Some(shape)
    }

    pub(super) fn pooled(&mut self, windows: &Windows, received: &[Dim]) -> Option<Vec<Dim>> {
        let (places, channels) = self.places(windows.size.len(), received)?;
        let mut shape = self.lie(windows, places, "pool")?;
        shape.push(channels.clone());
        Some(shape)
    }

    pub(super) fn of_all_places(&self, pooling: &GlobalPooling, received: &[Dim]) -> Option<Vec<Dim>> {
        let (_, channels) = self.places(pooling.axes, received)?;
        let kept = if pooling.keepdims { pooling.axes } else { 0 };
        Some(vec![Dim::Literal(1); kept].into_iter().chain([channels.clone()]).collect())
    }

    pub(super) fn bordered(&mut self, border: &Border, received: &[Dim]) -> Option<Vec<Dim>> {
        let (places, channels) = self.places(border.sides.len(), received)?;
        let mut shape = Vec::new();
        for (places, sides) in places.iter().zip(&border.sides) {
            shape.push(self.side(border, places, sides)?);
        }
        shape.push(channels.clone());
        Some(shape)
    }

    /// One axis with more places, or fewer.
    fn side(&mut self, border: &Border, places: &Dim, sides: &[Dim; 2]) -> Option<Dim> {
        if let [Dim::Literal(0), Dim::Literal(0)] = sides {
            return Some(places.clone());
        }
        if places.is_generic() {
            return self.computes(&format!("what `{}` gives depends on `{places}`", self.node.kind));
        }
        if border.grows {
            return Some(geometry::grown(places, sides));
        }
        match (places, sides) {
            (Dim::Literal(places), [Dim::Literal(before), Dim::Literal(after)]) => {
                if before.saturating_add(*after) >= *places {
                    let message = format!("cropping {before} and {after} places of {places} leaves nothing");
                    let help = match places {
                        1 => "remove it".to_owned(),
                        places => format!("crop {} at most, on both sides together", places - 1),
                    };
                    self.dx.help(border.place, message, help);
                    return None;
                }
            }
            _ => self.claim(Claim::Cropping { places: places.clone(), sides: sides.clone() }, border.place),
        }
        Some(geometry::cropped(places, sides))
    }

    pub(super) fn up_sampled(&self, up_sampling: &UpSampling, received: &[Dim]) -> Option<Vec<Dim>> {
        let (places, channels) = self.places(up_sampling.size.len(), received)?;
        let mut shape = Vec::new();
        for (places, size) in places.iter().zip(&up_sampling.size) {
            let larger = match (Dim::product(&[places.clone(), size.clone()]), size) {
                (_, Dim::Literal(1)) => places.clone(),
                (Some(larger), _) if larger.is_generic() => {
                    return self.computes(&format!("what `{}` gives depends on `{places}`", self.node.kind));
                }
                (Some(larger), _) => larger,
                (None, _) => self.too_large(received),
            };
            shape.push(larger);
        }
        shape.push(channels.clone());
        Some(shape)
    }

    pub(super) fn permuted(&self, permute: &Permute, received: &[Dim]) -> Option<Vec<Dim>> {
        let (named, axes) = (permute.axes.len(), received.len());
        if named != axes {
            let message = format!("`Permute` has {named} axes, but receives `{}`", shape_text(received));
            self.dx.help(self.node.place, message, each_once(axes));
            return None;
        }
        Some(permute.axes.iter().map(|(axis, _)| received[*axis].clone()).collect())
    }

    /// The places and the channels of what the layer receives.
    pub(super) fn places<'a>(&self, axes: usize, received: &'a [Dim]) -> Option<(&'a [Dim], &'a Dim)> {
        if let Some((channels, places)) = received.split_last()
            && places.len() == axes
        {
            return Some((places, channels));
        }
        let expected = if axes == 1 { "[steps, features]" } else { "[height, width, channels]" };
        let kind = self.node.kind;
        let message = format!("`{kind}` takes `{expected}`, but receives `{}`", shape_text(received));
        self.dx.help(self.node.place, message, fit_for(axes, kind, received));
        None
    }

    /// How many windows lie over the places, axis by axis.
    fn lie(&mut self, windows: &Windows, places: &[Dim], what: &'static str) -> Option<Vec<Dim>> {
        self.knows(windows, places)?;
        if windows.padding == Padding::Valid {
            self.fits(windows, places, what)?;
        }
        Some(geometry::over(windows, places).into_iter().map(|axis| axis.windows).collect())
    }

    /// The same of what a transposed convolution gives.
    fn spread(&mut self, convolution: &Convolution, places: &[Dim]) -> Option<Vec<Dim>> {
        let windows = &convolution.windows;
        self.knows(windows, places)?;
        let output_padding = convolution.output_padding.iter().flatten();
        for (padding, stride) in output_padding.zip(&windows.strides) {
            match stride {
                Dim::Literal(stride) if padding >= stride => {
                    let message = format!("an output padding of {padding} is not below the stride of {stride}");
                    let help = match stride {
                        1 => "leave it out: with a stride of 1 nothing is to be padded".to_owned(),
                        stride => format!("write {} at most, or a larger stride", stride - 1),
                    };
                    self.dx.help(convolution.output_padding_place, message, help);
                    return None;
                }
                Dim::Const(_) => {
                    let claim = Claim::OutputPadding { padding: *padding, stride: stride.clone() };
                    self.claim(claim, convolution.output_padding_place);
                }
                _ => {}
            }
        }
        let mut shape = Vec::new();
        for output in geometry::spreads(convolution, places).into_iter().map(|axis| axis.output) {
            match &output {
                Dim::Literal(0) => {
                    let message = "this output padding leaves nothing of the one place that the layer receives";
                    self.dx.help(convolution.output_padding_place, message, "leave it out, or write a larger one");
                    return None;
                }
                Dim::Computed(_) if convolution.output_padding.is_some() => {
                    self.claim(Claim::Size(output.clone()), convolution.output_padding_place);
                }
                _ => {}
            }
            shape.push(output);
        }
        Some(shape)
    }

    /// Whether shapes can be computed: stable Rust does that with no const generics.
    fn knows(&self, windows: &Windows, places: &[Dim]) -> Option<()> {
        let Windows { size, strides, dilation, .. } = windows;
        let mut sizes = places.iter().chain(size).chain(strides).chain(dilation);
        match sizes.find(|size| size.is_generic()) {
            None => Some(()),
            Some(size) => self.computes(&format!("the windows of `{}` depend on `{size}`", self.node.kind)),
        }
    }

    fn computes<T>(&self, what: &str) -> Option<T> {
        let message = format!("stable Rust cannot compute with const generics: {what}");
        self.dx.help(self.node.place, message, "write the number: only filters may be const generics");
        None
    }

    /// Whether at least one window lies within the places.
    fn fits(&mut self, windows: &Windows, places: &[Dim], what: &'static str) -> Option<()> {
        let Windows { size, dilation, place, .. } = windows;
        let reaches = size.iter().zip(dilation).map(|(size, dilation)| geometry::reach(size, dilation));
        let reaches = reaches.collect::<Vec<_>>();
        let is_larger = |(reach, places): (&Dim, &Dim)| match (reach, places) {
            (Dim::Literal(reach), Dim::Literal(places)) => Some(reach > places),
            (Dim::Unknown, _) | (_, Dim::Unknown) => Some(false),
            _ => None,
        };
        let larger = reaches.iter().zip(places).map(is_larger).collect::<Vec<_>>();
        if larger.contains(&Some(true)) {
            let fit = match places.len() {
                1 => format!("an input of {} steps", places[0]),
                _ => format!("a {} input", by(places)),
            };
            let message = if dilation.iter().all(|dilation| matches!(dilation, Dim::Literal(1))) {
                format!("{what} {} does not fit {fit}", by(size))
            } else {
                let (size, reach, dilation) = (by(size), by(&reaches), distance(dilation));
                let places = if places.len() == 1 { "steps" } else { "places" };
                format!("{what} {size} with dilation {dilation} reaches over {reach} {places}, which do not fit {fit}")
            };
            self.dx.help(*place, message, format!("write `padding = \"same\"`, or a smaller {what}"));
            return None;
        }
        if larger.contains(&None) {
            let claim = Claim::Fits { what, size: size.clone(), dilation: dilation.clone(), places: places.to_vec() };
            self.claim(claim, *place);
        }
        Some(())
    }

    /// Whether windows lie apart, or their places do, but not both.
    fn strides_or_dilates(&mut self, windows: &Windows) {
        let Windows { strides, dilation, dilation_place, .. } = windows;
        let above_one = |sizes: &[Dim]| {
            let above = sizes.iter().map(|size| match size {
                Dim::Literal(size) => Some(*size > 1),
                Dim::Unknown => Some(false),
                _ => None,
            });
            let above = above.collect::<Vec<_>>();
            if above.contains(&Some(true)) {
                Some(true)
            } else if above.contains(&None) {
                None
            } else {
                Some(false)
            }
        };
        match (above_one(strides), above_one(dilation)) {
            (Some(false), _) | (_, Some(false)) => {}
            (Some(true), Some(true)) => {
                let (strides, dilation) = (distance(strides), distance(dilation));
                let message = format!("strides of {strides} do not go together with a dilation rate of {dilation}");
                self.dx.help(*dilation_place, message, "leave one of the two out, as Keras demands, too");
            }
            _ => {
                let claim = Claim::StridesOrDilation { strides: strides.clone(), dilation: dilation.clone() };
                self.claim(claim, *dilation_place);
            }
        }
    }

    /// Whether groups are equally large.
    fn splits(&mut self, convolution: &Convolution, channels: &Dim) {
        let Convolution { filters, groups, groups_place: place, .. } = convolution;
        if *groups == 1 {
            return;
        }
        for (number, what) in [(channels, "channels"), (filters, "filters")] {
            match number {
                Dim::Literal(number) if number.is_multiple_of(*groups) => {}
                Dim::Literal(number) => {
                    let message = format!("{groups} groups cannot share {number} {what}");
                    self.dx.help(*place, message, possible_groups(channels, filters));
                    return;
                }
                Dim::Unknown => {}
                _ => self.claim(Claim::Groups { groups: *groups, number: number.clone(), what }, *place),
            }
        }
    }

    fn claim(&mut self, claim: Claim, place: crate::place::Place) {
        self.obligations.push(Obligation { claim, place });
    }
}

/// The shape of a tensor of a convolution that receives this shape.
pub(super) fn tensor(convolution: &Convolution, name: &str, received: &[Dim]) -> Vec<Dim> {
    let Convolution { form, windows, filters, groups, depth_multiplier, .. } = convolution;
    let channels = received.last().unwrap_or(&Dim::Unknown);
    let multiplied = || Dim::product(&[channels.clone(), Dim::Literal(*depth_multiplier)]).unwrap_or(Dim::Unknown);
    let ends = match (form, name) {
        (Form::Depthwise, "bias") => return vec![multiplied()],
        (_, "bias") => return vec![filters.clone()],
        (Form::Separable, "pointwise_kernel") => {
            let ones = windows.size.iter().map(|_| Dim::Literal(1));
            return ones.chain([multiplied(), filters.clone()]).collect();
        }
        (Form::Plain, _) => [geometry::divided(channels, &Dim::Literal(*groups)), filters.clone()],
        (Form::Transposed, _) => [filters.clone(), channels.clone()],
        (Form::Depthwise | Form::Separable, _) => [channels.clone(), Dim::Literal(*depth_multiplier)],
    };
    windows.size.iter().cloned().chain(ends).collect()
}

/// What one prediction of a convolution computes; `None` if only the compiler knows.
pub(super) fn flops(convolution: &Convolution, received: &[Dim], given: &[Dim]) -> Option<u64> {
    let places = |shape: &[Dim]| count(shape.split_last()?.1);
    let len = |name: &str| count(&tensor(convolution, name, received));
    let windows = places(if convolution.form == Form::Transposed { received } else { given })?;
    let pointwise = if convolution.pointwise_kernel.is_some() { len("pointwise_kernel")? } else { 0 };
    let bias = if convolution.bias.is_some() { len("bias")? } else { 0 };
    let weights = len(convolution.kernel.name)?.saturating_add(pointwise);
    Some(windows.saturating_mul(weights).saturating_mul(2).saturating_add(places(given)?.saturating_mul(bias)))
}

/// The help for a layer over places that receives something else.
fn fit_for(axes: usize, kind: &str, received: &[Dim]) -> String {
    let before = |shape: &[u64]| {
        let shape = shape.iter().map(u64::to_string).collect::<Vec<_>>().join(", ");
        format!("put `Reshape({shape})` before it")
    };
    match (axes, received) {
        (1, [Dim::Literal(steps)]) => before(&[*steps, 1]),
        (1, [_, _, _]) if has_twin(kind) => format!("write `{}`, for images", kind.replace("1D", "2D")),
        (2, [Dim::Literal(numbers)]) => match image_of(*numbers) {
            Some(shape) => before(&shape),
            None => "put a `Reshape` to height, width and channels before it".to_owned(),
        },
        (2, [Dim::Literal(height), Dim::Literal(width)]) => {
            let twin = kind.replace("2D", "1D");
            format!("write `{twin}` for a sequence, or, for an image, {}", before(&[*height, *width, 1]))
        }
        (1, _) => "put a `Reshape` to steps and features before it".to_owned(),
        (_, [_, _]) => format!("write `{}`, for sequences", kind.replace("2D", "1D")),
        _ => "put a `Reshape` to height, width and channels before it".to_owned(),
    }
}

/// Whether there is a layer of the same name for images.
fn has_twin(kind: &str) -> bool {
    crate::vocab::layer(&kind.replace("1D", "2D")).is_some()
}

/// The square image that so many numbers are, gray or in color.
fn image_of(numbers: u64) -> Option<[u64; 3]> {
    let of = |channels: u64| {
        let places = numbers / channels;
        let side = places.isqrt();
        (numbers.is_multiple_of(channels) && side * side == places && side > 1).then_some([side, side, channels])
    };
    of(1).or_else(|| of(3))
}

/// More of them than this are not tried for a help.
const MOST_GROUPS: u64 = 1024;

/// The help for groups that do not split channels and filters: those that do.
fn possible_groups(channels: &Dim, filters: &Dim) -> String {
    let known = |dim: &Dim| if let Dim::Literal(number) = dim { Some(*number) } else { None };
    let known = [channels, filters].map(known).into_iter().flatten().collect::<Vec<_>>();
    let least = known.iter().copied().min().unwrap_or(1);
    let divisors =
        (1..=least.min(MOST_GROUPS)).filter(|groups| known.iter().all(|number| number.is_multiple_of(*groups)));
    let divisors = divisors.map(|groups| groups.to_string()).collect::<Vec<_>>();
    match &divisors[..] {
        [_] => "only 1 divides both: change one of the two numbers, or leave `groups` out".to_owned(),
        divisors => format!("groups divide channels and filters: there can be {}", divisors.join(" or ")),
    }
}

/// Sizes along axes: `3x5`.
fn by(sizes: &[Dim]) -> String {
    sizes.iter().map(Dim::to_string).collect::<Vec<_>>().join("x")
}

/// The same of distances, which are mostly the same along all axes.
fn distance(sizes: &[Dim]) -> String {
    match sizes {
        [first, others @ ..] if others.iter().all(|other| first.compare(other) == Some(true)) => first.to_string(),
        sizes => by(sizes),
    }
}
