//! The layers over images and sequences, and their arguments: what is mostly written comes first, and then Keras's order.

use super::Kind::{Bool, Integer, Number, Size, Text};
use super::layers::{ACTIVATION, CONSTRAINT, INITIALIZER, REGULARIZER};
use super::{Argument, Choice, Kind, Signature, optional, required};

const PADDING: Kind = Kind::Choice(Choice::Padding);
const DATA_FORMAT: Argument = optional("data_format", Kind::Choice(Choice::DataFormat));
const NAME: Argument = optional("name", Text);

const CONVOLUTION: &[Argument] = &[
    required("filters", Size),
    required("kernel_size", Size),
    optional("activation", ACTIVATION),
    optional("kernel_initializer", INITIALIZER),
    optional("strides", Size),
    optional("padding", PADDING),
    DATA_FORMAT,
    optional("dilation_rate", Size),
    optional("groups", Integer),
    optional("use_bias", Bool),
    optional("bias_initializer", INITIALIZER),
    optional("kernel_regularizer", REGULARIZER),
    optional("bias_regularizer", REGULARIZER),
    optional("activity_regularizer", REGULARIZER),
    optional("kernel_constraint", CONSTRAINT),
    optional("bias_constraint", CONSTRAINT),
    optional("trainable", Bool),
    NAME,
];

const DEPTHWISE: &[Argument] = &[
    required("kernel_size", Size),
    optional("activation", ACTIVATION),
    optional("depthwise_initializer", INITIALIZER),
    optional("strides", Size),
    optional("padding", PADDING),
    optional("depth_multiplier", Integer),
    DATA_FORMAT,
    optional("dilation_rate", Size),
    optional("use_bias", Bool),
    optional("bias_initializer", INITIALIZER),
    optional("depthwise_regularizer", REGULARIZER),
    optional("bias_regularizer", REGULARIZER),
    optional("activity_regularizer", REGULARIZER),
    optional("depthwise_constraint", CONSTRAINT),
    optional("bias_constraint", CONSTRAINT),
    optional("trainable", Bool),
    NAME,
];

const SEPARABLE: &[Argument] = &[
    required("filters", Size),
    required("kernel_size", Size),
    optional("activation", ACTIVATION),
    optional("strides", Size),
    optional("padding", PADDING),
    DATA_FORMAT,
    optional("dilation_rate", Size),
    optional("depth_multiplier", Integer),
    optional("use_bias", Bool),
    optional("depthwise_initializer", INITIALIZER),
    optional("pointwise_initializer", INITIALIZER),
    optional("bias_initializer", INITIALIZER),
    optional("depthwise_regularizer", REGULARIZER),
    optional("pointwise_regularizer", REGULARIZER),
    optional("bias_regularizer", REGULARIZER),
    optional("activity_regularizer", REGULARIZER),
    optional("depthwise_constraint", CONSTRAINT),
    optional("pointwise_constraint", CONSTRAINT),
    optional("bias_constraint", CONSTRAINT),
    optional("trainable", Bool),
    NAME,
];

const TRANSPOSED: &[Argument] = &[
    required("filters", Size),
    required("kernel_size", Size),
    optional("activation", ACTIVATION),
    optional("kernel_initializer", INITIALIZER),
    optional("strides", Size),
    optional("padding", PADDING),
    optional("output_padding", Size),
    DATA_FORMAT,
    optional("dilation_rate", Size),
    optional("use_bias", Bool),
    optional("bias_initializer", INITIALIZER),
    optional("kernel_regularizer", REGULARIZER),
    optional("bias_regularizer", REGULARIZER),
    optional("activity_regularizer", REGULARIZER),
    optional("kernel_constraint", CONSTRAINT),
    optional("bias_constraint", CONSTRAINT),
    optional("trainable", Bool),
    NAME,
];

const MAX_POOLING: &[Argument] =
    &[optional("pool_size", Size), optional("strides", Size), optional("padding", PADDING), DATA_FORMAT, NAME];
