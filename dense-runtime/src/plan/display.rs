//! The plan as text.

use std::fmt;

use super::table::{bytes, columns, thousands};
use super::{Place, Plan, Value, arena_len};

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "plan of {}: {} {:?} -> {:?}", self.name, self.element, self.input, self.output)?;
        let mut rows =
            vec![["layer", "kind", "output", "prediction", "training", "FLOPs", "weights"].map(String::from)];
        let mut tensors = self.tensors.iter();
        for layer in self.layers {
            let weights: usize = tensors.by_ref().take(layer.tensors).map(|tensor| tensor.len()).sum();
            let or_nothing = |steps: &str| if steps.is_empty() { "nothing".to_owned() } else { steps.to_owned() };
            rows.push([
                layer.name.to_owned(),
                layer.kind.to_owned(),
                format!("{:?}", layer.output),
                or_nothing(layer.inference),
                or_nothing(layer.training) + if layer.trainable { "" } else { " (frozen)" },
                thousands(layer.flops),
                bytes(weights * self.element_bytes()),
            ]);
        }
        columns(f, &rows)?;
        self.values(f, "prediction", self.inference)?;
        self.values(f, "training step", self.training)
    }
}

impl Plan {
    /// The values of a schedule, with the places that the memory plan gave them.
    fn values(&self, f: &mut fmt::Formatter<'_>, what: &str, values: &[Value]) -> fmt::Result {
        let size = bytes(arena_len(values) * self.element_bytes());
        writeln!(f, "values of a {what}, {size} for each sample:")?;
        let mut rows = vec![["value", "numbers", "offset", "alive in steps"].map(String::from)];
        for value in values {
            let (place, alive) = match value.place {
                Place::Input => ("the caller's input".to_owned(), String::new()),
                Place::Output => ("the caller's output".to_owned(), String::new()),
                Place::Arena(offset) => (thousands(offset), format!("{}..={}", value.alive.0, value.alive.1)),
            };
            rows.push([value.name.to_owned(), thousands(value.len), place, alive]);
        }
        columns(f, &rows)
    }

    fn element_bytes(&self) -> usize {
        if self.element == "f64" { 8 } else { 4 }
    }
}
