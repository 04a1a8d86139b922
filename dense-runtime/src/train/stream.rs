//! Training and evaluation on samples that are read meanwhile.

use super::evaluate::score_batch;
use super::samples::Samples;
use super::settings::Settings;
use super::source::Source;
use super::step::{check_batch, check_class_weight, check_samples};
use super::{History, Scores, Trainer, TrainingWorkspace, Validation};
use crate::data::{Reading, Stream, Target};
use crate::loss::Loss;
use crate::metric::Metrics;
use crate::network::{AsNetwork, Compiled, Network};
use crate::optimizer::Optimizer;
use crate::{Error, Sample};

impl<O: Optimizer, L, M, V> Trainer<O, L, M, V> {
    /// Trains a network on data that is larger than memory, while it is being read: for each epoch all samples of the stream.
    ///
    /// All else is as in [`fit`](Trainer::fit): the same samples in the same order give the same bits. The order is the stream's
    /// ([`Stream::shuffle_buffer`]), whatever [`shuffle`](Trainer::shuffle) says, and
    /// [`validation_data`](Trainer::validation_data) is a data set in memory. With
    /// [`steps_per_epoch`](Trainer::steps_per_epoch) an epoch goes on where the last one ended.
    ///
    /// # Errors
    ///
    /// As [`fit`](Trainer::fit), and [`Error::Setting`] with a [`validation_split`](Trainer::validation_split): nobody knows which
    /// samples are the last ones. Samples are checked when they are read. An error of the stream, or a sample that cannot be
    /// trained on, ends training; the network is then as the last good step left it. Samples are counted from 0 in the order of
    /// the source where it is at fault, and in the order of training where their label or index does not fit the network.
    ///
    /// ```
    /// use dense_runtime::data::Stream;
    /// use dense_runtime::{Network, Trainer, loss::MeanSquaredError, network, optimizer::Adam};
    ///
    /// network! { struct Line { Input(1) -> Dense(1) } }
    ///
    /// let mut stream = Stream::new(|| Ok((0..1000).map(|i| i as f32 / 1000.0).map(|x| Ok(([x], [2.0 * x + 1.0])))));
    /// let mut model = Line::new(1);
    /// let mut trainer = Trainer::new(Adam::new(0.05), MeanSquaredError::new()).epochs(20);
    /// let history = trainer.fit_stream(&mut model, &mut stream)?;
    /// assert!(history.get("loss").unwrap()[19] < 1e-3);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn fit_stream<A: AsNetwork, Y: Target>(
        &mut self,
        model: &mut A,
        stream: &mut Stream<<A::Network as Compiled>::Input, Y>,
    ) -> Result<History, Error>
    where
        L: Loss<<A::Network as Compiled>::Output, Y, <A::Network as Compiled>::Head>,
        M: Metrics<<A::Network as Compiled>::Output, Y>,
        V: Validation<<A::Network as Compiled>::Input, Y>,
    {
        self.check_settings::<A::Network, Y>()?;
        self.metrics.check()?;
        let value = self.settings.validation_split;
        if value > 0.0 {
            let expected = "0 for a stream, of which nobody knows the last samples: use `validation_data`";
            return Err(Error::Setting { name: "validation_split", value, expected });
        }
        let validation_data = self.validation_data;
        let validation = validation_data.data().map(Samples::of);
        if let Some(samples) = validation {
            check_batch::<A::Network, Y>(&self.loss, samples)?;
        }
        let (ignored, weights) = (self.loss.ignore_class(), self.settings.class_weight.len());
        let check = move |samples: Samples<'_, <A::Network as Compiled>::Input, Y>| {
            check_samples::<A::Network, Y>(ignored, samples)?;
            check_class_weight::<A::Network, Y>(weights, samples.targets)
        };
        let mut source = Streamed::new(stream, &self.settings, check);
        self.train(model, &mut source, validation)
    }

    /// The loss and the metrics of a network on all samples of a stream, in the order of its source, as
    /// [`evaluate`](Trainer::evaluate) gives them.
    ///
    /// # Errors
    ///
    /// As [`evaluate`](Trainer::evaluate), and those of the stream.
    pub fn evaluate_stream<A: AsNetwork, Y: Target>(
        &mut self,
        model: &A,
        stream: &mut Stream<<A::Network as Compiled>::Input, Y>,
    ) -> Result<Scores, Error>
    where
        L: Loss<<A::Network as Compiled>::Output, Y, <A::Network as Compiled>::Head>,
        M: Metrics<<A::Network as Compiled>::Output, Y>,
    {
        self.check_settings::<A::Network, Y>()?;
        self.metrics.check()?;
        let mut workspace = self.take_workspace::<A::Network>();
        let Trainer { loss, metrics, settings, .. } = self;
        metrics.reset();
        let mean = score_stream(&mut workspace, model.as_network(), loss, metrics, stream, settings.batch_size);
        let mut scores = Scores::default();
        self.workspace = Some(workspace);
        scores.set("", "loss", mean?);
        self.metrics.report(&mut |name, value| scores.set("", name, value));
        Ok(scores)
    }
}

