//! Mistakes: how many errors they are, and that none of them is a panic. `tests/ui` shows how the errors look.

use proc_macro2::TokenStream;

use crate::diag::Diagnostics;
use crate::{check, lower, parse};

/// The messages that a chain gives.
pub(super) fn messages(chain: &str) -> Vec<String> {
    let dx = Diagnostics::new();
    let tokens = chain.parse().expect("tokens");
    let graphs = lower::lower(&parse::call(tokens, &dx), &dx);
    match check::check(graphs, dx) {
        Ok(_) => Vec::new(),
        Err(rejected) => rejected.errors.messages().map(str::to_owned).collect(),
    }
}

#[test]
fn one_mistake_is_one_error() {
    let mistakes = [
        "Input(784) -> Dens(64) -> Dense(10)",
        "Input(784) -> Dense(64, rleu) -> Dense(10, softmax)",
        "Input(784) -> Dense(0) -> [10] -> Dense(10)",
        "Input(28, 28) -> Dense(64) -> Dense(10)",
        "Input(28, 28) -> Flaten -> Dense(64) -> Reshape(8, 8)",
        "Input(784) Dense(64) -> Dense(10)",
        "Input(784) => Dense(64) -> Dense(10)",
        "Input(784) -> Dense(64) ->",
        "Input(784) -> -> Dense(64)",
        "-> Dense(64)",
        "Input(784) -> ? -> Dense(64)",
        "Input(784)",
        "Dense(64, he_normal, relu)",
        "Dense(relu, 64)",
        "Dense[64]",
        "Dense(64, activation = relu, relu)",
        "Dense(64, units = 64)",
        "Dense(64, , relu)",
        "Input(784) -> Dropout(20)",
        "Input(784) -> [783] -> Dense(10)",
        "Input(28, 28) -> Reshape(28, 27) -> Flatten -> Dense(10)",
        "< Input(784) -> Dense(10)",
        "a: Dense(1) -> a: Dense(1)",
        "fn: Dense(1)",
        "Dense(1, trainable = False)",
        "Dense(1, activity_regularizer = orthogonal_regularizer)",
        "Dense(99999999999999999999)",
        "Input(99999, 99999) -> Flatten -> Dense(2)",
        "Dense(4, constant(1.0))",
        "Dense(4, leaky_relu(-0.1))",
        "Dense(4, relu(1, max = 2))",
        "Dense(4, threshold(1.0, 2.0, 3.0))",
        "Dense(4, Swish(2.0, beta = 1.0))",
        "Dense(4, own::Swish(beta = 1.0, 2.0))",
        "Input(4, 4, 1) -> Conv2D(2, 5) -> Conv2D(2, 3) -> Flatten -> Dense(1)",
        "Input(4, 4, 1) -> Conv2D(2, 5, strides = 2, padding = 0) -> [2, 2, 2]",
        "Input(4, 4, 1) -> Conv2D(relu, 3) -> MaxPooling2D(2) -> Flatten -> Dense(1)",
        "Input(4, 4, 1) -> Conv2D(2, he_normal, relu) -> Flatten",
        "Input(4, 4, 1) -> Conv2D(2, 3, he_normal, relu) -> Flatten",
        "Input(4, 4, 1) -> Conv2D(2, (3, relu)) -> Flatten -> Dense(1)",
        "Input(4, 4, 1) -> Conv2D(2, (3, 3), (1, 1), relu) -> Flatten",
        "Input(4, 4, 1) -> Conv2D(2, 3, groups = 1.5) -> Flatten -> Dense(1)",
        "Input(4, 4, 1) -> Conv2D(2, 3, data_format = channels_first) -> Dense(1)",
        "Input(4, 4, 1) -> Conv2D(2, 3, use_bias = false, bias_initializer = ones)",
        "Input(4, 4, 1) -> Conv2D(2, 99999999999, padding = same) -> Flatten -> Dense(1)",
        "Input(4, 4, 1) -> Conv2D(2000000000, 2000000000, padding = same) -> Flatten -> Dense(1)",
        "Input(4, 4, 2000000000) -> DepthwiseConv2D(3, depth_multiplier = 2000000000) -> Flatten",
        "Input(4, 4, 1) -> ZeroPadding2D(2000000000) -> Flatten -> Dense(1)",
        "Input(4, 4, 1) -> UpSampling2D((2000000000, 2000000000)) -> Flatten -> Dense(1)",
        "Input(4, 4, 1) -> Cropping2D((1, 2, 3)) -> Conv2D(2, 3) -> Flatten -> Dense(1)",
        "Input(4, 4, 1) -> Cropping2D(((1, 2, 3), 1)) -> Conv2D(2, 3)",
        "Input(4, 4, 1) -> Permute(1, 2, 3, 4) -> Dense(1)",
        "Input(4, 4, 1) -> MaxPooling2D(2, 2, same)",
        "Input(4, 4, 1) -> AveragePooling2D -> Conv2D(1, 9)",
        "Input(4, dtype = u32) -> Conv1D(2, 3) -> Flatten",
        "struct A { Dense(1) } struct A { Dense(1) }",
        "struct A Dense(1)",
        "A { Dense(1) }",
        "struct A<T> { Dense(1) }",
        "struct A<const H: usize> { Dense(2 * H) -> Dense(1) }",
        "#[budget(parameter = 5)] struct A { Input(1) -> Dense(1) }",
        "#[budget(parameters = 1)] struct A { Input(1) -> Dense(1) -> Dense(1) }",
        "#[budget(flops = \"1 KiB\")] struct A { Input(1) -> Dense(1) }",
        "seed = 7, Dense(1)",
        "seed = ; Dense(1)",
        "",
    ];
    for mistake in mistakes {
        let messages = messages(mistake);
        assert_eq!(messages.len(), 1, "{mistake}: {messages:#?}");
    }
}

