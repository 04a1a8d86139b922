//! Chains of layers over images and sequences: windows of any size, near and far apart, down to images of a single place.
//!
//! What shape a layer leaves is computed here once more, as Keras says it, and asserted in the chain.

use std::fmt::Write;

use crate::Text;
use crate::random::Random;

/// A network with a loss that fits.
pub(crate) fn network(random: &mut Random) -> Text {
    let axes = 1 + usize::from(random.below(3) > 0);
    let mut shape: Vec<usize> = (0..axes).map(|_| random.one_of(&[1, 2, 3, 4, 5, 6, 7, 9])).collect();
    shape.push(random.one_of(&[1, 2, 3, 4, 6]));
    let input = type_of(&shape);
    let mut chain = format!("Input({}, dtype = f64)", list(&shape));
    // First a layer that learns, so that what follows has a gradient to bring back.
    let mut next = convolution(random, &shape);
    for _ in 0..2 + random.below(4) {
        write!(chain, " -> {} -> [{}]", next.0, list(&next.1)).expect("a string takes it");
        shape = next.1;
        next = layer(random, &shape);
    }
    let units = 2 + random.below(4);
    let places = shape.len() - 1;
    let (end, output, loss) = match random.below(4) {
        0 => {
            (format!("Flatten -> Dense({units}, softmax)"), format!("[f64; {units}]"), "SparseCategoricalCrossentropy")
        }
        1 => {
            let statistic = random.one_of(&["Max", "Average"]);
            let end = format!("Global{statistic}Pooling{places}D -> Dense({units}, softmax)");
            (end, format!("[f64; {units}]"), "SparseCategoricalCrossentropy")
        }
        2 => {
            let head = random.one_of(&["sigmoid", "softmax", "linear"]);
            *shape.last_mut().expect("there are channels") = units;
            (format!("Conv{places}D({units}, 1, activation = {head})"), type_of(&shape), "MeanSquaredError")
        }
        _ => ("Rescaling(0.5)".to_owned(), type_of(&shape), "MeanSquaredError"),
    };
    write!(chain, " -> {end}").expect("a string takes it");
    Text { chain, input, output, loss }
}

/// A layer, and the shape that it leaves.
fn layer(random: &mut Random, shape: &[usize]) -> (String, Vec<usize>) {
    match random.below(10) {
        0..=3 => convolution(random, shape),
        4 | 5 => pooling(random, shape),
        6 | 7 => moved(random, shape),
        _ => kept(random, shape),
    }
}

/// A layer that multiplies what windows see by a kernel.
fn convolution(random: &mut Random, shape: &[usize]) -> (String, Vec<usize>) {
    let (places, channels) = split(shape);
    let axes = places.len();
    let windows = Windows::new(random, places);
    let filters = random.one_of(&[1, 2, 3, 4, 4, 5, 17]);
    let multiplier = 1 + random.below(2);
    let size = per_axis(&windows.size);
    let options = format!("{}{}", activation(random), random.one_of(&["", "", ", use_bias = false"]));
    match random.below(8) {
        0 => {
            let layer = format!("DepthwiseConv{axes}D({size}, depth_multiplier = {multiplier}{windows}{options})");
            (layer, windows.leave(places, channels * multiplier))
        }
        1 => {
            let layer =
                format!("SeparableConv{axes}D({filters}, {size}, depth_multiplier = {multiplier}{windows}{options})");
            (layer, windows.leave(places, filters))
        }
        2 => {
            let (padding, mut left) = windows.spread(random, places);
            left.push(filters);
            (format!("Conv{axes}DTranspose({filters}, {size}{windows}{padding}{options})"), left)
        }
        3 => {
            // As many groups as channels, or fewer.
            let groups = (1..=channels).filter(|groups| channels % groups == 0).collect::<Vec<_>>();
            let groups = random.one_of(&groups);
            let filters = groups * (1 + random.below(3));
            let layer = format!("Conv{axes}D({filters}, {size}, groups = {groups}{windows}{options})");
            (layer, windows.leave(places, filters))
        }
        _ => (format!("Conv{axes}D({filters}, {size}{windows}{options})"), windows.leave(places, filters)),
    }
}

