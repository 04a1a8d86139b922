//! The arguments of activations, initializers, regularizers and constraints in `network!`, each a documented constant.
//!
//! Numbers may be literals or const expressions.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// The arguments of [activations](crate::activation::words).
pub mod activation {
    /// The slope below the threshold of an activation, not below 0.
    ///
    /// Defaults: `relu(negative_slope = 0.0)`, `leaky_relu(negative_slope = 0.2)`; of the layers
    /// `ReLU(negative_slope = 0.0)`, `LeakyReLU(negative_slope = 0.3)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, leaky_relu(negative_slope = 0.1)) -> Dense(1));
    /// ```
    pub const negative_slope: () = ();

    /// The largest output of an activation.
    ///
    /// Default: `relu(max_value = f64::INFINITY)`, as in the layer `ReLU`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, relu(max_value = 6.0)) -> Dense(1));
    /// ```
    pub const max_value: () = ();

    /// Where an activation changes its formula: in `relu` and `threshold` at this number, in the others also at its
    /// negative.
    ///
    /// Defaults: `relu(threshold = 0.0)`, `hard_shrink(threshold = 0.5)`, `soft_shrink(threshold = 0.5)`; of the layer
    /// `ReLU(threshold = 0.0)`. In
    /// `soft_shrink` it is not below 0, and in `threshold(threshold = .., default_value = ..)` it must be given.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, hard_shrink(threshold = 0.1)) -> Dense(1));
    /// ```
    pub const threshold: () = ();

    /// How far below 0 the activation goes: towards `-alpha` for small numbers.
    ///
    /// Defaults: `elu(alpha = 1.0)`, `celu(alpha = 1.0)`, of the layer `ELU(alpha = 1.0)`. In `celu` it is not 0.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, elu(alpha = 0.5)) -> Dense(1));
    /// ```
    pub const alpha: () = ();

    /// Whether the hyperbolic tangent stands for the error function: `true` or `false`.
    ///
    /// Default: `gelu(approximate = false)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, gelu(approximate = true)) -> Dense(1));
    /// ```
    pub const approximate: () = ();

    /// How round the corner at 0 is; with 0 the function is `relu`.
    ///
    /// Default: `squareplus(b = 4.0)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, squareplus(b = 1.0)) -> Dense(1));
    /// ```
    pub const b: () = ();

    /// What stands for numbers that are not above the threshold.
    ///
    /// It must be given: `threshold(threshold = .., default_value = ..)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, threshold(threshold = 0.1, default_value = -1.0)) -> Dense(1));
    /// ```
    pub const default_value: () = ();
}

/// The arguments of [initializers](crate::initializer::words).
pub mod initializer {
    /// The value of all numbers.
    ///
    /// Default: `constant(value = 0.0)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, bias_initializer = constant(value = 0.1)));
    /// ```
    pub const value: () = ();

    /// A factor for the whole matrix.
    ///
    /// Defaults: `identity(gain = 1.0)`, `orthogonal(gain = 1.0)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_initializer = orthogonal(gain = 0.5)));
    /// ```
    pub const gain: () = ();

    /// The mean of normal values.
    ///
    /// Defaults: `random_normal(mean = 0.0)`, `normal(mean = 0.0)`, `truncated_normal(mean = 0.0)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_initializer = random_normal(mean = 0.1)));
    /// ```
    pub const mean: () = ();

    /// The standard deviation of normal values, in `truncated_normal` the one before the cut.
    ///
    /// Defaults: `random_normal(stddev = 0.05)`, `normal(stddev = 0.05)`, `truncated_normal(stddev = 0.05)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_initializer = random_normal(stddev = 0.1)));
    /// ```
    pub const stddev: () = ();

    /// The seed of an initializer, a whole number (`u64`). With one, the values are the same in every layer of that
    /// shape and in every network; without, they follow from the network's seed and differ from layer to layer.
    ///
    /// Without a default in all random initializers: `random_normal`, `normal`, `random_uniform`, `uniform`,
    /// `truncated_normal`, `variance_scaling`, `glorot_uniform`, `glorot_normal`, `he_normal`, `he_uniform`,
    /// `lecun_normal`, `lecun_uniform`, `orthogonal`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, relu, he_normal(seed = 7)));
    /// ```
    pub const seed: () = ();

