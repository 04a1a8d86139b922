//! What the compiler knows about a network: its layers, tensors, and where each value lies in memory.
//!
//! `network!` emits a [`Plan`] as a constant. Everything here is `const`, because sizes may be const expressions or
//! const generics of the network, which only the const evaluator can see.

mod batch;
#[cfg(feature = "std")]
mod display;
mod layer;
mod memory;
#[cfg(feature = "std")]
mod summary;
#[cfg(feature = "std")]
mod table;
mod tensor;

pub use batch::BatchPlan;
pub use layer::LayerPlan;
pub(crate) use memory::RUN;
pub use memory::{Place, Value, arena_len, pack};
#[cfg(feature = "std")]
pub use summary::Summary;
#[cfg(feature = "std")]
use tensor::Form;
pub use tensor::TensorPlan;

/// The plan of a network. Printed, it shows layer by layer what runs and where the values lie.
///
/// ```text
/// plan of Digits: f32 [784] -> [10]
///   layer    kind     output  prediction                training                              FLOPs    weights
///   hidden   Dense    [64]    product + bias + relu     product + bias + relu                 100,416  196.25 KB
///   dropout  Dropout  [64]    nothing                   dropout                               0        0.00 B
///   dense    Dense    [10]    product + bias + softmax  product + bias (softmax in the loss)  1,290    2.54 KB
/// tiles of the products on avx512:
///   layer   one sample                 many samples
///   hidden  4 x 16 columns in 2 parts  6 rows x 64 columns
///   dense   1 x 16 columns in 4 parts  4 rows x 10 columns in 4 parts
/// values of a prediction, 256.00 B for each sample:
///   value   numbers  offset               alive in steps
///   input   784      the caller's input
///   hidden  64       0                    0..=1
///   dense   10       the caller's output
/// values of a training step, 896.00 B for each sample:
///   value               numbers  offset              alive in steps
///   input               784      the caller's input
///   hidden              64       0                   0..=6
///   dropout             64       64                  1..=9
///   dense               10       128                 2..=3
///   gradient of dense   10       144                 3..=10
///   gradient of hidden  64       160                 4..=8
/// ```
///
/// Tiles are sums that the kernels keep in registers, on the CPU that prints the plan: so many vectors of columns at a time for
/// one sample, so many rows and columns for many. Where a row has few columns, each sum is cut into parts that are summed side by
/// side. Convolutions have a table of their own, with the form that each got, the one that costs the fewest cycles by its shape:
///
/// ```text
/// forms of the convolutions on avx512:
///   layer     convolution                  form
///   conv2d    26x26 windows of 3x3x1       window by window, all 9 terms of the kernel in registers
///   conv2d_1  11x11 windows of 3x3x32      tiles of 6 windows x 64 filters, 288 terms, at most 128 at a time
/// ```
///
/// Offsets count numbers of one sample. Steps are counted through the forward pass, the loss, the backward pass and the sums
/// that are the parameters' gradients; values that are not alive together may share memory.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Plan {
    /// The network's name.
    pub name: &'static str,
    /// The number type's name, `"f32"` or `"f64"`.
    pub element: &'static str,
    /// The shape of an input, without the batch axis.
    pub input: &'static [usize],
    /// The shape of an output, without the batch axis.
    pub output: &'static [usize],
    /// The layers in the order of the declaration.
    pub layers: &'static [LayerPlan],
    /// The tensors of parameters in the order in which they lie in memory.
    pub tensors: &'static [TensorPlan],
    /// The values of a prediction, with their places.
    pub inference: &'static [Value],
    /// The values of a training step, with their places.
    pub training: &'static [Value],
    /// The value of a training step on which the loss stands: the output before the head's activation.
    pub logits: usize,
    /// The value of a training step that receives the loss's gradient with respect to `logits`.
    pub logits_gradient: usize,
    /// The layers that look at all samples of a batch at once in training, in order.
    pub batch: &'static [BatchPlan],
}

