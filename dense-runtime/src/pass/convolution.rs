//! Convolutions in a pass: forward, back to the image, and what they add to the gradients of kernels.

use core::ops::Range;

#[cfg(feature = "std")]
use super::Spread;
use super::{Backward, Forward, Inference};
use crate::Element;
use crate::activation::{InPassing, RowActivation};
use crate::geometry::pooled_together;
use crate::isa::Isa;
use crate::kernels::{AveragePool, Convolve, ImageGradient, KernelGradient, MaxPool, Windows};
use crate::plan::RUN;
use crate::storage::{Bias, Tensor};

impl<I: Isa, T: Element> Inference<'_, I, T> {
    /// `to = activation(kernel · what each window of `from` sees + bias)`
    #[inline(always)]
    pub fn convolve<K: Tensor<Element = T>, B: Bias<T>>(
        &mut self,
        windows: Windows,
        kernel: &K,
        bias: &B,
        from: usize,
        to: usize,
        activation: impl RowActivation,
    ) {
        let (others, y) = self.values.write(to);
        let task = Forth { windows, kernel: kernel.as_flat(), bias: bias.values(), x: others.read(from), y };
        #[cfg(feature = "std")]
        if let Some(spread) = &mut self.spread
            && windows.products() >= WORTH_SHARING
        {
            return shared(self.isa, spread.workers, task, activation);
        }
        convolve(self.isa, task, activation);
    }

    /// The same as [`convolve`](Self::convolve), and then `to` is what the second windows pool of it: their largest
    /// numbers, or means. `rows` is room for some rows of what they see.
    #[inline(always)]
    #[expect(clippy::too_many_arguments, reason = "emitted code names all values that a step works on")]
    pub fn convolve_and_pool<K: Tensor<Element = T>, B: Bias<T>>(
        &mut self,
        [windows, pool]: [Windows; 2],
        is_max: bool,
        kernel: &K,
        bias: &B,
        from: usize,
        rows: usize,
        to: usize,
        activation: impl RowActivation,
    ) {
        let (x, room, y) = self.values.write_two(from, rows, to);
        let (kernel, bias) = (kernel.as_flat(), bias.values());
        #[cfg(feature = "std")]
        if let Some(Spread { workers, rooms, .. }) = &mut self.spread
            && windows.products() >= WORTH_SHARING
        {
            let (of, mut y, mut rooms) = (workers.size().min(pool.count[0]), y, &mut **rooms);
            let share = |worker: usize| {
                let [first, end] = [worker, worker + 1].map(|worker| pool.count[0] * worker / of);
                let y = y.split_off_mut(..(end - first) * pool.count[1] * pool.filters);
                let room = rooms.split_off_mut(..room.len());
                let (room, y) = (room.expect("there is room for all"), y.expect("the shares make up the whole"));
                Pooling { windows, pool, is_max, kernel, bias, first, x, room, y }
            };
            return workers.share_out(of, share, |task| task.run(self.isa, activation));
        }
        for (x, y) in x.chunks_exact(windows.image_len()).zip(y.chunks_exact_mut(pool.output_len())) {
            Pooling { windows, pool, is_max, kernel, bias, first: 0, x, room: &mut *room, y }.run(self.isa, activation);
        }
    }
}

impl<I: Isa, T: Element> Forward<'_, I, T> {
    /// `to = activation(kernel · what each window of `from` sees + bias)`. The activation's derivative must be a function of its output.
    #[inline(always)]
    pub fn convolve<K: Tensor<Element = T>, B: Bias<T>>(
        &mut self,
        windows: Windows,
        kernel: &K,
        bias: &B,
        from: usize,
        to: usize,
        activation: impl RowActivation,
    ) {
        let (others, y) = self.values.write(to);
        let task = Forth { windows, kernel: kernel.as_flat(), bias: bias.values(), x: others.read(from), y };
        convolve(self.isa, task, activation);
    }
}

/// The step that is the same in predictions and on the way forward in training.
macro_rules! convolves_transposed {
    ($($pass:ident)*) => {$(
        impl<I: Isa, T: Element> $pass<'_, I, T> {
            /// `to = activation(Σ kernel · from + bias)`, where the windows of a convolution lie over `to`, one for each place of `from`.
            #[inline(always)]
            pub fn convolve_transposed<K: Tensor<Element = T>, B: Bias<T>>(
                &mut self,
                windows: Windows,
                kernel: &K,
                bias: &B,
                from: usize,
                to: usize,
                activation: impl RowActivation,
            ) {
                let (others, y) = self.values.write(to);
                let task = Forth { windows, kernel: kernel.as_flat(), bias: bias.values(), x: others.read(from), y };
                convolve_transposed(self.isa, task, activation);
            }
        }
    )*};
}

convolves_transposed!(Inference Forward);

