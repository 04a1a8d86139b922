//! The three forms on every instruction set of this machine against plain loops, over many small shapes.

extern crate std;
use std::vec;
use std::vec::Vec;

use core::ops::Range;

use super::super::windows::Windows;
use super::{Convolve, ImageGradient, KernelGradient};
use crate::Element;
use crate::isa::{Isa, Portable};
use crate::kernels::tests::{Guarded, numbers};

/// Samples of a batch.
const SAMPLES: usize = 3;

/// Calls `visit` for each pair of a place and a window that sees it: the sample, the place, the window, the tap.
fn pairs(windows: Windows, samples: usize, mut visit: impl FnMut(usize, usize, usize)) {
    let Windows { image, count, size, strides, dilation, .. } = windows;
    for window in 0..samples * count[0] * count[1] {
        let (sample, row, column) = (window / (count[0] * count[1]), window / count[1] % count[0], window % count[1]);
        for tap in 0..size[0] * size[1] {
            let row = row * strides[0] + tap / size[1] * dilation[0];
            let column = column * strides[1] + tap % size[1] * dilation[1];
            visit((sample * image[0] + row) * image[1] + column, window, tap);
        }
    }
}

/// Calls `visit` for each product of a number of the image and one of the kernel: where these are, and the number of the output.
fn products(windows: Windows, samples: usize, mut visit: impl FnMut(usize, usize, usize)) {
    let Windows { image: [_, _, channels], filters, groups, .. } = windows;
    let (inner, made) = (channels / groups, filters / groups);
    pairs(windows, samples, |place, window, tap| {
        for filter in 0..filters {
            for channel in 0..inner {
                let first = filter / made * inner;
                visit(
                    place * channels + first + channel,
                    (tap * inner + channel) * filters + filter,
                    window * filters + filter,
                );
            }
        }
    });
}

fn check<I: Isa, T: Element>(isa: I, windows: Windows) {
    let (image, output, weights) = (windows.image_len(), windows.output_len(), windows.kernel_len());
    let (channels, filters) = (windows.image[2], windows.filters);
    let (x, kernel, dy) =
        (numbers::<T>(SAMPLES * image, 1), numbers::<T>(weights, 2), numbers::<T>(SAMPLES * output, 5));
    let (bias, start) = (numbers::<T>(filters, 3), numbers::<T>(channels, 4));
    let what = |form: &'static str| std::format!("{} {form} {} {windows:?}", I::NAME, T::NAMES.0);

    for (bias, rectify) in [(None, false), (Some(&bias[..]), true)] {
        let mut expected: Vec<T> =
            (0..SAMPLES * output).map(|at| bias.map_or(T::zero(), |bias| bias[at % filters])).collect();
        products(windows, SAMPLES, |x_at, k_at, y_at| expected[y_at] += x[x_at] * kernel[k_at]);
        if rectify {
            expected.iter_mut().for_each(|y| *y = y.max(T::zero()));
        }
        let mut y = Guarded::new(&vec![T::nan(); SAMPLES * output]);
        let some = windows.all();
        T::convolve(isa, Convolve { x: &x, kernel: &kernel, bias, y: y.values(), windows, some, rectify });
        y.check(&expected, format_args!("{}", what("convolution")));
        // A part of a row, rows, and a part of another; and a single window.
        let all = windows.all().end;
        for some in [all / 4..all - all / 5, all / 2..all / 2 + 1] {
            let expected = expected.chunks(output).flat_map(|y| &y[some.start * filters..some.end * filters]);
            let expected: Vec<T> = expected.copied().collect();
            let mut y = Guarded::new(&vec![T::nan(); expected.len()]);
            T::convolve(isa, Convolve { x: &x, kernel: &kernel, bias, y: y.values(), windows, some, rectify });
            y.check(&expected, format_args!("{}", what("some of a convolution")));
        }
    }

    for start in [None, Some(&start[..])] {
        let mut expected: Vec<T> =
            (0..SAMPLES * image).map(|at| start.map_or(T::zero(), |start| start[at % channels])).collect();
        products(windows, SAMPLES, |x_at, k_at, y_at| expected[x_at] += dy[y_at] * kernel[k_at]);
        let mut dx = Guarded::new(&vec![T::nan(); SAMPLES * image]);
        T::image_gradient(isa, ImageGradient { dy: &dy, kernel: &kernel, start, dx: dx.values(), windows });
        dx.check(&expected, format_args!("{}", what("image gradient")));
    }

    let mut expected = vec![T::zero(); weights];
    products(windows, SAMPLES, |x_at, k_at, y_at| expected[k_at] += dy[y_at] * x[x_at]);
    let sums: Vec<T> = (0..filters).map(|filter| dy.iter().skip(filter).step_by(filters).copied().sum()).collect();
    let (mut dw, mut db) = (Guarded::new(&vec![T::nan(); weights]), Guarded::new(&vec![T::nan(); filters]));
    T::kernel_gradient(isa, KernelGradient { x: &x, dy: &dy, dw: dw.values(), db: Some(db.values()), windows });
    dw.check(&expected, format_args!("{}", what("kernel gradient")));
    db.check(&sums, format_args!("{}", what("bias gradient")));
    let mut dw = Guarded::new(&vec![T::nan(); weights]);
    T::kernel_gradient(isa, KernelGradient { x: &x, dy: &dy, dw: dw.values(), db: None, windows });
    dw.check(&expected, format_args!("{}", what("kernel gradient alone")));
}