    /// The lower bound of uniform values, included.
    ///
    /// Defaults: `random_uniform(minval = -0.05)`, `uniform(minval = -0.05)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_initializer = random_uniform(minval = 0.0)));
    /// ```
    pub const minval: () = ();

    /// The upper bound of uniform values, excluded.
    ///
    /// Defaults: `random_uniform(maxval = 0.05)`, `uniform(maxval = 0.05)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_initializer = random_uniform(maxval = 0.1)));
    /// ```
    pub const maxval: () = ();

    /// The variance of the values times `n`, which `mode` says; above 0.
    ///
    /// Default: `variance_scaling(scale = 1.0)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_initializer = variance_scaling(scale = 2.0)));
    /// ```
    pub const scale: () = ();

    /// What the variance is divided by: `fan_in`, the inputs of each unit; `fan_out`, the outputs that each input has a
    /// part in; `fan_avg`, the mean of both. With quotes, as in Keras, or without.
    ///
    /// Default: `variance_scaling(mode = fan_in)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_initializer = variance_scaling(mode = fan_avg)));
    /// ```
    pub const mode: () = ();

    /// How the values are distributed: `truncated_normal`, of which `normal` is another name; `untruncated_normal`;
    /// `uniform`. With quotes, as in Keras, or without.
    ///
    /// Default: `variance_scaling(distribution = truncated_normal)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, relu, variance_scaling(distribution = uniform)));
    /// ```
    pub const distribution: () = ();
}

/// The arguments of [regularizers](super::regularizers).
pub mod regularizer {
    /// The factor of `Σ|w|`, not below 0.
    ///
    /// Defaults: `l1(l1 = 0.01)`, `l1_l2(l1 = 0.0)`, of the layer `ActivityRegularization(l1 = 0.0)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_regularizer = l1(l1 = 0.001)) -> Dense(1));
    /// ```
    pub const l1: () = ();

    /// The factor of `Σw²`, not below 0.
    ///
    /// Defaults: `l2(l2 = 0.01)`, `l1_l2(l2 = 0.0)`, of the layer `ActivityRegularization(l2 = 0.0)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_regularizer = l2(l2 = 0.001)) -> Dense(1));
    /// ```
    pub const l2: () = ();

    /// The factor of the whole penalty, not below 0.
    ///
    /// Default: `orthogonal_regularizer(factor = 0.01)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_regularizer = orthogonal_regularizer(factor = 0.1)));
    /// ```
    pub const factor: () = ();

    /// Which vectors of a matrix are to be orthogonal: `rows` or `columns`.
    ///
    /// Default: `orthogonal_regularizer(mode = rows)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_regularizer = orthogonal_regularizer(mode = columns)));
    /// ```
    pub const mode: () = ();
}

/// The arguments of [constraints](super::constraints).
pub mod constraint {
    /// The largest norm, not below 0.
    ///
    /// Defaults: `max_norm(max_value = 2.0)`, `min_max_norm(max_value = 1.0)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_constraint = max_norm(max_value = 1.0)) -> Dense(1));
    /// ```
    pub const max_value: () = ();

    /// The smallest norm, not below 0.
    ///
    /// Default: `min_max_norm(min_value = 0.0)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_constraint = min_max_norm(min_value = 0.5)) -> Dense(1));
    /// ```
    pub const min_value: () = ();

    /// The axis along which norms are taken: with 0, in a kernel of `Dense`, over the weights into one unit. Or a list of axes: with
    /// `[0, 1, 2]`, in a kernel of `Conv2D`, over the weights of one filter.
    ///
    /// Defaults: `max_norm(axis = 0)`, `unit_norm(axis = 0)`, `min_max_norm(axis = 0)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_constraint = unit_norm(axis = 0)) -> Dense(1));
    /// let model = network!(Input(8, 8, 1) -> Conv2D(4, 3, kernel_constraint = max_norm(axis = [0, 1, 2])) -> Flatten -> Dense(1));
    /// ```
    pub const axis: () = ();

    /// How far norms go to their limits in a step: 1 is all the way, 0 not at all.
    ///
    /// Default: `min_max_norm(rate = 1.0)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_constraint = min_max_norm(rate = 0.5)) -> Dense(1));
    /// ```
    pub const rate: () = ();
}
