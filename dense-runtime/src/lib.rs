//! What networks compiled by dense stand on: numbers and their storage, kernels, passes over a network, training.
//!
//! Programs depend on `dense` (the package `dense-nn`), which re-exports all of this. The guide is there.
#![cfg_attr(not(feature = "std"), no_std)]

#[doc(hidden)]
#[path = "bench.rs"]
pub mod __bench;
#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod activation;
mod adapt;
#[cfg(feature = "std")]
pub mod callback;
mod checks;
pub mod constraint;
#[cfg(feature = "std")]
pub mod data;
mod element;
mod embedded;
mod error;
#[cfg(feature = "std")]
mod file;
mod fold;
mod geometry;
pub mod initializer;
mod isa;
mod kernels;
pub mod layer;
#[cfg(feature = "std")]
pub mod loss;
pub mod math;
#[cfg(feature = "std")]
pub mod metric;
mod network;
#[cfg(feature = "std")]
pub mod optimizer;
mod pass;
mod penalties;
pub mod plan;
mod predict;
#[cfg(feature = "std")]
pub mod preprocess;
mod random;
pub mod regularizer;
#[cfg(feature = "std")]
pub mod report;
mod simd;
mod storage;
mod tensors;
#[cfg(feature = "std")]
pub mod train;
#[cfg(feature = "std")]
pub mod tune;
pub mod vocabulary;
mod workspace;

#[cfg(feature = "std")]
pub use data::Dataset;
pub use element::Element;
pub use error::Error;
#[cfg(feature = "files")]
pub use file::{Matching, TensorProblem};
pub use fold::Folded;
#[cfg(feature = "std")]
pub use isa::isa;
pub use network::{AsNetwork, Network};
#[cfg(feature = "std")]
pub use predict::{Incoming, PredictStream};
pub use random::Random;
pub use storage::{Sample, Shape, Tensor};
pub use tensors::TensorRef;
#[cfg(feature = "std")]
pub use train::{Trainer, TrainingWorkspace};
pub use workspace::Workspace;
// The macro shares its name with a module, which a re-export of the name would bring along.
#[doc(inline)]
pub use __activation as activation;

