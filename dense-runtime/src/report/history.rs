//! A run as text: a table for people, CSV for programs.

use core::fmt;

use crate::train::{History, figure};

impl History {
    /// All figures as CSV, a line for each epoch: what Keras's `CSVLogger` writes. Epochs are counted from 0, `NA` stands for a figure
    /// that an epoch lacks, and numbers read back with the same bits. (Keras sorts the columns by name; here they are in the order in
    /// which they were reported.)
    ///
    /// ```
    /// # use dense_runtime::{Dataset, Network, Trainer, network};
    /// # use dense_runtime::{loss::MeanSquaredError, optimizer::SGD};
    /// # network! { struct Line { Input(1) -> Dense(1) } }
    /// # let data = Dataset::new(vec![[0.0f32], [1.0]], vec![[1.0f32], [3.0]])?;
    /// # let mut model = Line::new(0);
    /// let history = Trainer::new(SGD::new(0.1), MeanSquaredError::new()).epochs(2).fit(&mut model, &data)?;
    /// let csv = history.to_csv();
    /// assert!(csv.starts_with("epoch,loss\n0,"));
    /// assert_eq!(csv.lines().count(), 3);
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn to_csv(&self) -> String {
        let names = self.names();
        let mut csv = names.iter().fold("epoch".to_owned(), |line, name| line + "," + &quoted(name));
        csv.push('\n');
        for (epoch, scores) in self.epochs().iter().enumerate() {
            csv += &epoch.to_string();
            for name in &names {
                csv.push(',');
                csv += &scores.get(name).map_or("NA".to_owned(), |value| value.to_string());
            }
            csv.push('\n');
        }
        csv
    }
}

/// A field as RFC 4180 wants it.
fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// A table with a line for each epoch, counted from 1 as in the progress bar; `-` where an epoch lacks a figure.
impl fmt::Display for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.names();
        let cell = |figures: Option<f64>| figures.map_or("-".to_owned(), figure);
        let rows: Vec<Vec<String>> = (self.epochs().iter().enumerate())
            .map(|(epoch, scores)| {
                let epoch = (epoch + 1).to_string();
                [epoch].into_iter().chain(names.iter().map(|name| cell(scores.get(name)))).collect()
            })
            .collect();
        let heading: Vec<&str> = ["epoch"].into_iter().chain(names.iter().copied()).collect();
        let width = |column: usize| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.chain([heading[column].chars().count()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..heading.len()).map(width).collect();
        let mut line = |cells: &mut dyn Iterator<Item = &str>| {
            for (column, cell) in cells.enumerate() {
                let gap = if column == 0 { "" } else { "  " };
                write!(f, "{gap}{cell:>width$}", width = widths[column])?;
            }
            writeln!(f)
        };
        line(&mut heading.iter().copied())?;
        rows.iter().try_for_each(|row| line(&mut row.iter().map(String::as_str)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::history;
    use super::*;
    use crate::metric::Direction;

    #[test]
    fn a_table_has_a_line_for_each_epoch() {
        let history = history(&[("loss", &[Some(0.75), Some(2.5e-4)]), ("val_loss", &[None, Some(f64::NAN)])]);
        assert_eq!(
            history.to_string(),
            "epoch       loss  val_loss\n\
             \x20   1     0.7500         -\n\
             \x20   2  2.5000e-4       NaN\n"
        );
        assert_eq!(History::default().to_string(), "epoch\n");
    }

    #[test]
    fn csv_has_all_bits_and_says_what_is_not_there() {
        let third = 1.0 / 3.0;
        let history = history(&[("loss", &[Some(third), Some(f64::NAN)]), ("a,\"b\"", &[None, Some(f64::INFINITY)])]);
        let csv = history.to_csv();
        assert_eq!(csv, "epoch,loss,\"a,\"\"b\"\"\"\n0,0.3333333333333333,NA\n1,NaN,inf\n");
        let back: f64 =
            csv.lines().nth(1).and_then(|line| line.split(',').nth(1)).expect("a figure").parse().expect("a number");
        assert_eq!(back.to_bits(), third.to_bits());
        assert_eq!(History::default().to_csv(), "epoch\n");
    }

    #[test]
    fn names_series_and_best_epochs() {
        let nan = Some(f64::NAN);
        let history =
            history(&[("loss", &[nan, Some(2.0), Some(1.0), Some(1.0)]), ("val_loss", &[None, Some(3.0), None, nan])]);
        assert_eq!(history.names(), ["loss", "val_loss"]);
        assert_eq!(history.series("val_loss")[..3], [None, Some(3.0), None]);
        assert_eq!(history.best("loss", Direction::Down), Some((2, 1.0)));
        assert_eq!(history.best("loss", Direction::Up), Some((1, 2.0)));
        assert_eq!(history.best("val_loss", Direction::Up), Some((1, 3.0)));
        assert_eq!(history.best("accuracy", Direction::Down), None);
        assert_eq!(history.get("val_loss"), None);
    }

    #[cfg(feature = "files")]
    #[test]
    fn serde_keeps_all_bits() {
        let figures = [("loss", &[Some(1.0 / 3.0), Some(1e-310)][..]), ("val_loss", &[None, Some(0.1)])];
        let kept = history(&figures);
        let json = serde_json::to_string(&kept).expect("plain data");
        assert_eq!(serde_json::from_str::<History>(&json).expect("what was written"), kept);
        let json = serde_json::to_string(&history(&[("loss", &[Some(f64::INFINITY)])])).expect("plain data");
        assert_eq!(json, r#"[[["loss",null]]]"#);
        let back: History = serde_json::from_str(&json).expect("what was written");
        assert!(back.epochs()[0].get("loss").is_some_and(f64::is_nan));
    }
}
