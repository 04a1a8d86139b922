//! The parameters of a network at one moment, whatever its type.

use core::any::Any;
use core::fmt;

use crate::network::Network;
use crate::plan::Plan;
use crate::tensors::tensors;

/// The parameters of a network at one moment: Keras's `get_weights`. [`Run::snapshot`](super::Run::snapshot) takes one,
/// [`Run::restore`](super::Run::restore) brings it back.
#[derive(Clone)]
pub struct Snapshot {
    plan: Plan,
    values: Values,
}

/// Numbers of one of the two types that networks compute in.
#[doc(hidden)]
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    F32(Vec<f32>),
    F64(Vec<f64>),
}

impl Snapshot {
    /// Name, shape and values of each tensor, in the order of the layers. Values are in row-major order.
    pub fn tensors(&self) -> impl Iterator<Item = (&'static str, &'static [usize], Vec<f64>)> {
        let numbers: Vec<f64> = match &self.values {
            Values::F32(values) => values.iter().copied().map(f64::from).collect(),
            Values::F64(values) => values.clone(),
        };
        let mut start = 0;
        self.plan.tensors.iter().map(move |tensor| {
            let values = numbers[start..][..tensor.len()].to_vec();
            start += tensor.len();
            (tensor.name, tensor.shape, values)
        })
    }

    pub(super) fn of<N: Network>(network: &N) -> Snapshot {
        Snapshot { plan: N::PLAN, values: crate::Element::values(network.parameters()) }
    }

    /// Writes the parameters into a network. Whether they are those of such a network.
    pub(super) fn write<N: Network>(&self, network: &mut N) -> bool {
        let values = <N::Element as crate::Element>::of_values(&self.values).filter(|values| {
            let same = |(mine, its): (crate::TensorRef<'_, _>, crate::TensorRef<'_, _>)| {
                mine.name() == its.name() && mine.shape() == its.shape()
            };
            values.len() == N::PARAMETERS && tensors(&self.plan, values).zip(network.tensors()).all(same)
        });
        values.map(|values| network.parameters_mut().copy_from_slice(values)).is_some()
    }
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snapshot").field("network", &self.plan.name).finish_non_exhaustive()
    }
}

/// A network whose type a callback does not know.
pub(super) trait Model {
    fn as_any(&self) -> &dyn Any;
    fn as_any_mut(&mut self) -> &mut dyn Any;
    fn snapshot(&self) -> Snapshot;
    fn restore(&mut self, snapshot: &Snapshot) -> bool;
}

impl<N: Network> Model for N {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot::of(self)
    }

    fn restore(&mut self, snapshot: &Snapshot) -> bool {
        snapshot.write(self)
    }
}
