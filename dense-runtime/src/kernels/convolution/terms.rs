//! The terms of a convolution's sums: runs of numbers with gaps between them.

/// Terms on three levels, such as the rows of a kernel, its columns and its channels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    /// How many there are on each level.
    pub(super) counts: [usize; 3],
    /// How far apart a row's factors for the next ones of each level are.
    pub(super) steps: [usize; 3],
}

/// Some of the terms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Where a row's factor for the first one is.
    pub(super) offset: usize,
    /// How many terms come before it.
    pub(super) first: usize,
    /// These.
    pub(super) terms: Terms,
}

impl Terms {
    /// The terms, with the last two levels as one if there is no gap between them.
    #[inline(always)]
    pub(super) fn new(counts: [usize; 3], steps: [usize; 3]) -> Terms {
        let ([rows, columns, depth], [row, column, step]) = (counts, steps);
        if column == depth * step {
            Terms { counts: [rows, 1, columns * depth], steps: [row, 0, step] }
        } else {
            Terms { counts, steps }
        }
    }

    /// How many terms there are.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.counts[0] * self.counts[1] * self.counts[2]
    }

    /// Calls `visit` for one piece after the other, none of more than `most` terms. What comes together on a level stays together
    /// where that is possible.
    #[inline(always)]
    pub(super) fn pieces(&self, most: usize, mut visit: impl FnMut(Piece)) {
        let [rows, columns, depth] = self.counts;
        // How many of each level are in a piece: about the same number in all of them.
        let even = |count: usize, len: usize| count.div_ceil(count.div_ceil((most / len).max(1)));
        let taken = if depth > most {
            [1, 1, depth.div_ceil(depth.div_ceil(most))]
        } else if columns * depth > most {
            [1, even(columns, depth), depth]
        } else {
            [even(rows, columns * depth), columns, depth]
        };
        let mut first = 0;
        for row in (0..rows).step_by(taken[0]) {
            for column in (0..columns).step_by(taken[1]) {
                for term in (0..depth).step_by(taken[2]) {
                    let counts = [taken[0].min(rows - row), taken[1].min(columns - column), taken[2].min(depth - term)];
                    let terms = Terms { counts, ..*self };
                    let offset = row * self.steps[0] + column * self.steps[1] + term * self.steps[2];
                    visit(Piece { offset, first, terms });
                    first += terms.len();
                }
            }
        }
    }
}
