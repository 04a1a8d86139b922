//! Layers that keep one number of each window.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// The largest number in each window of a sequence.
pub const MaxPooling1D: () = ();

/// The largest number in each window of an image.
pub const MaxPooling2D: () = ();

/// The mean of each window of a sequence.
pub const AveragePooling1D: () = ();

/// The mean of each window of an image.
pub const AveragePooling2D: () = ();

/// The largest number of all steps.
pub const GlobalMaxPooling1D: () = ();

/// The largest number of all places.
pub const GlobalMaxPooling2D: () = ();

/// The mean of all places.
pub const GlobalAveragePooling2D: () = ();
