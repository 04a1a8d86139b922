//! Mistakes: how many errors they are, and that none of them is a panic. `tests/ui` shows how the errors look.

use crate::diag::Diagnostics;
use crate::{check, lower, parse};

/// The messages that a chain gives.
fn messages(chain: &str) -> Vec<String> {
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
        "Dense(1, kernel_regularizer = l2(0.01))",
        "Dense(99999999999999999999)",
        "Input(4294967296) -> Dense(4294967296)",
        "Dense(4, constant(1.0))",
        "Dense(4, leaky_relu(-0.1))",
        "Dense(4, relu(1, max = 2))",
        "Dense(4, threshold(1.0, 2.0, 3.0))",
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

/// Cuts networks off at every token, and leaves every token out: whatever the parser meets, it goes on.
#[test]
fn no_tokens_make_the_compiler_panic() {
    let network = "#[budget(flops = 4)] pub struct A<const H: usize = 3> { < Input(4, 4, dtype = f64) -> [4, 4] ->
                   a: Dense(H, leaky_relu(0.5), kernel_initializer = constant(-1), trainable = false) -> Reshape(-1, 2) -> Flatten > }";
    let expression =
        "seed = 7; < Input(4, 4) -> x: Dense({ H + 1 }, \"relu\", -5) -> Reshape((2, 3)) -> Dropout(RATE) >";
    let chain = "Input(4) -> [4] -> x: Dense(3, Swish { beta: 1.0 }, a::b) -> Activation(softmax) -> Flatten";
    for source in [network, expression, chain] {
        let characters = source.split_inclusive([' ', '(', ')', ',', '-', '>', '[', ']']).collect::<Vec<_>>();
        for cut in 0..characters.len() {
            let first = characters[..cut].concat();
            let without = [&characters[..cut], &characters[cut + 1..]].concat().concat();
            for text in [first, without] {
                // Brackets without a partner are no tokens.
                if text.parse::<proc_macro2::TokenStream>().is_ok() {
                    messages(&text);
                }
            }
        }
    }
}
