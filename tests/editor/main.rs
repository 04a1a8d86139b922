//! What an editor shows in a network: rust-analyzer is asked for the documentation of every word, for its definition, and
//! for what it offers in every place while a network is being written.
//!
//! Where rust-analyzer is not installed, or too old, the test says so and checks nothing.

mod package;
mod server;

use package::Package;
use server::Server;

#[test]
fn an_editor_knows_the_language() {
    if let Some(reason) = server::missing() {
        println!("SKIPPED, nothing was checked: {reason} (Debian has it as rust-web-analyzer)");
        return;
    }
    let package = Package::write(SOURCE);
    let mut server = Server::start(&package.folder, &package.file, SOURCE);
    assert_eq!(server.mistakes(), [""; 0], "right networks are right to an editor too");
    every_word_is_documented(&mut server);
    places_offer_what_can_stand_there(&mut server);
    broken_networks_keep_their_words(&mut server);
    println!("rust-analyzer answered as expected");
}

/// Networks with a word of every kind.
const SOURCE: &str = "\
use dense::prelude::*;

const HIDDEN: usize = 64;

const SCALE: f64 = 0.25;

activation! {
    /// A gate.
    pub struct Gate(x; beta = 2 * SCALE) = x * sigmoid(beta * x) + if x > PI { x.ln_1p() } else { SCALE * x };
}

network! {
    /// Reads handwritten digits.
    #[budget(parameters = 51_000)]
    pub struct Digits {
        Input(784)
            -> hidden: Dense(HIDDEN, relu, he_normal)
            -> drop: Dropout(0.5)
            -> Dense(10, activation = leaky_relu(negative_slope = 0.1), use_bias = false)
            -> Dense(10, kernel_initializer = variance_scaling(mode = fan_out, distribution = uniform))
            -> Dense(10, Gate(beta = 1))
            -> Activation(softmax)
    }

    struct Image {
        Input(8, 8, 1)
            -> Conv2D(4, 3, elu, he_uniform, strides = 2, padding = same)
            -> UpSampling2D(2, interpolation = bilinear)
            -> MaxPooling2D(pool_size = (2, 4))
    }

    struct Sized<const UNITS: usize> { Input(8, 8) -> Reshape(64) -> Dense(UNITS) }
}

fn main() {
    let model = Digits::new(1);
    let other = network!(seed = 7; Input(4, dtype = f64) -> Flatten -> Dense(3, tanh));
    let _ = (model.predict(&[0.0; 784]), other.predict(&[0.0; 4]), Sized::<3>::new(1), Image::new(1));
}
";

/// Words of [`SOURCE`]: how to find them, a part of what is shown, and the file in which they are defined.
const WORDS: &[(&str, &str, &str)] = &[
    ("sigmoid(beta", "pub const sigmoid", "activation/words.rs"),
    ("ln_1p()", "pub const ln_1p", "vocabulary/functions.rs"),
    ("PI {", "pub const PI", "f64.rs"),
    ("SCALE) =", "const SCALE: f64 = 0.25", "src/main.rs"),
    ("Gate(beta = 1)", "A gate.", "src/main.rs"),
    ("beta = 1)", "`beta`: `2.0 * SCALE` unless set", "src/main.rs"),
    ("Input(784)", "pub const Input", "vocabulary/layers.rs"),
    ("hidden: Dense", "`Dense`: `[784]` to `[HIDDEN]`", "src/main.rs"),
    ("Dense(HIDDEN", "pub const Dense", "vocabulary/layers.rs"),
    ("HIDDEN, relu", "const HIDDEN: usize = 64", "src/main.rs"),
    ("relu, he_normal", "`relu(x) = max(x, 0)`", "activation/words.rs"),
    ("he_normal)", "pub const he_normal", "initializer/words.rs"),
    ("drop: Dropout", "The label of a `Dropout` layer", "src/main.rs"),
    ("Dropout(0.5)", "pub const Dropout", "layers/chance.rs"),
    ("activation = leaky", "pub const activation", "vocabulary/arguments.rs"),
    ("leaky_relu(", "pub const leaky_relu", "activation/words.rs"),
    ("negative_slope =", "pub const negative_slope", "vocabulary/options.rs"),
    ("use_bias =", "pub const use_bias", "vocabulary/arguments.rs"),
    ("kernel_initializer =", "pub const kernel_initializer", "vocabulary/arguments.rs"),
    ("variance_scaling(", "pub const variance_scaling", "initializer/words.rs"),
    ("mode =", "pub const mode", "vocabulary/options.rs"),
    ("fan_out", "pub const fan_out", "initializer/words.rs"),
    ("distribution =", "pub const distribution", "vocabulary/options.rs"),
    ("uniform)", "pub const uniform: Distribution", "initializer/words.rs"),
    ("Activation(", "pub const Activation", "layers/activation.rs"),
    ("softmax)", "pub const softmax", "activation/words.rs"),
    ("budget(", "pub const budget", "vocabulary/settings.rs"),
    ("parameters =", "pub const parameters", "vocabulary/settings.rs"),
    ("UNITS)", "const UNITS: usize", "src/main.rs"),
    ("Reshape(", "pub const Reshape", "layers/places.rs"),
    ("seed =", "pub const seed", "vocabulary/settings.rs"),
    ("dtype =", "pub const dtype", "vocabulary/arguments.rs"),
    ("f64)", "pub const f64", "vocabulary/settings.rs"),
    ("Flatten", "pub const Flatten", "layers/places.rs"),
    ("tanh)", "pub const tanh", "activation/words.rs"),
    ("Conv2D(", "pub const Conv2D", "layers/convolution.rs"),
    ("elu, he_uniform", "pub const elu", "activation/words.rs"),
    ("strides =", "pub const strides", "arguments/convolution.rs"),
    ("padding =", "pub const padding", "arguments/convolution.rs"),
    ("same)", "pub const same", "vocabulary/settings.rs"),
    ("MaxPooling2D(", "pub const MaxPooling2D", "layers/pooling.rs"),
    ("pool_size =", "pub const pool_size", "arguments/convolution.rs"),
    ("UpSampling2D(", "pub const UpSampling2D", "layers/places.rs"),
    ("interpolation =", "pub const interpolation", "arguments/places.rs"),
    ("bilinear)", "pub const bilinear", "vocabulary/settings.rs"),
];

