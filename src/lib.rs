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
    #[cfg(feature = "ctrlc")]
    pub use dense_runtime::callback::Interrupt;
    #[cfg(feature = "progress")]
    pub use dense_runtime::callback::ProgressBar;
    #[cfg(feature = "tensorboard")]
    pub use dense_runtime::callback::TensorBoard;
    #[cfg(feature = "files")]
    pub use dense_runtime::callback::{BackupAndRestore, ModelCheckpoint};
    #[cfg(feature = "csv")]
    pub use dense_runtime::data::Table;
    pub use dense_runtime::initializer::Initializer;
    #[cfg(feature = "plot")]
    pub use dense_runtime::report::{Picture, Report};
    #[cfg(feature = "std")]
    pub use dense_runtime::sizes;
    #[cfg(feature = "std")]
    pub use dense_runtime::{
        Dataset, Trainer, TrainingWorkspace,
        callback::{
            CSVLogger, EarlyStopping, LambdaCallback, LearningRateScheduler, Mode, ReduceLROnPlateau, TerminateOnNaN,
        },
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
        preprocess::{
            ColumnTransformer, Encode, Imputer, InverseTransform, LabelEncoder, MinMaxScaler, OneHotEncoder,
            OrdinalEncoder, RobustScaler, Standardizer, Transform,
        },
        report::{Confusion, Curves},
        train::{Callback, History, Run, Scores},
        tune::{GridSearch, RandomSearch, Space, SuccessiveHalving, Trial},
    };
    pub use dense_runtime::{Element, Error, Network, Workspace, include_weights, network};
}
