//! Random choices, the same in each run.

/// A small generator (xorshift).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % bound
    }

    pub(crate) fn one_of<X: Copy>(&mut self, items: &[X]) -> X {
        items[self.below(items.len())]
    }
}
