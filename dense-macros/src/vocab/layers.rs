//! All layers and their arguments, in Keras's order.

use super::Kind::{Bool, Dtype, Integer, Number, Size, Text};
use super::{Argument, Category, FRACTION, Kind, NON_NEGATIVE, POSITIVE, Signature, images, optional, required};

pub(super) const ACTIVATION: Kind = Kind::Function(Category::Activation);
pub(super) const INITIALIZER: Kind = Kind::Function(Category::Initializer);
pub(super) const REGULARIZER: Kind = Kind::Function(Category::Regularizer);
pub(super) const CONSTRAINT: Kind = Kind::Function(Category::Constraint);

/// All layers.
pub(crate) const LAYERS: &[Signature] = &[
    Signature { name: "Input", arguments: &[optional("shape", Size), optional("dtype", Dtype)], positional: 0 },
    Signature {
        name: "Dense",
        arguments: &[
            required("units", Size),
            optional("activation", ACTIVATION),
            optional("kernel_initializer", INITIALIZER),
            optional("use_bias", Bool),
            optional("bias_initializer", INITIALIZER),
            optional("kernel_regularizer", REGULARIZER),
            optional("bias_regularizer", REGULARIZER),
            optional("activity_regularizer", REGULARIZER),
            optional("kernel_constraint", CONSTRAINT),
            optional("bias_constraint", CONSTRAINT),
            optional("trainable", Bool),
            optional("name", Text),
        ],
        positional: 3,
    },
    images::CONV1D,
    images::CONV2D,
    images::DEPTHWISE_CONV1D,
    images::DEPTHWISE_CONV2D,
    images::SEPARABLE_CONV1D,
    images::SEPARABLE_CONV2D,
    images::CONV1D_TRANSPOSE,
    images::CONV2D_TRANSPOSE,
    Signature {
        name: "Embedding",
        arguments: &[
            required("input_dim", Size),
            required("output_dim", Size),
            optional("embeddings_initializer", INITIALIZER),
            optional("embeddings_regularizer", REGULARIZER),
            optional("embeddings_constraint", CONSTRAINT),
            optional("dtype", Dtype),
            optional("trainable", Bool),
            optional("name", Text),
        ],
        positional: 3,
    },
    Signature {
        name: "Activation",
        arguments: &[required("activation", ACTIVATION), optional("trainable", Bool), optional("name", Text)],
        positional: 1,
    },
    layer_of_word(
        "ReLU",
        &[
            optional("max_value", Number),
            optional("negative_slope", NON_NEGATIVE),
            optional("threshold", Number),
            optional("name", Text),
        ],
    ),
    layer_of_word("LeakyReLU", &[optional("negative_slope", NON_NEGATIVE), optional("name", Text)]),
    Signature {
        name: "PReLU",
        arguments: &[
            optional("alpha_initializer", INITIALIZER),
            optional("alpha_regularizer", REGULARIZER),
            optional("alpha_constraint", CONSTRAINT),
            optional("shared_axes", Kind::Axes),
            optional("trainable", Bool),
            optional("name", Text),
        ],
        positional: 0,
    },
    layer_of_word("ELU", &[optional("alpha", Number), optional("name", Text)]),
    layer_of_word("Softmax", &[optional("name", Text)]),
    Signature {
        name: "BatchNormalization",
        arguments: &[
            optional("momentum", FRACTION),
            optional("epsilon", POSITIVE),
            optional("center", Bool),
            optional("scale", Bool),
            optional("beta_initializer", INITIALIZER),
            optional("gamma_initializer", INITIALIZER),
            optional("moving_mean_initializer", INITIALIZER),
            optional("moving_variance_initializer", INITIALIZER),
            optional("beta_regularizer", REGULARIZER),
            optional("gamma_regularizer", REGULARIZER),
            optional("beta_constraint", CONSTRAINT),
            optional("gamma_constraint", CONSTRAINT),
            optional("trainable", Bool),
            optional("name", Text),
        ],
        positional: 0,
    },
    Signature {
        name: "LayerNormalization",
        arguments: &[
            optional("epsilon", POSITIVE),
            optional("center", Bool),
            optional("scale", Bool),
            optional("beta_initializer", INITIALIZER),
            optional("gamma_initializer", INITIALIZER),
            optional("beta_regularizer", REGULARIZER),
            optional("gamma_regularizer", REGULARIZER),
            optional("beta_constraint", CONSTRAINT),
            optional("gamma_constraint", CONSTRAINT),
            optional("trainable", Bool),
            optional("name", Text),
        ],
        positional: 0,
    },
    Signature {
        name: "RMSNormalization",
        arguments: &[optional("epsilon", POSITIVE), optional("trainable", Bool), optional("name", Text)],
        positional: 0,
    },
    Signature {
        name: "Normalization",
        arguments: &[
            optional("mean", Kind::Numbers),
            optional("variance", Kind::Numbers),
            optional("invert", Bool),
            optional("name", Text),
        ],
        positional: 0,
    },
    layer_of_word("UnitNormalization", &[optional("name", Text)]),
    layer_of_word("Rescaling", &[required("scale", Number), optional("offset", Number), optional("name", Text)]),
    Signature {
        name: "Dropout",
        arguments: &[required("rate", Number), optional("seed", Integer), optional("name", Text)],
        positional: 1,
    },
    Signature {
        name: "GaussianDropout",
        arguments: &[required("rate", Number), optional("seed", Integer), optional("name", Text)],
        positional: 2,
    },
    Signature {
        name: "GaussianNoise",
        arguments: &[required("stddev", Number), optional("seed", Integer), optional("name", Text)],
        positional: 2,
    },
    Signature {
        name: "AlphaDropout",
        arguments: &[required("rate", Number), optional("seed", Integer), optional("name", Text)],
        positional: 1,
    },
    images::SPATIAL_DROPOUT1D,
    images::SPATIAL_DROPOUT2D,
    layer_of_word(
        "ActivityRegularization",
        &[optional("l1", NON_NEGATIVE), optional("l2", NON_NEGATIVE), optional("name", Text)],
    ),
    images::MAX_POOLING1D,
    images::MAX_POOLING2D,
    images::AVERAGE_POOLING1D,
    images::AVERAGE_POOLING2D,
    images::GLOBAL_MAX_POOLING1D,
    images::GLOBAL_MAX_POOLING2D,
    images::GLOBAL_AVERAGE_POOLING1D,
    images::GLOBAL_AVERAGE_POOLING2D,
    images::ZERO_PADDING1D,
    images::ZERO_PADDING2D,
    images::CROPPING1D,
    images::CROPPING2D,
    images::UP_SAMPLING1D,
    images::UP_SAMPLING2D,
    images::PERMUTE,
    Signature { name: "Flatten", arguments: &[optional("name", Text)], positional: 0 },
    Signature { name: "Reshape", arguments: &[optional("target_shape", Size), optional("name", Text)], positional: 0 },
];

/// Layers that Keras has besides these.
pub(crate) const OTHER_LAYERS: &[&str] = &[
    "Add",
    "Attention",
    "Average",
    "AveragePooling3D",
    "Bidirectional",
    "Concatenate",
    "Conv3D",
    "Conv3DTranspose",
    "Cropping3D",
    "EinsumDense",
    "GlobalAveragePooling3D",
    "GlobalMaxPooling3D",
    "GroupNormalization",
    "GRU",
    "Lambda",
    "LSTM",
    "Masking",
    "MaxPooling3D",
    "MultiHeadAttention",
    "Multiply",
    "RepeatVector",
    "SimpleRNN",
    "SpatialDropout3D",
    "TimeDistributed",
    "UpSampling3D",
    "ZeroPadding3D",
];

/// A layer that is a word: all its arguments but the name are the word's.
const fn layer_of_word(name: &'static str, arguments: &'static [Argument]) -> Signature {
    Signature { name, arguments, positional: arguments.len() - 1 }
}
