//! The gradients of any network against differences.

use dense::Tensor;
use dense::data::Target;
use dense::prelude::*;

/// Compares each gradient of a network with the slope of its loss. Dropout drops the same for the same seed and step, so
/// that slope exists.
pub(crate) fn check<N: Network<Element = f64>, L: Loss<N::Output, Y, N::Head> + Copy, Y: Target>(
    inputs: &[N::Input],
    targets: &[Y],
    loss: &L,
) {
    let name = N::PLAN.name;
    let mut model = N::new(3);
    // Biases begin as zeros, which puts some activations on a kink; and large weights let exponentials of exponentials
    // overflow.
    model.tensors_for_each(|at, value| *value = 0.5 * *value + 0.013 * (at % 7) as f64 - 0.021);
    let mean = |model: &N| {
        let mut workspace = TrainingWorkspace::<N>::new(5);
        let outputs = workspace.forward(model, inputs).expect("samples");
        let losses = outputs.iter().zip(targets).map(|(output, target)| loss.loss(output, target));
        losses.sum::<f64>() / inputs.len() as f64 + workspace.penalty(model)
    };
    let mut workspace = TrainingWorkspace::<N>::new(5);
    let outputs = workspace.forward(&*model, inputs).expect("samples").to_vec();
    let mut gradients = outputs.clone();
    for ((gradient, output), target) in gradients.iter_mut().zip(&outputs).zip(targets) {
        loss.gradient(output, target, gradient);
        gradient.as_flat_mut().iter_mut().for_each(|g| *g /= inputs.len() as f64);
    }
    workspace.backward(&*model, &gradients).expect("finite gradients");
    a_step_takes_the_same_gradients(&workspace, &model, inputs, targets, loss);
    for (tensor, gradient) in N::PLAN.tensors.iter().zip(workspace.gradients()) {
        for at in 0..gradient.values().len() {
            if !tensor.trainable {
                assert_eq!(gradient.values()[at], 0.0, "{name}: {} is frozen", tensor.name);
                continue;
            }
            let mut moved = |by: f64| {
                let value = &mut model.tensor_mut(tensor.name).expect("the tensor is there")[at];
                let old = *value;
                *value = old + by;
                let loss = mean(&model);
                model.tensor_mut(tensor.name).expect("the tensor is there")[at] = old;
                loss
            };
            let step = 1e-6;
            let slope = (moved(step) - moved(-step)) / (2.0 * step);
            let found = gradient.values()[at];
            let near = (found - slope).abs() <= 1e-6 * slope.abs().max(1e-2);
            assert!(near, "{name}: gradient {at} of {} is {found}, the slope is {slope}", tensor.name);
        }
    }
}

/// Takes a step of the trainer, whose loss may look through the last activation at the logits: with a rate of one it
/// changes each parameter by its gradient.
fn a_step_takes_the_same_gradients<N: Network<Element = f64>, L: Loss<N::Output, Y, N::Head> + Copy, Y: Target>(
    workspace: &TrainingWorkspace<N>,
    model: &N,
    inputs: &[N::Input],
    targets: &[Y],
    loss: &L,
) {
    let mut stepped = Box::new(*model);
    let mut trainer = Trainer::new(SGD::new(1.0), *loss).seed(5);
    trainer.train_on_batch(&mut stepped, inputs, targets).expect("good data");
    for ((before, after), gradient) in model.tensors().zip(stepped.tensors()).zip(workspace.gradients()) {
        // These follow the batch, and no gradient.
        if before.name().contains(".moving_") {
            continue;
        }
        for (at, &expected) in gradient.values().iter().enumerate() {
            let found = before.values()[at] - after.values()[at];
            let near = (found - expected).abs() <= 1e-12 * expected.abs().max(1.0);
            assert!(near, "{}: a step changes {before:?}[{at}] by {found}, the gradient is {expected}", N::PLAN.name);
        }
    }
}

/// Compares what a step with weights of samples and classes changes with the slope of the loss that an evaluation reports. The
/// network must be without dropout, which evaluations leave out.
pub(crate) fn check_weighted<N: Network<Element = f64>, L: Loss<N::Output, Y, N::Head> + Copy, Y: Target>(
    inputs: &[N::Input],
    targets: &[Y],
    loss: &L,
) {
    let mut model = N::new(3);
    model.tensors_for_each(|at, value| *value = 0.5 * *value + 0.013 * (at % 7) as f64 - 0.021);
    let weights: Vec<f64> = (0..inputs.len()).map(|sample| (sample * 5 % 7) as f64 / 4.0).collect();
    let data = Dataset::new(inputs.to_vec(), targets.to_vec()).and_then(|data| data.sample_weight(weights.clone()));
    let data = data.expect("good samples");
    let trainer = || Trainer::new(SGD::new(1.0), *loss).batch_size(inputs.len());
    let of_batch = |model: &N| trainer().evaluate(model, &data).expect("good data").get("loss").expect("a loss");
    let mut stepped = Box::new(*model);
    let found = trainer().train_on_weighted_batch(&mut stepped, inputs, targets, &weights).expect("good data");
    assert!((found - of_batch(&model)).abs() < 1e-12 * found.abs().max(1.0), "{}", N::PLAN.name);
    for tensor in N::PLAN.tensors {
        for at in 0..tensor.len() {
            let old = model.tensor(tensor.name).expect("the tensor is there")[at];
            let mut moved = |by: f64| {
                model.tensor_mut(tensor.name).expect("the tensor is there")[at] = old + by;
                of_batch(&model)
            };
            let step = 1e-6;
            let slope = (moved(step) - moved(-step)) / (2.0 * step);
            model.tensor_mut(tensor.name).expect("the tensor is there")[at] = old;
            let gradient = old - stepped.tensor(tensor.name).expect("the tensor is there")[at];
            let near = (gradient - slope).abs() <= 1e-6 * slope.abs().max(1e-1);
            assert!(near, "{}: gradient {at} of {} is {gradient}, the slope is {slope}", N::PLAN.name, tensor.name);
        }
    }
}

/// Changes every parameter of a network.
trait ForEach: Network {
    fn tensors_for_each(&mut self, mut change: impl FnMut(usize, &mut Self::Element)) {
        let names: Vec<&str> = self.tensors().map(|tensor| tensor.name()).collect();
        for name in names {
            let values = self.tensor_mut(name).expect("the tensor is there");
            values.iter_mut().enumerate().for_each(|(at, value)| change(at, value));
        }
    }
}

impl<N: Network> ForEach for N {}

/// Random numbers from -1.5 to 1.5, the same in every call.
pub(crate) fn numbers<X: Tensor<Element = f64>>(count: usize) -> Vec<X> {
    let mut state = 11_u64;
    let mut next = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64 * 3.0 - 1.5
    };
    (0..count)
        .map(|_| {
            let flat: Vec<f64> = (0..X::LEN).map(|_| next()).collect();
            *X::from_flat(&flat)
        })
        .collect()
}
