#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

#[doc(inline)]
pub use dense_runtime::*;

#[cfg(doc)]
#[doc = include_str!("../docs/errors.md")]
pub mod errors {}

/// Everything that most programs need: `use dense::prelude::*;`
pub mod prelude {
    pub use dense_runtime::__activation as activation;
    pub use dense_runtime::activation::Activation;
    pub use dense_runtime::initializer::Initializer;
    #[cfg(feature = "std")]
    pub use dense_runtime::sizes;
    #[cfg(feature = "progress")]
    pub use dense_runtime::train::ProgressBar;
    #[cfg(feature = "std")]
    pub use dense_runtime::{
        Dataset, Trainer, TrainingWorkspace,
        loss::{
            BinaryCrossentropy, BinaryFocalCrossentropy, CategoricalCrossentropy, CategoricalFocalCrossentropy,
            CategoricalGeneralizedCrossEntropy, CategoricalHinge, CosineSimilarity, Dice, Hinge, Huber, KLDivergence,
            LogCosh, Loss, MeanAbsoluteError, MeanAbsolutePercentageError, MeanSquaredError,
            MeanSquaredLogarithmicError, Poisson, Reduction, SparseCategoricalCrossentropy, SquaredHinge, Tversky,
        },
        metric::{
            AUC, Accuracy, BinaryAccuracy, BinaryIoU, CategoricalAccuracy, ConfusionMatrix, F1Score, FBetaScore,
            FalseNegatives, FalsePositives, IoU, LogCoshError, MeanIoU, Metric, Precision, R2Score, Recall,
            RootMeanSquaredError, SparseCategoricalAccuracy, SparseTopKCategoricalAccuracy, TopKCategoricalAccuracy,
            TrueNegatives, TruePositives, WeightedMetric,
        },
        optimizer::schedule::{
            CosineDecay, CosineDecayRestarts, ExponentialDecay, InverseTimeDecay, PiecewiseConstantDecay,
            PolynomialDecay, Schedule,
        },
        optimizer::{
            Adadelta, Adafactor, Adagrad, Adam, AdamW, Adamax, Ftrl, Lamb, Lion, Muon, Nadam, Optimizer, RMSprop, SGD,
        },
        train::{Callback, History, Run, Scores},
        tune::{GridSearch, RandomSearch, Space, SuccessiveHalving, Trial},
    };
    pub use dense_runtime::{Element, Error, Network, Workspace, network};
}
