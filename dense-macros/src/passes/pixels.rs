//! What is done to images: where the windows of an operation lie, and how places move. A sequence is an image of height 1.

use crate::check::Typed;
use crate::geometry::{self, Axis, Spread};
use crate::graph::{Border, Convolution, Dim, Form, NodeId, Padding, Pooling, Statistic, Windows};

/// Windows over an image, with all that the runtime wants to know of them.
#[derive(Clone)]
pub(crate) struct Lattice {
    /// Height, width and channels of what they lie over.
    pub(crate) image: [Dim; 3],
    /// How many there are, down and across.
    pub(crate) count: [Dim; 2],
    /// How many numbers come of each.
    pub(crate) filters: Dim,
    pub(crate) size: [Dim; 2],
    pub(crate) strides: [Dim; 2],
    pub(crate) dilation: [Dim; 2],
    pub(crate) groups: Dim,
}

/// An image within a larger one.
#[derive(Clone)]
pub(crate) struct Frame {
    pub(crate) outer: [Dim; 3],
    pub(crate) inner: [Dim; 3],
    /// Rows above it, and columns before it.
    pub(crate) before: [Dim; 2],
}

/// Something that moves or pools the numbers of an image, without parameters.
#[derive(Clone)]
pub(crate) enum Pixels {
    /// Zeros around it.
    Pad(Frame),
    /// What is around it taken away.
    Crop(Frame),
    Pool(Pool),
    /// Each place several times.
    UpSample {
        image: [Dim; 3],
        size: [Dim; 2],
        bilinear: bool,
    },
    /// Each channel several times.
    Repeat {
        times: u64,
    },
    /// Axes in another order.
    Permute {
        shape: Vec<Dim>,
        axes: Vec<usize>,
    },
}

/// A number of what windows see, which begin `before` the image and see only what lies within it.
#[derive(Clone)]
pub(crate) struct Pool {
    pub(crate) statistic: Statistic,
    pub(crate) windows: Box<Lattice>,
    pub(crate) before: [Dim; 2],
    /// Whether it is one window over all of an image. Then equal maxima share a gradient, as in Keras, where the first of a window gets it.
    pub(crate) is_global: bool,
}

/// What a convolution is made of.
pub(super) struct Parts {
    /// Zeros around the image, if there are any.
    pub(super) pad: Option<Frame>,
    pub(super) windows: Lattice,
    /// How often each channel is repeated before.
    pub(super) repeat: u64,
    /// What is taken away from a transposed one.
    pub(super) crop: Option<Frame>,
}

impl Lattice {
    /// The numbers of the kernel.
    pub(crate) fn kernel_len(&self) -> Dim {
        let channels =
            if self.is_depthwise() { Dim::Literal(1) } else { geometry::divided(&self.image[2], &self.groups) };
        product(&[self.size[0].clone(), self.size[1].clone(), channels, self.filters.clone()])
    }

    /// The numbers of the image.
    pub(crate) fn image_len(&self) -> Dim {
        product(&self.image)
    }

    /// The numbers that come of all windows.
    pub(crate) fn output_len(&self) -> Dim {
        product(&[self.count[0].clone(), self.count[1].clone(), self.filters.clone()])
    }

    fn is_depthwise(&self) -> bool {
        self.groups.compare(&self.image[2]) == Some(true) && !matches!(self.groups, Dim::Literal(1))
    }
}

impl Pool {
    /// Whether no two rows of windows see the same place, and none sees one outside of the image: then they can be pooled as soon as what
    /// they see is there.
    pub(super) fn is_tiling(&self) -> bool {
        let Lattice { image, count, size, strides, .. } = &*self.windows;
        let literal = |dim: &Dim| if let Dim::Literal(value) = dim { Some(*value) } else { None };
        let fits = |axis: usize| {
            let [image, count, size, stride] = [&image[axis], &count[axis], &size[axis], &strides[axis]].map(literal);
            Some((count? - 1) * stride? + size? <= image?)
        };
        let is_apart =
            matches!((literal(&size[0]), literal(&strides[0])), (Some(size), Some(stride)) if size <= stride);
        let begins = self.before.iter().all(|before| matches!(before, Dim::Literal(0)));
        is_apart && begins && fits(0) == Some(true) && fits(1) == Some(true)
    }
}

