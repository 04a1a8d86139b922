#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

#[doc(inline)]
pub use dense_runtime::*;

#[cfg(doc)]
#[doc = include_str!("../docs/errors.md")]
pub mod errors {}

/// Everything that most programs need: `use dense::prelude::*;`
pub mod prelude {
    pub use dense_runtime::activation::Activation;
    pub use dense_runtime::initializer::Initializer;
    #[cfg(feature = "progress")]
    pub use dense_runtime::train::ProgressBar;
    #[cfg(feature = "std")]
    pub use dense_runtime::{
        Dataset, Trainer, TrainingWorkspace,
        loss::{BinaryCrossentropy, CategoricalCrossentropy, Loss, MeanSquaredError, SparseCategoricalCrossentropy},
        metric::{Accuracy, Metric},
        optimizer::schedule::{
            CosineDecay, CosineDecayRestarts, ExponentialDecay, InverseTimeDecay, PiecewiseConstantDecay,
            PolynomialDecay, Schedule,
        },
        optimizer::{Adadelta, Adagrad, Adam, AdamW, Adamax, Ftrl, Lion, Nadam, Optimizer, RMSprop, SGD},
        train::{Callback, History, Run, Scores},
    };
    pub use dense_runtime::{Element, Error, Network, Workspace, network};
}
