//! What the plan says of layers.

use crate::kernels::Windows;

/// What the plan says of one layer.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct LayerPlan {
    /// The layer's name, given by the label or after Keras: `dense_1`.
    pub name: &'static str,
    /// The layer's kind: `Dense`.
    pub kind: &'static str,
    /// The shape of its output, without the batch axis.
    pub output: &'static [usize],
    /// How many tensors of parameters it has.
    pub tensors: usize,
    /// Whether training changes its parameters.
    pub trainable: bool,
    /// Floating-point operations of one prediction: two for each weight, one for each bias, one for each number that is
    /// scaled or shifted by a parameter, and one for each that goes into a mean. Activation functions and normalization are not counted.
    pub flops: usize,
    /// How the windows of its kernels lie, the first and the last.
    pub(crate) windows: [Option<Windows>; 2],
    /// Whether what comes of its kernels is added where the windows lie.
    pub(crate) transposed: bool,
    /// How many of its numbers a prediction has room for, if it makes a part of them at a time.
    pub(crate) part: usize,
    /// What runs in a prediction: `product + bias + relu`.
    pub inference: &'static str,
    /// What runs in a training step, forward.
    pub training: &'static str,
}

impl LayerPlan {
    /// A layer that computes nothing in a prediction.
    #[doc(hidden)]
    pub const fn new(name: &'static str, kind: &'static str, output: &'static [usize]) -> LayerPlan {
        LayerPlan {
            name,
            kind,
            output,
            tensors: 0,
            trainable: true,
            flops: 0,
            windows: [None; 2],
            transposed: false,
            part: 0,
            inference: "",
            training: "",
        }
    }

    /// The numbers of a `Dense` layer with `inputs`, `units`, and a bias or none.
    #[doc(hidden)]
    #[must_use]
    pub const fn dense(mut self, inputs: usize, units: usize, bias: bool) -> LayerPlan {
        self.tensors = 1 + bias as usize;
        self.flops = 2 * inputs * units + if bias { units } else { 0 };
        self
    }

    /// The numbers of a kernel that is multiplied by what these windows see.
    #[doc(hidden)]
    #[must_use]
    pub const fn convolution(mut self, windows: Windows) -> LayerPlan {
        self.windows = [if self.windows[0].is_none() { Some(windows) } else { self.windows[0] }, Some(windows)];
        self.tensors += 1;
        self.flops += 2 * windows.products();
        self
    }

    /// The same of a kernel whose products are added where the windows lie.
    #[doc(hidden)]
    #[must_use]
    pub const fn transposed(mut self, windows: Windows) -> LayerPlan {
        self.transposed = true;
        self.convolution(windows)
    }

    /// A prediction has room for so many of its numbers, and makes a part of them at a time.
    #[doc(hidden)]
    #[must_use]
    pub const fn in_part(mut self, numbers: usize) -> LayerPlan {
        self.part = numbers;
        self
    }

    /// A bias that is added to so many numbers.
    #[doc(hidden)]
    #[must_use]
    pub const fn biased(mut self, numbers: usize) -> LayerPlan {
        self.tensors += 1;
        self.flops += numbers;
        self
    }

    /// The numbers of a layer that gives means of what these windows see.
    #[doc(hidden)]
    #[must_use]
    pub const fn averages(mut self, windows: Windows) -> LayerPlan {
        self.flops = windows.count[0] * windows.count[1] * windows.size[0] * windows.size[1] * windows.filters;
        self
    }

    /// The numbers of a layer that scales and shifts `numbers` by parameters, or does one of the two.
    #[doc(hidden)]
    #[must_use]
    pub const fn affine(mut self, numbers: usize, scale: bool, offset: bool) -> LayerPlan {
        self.tensors = scale as usize + offset as usize;
        self.flops = self.tensors * numbers;
        self
    }

    /// The numbers of a `BatchNormalization` of `numbers`, which are scaled and shifted, whatever it is by.
    #[doc(hidden)]
    #[must_use]
    pub const fn normalization(mut self, numbers: usize, tensors: usize) -> LayerPlan {
        self.tensors = tensors;
        self.flops = 2 * numbers;
        self
    }

    /// A layer with a tensor of parameters whose use is not counted.
    #[doc(hidden)]
    #[must_use]
    pub const fn parametric(mut self) -> LayerPlan {
        self.tensors = 1;
        self
    }

    /// The numbers of an `Embedding`, which computes nothing.
    #[doc(hidden)]
    #[must_use]
    pub const fn embedding(mut self) -> LayerPlan {
        self.tensors = 1;
        self
    }

    /// The numbers of a layer that gives means of `numbers`.
    #[doc(hidden)]
    #[must_use]
    pub const fn average(mut self, numbers: usize) -> LayerPlan {
        self.flops = numbers;
        self
    }

    /// The layer keeps its parameters in training.
    #[doc(hidden)]
    #[must_use]
    pub const fn frozen(mut self) -> LayerPlan {
        self.trainable = false;
        self
    }

    /// What runs for the layer.
    #[doc(hidden)]
    #[must_use]
    pub const fn steps(mut self, inference: &'static str, training: &'static str) -> LayerPlan {
        self.inference = inference;
        self.training = training;
        self
    }
}
