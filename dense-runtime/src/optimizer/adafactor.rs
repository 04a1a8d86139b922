//! Adafactor (Shazeer and Stern, 2018).

use super::builders::{builders, common, whole_tensors};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, setting};
use crate::isa::{Isa, Op};
use crate::kernels::{Combine, Norm, SumOfSquares};
use crate::{Element, Error};

/// Gradients divided by the root of their mean squares, of which only the means over rows and over columns are remembered; steps
/// in proportion to the size of each tensor.
///
/// In update `t`, with `β = 1 - t^beta_2_decay`, the mean `r` of each row of a kernel and `c` of each column:
///
/// `r ← β·r + (1 - β)·mean(g² + epsilon_1)`, `c` likewise, `vᵢⱼ = rᵢ·cⱼ / mean(r)`, `u = g / √v`, and
/// `w ← w - α·u / max(1, rms(u) / clip_threshold)` with `α = max(epsilon_2, rms(w))·min(learning_rate, 1/√t)`.
///
/// A tensor that is no matrix has a mean square for each parameter: `v ← β·v + (1 - β)·(g² + epsilon_1)`.
///
/// Keras's argument `relative_step` is not here, because it changes nothing: whatever it is, the rate is at most `1/√t`.
///
/// ```
/// use dense_runtime::optimizer::Adafactor;
///
/// let optimizer = Adafactor::new(0.01).clip_threshold(2.0);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Adafactor<R = f64> {
    settings: Settings<R>,
    beta_2_decay: f64,
    epsilon_1: f64,
    epsilon_2: f64,
    clip_threshold: f64,
}

impl<R> Adafactor<R> {
    /// Adafactor with Keras's defaults.
    pub const fn new(learning_rate: R) -> Adafactor<R>
    where
        R: Schedule,
    {
        let settings = Settings::new(learning_rate);
        Adafactor { settings, beta_2_decay: -0.8, epsilon_1: 1e-30, epsilon_2: 1e-3, clip_threshold: 1.0 }
    }

    /// How soon the means change slowly, finite and not positive. The default is -0.8.
    pub const fn beta_2_decay(mut self, beta_2_decay: f64) -> Adafactor<R> {
        self.beta_2_decay = beta_2_decay;
        self
    }

    /// What keeps the division away from zero, added to squares. The default is 1e-30.
    pub const fn epsilon_1(mut self, epsilon_1: f64) -> Adafactor<R> {
        self.epsilon_1 = epsilon_1;
        self
    }

    /// For what size a smaller tensor is taken, so that it does not stay at zero. The default is 1e-3.
    pub const fn epsilon_2(mut self, epsilon_2: f64) -> Adafactor<R> {
        self.epsilon_2 = epsilon_2;
        self
    }

    /// The root mean square from which on a tensor's step is made smaller. The default is 1.
    pub const fn clip_threshold(mut self, clip_threshold: f64) -> Adafactor<R> {
        self.clip_threshold = clip_threshold;
        self
    }

    builders!();

    /// Brings the memory up to date, and writes the gradients divided by the root of what it says into `to`.
    fn normalize<T: Element>(&self, beta: f64, shape: &[usize], gradients: &[T], memory: &mut [T], to: &mut [T]) {
        let epsilon = T::of(self.epsilon_1);
        // Of a matrix that is a single row or column, these means say as much as those of its numbers, and take no more room.
        let [rows, columns] = match *shape {
            [.., rows, columns] if rows > 1 && columns > 1 => [rows, columns],
            _ => {
                let (keep, add) = (T::of(beta), T::of(1.0 - beta));
                return T::adafactor_vector(AdafactorVector { keep, add, epsilon, gradients, square: memory, to });
            }
        };
        let matrices = gradients.chunks_exact(rows * columns).zip(to.chunks_exact_mut(rows * columns));
        for ((gradients, to), memory) in matrices.zip(memory.chunks_exact_mut(rows * columns)) {
            let (of_rows, memory) = memory.split_at_mut(rows);
            let of_columns = &mut memory[..columns];
            let add = T::of((1.0 - beta) / rows as f64);
            let mut keep = T::of(beta);
            let mut mean = 0.0;
            for (row, gradients) in of_rows.iter_mut().zip(gradients.chunks_exact(columns)) {
                let sum = T::sum_of_squares(SumOfSquares { values: gradients, scale: T::one() }).as_f64();
                T::adafactor_moments(AdafactorMoments { keep, add, epsilon, gradients, means: &mut *of_columns });
                *row = T::of(beta * row.as_f64() + (1.0 - beta) * (sum / columns as f64 + self.epsilon_1));
                mean += row.as_f64() / rows as f64;
                // The first row has made all columns forget their part.
                keep = T::one();
            }
            for ((row, gradients), to) in
                of_rows.iter().zip(gradients.chunks_exact(columns)).zip(to.chunks_exact_mut(columns))
            {
                // By itself: where both its row and its column are zeros, a number's mean square is too small for the type.
                let factor = T::of((mean / row.as_f64()).sqrt());
                T::adafactor_row(AdafactorRow { factor, gradients, means: of_columns, to });
            }
        }
    }
}

