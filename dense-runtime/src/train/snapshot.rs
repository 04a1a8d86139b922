//! The parameters of a network at one moment, whatever its type.

use core::any::Any;
use core::fmt;
#[cfg(feature = "files")]
use std::path::Path;

use crate::Element;
#[cfg(feature = "files")]
use crate::Error;
use crate::network::Network;
use crate::plan::{Plan, TensorPlan};
use crate::storage::{Typed, TypedMut};

/// The parameters of a network at one moment: Keras's `get_weights`. [`Run::snapshot`](super::Run::snapshot) takes one,
/// [`Run::restore`](super::Run::restore) brings it back.
#[derive(Clone)]
pub struct Snapshot {
    pub(super) plan: Plan,
    pub(super) values: Values,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Values {
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
        Snapshot { plan: N::PLAN, values: N::Element::typed(network.parameters()).into() }
    }

    /// Writes the parameters into a network. Whether they are those of such a network.
    pub(super) fn write<N: Network>(&self, network: &mut N) -> bool {
        let same = |(mine, its): (&TensorPlan, &TensorPlan)| (mine.name, mine.shape) == (its.name, its.shape);
        let (mine, its) = (self.plan.tensors, N::PLAN.tensors);
        if mine.len() != its.len() || !mine.iter().zip(its).all(same) {
            return false;
        }
        self.values.write(N::Element::typed_mut(network.parameters_mut()))
    }
}

impl Values {
    /// So many zeros of a type, by its name in Rust.
    #[cfg(feature = "files")]
    pub(super) fn zeros(element: &str, len: usize) -> Values {
        if element == "f32" { Values::F32(vec![0.0; len]) } else { Values::F64(vec![0.0; len]) }
    }

    /// Writes the numbers over as many of the same type. Whether they are such.
    pub(super) fn write(&self, numbers: TypedMut<'_>) -> bool {
        match (self, numbers) {
            (Values::F32(values), TypedMut::F32(numbers)) if values.len() == numbers.len() => {
                numbers.copy_from_slice(values);
            }
            (Values::F64(values), TypedMut::F64(numbers)) if values.len() == numbers.len() => {
                numbers.copy_from_slice(values);
            }
            _ => return false,
        }
        true
    }

    #[cfg(feature = "files")]
    pub(super) fn len(&self) -> usize {
        match self {
            Values::F32(values) => values.len(),
            Values::F64(values) => values.len(),
        }
    }
}

impl From<Typed<'_>> for Values {
    fn from(values: Typed<'_>) -> Values {
        match values {
            Typed::F32(values) => Values::F32(values.to_vec()),
            Typed::F64(values) => Values::F64(values.to_vec()),
        }
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
    #[cfg(feature = "files")]
    fn save(&self, path: &Path) -> Result<(), Error>;
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

    #[cfg(feature = "files")]
    fn save(&self, path: &Path) -> Result<(), Error> {
        Network::save(self, path)
    }
}
