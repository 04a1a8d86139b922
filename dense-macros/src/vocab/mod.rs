//! The closed lists of the language: layers, activations, initializers, and the arguments of each.
//!
//! A word of the language is an item of the runtime with the same spelling, and its arguments are methods with their names.
//! What is not said here, defaults above all, the runtime knows.

mod images;
mod layers;

pub(crate) use layers::{LAYERS, OTHER_LAYERS};

use crate::graph::Range;

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

/// What an argument may be.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    /// A number.
    Number,
    /// A number in a range.
    NumberIn(Range),
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Bool,
    /// One of a few words.
    Choice(Choice),
    /// A name in quotes.
    Text,
    /// A size, or several of them.
    Size,
    /// A number, or a list with one for each column.
    Numbers,
    /// Axes of the input, counted from 1.
    Axes,
    /// An axis of a tensor, counted from 0, or a list of some.
    TensorAxes,
    /// `f32` or `f64`; for an input also `u32`.
    Dtype,
    /// The word of a category, or a value of the user's own.
    Function(Category),
}

/// What an argument chooses.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Choice {
    /// `mode` of `variance_scaling`.
    Mode,
    /// `distribution` of `variance_scaling`.
    Distribution,
    /// `mode` of `orthogonal_regularizer`.
    Direction,
    /// `padding` of layers with windows.
    Padding,
    /// `data_format` of layers over images.
    DataFormat,
    /// `interpolation` of `UpSampling2D`.
    Interpolation,
}

/// What a function is for.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Category {
    Activation,
    Initializer,
    Regularizer,
    Constraint,
}

/// All categories.
pub(crate) const CATEGORIES: [Category; 4] =
    [Category::Activation, Category::Initializer, Category::Regularizer, Category::Constraint];

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

use Kind::{Bool, Integer, Number, TensorAxes};

const NON_NEGATIVE: Kind = Kind::NumberIn(Range::NonNegative);
const POSITIVE: Kind = Kind::NumberIn(Range::Positive);
const FRACTION: Kind = Kind::NumberIn(Range::Fraction);
const NON_ZERO: Kind = Kind::NumberIn(Range::NonZero);
const MODE: Kind = Kind::Choice(Choice::Mode);
const DISTRIBUTION: Kind = Kind::Choice(Choice::Distribution);
const DIRECTION: Kind = Kind::Choice(Choice::Direction);

/// All activations.
pub(crate) const ACTIVATIONS: &[Activation] = &[
    on_output("linear"),
    Activation {
        signature: word(
            "relu",
            &[optional("negative_slope", NON_NEGATIVE), optional("max_value", Number), optional("threshold", Number)],
        ),
        keeps: Keeps::OutputIfPlain,
        rows: false,
    },
    Activation {
        signature: word("leaky_relu", &[optional("negative_slope", NON_NEGATIVE)]),
        keeps: Keeps::Output,
        rows: false,
    },
    on_output("relu6"),
    on_input("elu", &[optional("alpha", Number)]),
    on_input("selu", &[]),
    on_input("celu", &[optional("alpha", NON_ZERO)]),
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
    on_input("soft_shrink", &[optional("threshold", NON_NEGATIVE)]),
    on_input("hard_shrink", &[optional("threshold", Number)]),
    on_input("threshold", &[required("threshold", Number), required("default_value", Number)]),
    on_rows("softmax"),
    Activation { signature: word("glu", &[]), keeps: Keeps::Input, rows: true },
    on_rows("log_softmax"),
    on_rows("sparsemax"),
];

/// What layers do that is no word of its own.
const LAYER_FUNCTIONS: &[Activation] = &[
    Activation { signature: word("layer_normalization", &[]), keeps: Keeps::Input, rows: true },
    Activation { signature: word("rms_normalization", &[]), keeps: Keeps::Input, rows: true },
    Activation { signature: word("unit_normalization", &[]), keeps: Keeps::Input, rows: true },
    on_output("rescaling"),
];

/// Activation words that only repeat another one; in CamelCase they are free for types of the user's.
pub(crate) const ALIASES: &[&str] = &["swish", "hard_swish"];

const MEAN: Argument = optional("mean", Number);
const STDDEV: Argument = optional("stddev", NON_NEGATIVE);
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
        &[optional("scale", POSITIVE), optional("mode", MODE), optional("distribution", DISTRIBUTION), SEED],
    ),
    word("glorot_uniform", &[SEED]),
    word("glorot_normal", &[SEED]),
    word("he_normal", &[SEED]),
    word("he_uniform", &[SEED]),
    word("lecun_normal", &[SEED]),
    word("lecun_uniform", &[SEED]),
    word("orthogonal", &[optional("gain", Number), SEED]),
];

