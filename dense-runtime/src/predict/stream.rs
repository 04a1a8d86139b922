//! Predictions for inputs that come one after the other, in memory that does not grow with them.

use core::convert::Infallible;
use core::fmt;
use core::iter::FusedIterator;

use super::many_in;
use crate::Error;
use crate::network::Network;
use crate::storage::{Buffer, Sample, Tensor};

/// What [`Network::predict_stream`] takes: inputs, references to inputs, or results with inputs.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no input of the network, `{X}`",
    label = "expected an iterator over `{X}`, `&{X}` or `Result<{X}, _>`"
)]
pub trait Incoming<X> {
    /// What there can be instead of an input.
    #[doc(hidden)]
    type Error;

    /// What there is for it: the output, or a result with the output.
    #[doc(hidden)]
    type Answer<O>;

    /// Puts the input behind others.
    #[doc(hidden)]
    fn push_to(self, inputs: &mut Vec<X>) -> Result<(), Self::Error>;

    /// The answer to an input, or to what there was instead.
    #[doc(hidden)]
    fn answer<O>(output: Result<O, Self::Error>) -> Self::Answer<O>;
}

impl<X: Sample> Incoming<X> for X {
    type Error = Infallible;
    type Answer<O> = O;

    #[inline(always)]
    fn push_to(self, inputs: &mut Vec<X>) -> Result<(), Infallible> {
        inputs.push(self);
        Ok(())
    }

    #[inline(always)]
    fn answer<O>(output: Result<O, Infallible>) -> O {
        let Ok(output) = output;
        output
    }
}

impl<X: Sample> Incoming<X> for &X {
    type Error = Infallible;
    type Answer<O> = O;

    #[inline(always)]
    fn push_to(self, inputs: &mut Vec<X>) -> Result<(), Infallible> {
        // From slice to slice it is copied once, not by way of the stack.
        inputs.extend_from_slice(core::slice::from_ref(self));
        Ok(())
    }

    #[inline(always)]
    fn answer<O>(output: Result<O, Infallible>) -> O {
        let Ok(output) = output;
        output
    }
}

impl<X: Sample, E> Incoming<X> for Result<X, E> {
    type Error = E;
    type Answer<O> = Result<O, E>;

    #[inline(always)]
    fn push_to(self, inputs: &mut Vec<X>) -> Result<(), E> {
        self.map(|input| inputs.push(input))
    }

    #[inline(always)]
    fn answer<O>(output: Result<O, E>) -> Result<O, E> {
        output
    }
}

/// The outputs for inputs from an iterator, in their order: what [`Network::predict_stream`] gives.
#[must_use = "iterators are lazy: without a call of `next`, nothing is predicted"]
pub struct PredictStream<'a, N: Network, I: Iterator<Item: Incoming<N::Input>>> {
    network: &'a N,
    incoming: I,
    inputs: Vec<N::Input>,
    outputs: Vec<N::Output>,
    /// The values between the layers.
    arena: Buffer<N::Element>,
    /// How many of the outputs were given.
    given: usize,
    /// What came behind the inputs that `outputs` are for, instead of an input.
    error: Option<<I::Item as Incoming<N::Input>>::Error>,
    batch_size: usize,
    ended: bool,
    #[cfg(feature = "progress")]
    bar: Option<indicatif::ProgressBar>,
}

impl<'a, N: Network, I: Iterator<Item: Incoming<N::Input>>> PredictStream<'a, N, I> {
    pub(crate) fn new(network: &'a N, incoming: I, batch_size: usize) -> Result<Self, Error> {
        if batch_size == 0 {
            return Err(Error::Setting { name: "batch_size", value: 0.0, expected: "at least 1" });
        }
        // A short stream needs no more room than its inputs.
        let room = incoming.size_hint().1.map_or(batch_size, |most| most.min(batch_size));
        Ok(PredictStream {
            network,
            incoming,
            inputs: Vec::with_capacity(room),
            outputs: Vec::with_capacity(room),
            arena: Buffer::EMPTY,
            given: 0,
            error: None,
            batch_size,
            ended: false,
            #[cfg(feature = "progress")]
            bar: None,
        })
    }

