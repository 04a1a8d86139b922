//! A diagram's axes.

use super::ink::Ink;
use super::scene::{Anchor, Dash, Point, SMALL, Scene};
use crate::report::axis::Axis;

/// Where curves lie, and what their places mean.
pub(super) struct Frame {
    pub(super) x: Axis,
    pub(super) y: Axis,
    /// The upper left corner.
    pub(super) corner: Point,
    pub(super) size: (f64, f64),
}

impl Frame {
    /// The place of a point.
    pub(super) fn at(&self, (x, y): Point) -> Point {
        let (left, top) = self.corner;
        (left + self.x.place(x) * self.size.0, top + (1.0 - self.y.place(y)) * self.size.1)
    }

    pub(super) fn all(&self, points: impl IntoIterator<Item = Point>) -> Vec<Point> {
        points.into_iter().map(|point| self.at(point)).collect()
    }

    /// The places of a curve's points, of which there may be many more than pixels: of those beside each other the outermost are kept.
    pub(super) fn curve(&self, points: &[Point]) -> Vec<Point> {
        let places = self.all(points.iter().copied());
        let beside = |a: &Point, b: &Point| (a.0 * 2.0).floor() == (b.0 * 2.0).floor();
        let mut kept = Vec::new();
        for column in places.chunk_by(beside) {
            let ends = [0, column.len() - 1];
            let by_height = |&a: &usize, &b: &usize| column[a].1.total_cmp(&column[b].1);
            let outermost = [(0..column.len()).min_by(by_height), (0..column.len()).max_by(by_height)];
            let mut at: Vec<usize> = ends.into_iter().chain(outermost.into_iter().flatten()).collect();
            at.sort_unstable();
            at.dedup();
            kept.extend(at.into_iter().map(|at| column[at]));
        }
        kept
    }

    /// Grid, numbers and names of the axes. The name of the upward axis stands above it.
    pub(super) fn draw(&self, scene: &mut Scene, [x, y]: [&str; 2]) {
        let ((left, top), (width, height)) = (self.corner, self.size);
        let (right, bottom) = (left + width, top + height);
        for (value, label) in self.y.ticks() {
            let (_, y) = self.at((self.x.low, value));
            scene.line(&[(left, y), (right, y)], Ink::Grid, 1.0, Dash::Solid);
            scene.text(&label, (left - 8.0, y), SMALL, Ink::Faint, Anchor::End);
        }
        for (value, label) in self.x.ticks() {
            let (x, _) = self.at((value, self.y.low));
            scene.line(&[(x, bottom), (x, bottom + 4.0)], Ink::Faint, 1.0, Dash::Solid);
            scene.text(&label, (x, bottom + 13.0), SMALL, Ink::Faint, Anchor::Middle);
        }
        scene.line(&[(left, bottom), (right, bottom)], Ink::Faint, 1.0, Dash::Solid);
        scene.text(x, ((left + right) / 2.0, bottom + 30.0), SMALL, Ink::Faint, Anchor::Middle);
        scene.text(y, (left, top - 14.0), SMALL, Ink::Faint, Anchor::Begin);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn curves_of_many_points_keep_their_outline() {
        let axis = |high: usize| Axis::counting(0, high, 5);
        let frame = Frame { x: axis(100_000), y: axis(9), corner: (0.0, 0.0), size: (100.0, 90.0) };
        let points: Vec<Point> = (0..100_000).map(|at| (f64::from(at), f64::from(at % 10))).collect();
        let kept = frame.curve(&points);
        assert!(kept.len() <= 4 * 201, "{}", kept.len());
        let column = |at: &Point| at.0 < 0.5;
        let heights: Vec<f64> = kept.iter().filter(|at| column(at)).map(|at| at.1).collect();
        assert!(heights.contains(&0.0) && heights.contains(&90.0), "{heights:?}");
        assert_eq!(frame.curve(&points[..1]), [(0.0, 90.0)]);
        let few: Vec<Point> = (0..50).map(|at| (2000.0 * f64::from(at), 1.0)).collect();
        assert_eq!(frame.curve(&few).len(), 50);
    }
}
