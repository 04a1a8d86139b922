//! What is in a picture, before it is SVG or PNG.

use super::font;
use super::ink::Ink;
use crate::report::text::fitted;

/// Shapes, the first at the bottom. Lengths are CSS pixels, from the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Scene {
    /// What can be seen, for those who cannot see it.
    pub(super) title: String,
    pub(super) size: (f64, f64),
    pub(super) shapes: Vec<Shape>,
}

pub(super) type Point = (f64, f64);

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Line {
        points: Vec<Point>,
        ink: Ink,
        width: f64,
    },
    /// From corner to corner, filled.
    Rectangle {
        from: Point,
        to: Point,
        ink: Ink,
    },
    Circle {
        centre: Point,
        radius: f64,
        ink: Ink,
    },
    Text {
        text: String,
        place: Point,
        size: f64,
        ink: Ink,
        anchor: Anchor,
    },
}

/// Where a text lies beside its place; in the middle of its height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Begin,
    Middle,
    End,
    /// The text goes up from its place.
    Upward,
}

/// The sizes of texts.
pub(super) const SMALL: f64 = 11.0;
pub(super) const NORMAL: f64 = 13.0;

/// How a line is broken: lengths of dashes and gaps.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Dash {
    Solid,
    Dashed,
    Dotted,
}

impl Dash {
    /// The so manieth curve's.
    pub(super) fn of(curve: usize) -> Dash {
        [Dash::Solid, Dash::Dashed, Dash::Dotted][curve % 3]
    }
}

impl Scene {
    pub(super) fn new(title: impl Into<String>, width: f64, height: f64) -> Scene {
        let ground = Shape::Rectangle { from: (0.0, 0.0), to: (width, height), ink: Ink::Ground };
        Scene { title: title.into(), size: (width, height), shapes: vec![ground] }
    }

    pub(in crate::report) fn title(&self) -> &str {
        &self.title
    }

    pub(super) fn line(&mut self, points: &[Point], ink: Ink, width: f64, dash: Dash) {
        let (on, off) = match dash {
            Dash::Solid => return self.shapes.push(Shape::Line { points: points.to_vec(), ink, width }),
            Dash::Dashed => (6.0, 4.0),
            Dash::Dotted => (2.0, 3.0),
        };
        for points in dashes(points, on, off) {
            self.shapes.push(Shape::Line { points, ink, width });
        }
    }

    pub(super) fn rectangle(&mut self, from: Point, to: Point, ink: Ink) {
        self.shapes.push(Shape::Rectangle { from, to, ink });
    }

    pub(super) fn circle(&mut self, centre: Point, radius: f64, ink: Ink) {
        self.shapes.push(Shape::Circle { centre, radius, ink });
    }

    pub(super) fn text(&mut self, text: &str, place: Point, size: f64, ink: Ink, anchor: Anchor) {
        // Control characters would make no XML.
        self.shapes.push(Shape::Text { text: fitted(text, 200), place, size, ink, anchor });
    }

    /// A row of samples of lines with their names.
    pub(super) fn legend<'a>(&mut self, place: Point, entries: impl IntoIterator<Item = (&'a str, Ink, Dash)>) {
        let (mut x, y) = place;
        for (name, ink, dash) in entries {
            self.line(&[(x, y), (x + 26.0, y)], ink, 2.0, dash);
            self.text(name, (x + 32.0, y), SMALL, Ink::Text, Anchor::Begin);
            x += 32.0 + font::width(name, SMALL) + 18.0;
        }
    }
}

/// Cuts a line into dashes.
fn dashes(points: &[Point], on: f64, off: f64) -> Vec<Vec<Point>> {
    let mut dashes = Vec::new();
    let mut dash = points.first().map_or(Vec::new(), |&first| vec![first]);
    // What is left of the dash or of the gap.
    let (mut drawing, mut left) = (true, on);
    for pair in points.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let mut gone = 0.0;
        while length - gone > left {
            gone += left;
            let part = gone / length;
            let here = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            dash.push(here);
            if drawing {
                dashes.push(core::mem::take(&mut dash));
            }
            drawing = !drawing;
            dash = vec![here];
            left = if drawing { on } else { off };
        }
        left -= length - gone;
        dash.push(to);
    }
    if drawing && dash.len() > 1 {
        dashes.push(dash);
    }
    dashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_go_round_corners() {
        let found = dashes(&[(0.0, 0.0), (4.0, 0.0), (4.0, 10.0)], 6.0, 4.0);
        assert_eq!(found, [vec![(0.0, 0.0), (4.0, 0.0), (4.0, 2.0)], vec![(4.0, 6.0), (4.0, 10.0)]]);
        assert_eq!(dashes(&[(1.0, 1.0)], 6.0, 4.0), Vec::<Vec<Point>>::new());
        assert_eq!(dashes(&[], 6.0, 4.0), Vec::<Vec<Point>>::new());
        assert_eq!(dashes(&[(0.0, 0.0), (0.0, 0.0), (3.0, 0.0)], 6.0, 4.0).len(), 1);
    }
}
