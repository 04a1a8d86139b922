//! What data go through before a network sees them: one scale for all columns, numbers for what is missing, and numbers for texts.
//!
//! Everything is fitted to the samples to train on, and to nothing else; with what it learned there it transforms all samples
//! alike, those to test with and those that come in production. The names of the figures, and the figures, are those of
//! scikit-learn. They are computed in `f64`, whatever the inputs are. Transforming one sample allocates nothing.
//!
//! ```
//! use dense_runtime::Dataset;
//! use dense_runtime::preprocess::{Imputer, Standardizer, Transform};
//!
//! let rows = [[5.0f32, 30.0], [f32::NAN, 50.0], [7.0, 40.0], [6.0, 80.0]];
//! let imputer = Imputer::median(&rows)?;
//! let scaler = Standardizer::fit(&imputer.transform_all(&rows))?;
//! let steps = (imputer, scaler);
//!
//! let train = Dataset::new(steps.transform_all(&rows), vec![0u8, 1, 0, 1])?;
//! let input: [f32; 2] = steps.transform(&[f32::NAN, 45.0]);   // what the network is asked later
//! assert_eq!(input[0], 0.0);
//! # Ok::<(), dense_runtime::Error>(())
//! ```
//!
//! With the feature `files`, all of these types have serde's `Serialize` and `Deserialize`, tuples of them included: numbers come
//! back with the same bits, and what makes no sense is refused.

mod categories;
mod column_transformer;
mod encode;
mod fitting;
mod imputer;
mod label_encoder;
mod min_max_scaler;
mod one_hot_encoder;
mod ordinal_encoder;
mod per_column;
mod quantile;
mod robust_scaler;
mod standardizer;
#[cfg(test)]
mod tests;
mod transform;

pub use column_transformer::ColumnTransformer;
pub use encode::Encode;
pub use imputer::Imputer;
pub use label_encoder::LabelEncoder;
pub use min_max_scaler::MinMaxScaler;
pub use one_hot_encoder::OneHotEncoder;
pub use ordinal_encoder::OrdinalEncoder;
pub use robust_scaler::RobustScaler;
pub use standardizer::Standardizer;
pub use transform::{InverseTransform, Transform};