impl Plan {
    /// For emitted code only; see the fields.
    #[doc(hidden)]
    #[expect(clippy::too_many_arguments, reason = "a plan is made in one place, by emitted code")]
    pub const fn new(
        name: &'static str,
        element: &'static str,
        [input, output]: [&'static [usize]; 2],
        layers: &'static [LayerPlan],
        tensors: &'static [TensorPlan],
        inference: &'static [Value],
        training: &'static [Value],
        [logits, logits_gradient]: [usize; 2],
    ) -> Plan {
        Plan { name, element, input, output, layers, tensors, inference, training, logits, logits_gradient, batch: &[] }
    }

    /// The layers that look at whole batches.
    #[doc(hidden)]
    #[must_use]
    pub const fn batch(mut self, batch: &'static [BatchPlan]) -> Plan {
        self.batch = batch;
        self
    }

    /// The number of parameters, those of frozen layers only if `frozen`.
    pub(crate) const fn parameters(&self, frozen: bool) -> usize {
        let mut sum = 0;
        let mut at = 0;
        while at < self.tensors.len() {
            if frozen || self.tensors[at].trainable {
                sum += self.tensors[at].len();
            }
            at += 1;
        }
        sum
    }

    /// The tensor whose rows the inputs name, for a network that takes indices.
    #[cfg(feature = "std")]
    pub(crate) const fn table(&self) -> Option<usize> {
        let mut at = 0;
        while at < self.tensors.len() {
            if let Form::Table = self.tensors[at].form {
                return Some(at);
            }
            at += 1;
        }
        None
    }

    /// The length of the longest row of a tensor: no sum over samples is longer.
    #[cfg(feature = "std")]
    pub(crate) const fn widest_row(&self) -> usize {
        let mut widest = 0;
        let mut at = 0;
        while at < self.tensors.len() {
            if self.tensors[at].row() > widest {
                widest = self.tensors[at].row();
            }
            at += 1;
        }
        widest
    }

    /// How many weights there are that each sample uses once.
    #[cfg(feature = "std")]
    pub(crate) const fn weights_of_products(&self) -> usize {
        let mut sum = 0;
        let mut at = 0;
        while at < self.tensors.len() {
            if self.tensors[at].kernel().is_some() {
                sum += self.tensors[at].len();
            }
            at += 1;
        }
        sum
    }

    /// How many numbers a prediction needs for the sums of a layer that several threads share.
    #[cfg(feature = "std")]
    pub(crate) const fn most_shared_sums(&self) -> usize {
        let mut most = 0;
        let mut at = 0;
        while at < self.tensors.len() {
            if let Some([inputs, units]) = self.tensors[at].kernel()
                && crate::pass::shared_sums(inputs, units) > most
            {
                most = crate::pass::shared_sums(inputs, units);
            }
            at += 1;
        }
        most
    }

    /// How many numbers a prediction needs for a part of what a layer gives.
    #[cfg(feature = "std")]
    pub(crate) const fn largest_part(&self) -> usize {
        let mut most = 0;
        let mut at = 0;
        while at < self.layers.len() {
            if self.layers[at].part > most {
                most = self.layers[at].part;
            }
            at += 1;
        }
        most
    }

    /// Floating-point operations of one prediction.
    pub(crate) const fn flops(&self) -> usize {
        let mut sum = 0;
        let mut at = 0;
        while at < self.layers.len() {
            sum += self.layers[at].flops;
            at += 1;
        }
        sum
    }

    /// Whether the first layer that computes is a `Dense` that learns, so that each number of the input is a factor of some
    /// gradient.
    #[cfg(feature = "std")]
    pub(crate) const fn learns_at_the_input(&self) -> bool {
        let mut at = 0;
        while at < self.layers.len() && self.layers[at].training.is_empty() {
            at += 1;
        }
        let mut tensor = 0;
        let mut layer = 0;
        while layer < at {
            tensor += self.layers[layer].tensors;
            layer += 1;
        }
        at < self.layers.len()
            && self.layers[at].trainable
            && self.layers[at].tensors > 0
            && self.tensors[tensor].kernel().is_some()
    }

    /// Where tensor `index` begins in the flat parameters.
    pub(crate) const fn tensor_offset(&self, index: usize) -> usize {
        let mut sum = 0;
        let mut at = 0;
        while at < index {
            sum += self.tensors[at].len();
            at += 1;
        }
        sum
    }
}
