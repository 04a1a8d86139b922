//! The HTML of a report.

use super::{NetworkTexts, Report};
use crate::metric::Direction;
use crate::report::escape::escaped;
use crate::report::plot::darkened;
use crate::report::{ClassRow, ClassificationReport};
use crate::train::{History, figure};

const CSS: &str = include_str!("report.css");
/// A page with more rows than these would not open any more.
const MOST_ROWS: usize = 1000;

/// The whole page. The policy in its head is a promise to the reader: nothing is loaded and nothing runs.
pub(super) fn page(report: &Report) -> String {
    let title = escaped(&report.title);
    let date = report.date.iter().map(|date| format!("<p class=\"date\">{}</p>\n", escaped(date))).collect::<String>();
    let sections = [
        section(
            "Scores",
            report.scores.iter().map(|(name, scores)| {
                let rows = scores.iter().map(|(name, value)| vec![name.to_owned(), figure(value)]);
                format!("<h3>{}</h3>\n{}", escaped(name), table(&["", ""], rows))
            }),
        ),
        section(
            "Training",
            report.histories.iter().map(|(svg, run)| format!("<figure>\n{svg}</figure>\n{}", history(run))),
        ),
        section(
            "Confusions",
            report
                .confusions
                .iter()
                .map(|(svg, classes)| format!("<figure>\n{svg}</figure>\n{}", classification(classes))),
        ),
        section(
            "Curves",
            report
                .pictures
                .iter()
                .map(|(svg, title)| format!("<figure>\n{svg}<figcaption>{}</figcaption>\n</figure>\n", escaped(title))),
        ),
        section("Network", report.networks.iter().map(network)),
        section("Settings", settings(report)),
    ];
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{CSS}@media screen and (prefers-color-scheme: dark) {{{dark}}}\n</style>\n</head>\n\
         <body>\n<h1>{title}</h1>\n{date}{sections}</body>\n</html>\n",
        dark = darkened(),
        sections = sections.concat(),
    )
}

/// A heading with what is below it, or nothing if nothing is.
fn section(heading: &str, parts: impl Iterator<Item = String>) -> String {
    let parts: String = parts.collect();
    if parts.is_empty() { parts } else { format!("<section>\n<h2>{heading}</h2>\n{parts}</section>\n") }
}

fn history(history: &History) -> String {
    let best = |name: &str, direction: Direction| {
        let best = history.best(name, direction);
        best.map_or("-".to_owned(), |(epoch, value)| format!("{} in epoch {}", figure(value), epoch + 1))
    };
    let names = history.names();
    let figures = names.iter().map(|&name| {
        let last = history.last().and_then(|scores| scores.get(name)).map_or("-".to_owned(), figure);
        vec![name.to_owned(), last, best(name, Direction::Down), best(name, Direction::Up)]
    });
    let figures = table(&["", "last", "lowest", "highest"], figures);
    let epochs = history.epochs().len();
    let heading: Vec<&str> = ["epoch"].into_iter().chain(names.iter().copied()).collect();
    let rows = history.epochs().iter().enumerate().take(MOST_ROWS).map(|(epoch, scores)| {
        let figures = names.iter().map(|name| scores.get(name).map_or("-".to_owned(), figure));
        [(epoch + 1).to_string()].into_iter().chain(figures).collect()
    });
    let shown = if epochs > MOST_ROWS {
        format!("the first {MOST_ROWS} of {epochs} epochs")
    } else {
        format!("all {epochs} epochs")
    };
    figures + &details(&shown, &table(&heading, rows))
}

fn classification(report: &ClassificationReport) -> String {
    let row = |row: &ClassRow| {
        let figures = [row.precision, row.recall, row.f1_score].map(|value| format!("{value:.4}"));
        [row.name.clone()].into_iter().chain(figures).chain([row.support.to_string()]).collect::<Vec<_>>()
    };
    let rows = report.classes.iter().chain([&report.macro_average, &report.weighted_average]).map(row);
    let table = table(&["class", "precision", "recall", "f1-score", "support"], rows);
    if report.classes.len() > 20 { details(&format!("all {} classes", report.classes.len()), &table) } else { table }
}

fn network(texts: &NetworkTexts) -> String {
    let pre = |text: &str| format!("<pre>{}</pre>\n", escaped(text));
    format!(
        "{}{}<h3>Weights</h3>\n{}{}",
        pre(&texts.summary),
        details("what runs, and where values lie", &pre(&texts.plan)),
        pre(&texts.weights),
        details("histograms", &format!("<figure>\n{}</figure>\n", texts.histograms)),
    )
}

fn settings(report: &Report) -> impl Iterator<Item = String> {
    let rows = report.settings.iter().map(|(name, value)| vec![name.clone(), value.clone()]);
    let table = (!report.settings.is_empty()).then(|| table(&["", ""], rows));
    table.into_iter().chain(report.trainers.iter().map(|trainer| format!("<pre>{}</pre>\n", escaped(trainer))))
}

fn details(summary: &str, inside: &str) -> String {
    format!("<details>\n<summary>{}</summary>\n{inside}</details>\n", escaped(summary))
}

/// A table; headings that are all empty are left out.
fn table(headings: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut html = "<div class=\"wide\">\n<table>\n".to_owned();
    let line = |cells: &mut dyn Iterator<Item = &str>, tag: &str| {
        let cells: String = cells.map(|cell| format!("<{tag}>{}</{tag}>", escaped(cell))).collect();
        format!("<tr>{cells}</tr>\n")
    };
    if headings.iter().any(|heading| !heading.is_empty()) {
        html += &line(&mut headings.iter().copied(), "th");
    }
    rows.for_each(|row| html += &line(&mut row.iter().map(String::as_str), "td"));
    html + "</table>\n</div>\n"
}

#[cfg(test)]
mod tests {
    use crate::report::Report;
    use crate::report::sample::history;

    #[test]
    fn long_runs_have_a_page_that_opens() {
        let figures: Vec<Option<f64>> = (0..20_000).map(|epoch| Some(f64::from(epoch % 7))).collect();
        let html = Report::new("long").history(&history(&[("loss", &figures)])).to_html();
        assert!(html.contains("the first 1000 of 20000 epochs"));
        // Of equal figures the first is the best.
        assert!(html.contains("<td>0.0000e0 in epoch 1</td><td>6.0000 in epoch 7</td>"), "{html}");
        assert!(html.len() < 200_000, "{} bytes", html.len());
    }
}
