//! FTRL-Proximal (McMahan et al., 2013).

use super::builders::{builders, common};
use super::schedule::Schedule;
use super::settings::Settings;
use super::{Averaging, Optimizer, Scope, Step, TensorUpdate, setting};
use crate::isa::{Isa, Op};
use crate::{Element, Error};

/// "Follow the regularized leader": each parameter is what would have been best for all gradients so far, given a price
/// for its size. It makes sparse models of many features.
///
/// With `p = -learning_rate_power` and `n' = n + g²`:
///
/// `z ← z + g + 2·l2_shrinkage·w - (n'ᵖ - nᵖ) / learning_rate · w`, then
/// `w ← (clip(z, -l1, l1) - z) / (n'ᵖ / learning_rate + 2·l2 + beta / learning_rate)`, then `n ← n'`.
///
/// `n` begins as `initial_accumulator_value`, `z` as zero: the first step forgets the initial parameters, as in Keras. A
/// step whose learning rate is 0 changes nothing, and 0 divided by 0 is 0 (in Keras both give NaN).
///
/// ```
/// use dense_runtime::optimizer::Ftrl;
///
/// let sparse = Ftrl::new(0.1).l1_regularization_strength(0.01);
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[must_use]
pub struct Ftrl<R = f64> {
    settings: Settings<R>,
    learning_rate_power: f64,
    initial_accumulator_value: f64,
    l1_regularization_strength: f64,
    l2_regularization_strength: f64,
    l2_shrinkage_regularization_strength: f64,
    beta: f64,
}

impl<R> Ftrl<R> {
    /// FTRL-Proximal with Keras's defaults.
    pub const fn new(learning_rate: R) -> Ftrl<R>
    where
        R: Schedule,
    {
        Ftrl {
            settings: Settings::new(learning_rate),
            learning_rate_power: -0.5,
            initial_accumulator_value: 0.1,
            l1_regularization_strength: 0.0,
            l2_regularization_strength: 0.0,
            l2_shrinkage_regularization_strength: 0.0,
            beta: 0.0,
        }
    }

    /// How the rate falls with the sum of squares, at most 0; 0 is a fixed rate. The default is -0.5.
    pub const fn learning_rate_power(mut self, learning_rate_power: f64) -> Ftrl<R> {
        self.learning_rate_power = learning_rate_power;
        self
    }

    /// The sum of squares before the first step, not negative. The default is 0.1.
    pub const fn initial_accumulator_value(mut self, initial_accumulator_value: f64) -> Ftrl<R> {
        self.initial_accumulator_value = initial_accumulator_value;
        self
    }

    /// The price of a parameter's size, which makes small ones zero; not negative. The default is 0.
    pub const fn l1_regularization_strength(mut self, l1_regularization_strength: f64) -> Ftrl<R> {
        self.l1_regularization_strength = l1_regularization_strength;
        self
    }

    /// The price of a parameter's square, not negative. The default is 0.
    pub const fn l2_regularization_strength(mut self, l2_regularization_strength: f64) -> Ftrl<R> {
        self.l2_regularization_strength = l2_regularization_strength;
        self
    }

    /// The same price, added to the gradients; not negative. The default is 0.
    pub const fn l2_shrinkage_regularization_strength(mut self, strength: f64) -> Ftrl<R> {
        self.l2_shrinkage_regularization_strength = strength;
        self
    }

    /// The `β` of the paper, which makes the first steps smaller; not negative. The default is 0.
    pub const fn beta(mut self, beta: f64) -> Ftrl<R> {
        self.beta = beta;
        self
    }

    builders!();
}

impl Default for Ftrl {
    /// With Keras's default learning rate, 0.001.
    fn default() -> Ftrl {
        Ftrl::new(0.001)
    }
}

impl<R: Schedule> Optimizer for Ftrl<R> {
    common!();

    fn slots(&self) -> usize {
        2
    }

