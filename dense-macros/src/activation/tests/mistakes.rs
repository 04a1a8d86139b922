//! Mistakes: how many errors they are, and that none of them is a panic. `tests/ui/activations` shows how the errors look.

use proc_macro2::TokenStream;

use crate::activation::{compile, parse, resolve};
use crate::diag::Diagnostics;
use crate::tests::krate;

/// The messages that a call gives.
fn messages(call: &str) -> Vec<String> {
    let dx = Diagnostics::new();
    let declarations = parse::declarations(call.parse().expect("tokens"), &dx);
    declarations.iter().for_each(|declaration| drop(resolve::resolve(declaration, &dx)));
    match dx.finish() {
        Ok(()) => Vec::new(),
        Err(errors) => errors.messages().map(str::to_owned).collect(),
    }
}

#[test]
fn one_mistake_is_one_error() {
    let heads = [
        "struct A(x) = tanh(x)",
        "struct A(x) tanh(x);",
        "struct A = tanh(x);",
        "struct A() = tanh(x);",
        "struct A(x) = ;",
        "struct (x) = tanh(x);",
        "struct fn(x) = tanh(x);",
        "A(x) = tanh(x);",
        "fn a(x) = tanh(x);",
        "struct a(x) = tanh(x);",
        "struct Mish(x) = tanh(x);",
        "struct Softmax(x) = tanh(x);",
        "struct A(x: f32) = tanh(x);",
        "struct A(x, a = 1.0) = tanh(a * x);",
        "struct A(x a = 1.0) = tanh(x);",
        "struct A(x; a) = tanh(a * x);",
        "struct A(x; a = 1.0 b = 2.0) = tanh(a * x + b);",
        "struct A(x; a = 1.0, a = 2.0) = tanh(a * x);",
        "struct A(x; x = 1.0) = tanh(x);",
        "struct A(x; new = 1.0) = tanh(x);",
        "struct A(x; PI = 1.0) = tanh(PI * x);",
        "struct A(x; a = 1.0) = tanh(x);",
        "struct A(x; a = y) = tanh(a * x);",
        "struct A(x; a = erf(1)) = tanh(a * x);",
        "struct A(x; 1.0) = tanh(x);",
        "struct A(x) = tanh(x); struct A(x) = exp(x);",
    ];
    let formulas = [
        "tanhh(x)",
        "y * x",
        "tanh * x",
        "tanh()",
        "tanh(x, x)",
        "clamp(x, 1)",
        "clamp(x, 1, -1)",
        "x(2)",
        "x ^ 2",
        "x ** 2",
        "2x",
        "2 x",
        "(x + 1)(x - 1)",
        "x +",
        "x * / 2",
        "x / 0",
        "x / (1 - 1.0)",
        "x + ln(0)",
        "x * sqrt(-1)",
        "1e300 * (1e300 * x)",
        "x.powi(0.5)",
        "x.powi(1000)",
        "x.tanh",
        "x.",
        "x > 0",
        "if x > 0 { x }",
        "if x { x } else { 0 }",
        "if x > 0 x else 0",
        "if x > 0 { x } else { zero }",
        "1.0",
        "x - x",
        "x, 2",
        "x * \"2\"",
        "1e999 * x",
        "pow(x, 2)",
        "softmax(x)",
        "threshold(x)",
        "{ let y = tanh(x); x }",
        "{ let y tanh(x); x }",
        "{ let y = tanh(x) }",
        "{ x; }",
        "x as f32",
        "f64::tanh(x)",
        "|x| x",
        "x[0]",
        "x % 2",
        "self.a * x",
    ];
    let formulas = formulas.map(|formula| format!("struct A(x) = {formula};"));
    for mistake in heads.into_iter().map(str::to_owned).chain(formulas) {
        let messages = messages(&mistake);
        assert_eq!(messages.len(), 1, "{mistake}: {messages:#?}");
    }
}

#[test]
fn every_mistake_is_an_error() {
    let call = "struct A(x; a = 1, b = c) = tanhh(x) + y * ln(0) + x / 0; pub struct B(t) = exp(t, 1) \
                #[doc = \"\"] struct C(x; k = 1.0) = { let z = y; z * (x ^ 2) };";
    assert_eq!(messages(call).len(), 9, "{:#?}", messages(call));
}

