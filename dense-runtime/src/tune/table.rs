//! Results as a table, and as CSV.

use core::fmt::{self, Write};

use super::{Outcome, Results, Value};

impl Results {
    /// The results as CSV (RFC 4180), with a line of names first: rank, trial, a column for each parameter, mean, standard deviation,
    /// epochs, seconds, the score on each part, and the error of a trial that failed. Numbers have all their digits.
    ///
    /// ```
    /// use dense_runtime::tune::{GridSearch, Space};
    ///
    /// let results = GridSearch::new(Space::new().choice("x", [2, 1])).run(|trial| trial.get("x"))?;
    /// let csv = results.to_csv();
    /// let mut lines = csv.lines();
    /// assert_eq!(lines.next(), Some("rank,trial,x,mean,std,epochs,seconds,score_0,error"));
    /// assert!(lines.next().unwrap().starts_with("1,1,1,1.0,0.0,1,"));
    /// # Ok::<(), dense_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn to_csv(&self) -> String {
        let parts = self.outcomes().iter().filter_map(|outcome| outcome.scores().ok()).map(<[f64]>::len).max();
        let parts = parts.unwrap_or(0);
        let mut csv = String::new();
        let names = self.outcomes()[0].trial().parameters().map(|(name, _)| name);
        let scores: Vec<String> = (0..parts).map(|part| format!("score_{part}")).collect();
        let head = ["rank", "trial"].into_iter().chain(names).chain(["mean", "std", "epochs", "seconds"]);
        line(&mut csv, head.chain(scores.iter().map(String::as_str)).chain(["error"]));
        for (at, outcome) in self.outcomes().iter().enumerate() {
            let number = |number: Option<f64>| number.map_or(String::new(), |number| format!("{number:?}"));
            let mut cells = vec![rank(at, outcome).unwrap_or_default(), outcome.trial().number().to_string()];
            cells.extend(outcome.trial().parameters().map(|(_, value)| value.to_string()));
            cells.extend([number(outcome.mean()), number(outcome.std()), outcome.epochs().to_string()]);
            cells.push(number(Some(outcome.seconds())));
            let scores = outcome.scores().unwrap_or_default();
            cells.extend((0..parts).map(|part| number(scores.get(part).copied())));
            cells.push(outcome.error().map_or(String::new(), ToString::to_string));
            line(&mut csv, cells.iter().map(String::as_str));
        }
        csv
    }
}

impl fmt::Display for Results {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.outcomes()[0].trial().parameters().map(|(name, _)| name.to_owned());
        let mut rows = vec![["rank", "trial"].into_iter().map(str::to_owned).chain(names).collect::<Vec<_>>()];
        let parameters = rows[0].len();
        rows[0].extend(["mean", "std", "epochs", "seconds"].map(str::to_owned));
        for (at, outcome) in self.outcomes().iter().enumerate() {
            let rank = rank(at, outcome).unwrap_or_else(|| "-".to_owned());
            let mut row = vec![rank, outcome.trial().number().to_string()];
            row.extend(outcome.trial().parameters().map(|(_, value)| short(value)));
            if let (Some(mean), Some(std)) = (outcome.mean(), outcome.std()) {
                row.extend([figure(mean), figure(std), outcome.epochs().to_string()]);
                row.push(format!("{:.2}", outcome.seconds()));
            }
            rows.push(row);
        }
        let columns = rows[0].len();
        let width =
            |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
        let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
        let outcomes = [None].into_iter().chain(self.outcomes().iter().map(Some));
        for (at, (row, outcome)) in rows.iter().zip(outcomes).enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                write!(f, "{}{cell:>width$}", if column == 0 { "" } else { "  " })?;
            }
            if let Some(error) = outcome.and_then(Outcome::error) {
                debug_assert_eq!(row.len(), parameters);
                write!(f, "  failed: {}", error.to_string().replace('\n', " "))?;
            }
        }
        Ok(())
    }
}

/// The rank at a place of the list, unless the trial failed.
fn rank(at: usize, outcome: &Outcome) -> Option<String> {
    outcome.error().is_none().then(|| (at + 1).to_string())
}

/// A value in about four digits, where it has more.
fn short(value: &Value) -> String {
    match value {
        Value::Number(number) if value.to_string().len() > 8 => match number.abs() {
            1e-3..1e4 => {
                let digits = 3 - number.abs().log10().floor() as i32;
                format!("{number:.*}", digits.max(0) as usize)
            }
            _ => format!("{number:.3e}"),
        },
        _ => value.to_string().replace('\n', " "),
    }
}

/// A score as Keras prints them: small ones in scientific notation.
fn figure(score: f64) -> String {
    match score.abs() {
        0.0 | 1e-3..1e7 => format!("{score:.4}"),
        _ => format!("{score:.4e}"),
    }
}

fn line<'a>(csv: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            csv.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            // Writing to a string never fails.
            let _ = write!(csv, "\"{}\"", cell.replace('"', "\"\""));
        } else {
            csv.push_str(cell);
        }
    }
    csv.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_in_tables() {
        let of = |number: f64| short(&Value::Number(number));
        assert_eq!(of(0.1), "0.1");
        assert_eq!(of(0.013_212_345_6), "0.01321");
        assert_eq!(of(123.456_789_123), "123.5");
        assert_eq!(of(0.000_123_456_789), "1.235e-4");
        assert_eq!(of(-98_765.432_1), "-9.877e4");
        assert_eq!(
            (figure(0.0), figure(0.97333), figure(1.234e-5)),
            ("0.0000".into(), "0.9733".into(), "1.2340e-5".into())
        );
    }

    #[test]
    fn texts_are_quoted_where_csv_asks_for_it() {
        let mut csv = String::new();
        line(&mut csv, ["plain", "a,b", "say \"no\"", "two\nlines", ""].into_iter());
        assert_eq!(csv, "plain,\"a,b\",\"say \"\"no\"\"\",\"two\nlines\",\n");
    }
}
