//! The axes of an array in another order.

use core::ops::Range;

use crate::Element;
use crate::isa::{Isa, Op};

/// Puts the numbers of each sample into another order: axis `i` of what comes out is axis `axes[i]` of what goes in.
#[derive(Debug)]
#[doc(hidden)]
pub struct Permute<'a, T> {
    /// What goes in.
    pub x: &'a [T],
    /// What comes out.
    pub y: &'a mut [T],
    /// The shape of a sample, before the axes are in that order.
    pub shape: &'a [usize],
    /// Each axis once.
    pub axes: &'a [usize],
    /// Whether numbers go back to where they came from: then `x` has the axes in that order and `y` is to have the shape.
    pub back: bool,
}

impl<T: Element> Op for Permute<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let Permute { x, y, shape, axes, back } = self;
        let len = shape.iter().product::<usize>();
        let order = Order::of(shape, axes);
        for (x, y) in x.chunks_exact(len).zip(y.chunks_exact_mut(len)) {
            order.each(|plain, permuted, columns| {
                let step = columns.plain;
                match (back, step) {
                    (false, 1) => y[permuted..][..columns.len].copy_from_slice(&x[plain..][..columns.len]),
                    (true, 1) => y[plain..][..columns.len].copy_from_slice(&x[permuted..][..columns.len]),
                    (false, _) => {
                        let to = y[permuted..][..columns.len].iter_mut();
                        to.zip(x[plain..].iter().step_by(step)).for_each(|(y, &x)| *y = x);
                    }
                    (true, _) => {
                        let from = x[permuted..][..columns.len].iter();
                        from.zip(y[plain..].iter_mut().step_by(step)).for_each(|(&x, y)| *y = x);
                    }
                }
            });
        }
    }
}

/// How many axes there may be.
const MOST: usize = 8;

/// How many numbers that lie apart are moved at a time, so that what lies beside them is still near when its turn comes.
const AT_A_TIME: usize = 16;

/// An axis: how long it is, and how far apart its numbers are.
#[derive(Clone, Copy)]
struct Axis {
    len: usize,
    plain: usize,
    permuted: usize,
}

/// The axes in their new order. Those that stay together are one.
struct Order {
    /// All but the last two.
    outer: [Axis; MOST],
    count: usize,
    /// One that is walked through for some columns at a time.
    rows: Axis,
    /// The last one.
    columns: Axis,
}

impl Order {
    #[inline(always)]
    fn of(shape: &[usize], axes: &[usize]) -> Order {
        let one = Axis { len: 1, plain: 1, permuted: 1 };
        let (mut outer, mut count) = ([one; MOST], 0);
        let mut permuted = 1;
        for &axis in axes.iter().rev() {
            let (len, plain) = (shape[axis], shape[axis + 1..].iter().product());
            match outer[..count].last_mut() {
                _ if len == 1 => {}
                Some(Axis { len: behind, plain: step, .. }) if plain == *step * *behind => *behind *= len,
                _ => {
                    outer[count] = Axis { len, plain, permuted };
                    count += 1;
                }
            }
            permuted *= len;
        }
        // They are from the last to the first here.
        let columns = outer[0];
        let rows =
            if columns.plain == 1 { 1 } else { outer[..count].iter().position(|axis| axis.plain == 1).unwrap_or(1) };
        let rows_axis = outer[rows];
        outer[rows] = one;
        outer[0] = one;
        Order { outer, count, rows: rows_axis, columns }
    }

    /// Calls `each` with where some columns of each row are, before and after, and with what they are.
    #[inline(always)]
    fn each(&self, mut each: impl FnMut(usize, usize, Axis)) {
        let &Order { ref outer, count, rows, columns } = self;
        let outer = &outer[..count];
        for at in 0..outer.iter().map(|axis| axis.len).product() {
            let (mut rest, mut plain, mut permuted) = (at, 0, 0);
            for axis in outer {
                let here = rest % axis.len;
                (plain, permuted) = (plain + here * axis.plain, permuted + here * axis.permuted);
                rest /= axis.len;
            }
            for Range { start, end } in parts(columns) {
                let (plain, permuted) = (plain + start * columns.plain, permuted + start * columns.permuted);
                for row in 0..rows.len {
                    let some = Axis { len: end - start, ..columns };
                    each(plain + row * rows.plain, permuted + row * rows.permuted, some);
                }
            }
        }
    }
}

/// The columns that are moved at a time: all of them, if they lie side by side before and after.
#[inline(always)]
fn parts(columns: Axis) -> impl Iterator<Item = Range<usize>> {
    let size = if columns.plain == 1 { columns.len } else { AT_A_TIME };
    (0..columns.len).step_by(size).map(move |start| start..columns.len.min(start + size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernels::ElementWise;

    /// All orders of so many axes.
    fn orders(axes: usize) -> Vec<Vec<usize>> {
        let Some(last) = axes.checked_sub(1) else { return vec![vec![]] };
        let shorter = orders(last);
        let with_last = |order: &Vec<usize>, at| [&order[..at], &[last], &order[at..]].concat();
        shorter.iter().flat_map(|order| (0..axes).map(move |at| with_last(order, at))).collect()
    }

    #[test]
    fn axes_come_in_every_order_and_go_back() {
        for shape in
            [&[5][..], &[3, 4], &[20, 33], &[2, 3, 4], &[1, 5, 1], &[17, 2, 19], &[2, 3, 1, 4], &[3, 2, 2, 2, 3]]
        {
            let len = shape.iter().product::<usize>();
            let x: Vec<f32> = (0..2 * len).map(|at| at as f32).collect();
            for axes in orders(shape.len()) {
                let [mut y, mut back] = [(); 2].map(|()| vec![-1.0; x.len()]);
                f32::permute(Permute { x: &x, y: &mut y, shape, axes: &axes, back: false });
                for (at, &y) in y.iter().enumerate() {
                    // From the place in the new order to the one in the old.
                    let (mut rest, mut plain) = (at % len, 0);
                    for &axis in axes.iter().rev() {
                        plain += rest % shape[axis] * shape[axis + 1..].iter().product::<usize>();
                        rest /= shape[axis];
                    }
                    assert_eq!(y, x[at / len * len + plain], "{shape:?} {axes:?} {at}");
                }
                f32::permute(Permute { x: &y, y: &mut back, shape, axes: &axes, back: true });
                assert_eq!(back, x, "{shape:?} {axes:?}");
            }
        }
    }
}
