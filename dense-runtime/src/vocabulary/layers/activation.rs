//! Activations as layers of their own.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// An activation as a layer of its own: `y = activation(x)`, in the shape of `x`. The words work on each number alone,
/// except `softmax`, `log_softmax` and `sparsemax`, which work along the last axis.
///
/// | argument | default | |
/// |---|---|---|
/// | `activation` | must be given | by position, too |
/// | `trainable` | `false` | whether the parameters of the activation are trained |
/// | `name` | `activation`, `activation_1`, .. | |
///
/// `Dense(64, relu)` computes the same as `Dense(64) -> Activation(relu)`.
///
/// With `trainable = true` the activation is one that [`activation!`](crate::activation!) declares with parameters. The layer has a
/// tensor `parameters`, as long as there are parameters, which begins with the values that they are given, and which all its
/// units share. The derivatives by the parameters come from the formula, too.
///
/// ```
/// # use dense_runtime::{Network, activation, network};
/// activation! { struct Swish(x; beta = 1.0) = x * sigmoid(beta * x); }
///
/// network! { struct Net { Input(4) -> Dense(8) -> Activation(Swish(beta = 1.5), trainable = true) -> Dense(1) } }
///
/// let model = Net::new(1);
/// assert_eq!(model.tensor("activation.parameters"), Some(&[1.5][..]));
/// ```
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> Dropout(0.1) -> Activation(relu) -> Dense(1));
/// ```
pub const Activation: () = ();

/// `relu` as a layer of its own.
///
/// | argument | default | |
/// |---|---|---|
/// | `max_value` | none | the largest output; by position, too |
/// | `negative_slope` | 0 | below `threshold`; second by position |
/// | `threshold` | 0 | what is below is small; third by position |
/// | `name` | `re_lu`, `re_lu_1`, .. | |
///
/// As in Keras, the order of the arguments is not that of the word [`relu`](crate::activation::words::relu), where
/// `negative_slope` comes first.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> ReLU(6) -> Dense(1));
/// ```
pub const ReLU: () = ();

/// `leaky_relu` as a layer of its own. As in Keras, its slope is another than that of the word
/// [`leaky_relu`](crate::activation::words::leaky_relu) unless given.
///
/// | argument | default | |
/// |---|---|---|
/// | `negative_slope` | 0.3 | by position, too |
/// | `name` | `leaky_re_lu`, `leaky_re_lu_1`, .. | |
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> LeakyReLU(0.1) -> Dense(1));
/// ```
pub const LeakyReLU: () = ();

/// Keeps positive numbers and multiplies the others by slopes that are learned: `y = x` where `x > 0`, else `y = alpha · x`. Each
/// number of a sample has a slope of its own, unless they are shared. The slope where `x = 0` counts as 0.
///
/// | argument | default | |
/// |---|---|---|
/// | `alpha_initializer` | `zeros` | the slopes before training |
/// | `alpha_regularizer`, `alpha_constraint` | none | |
/// | `shared_axes` | none | axes along which numbers share a slope, as in `[1, 2]` for the height and the width of an image; axis 0 is the batch |
/// | `trainable` | `true` | whether training changes `alpha` |
/// | `name` | `p_re_lu`, `p_re_lu_1`, .. | |
///
/// It takes no argument by position. `alpha` has the shape of a sample, with 1 for the axes that share.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> PReLU(alpha_initializer = constant(0.25)) -> Dense(1));
/// ```
pub const PReLU: () = ();

/// `elu` as a layer of its own.
///
/// | argument | default | |
/// |---|---|---|
/// | `alpha` | 1 | by position, too |
/// | `name` | `elu`, `elu_1`, .. | |
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(8) -> ELU(0.5) -> Dense(1));
/// ```
pub const ELU: () = ();

/// `softmax` along the last axis as a layer of its own.
///
/// | argument | default | |
/// |---|---|---|
/// | `name` | `softmax`, `softmax_1`, .. | |
///
/// It takes no argument by position. Unlike in Keras, there is no `axis`.
///
/// ```
/// # use dense_runtime::network;
/// let model = network!(Input(4) -> Dense(3) -> Softmax);
/// ```
pub const Softmax: () = ();
