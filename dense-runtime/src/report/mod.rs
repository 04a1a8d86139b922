//! Seeing how a run went: in the terminal, as pictures, and as a page.
//!
//! | what | numbers | printed | a picture, with the feature `plot` |
//! |---|---|---|---|
//! | figures over epochs | [`History`](crate::train::History) | [`Curves`]; the history as a table, or as CSV | [`Curves`] |
//! | classes taken for others | [`Confusion`], [`ClassificationReport`] | both | [`Confusion`] |
//! | yes or no at all thresholds | [`roc_curve`], [`precision_recall_curve`] | | [`RocCurve`], [`PrecisionRecallCurve`] |
//! | whether probabilities are what they say | [`calibration_curve`] | | [`CalibrationCurve`] |
//! | parameters | [`Weights`], [`Histogram`] | [`Weights`] | [`Weights`] |
//!
//! With the feature `plot`, a `Picture` is saved as SVG or PNG, and a `Report` is all of it on one page of HTML. Names and
//! numbers are those of scikit-learn. Networks with several outputs have scores of yes or no by [`one_vs_rest`] and [`confidences`].
//!
//! ```
//! use dense_runtime::report::{Confusion, Curves};
//! # use dense_runtime::{Dataset, Network, Trainer, network};
//! # use dense_runtime::{loss::SparseCategoricalCrossentropy, optimizer::Adam};
//! # network! { struct Iris { Input(4) -> Dense(16, relu) -> Dense(3, softmax) } }
//! # let inputs: Vec<[f32; 4]> = (0..60).map(|i| [i as f32 % 3.0, 1.0, 0.5, i as f32 / 60.0]).collect();
//! # let labels: Vec<u8> = (0..60).map(|i| (i % 3) as u8).collect();
//! # let data = Dataset::new(inputs, labels)?;
//! # let mut model = Iris::new(42);
//! # let mut trainer = Trainer::new(Adam::new(1e-2), SparseCategoricalCrossentropy::new()).epochs(5);
//!
//! let history = trainer.fit(&mut model, &data)?;
//! println!("{}", Curves::of(&history));
//!
//! let confusion = Confusion::of(&model.predict_batch(data.inputs()), data.targets())?;
//! println!("{confusion}");
//! println!("{}", confusion.classification_report());
//! # Ok::<(), dense_runtime::Error>(())
//! ```

mod axis;
mod braille;
mod calibration;
mod classification;
mod confusion;
mod curves;
#[cfg(feature = "plot")]
mod escape;
mod history;
#[cfg(feature = "plot")]
mod html;
#[cfg(feature = "plot")]
mod plot;
mod precision_recall;
mod roc;
#[cfg(test)]
mod sample;
mod scored;
mod terminal;
mod text;
mod weights;

pub use calibration::{CalibrationBin, CalibrationCurve, Strategy, calibration_curve};
pub use classification::{ClassRow, ClassificationReport};
pub use confusion::{Confused, Confusion};
pub use curves::Curves;
#[cfg(feature = "plot")]
pub use html::Report;
#[cfg(feature = "plot")]
pub use plot::{Picture, Theme};
pub use precision_recall::{PrecisionRecallCurve, precision_recall_curve};
pub use roc::{RocCurve, roc_curve};
pub use scored::{confidences, one_vs_rest};
pub use weights::{Histogram, TensorWeights, Weights};