impl Pool {
    /// The numbers of the rows that are pooled together: some thousands, which the first-level cache holds, or one row of windows.
    pub(super) fn rows_len(&self) -> Dim {
        let Lattice { image, count, size, strides, .. } = &*self.windows;
        geometry::rows_of_windows(&product(&[image[1].clone(), image[2].clone()]), &size[0], &strides[0], &count[0])
    }
}

impl Pixels {
    /// Whether the way back looks at the numbers themselves.
    pub(super) fn looks_back(&self) -> bool {
        matches!(self, Pixels::Pool(Pool { statistic: Statistic::Max, .. }))
    }
}

impl Frame {
    pub(super) fn outer_len(&self) -> Dim {
        product(&self.outer)
    }

    pub(super) fn inner_len(&self) -> Dim {
        product(&self.inner)
    }
}

/// A shape of places and channels as that of an image.
pub(super) fn image(shape: &[Dim]) -> [Dim; 3] {
    match shape {
        [steps, features] => [Dim::Literal(1), steps.clone(), features.clone()],
        [height, width, channels] => [height.clone(), width.clone(), channels.clone()],
        _ => unreachable!("other shapes were refused"),
    }
}

/// What is said for each axis of places as what is said of height and width.
fn axes<T: Clone>(of: &[T], of_height: T) -> [T; 2] {
    match of {
        [width] => [of_height, width.clone()],
        [height, width] => [height.clone(), width.clone()],
        _ => unreachable!("there are one or two axes of places"),
    }
}

/// The parts of a convolution that gets this shape.
pub(super) fn convolution(layer: &Convolution, received: &[Dim], given: &[Dim]) -> Parts {
    let image = image(received);
    match layer.form {
        Form::Transposed => transposed(layer, image, given),
        Form::Plain => {
            let filters = layer.filters.clone();
            windows(&layer.windows, image, filters, Dim::Literal(layer.groups), 1)
        }
        Form::Depthwise | Form::Separable => {
            let filters = product(&[image[2].clone(), Dim::Literal(layer.depth_multiplier)]);
            windows(&layer.windows, image, filters.clone(), filters, layer.depth_multiplier)
        }
    }
}

/// The product at each place that makes `filters` numbers of a shape's channels.
pub(super) fn pointwise(shape: &[Dim], filters: &Dim) -> Lattice {
    let image = image(shape);
    let one = || [Dim::Literal(1), Dim::Literal(1)];
    Lattice {
        count: [image[0].clone(), image[1].clone()],
        image,
        filters: filters.clone(),
        size: one(),
        strides: one(),
        dilation: one(),
        groups: Dim::Literal(1),
    }
}

/// The windows of a pooling, and how far they begin before the image.
pub(super) fn pooling(pooling: &Pooling, received: &[Dim]) -> Pixels {
    let image = image(received);
    let Windows { padding, .. } = pooling.windows;
    let (found, size, strides, dilation) = along(&pooling.windows, &image, padding);
    let [rows, columns] = found;
    let filters = image[2].clone();
    let groups = filters.clone();
    let lattice = Lattice { image, count: [rows.windows, columns.windows], filters, size, strides, dilation, groups };
    let before = [rows.padding[0].clone(), columns.padding[0].clone()];
    Pixels::Pool(Pool { statistic: pooling.statistic, windows: Box::new(lattice), before, is_global: false })
}

/// One window over all of an image.
pub(super) fn whole(statistic: Statistic, received: &[Dim]) -> Pixels {
    let image = image(received);
    let one = || [Dim::Literal(1), Dim::Literal(1)];
    let size = [image[0].clone(), image[1].clone()];
    let (filters, groups) = (image[2].clone(), image[2].clone());
    let windows = Lattice { image, count: one(), filters, strides: size.clone(), size, dilation: one(), groups };
    let before = [Dim::Literal(0), Dim::Literal(0)];
    Pixels::Pool(Pool { statistic, windows: Box::new(windows), before, is_global: true })
}