const AVERAGE_POOLING: &[Argument] =
    &[required("pool_size", Size), optional("strides", Size), optional("padding", PADDING), DATA_FORMAT, NAME];
const GLOBAL_POOLING: &[Argument] = &[DATA_FORMAT, optional("keepdims", Bool), NAME];

pub(super) const CONV1D: Signature = layer("Conv1D", CONVOLUTION, 4);
pub(super) const CONV2D: Signature = layer("Conv2D", CONVOLUTION, 4);
pub(super) const DEPTHWISE_CONV1D: Signature = layer("DepthwiseConv1D", DEPTHWISE, 3);
pub(super) const DEPTHWISE_CONV2D: Signature = layer("DepthwiseConv2D", DEPTHWISE, 3);
pub(super) const SEPARABLE_CONV1D: Signature = layer("SeparableConv1D", SEPARABLE, 3);
pub(super) const SEPARABLE_CONV2D: Signature = layer("SeparableConv2D", SEPARABLE, 3);
pub(super) const CONV1D_TRANSPOSE: Signature = layer("Conv1DTranspose", TRANSPOSED, 4);
pub(super) const CONV2D_TRANSPOSE: Signature = layer("Conv2DTranspose", TRANSPOSED, 4);
pub(super) const MAX_POOLING1D: Signature = layer("MaxPooling1D", MAX_POOLING, 2);
pub(super) const MAX_POOLING2D: Signature = layer("MaxPooling2D", MAX_POOLING, 2);
pub(super) const AVERAGE_POOLING1D: Signature = layer("AveragePooling1D", AVERAGE_POOLING, 2);
pub(super) const AVERAGE_POOLING2D: Signature = layer("AveragePooling2D", AVERAGE_POOLING, 2);
pub(super) const GLOBAL_MAX_POOLING1D: Signature = layer("GlobalMaxPooling1D", GLOBAL_POOLING, 0);
pub(super) const GLOBAL_MAX_POOLING2D: Signature = layer("GlobalMaxPooling2D", GLOBAL_POOLING, 0);
pub(super) const GLOBAL_AVERAGE_POOLING1D: Signature = layer("GlobalAveragePooling1D", GLOBAL_POOLING, 0);
pub(super) const GLOBAL_AVERAGE_POOLING2D: Signature = layer("GlobalAveragePooling2D", GLOBAL_POOLING, 0);
pub(super) const ZERO_PADDING1D: Signature = layer("ZeroPadding1D", &[optional("padding", Size), DATA_FORMAT, NAME], 1);
pub(super) const ZERO_PADDING2D: Signature = layer("ZeroPadding2D", &[optional("padding", Size), DATA_FORMAT, NAME], 1);
pub(super) const CROPPING1D: Signature = layer("Cropping1D", &[optional("cropping", Size), NAME], 1);
pub(super) const CROPPING2D: Signature = layer("Cropping2D", &[optional("cropping", Size), DATA_FORMAT, NAME], 1);
pub(super) const UP_SAMPLING1D: Signature = layer("UpSampling1D", &[optional("size", Size), NAME], 1);
pub(super) const UP_SAMPLING2D: Signature = layer(
    "UpSampling2D",
    &[optional("size", Size), DATA_FORMAT, optional("interpolation", Kind::Choice(Choice::Interpolation)), NAME],
    1,
);
pub(super) const SPATIAL_DROPOUT1D: Signature =
    layer("SpatialDropout1D", &[required("rate", Number), optional("seed", Integer), NAME], 1);
pub(super) const SPATIAL_DROPOUT2D: Signature =
    layer("SpatialDropout2D", &[required("rate", Number), DATA_FORMAT, optional("seed", Integer), NAME], 1);
pub(super) const PERMUTE: Signature = layer("Permute", &[optional("dims", Kind::Axes), NAME], 0);

const fn layer(name: &'static str, arguments: &'static [Argument], positional: usize) -> Signature {
    Signature { name, arguments, positional }
}
