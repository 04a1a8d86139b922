//! The plan as text.

use std::fmt;
use std::marker::PhantomData;

use super::table::{bytes, columns, thousands};
use super::{Place, Plan, TensorPlan, Value, arena_len};
use crate::isa::dispatch;
use crate::kernels::{Choice, Form, FormOf, Tiles, Windows};

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let of_indices = if self.table().is_some() { " of u32" } else { "" };
        writeln!(f, "plan of {}: {} {:?}{of_indices} -> {:?}", self.name, self.element, self.input, self.output)?;
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
        self.tiles(f)?;
        self.forms(f)?;
        self.values(f, "prediction", self.inference)?;
        self.values(f, "training step", self.training)
    }
}

impl Plan {
    /// The tiles that the products of the layers run with on this CPU.
    fn tiles(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows = vec![["layer", "one sample", "many samples"].map(String::from)];
        let (mut tensors, mut isa) = (self.tensors, "");
        for layer in self.layers {
            let (own, rest) = tensors.split_at(layer.tensors);
            tensors = rest;
            let Some([inner, columns]) = own.first().and_then(TensorPlan::kernel) else { continue };
            let choice;
            (isa, choice) = self.choice(inner, columns);
            rows.push([layer.name.to_owned(), choice.one().to_string(), choice.many().to_string()]);
        }
        if isa.is_empty() {
            return Ok(());
        }
        writeln!(f, "tiles of the products on {isa}:")?;
        columns(f, &rows)
    }

    /// The forms that the convolutions of the layers have on this CPU.
    fn forms(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows = vec![["layer", "convolution", "form"].map(String::from)];
        let mut isa = "";
        for layer in self.layers {
            let [first, last] = layer.windows;
            for windows in [first, last.filter(|_| first != last)].into_iter().flatten() {
                let form;
                (isa, form) = self.form(windows, layer.transposed);
                rows.push([layer.name.to_owned(), form.windows().to_string(), form.form().to_string()]);
            }
        }
        if isa.is_empty() {
            return Ok(());
        }
        writeln!(f, "forms of the convolutions on {isa}:")?;
        columns(f, &rows)
    }

    fn form(&self, windows: Windows, transposed: bool) -> (&'static str, Form) {
        if self.element == "f64" {
            dispatch(FormOf::<f64> { windows, transposed, element: PhantomData })
        } else {
            dispatch(FormOf::<f32> { windows, transposed, element: PhantomData })
        }
    }

    fn choice(&self, inner: usize, columns: usize) -> (&'static str, Choice) {
        if self.element == "f64" {
            dispatch(Tiles::<f64> { inner, columns, element: PhantomData })
        } else {
            dispatch(Tiles::<f32> { inner, columns, element: PhantomData })
        }
    }

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
