//! Loops over the columns of rows, some at a time.

use crate::isa::Isa;
use crate::simd::Simd;

/// The numbers of some columns that lie side by side.
pub(super) type Columns<T, const N: usize> = [T; N];

/// The numbers of a part of the columns.
#[inline(always)]
pub(super) fn of_part<T: Copy, const N: usize>(row: &[T], at: usize) -> Columns<T, N> {
    *part(row, at)
}

/// The same where they lie.
#[inline(always)]
pub(super) fn part<T, const N: usize>(row: &[T], at: usize) -> &Columns<T, N> {
    row[at..at + N].first_chunk().expect("the part is as long as that")
}

/// The same, for writing.
#[inline(always)]
pub(super) fn part_mut<T, const N: usize>(row: &mut [T], at: usize) -> &mut Columns<T, N> {
    row[at..at + N].first_chunk_mut().expect("the part is as long as that")
}

/// The most columns whose sums are kept at once: four vectors of them. More make code longer, and no loop faster, since the numbers
/// have to be there first.
pub(super) const fn most<I: Isa, T>() -> usize {
    4 * <I as Simd<f32>>::LANES * size_of::<f32>() / size_of::<T>()
}

/// Calls a method for all columns, some at a time: how many is a constant in it, which is what makes whole vectors of its loops.
macro_rules! in_parts {
    ($isa:ty, $element:ty, $width:expr, $self:ident.$part:ident()) => {
        let (width, mut at) = ($width, 0);
        while at < width {
            at += match width - at {
                64.. if const { $crate::kernels::columns::most::<$isa, $element>() >= 64 } => in_parts!(one 64, at, $self.$part),
                32.. if const { $crate::kernels::columns::most::<$isa, $element>() >= 32 } => in_parts!(one 32, at, $self.$part),
                16.. if const { $crate::kernels::columns::most::<$isa, $element>() >= 16 } => in_parts!(one 16, at, $self.$part),
                8.. => in_parts!(one 8, at, $self.$part),
                _ => in_parts!(one 1, at, $self.$part),
            };
        }
    };
    (one $count:literal, $at:ident, $self:ident.$part:ident) => {{
        $self.$part::<$count>($at);
        $count
    }};
}

pub(super) use in_parts;