fn every_word_is_documented(server: &mut Server) {
    for (word, shown, file) in WORDS {
        let at = place(SOURCE, word, 1);
        let hover = server.hover(at);
        assert!(hover.contains(shown), "{word} shows {hover:?}");
        assert!(!hover.contains("check_size"), "{word} shows code of the runtime: {hover:?}");
        let definitions = server.definitions(at);
        assert!(
            definitions.iter().all(|definition| definition.ends_with(file)),
            "{word} is defined in {definitions:?}"
        );
        assert!(!definitions.is_empty(), "{word} is defined nowhere");
    }
}

const LAYERS: &[&str] = &[
    "Activation",
    "ActivityRegularization",
    "AlphaDropout",
    "AveragePooling1D",
    "AveragePooling2D",
    "BatchNormalization",
    "Conv1D",
    "Conv1DTranspose",
    "Conv2D",
    "Conv2DTranspose",
    "Cropping1D",
    "Cropping2D",
    "Dense",
    "DepthwiseConv1D",
    "DepthwiseConv2D",
    "Dropout",
    "ELU",
    "Embedding",
    "Flatten",
    "GaussianDropout",
    "GaussianNoise",
    "GlobalAveragePooling1D",
    "GlobalAveragePooling2D",
    "GlobalMaxPooling1D",
    "GlobalMaxPooling2D",
    "Input",
    "LayerNormalization",
    "LeakyReLU",
    "MaxPooling1D",
    "MaxPooling2D",
    "Normalization",
    "PReLU",
    "Permute",
    "RMSNormalization",
    "ReLU",
    "Rescaling",
    "Reshape",
    "SeparableConv1D",
    "SeparableConv2D",
    "Softmax",
    "SpatialDropout1D",
    "SpatialDropout2D",
    "UnitNormalization",
    "UpSampling1D",
    "UpSampling2D",
    "ZeroPadding1D",
    "ZeroPadding2D",
];

/// What [`SOURCE`] is changed to, with `|` where the user types, and some words that must be offered there.
const PLACES: &[(&str, &str, &[&str])] = &[
    // Layers: with and without letters, in the middle and at the end, behind a label.
    ("drop: Dropout(0.5)", "D|", LAYERS),
    ("drop: Dropout(0.5)", "|", LAYERS),
    ("drop: Dropout(0.5)", "drop: Dr|", LAYERS),
    ("Activation(softmax)", "|", LAYERS),
    ("seed = 7; Input(4, dtype = f64) -> Flatten", "Input(4) -> |", LAYERS),
    ("seed = 7; Input(4, dtype = f64) -> Flatten", "In|", LAYERS),
    // Arguments by position, which can also be keywords.
    ("HIDDEN, relu, he_normal", "|", &["units", "activation", "use_bias"]),
    ("HIDDEN, relu, he_normal", "HID|", &["HIDDEN"]),
    ("HIDDEN, relu, he_normal", "HIDDEN, |", &["relu", "softmax", "activation", "use_bias"]),
    ("HIDDEN, relu, he_normal", "HIDDEN, re|", &["relu", "softmax", "activation", "use_bias"]),
    ("HIDDEN, relu, he_normal", "HIDDEN, |, he_normal", &["relu", "softmax"]),
    ("HIDDEN, relu, he_normal", "HIDDEN, relu, he|", &["he_normal", "zeros", "kernel_initializer"]),
    ("Activation(softmax)", "Activation(|)", &["softmax", "activation"]),
    ("Dropout(0.5)", "Dropout(|)", &["rate", "name"]),
    ("4, 3, elu, he_uniform", "4, 3, |", &["relu", "elu", "activation", "dilation_rate"]),
    ("4, 3, elu, he_uniform", "4, 3, elu, he|", &["he_normal", "he_uniform", "padding"]),
    ("pool_size = (2, 4)", "2, st|", &["strides", "padding", "data_format"]),
    ("dtype = f64", "dt|", &["dtype", "shape"]),
    // Functions of formulas: with and without brackets, and behind a dot.
    ("sigmoid(beta * x)", "si|", &["sigmoid", "sign", "tanh", "clamp"]),
    ("sigmoid(beta * x)", "ta|(x)", &["sigmoid", "tanh", "clamp"]),
    ("x.ln_1p()", "x.l|()", &["ln_1p", "tanh", "clamp"]),
];

