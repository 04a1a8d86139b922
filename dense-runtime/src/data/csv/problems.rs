//! All that is wrong with a table, in one report.

use std::path::Path;

use crate::Error;

/// How many problems a report has in full.
const SHOWN: usize = 10;

/// What was found wrong so far.
#[derive(Default)]
pub(super) struct Problems {
    shown: Vec<(String, String)>,
    more: usize,
}

impl Problems {
    /// Adds one, whose words are only made if they are shown.
    pub(super) fn add(&mut self, line: u64, column: Option<&str>, reason: impl FnOnce() -> String) {
        if self.shown.len() == SHOWN {
            self.more += 1;
            return;
        }
        let place = match column {
            Some(column) => format!("line {line}, column `{column}`"),
            None => format!("line {line}"),
        };
        self.shown.push((place, reason()));
    }

    /// The error, if there was anything.
    pub(super) fn check(self, path: &Path) -> Result<(), Error> {
        let mut shown = self.shown.into_iter();
        let Some((place, mut reason)) = shown.next() else { return Ok(()) };
        for (place, other) in shown {
            reason.push_str(&format!("\n{place}: {other}"));
        }
        if self.more > 0 {
            reason.push_str(&format!("\nand {} more", self.more));
        }
        Err(Error::format(path, "CSV", Some(place), reason))
    }
}
