//! The steps backward: from the loss's gradient down to the first layer that learns, and no further.
//!
//! The gradient of a value is made by one step and then changed in place on its way down, until a product needs it as it is
//! for the gradients of its parameters.

use crate::check::{Placed, Typed};
use crate::geometry;
use crate::graph::{Dim, Function, NodeId, Op};
use crate::passes::operations::{Kind, Operation, Operations, Part};
use crate::passes::pixels::Lattice;
use crate::passes::schedule::{Place, Training, Value};
use crate::passes::steps::{Backward, Sum};

/// Adds the way back to a training step that has only its steps forward. `results` are the values of all operations.
pub(super) fn way_back(typed: &Typed, operations: &Operations, results: Vec<usize>, training: Training) -> Training {
    let rectified = vec![false; operations.list.len()];
    let mut way = WayBack { typed, operations, readers: operations.readers(), rectified, results, training };
    let top = way.gradient(way.training.logits);
    way.training.logits_gradient = top;
    let learns = way.learns();
    // For each operation, the value that is the gradient of its result.
    let mut gradients = vec![None; operations.list.len()];
    gradients[operations.output] = Some(top);
    for (at, operation) in operations.list.iter().enumerate().rev() {
        if let (Some(gradient), true) = (gradients[at], learns[at]) {
            let before = operation.inputs[0];
            gradients[before] = way.step(operation, at, gradient, learns[before]);
        }
    }
    way.training.sums.sort_by_key(|sum| match sum {
        Sum::Kernel { tensor, .. }
        | Sum::Bias { tensor, .. }
        | Sum::Table { tensor, .. }
        | Sum::Runs { tensor, .. }
        | Sum::Gamma { tensor, .. }
        | Sum::Beta { tensor, .. } => *tensor,
    });
    way.training
}

struct WayBack<'a> {
    typed: &'a Typed,
    operations: &'a Operations,
    readers: Vec<usize>,
    /// For each operation, whether the step behind it has gone back through the `relu` that it ends in.
    rectified: Vec<bool>,
    results: Vec<usize>,
    training: Training,
}

