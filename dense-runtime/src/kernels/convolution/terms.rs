//! The terms of a convolution's sums: runs of numbers with gaps between them.

/// Terms on three levels, such as the rows of a kernel, its columns and its channels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms {
    /// How many there are on each level.
    pub(super) counts: [usize; 3],
    /// How far apart a row's factors for the next ones of each level are.
    pub(super) a_steps: [usize; 3],
    /// How far apart the rows of the other factor are. It may go backwards, in wrapping arithmetic.
    pub(super) b_steps: [usize; 3],
}

/// Some of the terms.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    /// Where they begin on each level.
    pub(super) at: [usize; 3],
    /// How many there are on each level.
    pub(super) counts: [usize; 3],
    /// How many terms there are in the pieces before.
    pub(super) before: usize,
}

impl Terms {
    /// The terms, with the last two levels as one if there is no gap between them, or if the last one has a single term.
    #[inline(always)]
    pub(super) fn new(counts: [usize; 3], a_steps: [usize; 3], b_steps: [usize; 3]) -> Terms {
        let [rows, columns, depth] = counts;
        let goes_on = |[_, column, step]: [usize; 3]| column == depth.wrapping_mul(step);
        if depth == 1 {
            let shifted = |[row, column, _]: [usize; 3]| [0, row, column];
            Terms { counts: [1, rows, columns], a_steps: shifted(a_steps), b_steps: shifted(b_steps) }
        } else if goes_on(a_steps) && goes_on(b_steps) {
            let merged = |[row, _, step]: [usize; 3]| [row, 0, step];
            Terms { counts: [rows, 1, columns * depth], a_steps: merged(a_steps), b_steps: merged(b_steps) }
        } else {
            Terms { counts, a_steps, b_steps }
        }
    }

    /// How many terms there are.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        len(self.counts)
    }

    /// Where a row's factors for the first terms are, and the rows of the other factor.
    // Called, because the compiler would compute these sums of products anew for each row.
    #[inline(never)]
    pub(super) fn offsets<const COUNT: usize>(&self) -> [(usize, usize); COUNT] {
        let mut offsets = [(0, 0); COUNT];
        let [_, columns, depth] = self.counts;
        for (at, offset) in offsets.iter_mut().enumerate().take(self.len()) {
            let at = [at / (columns * depth), at / depth % columns, at % depth];
            let of = |steps: [usize; 3]| {
                (0..3).fold(0, |sum: usize, level| sum.wrapping_add(steps[level].wrapping_mul(at[level])))
            };
            *offset = (of(self.a_steps), of(self.b_steps));
        }
        offsets
    }

    /// The terms of a piece.
    #[inline(always)]
    pub(super) fn of(self, piece: Piece) -> Terms {
        Terms { counts: piece.counts, ..self }
    }

    /// The same terms, where the rows of the other factor lie `step` apart without gaps.
    #[inline(always)]
    pub(super) fn packed(self, step: usize) -> Terms {
        let [_, columns, depth] = self.counts;
        Terms { b_steps: [columns * depth * step, depth * step, step], ..self }
    }
}

impl Piece {
    /// How many terms it has.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        len(self.counts)
    }

    /// Where it begins, with these steps.
    #[inline(always)]
    pub(super) fn offset(&self, steps: [usize; 3]) -> usize {
        self.at[0] * steps[0] + self.at[1] * steps[1] + self.at[2] * steps[2]
    }
}

/// Calls `visit` for one piece of so many terms after the other, none of more than `most`. What comes together on a level stays
/// together where that is possible.
#[inline(always)]
pub(super) fn pieces(counts: [usize; 3], most: usize, mut visit: impl FnMut(Piece)) {
    let [rows, columns, depth] = counts;
    // How many of each level are in a piece: about the same number in all of them.
    let even = |count: usize, len: usize| count.div_ceil(count.div_ceil((most / len).max(1)));
    let taken = if depth > most {
        [1, 1, even(depth, 1)]
    } else if columns * depth > most {
        [1, even(columns, depth), depth]
    } else {
        [even(rows, columns * depth), columns, depth]
    };
    let mut before = 0;
    for row in (0..rows).step_by(taken[0]) {
        for column in (0..columns).step_by(taken[1]) {
            for term in (0..depth).step_by(taken[2]) {
                let counts = [taken[0].min(rows - row), taken[1].min(columns - column), taken[2].min(depth - term)];
                visit(Piece { at: [row, column, term], counts, before });
                before += len(counts);
            }
        }
    }
}

#[inline(always)]
fn len(counts: [usize; 3]) -> usize {
    counts[0] * counts[1] * counts[2]
}
