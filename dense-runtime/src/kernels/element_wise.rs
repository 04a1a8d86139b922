//! Loops over all numbers of a batch or of the parameters, compiled in this crate for both number types.
//!
//! What is generic is compiled in the crate that uses it, without optimization if that is a debug build. So the loops that
//! each training step runs are reached through functions that are not generic.

use super::{
    AddNoise, Affine, AllFinite, AllWithin, Average, AverageBack, AveragePool, AveragePoolBack, Combine, Crop, Drop,
    DropChannels, Gate, GateBack, GlobalMaxPoolBack, Interpolate, InterpolateBack, LookUp, MaxPool, MaxPoolBack,
    Moments, Normalize, NormalizeBack, Pad, Permute, Rectify, RectifyBack, RepeatChannels, RepeatChannelsBack, Replace,
    Rescale, RowSums, ScaleByNoise, SlopeSums, Slopes, Standardize, StandardizeBack, TableGradient, UpSample,
    UpSampleBack,
};
#[cfg(feature = "std")]
use super::{Norm, Scale, SumOfSquares};
use crate::isa::{dispatch, dispatch_narrow};
#[cfg(feature = "std")]
use crate::optimizer::{
    AdadeltaUpdate, AdafactorMoments, AdafactorRow, AdafactorVector, AdagradUpdate, AdamUpdate, AdamaxUpdate,
    FtrlUpdate, LambUpdate, LionUpdate, NadamUpdate, PrepareUpdate, RMSpropUpdate, SGDUpdate,
};

macro_rules! element_wise {
    ($($dispatch:ident { $($(#[$attribute:meta])* $name:ident: $task:ident -> $output:ty,)* })*) => {
        /// Loops over numbers, compiled for a number type.
        #[doc(hidden)]
        pub trait ElementWise: Sized {
            $($($(#[$attribute])* fn $name(task: $task<'_, Self>) -> $output;)*)*
        }

        element_wise!(impl f32: $($($(#[$attribute])* $name: $task -> $output, $dispatch;)*)*);
        element_wise!(impl f64: $($($(#[$attribute])* $name: $task -> $output, $dispatch;)*)*);
    };
    (impl $element:ident: $($(#[$attribute:meta])* $name:ident: $task:ident -> $output:ty, $dispatch:ident;)*) => {
        impl ElementWise for $element {
            $(
                $(#[$attribute])*
                #[inline(never)]
                fn $name(task: $task<'_, Self>) -> $output {
                    $dispatch(task)
                }
            )*
        }
    };
}

element_wise! {
    dispatch {
        /// Whether all numbers are finite.
        all_finite: AllFinite -> bool,
        /// Whether no number is too large.
        all_within: AllWithin -> bool,
        /// Scales and shifts numbers.
        affine: Affine -> (),
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
        /// Gates one half of each row by the other.
        gate: Gate -> (),
        /// The way back through that.
        gate_back: GateBack -> (),
        /// Standardizes columns.
        standardize: Standardize -> (),
        /// The way back through that.
        standardize_back: StandardizeBack -> (),
        /// The largest numbers that windows see.
        max_pool: MaxPool -> (),
        /// The way back through that.
        max_pool_back: MaxPoolBack -> (),
        /// Adds a multiple of numbers to a multiple of others.
        combine: Combine -> (),
        /// Multiplies numbers with one.
        #[cfg(feature = "std")]
        scale: Scale -> (),
        /// Sums the squares of numbers.
        #[cfg(feature = "std")]
        sum_of_squares: SumOfSquares -> Self,
        /// The Euclidean norm.
        #[cfg(feature = "std")]
        norm: Norm -> f64,
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
    }
    dispatch_narrow {
        /// Sums rows, sample by sample.
        row_sums: RowSums -> (),
        /// Looks rows of a table up.
        look_up: LookUp -> (),
        /// The gradient of the table.
        table_gradient: TableGradient -> (),
        /// Means over steps.
        average: Average -> (),
        /// The way back through that.
        average_back: AverageBack -> (),
        /// Puts zeros around images.
        pad: Pad -> (),
        /// Takes parts of images.
        crop: Crop -> (),
        /// The way back through the largest numbers of whole images.
        global_max_pool_back: GlobalMaxPoolBack -> (),
        /// Means of what windows see.
        average_pool: AveragePool -> (),
        /// The way back through that.
        average_pool_back: AveragePoolBack -> (),
        /// Repeats the places of images.
        up_sample: UpSample -> (),
        /// The way back through that.
        up_sample_back: UpSampleBack -> (),
        /// Puts numbers between those of images.
        interpolate: Interpolate -> (),
        /// The way back through that.
        interpolate_back: InterpolateBack -> (),
        /// Brings axes into another order, and back.
        permute: Permute -> (),
        /// Repeats channels.
        repeat_channels: RepeatChannels -> (),
        /// The way back through that.
        repeat_channels_back: RepeatChannelsBack -> (),
        /// Makes some of the numbers zero.
        drop: Drop -> (),
        /// Makes some of the channels zero.
        drop_channels: DropChannels -> (),
        /// Makes some of the numbers another.
        replace: Replace -> (),
        /// Adds noise.
        add_noise: AddNoise -> (),
        /// Multiplies by noise.
        scale_by_noise: ScaleByNoise -> (),
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
        /// The means of LAMB, and where they point.
        #[cfg(feature = "std")]
        lamb: LambUpdate -> (),
        /// The means that Adafactor keeps of the columns of a matrix.
        #[cfg(feature = "std")]
        adafactor_moments: AdafactorMoments -> (),
        /// A row of a matrix, divided by what they say.
        #[cfg(feature = "std")]
        adafactor_row: AdafactorRow -> (),
        /// The same for a vector, all in one.
        #[cfg(feature = "std")]
        adafactor_vector: AdafactorVector -> (),
    }
}
