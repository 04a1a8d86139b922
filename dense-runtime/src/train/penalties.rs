//! Regularizers and constraints in a training step.

use super::shares::range;
use crate::Element;
use crate::constraint::Constraint;
use crate::network::Network;
use crate::penalties::Penalties;
use crate::plan::Plan;
use crate::regularizer::Regularizer;

/// What the regularizers of a network add to the loss.
pub(super) fn penalty<N: Network>(network: &N) -> N::Element {
    let mut sum = Sum { plan: &const { N::PLAN }, parameters: network.parameters(), total: num_traits::Zero::zero() };
    N::penalties(&mut sum);
    sum.total
}

/// Adds the gradients of all penalties to those of the loss.
pub(super) fn add_gradients<N: Network>(network: &N, gradients: &mut [N::Element]) {
    N::penalties(&mut AddGradients { plan: &const { N::PLAN }, parameters: network.parameters(), gradients });
}

/// Brings all parameters back to where their constraints want them.
pub(super) fn constrain<N: Network>(network: &mut N) {
    N::penalties(&mut Constrain { plan: &const { N::PLAN }, parameters: network.parameters_mut() });
}

struct Sum<'a, T> {
    plan: &'a Plan,
    parameters: &'a [T],
    total: T,
}

struct AddGradients<'a, T> {
    plan: &'a Plan,
    parameters: &'a [T],
    gradients: &'a mut [T],
}

struct Constrain<'a, T> {
    plan: &'a Plan,
    parameters: &'a mut [T],
}

impl<T: Element> Penalties for Sum<'_, T> {
    fn regularizer(&mut self, tensor: usize, regularizer: impl Regularizer) {
        self.total += regularizer.penalty(self.plan.tensors[tensor].shape, &self.parameters[range(self.plan, tensor)]);
    }

    fn constraint(&mut self, _: usize, _: impl Constraint) {}
}

impl<T: Element> Penalties for AddGradients<'_, T> {
    fn regularizer(&mut self, tensor: usize, regularizer: impl Regularizer) {
        let (shape, range) = (self.plan.tensors[tensor].shape, range(self.plan, tensor));
        regularizer.add_gradient(shape, &self.parameters[range.clone()], &mut self.gradients[range]);
    }

    fn constraint(&mut self, _: usize, _: impl Constraint) {}
}

impl<T: Element> Penalties for Constrain<'_, T> {
    fn regularizer(&mut self, _: usize, _: impl Regularizer) {}

    fn constraint(&mut self, tensor: usize, constraint: impl Constraint) {
        constraint.apply(self.plan.tensors[tensor].shape, &mut self.parameters[range(self.plan, tensor)]);
    }
}