/// The shapes, from those whose every size is 1 on.
fn shapes() -> Vec<Windows> {
    let mut shapes = Vec::new();
    let mut add =
        |count: [usize; 2], size, strides: [usize; 2], dilation: [usize; 2], behind: usize, channels, filters| {
            let size: [usize; 2] = size;
            let places = |axis: usize| (count[axis] - 1) * strides[axis] + (size[axis] - 1) * dilation[axis] + 1;
            let image = [places(0) + behind, places(1) + behind % 2, channels];
            shapes.push(Windows::new(image, count, filters, size).strides(strides).dilation(dilation));
        };
    for filters in (1..=40).chain([63, 64, 65, 100, 130]) {
        add([2, 5], [2, 3], [1, 1], [1, 1], 0, 2, filters);
        add([3, 3], [1, 2], [2, 1], [1, 2], 1, 3, filters);
    }
    for channels in (1..=40).chain([63, 64, 65, 130]) {
        add([2, 3], [2, 2], [1, 1], [1, 1], 1, channels, 3);
        add([1, 4], [1, 3], [1, 2], [1, 2], 0, channels, 18);
    }
    for across in 1..=27 {
        add([1, across], [1, 1], [1, 1], [1, 1], 0, 3, 5);
        add([across, 1], [3, 1], [2, 1], [1, 1], 0, 2, 33);
        add([2, across], [3, 3], [1, 1], [1, 1], 0, 1, 17);
        add([3, across], [2, 2], [3, 3], [1, 1], 2, 2, 20);
    }
    for size in 1..=7 {
        add([4, 4], [size, size], [1, 1], [1, 1], 0, 3, 16);
        add([2, 3], [size, 2], [2, 3], [2, 1], 3, 4, 9);
        add([1, 9], [1, size], [1, 1], [1, 1], 1, 5, 32);
        add([3, 2], [1, size], [1, 4], [3, 2], 0, 2, 4);
    }
    // More terms than fit into a piece, on each level.
    add([2, 2], [3, 3], [1, 1], [1, 1], 0, 50, 20);
    add([2, 2], [2, 3], [1, 1], [1, 2], 0, 50, 70);
    add([2, 1], [2, 1], [1, 1], [1, 1], 0, 300, 8);
    add([3, 50], [2, 2], [1, 1], [1, 1], 0, 2, 6);
    add([1, 150], [1, 2], [1, 1], [1, 1], 0, 2, 6);
    add([20, 3], [2, 2], [1, 1], [1, 1], 0, 2, 150);
    shapes
}

