//! The words of `network!` around a chain of layers, each a documented constant.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras, and as the types of Rust")]

/// The attributes of a network that `network!` reads itself. All others go to the type.
pub mod attributes {
    /// Limits for a network. One that exceeds them does not compile.
    ///
    /// | limit | of | text with a unit |
    /// |---|---|---|
    /// | `parameters` | parameters, frozen ones included | `k`, `M`, `G` |
    /// | `flops` | floating-point operations of a prediction | `k`, `M`, `G` |
    /// | `weights` | bytes of all parameters | `B`, `kB`, `MB`, `GB`, `KiB`, `MiB`, `GiB` |
    /// | `workspace` | bytes that a prediction needs between layers | the same |
    ///
    /// Each is a whole number or a text, and may be left out. Networks with const parameters, and those without an
    /// `Input`, can have no budget.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// network! {
    ///     #[budget(parameters = 51_000, flops = "120k", weights = "200 KiB", workspace = "64 KiB")]
    ///     struct Digits { Input(784) -> Dense(64, relu) -> Dense(10, softmax) }
    /// }
    /// ```
    pub const budget: () = ();
}

/// The limits in `#[budget(..)]`.
pub mod budget {
    /// The most parameters that the network may have, frozen ones included: `Network::PARAMETERS`.
    ///
    /// A whole number, or a text with `k`, `M` or `G`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// network! { #[budget(parameters = "51k")] struct Net { Input(784) -> Dense(64, relu) -> Dense(10, softmax) } }
    /// ```
    pub const parameters: () = ();

    /// The most floating-point operations that a prediction may take: `Network::FLOPS`, two for each weight and one for
    /// each bias. Activations are not counted.
    ///
    /// A whole number, or a text with `k`, `M` or `G`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// network! { #[budget(flops = "120k")] struct Net { Input(784) -> Dense(64, relu) -> Dense(10, softmax) } }
    /// ```
    pub const flops: () = ();

    /// The most bytes that all parameters may take, frozen ones included: `Network::PARAMETER_BYTES`.
    ///
    /// A whole number, or a text with `B`, `kB`, `MB`, `GB`, `KiB`, `MiB` or `GiB`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// network! { #[budget(weights = "200 KiB")] struct Net { Input(784) -> Dense(64, relu) -> Dense(10, softmax) } }
    /// ```
    pub const weights: () = ();

    /// The most bytes that a prediction may need for values between the layers: `Network::WORKSPACE_BYTES`.
    ///
    /// A whole number, or a text with `B`, `kB`, `MB`, `GB`, `KiB`, `MiB` or `GiB`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// network! { #[budget(workspace = "1 KiB")] struct Net { Input(784) -> Dense(64, relu) -> Dense(10, softmax) } }
    /// ```
    pub const workspace: () = ();
}

/// What can be set in front of a network that is an expression.
pub mod call {
    /// The seed of the initial values: the same seed gives the same bits on every machine. 0 unless given.
    ///
    /// An expression of the type `u64`, with a semicolon behind it. Networks that are items get theirs from
    /// `new(seed)`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(seed = 7; Input(4) -> Dense(8, relu) -> Dense(1));
    /// ```
    pub const seed: () = ();
}

/// What `dtype` takes.
pub mod dtypes {
    /// Numbers of 32 bits, with about 7 decimal digits: what networks compute with unless told otherwise.
    ///
    /// ```
    /// # use dense_runtime::{Network, network};
    /// let output: [f32; 1] = network!(Input(3, dtype = f32) -> Dense(1)).predict(&[0.1, 0.2, 0.3]);
    /// ```
    pub const f32: () = ();

    /// Numbers of 64 bits, with about 16 decimal digits: more exact, in twice the memory.
    ///
    /// ```
    /// # use dense_runtime::{Network, network};
    /// let output: [f64; 1] = network!(Input(3, dtype = f64) -> Dense(1)).predict(&[0.1, 0.2, 0.3]);
    /// ```
    pub const f64: () = ();

    /// Indices, whole numbers from 0 to 4,294,967,295: what goes into a network that begins with `Embedding`.
    ///
    /// ```
    /// # use dense_runtime::{Network, network};
    /// let output: [f32; 1] = network!(Input(3, dtype = u32) -> Embedding(10, 4) -> Flatten -> Dense(1)).predict(&[9, 0, 2]);
    /// ```
    pub const u32: () = ();
}

/// The values of [`padding`](super::arguments::padding) in layers with windows. With quotes, as in Keras, or without.
pub mod padding {
    /// Windows stay within the places; so unless something else is said.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(28, 28, 1) -> Conv2D(8, 3, padding = "valid") -> [26, 26, 8]);
    /// ```
    pub const valid: () = ();

    /// There are zeros around the places, as many as it takes for a window at each, or each that strides come to.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(28, 28, 1) -> Conv2D(8, 3, padding = "same") -> [28, 28, 8]);
    /// ```
    pub const same: () = ();

    /// There are zeros before the first step of a sequence, so that no window sees a later step than its own: for `Conv1D` only.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(100, 3) -> Conv1D(8, 5, padding = "causal") -> [100, 8]);
    /// ```
    pub const causal: () = ();
}

/// The value of [`data_format`](super::arguments::data_format) in layers over images and sequences.
pub mod data_format {
    /// Images are `[height, width, channels]`, and sequences `[steps, features]`.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(28, 28, 3) -> GlobalMaxPooling2D(data_format = "channels_last") -> [3]);
    /// ```
    pub const channels_last: () = ();
}

/// The values of [`interpolation`](super::arguments::interpolation) in `UpSampling2D`. With quotes, as in Keras, or without.
pub mod interpolation {
    /// Each place several times; so unless something else is said.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(7, 7, 3) -> UpSampling2D(2, interpolation = "nearest") -> [14, 14, 3]);
    /// ```
    pub const nearest: () = ();

    /// Numbers on lines between those of neighboring places.
    ///
    /// ```
    /// # use dense_runtime::network;
    /// let model = network!(Input(7, 7, 3) -> UpSampling2D(2, interpolation = "bilinear") -> [14, 14, 3]);
    /// ```
    pub const bilinear: () = ();
}