/// Declares neural networks, and compiles them into forward and backward code.
///
/// # As items
///
/// ```
/// use dense_runtime::{Network, network};
///
/// const HIDDEN: usize = 24;
///
/// network! {
///     /// Doc comments, attributes and visibility go to the type.
///     pub struct Digits {
///         Input(784) -> hidden: Dense(64, relu, he_normal) -> Dropout(0.5) -> Dense(10, softmax)
///     }
///
///     struct Precise { Input(3, dtype = f64) -> Dense(2 * HIDDEN, tanh) -> [48] -> Dense(1) }
///
///     struct Mlp<const H: usize> { Input(4) -> Dense(H, elu(1.0)) -> Dense(2) }
///
///     struct AnyInput { Dense(8, relu) -> Dense(1, sigmoid) }
/// }
///
/// let model = Digits::new(42);
/// let probabilities: [f32; 10] = model.predict(&[0.0; 784]);
/// let outputs: [f32; 2] = Mlp::<16>::new(42).predict(&[0.0; 4]);
/// let output: [f32; 1] = AnyInput::<5>::new(42).predict(&[0.0; 5]);
/// ```
///
/// Each type implements [`Network`], and `Clone`, `Copy`, `Debug` and `PartialEq`. (`Copy` is what lets a `Box` of it be
/// cloned without a detour over the stack.)
///
/// # As an expression
///
/// `network!(CHAIN)` is a `Box` of a type without a name, with initial values from the seed 0; `network!(seed = 7; CHAIN)`
/// takes another seed.
///
/// ```
/// use dense_runtime::{Network, network};
///
/// let model = network!(seed = 7; Dense(64, relu) -> Dense(10, softmax));
/// let probabilities = model.predict(&[0.5; 784]);
/// ```
///
/// # Grammar
///
/// ```text
/// NETWORKS   = { ATTRIBUTES VISIBILITY struct NAME [ < const N: usize, .. > ] { CHAIN } }
/// CHAIN      = LINK { -> LINK }                 also < CHAIN >
/// LINK       = [ LABEL : ] LAYER | SHAPE        the first may be Input(SIZE, .., dtype = f32 | f64 | u32)
/// LAYER      = NAME ( ARGUMENT, .. )
/// ARGUMENT   = VALUE | KEYWORD = VALUE
/// SHAPE      = [ SIZE, .. ]                     asserts what comes out of the layer before it
/// SIZE       = a literal, a const expression, or a const parameter of the network
/// ```
///
/// | layer | arguments, the first ones also by position |
/// |---|---|
/// | `Input` | sizes: `Input(784)`, `Input(28, 28, 1)`; `dtype`, `f32` or `f64`, or `u32` for indices. Without it the input is a vector of any size: a const parameter `INPUT` of the network |
/// | `Dense` | `units`, `activation`, `kernel_initializer`; `use_bias = true`, `bias_initializer = zeros`, `trainable = true`, `name` |
/// | `Conv2D` | `filters`, `kernel_size`, `activation = linear`, `kernel_initializer = glorot_uniform`; `strides = 1`, `padding = "valid"`, `dilation_rate = 1`, `groups = 1`, and all of `Dense` |
/// | `MaxPooling2D` | `pool_size = 2`, `strides`; `padding = "valid"` |
/// | `Activation` | `activation`; `trainable = false` |
/// | `Flatten` | |
/// | `Reshape` | sizes, one of which may be -1 |
///
/// The others are layers of activations (`ReLU`, `LeakyReLU`, `ELU`, `PReLU`, `Softmax`), of normalization (`BatchNormalization`,
/// `LayerNormalization`, `RMSNormalization`, `UnitNormalization`, `Normalization`, `Rescaling`), against overfitting (`Dropout`,
/// `GaussianDropout`, `GaussianNoise`, `AlphaDropout`, `SpatialDropout2D`, `ActivityRegularization`), for indices (`Embedding`), and for
/// images, `[height, width, channels]` (`DepthwiseConv2D`, `SeparableConv2D`, `Conv2DTranspose`, `AveragePooling2D`, `GlobalMaxPooling2D`,
/// `GlobalAveragePooling2D`, `ZeroPadding2D`, `Cropping2D`, `UpSampling2D`, `Permute`). All those with 2D in their names are there with 1D,
/// too, for sequences, `[steps, features]`: [`vocabulary::layers`] has the arguments and the formula of each.
///
/// Activations are the words of [`activation::words`] with their arguments, `leaky_relu(0.1)`, or values of types of yours
/// that implement [`Activation`](activation::Activation), or that [`activation!`](crate::activation!) declares; initializers are
/// the words of [`initializer::words`], or values of yours that implement [`Initializer`](initializer::Initializer).
/// [`vocabulary`] says what each word means, with an example. A layer without a label is named as in Keras, `dense`, `dense_1`, ...
///
/// `softmax` and `log_softmax` in a layer with a `Dense` behind it are allowed, as in Keras, but rarely meant: the compiler warns of
/// them. `#[allow(hidden_softmax)]` on the network silences it (for networks that are expressions, `#[allow(deprecated)]` on the
/// statement does, because that is the lint of the compiler that carries the warning).
///
/// `#[budget(parameters = 51_000, flops = "120k", weights = "200 KiB", workspace = "64 KiB")]` on a network fails the build
/// when the network exceeds it.
#[macro_export]
macro_rules! network {
    () => {
        ::core::compile_error!(
            "expected a network, found nothing\nhelp: write `network! { pub struct Name { Input(4) -> Dense(2) } }`"
        );
    };
    ($($tokens:tt)+) => {
        $crate::__private::network! { $crate $($tokens)+ }
    };
}

