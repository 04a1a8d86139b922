//! `UpSampling2D(2, interpolation = "bilinear")`

use crate::graph::{Dim, Op, UpSampling};
use crate::lower::Scope;
use crate::lower::bind::Bound;
use crate::lower::size::Role;
use crate::lower::windows::spatial;
use crate::vocab::Choice;

const SIZE: Role = spatial(
    "the size of `UpSampling`",
    Some("one place becomes one at least: the size of `UpSampling` is at least 1, found `0`"),
);

impl Scope<'_> {
    pub(super) fn up_sampling(&self, bound: &Bound<'_>) -> Op {
        let size = match bound.get("size") {
            Some(value) => self.along(bound, "size", SIZE, value),
            None => vec![Dim::Literal(2); bound.axes()],
        };
        let interpolation = match bound.axes() {
            1 => None,
            _ => self.choice_of(bound, "interpolation", Choice::Interpolation),
        };
        Op::UpSampling(UpSampling { size, bilinear: interpolation.is_some_and(|word| word == "bilinear") })
    }
}
