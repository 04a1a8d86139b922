//! Curves drawn with characters.

use core::fmt;

use super::axis::Axis;
use super::braille::{Braille, Pen};
use super::curves::{Curves, Diagram};
use super::text::fitted;

/// How many lines a diagram's curves are high.
const HEIGHT: usize = 12;
/// Solid for the first curve, which is that of the training data.
const PENS: [(Pen, &str); 3] = [(Pen::Solid, "───"), (Pen::Dashed, "╌╌╌"), (Pen::Dotted, "···")];

/// A diagram below the other, 80 columns wide unless a width is given.
impl fmt::Display for Curves {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.diagrams.is_empty() {
            return writeln!(f, "no figures");
        }
        let width = f.width().unwrap_or(80).max(24);
        for (at, diagram) in self.diagrams.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            draw(f, diagram, self.epochs, width)?;
        }
        Ok(())
    }
}

fn draw(f: &mut fmt::Formatter<'_>, diagram: &Diagram, epochs: usize, width: usize) -> fmt::Result {
    let y = Axis::covering(diagram.values(), HEIGHT / 3);
    let ticks = y.ticks();
    let margin = ticks.iter().map(|(_, label)| label.chars().count()).max().unwrap_or(0) + 1;
    let columns = width.saturating_sub(margin + 2).max(8);
    let x = Axis::counting(1, epochs, columns / 10);

    let mut canvas = Braille::new(columns, HEIGHT);
    for (series, (pen, _)) in diagram.series.iter().zip(PENS.iter().cycle()) {
        for run in series.runs() {
            let points = run.iter().map(|&(epoch, value)| canvas.at(x.place(epoch), y.place(value)));
            let points: Vec<_> = points.collect();
            canvas.curve(&points, *pen);
        }
    }

    let legend = diagram.series.iter().zip(PENS.iter().cycle());
    let legend: Vec<String> = legend.map(|(series, (_, line))| format!("{line} {}", series.name)).collect();
    writeln!(f, "{:margin$} {}", "", fitted(&legend.join("   "), width.saturating_sub(margin + 1)))?;
    if diagram.values().next().is_none() {
        writeln!(f, "{:margin$} (no figure is finite)", "")?;
    }
    let row = |value: f64| ((1.0 - y.place(value)) * (HEIGHT - 1) as f64).round() as usize;
    for (at, line) in canvas.lines().enumerate() {
        let tick = ticks.iter().find(|&&(value, _)| row(value) == at);
        let (label, mark) = tick.map_or(("", '│'), |(_, label)| (label, '┤'));
        writeln!(f, "{}", format!("{label:>margin$} {mark}{line}").trim_end())?;
    }
    let (marks, numbers) = below(&x, columns);
    writeln!(f, "{:margin$} └{marks}", "")?;
    writeln!(f, "{:margin$}  {}", "", numbers.trim_end())
}

/// The axis of the epochs and its numbers. A number that would touch the one before it is left out.
fn below(x: &Axis, columns: usize) -> (String, String) {
    let mut marks = vec!['─'; columns];
    let mut numbers = vec![' '; columns];
    let mut free = 0;
    let first = (x.low, x.low.to_string());
    for (value, label) in [first].into_iter().chain(x.ticks()) {
        let place = (x.place(value) * (columns - 1) as f64).round() as usize;
        let begin = place.saturating_sub(label.len() / 2).min(columns.saturating_sub(label.len()));
        if begin < free || begin + label.len() > columns {
            continue;
        }
        marks[place] = '┬';
        label.chars().enumerate().for_each(|(at, letter)| numbers[begin + at] = letter);
        free = begin + label.len() + 1;
    }
    (marks.into_iter().collect(), numbers.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::super::sample::history;
    use super::*;

    fn falling(epochs: usize) -> Vec<Option<f64>> {
        (0..epochs).map(|epoch| Some(1.0 / (1.0 + epoch as f64 * 0.3))).collect()
    }

    #[test]
    fn a_diagram_has_axes_and_a_legend() {
        let validation: Vec<Option<f64>> = falling(9).into_iter().map(|it| it.map(|value| value * 0.5 + 0.3)).collect();
        let text = Curves::of(&history(&[("loss", &falling(9)), ("val_loss", &validation)])).to_string();
        let expected = ["     ─── loss   ╌╌╌ val_loss", " 1.0 ┤"];
        assert!(text.starts_with(&expected.join("\n")), "{text}");
        assert_eq!(text.lines().count(), 3 + HEIGHT);
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        let numbers = text.lines().last().expect("the epochs");
        assert_eq!(numbers.split_whitespace().collect::<Vec<_>>(), ["1", "2", "4", "6", "8"]);
    }

    /// The first column has the first figure, the last one the last, and lower figures are further down.
    #[test]
    fn curves_go_where_the_figures_go() {
        let text = Curves::of(&history(&[("loss", &falling(20))])).to_string();
        let drawn: Vec<Vec<char>> =
            text.lines().skip(1).take(HEIGHT).map(|line| line.chars().skip(6).collect()).collect();
        let dots = |letter: Option<&char>| letter.is_some_and(|&letter| ('\u{2801}'..='\u{28ff}').contains(&letter));
        let row = |column: usize| drawn.iter().position(|line| dots(line.get(column)));
        assert_eq!(row(0), Some(0), "{text}");
        let rows: Vec<usize> = (0..74).map(|column| row(column).expect("the curve has no gap")).collect();
        assert!(rows.is_sorted() && rows[73] == HEIGHT - 2, "{rows:?}\n{text}");
    }

    #[test]
    fn widths_are_kept() {
        let long = "an_extraordinarily_long_name_of_a_metric_that_somebody_made_up_one_evening_for_this_very_test";
        let curves = Curves::of(&history(&[("loss", &falling(300)), (long, &falling(300))]));
        for width in [24, 40, 120] {
            let text = format!("{curves:width$}");
            let widest = text.lines().map(|line| line.chars().count()).max();
            assert!(widest.is_some_and(|widest| widest <= width), "{widest:?}\n{text}");
            assert!(text.lines().any(|line| line.chars().count() == width), "{text}");
        }
    }

    #[test]
    fn odd_figures_are_no_harm() {
        let nan = Some(f64::NAN);
        let none = Curves::of(&history(&[])).to_string();
        assert_eq!(none, "no figures\n");
        let cases: [&[Option<f64>]; 6] = [
            &[Some(0.5)],
            &[Some(0.0), Some(0.0), Some(0.0)],
            &[nan, nan],
            &[Some(1.0), nan, Some(f64::INFINITY), None, Some(2.0)],
            &[Some(f64::MAX), Some(f64::MIN)],
            &[Some(1e-320), Some(2e-320)],
        ];
        for values in cases {
            let text = Curves::of(&history(&[("loss", values)])).to_string();
            let dots = text.chars().any(|letter| ('\u{2801}'..='\u{28ff}').contains(&letter));
            assert_eq!(dots, values.iter().flatten().any(|value| value.is_finite()), "{values:?}\n{text}");
            assert_eq!(text.contains("(no figure is finite)"), !dots);
            assert!(text.lines().all(|line| line.chars().count() <= 80));
        }
    }
}