/// The same, and nothing else may be offered.
const EXACT_PLACES: &[(&str, &str, &[&str])] = &[
    ("HIDDEN, relu, he_normal", "HIDDEN, leaky_relu(|)", &["negative_slope"]),
    ("HIDDEN, relu, he_normal", "HIDDEN, activation = leaky_relu(ne|)", &["negative_slope"]),
    ("mode = fan_out", "mode = |", &["fan_avg", "fan_in", "fan_out"]),
    ("distribution = uniform", "distribution = un|", &["normal", "truncated_normal", "uniform", "untruncated_normal"]),
    ("parameters = 51_000", "|", &["flops", "parameters", "weights", "workspace"]),
    ("parameters = 51_000", "parameters = 51_000, fl|", &["flops", "parameters", "weights", "workspace"]),
    ("dtype = f64", "dtype = |", &["f32", "f64", "u32"]),
    ("padding = same", "padding = |", &["causal", "same", "valid"]),
    ("interpolation = bilinear", "interpolation = |", &["bilinear", "nearest"]),
    ("use_bias = false", "kernel_regularizer = |", &["l1", "l1_l2", "l2", "orthogonal_regularizer"]),
    ("use_bias = false", "bias_constraint = m|", &["max_norm", "min_max_norm", "non_neg", "unit_norm"]),
];

fn places_offer_what_can_stand_there(server: &mut Server) {
    for (old, new, expected) in PLACES {
        let offered = offered(server, &SOURCE.replacen(old, new, 1));
        assert!(expected.iter().all(|word| offered.iter().any(|o| o == word)), "{new} offers {offered:?}");
    }
    for (old, new, expected) in EXACT_PLACES {
        assert_eq!(offered(server, &SOURCE.replacen(old, new, 1)), *expected, "{new}");
    }
    let layers = offered(server, &SOURCE.replacen("drop: Dropout(0.5)", "|", 1));
    assert_eq!(layers, LAYERS, "only layers stand between arrows");
    for keyword in ["activation = |", "activation = so|", "activation = |, use_bias = true"] {
        let offered = offered(server, &SOURCE.replacen("HIDDEN, relu, he_normal", &format!("HIDDEN, {keyword}"), 1));
        for (word, is_there) in [("relu", true), ("softmax", true), ("use_bias", false), ("he_normal", false)] {
            assert_eq!(offered.iter().any(|offer| offer == word), is_there, "{keyword} offers {offered:?}");
        }
    }
}

/// Mistakes elsewhere in a network take nothing away.
fn broken_networks_keep_their_words(server: &mut Server) {
    let broken = SOURCE.replacen("0.5", "20", 1).replacen("Activation(softmax)", "Activation(sotfmax) ->", 1);
    server.change(&broken);
    let expected = ["the dropout rate is a number", "did you mean `softmax`?"];
    let mistakes = server.mistakes_with(&expected);
    let is_there = |text: &&str| mistakes.iter().any(|mistake| mistake.contains(text));
    assert!(expected.iter().all(is_there), "{mistakes:?}");
    for (word, shown, _) in WORDS.iter().filter(|(word, ..)| broken.contains(word)) {
        let shown = if *word == "hidden: Dense" { "The label of a `Dense` layer" } else { shown };
        let hover = server.hover(place(&broken, word, 1));
        assert!(hover.contains(shown), "{word} shows {hover:?} in a broken network");
    }
    for (old, new, expected) in PLACES.iter().chain(EXACT_PLACES).filter(|(old, ..)| broken.contains(old)) {
        let offered = offered(server, &broken.replacen(old, new, 1));
        assert!(expected.iter().all(|word| offered.iter().any(|o| o == word)), "{new} offers {offered:?} if broken");
    }
    // The type is there all the same, with its methods.
    let typing = broken.replacen("model.predict(&[0.0; 784])", "model.|", 1);
    let methods = offered(server, &typing);
    assert!(methods.iter().any(|method| method.starts_with("predict(")), "a broken network has {methods:?}");
}

/// What is offered at the `|` in a text, sorted. `self` is a part of the import in which the words of a list stand.
fn offered(server: &mut Server, typing: &str) -> Vec<String> {
    let at = place(typing, "|", 0);
    server.change(&typing.replacen('|', "", 1));
    let mut offered = server.completions(at);
    offered.retain(|word| word != "self");
    offered.sort();
    offered
}

/// Line and column of the place so many characters behind the beginning of a part of a text.
fn place(text: &str, part: &str, offset: usize) -> (usize, usize) {
    let at = text.find(part).unwrap_or_else(|| panic!("{part} is in the text")) + offset;
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    (text[..at].matches('\n').count(), at - line)
}