impl WayBack<'_> {
    /// From the gradient of an operation's result to that of what it takes, if anything before it learns.
    fn step(&mut self, operation: &Operation, at: usize, gradient: usize, goes_on: bool) -> Option<usize> {
        let layer = operation.layer;
        let (x, y) = (self.results[operation.inputs[0]], self.results[at]);
        match &operation.kind {
            Kind::Product { activation } => {
                if let Some(function) = activation.as_ref().filter(|_| !self.rectified[at]) {
                    self.activation((y, y), gradient, operation, function);
                }
                let name = self.typed.graph().node(layer).text();
                self.training.values[gradient].name = format!("gradient of {name}");
                self.sums(layer, x, gradient);
                goes_on.then(|| {
                    let to = self.gradient(x);
                    self.training.backward.push(Backward::Dense { layer, from: gradient, to });
                    to
                })
            }
            Kind::Convolution { part, windows, activation, .. } => {
                if let Some(function) = activation.as_ref().filter(|_| !self.rectified[at]) {
                    self.activation((y, y), gradient, operation, function);
                }
                let name = self.typed.graph().node(layer).text();
                self.training.values[gradient].name = format!("gradient of {name}");
                self.runs(layer, *part, windows, x, gradient);
                goes_on.then(|| {
                    let (part, windows, to) = (*part, windows.clone(), self.gradient(x));
                    self.training.backward.push(Backward::Convolution { layer, part, windows, from: gradient, to });
                    to
                })
            }
            Kind::Pixels(pixels) => goes_on.then(|| {
                let before = operation.inputs[0];
                let rectify = pixels.looks_back() && self.readers[before] == 1 && self.ends_in_relu(before);
                self.rectified[before] = rectify;
                let (pixels, to) = (pixels.clone(), self.gradient(x));
                self.training.backward.push(Backward::Pixels { pixels, rectify, x, y, from: gradient, to });
                to
            }),
            Kind::Embedding => {
                let name = self.typed.graph().node(layer).text();
                self.training.values[gradient].name = format!("gradient of {name}");
                self.sums(layer, x, gradient);
                None
            }
            Kind::Glu => goes_on.then(|| {
                let (to, width) = (self.gradient(x), operation.width.clone());
                self.training.backward.push(Backward::Glu { x, from: gradient, to, width });
                to
            }),
            Kind::Average => goes_on.then(|| {
                let to = self.gradient(x);
                self.training.backward.push(Backward::Average { layer, from: gradient, to });
                to
            }),
            Kind::Activation(_) if self.rectified[at] => Some(gradient),
            Kind::Activation(function) => {
                let kept = if function.keeps_output() { (y, y) } else { (x, y) };
                self.activation(kept, gradient, operation, function);
                Some(gradient)
            }
            Kind::TrainedActivation => {
                self.parameters(layer, (x, y), gradient);
                if goes_on {
                    self.training.backward.push(Backward::TrainedActivation { layer, x, y, gradient });
                }
                Some(gradient)
            }
            Kind::Affine => {
                self.scale_and_offset(layer, x, gradient, &operation.width);
                if goes_on && self.scales(layer) {
                    self.training.backward.push(Backward::Scale { layer, gradient });
                }
                Some(gradient)
            }
            Kind::BatchNormalization => {
                self.normalization(layer, x, gradient, goes_on);
                Some(gradient)
            }
            Kind::Standardization => {
                if goes_on {
                    self.training.backward.push(Backward::Standardize { layer, gradient });
                }
                Some(gradient)
            }
            Kind::PReLU => {
                self.slopes(layer, x, gradient);
                if goes_on {
                    self.training.backward.push(Backward::PReLU { layer, x, gradient });
                }
                Some(gradient)
            }
            Kind::Noise(noise) => {
                if noise.rule.changes_gradients() {
                    self.training.backward.push(Backward::Noise { layer, noise: noise.clone(), gradient });
                }
                Some(gradient)
            }
            Kind::Penalty(function) => {
                let room = self.gradient(y);
                self.training.values[room].name = format!("penalty on {}", self.training.values[y].name);
                self.training.backward.push(Backward::Penalty { of: y, room, gradient, function: function.clone() });
                Some(gradient)
            }
            Kind::Input | Kind::View => unreachable!("the input does not learn, and views were erased"),
        }
    }

    /// For each operation, whether it or anything before it learns.
    fn learns(&self) -> Vec<bool> {
        let mut learns = Vec::<bool>::new();
        for operation in &self.operations.list {
            let has_tensors = matches!(
                operation.kind,
                Kind::Product { .. }
                    | Kind::Convolution { .. }
                    | Kind::TrainedActivation
                    | Kind::Embedding
                    | Kind::Affine
                    | Kind::BatchNormalization
                    | Kind::PReLU
            );
            let itself = has_tensors && self.is_trainable(operation.layer);
            learns.push(itself || operation.inputs.iter().any(|input| learns[*input]));
        }
        learns
    }

    /// Whether the last that an operation does is to make negative numbers zero: what it gives says then where its gradient is.
    fn ends_in_relu(&self, operation: usize) -> bool {
        match &self.operations.list[operation].kind {
            Kind::Product { activation: Some(function) }
            | Kind::Convolution { activation: Some(function), .. }
            | Kind::Activation(function) => function.is("relu") && function.keeps_output(),
            _ => false,
        }
    }

    fn is_trainable(&self, layer: NodeId) -> bool {
        self.typed.graph().node(layer).op.learns()
    }

    fn scales(&self, layer: NodeId) -> bool {
        matches!(&self.typed.graph().node(layer).op, Op::Normalization(layer) if layer.scale.is_some())
    }

    /// A new value for the gradient of another one.
    fn gradient(&mut self, of: usize) -> usize {
        let values = &mut self.training.values;
        let Value { name, len, .. } = &values[of];
        let name = format!("gradient of {name}");
        values.push(Value { name, len: len.clone(), place: Place::Buffer, alive: None });
        values.len() - 1
    }

    fn activation(&mut self, (x, y): (usize, usize), gradient: usize, operation: &Operation, function: &Function) {
        let (width, function) = (operation.width.clone(), function.clone());
        self.training.backward.push(Backward::Activation { x, y, gradient, width, function });
    }

    fn sums(&mut self, layer: NodeId, x: usize, dy: usize) {
        if !self.is_trainable(layer) {
            return;
        }
        for Placed { tensor, index, .. } in self.typed.tensors(layer) {
            self.training.sums.push(match tensor.name {
                _ if tensor.is_table => Sum::Table { tensor: index, dy },
                "kernel" => Sum::Kernel { tensor: index, x, dy },
                _ => Sum::Bias { tensor: index, dy },
            });
        }
    }

    /// The gradients of a convolution's kernel and bias, by way of what each sample, or each run of a few of them, adds to them.
    fn runs(&mut self, layer: NodeId, part: Part, windows: &Lattice, x: usize, gradient: usize) {
        if !self.is_trainable(layer) {
            return;
        }
        let tensors = self.typed.tensors(layer);
        let Some(kernel) = tensors.iter().find(|placed| placed.tensor.name == part.kernel()) else { return };
        let bias = tensors.iter().find(|placed| placed.tensor.name == "bias" && part.has_bias());
        let layer_name = self.typed.graph().node(layer).text();
        let (sums, len) = (self.training.values.len(), windows.kernel_len());
        let with_bias = bias.filter(|_| part != Part::Transposed);
        let whole = if with_bias.is_some() { geometry::sum(&len, &windows.filters) } else { len.clone() };
        let name = format!("gradient of {layer_name}.{}", kernel.tensor.name);
        self.training.values.push(Value { name, len: whole.clone(), place: Place::Runs, alive: None });
        let (lattice, has_bias) = (Box::new(windows.clone()), with_bias.is_some());
        let step = Backward::KernelGradient { part, windows: lattice, x, gradient, sums, bias: has_bias };
        self.training.backward.push(step);
        let first = Dim::Literal(0);
        self.training.sums.push(Sum::Runs { tensor: kernel.index, sums, first, whole: whole.clone() });
        if let Some(bias) = with_bias {
            self.training.sums.push(Sum::Runs { tensor: bias.index, sums, first: len, whole });
        } else if let Some(bias) = bias {
            let (sums, width) = (self.training.values.len(), bias.shape[0].clone());
            let name = format!("gradient of {layer_name}.bias");
            self.training.values.push(Value { name, len: width.clone(), place: Place::Buffer, alive: None });
            self.training.backward.push(Backward::OffsetGradient { gradient, sums, width });
            self.training.sums.push(Sum::Bias { tensor: bias.index, dy: sums });
        }
    }

    /// The same for the parameters of an activation, by way of what each sample adds to their gradients.
    fn parameters(&mut self, layer: NodeId, (x, y): (usize, usize), gradient: usize) {
        for Placed { tensor, index, mut shape } in self.typed.tensors(layer) {
            let name = format!("gradient of {}.{}", self.typed.graph().node(layer).text(), tensor.name);
            let values = &mut self.training.values;
            values.push(Value { name, len: shape.remove(0), place: Place::Buffer, alive: None });
            let sums = values.len() - 1;
            self.training.backward.push(Backward::ParameterGradient { layer, x, y, gradient, sums });
            self.training.sums.push(Sum::Bias { tensor: index, dy: sums });
        }
    }

    /// The same for a layer that scales and shifts. What a sample adds to a gradient is a value of its own, because the tensors are
    /// as long as a row, and a sample may have several of them.
    fn scale_and_offset(&mut self, layer: NodeId, x: usize, gradient: usize, width: &Dim) {
        if !self.is_trainable(layer) {
            return;
        }
        for Placed { tensor, index, .. } in self.typed.tensors(layer) {
            let name = format!("gradient of {}.{}", self.typed.graph().node(layer).text(), tensor.name);
            let values = &mut self.training.values;
            values.push(Value { name, len: width.clone(), place: Place::Buffer, alive: None });
            let (sums, width) = (values.len() - 1, width.clone());
            self.training.backward.push(match tensor.name {
                "beta" => Backward::OffsetGradient { gradient, sums, width },
                _ => Backward::ScaleGradient { x, gradient, sums, width },
            });
            self.training.sums.push(Sum::Bias { tensor: index, dy: sums });
        }
    }
    /// The gradients of a layer's slopes, by way of what each sample adds to them.
    fn slopes(&mut self, layer: NodeId, x: usize, gradient: usize) {
        if !self.is_trainable(layer) {
            return;
        }
        for Placed { index, shape, .. } in self.typed.tensors(layer) {
            let name = format!("gradient of {}.alpha", self.typed.graph().node(layer).text());
            let len = Dim::product(&shape).unwrap_or_else(|| unreachable!("large shapes were refused"));
            let values = &mut self.training.values;
            values.push(Value { name, len, place: Place::Buffer, alive: None });
            let sums = values.len() - 1;
            self.training.backward.push(Backward::SlopeGradient { layer, x, gradient, sums });
            self.training.sums.push(Sum::Bias { tensor: index, dy: sums });
        }
    }

    /// Back through a layer that normalizes columns. One that looks at the batch has found the gradients of its parameters on the way.
    fn normalization(&mut self, layer: NodeId, x: usize, gradient: usize, goes_on: bool) {
        let Some(number) = self.training.batch.iter().position(|of_batch| of_batch.layer == layer) else {
            if goes_on {
                self.training.backward.push(Backward::Normalize { layer, gradient });
            }
            return;
        };
        self.training.batch[number].gradient = Some(gradient);
        self.training.backward.push(Backward::NormalizeBatch { layer, number, x, gradient, goes_on });
        for Placed { tensor, index, .. } in self.typed.tensors(layer) {
            match tensor.name {
                "gamma" => self.training.sums.push(Sum::Gamma { tensor: index, number }),
                "beta" => self.training.sums.push(Sum::Beta { tensor: index, number }),
                _ => {}
            }
        }
    }
}
