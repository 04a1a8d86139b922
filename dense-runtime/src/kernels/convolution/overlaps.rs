//! Which windows see a place.

/// How windows lie along one axis.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axis {
    /// How many places there are.
    pub(super) places: usize,
    /// How many windows there are.
    pub(super) count: usize,
    /// How far apart they are.
    pub(super) stride: usize,
    /// The taps of a window: how many places it sees.
    pub(super) size: usize,
    /// How far apart these are.
    pub(super) dilation: usize,
}

/// Places that are seen through the same taps, a stride apart. Each of them is seen by the windows behind those that see the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Alike {
    /// The first place.
    pub(super) place: usize,
    /// How many there are.
    pub(super) places: usize,
    /// How many taps there are through which they are seen, [`Axis::tap_step`] apart.
    pub(super) taps: usize,
    /// The last one of these, if there are any.
    pub(super) last_tap: usize,
    /// The window that sees the first place through it. The one that does so through the tap before is [`Axis::window_step`] behind
    /// it.
    pub(super) window: usize,
}

impl Axis {
    /// How far apart the taps are through which a place is seen.
    #[inline(always)]
    pub(super) fn tap_step(&self) -> usize {
        self.stride / greatest_common_divisor(self.stride, self.dilation)
    }

    /// How far apart the windows are that see a place through them.
    #[inline(always)]
    pub(super) fn window_step(&self) -> usize {
        self.dilation / greatest_common_divisor(self.stride, self.dilation)
    }

    /// Calls `visit` for all places, alike ones together.
    #[inline(always)]
    pub(super) fn visit(&self, mut visit: impl FnMut(Alike)) {
        let Axis { places, count, stride, size, dilation } = *self;
        let (tap_step, window_step) = (self.tap_step(), self.window_step());
        for place in 0..stride.min(places) {
            let places = (places - place).div_ceil(stride);
            let Some(first) = (0..size.min(tap_step)).find(|tap| tap * dilation % stride == place) else {
                visit(Alike { place, places, taps: 0, last_tap: 0, window: 0 });
                continue;
            };
            // Place `at` of these is seen through tap `t` of these by window `at - before - t * window_step`, if there is one.
            let (taps, before) = ((size - first).div_ceil(tap_step), first * dilation / stride);
            let begins = |tap: usize| if tap < taps { before + tap * window_step } else { places };
            let ends = |tap: usize| if tap < taps { before + tap * window_step + count } else { places };
            let (mut at, mut from, mut end) = (0, 0, 0);
            while at < places {
                let next = begins(end).min(ends(from)).min(places);
                if next > at {
                    let taps = end - from;
                    let last = if taps > 0 { end - 1 } else { 0 };
                    let window = if taps > 0 { at - before - last * window_step } else { 0 };
                    let last_tap = first + last * tap_step;
                    visit(Alike { place: place + at * stride, places: next - at, taps, last_tap, window });
                }
                at = next;
                end += usize::from(at == begins(end));
                from += usize::from(at == ends(from));
            }
        }
    }
}

fn greatest_common_divisor(a: usize, b: usize) -> usize {
    if b == 0 { a } else { greatest_common_divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use std::vec;
    use std::vec::Vec;

    use super::*;

    #[test]
    fn each_window_sees_its_places() {
        for (count, stride, size, dilation, behind) in (0..3 * 4 * 5 * 4 * 3)
            .map(|at| (1 + at % 3 * 3, 1 + at / 3 % 4, 1 + at / 12 % 5, 1 + at / 60 % 4, at / 240 % 3))
        {
            let places = (count - 1) * stride + (size - 1) * dilation + 1 + behind;
            let axis = Axis { places, count, stride, size, dilation };
            let mut expected: Vec<(usize, usize, usize)> = (0..count)
                .flat_map(|window| (0..size).map(move |tap| (window * stride + tap * dilation, tap, window)))
                .collect();
            let (mut found, mut times) = (Vec::new(), vec![0; places]);
            axis.visit(|alike| {
                for at in 0..alike.places {
                    let place = alike.place + at * stride;
                    times[place] += 1;
                    for tap in 0..alike.taps {
                        let window = alike.window + at + tap * axis.window_step();
                        found.push((place, alike.last_tap - tap * axis.tap_step(), window));
                    }
                }
            });
            expected.sort_unstable();
            found.sort_unstable();
            assert_eq!(found, expected, "{axis:?}");
            assert!(times.iter().all(|&times| times == 1), "{axis:?}");
        }
    }
}
