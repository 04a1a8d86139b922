//! The closed lists of the language: layers, activations, initializers, and the arguments of each.
//!
//! A word of the language is an item of the runtime with the same spelling, and its arguments are methods with their names.
//! What is not said here, defaults above all, the runtime knows.

/// What can be called with arguments: a layer, or a word with options.
pub(crate) struct Signature {
    pub(crate) name: &'static str,
    /// The arguments in Keras's order.
    pub(crate) arguments: &'static [Argument],
    /// How many of them can be given by position.
    pub(crate) positional: usize,
}

/// An argument: its name and what it may be.
pub(crate) struct Argument {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
}

/// What an argument of a word may be.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// A number.
    Number,
    /// A number that is not below zero.
    Positive,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Bool,
    /// One of the words for `mode` of `variance_scaling`.
    Mode,
    /// One of the words for `distribution` of `variance_scaling`.
    Distribution,
    /// A name in quotes.
    Text,
    /// Of layers: read by the layer itself.
    Own,
}

/// An activation word.
pub(crate) struct Activation {
    pub(crate) signature: Signature,
    /// What training keeps for the derivative.
    pub(crate) keeps: Keeps,
    /// Whether it works on whole rows along the last axis.
    pub(crate) rows: bool,
}

/// What the derivative of an activation is a function of.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Keeps {
    /// Its output, so its input can be overwritten.
    Output,
    /// Its input.
    Input,
    /// Its output, unless it has arguments.
    OutputIfPlain,
}

const fn optional(name: &'static str, kind: Kind) -> Argument {
    Argument { name, kind, required: false }
}

const fn required(name: &'static str, kind: Kind) -> Argument {
    Argument { name, kind, required: true }
}

const fn word(name: &'static str, arguments: &'static [Argument]) -> Signature {
    Signature { name, arguments, positional: arguments.len() }
}

const fn on_output(name: &'static str) -> Activation {
    Activation { signature: word(name, &[]), keeps: Keeps::Output, rows: false }
}

const fn on_input(name: &'static str, arguments: &'static [Argument]) -> Activation {
    Activation { signature: word(name, arguments), keeps: Keeps::Input, rows: false }
}

const fn on_rows(name: &'static str) -> Activation {
    Activation { signature: word(name, &[]), keeps: Keeps::Output, rows: true }
}

use Kind::{Bool, Distribution, Integer, Mode, Number, Own, Positive, Text};

/// All layers.
pub(crate) const LAYERS: &[Signature] = &[
    Signature {
        name: "Input",
        arguments: &[optional("shape", Own), optional("dtype", Own), optional("name", Text)],
        positional: 0,
    },
    Signature {
        name: "Dense",
        arguments: &[
            required("units", Own),
            optional("activation", Own),
            optional("kernel_initializer", Own),
            optional("use_bias", Bool),
            optional("bias_initializer", Own),
            optional("kernel_regularizer", Own),
            optional("bias_regularizer", Own),
            optional("activity_regularizer", Own),
            optional("kernel_constraint", Own),
            optional("bias_constraint", Own),
            optional("trainable", Bool),
            optional("name", Text),
        ],
        positional: 3,
    },
    Signature { name: "Activation", arguments: &[required("activation", Own), optional("name", Text)], positional: 1 },
    Signature { name: "Dropout", arguments: &[required("rate", Own), optional("name", Text)], positional: 1 },
    Signature { name: "Flatten", arguments: &[optional("name", Text)], positional: 0 },
    Signature { name: "Reshape", arguments: &[optional("target_shape", Own), optional("name", Text)], positional: 0 },
];