/// Shows all samples of a stream to the metrics. Gives their mean loss.
fn score_stream<N: Network, Y: Target, L: Loss<N::Output, Y, N::Head>, M: Metrics<N::Output, Y>>(
    workspace: &mut TrainingWorkspace<N>,
    network: &N,
    loss: &L,
    metrics: &mut M,
    stream: &mut Stream<N::Input, Y>,
    batch_size: usize,
) -> Result<f64, Error> {
    let mut reading = Reading::start(stream, None, batch_size)?;
    let (mut total, mut seen) = (0.0, 0);
    while let Some(batch) = reading.next(stream)? {
        let samples = Samples { inputs: &batch.inputs, targets: &batch.targets, weights: &batch.weights };
        check_batch::<N, Y>(loss, samples).map_err(|error| later(error, seen))?;
        total += score_batch(workspace, network, loss, metrics, samples);
        seen += samples.inputs.len();
    }
    Ok(total / seen as f64)
}

/// The batches of a stream.
struct Streamed<'a, X, Y, C> {
    stream: &'a mut Stream<X, Y>,
    check: C,
    batch_size: usize,
    steps_per_epoch: Option<usize>,
    reading: Option<Reading<X, Y>>,
    /// Which going over the stream this is, and how many batches of it are done.
    pass: usize,
    batch: usize,
    /// The samples of these.
    seen: usize,
    /// The steps that the epoch still has, if that is known beforehand.
    left: Option<usize>,
}

impl<'a, X: Sample, Y: Target, C> Streamed<'a, X, Y, C> {
    fn new(stream: &'a mut Stream<X, Y>, settings: &Settings, check: C) -> Self {
        let Settings { batch_size, steps_per_epoch, .. } = *settings;
        let (reading, pass, batch, seen, left) = (None, 0, 0, 0, None);
        Streamed { stream, check, batch_size, steps_per_epoch, reading, pass, batch, seen, left }
    }

    /// Begins to read from the first sample.
    fn start(&mut self, pass: usize) -> Result<(), Error> {
        self.reading = Some(Reading::start(self.stream, Some(pass), self.batch_size)?);
        (self.pass, self.batch, self.seen) = (pass, 0, 0);
        Ok(())
    }

    /// Reads the next batch of this going over the stream. Whether there is one.
    fn read(&mut self) -> Result<bool, Error> {
        let Some(reading) = &mut self.reading else { return Ok(false) };
        let Some(batch) = reading.next(self.stream)? else { return Ok(false) };
        self.seen += batch.inputs.len();
        self.batch += 1;
        Ok(true)
    }

    /// Goes over so many batches, through as many passes as that takes.
    fn skip(&mut self, batches: usize) -> Result<(), Error> {
        for _ in 0..batches {
            while !self.read()? {
                self.start(self.pass + 1)?;
            }
        }
        Ok(())
    }
}

impl<X: Sample, Y: Target, C: FnMut(Samples<'_, X, Y>) -> Result<(), Error>> Source<X, Y> for Streamed<'_, X, Y, C> {
    fn begin(&mut self, epoch: usize, batch: usize) -> Result<(), Error> {
        self.left = self.steps_per_epoch.map(|steps| steps.saturating_sub(batch));
        match self.steps_per_epoch {
            None => {
                self.start(epoch)?;
                self.skip(batch)
            }
            Some(_) if self.reading.is_some() => Ok(()),
            Some(steps) => {
                self.start(0)?;
                self.skip(epoch * steps + batch)
            }
        }
    }

    fn advance(&mut self) -> Result<bool, Error> {
        if self.left == Some(0) {
            return Ok(false);
        }
        let before = loop {
            let before = self.seen;
            if self.read()? {
                break before;
            }
            if self.left.is_none() {
                return Ok(false);
            }
            self.start(self.pass + 1)?;
        };
        self.left = self.left.map(|left| left - 1);
        let Some(batch) = self.reading.as_ref().and_then(Reading::batch) else { return Ok(false) };
        let samples = Samples { inputs: &batch.inputs, targets: &batch.targets, weights: &batch.weights };
        (self.check)(samples).map_err(|error| later(error, before))?;
        Ok(true)
    }

    fn batch(&self) -> Samples<'_, X, Y> {
        match self.reading.as_ref().and_then(Reading::batch) {
            Some(batch) => Samples { inputs: &batch.inputs, targets: &batch.targets, weights: &batch.weights },
            None => Samples { inputs: &[], targets: &[], weights: &[] },
        }
    }

    fn batches(&self) -> usize {
        let of_a_pass = || self.stream.len_hint().map_or(0, |samples| samples.div_ceil(self.batch_size));
        self.steps_per_epoch.unwrap_or_else(of_a_pass)
    }

    fn samples(&self) -> usize {
        let samples = self.stream.len_hint().unwrap_or(0);
        match self.steps_per_epoch {
            None => samples,
            // How many of the batches are short differs from epoch to epoch.
            Some(steps) => steps.saturating_mul(self.batch_size.min(samples)),
        }
    }
}

/// The same error of a batch with so many samples before it.
fn later(mut error: Error, before: usize) -> Error {
    if let Error::Label { sample, .. } | Error::Index { sample, .. } = &mut error {
        *sample += before;
    }
    error
}