    /// Whether to show in the terminal (standard error) how many inputs are done, of how many if that is known, and how many it
    /// are in a second. Where there is no terminal, nothing is shown. The default is `false`.
    #[cfg(feature = "progress")]
    pub fn progress(mut self, progress: bool) -> Self {
        self.bar = progress.then(|| bar(self.incoming.size_hint()));
        self
    }

    /// Predicts the next batch. Whether there is an output or an error to give.
    #[cold]
    #[inline(never)]
    fn refill(&mut self) -> bool {
        self.show(self.outputs.len());
        self.given = 0;
        self.inputs.clear();
        if !self.ended {
            let inputs = &mut self.inputs;
            let gathered = self.incoming.by_ref().take(self.batch_size).try_for_each(|input| input.push_to(inputs));
            self.error = gathered.err();
            self.ended = self.error.is_none() && self.inputs.len() < self.batch_size;
        }
        self.outputs.resize(self.inputs.len(), N::Output::zeros());
        many_in(self.network, &self.inputs, &mut self.outputs, &mut self.arena);
        if self.error.is_some() {
            self.show(1);
        }
        !self.outputs.is_empty() || self.error.is_some()
    }

    /// Shows that so many are done.
    fn show(&self, done: usize) {
        #[cfg(feature = "progress")]
        if let Some(bar) = &self.bar {
            bar.inc(done as u64);
        }
        let _ = done;
    }

    fn left(&self) -> usize {
        self.outputs.len() - self.given + usize::from(self.error.is_some())
    }
}

impl<N: Network, I: Iterator<Item: Incoming<N::Input>>> Iterator for PredictStream<'_, N, I> {
    type Item = <I::Item as Incoming<N::Input>>::Answer<N::Output>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(&output) = self.outputs.get(self.given) {
                self.given += 1;
                return Some(I::Item::answer(Ok(output)));
            }
            if let Some(error) = self.error.take() {
                return Some(I::Item::answer(Err(error)));
            }
            if !self.refill() {
                return None;
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.left();
        if self.ended {
            return (left, Some(left));
        }
        let (least, most) = self.incoming.size_hint();
        (least.saturating_add(left), most.and_then(|most| most.checked_add(left)))
    }

    /// Batch by batch, without a look at the stream's state for each output.
    fn fold<B, F: FnMut(B, Self::Item) -> B>(mut self, init: B, mut f: F) -> B {
        let mut folded = init;
        loop {
            for &output in &self.outputs[self.given..] {
                folded = f(folded, I::Item::answer(Ok(output)));
            }
            if let Some(error) = self.error.take() {
                folded = f(folded, I::Item::answer(Err(error)));
            }
            if !self.refill() {
                return folded;
            }
        }
    }
}

impl<N: Network, I: ExactSizeIterator<Item: Incoming<N::Input>>> ExactSizeIterator for PredictStream<'_, N, I> {}

/// At its first end the stream has ended.
impl<N: Network, I: Iterator<Item: Incoming<N::Input>>> FusedIterator for PredictStream<'_, N, I> {}

impl<N: Network, I: Iterator<Item: Incoming<N::Input>>> fmt::Debug for PredictStream<'_, N, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PredictStream")
            .field("network", &N::PLAN.name)
            .field("batch_size", &self.batch_size)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

#[cfg(feature = "progress")]
fn bar((least, most): (usize, Option<usize>)) -> indicatif::ProgressBar {
    use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};

    let len = most.filter(|&most| most == least);
    let bar = ProgressBar::with_draw_target(len.map(|len| len as u64), ProgressDrawTarget::stderr());
    let template = match len {
        Some(_) => "predictions {human_pos}/{human_len} {bar:20.green} {elapsed} {per_sec}",
        None => "predictions {human_pos} {spinner} {elapsed} {per_sec}",
    };
    let style = ProgressStyle::with_template(template).expect("the template is well formed");
    bar.with_style(style.progress_chars("━╸ ")).with_finish(ProgressFinish::Abandon)
}