/// A network with the weights of a file, as a part of the program: `include_weights!(TYPE, PATH)` is a `&'static TYPE`.
///
/// The file is in the format [safetensors](https://github.com/huggingface/safetensors), as [`Network::save`] writes it, or another
/// program. It is read when the program is compiled. Nothing is left to do at run time, and nothing can fail there: no file is opened,
/// nothing is parsed or copied, and no heap is needed. In the program are the numbers alone, each tensor where the network
/// has it.
///
/// ```
/// use dense_runtime::{Network, include_weights, network};
///
/// network! {
///     pub struct Xor { Input(2) -> hidden: Dense(4, tanh) -> Dense(1, sigmoid) }
/// }
///
/// static XOR: &Xor = include_weights!(Xor, "embedded/xor.safetensors");
///
/// assert!(XOR.predict(&[0.0, 1.0])[0] > 0.9);
/// ```
///
/// The path is that of [`include_bytes!`]: relative to the file in which it stands, and any expression that `include_bytes!` takes, such as
/// `concat!(env!("OUT_DIR"), "/xor.safetensors")`. When the file changes, the program is compiled anew.
///
/// # Errors
///
/// A file that does not fit the network does not compile. All tensors of the network must be there, in any order, with its shapes and
/// its number type, and no others:
///
/// ```text
/// error[E0080]: evaluation panicked: this does not fit `Xor`
///               `hidden.kernel` is `[2, 8]` in the file, but `[2, 4]` in the network
///               `hidden.bias` is `[8]` in the file, but `[4]` in the network
///               `dense.kernel` is `[8, 1]` in the file, but `[4, 1]` in the network
///               help: save the file anew, or declare the network as it was when the file was saved
///  --> src/main.rs:7:42
///   |
/// 7 | static XOR: &Xor = include_weights!(Xor, "embedded/xor.safetensors");
///   |                                          ^^^^^^^^^^^^^^^^^ evaluation of `XOR::__WEIGHTS` failed here
/// ```
///
/// The numbers are taken as they are, without a look at them (`Network::load` refuses NaN and infinities). The target must be
/// little-endian, as files are; for others this does not compile.
#[macro_export]
macro_rules! include_weights {
    ($($tokens:tt)*) => {
        $crate::__private::include_weights! { $crate $($tokens)* }
    };
}

/// Declares activation functions by their formulas. Their derivatives are worked out when the program is compiled.
///
/// ```
/// use dense_runtime::{Network, activation, network};
///
/// activation! {
///     /// Self-regularized and smooth.
///     pub struct Mish2(x) = x * tanh(softplus(x));
///
///     /// A gate as steep as one likes.
///     pub struct SwishBeta(x; beta = 1.0) = x * sigmoid(beta * x);
///
///     struct Bent(x; slope = 0.1) = if x > 0.0 { x } else { slope * x.exp_m1() };
/// }
///
/// network! {
///     struct Net {
///         Input(8) -> Dense(16, SwishBeta) -> Dense(16, SwishBeta(beta = 1.5)) -> Dense(4, Bent) -> Dense(1, Mish2)
///     }
/// }
///
/// assert!(Net::new(1).predict(&[0.5; 8])[0].is_finite());
/// ```
///
/// Each is a type that implements [`Activation`](activation::Activation), with `Clone`, `Copy`, `Debug`, `Default` and
/// `PartialEq`, and a value of the same name. Its parameters have the values of the declaration unless others are given, in a
/// network by keyword, `SwishBeta(beta = 1.5)`, and elsewhere by methods, `SwishBeta.beta(1.5)`:
///
/// ```
/// use dense_runtime::activation;
/// use dense_runtime::activation::Activation;
///
/// activation! { struct SwishBeta(x; beta = 1.0) = x * sigmoid(beta * x); }
///
/// let (x, h) = (0.3f64, 1e-6);
/// let swish = SwishBeta.beta(1.5);
/// let slope = (swish.apply(x + h) - swish.apply(x - h)) / (2.0 * h);
/// assert!((swish.derivative(x, swish.apply(x)) - slope).abs() < 1e-8);
/// ```
///
/// The parameters of a layer of its own can be trained, `-> Activation(SwishBeta, trainable = true)`: see
/// [`Activation`](vocabulary::layers::Activation).
///
/// # Grammar
///
/// ```text
/// ACTIVATIONS = { ATTRIBUTES VISIBILITY struct NAME ( VARIABLE [ ; NAME = NUMBER, .. ] ) = FORMULA ; }
/// FORMULA     = a number, the variable, a parameter, a constant, ( FORMULA )
///             | FORMULA + FORMULA, also - * / and a minus in front
///             | FUNCTION ( FORMULA, .. )             or FORMULA . FUNCTION ( .. )
///             | if CONDITION { FORMULA } else { FORMULA }
///             | { let NAME = FORMULA; .. FORMULA }
/// CONDITION   = FORMULA > FORMULA, also < >= <= == != && ||
/// ```
///
/// | functions | |
/// |---|---|
/// | `exp` `exp_m1` (`expm1`) `ln` `ln_1p` (`log1p`) `sqrt` `tanh` `sigmoid` `softplus` `erf` | those of [`Real`](math::Real) |
/// | `abs` `sign` `max` `min` `clamp` | `sign(0)` is 0; NaN stays NaN |
/// | `x.powi(3)` `x.powf(0.3)` | powers by whole numbers, and by any |
/// | `relu` `silu` `gelu` `elu` and the other element-wise words of networks | without arguments |
///
/// Whole numbers are numbers. Constants are those of [`core::f64::consts`], `PI` and `E` and so on, and constants of yours: `SCALE`,
/// `settings::SCALE`.
///
/// # Numbers
///
/// A formula is simplified before and after it is derived, and what value and derivative have in common is computed once. Where it
/// overflows and the function does not, it is replaced: `ln(1 + exp(x))` is computed as `softplus(x)`, `1 / (1 + exp(-x))` as
/// `sigmoid(x)`, `exp(x) - 1` as `exp_m1(x)`. Divisions by numbers become products.
///
/// At a kink the slope is that of the constant: `max(x, 0.0)` has slope 0 at 0, as `relu` has, and `min(x, 6.0)` at 6. `abs(x)` has
/// slope 0 at 0. An `if` has the slope of the branch that it takes.
///
/// An `if` computes both branches and selects one of the values, so loops over formulas are as vectorized as those over built-in
/// activations. They are compiled in the crate that uses them, so a debug build of it leaves them slow.
#[doc(hidden)]
#[macro_export]
macro_rules! __activation {
    () => {
        ::core::compile_error!(
            "expected an activation, found nothing\nhelp: write `activation! { pub struct Swish(x; beta = 1.0) = x * sigmoid(beta * x); }`"
        );
    };
    ($($tokens:tt)+) => {
        $crate::__private::activation! { $crate $($tokens)+ }
    };
}

