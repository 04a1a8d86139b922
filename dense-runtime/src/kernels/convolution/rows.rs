//! Where the rows of a convolution's products lie: windows of images, or places of a kernel.

/// Rows behind each other on three levels, such as samples, rows of windows and windows. Each reads its own part of one array, and
/// belongs to its own part of another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<T> {
    /// How many there are on each level.
    pub(super) counts: [usize; 3],
    /// Where the first one reads.
    pub(super) a: *const T,
    /// How far apart the next ones of each level read.
    pub(super) a_steps: [usize; 3],
    /// What belongs to the first one.
    pub(super) c: *mut T,
    /// How far apart lies what belongs to the next ones.
    pub(super) c_steps: [usize; 3],
}

impl<T> Rows<T> {
    /// The rows, with the last two levels as one if there is no gap between them, or if the last one has a single row.
    #[inline(always)]
    pub(super) fn merged(self) -> Self {
        let Rows { counts: [most, some, few], a_steps, c_steps, .. } = self;
        let goes_on = |[_, next, step]: [usize; 3]| next == few * step;
        if few == 1 {
            let shifted = |[first, second, _]: [usize; 3]| [0, first, second];
            Rows { counts: [1, most, some], a_steps: shifted(a_steps), c_steps: shifted(c_steps), ..self }
        } else if goes_on(a_steps) && goes_on(c_steps) {
            let shifted = |[first, _, step]: [usize; 3]| [0, first, step];
            Rows { counts: [1, most, some * few], a_steps: shifted(a_steps), c_steps: shifted(c_steps), ..self }
        } else {
            self
        }
    }

    /// How many rows there are.
    #[inline(always)]
    pub(super) fn len(&self) -> usize {
        self.counts[0] * self.counts[1] * self.counts[2]
    }

    /// The same rows, where each reads from a later place on.
    #[inline(always)]
    pub(super) fn read_from(self, first: usize) -> Self {
        Rows { a: self.a.wrapping_add(first), ..self }
    }

    /// A walk over the rows.
    #[inline(always)]
    pub(super) fn walk(&self) -> Walk<'_, T> {
        Walk { rows: self, at: [0; 2], next: (self.a, self.c), a: [self.a; MOST], c: [self.c; MOST] }
    }
}

/// The most rows that a walk takes at once: those of the tallest tile. The pointers of more would not fit into registers.
pub(super) const MOST: usize = 9;

/// A walk over rows. Pointers move on by differences: nothing is multiplied or divided on the way.
pub(super) struct Walk<'a, T> {
    rows: &'a Rows<T>,
    /// Where it is on the last two levels.
    at: [usize; 2],
    /// The next row.
    next: (*const T, *mut T),
    /// Where the rows that were taken last read.
    pub(super) a: [*const T; MOST],
    /// What belongs to them.
    pub(super) c: [*mut T; MOST],
}

impl<T> Walk<'_, T> {
    /// Takes the next rows, at least one and at most [`MOST`], of which there must be so many left. The last of them is repeated to
    /// fill a tile of this height.
    // Called, so that it is not a part of each tile.
    #[inline(never)]
    pub(super) fn take(&mut self, count: usize, height: usize) {
        let Rows { counts, a_steps, c_steps, .. } = *self.rows;
        for (a, c) in self.a.iter_mut().zip(&mut self.c).take(count) {
            (*a, *c) = self.next;
            let mut step = |a: usize, c: usize| {
                self.next = (self.next.0.wrapping_add(a), self.next.1.wrapping_add(c));
            };
            step(a_steps[2], c_steps[2]);
            self.at[1] += 1;
            if self.at[1] == counts[2] {
                self.at = [self.at[0] + 1, 0];
                step(back(a_steps[1], counts[2], a_steps[2]), back(c_steps[1], counts[2], c_steps[2]));
                if self.at[0] == counts[1] {
                    self.at[0] = 0;
                    step(back(a_steps[0], counts[1], a_steps[1]), back(c_steps[0], counts[1], c_steps[1]));
                }
            }
        }
        for row in count..height {
            (self.a[row], self.c[row]) = (self.a[row - 1], self.c[row - 1]);
        }
    }
}

/// From behind the last of `count` places `step` apart to the next one of the level above.
fn back(next: usize, count: usize, step: usize) -> usize {
    next.wrapping_sub(count * step)
}
