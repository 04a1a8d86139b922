//! Pictures of parameters.

use super::frame::Frame;
use super::ink::Ink;
use super::picture::Picture;
use super::scene::{Anchor, NORMAL, SMALL, Scene};
use crate::report::Weights;
use crate::report::axis::Axis;
use crate::report::text::fitted;

const SIZE: (f64, f64) = (320.0, 220.0);
/// With more a picture would have more pixels than screens and memory are made for.
const MOST_TENSORS: usize = 60;

/// A histogram for each tensor, three in each row; of the first 60 tensors if there are more.
impl Picture for Weights {
    fn scene(&self) -> Scene {
        let tensors = &self.tensors[..self.tensors.len().min(MOST_TENSORS)];
        let columns = tensors.len().clamp(1, 3);
        let rows = tensors.len().div_ceil(columns).max(1);
        let title = match self.tensors.len() {
            all if all > MOST_TENSORS => format!("histograms of the first {MOST_TENSORS} of {all} tensors"),
            all => format!("histograms of {all} tensors"),
        };
        let mut scene = Scene::new(title, SIZE.0 * columns as f64, SIZE.1 * rows as f64);
        if tensors.is_empty() {
            scene.text("no parameters", (SIZE.0 / 2.0, SIZE.1 / 2.0), NORMAL, Ink::Faint, Anchor::Middle);
        }
        for (at, tensor) in tensors.iter().enumerate() {
            let (left, top) = (SIZE.0 * (at % columns) as f64, SIZE.1 * (at / columns) as f64);
            let histogram = &tensor.histogram;
            let most = histogram.counts.iter().max().map_or(0, |&count| count as usize);
            let frame = Frame {
                x: Axis::covering([histogram.low, histogram.high].into_iter(), 4),
                y: Axis::counting(0, most, 3),
                corner: (left + 58.0, top + 44.0),
                size: (SIZE.0 - 58.0 - 22.0, SIZE.1 - 44.0 - 32.0),
            };
            frame.draw(&mut scene, ["", ""]);
            let name = format!("{} {:?}", fitted(&tensor.name, 30), tensor.shape);
            scene.text(&name, (left + 58.0, top + 24.0), SMALL, Ink::Text, Anchor::Begin);
            let edges = histogram.edges();
            for (ends, &count) in edges.windows(2).zip(&histogram.counts).filter(|&(_, &count)| count > 0) {
                let upper_left = frame.at((ends[0], count as f64));
                let (right, ground) = frame.at((ends[1], 0.0));
                scene.rectangle(upper_left, ((right - 0.5).max(upper_left.0 + 0.5), ground), Ink::Curve(0));
            }
        }
        scene
    }
}
