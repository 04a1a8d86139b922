//! Moving averages of the parameters, which `use_ema` asks for.

use super::shares::{Team, range};
use super::{Trainer, TrainingWorkspace};
use crate::Element;
use crate::kernels::Combine;
use crate::math::Real;
use crate::network::{AsNetwork, Network};
use crate::optimizer::Averaging;
use crate::storage::Plain;
use crate::tensors::{TensorRef, tensors};

impl<N: Network> TrainingWorkspace<N> {
    /// The moving averages of the parameters by tensor, if the optimizer of the last step keeps them (`use_ema`), or nothing.
    /// Tensors that do not learn have none.
    ///
    /// ```
    /// use dense_runtime::optimizer::SGD;
    /// use dense_runtime::{Network, TrainingWorkspace, network};
    ///
    /// network! { struct Line { Input(1) -> Dense(1, use_bias = false) } }
    ///
    /// let mut model = Line::zeros();
    /// let mut workspace = TrainingWorkspace::new(0);
    /// let optimizer = SGD::new(1.0).use_ema(true).ema_momentum(0.75);
    /// for _ in 0..2 {
    ///     workspace.forward(&model, &[[1.0]])?;
    ///     workspace.backward(&model, &[[-4.0]])?;
    ///     workspace.update(&mut model, &optimizer)?;
    /// }
    /// // The weight was 4, then 8.
    /// let averages: Vec<_> = workspace.averages().collect();
    /// assert_eq!(averages[0].name(), "dense.kernel");
    /// assert_eq!(averages[0].values(), [0.75 * 4.0 + 0.25 * 8.0]);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn averages(&self) -> impl Iterator<Item = TensorRef<'_, N::Element>> {
        let averages = Some(self.average.as_slice()).filter(|_| self.has_averages());
        averages.into_iter().flat_map(|averages| tensors(&N::PLAN, averages)).filter(TensorRef::trainable)
    }

    /// Makes the parameters their moving averages, as Keras's method of this name. Without [`averages`](Self::averages) nothing
    /// happens.
    pub fn finalize_variable_values(&self, model: &mut impl AsNetwork<Network = N>) {
        if self.has_averages() {
            self.overwrite(model.as_network_mut());
        }
    }

    /// Brings the averages up to date at the end of a step, and makes the parameters their averages if it is time.
    pub(super) fn average(&mut self, network: &mut N, averaging: Averaging) {
        self.average.reserve(N::PARAMETERS);
        // As in Keras, the parameters are their own average until the first update is complete.
        let goes_on = self.has_averages() && self.updates > 0;
        let momentum = if goes_on { averaging.momentum } else { 0.0 };
        let (old, new) = (N::Element::of(momentum), N::Element::of(1.0 - momentum));
        let of = self.team(self.block);
        let team = Team { workers: &mut self.workers, threads: self.threads, of };
        let x = self.average.as_mut_slice();
        N::Element::combine_shared(team, Combine { x, alpha: old, y: network.parameters(), beta: new });
        if averaging.overwrite_frequency.is_some_and(|frequency| (self.updates + 1).is_multiple_of(frequency)) {
            self.overwrite(network);
        }
    }

    /// Makes the parameters that learn their averages. The others may be changed by something else than the optimizer.
    fn overwrite(&self, network: &mut N) {
        let plan = &const { N::PLAN };
        for tensor in (0..plan.tensors.len()).filter(|&tensor| plan.tensors[tensor].trainable) {
            let range = range(plan, tensor);
            network.parameters_mut()[range.clone()].copy_from_slice(&self.average.as_slice()[range]);
        }
    }

    /// Whether there are averages, and the last step has brought them up to date.
    fn has_averages(&self) -> bool {
        self.average_of != 0 && self.average_of == self.steps
    }
}

impl<O, L, M, V> Trainer<O, L, M, V> {
    /// The moving averages of the parameters of the network trained last, as of its last step, if the optimizer keeps them
    /// (`use_ema`). `model` only says which type of network that was.
    ///
    /// ```
    /// use dense_runtime::{Network, Trainer, loss::MeanSquaredError, network, optimizer::SGD};
    ///
    /// network! { struct Line { Input(1) -> Dense(1) } }
    ///
    /// let mut model = Line::new(0);
    /// let mut trainer = Trainer::new(SGD::new(0.1).use_ema(true), MeanSquaredError::new());
    /// trainer.train_on_batch(&mut model, &[[1.0f32]], &[[3.0f32]])?;
    /// for average in trainer.averages(&model) {
    ///     assert_eq!(Some(average.values()), model.tensor(average.name()));
    /// }
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    pub fn averages<A: AsNetwork>(
        &self,
        model: &A,
    ) -> impl Iterator<Item = TensorRef<'_, <A::Network as Plain>::Element>> + use<'_, A, O, L, M, V> {
        let _ = model;
        self.workspace_of::<A::Network>().into_iter().flat_map(TrainingWorkspace::averages)
    }

    /// Makes the parameters their moving averages, which [`fit`](Trainer::fit) does at its end: Keras's method of this name. Without
    /// [`averages`](Trainer::averages) nothing happens.
    pub fn finalize_variable_values<A: AsNetwork>(&self, model: &mut A) {
        if let Some(workspace) = self.workspace_of::<A::Network>() {
            workspace.finalize_variable_values(model);
        }
    }

    /// The workspace of the last call, if that was with this type of network.
    fn workspace_of<N: Network>(&self) -> Option<&TrainingWorkspace<N>> {
        self.workspace.as_ref()?.downcast_ref()
    }
}
