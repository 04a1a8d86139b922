//! Declared activations whose parameters are trained.

use super::Activation;
use crate::Element;
use crate::initializer::Initializer;
use crate::isa::{Isa, Op};
use crate::math::{Fused, Real};
use crate::random::Random;
use crate::storage::{fused, fused_mut};

/// An activation with parameters.
#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no parameters that can be trained",
    label = "it is not declared with parameters",
    note = "an activation with parameters is declared by its formula: `activation! {{ struct Swish(x; beta = 1.0) = x * sigmoid(beta * x); }}`"
)]
pub trait Counted {
    /// How many there are.
    const PARAMETERS: usize;
}

/// An activation as a function of its argument and of `N` parameters. `activation!` implements it.
#[doc(hidden)]
pub trait Parametric<const N: usize>: Activation + Counted {
    /// The values of the parameters.
    fn parameters(self) -> [f64; N];

    /// `y = f(x)` with these parameters.
    fn apply_with<T: Real>(self, parameters: [T; N], x: T) -> T;

    /// The derivative by `x`.
    fn derivative_with<T: Real>(self, parameters: [T; N], x: T, y: T) -> T;

    /// The derivatives by the parameters.
    fn slopes<T: Real>(self, parameters: [T; N], x: T, y: T) -> [T; N];
}

/// What the parameters of a trained activation begin with: the values that it is given.
#[doc(hidden)]
#[derive(Debug)]
pub struct Given<const N: usize>(pub [f64; N]);

impl<const N: usize> Initializer for Given<N> {
    fn fill<T: Element>(&self, _: &[usize], _: &mut Random, values: &mut [T]) {
        for (value, &given) in values.iter_mut().zip(&self.0) {
            *value = T::of(given);
        }
    }
}

/// Replaces numbers by their activation.
pub(crate) struct ApplyWith<'a, A, T, const N: usize> {
    pub(crate) activation: A,
    pub(crate) parameters: [T; N],
    pub(crate) values: &'a mut [T],
}

impl<A: Parametric<N>, T: Element, const N: usize> Op for ApplyWith<'_, A, T, N> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let ApplyWith { activation, parameters, values } = self;
        if I::FUSES {
            apply(activation, parameters.map(Fused), fused_mut(values));
        } else {
            apply(activation, parameters, values);
        }
    }
}

#[inline(always)]
fn apply<T: Real, const N: usize>(activation: impl Parametric<N>, parameters: [T; N], values: &mut [T]) {
    for value in values {
        *value = activation.apply_with(parameters, *value);
    }
}

/// From the gradient of the output to that of the input, in place.
pub(crate) struct DeriveWith<'a, A, T, const N: usize> {
    pub(crate) activation: A,
    pub(crate) parameters: [T; N],
    pub(crate) x: &'a [T],
    pub(crate) y: &'a [T],
    pub(crate) dy: &'a mut [T],
}

impl<A: Parametric<N>, T: Element, const N: usize> Op for DeriveWith<'_, A, T, N> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let DeriveWith { activation, parameters, x, y, dy } = self;
        if I::FUSES {
            derive(activation, parameters.map(Fused), fused(x), fused(y), fused_mut(dy));
        } else {
            derive(activation, parameters, x, y, dy);
        }
    }
}

#[inline(always)]
fn derive<T: Real, const N: usize>(activation: impl Parametric<N>, parameters: [T; N], x: &[T], y: &[T], dy: &mut [T]) {
    for ((dy, &x), &y) in dy.iter_mut().zip(x).zip(y) {
        *dy *= activation.derivative_with(parameters, x, y);
    }
}

/// For each sample, what it adds to the gradients of the parameters: `sums = Σ dy · slopes` over its numbers.
pub(crate) struct SumSlopes<'a, A, T, const N: usize> {
    pub(crate) activation: A,
    pub(crate) parameters: [T; N],
    pub(crate) x: &'a [T],
    pub(crate) y: &'a [T],
    pub(crate) dy: &'a [T],
    pub(crate) sums: &'a mut [T],
}

impl<A: Parametric<N>, T: Element, const N: usize> Op for SumSlopes<'_, A, T, N> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let SumSlopes { activation, parameters, x, y, dy, sums } = self;
        if I::FUSES {
            slopes(activation, parameters.map(Fused), fused(x), fused(y), fused(dy), fused_mut(sums));
        } else {
            slopes(activation, parameters, x, y, dy, sums);
        }
    }
}

/// How many sums go on beside each other. A single one could not be vectorized without another order.
const LANES: usize = 16;

#[inline(always)]
fn slopes<T: Real, const N: usize>(
    activation: impl Parametric<N>,
    parameters: [T; N],
    x: &[T],
    y: &[T],
    dy: &[T],
    sums: &mut [T],
) {
    let len = dy.len() / (sums.len() / N);
    let samples = dy.chunks_exact(len).zip(x.chunks_exact(len)).zip(y.chunks_exact(len));
    for (((dy, x), y), sums) in samples.zip(sums.chunks_exact_mut(N)) {
        let mut lanes = [[T::zero(); LANES]; N];
        let (whole, end) = (len / LANES * LANES, len);
        for at in (0..whole).step_by(LANES) {
            let numbers = at..at + LANES;
            let (dy, x, y) = (&dy[numbers.clone()], &x[numbers.clone()], &y[numbers]);
            for lane in 0..LANES {
                let slopes = activation.slopes(parameters, x[lane], y[lane]);
                for (lanes, slope) in lanes.iter_mut().zip(slopes) {
                    lanes[lane] += dy[lane] * slope;
                }
            }
        }
        for at in whole..end {
            let slopes = activation.slopes(parameters, x[at], y[at]);
            for (lanes, slope) in lanes.iter_mut().zip(slopes) {
                lanes[at - whole] += dy[at] * slope;
            }
        }
        for (sum, lanes) in sums.iter_mut().zip(lanes) {
            *sum = lanes.into_iter().sum();
        }
    }
}