#[test]
fn a_panic_is_an_error_that_asks_for_a_report() {
    let code = crate::guarded(|| panic!("a mistake in the compiler")).to_string();
    assert!(code.contains("compile_error") && code.contains("please report it"), "{code}");
    assert_eq!(crate::guarded(|| "struct A ;".parse().expect("tokens")).to_string(), "struct A ;");
}

#[test]
fn every_mistake_is_an_error() {
    let networks = "struct A { Input(4, dtype = f16) -> Dens(1) -> Dense(0, rleu) -> [3, 3] -> Dense(1.5) }
                    struct B { Dense(1, units = 2) -> Dropout(2) -> => Dense() }";
    assert_eq!(messages(networks).len(), 9, "{:#?}", messages(networks));
}

#[test]
fn what_is_right_is_no_error() {
    let right = [
        "Dense(1)",
        "Dense(1,)",
        "Dense(UNITS, my::Swish::<1, 2>::new(a == b))",
        "Dense(1, Swish(beta = 2)) -> Dense(1, own::Swish(beta = B, shift = -1), own::Init(scale = 3)) -> Activation(Scaled(2.0))",
        "Dense(1, Swish) -> Dense(1, MyAct(1.0)) -> Dense(1, activation = own::act)",
        "Input(4, dtype = f64) -> [4] -> Dense(1)",
        "Input((28, 28)) -> Reshape((-1, 4)) -> [196, 4] -> Flatten() -> Dense(1)",
        "Dense(1, variance_scaling(2, mode = \"fan_out\", distribution = uniform, seed = 3), )",
        "<Dense(1) -> Dropout(0.5)>",
        "struct A<const H: usize = 3, const K: usize> { Input(H) -> [H] -> Dense(K) -> [K] }",
        "struct A { Dense({ N + 1 }) } #[derive(Debug)] pub(crate) struct B { Dense((2 * N)) }",
    ];
    for network in right.map(|network| network.replace("Dense(1, variance", "Dense(1, relu, variance")) {
        assert_eq!(messages(&network), [""; 0], "{network}");
    }
}

/// Cuts networks off at every token, and leaves every token out: whatever the parser meets, it goes on, and what comes of it
/// is Rust.
#[test]
fn whatever_one_types_becomes_rust() {
    let network = "#[budget(flops = 4)] #[allow(x)] pub struct A<const H: usize = 3> { < Input(4, 4, dtype = f64) -> [4, 4] ->
                   a: Dense(H, leaky_relu(0.5), kernel_initializer = constant(-1), trainable = false) -> Reshape(-1, 2) -> Flatten > }";
    let expression = "seed = 7; < Input(4, 4) -> x: Dense((H + 1), \"relu\", -5) -> Reshape((2, 3)) -> Dropout(RATE) -> y: Flatten >";
    let chain = "Input(4) -> [4] -> x: Dense(3, Swish, a::b) -> Dense(2, mode = x, orthogonal(gain = 2)) -> Activation(softmax)";
    for source in [network, expression, chain] {
        let pieces = source.split_inclusive([' ', '(', ')', ',', '-', '>', '[', ']']).collect::<Vec<_>>();
        for cut in 0..pieces.len() {
            becomes_rust(&pieces[..cut].concat());
            becomes_rust(&[&pieces[..cut], &pieces[cut + 1..]].concat().concat());
        }
    }
}

/// The same for words of the language in no order at all.
#[test]
fn words_in_any_order_become_rust() {
    const WORDS: &[&str] = &[
        "Input",
        "Dense",
        "Dropout",
        "Flatten",
        "Reshape",
        "Activation",
        "relu",
        "softmax",
        "he_normal",
        "l2",
        "units",
        "activation",
        "use_bias",
        "name",
        "dtype",
        "fn",
        "let",
        "self",
        "_",
        "struct",
        "pub",
        "x",
        "H",
        "4",
        "0",
        "-1",
        "0.5",
        "1e999",
        "\"relu\"",
        "'a'",
        "true",
        "->",
        "->",
        "->",
        "=>",
        ",",
        ",",
        ":",
        "=",
        ";",
        ".",
        "<",
        ">",
        "#",
        "[4]",
        "(4)",
        "(64, relu)",
        "(activation = )",
        "(a b)",
        "( , )",
        "{}",
        "[x]",
        "(x: y)",
        "((1, 2))",
        "::",
        "&&",
        "*",
        "(2 *)",
        "(X { y: 1 })",
        "#[budget(x)]",
        "#[derive(Eq)]",
        "#[allow(hidden_softmax)]",
    ];
    let mut state = 1_u64;
    for _ in 0..4000 {
        let mut text = String::new();
        for _ in 0..8 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(WORDS[(state >> 33) as usize % WORDS.len()]);
            text.push(' ');
        }
        becomes_rust(&format!("Input(4) -> {text}"));
        becomes_rust(&format!("struct A {{ {text} }}"));
        becomes_rust(&text);
    }
}

/// Compiles a call. Neither the code for editors nor what stands beside it may have an error that is not ours.
fn becomes_rust(call: &str) {
    // Brackets without a partner are no tokens.
    let Ok(tokens) = call.parse::<TokenStream>() else { return };
    let code = crate::compile(&super::krate(), tokens);
    let is_expression = syn::parse2::<syn::Expr>(code.clone()).is_ok();
    assert!(is_expression || syn::parse2::<syn::File>(code.clone()).is_ok(), "{call}\n{code}");
}
