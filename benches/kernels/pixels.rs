//! What moves and pools the numbers of images: a few at a time, as they lie in the second cache.

use std::hint::black_box;

use dense::__bench::{
    AveragePool, AveragePoolBack, Chance, DropChannels, Interpolate, InterpolateBack, MaxPool, MaxPoolBack, Pad,
    Permute, RepeatChannels, RepeatChannelsBack, UpSample, UpSampleBack, Windows, run,
};

use crate::aligned::Aligned;
use crate::table::{Table, Work};

pub fn measure(table: &mut Table) {
    for image in [[26, 26, 32], [26, 26, 64], [26, 26, 3], [64, 64, 1]] {
        pool(table, "2x2", image, [2, 2], [2, 2]);
    }
    pool(table, "3x3/2", [26, 26, 32], [3, 3], [2, 2]);
    pool(table, "all", [13, 13, 64], [13, 13], [13, 13]);
    pool(table, "all", [64, 64, 3], [64, 64], [64, 64]);
    pad(table, [64, 64, 3]);
    pad(table, [26, 26, 32]);
    for image in [[13, 13, 32], [32, 32, 3]] {
        up_sample(table, image, [2, 2]);
    }
    repeat(table, [26, 26, 32], 2);
    permute(table, [26, 26, 32], [2, 0, 1]);
    permute(table, [26, 26, 32], [1, 0, 2]);
    drop(table, [26, 26, 32]);
    drop(table, [64, 64, 3]);
}

const SECTION: &str = "images, four at a time (height x width x channels)";

const IMAGES: usize = 4;

/// Images and what comes of them.
struct Images {
    shape: String,
    x: Aligned,
    y: Aligned,
    dx: Aligned,
    dy: Aligned,
}

impl Images {
    fn new([height, width, channels]: [usize; 3], outputs: usize) -> Images {
        let shape = format!("{height}x{width}x{channels}");
        let [x, dx] = [(); 2].map(|()| Aligned::random(IMAGES * height * width * channels));
        let [y, dy] = [(); 2].map(|()| Aligned::random(IMAGES * outputs));
        Images { shape, x, y, dx, dy }
    }

    /// Times what goes over the images and what comes of them, each so many times.
    fn line(&mut self, table: &mut Table, name: &str, [x, y]: [usize; 2], call: impl Fn(&mut Images)) {
        let work = Work::Bytes(size_of::<f32>() * (x * self.x.len() + y * self.y.len()));
        let shape = self.shape.clone();
        table.line(SECTION, name, &shape, &work, || call(black_box(self)));
    }
}

fn pool(table: &mut Table, name: &str, image: [usize; 3], size: [usize; 2], strides: [usize; 2]) {
    let count = [0, 1].map(|axis| (image[axis] - size[axis]) / strides[axis] + 1);
    let windows = Windows::new(image, count, image[2], size).strides(strides);
    let mut images = Images::new(image, count[0] * count[1] * image[2]);
    let before = [0, 0];
    images.line(table, &format!("max {name}"), [1, 1], |Images { x, y, .. }| run(MaxPool { x, y, windows, before }));
    for rectify in [false, true] {
        let name = format!("max {name} {}", if rectify { "relu back" } else { "back" });
        images.line(table, &name, [2, 2], |Images { x, y, dx, dy, .. }| {
            run(MaxPoolBack { x, y, dy, dx, windows, before, rectify });
        });
    }
    images.line(table, &format!("average {name}"), [1, 1], |Images { x, y, .. }| {
        run(AveragePool { x, y, windows, before });
    });
    images.line(table, &format!("average {name} back"), [1, 1], |Images { dx, dy, .. }| {
        run(AveragePoolBack { dy, dx, windows, before });
    });
}

fn pad(table: &mut Table, from: [usize; 3]) {
    let to = [from[0] + 2, from[1] + 2, from[2]];
    let mut images = Images::new(from, to[0] * to[1] * to[2]);
    images.line(table, "pad 1", [1, 1], |Images { x, y, .. }| run(Pad { x, y, from, to, before: [1, 1] }));
}

fn up_sample(table: &mut Table, image: [usize; 3], size: [usize; 2]) {
    let mut images = Images::new(image, size[0] * size[1] * image.iter().product::<usize>());
    images.line(table, "up 2x2", [1, 1], |Images { x, y, .. }| run(UpSample { x, y, image, size }));
    images.line(table, "up 2x2 back", [1, 1], |Images { dx, dy, .. }| run(UpSampleBack { dy, dx, image, size }));
    images.line(table, "bilinear 2x2", [1, 1], |Images { x, y, .. }| run(Interpolate { x, y, image, size }));
    images.line(table, "bilinear 2x2 back", [1, 1], |Images { dx, dy, .. }| {
        run(InterpolateBack { dy, dx, image, size });
    });
}

fn repeat(table: &mut Table, image: [usize; 3], times: usize) {
    let mut images = Images::new(image, times * image.iter().product::<usize>());
    images.line(table, "repeat 2", [1, 1], |Images { x, y, .. }| run(RepeatChannels { x, y, times }));
    images.line(table, "repeat 2 back", [1, 1], |Images { dx, dy, .. }| run(RepeatChannelsBack { dy, dx, times }));
}

fn permute(table: &mut Table, shape: [usize; 3], axes: [usize; 3]) {
    let mut images = Images::new(shape, shape.iter().product());
    for (back, name) in [(false, "permute"), (true, "permute back")] {
        images.line(table, &format!("{name} {axes:?}"), [1, 1], |Images { x, y, .. }| {
            run(Permute { x, y, shape: &shape, axes: &axes, back });
        });
    }
}

fn drop(table: &mut Table, image: [usize; 3]) {
    let mut images = Images::new(image, 0);
    images.line(table, "spatial dropout", [1, 0], |Images { x, .. }| {
        run(DropChannels {
            chance: Chance::default(),
            rate: 0.5,
            scale: 1.0,
            values: x,
            rows: IMAGES,
            channels: image[2],
        });
    });
}
