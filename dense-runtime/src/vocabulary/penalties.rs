//! The regularizers and constraints of `network!`, each a documented constant. This version applies none of them.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

/// What `kernel_regularizer`, `bias_regularizer` and `activity_regularizer` take: penalties that are added to the loss.
///
/// The formulas are Keras's.
pub mod regularizers {
    /// The penalty `l1 · Σ|w|`, which draws weights to exactly 0.
    ///
    /// Arguments: `l1 = 0.01`. This version reads the word and refuses to compile it rather than ignore it:
    ///
    /// ```compile_fail
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_regularizer = l1(0.001)) -> Dense(1));
    /// ```
    pub const l1: () = ();

    /// The penalty `l2 · Σw²`, without a factor ½, which keeps weights small.
    ///
    /// Arguments: `l2 = 0.01`. This version reads the word and refuses to compile it rather than ignore it:
    ///
    /// ```compile_fail
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_regularizer = l2(0.001)) -> Dense(1));
    /// ```
    pub const l2: () = ();

    /// The penalty `l1 · Σ|w| + l2 · Σw²`.
    ///
    /// Arguments: `l1 = 0.0`, `l2 = 0.0`. This version reads the word and refuses to compile it rather than ignore it:
    ///
    /// ```compile_fail
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_regularizer = l1_l2(l1 = 0.001, l2 = 0.01)) -> Dense(1));
    /// ```
    pub const l1_l2: () = ();

    /// The penalty `factor · Σ|cos(wᵢ, wⱼ)| / (n · (n - 1))` over all `i ≠ j`, where `wᵢ` is one of the `n` rows of a
    /// matrix, or columns: it makes them orthogonal.
    ///
    /// Arguments: `factor = 0.01`, `mode = "rows"`, or `"columns"`. This version reads the word and refuses to compile
    /// it rather than ignore it:
    ///
    /// ```compile_fail
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_regularizer = orthogonal_regularizer(factor = 0.1)));
    /// ```
    pub const orthogonal_regularizer: () = ();
}

/// What `kernel_constraint` and `bias_constraint` take: what parameters are brought back to after each step of
/// training.
///
/// The formulas are Keras's. `‖w‖` is the Euclidean norm along `axis`: with 0, in a kernel of `Dense`, that of the
/// weights into one unit.
pub mod constraints {
    /// No norm above a limit: `w · min(‖w‖, max_value) / (1e-7 + ‖w‖)`.
    ///
    /// Arguments: `max_value = 2.0`, `axis = 0`. This version reads the word and refuses to compile it rather than
    /// ignore it:
    ///
    /// ```compile_fail
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_constraint = max_norm(max_value = 1.0)) -> Dense(1));
    /// ```
    pub const max_norm: () = ();

    /// No number below 0: `max(w, 0)`.
    ///
    /// This version reads the word and refuses to compile it rather than ignore it:
    ///
    /// ```compile_fail
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_constraint = non_neg) -> Dense(1));
    /// ```
    pub const non_neg: () = ();

    /// Norm 1: `w / (1e-7 + ‖w‖)`.
    ///
    /// Arguments: `axis = 0`. This version reads the word and refuses to compile it rather than ignore it:
    ///
    /// ```compile_fail
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_constraint = unit_norm(axis = 0)) -> Dense(1));
    /// ```
    pub const unit_norm: () = ();

    /// A norm between two limits, or, with a rate below 1, on the way there: `w · n / (1e-7 + ‖w‖)`, where
    /// `n = rate · min(max(‖w‖, min_value), max_value) + (1 - rate) · ‖w‖`.
    ///
    /// Arguments: `min_value = 0.0`, `max_value = 1.0`, `rate = 1.0`, `axis = 0`. This version reads the word and
    /// refuses to compile it rather than ignore it:
    ///
    /// ```compile_fail
    /// # use dense_runtime::network;
    /// let model = network!(Input(4) -> Dense(8, kernel_constraint = min_max_norm(min_value = 0.5)) -> Dense(1));
    /// ```
    pub const min_max_norm: () = ();
}
