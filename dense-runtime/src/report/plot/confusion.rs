//! Pictures of confusions.

use super::font;
use super::ink::{Ink, STRONG};
use super::picture::Picture;
use super::scene::{Anchor, NORMAL, SMALL, Scene};
use crate::report::Confusion;
use crate::report::text::fitted;

/// With more classes than these, single cells could not be read.
const MOST_CLASSES: usize = 20;
const MARGIN: f64 = 24.0;

/// A heat map, shaded by the share of each target's samples; with more than 20 classes the 20 most frequent confusions.
impl Picture for Confusion {
    fn scene(&self) -> Scene {
        if self.names().len() <= MOST_CLASSES { heat_map(self) } else { bars(self) }
    }
}

fn heat_map(confusion: &Confusion) -> Scene {
    let names: Vec<String> = confusion.names().iter().map(|name| fitted(name, 20)).collect();
    let classes = names.len();
    let widest = names.iter().map(|name| font::width(name, SMALL)).fold(0.0, f64::max);
    let largest = (0..classes * classes).map(|at| confusion.count(at / classes, at % classes)).max().unwrap_or(0);
    let cell = (font::width(&largest.to_string(), SMALL) + 10.0).max(if classes > 10 { 30.0 } else { 44.0 });
    // Names that are wider than their columns stand upright.
    let upright = widest > cell - 6.0;
    let left = MARGIN + 20.0 + widest + 10.0;
    let top = MARGIN + 44.0 + if upright { widest + 6.0 } else { 16.0 };
    let side = cell * classes as f64;
    let title = format!("confusion matrix of {classes} classes, accuracy {:.4}", confusion.accuracy());
    let mut scene = Scene::new(title, (left + side + MARGIN).max(300.0), top + side + MARGIN + 12.0);

    let heading = format!("accuracy {:.4} of {} samples", confusion.accuracy(), confusion.samples());
    scene.text(&heading, (MARGIN, MARGIN), NORMAL, Ink::Text, Anchor::Begin);
    scene.text("predicted", (left + side / 2.0, MARGIN + 24.0), SMALL, Ink::Faint, Anchor::Middle);
    let target = (MARGIN, top + side / 2.0 + font::width("target", SMALL) / 2.0);
    scene.text("target", target, SMALL, Ink::Faint, Anchor::Upward);
    for (class, name) in names.iter().enumerate() {
        let middle = (class as f64 + 0.5) * cell;
        scene.text(name, (left - 8.0, top + middle), SMALL, Ink::Text, Anchor::End);
        let anchor = if upright { Anchor::Upward } else { Anchor::Middle };
        scene.text(name, (left + middle, top - if upright { 6.0 } else { 10.0 }), SMALL, Ink::Text, anchor);
        let support = confusion.support(class);
        for predicted in 0..classes {
            let count = confusion.count(class, predicted);
            let (x, y) = (left + predicted as f64 * cell, top + class as f64 * cell);
            let share = if support == 0 { 0.0 } else { count as f64 / support as f64 };
            let shade = (share * 8.0).round() as usize;
            scene.rectangle((x + 0.5, y + 0.5), (x + cell - 0.5, y + cell - 0.5), Ink::Shade(shade));
            let ink = if shade >= STRONG { Ink::Ground } else { Ink::Text };
            if count > 0 {
                scene.text(&count.to_string(), (x + cell / 2.0, y + cell / 2.0), SMALL, ink, Anchor::Middle);
            }
        }
    }
    let note = "shade: share of the target's samples";
    scene.text(note, (MARGIN, top + side + 18.0), SMALL, Ink::Faint, Anchor::Begin);
    scene
}

fn bars(confusion: &Confusion) -> Scene {
    let confused = confusion.largest(MOST_CLASSES);
    let (bar, top) = (20.0, MARGIN + 50.0);
    let title =
        format!("the largest confusions of {} classes, accuracy {:.4}", confusion.names().len(), confusion.accuracy());
    let mut scene = Scene::new(title, 640.0, top + bar * confused.len().max(1) as f64 + MARGIN);
    let heading = format!("accuracy {:.4} of {} samples", confusion.accuracy(), confusion.samples());
    scene.text(&heading, (MARGIN, MARGIN), NORMAL, Ink::Text, Anchor::Begin);
    if confused.is_empty() {
        scene.text("no confusions", (MARGIN, top), SMALL, Ink::Text, Anchor::Begin);
        return scene;
    }
    let heading = "the largest confusions: target as predicted, samples";
    scene.text(heading, (MARGIN, MARGIN + 24.0), SMALL, Ink::Faint, Anchor::Begin);
    let name = |class: usize| fitted(&confusion.names()[class], 20);
    let labels: Vec<String> =
        confused.iter().map(|it| format!("{} as {}", name(it.target), name(it.predicted))).collect();
    let left = MARGIN + labels.iter().map(|label| font::width(label, SMALL)).fold(0.0, f64::max) + 10.0;
    let widest = 640.0 - MARGIN - 50.0 - left;
    let most = confused.iter().map(|it| it.count).max().unwrap_or(1) as f64;
    for (at, (it, label)) in confused.iter().zip(&labels).enumerate() {
        let (y, length) = (top + bar * at as f64, widest * it.count as f64 / most);
        scene.text(label, (left - 8.0, y + bar / 2.0), SMALL, Ink::Text, Anchor::End);
        scene.rectangle((left, y + 2.0), (left + length, y + bar - 2.0), Ink::Curve(0));
        let count = (left + length + 6.0, y + bar / 2.0);
        scene.text(&it.count.to_string(), count, SMALL, Ink::Text, Anchor::Begin);
    }
    scene
}
