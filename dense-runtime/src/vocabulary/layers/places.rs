//! Layers that move, add, take away or drop places.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// Zeros around a sequence.
pub const ZeroPadding1D: () = ();

/// Zeros around an image.
pub const ZeroPadding2D: () = ();

/// A sequence without its ends.
pub const Cropping1D: () = ();

/// An image without its border.
pub const Cropping2D: () = ();

/// Each step several times.
pub const UpSampling1D: () = ();

/// A larger image.
pub const UpSampling2D: () = ();

/// Drops whole features.
pub const SpatialDropout1D: () = ();

/// Drops whole channels.
pub const SpatialDropout2D: () = ();

/// The axes in another order.
pub const Permute: () = ();
