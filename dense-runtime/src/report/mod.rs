//! Seeing how a run went.

mod axis;
mod braille;
mod calibration;
mod classification;
mod confusion;
mod curves;
mod history;
mod precision_recall;
mod roc;
#[cfg(test)]
mod sample;
mod scored;
mod terminal;
mod text;

pub use calibration::{CalibrationBin, CalibrationCurve, Strategy, calibration_curve};
pub use classification::{ClassRow, ClassificationReport};
pub use confusion::{Confused, Confusion};
pub use curves::Curves;
pub use precision_recall::{PrecisionRecallCurve, precision_recall_curve};
pub use roc::{RocCurve, roc_curve};
pub use scored::{confidences, one_vs_rest};
