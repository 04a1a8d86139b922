//! The three forms of a convolution, at the shapes of W4 and W5 of `benches/README.md` and some others.

use std::hint::black_box;

use dense::__bench::{Convolve, ImageGradient, KernelGradient, Windows, run};

use crate::aligned::Aligned;
use crate::table::{Table, Work};

/// A convolution over a whole image.
struct Layer {
    image: [usize; 3],
    filters: usize,
    size: [usize; 2],
    stride: usize,
    groups: usize,
}

/// Windows next to each other, of all channels.
const fn plain(image: [usize; 3], filters: usize, size: [usize; 2]) -> Layer {
    Layer { image, filters, size, stride: 1, groups: 1 }
}

/// Those of W5, those of W4, a sequence, a product, and what is less common.
const LAYERS: [Layer; 12] = [
    plain([28, 28, 1], 32, [3, 3]),
    plain([13, 13, 32], 64, [3, 3]),
    plain([64, 64, 3], 32, [3, 3]),
    plain([16, 16, 64], 64, [3, 3]),
    plain([1, 128, 16], 32, [1, 3]),
    plain([14, 14, 64], 128, [1, 1]),
    Layer { groups: 64, ..plain([30, 30, 64], 64, [3, 3]) },
    Layer { groups: 4, ..plain([16, 16, 64], 32, [3, 3]) },
    Layer { stride: 2, ..plain([33, 33, 32], 64, [3, 3]) },
    plain([16, 16, 32], 10, [3, 3]),
    plain([16, 16, 32], 3, [3, 3]),
    plain([9, 9, 128], 256, [3, 3]),
];

pub fn measure(table: &mut Table) {
    for samples in [8, 1] {
        for layer in &LAYERS {
            forms(table, samples, layer);
        }
    }
}

fn forms(table: &mut Table, samples: usize, layer: &Layer) {
    let &Layer { image: [height, width, channels], filters, size, stride, groups } = layer;
    let count = [(height - size[0]) / stride + 1, (width - size[1]) / stride + 1];
    let windows = Windows::new([height, width, channels], count, filters, size).strides([stride; 2]).groups(groups);
    let (images, outputs) = (samples * height * width * channels, samples * count[0] * count[1] * filters);
    let terms = size[0] * size[1] * channels / groups;
    let (x, dy) = (Aligned::random(images), Aligned::random(outputs));
    let (kernel, bias) = (Aligned::random(terms * filters), Aligned::random(filters));
    let (mut y, mut dx) = (Aligned::random(outputs), Aligned::random(images));
    let (mut dw, mut db) = (Aligned::random(terms * filters), Aligned::random(filters));
    let work = if groups == channels && groups > 1 {
        Work::Bytes(size_of::<f32>() * (images + outputs))
    } else {
        Work::Operations(2 * outputs * terms)
    };
    let more = match (stride, groups) {
        (1, 1) => String::new(),
        (1, _) => format!(" /{groups}"),
        (_, _) => format!(" by {stride}"),
    };
    let shape = format!("{samples}x{height}x{width}x{channels}-{filters}{more}");
    table.line(SECTION, "convolution", &shape, &work, || {
        let (x, bias, y) = (black_box(&x[..]), Some(&bias[..]), &mut y[..]);
        run(Convolve { x, kernel: &kernel, bias, y, windows, some: windows.all(), rectify: true });
        black_box(&y[0]);
    });
    table.line(SECTION, "image gradient", &shape, &work, || {
        run(ImageGradient { dy: black_box(&dy), kernel: &kernel, start: None, dx: &mut dx, windows });
        black_box(&dx[0]);
    });
    table.line(SECTION, "kernel gradient", &shape, &work, || {
        let db = Some(&mut db[..]);
        run(KernelGradient { x: black_box(&x), dy: &dy, dw: &mut dw, db, windows });
        black_box(&dw[0]);
    });
}

const SECTION: &str = "convolutions (samples x image - filters)";
