//! What layers without a word of their own do to rows and numbers, as emitted code names it.
#![allow(non_upper_case_globals, reason = "they stand beside the words of the language")]

use super::{LayerNormalize, Rescaling, RmsNormalize, UnitNormalize};

/// What `LayerNormalization` does before it scales.
pub const layer_normalization: LayerNormalize = LayerNormalize::new();

/// What `RMSNormalization` does before it scales.
pub const rms_normalization: RmsNormalize = RmsNormalize::new();

/// `UnitNormalization`
pub const unit_normalization: UnitNormalize = UnitNormalize;

/// `Rescaling`
pub const rescaling: Rescaling = Rescaling::new();
