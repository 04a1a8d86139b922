//! Every kernel on every instruction set of this machine against plain loops, at every small size.

extern crate std;
use std::vec;
use std::vec::Vec;

use super::*;
use crate::Element;

/// Numbers that are exact in any order of summation: small multiples of 1/4. So results must be equal, not just near.
pub(super) fn numbers<T: Element>(len: usize, seed: usize) -> Vec<T> {
    (0..len).map(|at| T::of(((at * 7 + seed * 3) % 17) as f64 / 4.0 - 2.0)).collect()
}

/// Numbers between guards, to see whether a kernel writes outside.
pub(super) struct Guarded<T>(Vec<T>);

const GUARD: usize = 64;

impl<T: Element> Guarded<T> {
    pub(super) fn new(values: &[T]) -> Self {
        let guard = [T::of(1e9); GUARD];
        Guarded([&guard[..], values, &guard[..]].concat())
    }

    pub(super) fn values(&mut self) -> &mut [T] {
        let end = self.0.len() - GUARD;
        &mut self.0[GUARD..end]
    }

    pub(super) fn check(mut self, expected: &[T], what: core::fmt::Arguments<'_>) {
        assert_eq!(self.values(), expected, "{what}");
        let end = self.0.len() - GUARD;
        let untouched = |guard: &[T]| guard.iter().all(|&x| x == T::of(1e9));
        assert!(untouched(&self.0[..GUARD]) && untouched(&self.0[end..]), "{what} wrote outside");
    }
}

fn product<I: Isa, T: Element>(isa: I, rows: usize, inner: usize, columns: usize) {
    let (a, b, bias) = (numbers::<T>(rows * inner, 1), numbers::<T>(inner * columns, 2), numbers::<T>(columns, 3));
    for (bias, rectify) in [(None, false), (Some(&bias[..]), false), (Some(&bias[..]), true)] {
        let mut c = Guarded::new(&vec![T::nan(); rows * columns]);
        T::product(isa, Product { a: &a, b: &b, bias, c: c.values(), inner, columns, rectify });
        let mut expected = vec![T::zero(); rows * columns];
        for r in 0..rows {
            for j in 0..columns {
                let sum: T = (0..inner).map(|k| a[r * inner + k] * b[k * columns + j]).sum();
                let sum = sum + bias.map_or(T::zero(), |bias| bias[j]);
                expected[r * columns + j] = if rectify { sum.max(T::zero()) } else { sum };
            }
        }
        c.check(&expected, format_args!("{} product {rows}x{inner}x{columns}", I::NAME));
    }
}

fn input_gradient<I: Isa, T: Element>(isa: I, rows: usize, inputs: usize, units: usize) {
    let (dy, w) = (numbers::<T>(rows * units, 1), numbers::<T>(inputs * units, 2));
    let mut dx = Guarded::new(&vec![T::nan(); rows * inputs]);
    T::input_gradient(isa, InputGradient { dy: &dy, w: &w, dx: dx.values(), inputs, units });
    let mut expected = vec![T::zero(); rows * inputs];
    for r in 0..rows {
        for i in 0..inputs {
            expected[r * inputs + i] = (0..units).map(|j| dy[r * units + j] * w[i * units + j]).sum();
        }
    }
    dx.check(&expected, format_args!("{} input gradient {rows}x{inputs}x{units}", I::NAME));
}

fn weight_gradient<I: Isa, T: Element>(isa: I, rows: usize, inputs: usize, units: usize) {
    // In one block, and in blocks of four rows with a gap behind each.
    for (block, gap) in [(rows, 0), (4, 3)] {
        let spread = |width: usize, seed| {
            let stride = block * width + gap;
            let values = numbers::<T>(rows.div_ceil(block) * stride, seed);
            let row = move |r: usize| r / block * stride + r % block * width;
            (values, row, stride)
        };
        let ((x, x_row, x_stride), (dy, dy_row, dy_stride)) = (spread(inputs, 1), spread(units, 2));
        let dy = Samples { values: &dy, width: units, rows, block, stride: dy_stride };
        let mut strips = vec![T::nan(); strips_len(rows, units)];
        T::strips(isa, Strips { from: dy, to: &mut strips });
        let mut db = Guarded::new(&vec![T::nan(); units]);
        T::bias_gradient(isa, BiasGradient { dy: &strips, rows, db: db.values() });
        let sums: Vec<T> = (0..units).map(|j| (0..rows).map(|r| dy.values[dy_row(r) + j]).sum()).collect();
        db.check(&sums, format_args!("{} bias gradient {rows}x{units}", I::NAME));
        // All rows of the kernel, and a share of them.
        for (first, count) in [(0, inputs), (inputs / 3, inputs - inputs / 3 - inputs / 4)] {
            let mut dw = Guarded::new(&vec![T::nan(); count * units]);
            let task = WeightGradient {
                x: Samples { values: &x, width: inputs, rows, block, stride: x_stride },
                dy: &strips,
                units,
                dw: dw.values(),
                first,
            };
            T::weight_gradient(isa, task);
            let mut expected = vec![T::zero(); count * units];
            for i in 0..count {
                for j in 0..units {
                    expected[i * units + j] =
                        (0..rows).map(|r| x[x_row(r) + first + i] * dy.values[dy_row(r) + j]).sum();
                }
            }
            dw.check(&expected, format_args!("{} weight gradient {rows}x{inputs}x{units}", I::NAME));
        }
    }
}