/// Makes one of a function with const parameters for each of the sizes in some lists, and finds the right one at run time.
///
/// The sizes of a network are a part of its type, so a search that tries several needs a type, and a function, for each. The program
/// writes the function once, generic over the sizes:
///
/// ```
/// use dense_runtime::tune::{GridSearch, Space, Trial};
/// use dense_runtime::{Error, Network, network, sizes};
///
/// network! { struct Mlp<const H: usize, const D: usize> { Input(4) -> Dense(H, relu) -> Dense(D, relu) -> Dense(2) } }
///
/// fn parameters<const H: usize, const D: usize>(_: &Trial) -> Result<f64, Error> {
///     Ok(Mlp::<H, D>::PARAMETERS as f64)      // a real objective trains it and gives its loss
/// }
///
/// let parameters = sizes!(parameters::<H, D> for H in [16, 32, 64], D in [8, 16]);
/// let search = GridSearch::new(Space::new().sizes(&parameters));
/// let results = search.run(|trial| parameters.of(trial)?(trial))?;
/// assert_eq!(results.outcomes().len(), 6);
/// assert_eq!(results.best()?.trial().get::<usize>("H")?, 16);
/// # Ok::<(), Error>(())
/// ```
///
/// `EXPRESSION for NAME in [SIZE, ..], ..` is the expression once for each combination, with the sizes in the place of their names, in a
/// [`Sizes`](tune::Sizes): [`of`](tune::Sizes::of) gives the one for a trial, [`get`](tune::Sizes::get) the one for sizes in hand.
/// The expression is a function mostly, `train::<H>` or `train::<Mlp<H>>`, and can be anything that has one type for all sizes. Sizes
/// are literals or constants; the lists have names, which need not be those of the const parameters.
///
/// ```
/// use dense_runtime::{Network, network, sizes};
///
/// network! { struct Mlp<const H: usize> { Input(4) -> Dense(H, relu) -> Dense(2) } }
///
/// const WIDE: usize = 256;
///
/// let bytes = sizes!(<Mlp<width>>::PARAMETER_BYTES for width in [16, WIDE]);
/// assert_eq!(bytes.get(&[16]), Some(&(4 * (4 * 16 + 16 + 16 * 2 + 2))));
/// assert_eq!(bytes.get(&[64]), None);
/// ```
///
/// Each combination is compiled, with its network, so there can be 256 at most.
#[cfg(feature = "std")]
#[macro_export]
macro_rules! sizes {
    () => {
        ::core::compile_error!(
            "expected a function and its sizes, found nothing\nhelp: write `sizes!(train::<H> for H in [16, 32])`"
        )
    };
    ($($tokens:tt)+) => {
        $crate::__private::sizes! { $crate $($tokens)+ }
    };
}