/// The places that a layer adds or takes away.
pub(super) fn border(border: &Border, received: &[Dim], given: &[Dim]) -> Pixels {
    let (received, given) = (image(received), image(given));
    let none = [Dim::Literal(0), Dim::Literal(0)];
    let before = axes(&border.sides, none).map(|[before, _]| before);
    match border.grows {
        true => Pixels::Pad(Frame { outer: given, inner: received, before }),
        false => Pixels::Crop(Frame { outer: received, inner: given, before }),
    }
}

/// What is said of repeated places, for height and width.
pub(super) fn up_sampling(size: &[Dim], bilinear: bool, received: &[Dim]) -> Pixels {
    Pixels::UpSample { image: image(received), size: axes(size, Dim::Literal(1)), bilinear }
}

/// The shape that an operation of a layer works on.
pub(super) fn received(typed: &Typed, layer: NodeId) -> &[Dim] {
    typed.shape(typed.graph().node(layer).inputs[0])
}

type Along = ([Axis; 2], [Dim; 2], [Dim; 2], [Dim; 2]);

/// Windows along both axes, and their size, strides and dilation.
fn along(windows: &Windows, image: &[Dim; 3], padding: Padding) -> Along {
    let one = || Dim::Literal(1);
    let (size, strides) = (axes(&windows.size, one()), axes(&windows.strides, one()));
    let dilation = axes(&windows.dilation, one());
    let axis = |axis: usize| geometry::windows(&image[axis], &size[axis], &strides[axis], &dilation[axis], padding);
    ([axis(0), axis(1)], size, strides, dilation)
}

fn windows(windows: &Windows, inner: [Dim; 3], filters: Dim, groups: Dim, repeat: u64) -> Parts {
    let (found, size, strides, dilation) = along(windows, &inner, windows.padding);
    let [rows, columns] = found;
    let before = [rows.padding[0].clone(), columns.padding[0].clone()];
    let outer =
        [geometry::grown(&inner[0], &rows.padding), geometry::grown(&inner[1], &columns.padding), inner[2].clone()];
    let is_padded =
        [&rows, &columns].iter().any(|axis| axis.padding.iter().any(|side| !matches!(side, Dim::Literal(0))));
    // Channels are repeated behind the padding.
    let channels = product(&[inner[2].clone(), Dim::Literal(repeat)]);
    let image = [outer[0].clone(), outer[1].clone(), channels];
    let lattice = Lattice { image, count: [rows.windows, columns.windows], filters, size, strides, dilation, groups };
    let pad = is_padded.then_some(Frame { outer, inner, before });
    Parts { pad, windows: lattice, repeat, crop: None }
}

/// The windows of the convolution whose way back a transposed one is: they lie over the output, one for each place of the input.
fn transposed(layer: &Convolution, received: [Dim; 3], given: &[Dim]) -> Parts {
    let one = || Dim::Literal(1);
    let Windows { padding, .. } = layer.windows;
    let (size, strides) = (axes(&layer.windows.size, one()), axes(&layer.windows.strides, one()));
    let dilation = axes(&layer.windows.dilation, one());
    let more =
        layer.output_padding.as_ref().map(|more| axes(&more.iter().copied().map(Some).collect::<Vec<_>>(), None));
    let more = more.unwrap_or([None, None]);
    let rank = layer.windows.size.len();
    let axis = |axis: usize| match (axis, rank) {
        // The height of a sequence stays 1.
        (0, 1) => Spread { output: one(), whole: one(), before: Dim::Literal(0) },
        _ => geometry::spread(&received[axis], &size[axis], &strides[axis], &dilation[axis], padding, more[axis]),
    };
    let (rows, columns) = (axis(0), axis(1));
    let inner = image(given);
    let outer = [rows.whole, columns.whole, layer.filters.clone()];
    let is_cropped = outer.iter().zip(&inner).any(|(outer, inner)| outer.compare(inner) != Some(true));
    let [height, width, channels] = received;
    let windows = Lattice {
        image: outer.clone(),
        count: [height, width],
        filters: channels,
        size,
        strides,
        dilation,
        groups: one(),
    };
    let crop = is_cropped.then(|| Frame { outer, inner, before: [rows.before, columns.before] });
    Parts { pad: None, windows, repeat: 1, crop }
}

pub(super) fn product(dims: &[Dim]) -> Dim {
    Dim::product(dims).unwrap_or_else(|| unreachable!("large shapes were refused"))
}
