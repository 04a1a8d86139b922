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
        Walk { rows: self, a: self.a, c: self.c, at: [0; 2] }
    }
}

/// A walk over rows. Pointers move on by differences: nothing is multiplied or divided on the way.
pub(super) struct Walk<'a, T> {
    rows: &'a Rows<T>,
    a: *const T,
    c: *mut T,
    /// Where it is on the last two levels, the last one first.
    at: [usize; 2],
}

impl<T> Walk<'_, T> {
    /// The next rows. There must be so many left.
    #[inline(always)]
    pub(super) fn next<const COUNT: usize>(&mut self) -> ([*const T; COUNT], [*mut T; COUNT]) {
        let Rows { counts, a_steps, c_steps, .. } = *self.rows;
        let (mut a, mut c) = ([self.a; COUNT], [self.c; COUNT]);
        if counts[2] - self.at[0] > COUNT {
            for row in 0..COUNT {
                a[row] = self.a.wrapping_add(row * a_steps[2]);
                c[row] = self.c.wrapping_add(row * c_steps[2]);
            }
            self.a = self.a.wrapping_add(COUNT * a_steps[2]);
            self.c = self.c.wrapping_add(COUNT * c_steps[2]);
            self.at[0] += COUNT;
            return (a, c);
        }
        for row in 0..COUNT {
            (a[row], c[row]) = (self.a, self.c);
            self.step();
        }
        (a, c)
    }

    #[inline(always)]
    fn step(&mut self) {
        let Rows { counts, a_steps, c_steps, .. } = *self.rows;
        self.forward(a_steps[2], c_steps[2]);
        self.at[0] += 1;
        if self.at[0] == counts[2] {
            self.at[0] = 0;
            self.forward(
                a_steps[1].wrapping_sub(counts[2] * a_steps[2]),
                c_steps[1].wrapping_sub(counts[2] * c_steps[2]),
            );
            self.at[1] += 1;
            if self.at[1] == counts[1] {
                self.at[1] = 0;
                self.forward(
                    a_steps[0].wrapping_sub(counts[1] * a_steps[1]),
                    c_steps[0].wrapping_sub(counts[1] * c_steps[1]),
                );
            }
        }
    }

    #[inline(always)]
    fn forward(&mut self, a: usize, c: usize) {
        (self.a, self.c) = (self.a.wrapping_add(a), self.c.wrapping_add(c));
    }
}
