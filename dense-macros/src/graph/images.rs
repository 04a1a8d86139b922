//! Layers over images and sequences: what windows see of them, and where their places go.
//!
//! Images are `[height, width, channels]`, sequences `[steps, features]`. What is said for each axis of places is a list with two
//! sizes for images and one for sequences.

use crate::graph::{Dim, Function, Tensor};
use crate::place::Place;

/// How windows lie over the places of an image or a sequence.
#[derive(Clone)]
pub(crate) struct Windows {
    /// How large they are.
    pub(crate) size: Vec<Dim>,
    /// How far apart they are.
    pub(crate) strides: Vec<Dim>,
    /// How far apart the places that a window sees are.
    pub(crate) dilation: Vec<Dim>,
    pub(crate) padding: Padding,
    /// Where the size is written, or the layer.
    pub(crate) place: Place,
    /// The same for the dilation, or the size.
    pub(crate) dilation_place: Place,
}

/// What lies around an image for windows that reach over its edge.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Padding {
    /// Nothing: they do not.
    Valid,
    /// As much as it takes for a window at each place, or each that strides come to.
    Same,
    /// The same, all of it before the first step.
    Causal,
}

/// A layer that multiplies what windows see by a kernel.
#[derive(Clone)]
pub(crate) struct Convolution {
    pub(crate) form: Form,
    pub(crate) windows: Windows,
    /// How many numbers each place of the output has. A depthwise layer does not say.
    pub(crate) filters: Dim,
    /// Into how many groups channels are split, each of which makes its own part of the output.
    pub(crate) groups: u64,
    pub(crate) groups_place: Place,
    /// How many numbers a depthwise kernel makes of each channel.
    pub(crate) depth_multiplier: u64,
    /// What the output of a transposed one has more at its end.
    pub(crate) output_padding: Option<Vec<u64>>,
    pub(crate) output_padding_place: Place,
    pub(crate) activation: Option<Function>,
    /// `kernel`, or of a separable layer `depthwise_kernel`.
    pub(crate) kernel: Tensor,
    /// Only a separable layer has it.
    pub(crate) pointwise_kernel: Option<Tensor>,
    pub(crate) bias: Option<Tensor>,
    pub(crate) activity_regularizer: Option<Function>,
    pub(crate) trainable: bool,
}

/// What a kernel is multiplied with.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Form {
    /// All channels of a group.
    Plain,
    /// Each channel by itself.
    Depthwise,
    /// Each channel by itself, and then all of them at each place.
    Separable,
    /// Each place, and the products are added where a window lies.
    Transposed,
}

/// One number of what each window sees, for each channel.
#[derive(Clone)]
pub(crate) struct Pooling {
    pub(crate) statistic: Statistic,
    pub(crate) windows: Windows,
}

/// One number of all places, for each channel.
#[derive(Clone, Copy)]
pub(crate) struct GlobalPooling {
    pub(crate) statistic: Statistic,
    /// How many axes of places there are.
    pub(crate) axes: usize,
    /// Whether they stay, with the length 1.
    pub(crate) keepdims: bool,
}

/// The number that pooling takes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Statistic {
    Max,
    Average,
}

/// Places that are added around an image as zeros, or taken away.
#[derive(Clone)]
pub(crate) struct Border {
    /// Whether they are added.
    pub(crate) grows: bool,
    /// How many there are before and behind the others on each axis.
    pub(crate) sides: Vec<[Dim; 2]>,
    /// Where they are written, or the layer.
    pub(crate) place: Place,
}

/// Places that are repeated, or numbers that are interpolated between them.
#[derive(Clone)]
pub(crate) struct UpSampling {
    /// How many places come of one.
    pub(crate) size: Vec<Dim>,
    pub(crate) bilinear: bool,
}

/// The axes in another order.
#[derive(Clone)]
pub(crate) struct Permute {
    /// For each axis of the output, that of the input, from 0 on, and where it is written.
    pub(crate) axes: Vec<(usize, Place)>,
}