impl Default for Adafactor {
    /// With Keras's default learning rate, 0.001.
    fn default() -> Adafactor {
        Adafactor::new(0.001)
    }
}

/// The root mean square.
fn rms<T: Element>(values: &[T]) -> f64 {
    T::norm(Norm(values)) / (values.len() as f64).sqrt()
}

impl<R: Schedule> Optimizer for Adafactor<R> {
    common!(by tensor);
    whole_tensors!();

    fn slots(&self) -> usize {
        1
    }

    fn room(&self, shape: &[usize]) -> usize {
        shape.iter().product()
    }

    fn update_tensor<T: Element>(&self, step: Step, mut tensor: TensorUpdate<'_, '_, T>) {
        self.settings.prepare(step, self.settings.weight_decay, &mut tensor);
        let TensorUpdate { shape, parameters, gradients, state, room, .. } = tensor;
        let [memory] = state else { unreachable!("`slots` asks for one number") };
        let number = step.update as f64;
        let direction = &mut room[..parameters.len()];
        self.normalize(1.0 - number.powf(self.beta_2_decay), shape, gradients, memory, direction);
        let rate = self.settings.learning_rate(step).min(1.0 / number.sqrt());
        let excess = rms(direction) / self.clip_threshold;
        // NaN is no reason to go on as if nothing had happened.
        let divisor = if excess <= 1.0 { 1.0 } else { excess };
        let factor = T::of(-rms(parameters).max(self.epsilon_2) * rate / divisor);
        T::combine(Combine { x: parameters, alpha: T::one(), y: direction, beta: factor });
    }

    fn check(&self) -> Result<(), Error> {
        let Adafactor { beta_2_decay, epsilon_1, epsilon_2, clip_threshold, .. } = *self;
        self.settings.check()?;
        let good = beta_2_decay <= 0.0 && beta_2_decay.is_finite();
        setting("beta_2_decay", beta_2_decay, good, "finite and not positive")?;
        for (name, value) in [("epsilon_1", epsilon_1), ("epsilon_2", epsilon_2), ("clip_threshold", clip_threshold)] {
            setting(name, value, value > 0.0 && value.is_finite(), "finite and positive")?;
        }
        Ok(())
    }
}

/// One row of a matrix goes into the means of the columns.
#[derive(Debug)]
#[doc(hidden)]
pub struct AdafactorMoments<'a, T> {
    /// How much of the means remains.
    keep: T,
    /// How much of the row's squares is added to them.
    add: T,
    epsilon: T,
    gradients: &'a [T],
    means: &'a mut [T],
}

/// One row of a matrix, multiplied by a factor and divided by a root for each number.
#[derive(Debug)]
#[doc(hidden)]
pub struct AdafactorRow<'a, T> {
    factor: T,
    gradients: &'a [T],
    /// The mean squares of the columns.
    means: &'a [T],
    to: &'a mut [T],
}

/// A mean square for each number, and the gradients divided by its root.
#[derive(Debug)]
#[doc(hidden)]
pub struct AdafactorVector<'a, T> {
    keep: T,
    add: T,
    epsilon: T,
    gradients: &'a [T],
    square: &'a mut [T],
    to: &'a mut [T],
}

impl<T: Element> Op for AdafactorMoments<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let AdafactorMoments { keep, add, epsilon, gradients, means } = self;
        for (mean, &g) in means.iter_mut().zip(gradients) {
            *mean = keep * *mean + add * (g * g + epsilon);
        }
    }
}

impl<T: Element> Op for AdafactorRow<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let AdafactorRow { factor, gradients, means, to } = self;
        for ((to, &g), &mean) in to.iter_mut().zip(gradients).zip(means) {
            *to = g * factor / mean.sqrt();
        }
    }
}

impl<T: Element> Op for AdafactorVector<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let AdafactorVector { keep, add, epsilon, gradients, square, to } = self;
        for ((to, &g), v) in to.iter_mut().zip(gradients).zip(square) {
            *v = keep * *v + add * (g * g + epsilon);
            *to = g / v.sqrt();
        }
    }
}
