//! Convolutions.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// A convolution over a sequence.
pub const Conv1D: () = ();

/// A convolution over an image.
pub const Conv2D: () = ();

/// A convolution of each channel by itself, over a sequence.
pub const DepthwiseConv1D: () = ();

/// A convolution of each channel by itself, over an image.
pub const DepthwiseConv2D: () = ();

/// A depthwise and then a pointwise convolution over a sequence.
pub const SeparableConv1D: () = ();

/// A depthwise and then a pointwise convolution over an image.
pub const SeparableConv2D: () = ();

/// The way back of a convolution over a sequence.
pub const Conv1DTranspose: () = ();

/// The way back of a convolution over an image.
pub const Conv2DTranspose: () = ();
