//! The arguments of layers over images and sequences.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// An argument of layers over images.
pub const filters: () = ();

/// An argument of layers over images.
pub const kernel_size: () = ();

/// An argument of layers over images.
pub const strides: () = ();

/// An argument of layers over images.
pub const padding: () = ();

/// An argument of layers over images.
pub const data_format: () = ();

/// An argument of layers over images.
pub const dilation_rate: () = ();

/// An argument of layers over images.
pub const groups: () = ();

/// An argument of layers over images.
pub const depth_multiplier: () = ();

/// An argument of layers over images.
pub const output_padding: () = ();

/// An argument of layers over images.
pub const pool_size: () = ();

/// An argument of layers over images.
pub const keepdims: () = ();

/// An argument of layers over images.
pub const cropping: () = ();

/// An argument of layers over images.
pub const size: () = ();

/// An argument of layers over images.
pub const interpolation: () = ();

/// An argument of layers over images.
pub const dims: () = ();

/// An argument of layers over images.
pub const depthwise_initializer: () = ();

/// An argument of layers over images.
pub const depthwise_regularizer: () = ();

/// An argument of layers over images.
pub const depthwise_constraint: () = ();

/// An argument of layers over images.
pub const pointwise_initializer: () = ();

/// An argument of layers over images.
pub const pointwise_regularizer: () = ();

/// An argument of layers over images.
pub const pointwise_constraint: () = ();