impl<I: Isa, T: Element> Backward<'_, I, T> {
    /// From the gradient `from` of what windows gave to the gradient `to` of the image they lie over.
    #[inline(always)]
    pub fn convolve<K: Tensor<Element = T>>(&mut self, windows: Windows, kernel: &K, from: usize, to: usize) {
        let (others, dx) = self.values.write(to);
        let (dy, kernel) = (others.read(from), kernel.as_flat());
        T::image_gradient(self.isa, ImageGradient { dy, kernel, start: None, dx, windows });
    }

    /// From the gradient `from` of the image that windows lie over to the gradient `to` of what is multiplied for each of them.
    #[inline(always)]
    pub fn convolve_transposed<K: Tensor<Element = T>>(
        &mut self,
        windows: Windows,
        kernel: &K,
        from: usize,
        to: usize,
    ) {
        let (others, y) = self.values.write(to);
        let (x, kernel) = (others.read(from), kernel.as_flat());
        let some = windows.all();
        T::convolve(self.isa, Convolve { x, kernel, bias: None, y, windows, some, rectify: false });
    }

    /// What each run of samples adds to the gradient of a kernel: the products of the image and of what comes of its windows. With `bias`
    /// also what it adds to that of a bias, behind it: the sums of the latter.
    #[inline(always)]
    pub fn kernel_gradient(&mut self, windows: Windows, image: usize, of_windows: usize, sums: usize, bias: bool) {
        let whole = windows.kernel_len() + if bias { windows.filters } else { 0 };
        let (others, sums) = self.values.write_runs(sums, whole);
        let x = others.read(image).chunks(RUN * windows.image_len());
        let dy = others.read(of_windows).chunks(RUN * windows.output_len());
        for ((x, dy), sums) in x.zip(dy).zip(sums.chunks_exact_mut(whole)) {
            let (dw, db) = sums.split_at_mut(windows.kernel_len());
            T::kernel_gradient(self.isa, KernelGradient { x, dy, dw, db: bias.then_some(db), windows });
        }
    }
}

/// A convolution of one sample of which only what is pooled is kept: some rows of that.
struct Pooling<'a, T> {
    windows: Windows,
    pool: Windows,
    is_max: bool,
    kernel: &'a [T],
    bias: Option<&'a [T]>,
    /// The first row.
    first: usize,
    x: &'a [T],
    /// Room for some rows of the convolution.
    room: &'a mut [T],
    /// The rows.
    y: &'a mut [T],
}

impl<T: Element> Pooling<'_, T> {
    /// Some rows of the convolution are made, and pooled while they are in cache.
    #[inline(always)]
    fn run<I: Isa>(self, isa: I, activation: impl RowActivation) {
        let Pooling { windows, pool, is_max, kernel, bias, first, x, room, y } = self;
        let together = pooled_together(windows.count[1] * windows.filters, pool.strides[0], pool.count[0]);
        let row = pool.count[1] * pool.filters;
        for (group, y) in y.chunks_mut(together * row).enumerate() {
            let first = first + group * together;
            let (pool, seen) = pool.some_rows(first, first + y.len() / row);
            let line = windows.count[1] * windows.filters;
            let (windows, image) = windows.some_rows(seen.start / line, seen.end / line);
            let room = &mut room[..windows.output_len()];
            convolve(isa, Forth { windows, kernel, bias, x: &x[image], y: &mut *room }, activation);
            let x = &*room;
            match is_max {
                true => T::max_pool(MaxPool { x, y, windows: pool, before: [0; 2] }),
                false => T::average_pool(AveragePool { x, y, windows: pool, before: [0; 2] }),
            }
        }
    }
}

/// A convolution on its way forward, without its activation.
pub(super) struct Forth<'a, T> {
    pub(super) windows: Windows,
    pub(super) kernel: &'a [T],
    pub(super) bias: Option<&'a [T]>,
    pub(super) x: &'a [T],
    pub(super) y: &'a mut [T],
}

#[inline(always)]
fn convolve<I: Isa, T: Element>(isa: I, task: Forth<'_, T>, activation: impl RowActivation) {
    let all = task.windows.all();
    convolve_some(isa, task, all, activation);
}

/// Only what comes of some of the windows, counted row by row.
#[inline(always)]
pub(super) fn convolve_some<I: Isa, T: Element>(
    isa: I,
    task: Forth<'_, T>,
    some: Range<usize>,
    activation: impl RowActivation,
) {
    let Forth { windows, kernel, bias, x, y } = task;
    let rectify = activation.in_passing() == InPassing::Rectify;
    T::convolve(isa, Convolve { x, kernel, bias, y: &mut *y, windows, some, rectify });
    if activation.in_passing() == InPassing::Nothing {
        activation.forward(isa, y, windows.filters);
    }
}

#[inline(always)]
fn convolve_transposed<I: Isa, T: Element>(isa: I, task: Forth<'_, T>, activation: impl RowActivation) {
    let Forth { windows, kernel, bias, x, y } = task;
    T::image_gradient(isa, ImageGradient { dy: x, kernel, start: bias, dx: &mut *y, windows });
    if activation.in_passing() != InPassing::Linear {
        activation.forward(isa, y, windows.image[2]);
    }
}

/// Products that take longer than it takes to hand work to another core.
#[cfg(feature = "std")]
const WORTH_SHARING: usize = 100_000;

/// A convolution of one sample, with some rows of windows for each worker.
#[cfg(feature = "std")]
fn shared<I: Isa, T: Element>(
    isa: I,
    workers: &mut crate::kernels::workers::Workers,
    task: Forth<'_, T>,
    activation: impl RowActivation,
) {
    let Forth { windows, kernel, bias, x, mut y } = task;
    let lines = windows.lines();
    let of = workers.size().min(lines);
    let share = |worker: usize| {
        let (first, end) = (lines * worker / of, lines * (worker + 1) / of);
        let (windows, image) = windows.some_lines(first, end);
        (windows, &x[image], y.split_off_mut(..windows.output_len()).expect("the shares make up the whole"))
    };
    workers.share_out(of, share, |(windows, x, y)| {
        convolve(isa, Forth { windows, kernel, bias, x, y }, activation);
    });
}