#[test]
fn what_is_right_is_no_error() {
    let right = [
        "struct A(x) = x;",
        "pub(crate) struct A(x; a = -1, b = PI / 2, c = my::SCALE * 2.0,) = a * x + b - c;",
        "#[derive(Debug)] #[doc(hidden)] struct Swish(x) = x * sigmoid(x);",
        "#[cfg(a)] struct A(x) = x; #[cfg(not(a))] struct A(x) = exp(x);",
        "struct A(x) = -x.powi(2).exp() - (-x) * -2.0f32;",
        "struct A(x) = if (x > 0 && x < 1) || (x - 1) * 2 == 4 { x } else if x <= -1.5 { -1 } else { { let y = x; y * y } };",
        "struct A(x; tanh = 2.0) = tanh(tanh * x).max(0).clamp(-1, 1,);",
        "struct A(x) = SCALE * x + settings::OFFSET * E;",
        "struct A(e) = e.exp();",
    ];
    for call in right {
        assert_eq!(messages(call), [""; 0], "{call}");
    }
}

/// Cuts declarations off at every token, and leaves every token out: whatever the parser meets, what comes of it is Rust.
#[test]
fn whatever_one_types_becomes_rust() {
    let call = "#[doc = \"\"] pub(crate) struct A(x; a = 1.0, b = -PI) = if x > 0 && a < 2 { x.powi(3).tanh() } else { let y = \
                exp(-a * x); y / (1 + y) }; struct B(x) = x * max(SCALE, my::OTHER - 2.0f64);";
    let pieces = call.split_inclusive([' ', '(', ')', ',', '-', '.', ';', '{', '}']).collect::<Vec<_>>();
    for cut in 0..pieces.len() {
        becomes_rust(&pieces[..cut].concat());
        becomes_rust(&[&pieces[..cut], &pieces[cut + 1..]].concat().concat());
    }
}

/// The same for words of the language in no order at all.
#[test]
fn words_in_any_order_become_rust() {
    const WORDS: &[&str] = &[
        "x",
        "a",
        "y",
        "tanh",
        "exp",
        "max",
        "powi",
        "silu",
        "softmax",
        "PI",
        "SCALE",
        "if",
        "else",
        "let",
        "struct",
        "pub",
        "fn",
        "self",
        "_",
        "1",
        "0",
        "0.5",
        "1e999",
        "2x",
        "\"x\"",
        "'a'",
        "+",
        "-",
        "*",
        "/",
        "^",
        "=",
        "==",
        "<",
        "&&",
        "||",
        "!",
        ".",
        ",",
        ";",
        ":",
        "::",
        "#",
        "->",
        "..",
        "(x)",
        "(x, 1)",
        "()",
        "(a = 1)",
        "(x; a = 1)",
        "{ x }",
        "{}",
        "[x]",
        "{ let y = x; y }",
        "(x > 0)",
        "if x > 0 { x } else { a }",
        "x.powi(3)",
        "tanh(x)",
        "#[doc = \"\"]",
        "struct B(x) = x;",
    ];
    let mut state = 1_u64;
    for _ in 0..4000 {
        let mut text = String::new();
        for _ in 0..8 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(WORDS[(state >> 33) as usize % WORDS.len()]);
            text.push(' ');
        }
        becomes_rust(&format!("struct A(x; a = 1.0) = {text};"));
        becomes_rust(&format!("struct A({text}) = x;"));
        becomes_rust(&text);
    }
}

/// Each level mentions the one below it twice, so as trees these would be larger than any memory.
#[test]
fn deep_formulas_stay_small() {
    let levels =
        (0..30).map(|at| format!("let y{} = y{at} * sigmoid(y{at}) + tanh(y{at});", at + 1)).collect::<String>();
    let call = format!("struct A(x; a = 1.0) = {{ let y0 = a * x; {levels} y30 }};");
    assert_eq!(messages(&call), [""; 0]);
    let code = compile(&krate(), call.parse().expect("tokens")).to_string();
    assert!(code.len() < 40_000, "{} characters", code.len());
}

fn becomes_rust(call: &str) {
    // Brackets without a partner are no tokens.
    let Ok(tokens) = call.parse::<TokenStream>() else { return };
    let code = compile(&krate(), tokens);
    assert!(syn::parse2::<syn::File>(code.clone()).is_ok(), "{call}\n{code}");
}
