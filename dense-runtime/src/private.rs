//! Not public API. Everything that emitted code may name, and nothing else.

pub use core::fmt;
pub use core::mem::offset_of;
pub use core::option::Option::{None, Some};
pub use core::primitive::{bool, f32, f64, u32, u64, usize};
pub use core::{clone::Clone, cmp::PartialEq, default::Default, marker::Copy};

pub use crate::activation::parametric::{Counted, Given, Parametric};
pub use crate::activation::{Activation, RowActivation, formula};
pub use crate::constraint::Constraint;
pub use crate::embedded::embedded;
pub use crate::initializer::{Initializer, Seeds};
pub use crate::isa::Isa;
pub use crate::kernels::Windows;
pub use crate::layer::{
    BatchNormalization, Conv1D, Conv1DTranspose, Conv2D, Conv2DTranspose, Dense, DepthwiseConv1D, DepthwiseConv2D,
    Embedding, Layer, LayerNormalization, Normalization, PReLU, RMSNormalization, SeparableConv1D, SeparableConv2D,
    TrainedActivation, batch_normalization,
};
pub use crate::math::Real;
pub use crate::network::{AsNetwork, Compiled, Network, debug};
pub use crate::pass::{Backward, Forward, Gradients, Inference, Noise};
pub use crate::penalties::Penalties;
pub use crate::plan::{BatchPlan, LayerPlan, Plan, TensorPlan, Value, pack};
pub use crate::regularizer::Regularizer;
pub use crate::storage::{Field, Plain, Tensor, contiguous};

#[cfg(feature = "std")]
pub use crate::tune::Sizes;

pub use dense_macros::{activation, include_weights, network, sizes};

pub use crate::checks::{check_budget, check_classes, check_numbers, check_shape, check_size};
pub use crate::checks::{check_cropping, check_fits, check_groups, check_output_padding, check_strides_or_dilation};
pub use crate::checks::{check_fraction, check_non_negative, check_non_zero, check_positive};
pub use crate::checks::{check_rate, check_rate_below_one, check_stddev};
pub use crate::constraint::words as constraint;
pub use crate::regularizer::words as regularizer;

/// What can stand behind a layer.
pub mod activation {
    pub use crate::activation::layer_words::*;
    pub use crate::activation::words::*;
}

/// What emitted code does to fold a network.
pub mod fold {
    pub use crate::fold::{before, behind, keep, of_batches, of_data, with_bias};
}

/// The sizes of windows, where only the compiler knows them.
pub mod geometry {
    pub use crate::geometry::*;
}

/// What tensors can begin with.
pub mod initializer {
    pub use crate::initializer::list;
    pub use crate::initializer::words::*;
}

/// Where editors look up the words of `network!`: modules that re-export [`vocabulary`](crate::vocabulary), by place.
pub mod editor {
    dense_macros::vocabulary! {}
}

/// What a network's output can end in, seen by losses.
pub mod head {
    pub use crate::activation::{Linear, Sigmoid, Softmax};
}
