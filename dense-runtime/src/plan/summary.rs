//! Keras's table of layers.

use std::fmt;

use super::Plan;
use super::table::{bytes, thousands};

/// What [`Network::summary`](crate::Network::summary) gives: printed, it is the table that Keras prints, with FLOPs and
/// bytes.
#[derive(Debug, Clone, Copy)]
pub struct Summary {
    plan: Plan,
    element_bytes: usize,
}

impl Summary {
    pub(crate) const fn new(plan: Plan, element_bytes: usize) -> Summary {
        Summary { plan, element_bytes }
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plan = &self.plan;
        writeln!(f, "Model: \"{}\"", plan.name)?;
        let mut rows = Vec::new();
        let mut tensors = plan.tensors.iter();
        for layer in plan.layers {
            let parameters: usize = tensors.by_ref().take(layer.tensors).map(|tensor| tensor.len()).sum();
            let shape = layer.output.iter().fold("(None".to_owned(), |shape, axis| format!("{shape}, {axis}")) + ")";
            rows.push([
                format!("{} ({})", layer.name, layer.kind),
                shape,
                thousands(parameters),
                thousands(layer.flops),
            ]);
        }
        grid(f, ["Layer (type)", "Output Shape", "Param #", "FLOPs"], &rows)?;
        let line = |f: &mut fmt::Formatter<'_>, what: &str, parameters: usize| {
            writeln!(f, " {what}: {} ({})", thousands(parameters), bytes(parameters * self.element_bytes))
        };
        let (all, trainable) = (plan.parameters(true), plan.parameters(false));
        line(f, "Total params", all)?;
        line(f, "Trainable params", trainable)?;
        line(f, "Non-trainable params", all - trainable)?;
        writeln!(f, " FLOPs of a prediction: {}", thousands(plan.flops()))
    }
}

/// A table with a heading; numbers stand to the right.
fn grid(f: &mut fmt::Formatter<'_>, heading: [&str; 4], rows: &[[String; 4]]) -> fmt::Result {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([heading[column].len()]).max().unwrap_or(0)
    };
    let widths = [0, 1, 2, 3].map(width);
    let rule = |left: &str, line: &str, cross: &str, right: &str| {
        left.to_owned() + &widths.map(|width| line.repeat(width + 2)).join(cross) + right
    };
    let row = |bar: &str, cells: [&str; 4]| {
        let [name, shape, parameters, flops] = cells;
        let [a, b, c, d] = widths;
        format!("{bar} {name:<a$} {bar} {shape:<b$} {bar} {parameters:>c$} {bar} {flops:>d$} {bar}")
    };
    writeln!(f, "{}", rule("┏", "━", "┳", "┓"))?;
    writeln!(f, "{}", row("┃", heading))?;
    writeln!(f, "{}", rule("┡", "━", "╇", "┩"))?;
    for (at, cells) in rows.iter().enumerate() {
        if at > 0 {
            writeln!(f, "{}", rule("├", "─", "┼", "┤"))?;
        }
        writeln!(f, "{}", row("│", cells.each_ref().map(String::as_str)))?;
    }
    writeln!(f, "{}", rule("└", "─", "┴", "┘"))
}
