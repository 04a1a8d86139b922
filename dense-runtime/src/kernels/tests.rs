//! Every kernel on every instruction set of this machine against plain loops, at every small size.

use super::*;
use crate::Element;
use crate::isa::dispatch;
