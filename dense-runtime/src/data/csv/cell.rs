//! The numbers that cells mean.

use core::str::FromStr;

use super::TableOptions;
use crate::Element;
use crate::math::Real;

/// The number of a cell, `None` if it is missing, or why it is no number.
pub(super) fn number<T: Element + FromStr>(cell: &str, options: &TableOptions) -> Result<Option<T>, String> {
    if options.is_missing(cell) {
        return Ok(None);
    }
    match cell.parse::<T>() {
        Ok(number) if Real::as_f64(number).is_finite() => Ok(Some(number)),
        Ok(_) => Err(format!("`{}` is no finite `{}`", shortened(cell), T::NAMES.0)),
        Err(_) => Err(format!("`{}` is no number", shortened(cell))),
    }
}

/// The beginning of a cell that is too long to show.
pub(super) fn shortened(cell: &str) -> String {
    const SHOWN: usize = 40;
    match cell.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &cell[..end]),
        None => cell.to_string(),
    }
}
