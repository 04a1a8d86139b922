//! Seeing how a run went.

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