/// Every size from 1 to 67 in each dimension, with the others at sizes that meet every remainder of a tile.
fn every_size<I: Isa, T: Element>(isa: I) {
    let others = [(1, 1), (4, 3), (5, 10), (7, 33), (9, 17)];
    for size in 1..=67 {
        for (p, q) in others {
            for [m, k, n] in [[size, p, q], [p, size, q], [p, q, size], [q, p, size]] {
                product::<I, T>(isa, m, k, n);
                input_gradient::<I, T>(isa, m, k, n);
                weight_gradient::<I, T>(isa, m, k, n);
            }
        }
    }
}

/// A NaN or an infinity reaches just the results that it is part of, in each kernel, alone and among many rows, and through
/// the parts of narrow sums.
fn propagates<I: Isa, T: Element>(isa: I) {
    for (inner, columns) in [(19, 23), (70, 10), (70, 40), (150, 200)] {
        for rows in [1, 6, 40] {
            let mut b = numbers::<T>(inner * columns, 2);
            b[5 * columns + columns - 1] = T::nan();
            b[(inner - 1) * columns + 3] = T::infinity();
            let a = vec![T::one(); rows * inner];
            let mut c = vec![T::zero(); rows * columns];
            T::product(isa, Product { a: &a, b: &b, bias: None, c: &mut c, inner, columns, rectify: false });
            for (at, &c) in c.iter().enumerate() {
                match at % columns {
                    last if last + 1 == columns => assert!(c.is_nan()),
                    3 => assert!(c == T::infinity()),
                    _ => assert!(c.is_finite()),
                }
            }
            // The same matrix as weights: its rows are inputs now.
            let dy = vec![T::one(); rows * columns];
            let mut dx = vec![T::zero(); rows * inner];
            T::input_gradient(isa, InputGradient { dy: &dy, w: &b, dx: &mut dx, inputs: inner, units: columns });
            for (at, &dx) in dx.iter().enumerate() {
                match at % inner {
                    5 => assert!(dx.is_nan()),
                    last if last + 1 == inner => assert!(dx == T::infinity()),
                    _ => assert!(dx.is_finite()),
                }
            }
            // And as samples: `inner` of them.
            let x =
                Samples { values: &vec![T::one(); inner * rows], width: rows, rows: inner, block: inner, stride: 0 };
            let from = Samples { values: &b, width: columns, rows: inner, block: inner, stride: 0 };
            let mut strips = vec![T::nan(); strips_len(inner, columns)];
            T::strips(isa, Strips { from, to: &mut strips });
            let mut dw = vec![T::zero(); rows * columns];
            T::weight_gradient(isa, WeightGradient { x, dy: &strips, units: columns, dw: &mut dw, first: 0 });
            assert!(
                dw.iter()
                    .zip(&c)
                    .all(|(dw, c)| dw == c || dw.is_nan() && c.is_nan() || dw.is_finite() && c.is_finite())
            );
        }
    }
}

/// A rectified NaN is NaN, and a rectified minus infinity is zero.
fn rectifies<I: Isa, T: Element>(isa: I) {
    for rows in [1, 2, 9] {
        let a = vec![T::one(); rows];
        let b: Vec<T> =
            (0..70).map(|at| [T::nan(), T::neg_infinity(), T::infinity(), -T::one(), T::one()][at % 5]).collect();
        let mut c = vec![T::zero(); rows * 70];
        T::product(isa, Product { a: &a, b: &b, bias: None, c: &mut c, inner: 1, columns: 70, rectify: true });
        for (at, &c) in c.iter().enumerate() {
            match at % 5 {
                0 => assert!(c.is_nan()),
                2 => assert!(c == T::infinity()),
                4 => assert!(c == T::one()),
                _ => assert!(c == T::zero()),
            }
        }
    }
}

