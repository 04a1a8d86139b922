//! Pictures of a run's figures.

use super::frame::Frame;
use super::ink::Ink;
use super::picture::Picture;
use super::scene::{Anchor, Dash, NORMAL, Scene};
use crate::report::Curves;
use crate::report::axis::Axis;
use crate::report::curves::Diagram;

const SIZE: (f64, f64) = (480.0, 300.0);
/// With more a picture would have more pixels than screens and memory are made for.
const MOST_DIAGRAMS: usize = 30;

/// One diagram, or two beside each other in each row; the first 30 if there are more.
impl Picture for Curves {
    fn scene(&self) -> Scene {
        let diagrams = &self.diagrams[..self.diagrams.len().min(MOST_DIAGRAMS)];
        let columns = diagrams.len().clamp(1, 2);
        let rows = diagrams.len().div_ceil(columns).max(1);
        let names: Vec<&str> = diagrams.iter().map(|diagram| &*diagram.name).collect();
        let title = format!("{} over {} epochs", names.join(", "), self.epochs);
        let mut scene = Scene::new(title, SIZE.0 * columns as f64, SIZE.1 * rows as f64);
        if diagrams.is_empty() {
            scene.text("no figures", (SIZE.0 / 2.0, SIZE.1 / 2.0), NORMAL, Ink::Faint, Anchor::Middle);
        }
        for (at, diagram) in diagrams.iter().enumerate() {
            let corner = (SIZE.0 * (at % columns) as f64, SIZE.1 * (at / columns) as f64);
            draw(&mut scene, diagram, self.epochs, corner);
        }
        scene
    }
}

fn draw(scene: &mut Scene, diagram: &Diagram, epochs: usize, (left, top): (f64, f64)) {
    let frame = Frame {
        x: Axis::counting(1, epochs, 8),
        y: Axis::covering(diagram.values(), 5),
        corner: (left + 58.0, top + 58.0),
        size: (SIZE.0 - 58.0 - 22.0, SIZE.1 - 58.0 - 48.0),
    };
    frame.draw(scene, ["epoch", ""]);
    let entries = diagram.series.iter().enumerate();
    let entries = entries.map(|(at, series)| (&*series.name, Ink::Curve(at), Dash::of(at)));
    scene.legend((left + 58.0, top + 28.0), entries);
    for (at, series) in diagram.series.iter().enumerate() {
        for run in series.runs() {
            let points = frame.curve(&run);
            match *points {
                [point] => scene.circle(point, 3.5, Ink::Curve(at)),
                _ => scene.line(&points, Ink::Curve(at), 2.0, Dash::of(at)),
            }
        }
    }
    if diagram.values().next().is_none() {
        let middle = (left + SIZE.0 / 2.0, top + SIZE.1 / 2.0);
        scene.text("no figure is finite", middle, NORMAL, Ink::Faint, Anchor::Middle);
    }
}