/// Shapes with groups: some, and as many as channels.
fn grouped() -> Vec<Windows> {
    let mut shapes = Vec::new();
    for (groups, inner, made) in [(2, 1, 1), (2, 3, 5), (3, 1, 2), (4, 8, 17), (2, 70, 3), (2, 3, 70), (5, 2, 1)] {
        let plain = Windows::new([5, 6, groups * inner], [3, 4], groups * made, [3, 3]);
        shapes.push(plain.groups(groups));
        let apart = Windows::new([7, 8, groups * inner], [2, 3], groups * made, [2, 3]);
        shapes.push(apart.groups(groups).strides([3, 2]).dilation([2, 1]));
    }
    for channels in (1..=40).chain([64, 65, 100]) {
        shapes.push(Windows::new([4, 7, channels], [2, 5], channels, [3, 3]).groups(channels));
        let apart = Windows::new([9, 8, channels], [3, 2], channels, [2, 3]);
        shapes.push(apart.groups(channels).strides([3, 3]).dilation([2, 2]));
    }
    for across in 1..=20 {
        shapes.push(Windows::new([3, across + 2, 18], [3, across], 18, [1, 2]).groups(18));
        shapes.push(Windows::new([across + 4, 2, 5], [across, 2], 5, [5, 1]).groups(5));
        shapes.push(Windows::new([1, 2 * across + 1, 16], [1, across], 16, [1, 3]).groups(16).strides([1, 2]));
    }
    shapes
}

/// The same bits alone and in a batch, with numbers whose sums depend on their order.
fn sums_have_one_order<I: Isa, T: Element>(isa: I, windows: Windows) {
    let mut state = 1_u32;
    let mut random = |len: usize| -> Vec<T> {
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            T::of(f64::from(state >> 8) / 16_777_216.0 - 0.5)
        };
        core::iter::repeat_with(next).take(len).collect()
    };
    let (image, output) = (windows.image_len(), windows.output_len());
    let (x, dy) = (random(SAMPLES * image), random(SAMPLES * output));
    let (kernel, bias, start) = (random(windows.kernel_len()), random(windows.filters), random(windows.image[2]));
    let some_of = |x: &[T], some: Range<usize>| {
        let mut y = vec![T::zero(); x.len() / image * some.len() * windows.filters];
        let bias = Some(&bias[..]);
        T::convolve(isa, Convolve { x, kernel: &kernel, bias, y: &mut y, windows, some, rectify: false });
        y
    };
    let convolved = |x: &[T]| some_of(x, windows.all());
    let passed_back = |dy: &[T]| {
        let mut dx = vec![T::zero(); dy.len() / output * image];
        let start = Some(&start[..]);
        T::image_gradient(isa, ImageGradient { dy, kernel: &kernel, start, dx: &mut dx, windows });
        dx
    };
    let (together, back) = (convolved(&x), passed_back(&dy));
    for sample in 0..SAMPLES {
        let y = convolved(&x[sample * image..][..image]);
        assert_eq!(y, together[sample * output..][..output], "{} {windows:?}", I::NAME);
        let middle = windows.all().end / 2;
        let parts = [0..middle, middle..windows.all().end].map(|some| some_of(&x[sample * image..][..image], some));
        assert_eq!(y, parts.concat(), "{} {windows:?} in two parts", I::NAME);
        let dx = passed_back(&dy[sample * output..][..output]);
        assert_eq!(dx, back[sample * image..][..image], "{} back {windows:?}", I::NAME);
    }
}

fn all<I: Isa>(isa: I) {
    for windows in shapes().into_iter().chain(grouped()) {
        check::<I, f32>(isa, windows);
        check::<I, f64>(isa, windows);
        sums_have_one_order::<I, f32>(isa, windows);
        sums_have_one_order::<I, f64>(isa, windows);
    }
}

#[test]
fn portable_convolutions_are_right() {
    all(Portable);
}

#[cfg(all(feature = "std", target_arch = "x86_64"))]
#[test]
fn avx2_convolutions_are_right() {
    match crate::isa::Avx2::detect() {
        Some(isa) => all(isa),
        None => std::eprintln!("skipped: this CPU has no AVX2"),
    }
}

#[cfg(all(feature = "std", target_arch = "x86_64"))]
#[test]
fn avx512_convolutions_are_right() {
    match crate::isa::Avx512::detect() {
        Some(isa) => all(isa),
        None => std::eprintln!("skipped: this CPU has no AVX-512"),
    }
}

#[cfg(all(feature = "std", target_arch = "aarch64"))]
#[test]
fn neon_convolutions_are_right() {
    match crate::isa::Neon::detect() {
        Some(isa) => all(isa),
        None => std::eprintln!("skipped: this CPU has no NEON"),
    }
}
