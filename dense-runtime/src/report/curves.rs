//! Figures over epochs.

use crate::train::History;

/// The curves of a run: its figures over the epochs, each metric with that of the validation data in one diagram.
///
/// Printed, it is drawn with characters, 80 columns wide; `{:120}` makes it 120 wide.
///
/// ```
/// use dense_runtime::report::Curves;
/// # use dense_runtime::{Dataset, Network, Trainer, network};
/// # use dense_runtime::{loss::MeanSquaredError, metric::MeanAbsoluteError, optimizer::SGD};
/// # network! { struct Line { Input(1) -> Dense(1) } }
/// # let data = Dataset::new(vec![[0.0f32], [1.0]], vec![[1.0f32], [3.0]])?;
/// # let mut model = Line::new(0);
/// # let mut trainer = Trainer::new(SGD::new(0.1), MeanSquaredError::new()).metric(MeanAbsoluteError::new()).epochs(9);
/// let history = trainer.fit(&mut model, &data)?;
///
/// println!("{}", Curves::of(&history));
/// let losses = Curves::of(&history).only(&["loss"]).to_string();
/// assert!(losses.contains("loss") && !losses.contains("error"));
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// ```text
///      ─── loss   ╌╌╌ val_loss
///  1.2 ┤
///      │⠱⡀
///  1.0 ┤⠑⠕⡄
///      │  ⢜⢄
///  0.8 ┤   ⠁⠑⣄
///      │     ⠈⠋⠢⣤⣀⡀
///      │         ⠁⠈⠉⠒⠒⠒⠒⠤⠤⠤⠤⣀⣀⣀⣀
///  0.6 ┤                       ⠉⠉⠑⠛⠒⠢⠦⠤⣀⣄⣀
///      │                                  ⠉⠉⠑⠒⠶⠦⢄⣀⣀⡀
///  0.4 ┤                                           ⠈⠉⠒⠒⠲⠦⠤⢄⣀⣀
///      │                                                     ⠉
///  0.2 ┤
///      └┬───────────┬─────────────┬────────────┬─────────────┬
///       1          10            20           30            40
/// ```
///
/// An epoch without a figure, or with one that is not finite, is a gap. With the feature `plot` it is a `Picture`.
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Curves {
    pub(super) diagrams: Vec<Diagram>,
    pub(super) epochs: usize,
}

/// Curves that share their axes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Diagram {
    /// The figure's name, without `val_`.
    pub(super) name: String,
    pub(super) series: Vec<Series>,
}

/// A figure in each epoch, if it is there and finite.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Series {
    pub(super) name: String,
    pub(super) values: Vec<Option<f64>>,
}

impl Curves {
    /// The curves of all figures.
    pub fn of(history: &History) -> Curves {
        let mut diagrams = Vec::<Diagram>::new();
        for name in history.names() {
            let values = history.series(name).into_iter().map(|value| value.filter(|it| it.is_finite())).collect();
            let series = Series { name: name.to_owned(), values };
            let plain = name.strip_prefix("val_").unwrap_or(name);
            match diagrams.iter_mut().find(|diagram| diagram.name == plain) {
                Some(diagram) => diagram.series.push(series),
                None => diagrams.push(Diagram { name: plain.to_owned(), series: vec![series] }),
            }
        }
        Curves { diagrams, epochs: history.epochs().len() }
    }

    /// Only these figures, by their names without `val_`, in this order. Names that the run has not are left out.
    pub fn only(self, names: &[&str]) -> Curves {
        let diagrams =
            names.iter().filter_map(|name| self.diagrams.iter().find(|it| it.name == *name).cloned()).collect();
        Curves { diagrams, ..self }
    }
}

impl Diagram {
    /// All figures that are there.
    pub(super) fn values(&self) -> impl Iterator<Item = f64> {
        self.series.iter().flat_map(|series| series.values.iter().copied().flatten())
    }
}

impl Series {
    /// The figures with their epochs, counted from 1, in runs without a gap.
    pub(super) fn runs(&self) -> Vec<Vec<(f64, f64)>> {
        let mut runs = vec![Vec::new()];
        for (epoch, value) in self.values.iter().enumerate() {
            match (value, runs.last_mut()) {
                (Some(value), Some(run)) => run.push(((epoch + 1) as f64, *value)),
                _ => runs.push(Vec::new()),
            }
        }
        runs.retain(|run| !run.is_empty());
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::history;
    use super::*;

    #[test]
    fn figures_of_validation_are_beside_those_of_training() {
        let values = &[Some(1.0), Some(2.0)][..];
        let names = ["loss", "accuracy", "val_loss", "val_accuracy", "val_only"];
        let curves = Curves::of(&history(&names.map(|name| (name, values))));
        let diagrams: Vec<(&str, usize)> = curves.diagrams.iter().map(|it| (&*it.name, it.series.len())).collect();
        assert_eq!(diagrams, [("loss", 2), ("accuracy", 2), ("only", 1)]);
        let some = curves.only(&["only", "nothing", "loss"]);
        assert_eq!(some.diagrams.iter().map(|it| &*it.name).collect::<Vec<_>>(), ["only", "loss"]);
    }

    #[test]
    fn gaps_end_a_run() {
        let values = &[None, Some(1.0), Some(f64::NAN), Some(2.0), Some(3.0), None][..];
        let curves = Curves::of(&history(&[("loss", values)]));
        assert_eq!(curves.diagrams[0].series[0].runs(), [vec![(2.0, 1.0)], vec![(4.0, 2.0), (5.0, 3.0)]]);
    }
}
