//! The networks of `benches/README.md`, each with the loss, the optimizer and the batch that it is trained with.

use dense::Tensor;
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
    pub struct W4 {
        Input(64, 64, 3) -> Conv2D(32, 3, relu) -> Flatten -> Dense(128, relu) -> Dense(10, softmax)
    }
    pub struct W5 {
        Input(28, 28, 1)
            -> Conv2D(32, 3, relu) -> MaxPooling2D
            -> Conv2D(64, 3, relu) -> MaxPooling2D
            -> Flatten -> Dropout(0.5) -> Dense(10, softmax)
    }
    pub struct W6 {
        Input(64)
            -> Dense(128) -> BatchNormalization -> ReLU -> Dropout(0.5)
            -> Dense(64) -> BatchNormalization -> ReLU
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
    fn visit<N, Y, L, O>(&mut self, workload: Workload<Y, L, O>)
    where
        N: Network<Element = f32, Input: Tensor<Element = f32>>,
        Y: Target,
        L: Loss<N::Output, Y, N::Head> + Copy,
        O: Optimizer + Copy;
}

/// Shows `visitor` all of them.
pub fn visit_all(visitor: &mut impl Visitor) {
    let loss = SparseCategoricalCrossentropy::new();
    let target = |sample: usize| (sample % 10) as u8;
    let (adam, rmsprop, sgd) = (Adam::new(1e-3), RMSprop::new(1e-3), SGD::new(0.01));
    visitor.visit::<W1, _, _, _>(Workload {
        name: "W1",
        batch: 32,
        loss: MeanSquaredError::new(),
        optimizer: adam,
        target: |sample| [sample as f32 / 32.0, 0.5],
        epoch: false,
    });
    visitor.visit::<W2, _, _, _>(Workload { name: "W2", batch: 128, loss, optimizer: adam, target, epoch: true });
    visitor.visit::<W3, _, _, _>(Workload { name: "W3", batch: 128, loss, optimizer: rmsprop, target, epoch: true });
    visitor.visit::<W4, _, _, _>(Workload { name: "W4", batch: 32, loss, optimizer: adam, target, epoch: false });
    visitor.visit::<W5, _, _, _>(Workload { name: "W5", batch: 128, loss, optimizer: adam, target, epoch: false });
    visitor.visit::<W6, _, _, _>(Workload { name: "W6", batch: 64, loss, optimizer: adam, target, epoch: false });
    visitor.visit::<W7, _, _, _>(Workload { name: "W7", batch: 32, loss, optimizer: sgd, target, epoch: false });
}

/// Samples of random numbers.
pub fn samples<X: Tensor<Element = f32>>(count: usize) -> Vec<X> {
    let mut next = numbers();
    let mut samples = vec![X::zeros(); count];
    for sample in &mut samples {
        sample.as_flat_mut().fill_with(|| next.next().expect("there is no last one"));
    }
    samples
}
