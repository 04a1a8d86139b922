//! Where the batches of an epoch come from.

use super::samples::Samples;
use super::settings::Settings;
use crate::data::{Dataset, Target};
use crate::random::{Random, Stream};
use crate::{Error, Sample};

/// Gives the batches of one epoch after the other.
pub(super) trait Source<X, Y> {
    /// Begins an epoch, of which so many batches have been trained on already.
    fn begin(&mut self, epoch: usize, batch: usize) -> Result<(), Error>;

    /// Goes to the next batch. Whether there is one in this epoch.
    fn advance(&mut self) -> Result<bool, Error>;

    /// The batch at work.
    fn batch(&self) -> Samples<'_, X, Y>;

    /// How many batches an epoch has, or 0 if that is not known yet.
    fn batches(&self) -> usize;

    /// How many samples an epoch has, or 0 if that is not known yet.
    fn samples(&self) -> usize;
}

/// The first samples of a data set, for each epoch in another order if they are to be shuffled.
pub(super) struct InMemory<'a, X, Y> {
    data: &'a Dataset<X, Y>,
    batch_size: usize,
    steps_per_epoch: Option<usize>,
    shuffle_by: Option<u64>,
    order: Vec<usize>,
    /// Which going over all samples the order is for.
    pass: Option<usize>,
    /// The steps since the first epoch, and those at the end of this one.
    step: usize,
    end: usize,
    inputs: Vec<X>,
    targets: Vec<Y>,
    weights: Vec<f64>,
}

impl<'a, X: Sample, Y: Target> InMemory<'a, X, Y> {
    /// The first `samples` samples.
    pub(super) fn new(data: &'a Dataset<X, Y>, samples: usize, settings: &Settings) -> Self {
        InMemory {
            data,
            batch_size: settings.batch_size,
            steps_per_epoch: settings.steps_per_epoch,
            shuffle_by: settings.shuffle.then_some(settings.seed),
            order: (0..samples).collect(),
            pass: None,
            step: 0,
            end: 0,
            inputs: Vec::with_capacity(settings.batch_size.min(samples)),
            targets: Vec::new(),
            weights: Vec::new(),
        }
    }

    fn batches_of_a_pass(&self) -> usize {
        self.order.len().div_ceil(self.batch_size)
    }

    /// Brings the samples in the order of a pass, which is a matter of seed and pass alone.
    fn arrange(&mut self, pass: usize) {
        let before = self.pass.replace(pass);
        if let Some(seed) = self.shuffle_by.filter(|_| before != Some(pass)) {
            self.order.iter_mut().enumerate().for_each(|(at, sample)| *sample = at);
            Random::new(seed, Stream::Shuffle, pass as u32).shuffle(&mut self.order);
        }
    }
}

impl<X: Sample, Y: Target> Source<X, Y> for InMemory<'_, X, Y> {
    fn begin(&mut self, epoch: usize, batch: usize) -> Result<(), Error> {
        let batches = self.batches();
        self.step = epoch * batches + batch;
        self.end = (epoch + 1) * batches;
        Ok(())
    }

    fn advance(&mut self) -> Result<bool, Error> {
        if self.step >= self.end {
            return Ok(false);
        }
        let (pass, batch) = (self.step / self.batches_of_a_pass(), self.step % self.batches_of_a_pass());
        self.arrange(pass);
        self.step += 1;
        let first = batch * self.batch_size;
        let samples = &self.order[first..self.order.len().min(first + self.batch_size)];
        self.inputs.clear();
        self.inputs.extend(samples.iter().map(|&sample| self.data.inputs()[sample]));
        self.targets.clear();
        self.targets.extend(samples.iter().map(|&sample| self.data.targets()[sample]));
        if let Some(weights) = self.data.sample_weights() {
            self.weights.clear();
            self.weights.extend(samples.iter().map(|&sample| weights[sample]));
        }
        Ok(true)
    }

    fn batch(&self) -> Samples<'_, X, Y> {
        Samples { inputs: &self.inputs, targets: &self.targets, weights: &self.weights }
    }

    fn batches(&self) -> usize {
        self.steps_per_epoch.unwrap_or(self.batches_of_a_pass())
    }

    fn samples(&self) -> usize {
        match self.steps_per_epoch {
            None => self.order.len(),
            // How many of the batches are short differs from epoch to epoch.
            Some(steps) => steps * self.batch_size.min(self.order.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn epoch(source: &mut InMemory<'_, [f32; 1], u8>, epoch: usize, batch: usize) -> Vec<Vec<u8>> {
        source.begin(epoch, batch).expect("nothing can fail");
        let mut batches = Vec::new();
        while source.advance().expect("nothing can fail") {
            batches.push(source.batch().targets.to_vec());
        }
        batches
    }

    #[test]
    fn steps_of_an_epoch_go_on_where_the_last_one_ended() {
        let data = Dataset::new(vec![[0.0f32]; 5], vec![0u8, 1, 2, 3, 4]).expect("good data");
        let settings = Settings { batch_size: 2, shuffle: false, steps_per_epoch: Some(2), ..Settings::default() };
        let mut source = InMemory::new(&data, 5, &settings);
        assert_eq!(epoch(&mut source, 0, 0), [[0, 1], [2, 3]]);
        assert_eq!(epoch(&mut source, 1, 0), [vec![4], vec![0, 1]]);
        assert_eq!(epoch(&mut source, 2, 0), [vec![2, 3], vec![4]]);
        assert_eq!(epoch(&mut source, 1, 1), [[0, 1]]);
    }

    #[test]
    fn the_order_depends_on_seed_and_epoch_alone() {
        let data = Dataset::new(vec![[0.0f32]; 20], (0u8..20).collect()).expect("good data");
        let settings = Settings { batch_size: 8, seed: 3, ..Settings::default() };
        let [mut whole, mut resumed] = [(); 2].map(|()| InMemory::new(&data, 20, &settings));
        let (zero, one) = (epoch(&mut whole, 0, 0), epoch(&mut whole, 1, 0));
        assert_ne!(zero, one);
        assert_eq!(epoch(&mut resumed, 1, 2), one[2..]);
        assert_eq!(epoch(&mut resumed, 0, 0), zero);
    }
}
