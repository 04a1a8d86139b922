//! Places for values in one arena, so that values share memory when they do not live at the same time.
//!
//! The compiler says when each value is made and when it is read last, in steps of the schedule; [`pack`] gives every
//! value the lowest offset at which nothing else lives meanwhile. It is a `const fn`: the offsets of a network are
//! constants, also where its sizes are const generics.

/// How many samples add up what they do to a kernel's gradient, where a kernel is small and used at many places: enough that little is
/// written, few enough that their values are in cache. It is the same in all steps, so that the order of these sums is.
pub(crate) const RUN: usize = 8;

/// One value of a schedule: the input, the output, or something between that needs a buffer.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Value {
    /// What it is: the name of the layer that makes it, or of the layer whose output it is the gradient of.
    pub name: &'static str,
    /// How many numbers it has for one sample.
    pub len: usize,
    /// The first and the last step at which it is alive.
    pub alive: (usize, usize),
    /// Where it lies.
    pub place: Place,
}

/// Where a value lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// In the caller's input.
    Input,
    /// In the caller's output.
    Output,
    /// In the arena. The offset counts numbers for one sample; with `n` samples, all offsets are multiplied by `n`.
    Arena(usize),
}

impl Value {
    /// The input of the network.
    #[doc(hidden)]
    pub const fn input(len: usize) -> Value {
        Value { name: "input", len, alive: (0, usize::MAX), place: Place::Input }
    }

    /// The output of the network.
    #[doc(hidden)]
    pub const fn output(name: &'static str, len: usize) -> Value {
        Value { name, len, alive: (0, usize::MAX), place: Place::Output }
    }

    /// A value in the arena, made in step `first` and read last in step `last`. [`pack`] finds its place.
    #[doc(hidden)]
    pub const fn buffer(name: &'static str, len: usize, first: usize, last: usize) -> Value {
        Value { name, len, alive: (first, last), place: Place::Arena(usize::MAX) }
    }

    /// `whole` numbers in the arena for each [`RUN`] of samples.
    #[doc(hidden)]
    pub const fn runs(name: &'static str, whole: usize, first: usize, last: usize) -> Value {
        Value::buffer(name, whole.div_ceil(RUN), first, last)
    }

    const fn meets(&self, other: &Value) -> bool {
        self.alive.0 <= other.alive.1 && other.alive.0 <= self.alive.1
    }
}

/// Offsets are multiples of this many numbers: a cache line of `f32`.
const ALIGNMENT: usize = 16;

/// Gives every buffer the lowest offset that is free while it lives (first fit, in the order given).
#[doc(hidden)]
pub const fn pack<const N: usize>(mut values: [Value; N]) -> [Value; N] {
    let mut at = 0;
    while at < N {
        if let Place::Arena(_) = values[at].place {
            values[at].place = Place::Arena(lowest_free(&values, at));
        }
        at += 1;
    }
    values
}

/// The lowest offset at which `values[at]` overlaps none of those before it that live at the same time.
const fn lowest_free(values: &[Value], at: usize) -> usize {
    let mut offset = 0;
    let mut other = 0;
    while other < at {
        if let Place::Arena(taken) = values[other].place {
            let apart = offset + values[at].len <= taken || taken + values[other].len <= offset;
            if !apart && values[other].meets(&values[at]) {
                offset = (taken + values[other].len).next_multiple_of(ALIGNMENT);
                // The new offset may overlap one that was seen already.
                other = 0;
                continue;
            }
        }
        other += 1;
    }
    offset
}

/// How many numbers an arena needs for one sample.
#[doc(hidden)]
pub const fn arena_len(values: &[Value]) -> usize {
    let mut len = 0;
    let mut at = 0;
    while at < values.len() {
        if let Place::Arena(offset) = values[at].place
            && offset + values[at].len > len
        {
            len = offset + values[at].len;
        }
        at += 1;
    }
    len.next_multiple_of(ALIGNMENT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_follow_each_other_share_memory() {
        let values = pack([Value::buffer("a", 64, 0, 1), Value::buffer("b", 10, 1, 2), Value::buffer("c", 60, 2, 3)]);
        assert_eq!(values.map(|v| v.place), [Place::Arena(0), Place::Arena(64), Place::Arena(0)]);
        assert_eq!(arena_len(&values), 80);
    }

    #[test]
    fn values_that_live_together_never_overlap() {
        // Every combination of three lifetimes in four steps, with lengths that are no multiples of the alignment.
        let lifetimes = || (0..4).flat_map(|first| (first..4).map(move |last| (first, last)));
        for a in lifetimes() {
            for b in lifetimes() {
                for c in lifetimes() {
                    let values = pack([
                        Value::buffer("a", 17, a.0, a.1),
                        Value::buffer("b", 3, b.0, b.1),
                        Value::buffer("c", 33, c.0, c.1),
                    ]);
                    for (i, x) in values.iter().enumerate() {
                        for y in &values[..i] {
                            let (Place::Arena(p), Place::Arena(q)) = (x.place, y.place) else { unreachable!() };
                            assert!(!x.meets(y) || p + x.len <= q || q + y.len <= p, "{values:?}");
                        }
                        let Place::Arena(offset) = x.place else { unreachable!() };
                        assert!(offset % ALIGNMENT == 0 && offset + x.len <= arena_len(&values));
                    }
                }
            }
        }
    }
}