/// All activations.
pub(crate) const ACTIVATIONS: &[Activation] = &[
    on_output("linear"),
    Activation {
        signature: word(
            "relu",
            &[optional("negative_slope", Positive), optional("max_value", Number), optional("threshold", Number)],
        ),
        keeps: Keeps::OutputIfPlain,
        rows: false,
    },
    Activation {
        signature: word("leaky_relu", &[optional("negative_slope", Positive)]),
        keeps: Keeps::Output,
        rows: false,
    },
    on_output("relu6"),
    on_input("elu", &[optional("alpha", Number)]),
    on_input("selu", &[]),
    on_input("celu", &[optional("alpha", Number)]),
    on_input("gelu", &[optional("approximate", Bool)]),
    on_input("silu", &[]),
    on_input("swish", &[]),
    on_input("mish", &[]),
    on_input("hard_silu", &[]),
    on_input("hard_swish", &[]),
    on_output("sigmoid"),
    on_output("hard_sigmoid"),
    on_input("log_sigmoid", &[]),
    on_output("sparse_sigmoid"),
    on_output("tanh"),
    on_output("hard_tanh"),
    on_input("tanh_shrink", &[]),
    on_input("softplus", &[]),
    on_input("softsign", &[]),
    on_input("squareplus", &[optional("b", Number)]),
    on_input("sparse_plus", &[]),
    on_output("exponential"),
    on_input("soft_shrink", &[optional("threshold", Number)]),
    on_input("hard_shrink", &[optional("threshold", Number)]),
    on_input("threshold", &[required("threshold", Number), required("default_value", Number)]),
    on_rows("softmax"),
    on_rows("log_softmax"),
];

/// Activation words that only repeat another one; in CamelCase they are free for types of the user's.
pub(crate) const ALIASES: &[&str] = &["swish", "hard_swish"];

const MEAN: Argument = optional("mean", Number);
const STDDEV: Argument = optional("stddev", Number);
const SEED: Argument = optional("seed", Integer);
const MINVAL: Argument = optional("minval", Number);
const MAXVAL: Argument = optional("maxval", Number);

/// All initializers.
pub(crate) const INITIALIZERS: &[Signature] = &[
    word("zeros", &[]),
    word("ones", &[]),
    word("constant", &[optional("value", Number)]),
    word("identity", &[optional("gain", Number)]),
    word("random_normal", &[MEAN, STDDEV, SEED]),
    word("normal", &[MEAN, STDDEV, SEED]),
    word("random_uniform", &[MINVAL, MAXVAL, SEED]),
    word("uniform", &[MINVAL, MAXVAL, SEED]),
    word("truncated_normal", &[MEAN, STDDEV, SEED]),
    word(
        "variance_scaling",
        &[optional("scale", Positive), optional("mode", Mode), optional("distribution", Distribution), SEED],
    ),
    word("glorot_uniform", &[SEED]),
    word("glorot_normal", &[SEED]),
    word("he_normal", &[SEED]),
    word("he_uniform", &[SEED]),
    word("lecun_normal", &[SEED]),
    word("lecun_uniform", &[SEED]),
    word("orthogonal", &[optional("gain", Number), SEED]),
];

/// The words for `mode` of `variance_scaling`.
pub(crate) const MODES: &[&str] = &["fan_in", "fan_out", "fan_avg"];

/// The words for `distribution` of `variance_scaling`.
pub(crate) const DISTRIBUTIONS: &[&str] = &["truncated_normal", "untruncated_normal", "normal", "uniform"];

/// All regularizers.
pub(crate) const REGULARIZERS: &[Signature] = &[
    word("l1", &[optional("l1", Positive)]),
    word("l2", &[optional("l2", Positive)]),
    word("l1_l2", &[optional("l1", Positive), optional("l2", Positive)]),
    word("orthogonal_regularizer", &[optional("factor", Positive), optional("mode", Own)]),
];

/// All constraints.
pub(crate) const CONSTRAINTS: &[Signature] = &[
    word("max_norm", &[optional("max_value", Positive), optional("axis", Integer)]),
    word("non_neg", &[]),
    word("unit_norm", &[optional("axis", Integer)]),
    word(
        "min_max_norm",
        &[
            optional("min_value", Positive),
            optional("max_value", Positive),
            optional("rate", Positive),
            optional("axis", Integer),
        ],
    ),
];

/// The names in a list of words.
pub(crate) fn names(signatures: &'static [Signature]) -> Vec<&'static str> {
    signatures.iter().map(|signature| signature.name).collect()
}

/// The names of all activations.
pub(crate) fn activation_names() -> Vec<&'static str> {
    ACTIVATIONS.iter().map(|activation| activation.signature.name).collect()
}

/// The activation of this name.
pub(crate) fn activation(name: &str) -> Option<&'static Activation> {
    ACTIVATIONS.iter().find(|activation| activation.signature.name == name)
}
