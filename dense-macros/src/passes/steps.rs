//! What steps there are, forward, backward, and over all samples. They name values by number.

use crate::graph::{Dim, Function, NodeId, Noise};
use crate::passes::operations::Part;
use crate::passes::pixels::{Lattice, Pixels, Pool};

/// A step from the input to the output.
pub(crate) enum Forward {
    Dense {
        layer: NodeId,
        from: usize,
        to: usize,
        activation: Option<Function>,
    },
    Convolution {
        layer: NodeId,
        part: Part,
        windows: Box<Lattice>,
        from: usize,
        to: usize,
        activation: Option<Function>,
        /// What is pooled of it, and a value for some rows of what it is pooled of.
        pool: Option<(Box<Pool>, usize)>,
    },
    /// A convolution, and the product that takes what it gives in pieces.
    Pieces(Box<Pieces>),
    Pixels {
        layer: NodeId,
        pixels: Box<Pixels>,
        from: usize,
        to: usize,
    },
    /// Rows of the layer's table, for the indices that go into the network.
    Embedding {
        layer: NodeId,
        to: usize,
    },
    /// Means over the steps of what the layer gets.
    Average {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    Activation {
        from: usize,
        to: usize,
        width: Dim,
        function: Function,
    },
    /// One half of each row, gated by the other.
    Glu {
        from: usize,
        to: usize,
        width: Dim,
    },
    /// An activation with the layer's parameters.
    TrainedActivation {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    /// Scaled and shifted by the layer's parameters.
    Affine {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    /// Each column by the mean and the variance that the layer knows.
    Normalize {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    /// Each column by the mean and the variance of the batch. The layer's number among those that look at it is that of the
    /// phase that ends before this step.
    NormalizeBatch {
        layer: NodeId,
        number: usize,
        from: usize,
        to: usize,
    },
    /// Each column scaled and shifted by what the layer knows of the data.
    Standardize {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    /// Negative numbers times the layer's slopes.
    PReLU {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    Noise {
        layer: NodeId,
        noise: Noise,
        from: usize,
        to: usize,
    },
    Copy {
        from: usize,
        to: usize,
    },
    /// Adds a penalty on a value to the loss.
    Penalty {
        of: usize,
        function: Function,
    },
}

/// A convolution, and the product that takes what it gives in pieces.
pub(crate) struct Pieces {
    pub(crate) convolution: NodeId,
    pub(crate) windows: Lattice,
    /// The activation between the two.
    pub(crate) between: Option<Function>,
    pub(crate) dense: NodeId,
    pub(crate) activation: Option<Function>,
    pub(crate) from: usize,
    /// A value for a piece.
    pub(crate) room: usize,
    pub(crate) to: usize,
}

/// A step from the gradient of the output to the gradients of values before.
pub(crate) enum Backward {
    /// What each sample adds to the gradients of an activation's parameters.
    ParameterGradient {
        layer: NodeId,
        x: usize,
        y: usize,
        gradient: usize,
        sums: usize,
    },
    /// Back through an activation with the layer's parameters, in place.
    TrainedActivation {
        layer: NodeId,
        x: usize,
        y: usize,
        gradient: usize,
    },
    /// What each sample adds to the gradient of a layer's scale.
    ScaleGradient {
        x: usize,
        gradient: usize,
        sums: usize,
        width: Dim,
    },
    /// What each sample adds to the gradient of a layer's offset.
    OffsetGradient {
        gradient: usize,
        sums: usize,
        width: Dim,
    },
    /// Back through a layer's scale, in place.
    Scale {
        layer: NodeId,
        gradient: usize,
    },
    /// Back through what a layer knows of the data, in place.
    Standardize {
        layer: NodeId,
        gradient: usize,
    },
    /// What each sample adds to the gradients of a layer's slopes.
    SlopeGradient {
        layer: NodeId,
        x: usize,
        gradient: usize,
        sums: usize,
    },
    /// Back through a layer's slopes, in place.
    PReLU {
        layer: NodeId,
        x: usize,
        gradient: usize,
    },
    /// Back through what a layer knows of mean and variance, in place.
    Normalize {
        layer: NodeId,
        gradient: usize,
    },
    /// Back through mean and variance of the batch, in place. The way back has a new phase with this step, the one of the layer's
    /// number. If the way ends here, nothing runs.
    NormalizeBatch {
        layer: NodeId,
        number: usize,
        x: usize,
        gradient: usize,
        goes_on: bool,
    },
    Dense {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    /// What runs of samples add to the gradient of a kernel, and of the bias behind it, if that learns from the same windows.
    KernelGradient {
        part: Part,
        windows: Box<Lattice>,
        x: usize,
        gradient: usize,
        sums: usize,
        bias: bool,
    },
    /// Back through a convolution.
    Convolution {
        layer: NodeId,
        part: Part,
        windows: Box<Lattice>,
        from: usize,
        to: usize,
    },
    /// From the gradient of pixels that were moved or pooled to that of `x`, what they were before. Only where the largest numbers of
    /// windows were taken it looks at `x` and at them, `y`, and may go back through the `relu` that made `x` as well.
    Pixels {
        pixels: Box<Pixels>,
        rectify: bool,
        x: usize,
        y: usize,
        from: usize,
        to: usize,
    },
    /// From the gradient of what was gated to that of `x`, what it was before.
    Glu {
        x: usize,
        from: usize,
        to: usize,
        width: Dim,
    },
    /// From the gradients of means to those of the steps.
    Average {
        layer: NodeId,
        from: usize,
        to: usize,
    },
    Activation {
        x: usize,
        y: usize,
        gradient: usize,
        width: Dim,
        function: Function,
    },
    Noise {
        layer: NodeId,
        noise: Noise,
        gradient: usize,
    },
    /// Adds the gradient of a penalty on a value, which is made in `room`, to the gradient of the value.
    Penalty {
        of: usize,
        room: usize,
        gradient: usize,
        function: Function,
    },
}

/// A sum over all samples: the gradient of a tensor.
pub(crate) enum Sum {
    Kernel {
        tensor: usize,
        x: usize,
        dy: usize,
    },
    Bias {
        tensor: usize,
        dy: usize,
    },
    /// Of what runs of samples have added up: so many of the `whole` numbers of each, from `first` on.
    Runs {
        tensor: usize,
        sums: usize,
        first: Dim,
        whole: Dim,
    },
    /// Of the rows of a table, each over the places that it was looked up for.
    Table {
        tensor: usize,
        dy: usize,
    },
    /// Of a layer that looks at batches, which has the sum already: that of its scale.
    Gamma {
        tensor: usize,
        number: usize,
    },
    /// The same, of its offset.
    Beta {
        tensor: usize,
        number: usize,
    },
}