/// Initializers and regularizers that are for matrices only.
pub(crate) const MATRICES: &[&str] = &["identity", "orthogonal_regularizer"];

/// Initializers that make a matrix of other tensors, but not of vectors.
pub(crate) const NO_VECTORS: &[&str] = &["orthogonal"];

/// All regularizers.
pub(crate) const REGULARIZERS: &[Signature] = &[
    word("l1", &[optional("l1", NON_NEGATIVE)]),
    word("l2", &[optional("l2", NON_NEGATIVE)]),
    word("l1_l2", &[optional("l1", NON_NEGATIVE), optional("l2", NON_NEGATIVE)]),
    word("orthogonal_regularizer", &[optional("factor", NON_NEGATIVE), optional("mode", DIRECTION)]),
];

/// All constraints.
pub(crate) const CONSTRAINTS: &[Signature] = &[
    word("max_norm", &[optional("max_value", NON_NEGATIVE), optional("axis", TensorAxes)]),
    word("non_neg", &[]),
    word("unit_norm", &[optional("axis", TensorAxes)]),
    word(
        "min_max_norm",
        &[
            optional("min_value", NON_NEGATIVE),
            optional("max_value", NON_NEGATIVE),
            optional("rate", NON_NEGATIVE),
            optional("axis", TensorAxes),
        ],
    ),
];

/// The number types that a network can compute in, and the type of indices.
pub(crate) const DTYPES: &[&str] = &["f32", "f64", "u32"];

/// The attributes of a network that are read here and not by the compiler.
pub(crate) const ATTRIBUTES: &[&str] = &["budget"];

/// The lint against `softmax` in hidden layers.
pub(crate) const HIDDEN_SOFTMAX: &str = "hidden_softmax";

/// The quantities that a budget can limit.
pub(crate) const LIMITS: &[&str] = &["parameters", "flops", "weights", "workspace"];

/// What can stand in front of a network that is an expression.
pub(crate) const SETTINGS: &[&str] = &["seed"];

/// Words that the runtime has only with its feature `std`.
pub(crate) const NEED_STD: &[&str] = &["orthogonal"];

/// The names in a list of words.
pub(crate) fn names(signatures: &'static [Signature]) -> Vec<&'static str> {
    signatures.iter().map(|signature| signature.name).collect()
}

/// The layer of this name.
pub(crate) fn layer(name: &str) -> Option<&'static Signature> {
    LAYERS.iter().find(|layer| layer.name == name)
}

/// The activation of this name, or what a layer of this name does.
pub(crate) fn activation(name: &str) -> Option<&'static Activation> {
    ACTIVATIONS.iter().chain(LAYER_FUNCTIONS).find(|activation| activation.signature.name == name)
}

impl Choice {
    /// The words to choose from.
    pub(crate) fn words(self) -> &'static [&'static str] {
        match self {
            Choice::Mode => &["fan_in", "fan_out", "fan_avg"],
            Choice::Distribution => &["truncated_normal", "untruncated_normal", "normal", "uniform"],
            Choice::Direction => &["rows", "columns"],
            Choice::Padding => &["valid", "same", "causal"],
            Choice::DataFormat => &["channels_last"],
            Choice::Interpolation => &["nearest", "bilinear"],
        }
    }
}

impl Category {
    /// The signatures of all its words.
    pub(crate) fn signatures(self) -> Vec<&'static Signature> {
        match self {
            Category::Activation => ACTIVATIONS.iter().map(|activation| &activation.signature).collect(),
            Category::Initializer => INITIALIZERS.iter().collect(),
            Category::Regularizer => REGULARIZERS.iter().collect(),
            Category::Constraint => CONSTRAINTS.iter().collect(),
        }
    }

    /// The names of all its words.
    pub(crate) fn words(self) -> Vec<&'static str> {
        self.signatures().into_iter().map(|signature| signature.name).collect()
    }

    /// The signature of one of its words.
    pub(crate) fn signature(self, name: &str) -> Option<&'static Signature> {
        self.signatures().into_iter().find(|signature| signature.name == name)
    }

    /// A noun with its article.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Category::Activation => "an activation",
            Category::Initializer => "an initializer",
            Category::Regularizer => "a regularizer",
            Category::Constraint => "a constraint",
        }
    }

    /// One of its words, as it is mostly written.
    pub(crate) fn example(self) -> &'static str {
        match self {
            Category::Activation => "relu",
            Category::Initializer => "he_normal",
            Category::Regularizer => "l2(0.01)",
            Category::Constraint => "max_norm(2.0)",
        }
    }

    /// The noun without its article.
    pub(crate) fn bare(self) -> &'static str {
        self.noun().split_once(' ').map_or("", |(_, noun)| noun)
    }
}