/// Sums are the same to the last bit whether a row is alone, among others, or cut between columns.
fn sums_have_one_order<I: Isa, T: Element>(isa: I) {
    let mut state = 1_u32;
    let mut random = |len: usize| -> Vec<T> {
        let next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            T::of(f64::from(state >> 8) / 16_777_216.0 - 0.5)
        };
        core::iter::repeat_with(next).take(len).collect()
    };
    for inner in [1, 3, 17, 31, 32, 33, 64, 100, 256, 300, 784] {
        for columns in [1, 2, 5, 10, 16, 17, 33, 48, 64, 65, 100, 112, 130, 200, 300] {
            let rows = 21;
            let (a, b, bias) = (random(rows * inner), random(inner * columns), random(columns));
            let bias = Some(&bias[..]);
            let mut together = vec![T::zero(); rows * columns];
            T::product(isa, Product { a: &a, b: &b, bias, c: &mut together, inner, columns, rectify: false });
            for count in [1, 2, 5] {
                let (a, expected) = (&a[inner..][..count * inner], &together[columns..][..count * columns]);
                let mut c = vec![T::zero(); count * columns];
                T::product(isa, Product { a, b: &b, bias, c: &mut c, inner, columns, rectify: false });
                assert_eq!(c, expected, "{} {count} of {rows} x {inner} x {columns}", I::NAME);
                T::product_here(isa, Product { a, b: &b, bias, c: &mut c, inner, columns, rectify: false });
                assert_eq!(c, expected, "{} {count} of {rows} x {inner} x {columns}", I::NAME);
            }
            if columns >= 130 {
                let mut sums = vec![T::zero(); inner.div_ceil(run(inner)) * columns];
                let second = sums.len() / columns / 2;
                let (left, right) = sums.split_at_mut(second * columns);
                let [first, rest] = [0..second, second..second + right.len() / columns];
                for (runs, sums) in [(first.clone(), left), (rest.clone(), right)] {
                    let a = &a[..inner][terms_of(&runs, inner)];
                    T::runs(isa, Runs { a, b: &b, bias, sums, inner, columns, runs });
                }
                for count in [1, 2, rows] {
                    let mut c = vec![T::zero(); count * columns];
                    for runs in [first.clone(), rest.clone()].into_iter().filter(|runs| !runs.is_empty()) {
                        let (a, c) = (&a[terms_of(&runs, inner).start..], &mut c[..]);
                        let (b, a_row, rectify) = (&b, inner, false);
                        T::partial_product(isa, PartialProduct { a, a_row, b, bias, c, inner, columns, runs, rectify });
                    }
                    assert_eq!(c, together[..count * columns], "{} {count} x {inner} x {columns} in pieces", I::NAME);
                }
                let mut c = vec![T::zero(); columns];
                T::total(isa, Total { sums: &sums, c: &mut c, rectify: false });
                assert_eq!(c, together[..columns], "{} {inner} x {columns} in two", I::NAME);
            }
        }
    }
}

/// More than a product packs at once, in each direction.
fn large_sizes<I: Isa, T: Element>(isa: I) {
    for [rows, inner, columns] in [[8, 129, 33], [9, 300, 70], [37, 256, 64], [1, 300, 200]] {
        product::<I, T>(isa, rows, inner, columns);
        input_gradient::<I, T>(isa, rows, inner, columns);
        weight_gradient::<I, T>(isa, rows, inner, columns);
    }
}

fn all<I: Isa>(isa: I) {
    every_size::<I, f32>(isa);
    every_size::<I, f64>(isa);
    large_sizes::<I, f32>(isa);
    large_sizes::<I, f64>(isa);
    propagates::<I, f32>(isa);
    propagates::<I, f64>(isa);
    rectifies::<I, f32>(isa);
    rectifies::<I, f64>(isa);
    sums_have_one_order::<I, f32>(isa);
    sums_have_one_order::<I, f64>(isa);
}

#[test]
fn portable_kernels_are_right_at_every_size() {
    all(Portable);
}

#[cfg(all(feature = "std", target_arch = "x86_64"))]
#[test]
fn avx2_kernels_are_right_at_every_size() {
    match crate::isa::Avx2::detect() {
        Some(isa) => all(isa),
        None => std::eprintln!("skipped: this CPU has no AVX2"),
    }
}

#[cfg(all(feature = "std", target_arch = "x86_64"))]
#[test]
fn avx512_kernels_are_right_at_every_size() {
    match crate::isa::Avx512::detect() {
        Some(isa) => all(isa),
        None => std::eprintln!("skipped: this CPU has no AVX-512"),
    }
}

#[cfg(all(feature = "std", target_arch = "aarch64"))]
#[test]
fn neon_kernels_are_right_at_every_size() {
    match crate::isa::Neon::detect() {
        Some(isa) => all(isa),
        None => std::eprintln!("skipped: this CPU has no NEON"),
    }
}