fn pooling(random: &mut Random, shape: &[usize]) -> (String, Vec<usize>) {
    let (places, channels) = split(shape);
    let axes = places.len();
    let statistic = random.one_of(&["Max", "Average"]);
    if random.below(8) == 0 {
        let layer = format!("Global{statistic}Pooling{axes}D(keepdims = true)");
        return (layer, [&vec![1; axes][..], &[channels]].concat());
    }
    let mut windows = Windows::new(random, places);
    windows.dilation = vec![1; axes];
    let strides = per_axis(&windows.strides);
    let (size, padding) = (per_axis(&windows.size), windows.padding);
    let layer = format!("{statistic}Pooling{axes}D({size}, strides = {strides}, padding = \"{padding}\")");
    (layer, windows.leave(places, channels))
}

/// A layer that brings numbers to other places.
fn moved(random: &mut Random, shape: &[usize]) -> (String, Vec<usize>) {
    let (places, channels) = split(shape);
    let axes = places.len();
    let sides = |random: &mut Random| (0..axes).map(|_| [random.below(3), random.below(3)]).collect::<Vec<_>>();
    let with = |left: Vec<usize>| [&left[..], &[channels]].concat();
    match random.below(5) {
        0 => {
            let sides = sides(random);
            let left = places.iter().zip(&sides).map(|(n, [before, after])| n + before + after).collect();
            (format!("ZeroPadding{axes}D({})", pairs(&sides)), with(left))
        }
        1 => {
            let mut sides = sides(random);
            for (side, &places) in sides.iter_mut().zip(places) {
                side[0] = side[0].min(places - 1);
                side[1] = side[1].min(places - 1 - side[0]);
            }
            let left = places.iter().zip(&sides).map(|(n, [before, after])| n - before - after).collect();
            (format!("Cropping{axes}D({})", pairs(&sides)), with(left))
        }
        2 if shape.iter().product::<usize>() < 100 => {
            let size: Vec<usize> = (0..axes).map(|_| 1 + random.below(3)).collect();
            let left = places.iter().zip(&size).map(|(n, times)| n * times).collect();
            let how = if axes == 2 { random.one_of(&["", ", interpolation = \"bilinear\""]) } else { "" };
            (format!("UpSampling{axes}D({}{how})", per_axis(&size)), with(left))
        }
        3 => {
            let mut axes: Vec<usize> = (1..=shape.len()).collect();
            for at in (1..axes.len()).rev() {
                axes.swap(at, random.below(at + 1));
            }
            (format!("Permute({})", list(&axes)), axes.iter().map(|axis| shape[axis - 1]).collect())
        }
        _ => {
            let other = if axes == 2 { vec![places[0] * places[1], channels] } else { vec![places[0], 1, channels] };
            (format!("Reshape({})", list(&other)), other)
        }
    }
}

/// A layer that keeps the shape.
fn kept(random: &mut Random, shape: &[usize]) -> (String, Vec<usize>) {
    let axes = shape.len() - 1;
    let shared = list(&(1..=axes).collect::<Vec<_>>());
    let layer = match random.below(8) {
        0 => format!("SpatialDropout{axes}D(0.3)"),
        1 => format!("PReLU(shared_axes = [{shared}], alpha_initializer = constant(0.2))"),
        _ => random
            .one_of(&[
                "BatchNormalization",
                "BatchNormalization(scale = false, epsilon = 0.1)",
                "BatchNormalization(trainable = false)",
                "LayerNormalization",
                "LeakyReLU",
                "Dropout(0.25)",
                "ActivityRegularization(l2 = 0.01)",
            ])
            .to_owned(),
    };
    (layer, shape.to_vec())
}

fn activation(random: &mut Random) -> &'static str {
    random.one_of(&[
        "",
        "",
        ", activation = relu",
        ", activation = tanh",
        ", activation = gelu",
        ", activation = sigmoid",
        ", activation = leaky_relu(0.3)",
    ])
}