    fn update<T: Element>(&self, step: Step, parameters: &mut [T], gradients: &[T], state: &mut [&mut [T]]) {
        let rate = self.settings.learning_rate(step);
        if T::of(rate) == T::zero() {
            return;
        }
        let prices = Prices {
            rate: T::of(rate),
            power: T::of(-self.learning_rate_power),
            // Memory begins as zeros, so the sum's first value is added where the sum is used.
            initial: T::of(self.initial_accumulator_value),
            l1: T::of(self.l1_regularization_strength),
            divisor: T::of(2.0 * self.l2_regularization_strength + self.beta / rate),
            shrinkage: T::of(2.0 * self.l2_shrinkage_regularization_strength),
        };
        self.settings.update(step, parameters, gradients, state, |parameters, gradients, state| {
            let [sum, linear] = state else { unreachable!("`slots` asks for two numbers") };
            T::ftrl(FtrlUpdate { prices, parameters, gradients, sum, linear });
        });
    }

    fn check(&self) -> Result<(), Error> {
        self.settings.check()?;
        let power = self.learning_rate_power;
        setting("learning_rate_power", power, power <= 0.0 && power.is_finite(), "finite and not positive")?;
        for (name, value) in [
            ("initial_accumulator_value", self.initial_accumulator_value),
            ("l1_regularization_strength", self.l1_regularization_strength),
            ("l2_regularization_strength", self.l2_regularization_strength),
            ("l2_shrinkage_regularization_strength", self.l2_shrinkage_regularization_strength),
            ("beta", self.beta),
        ] {
            setting(name, value, value >= 0.0 && value.is_finite(), "finite and not negative")?;
        }
        Ok(())
    }
}

/// The numbers that a step is made with.
#[derive(Debug, Clone, Copy)]
struct Prices<T> {
    rate: T,
    power: T,
    initial: T,
    l1: T,
    /// What is added to the divisor.
    divisor: T,
    shrinkage: T,
}

/// One step for some parameters.
#[derive(Debug)]
#[doc(hidden)]
pub struct FtrlUpdate<'a, T> {
    prices: Prices<T>,
    parameters: &'a mut [T],
    gradients: &'a [T],
    sum: &'a mut [T],
    linear: &'a mut [T],
}

impl<T: Element> FtrlUpdate<'_, T> {
    #[inline(always)]
    fn run_with<P: Power>(self) {
        let Prices { rate, power, initial, l1, divisor, shrinkage, .. } = self.prices;
        let weights = self.parameters.iter_mut().zip(self.gradients).zip(self.sum.iter_mut().zip(self.linear));
        for ((w, &g), (n, z)) in weights {
            let before = P::raise(*n + initial, power);
            *n += g * g;
            let after = P::raise(*n + initial, power);
            *z += g + shrinkage * *w - (after - before) / rate * *w;
            let clipped = if *z > l1 { l1 } else { *z };
            let clipped = if clipped < -l1 { -l1 } else { clipped };
            let divisor = after / rate + divisor + T::min_positive_value();
            *w = (clipped - *z) / divisor;
        }
    }
}

impl<T: Element> Op for FtrlUpdate<'_, T> {
    type Output = ();

    #[inline(always)]
    fn run<I: Isa>(self, _: I) {
        let power = self.prices.power;
        if power == T::of(0.5) {
            self.run_with::<Half>();
        } else if power == T::zero() {
            self.run_with::<Zero>();
        } else {
            self.run_with::<Any>();
        }
    }
}

/// How to raise a sum of squares to a power. A closure would not always become a part of the loop.
trait Power {
    fn raise<T: Element>(sum: T, power: T) -> T;
}

struct Half;

impl Power for Half {
    #[inline(always)]
    fn raise<T: Element>(sum: T, _: T) -> T {
        sum.sqrt()
    }
}

struct Zero;

impl Power for Zero {
    #[inline(always)]
    fn raise<T: Element>(_: T, _: T) -> T {
        T::one()
    }
}

struct Any;

impl Power for Any {
    #[inline(always)]
    fn raise<T: Element>(sum: T, power: T) -> T {
        (power * sum.ln()).exp()
    }
}
