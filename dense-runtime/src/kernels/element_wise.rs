//! Loops over all numbers of a batch or of the parameters, compiled in this crate for both number types.
//!
//! What is generic is compiled in the crate that uses it, without optimization if that is a debug build. So the loops that
//! each training step runs are reached through functions that are not generic.

use super::{
    AddNoise, Affine, AllFinite, AllWithin, Average, AverageBack, Drop, LookUp, Moments, Normalize, NormalizeBack,
    Rectify, RectifyBack, Replace, Rescale, RowSums, ScaleByNoise, SlopeSums, Slopes, Standardize, StandardizeBack,
    TableGradient,
};
use crate::isa::dispatch;
#[cfg(feature = "std")]
use crate::optimizer::{
    AdadeltaUpdate, AdagradUpdate, AdamUpdate, AdamaxUpdate, FtrlUpdate, LionUpdate, NadamUpdate, PrepareUpdate,
    RMSpropUpdate, SGDUpdate,
};

macro_rules! element_wise {
    ($($(#[$attribute:meta])* $name:ident: $task:ident -> $output:ty,)*) => {
        /// Loops over numbers, compiled for a number type.
        #[doc(hidden)]
        pub trait ElementWise: Sized {
            $($(#[$attribute])* fn $name(task: $task<'_, Self>) -> $output;)*
        }

        element_wise!(impl f32: $($(#[$attribute])* $name: $task -> $output,)*);
        element_wise!(impl f64: $($(#[$attribute])* $name: $task -> $output,)*);
    };
    (impl $element:ident: $($(#[$attribute:meta])* $name:ident: $task:ident -> $output:ty,)*) => {
        impl ElementWise for $element {
            $(
                $(#[$attribute])*
                #[inline(never)]
                fn $name(task: $task<'_, Self>) -> $output {
                    dispatch(task)
                }
            )*
        }
    };
}

element_wise! {
    /// Whether all numbers are finite.
    all_finite: AllFinite -> bool,
    /// Whether no number is too large.
    all_within: AllWithin -> bool,
    /// Scales and shifts numbers.
    affine: Affine -> (),
    /// Sums rows, sample by sample.
    row_sums: RowSums -> (),
    /// Means and variances over a batch.
    moments: Moments -> (),
    /// Sums over a batch for the way back.
    slopes: Slopes -> (),
    /// Brings columns to a mean and a variance.
    normalize: Normalize -> (),
    /// The way back through that, with the batch's own mean and variance.
    normalize_back: NormalizeBack -> (),
    /// The same where they were given.
    rescale: Rescale -> (),
    /// Rectifies numbers with slopes.
    rectify: Rectify -> (),
    /// The way back through that.
    rectify_back: RectifyBack -> (),
    /// The gradients of the slopes, sample by sample.
    slope_sums: SlopeSums -> (),
    /// Standardizes columns.
    standardize: Standardize -> (),
    /// The way back through that.
    standardize_back: StandardizeBack -> (),
    /// Looks rows of a table up.
    look_up: LookUp -> (),
    /// The gradient of the table.
    table_gradient: TableGradient -> (),
    /// Means over steps.
    average: Average -> (),
    /// The way back through that.
    average_back: AverageBack -> (),
    /// Makes some of the numbers zero.
    drop: Drop -> (),
    /// Makes some of the numbers another.
    replace: Replace -> (),
    /// Adds noise.
    add_noise: AddNoise -> (),
    /// Multiplies by noise.
    scale_by_noise: ScaleByNoise -> (),
    /// What comes before a step of any optimizer.
    #[cfg(feature = "std")]
    prepare: PrepareUpdate -> (),
    /// A step of gradient descent.
    #[cfg(feature = "std")]
    sgd: SGDUpdate -> (),
    /// A step of RMSprop.
    #[cfg(feature = "std")]
    rmsprop: RMSpropUpdate -> (),
    /// A step of Adam.
    #[cfg(feature = "std")]
    adam: AdamUpdate -> (),
    /// A step of Adamax.
    #[cfg(feature = "std")]
    adamax: AdamaxUpdate -> (),
    /// A step of Nadam.
    #[cfg(feature = "std")]
    nadam: NadamUpdate -> (),
    /// A step of Adagrad.
    #[cfg(feature = "std")]
    adagrad: AdagradUpdate -> (),
    /// A step of Adadelta.
    #[cfg(feature = "std")]
    adadelta: AdadeltaUpdate -> (),
    /// A step of FTRL-Proximal.
    #[cfg(feature = "std")]
    ftrl: FtrlUpdate -> (),
    /// A step of Lion.
    #[cfg(feature = "std")]
    lion: LionUpdate -> (),
}
