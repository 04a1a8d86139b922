//! A network where everything that emitted code could mean has another meaning.
#![allow(
    dead_code,
    unused_macros,
    non_camel_case_types,
    non_upper_case_globals,
    reason = "the names are those of other things"
)]

use neural::{Network, include_weights, network};

mod core {}
mod std {}
mod dense {}
mod dense_runtime {}
mod activation {}
mod initializer {}
struct Option;
struct Some;
struct None;
struct Box;
struct Vec;
struct Clone;
struct Copy;
struct Debug;
struct PartialEq;
struct Dense;
struct Plan;
struct Value;
struct Compiled;
struct Anonymous;
struct Embedded;
fn embedded() {}
struct usize;
struct u64;
struct Noise;
struct f32;
struct f64;
struct bool;
struct str;
trait Layer {}
trait Activation {}
/// Has methods that everything else has too.
trait Extension: Sized {
    fn apply(self, _: ()) {}
    fn derivative(self, _: ()) {}
    fn tanh(self) {}
    fn abs(self) {}
}
impl<X> Extension for X {}
trait Real {}
struct T;
const x: () = ();
const y: () = ();
const beta: () = ();
fn tanh() {}
fn exp() {}
trait Isa {}
const pass: () = ();
const seeds: () = ();
const network: () = ();
const relu: () = ();
const hidden: () = ();
const HIDDEN: ::core::primitive::usize = 3;
const STDDEV: ::core::primitive::f64 = 0.1;
const LAYER_SEED: ::core::primitive::u64 = 7;

macro_rules! assert {
    ($($tokens:tt)*) => {
        ::core::compile_error!("not this one")
    };
}
neural::activation! {
    #[derive(Copy, Clone)]
    struct Gate(x; beta = 1.5, y = HALF) = x * sigmoid(beta * x) + if x > y { tanh(x) } else { y * exp(x) };

    struct Unit(T) = T * T.tanh() + silu(sign(T)) + tanh(softplus(abs(T)));
}

const HALF: ::core::primitive::f64 = 0.5;

network! {
    struct Declared { Input(4) -> Dense(3, Gate(beta = 2, y = 0.25)) -> Activation(Gate(y = 1), trainable = true) -> Dense(2, Unit) }

    #[budget(parameters = 100)]
    struct Net { Input(4) -> hidden: Dense(HIDDEN, relu) -> [3] -> Dropout(0.5) -> Dense(2, softmax) }

    struct Precise { Input(4, dtype = f64) -> Dense(3, leaky_relu(0.1)) -> Dense(2) }

    struct Mlp<const H: usize> { Input(4) -> Dense(H, relu) -> Dense(2) }

    struct Xor { Input(2) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid) }

    struct Any { Dense(3) -> Dense(2) }

    struct Noisy { Input(4) -> GaussianNoise(STDDEV) -> AlphaDropout(0.1, seed = LAYER_SEED) -> Dense(2) }
}

static WEIGHTS: &Xor = include_weights!(Xor, "../../../ui/files/xor.safetensors");

#[test]
fn it_compiles_and_predicts() {
    let _: [::core::primitive::f32; 1] = WEIGHTS.predict(&[0.5; 2]);
    let _: [::core::primitive::f32; 2] = Declared::new(1).predict(&[0.5; 4]);
    let _: [::core::primitive::f32; 2] = Net::new(1).predict(&[0.5; 4]);
    let _: [::core::primitive::f64; 2] = Precise::new(1).predict(&[0.5; 4]);
    let _: [::core::primitive::f32; 2] = Mlp::<5>::new(1).predict(&[0.5; 4]);
    let _: [::core::primitive::f32; 2] = Any::<4>::new(1).predict(&[0.5; 4]);
    let _: [::core::primitive::f32; 2] = Noisy::new(1).predict(&[0.5; 4]);
    let _: [::core::primitive::f32; 2] = network!(seed = 3; Dense(3) -> Dense(2)).predict(&[0.5; 4]);
}
