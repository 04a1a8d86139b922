//! The activation words of `network!`, each a documented constant.
#![allow(non_upper_case_globals, reason = "the words are spelled as in Keras")]

use super::*;

/// `x`: no activation.
pub const linear: Linear = Linear;
/// `max(x, 0)`
pub const relu: Linear = Linear;
/// `e^xᵢ / Σⱼ e^xⱼ` over the last axis.
pub const softmax: Softmax = Softmax;
