//! A grid of dots, eight in each character.

/// How a curve is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pen {
    Solid,
    Dashed,
    Dotted,
}

impl Pen {
    /// Whether the so manieth dot of a curve is drawn.
    fn draws(self, dot: usize) -> bool {
        match self {
            Pen::Solid => true,
            Pen::Dashed => dot % 6 < 3,
            Pen::Dotted => dot.is_multiple_of(3),
        }
    }
}

/// Dots, two across and four down in each character.
pub(super) struct Braille {
    columns: usize,
    rows: usize,
    /// The eight dots of each character, as Unicode numbers them.
    cells: Vec<u8>,
}

impl Braille {
    pub(super) fn new(columns: usize, rows: usize) -> Braille {
        Braille { columns, rows, cells: vec![0; columns * rows] }
    }

    /// The dot at shares of the width, from the left, and of the height, from below.
    pub(super) fn at(&self, x: f64, y: f64) -> (i64, i64) {
        let across = (self.columns * 2 - 1) as f64;
        let down = (self.rows * 4 - 1) as f64;
        ((x * across).round() as i64, ((1.0 - y) * down).round() as i64)
    }

    /// Straight lines from dot to dot; a block of dots where there is only one.
    pub(super) fn curve(&mut self, points: &[(i64, i64)], pen: Pen) {
        if let [(x, y)] = *points {
            [(0, 0), (1, 0), (0, 1), (1, 1)].iter().for_each(|(right, down)| self.set(x - right, y - down));
            return;
        }
        // Dots are counted along the curve, so that dashes go on where its lines meet.
        let mut dot = 0;
        for pair in points.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            let steps = (x1 - x0).abs().max((y1 - y0).abs());
            for step in 0..=steps {
                let part = step as f64 / steps.max(1) as f64;
                let along = |from: i64, to: i64| from + ((to - from) as f64 * part).round() as i64;
                if pen.draws(dot + step as usize) {
                    self.set(along(x0, x1), along(y0, y1));
                }
            }
            dot += steps as usize;
        }
    }

    fn set(&mut self, x: i64, y: i64) {
        // Unicode numbers the dots of the two columns 1 2 3 7 and 4 5 6 8.
        const DOTS: [[u8; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];
        let (x, y) = (x.max(0) as usize, y.max(0) as usize);
        if x < 2 * self.columns && y < 4 * self.rows {
            self.cells[y / 4 * self.columns + x / 2] |= DOTS[x % 2][y % 4];
        }
    }

    /// The characters, line by line; blanks where there are no dots.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let letter = |&dots: &u8| match dots {
            0 => ' ',
            dots => char::from_u32(0x2800 + u32::from(dots)).unwrap_or(' '),
        };
        self.cells.chunks(self.columns).map(move |row| row.iter().map(letter).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(points: &[(i64, i64)], pen: Pen) -> Vec<String> {
        let mut canvas = Braille::new(4, 2);
        canvas.curve(points, pen);
        canvas.lines().collect()
    }

    #[test]
    fn lines_go_through_their_ends() {
        assert_eq!(drawn(&[(0, 0), (7, 7)], Pen::Solid), ["⠑⢄  ", "  ⠑⢄"]);
        assert_eq!(drawn(&[(0, 7), (7, 7)], Pen::Solid), ["    ", "⣀⣀⣀⣀"]);
        assert_eq!(drawn(&[(0, 7), (7, 7)], Pen::Dashed), ["    ", "⣀⡀ ⣀"]);
        assert_eq!(drawn(&[(0, 7), (7, 7)], Pen::Dotted), ["    ", "⡀⢀ ⡀"]);
    }

    #[test]
    fn a_single_dot_can_be_seen_and_none_lies_outside() {
        assert_eq!(drawn(&[(4, 4)], Pen::Dotted), [" ⢀⡀ ", " ⠈⠁ "]);
        assert_eq!(drawn(&[(-5, 100), (100, -5)], Pen::Solid).len(), 2);
        let canvas = Braille::new(4, 2);
        assert_eq!((canvas.at(0.0, 0.0), canvas.at(1.0, 1.0)), ((0, 7), (7, 0)));
    }
}