/// How windows lie, axis by axis.
struct Windows {
    size: Vec<usize>,
    strides: Vec<usize>,
    dilation: Vec<usize>,
    padding: &'static str,
}

impl Windows {
    /// Some that fit: strides and dilation exclude each other, as in Keras.
    fn new(random: &mut Random, places: &[usize]) -> Windows {
        let mut each = |sizes: &[usize]| places.iter().map(|_| random.one_of(sizes)).collect::<Vec<_>>();
        let size = each(&[1, 2, 2, 3, 3, 4]);
        let (strides, dilation) = (each(&[1, 1, 2, 3]), each(&[1, 2, 3]));
        let ones = vec![1; places.len()];
        let (strides, dilation) = if random.below(3) == 0 { (ones, dilation) } else { (strides, ones) };
        let mut windows = Windows { size, strides, dilation, padding: random.one_of(&["valid", "same"]) };
        if (0..places.len()).any(|axis| places[axis] < windows.reach(axis)) {
            windows.padding = "same";
        }
        windows
    }

    fn reach(&self, axis: usize) -> usize {
        (self.size[axis] - 1) * self.dilation[axis] + 1
    }

    /// The shape of what they see, with so many channels.
    fn leave(&self, places: &[usize], channels: usize) -> Vec<usize> {
        let of_axis = |axis: usize| match self.padding {
            "same" => places[axis].div_ceil(self.strides[axis]),
            _ => (places[axis] - self.reach(axis)) / self.strides[axis] + 1,
        };
        (0..places.len()).map(of_axis).chain([channels]).collect()
    }

    /// The places of a transposed convolution's output, and what it says of its padding.
    fn spread(&self, random: &mut Random, places: &[usize]) -> (String, Vec<usize>) {
        let axes = 0..places.len();
        let between = |axis: usize| (places[axis] - 1) * self.strides[axis];
        let more: Vec<usize> = self.strides.iter().map(|&stride| random.below(stride)).collect();
        let padded = |axis: usize| match self.padding {
            "same" => between(axis) + self.reach(axis) % 2 + more[axis],
            _ => between(axis) + self.reach(axis) + more[axis],
        };
        if random.below(2) == 0 && axes.clone().all(|axis| padded(axis) > 0) {
            return (format!(", output_padding = {}", per_axis(&more)), axes.map(padded).collect());
        }
        let of_axis = |axis: usize| match self.padding {
            "same" => places[axis] * self.strides[axis],
            _ => between(axis) + self.reach(axis).max(self.strides[axis]),
        };
        (String::new(), axes.map(of_axis).collect())
    }
}

impl std::fmt::Display for Windows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (strides, dilation) = (per_axis(&self.strides), per_axis(&self.dilation));
        write!(f, ", strides = {strides}, dilation_rate = {dilation}, padding = \"{}\"", self.padding)
    }
}

fn split(shape: &[usize]) -> (&[usize], usize) {
    let (&channels, places) = shape.split_last().expect("there are channels");
    (places, channels)
}

/// `2, 3`
fn list(sizes: &[usize]) -> String {
    sizes.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")
}

/// `(2, 3)`, or `2` where this is enough.
fn per_axis(sizes: &[usize]) -> String {
    if sizes.iter().all(|&size| size == sizes[0]) { sizes[0].to_string() } else { format!("({})", list(sizes)) }
}

/// `(1, 0)`, or for two axes `((1, 0), (0, 2))`.
fn pairs(sides: &[[usize; 2]]) -> String {
    let pairs = sides.iter().map(|[before, after]| format!("({before}, {after})")).collect::<Vec<_>>().join(", ");
    if sides.len() == 1 { pairs } else { format!("({pairs})") }
}

/// `[[f64; 3]; 2]`
fn type_of(shape: &[usize]) -> String {
    shape.iter().rev().fold("f64".to_owned(), |inner, size| format!("[{inner}; {size}]"))
}
