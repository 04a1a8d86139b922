//! The networks of `benches/README.md`, each with the loss, the optimizer and the batch that it is trained with.

use dense::data::Target;
use dense::loss::Loss;
use dense::prelude::*;

use crate::numbers::numbers;

network! {
    pub struct W1 { Input(4) -> Dense(64, tanh) -> Dense(64, tanh) -> Dense(2) }
    pub struct W2 { Input(784) -> Dense(64, relu) -> Dropout(0.5) -> Dense(10, softmax) }
    pub struct W3 {
        Input(784)
            -> Dense(512, relu) -> Dropout(0.2)
            -> Dense(512, relu) -> Dropout(0.2)
            -> Dense(10, softmax)
    }
    pub struct W7 { Input(32) -> Dense(64, relu) -> Dense(10, softmax) }
}

/// One network and how it is trained.
pub struct Workload<Y, L, O> {
    pub name: &'static str,
    /// Samples of a training step.
    pub batch: usize,
    pub loss: L,
    pub optimizer: O,
    /// The target of a sample by its number.
    pub target: fn(usize) -> Y,
    /// Whether a whole epoch is measured too.
    pub epoch: bool,
}

/// What is done with each workload.
pub trait Visitor {
    fn visit<N, const IN: usize, Y, L, O>(&mut self, workload: Workload<Y, L, O>)
    where
        N: Network<Element = f32, Input = [f32; IN]>,
        Y: Target,
        L: Loss<N::Output, Y, N::Head> + Copy,
        O: Optimizer + Copy;
}

/// Shows `visitor` all of them.
pub fn visit_all(visitor: &mut impl Visitor) {
    let loss = SparseCategoricalCrossentropy::new();
    let target = |sample: usize| (sample % 10) as u8;
    let (adam, rmsprop, sgd) = (Adam::new(1e-3), RMSprop::new(1e-3), SGD::new(0.01));
    visitor.visit::<W1, 4, _, _, _>(Workload {
        name: "W1",
        batch: 32,
        loss: MeanSquaredError::new(),
        optimizer: adam,
        target: |sample| [sample as f32 / 32.0, 0.5],
        epoch: false,
    });
    visitor.visit::<W2, 784, _, _, _>(Workload { name: "W2", batch: 128, loss, optimizer: adam, target, epoch: true });
    visitor.visit::<W3, 784, _, _, _>(Workload {
        name: "W3",
        batch: 128,
        loss,
        optimizer: rmsprop,
        target,
        epoch: true,
    });
    visitor.visit::<W7, 32, _, _, _>(Workload { name: "W7", batch: 32, loss, optimizer: sgd, target, epoch: false });
}

/// Samples of random numbers.
pub fn samples<const IN: usize>(count: usize) -> Vec<[f32; IN]> {
    let mut next = numbers();
    (0..count).map(|_| std::array::from_fn(|_| next.next().expect("there is no last one"))).collect()
}
