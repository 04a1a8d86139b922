//! The figure that a callback goes by, and what counts as an improvement of it.

use crate::Error;
use crate::metric::Direction;
use crate::train::Run;

/// Which values of a monitored figure are good.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mode {
    /// What the figure itself says: small ones of losses, and of metrics what their
    /// [`direction`](crate::metric::Metric::direction) is. The default.
    #[default]
    Auto,
    /// Small ones.
    Min,
    /// Large ones.
    Max,
}

/// A figure of a run, and how to compare its values.
#[derive(Debug, Clone)]
pub(super) struct Monitor {
    pub(super) figure: String,
    pub(super) mode: Mode,
    pub(super) min_delta: f64,
    direction: Direction,
}

impl Monitor {
    pub(super) fn new(figure: &str, min_delta: f64) -> Monitor {
        Monitor { figure: figure.to_string(), mode: Mode::Auto, min_delta, direction: Direction::Down }
    }

    /// Looks the figure up in a run that begins.
    pub(super) fn begin(&mut self, callback: &'static str, run: &Run<'_>) -> Result<(), Error> {
        check("min_delta", self.min_delta, self.min_delta.is_finite(), "finite")?;
        if run.figures().all(|known| known != self.figure) {
            let known = run.figures().map(str::to_string).collect();
            return Err(Error::Figure { callback, figure: self.figure.clone(), known });
        }
        self.direction = match self.mode {
            Mode::Min => Direction::Down,
            Mode::Max => Direction::Up,
            Mode::Auto => match run.direction(&self.figure) {
                Some(direction) => direction,
                None => return Err(Error::Direction { callback, figure: self.figure.clone() }),
            },
        };
        Ok(())
    }

    /// The figure as it is now, if the epoch has it.
    pub(super) fn value(&self, run: &Run<'_>) -> Option<f64> {
        run.scores.get(&self.figure)
    }

    /// Whether a value is better than another by more than `min_delta`. Anything is better than nothing; nothing is better than
    /// NaN, nor is NaN better than anything.
    pub(super) fn improves(&self, value: f64, reference: Option<f64>) -> bool {
        let Some(reference) = reference else { return true };
        match self.direction {
            Direction::Up => value - self.min_delta.abs() > reference,
            Direction::Down => value + self.min_delta.abs() < reference,
        }
    }
}

/// Refuses a setting that makes no sense.
pub(super) fn check(name: &'static str, value: f64, good: bool, expected: &'static str) -> Result<(), Error> {
    if good { Ok(()) } else { Err(Error::Setting { name, value, expected }) }
}
