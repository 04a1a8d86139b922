//! Which values a search may try.

use core::fmt;
use core::ops::RangeInclusive;

use super::draw::below;
use super::{Sizes, Value};
use crate::math::Real;
use crate::{Error, Random};

/// The parameters of a search: a name for each, and the values that it may have.
///
/// ```
/// use dense_runtime::tune::Space;
///
/// let space = Space::new()
///     .choice("optimizer", ["adam", "sgd"])
///     .choice("batch_size", [16, 32, 64])
///     .log_uniform("learning_rate", 1e-4..=1e-1)
///     .uniform("dropout", 0.0..=0.5)
///     .integers("epochs", 5..=50);
/// ```
///
/// A range is drawn from: a [`RandomSearch`](super::RandomSearch) or [`SuccessiveHalving`](super::SuccessiveHalving) takes it, a
/// [`GridSearch`](super::GridSearch) only what has a list. Mistakes (a name twice, a list without values, a range that is none) are an
/// [`Error::Parameter`] when the search begins.
#[derive(Clone, PartialEq)]
#[must_use]
pub struct Space {
    parameters: Vec<(String, Domain)>,
}

/// The values of a parameter.
#[derive(Debug, Clone, PartialEq)]
enum Domain {
    Choice(Vec<Value>),
    Uniform(f64, f64),
    LogUniform(f64, f64),
    Integers(i64, i64),
}

impl Space {
    /// A space without parameters.
    pub const fn new() -> Space {
        Space { parameters: Vec::new() }
    }

    /// A parameter that has one of these values: numbers, texts, or `true` and `false`. In random trials all are as likely.
    pub fn choice<T: Into<Value>>(self, name: &str, values: impl IntoIterator<Item = T>) -> Space {
        self.with(name, Domain::Choice(values.into_iter().map(Into::into).collect()))
    }

    /// A parameter that is a number in a range, all as likely: what a share or a rate of dropout is drawn from.
    pub fn uniform(self, name: &str, range: RangeInclusive<f64>) -> Space {
        self.with(name, Domain::Uniform(*range.start(), *range.end()))
    }

    /// A parameter that is a number in a range of which each power of ten is as likely: what a learning rate is drawn from. The range
    /// begins above 0.
    pub fn log_uniform(self, name: &str, range: RangeInclusive<f64>) -> Space {
        self.with(name, Domain::LogUniform(*range.start(), *range.end()))
    }

    /// A parameter that is a whole number in a range, all as likely. In a grid it has each of them.
    pub fn integers(self, name: &str, range: RangeInclusive<i64>) -> Space {
        self.with(name, Domain::Integers(*range.start(), *range.end()))
    }

    /// A parameter for each list of [`sizes!`](crate::sizes), under its name there.
    ///
    /// ```
    /// use dense_runtime::{Network, network, sizes, tune::Space};
    ///
    /// network! { struct Mlp<const H: usize> { Input(4) -> Dense(H, relu) -> Dense(2) } }
    ///
    /// fn parameters<const H: usize>() -> usize {
    ///     Mlp::<H>::PARAMETERS
    /// }
    ///
    /// let parameters = sizes!(parameters::<hidden> for hidden in [8, 16]);
    /// let space = Space::new().sizes(&parameters).log_uniform("learning_rate", 1e-4..=1e-1);
    /// ```
    pub fn sizes<F>(self, sizes: &Sizes<F>) -> Space {
        sizes.lists().fold(self, |space, (name, list)| space.choice(name, list.iter().copied()))
    }

    /// The names of the parameters, in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parameters.iter().map(|(name, _)| name.as_str())
    }

    fn with(mut self, name: &str, domain: Domain) -> Space {
        self.parameters.push((name.to_owned(), domain));
        self
    }

    /// Whether one can search here.
    pub(super) fn check(&self) -> Result<(), Error> {
        for (at, (name, domain)) in self.parameters.iter().enumerate() {
            if self.names().take(at).any(|earlier| earlier == name) {
                return Err(wrong(name, "it is there twice"));
            }
            match *domain {
                Domain::Choice(ref values) if values.is_empty() => {
                    return Err(wrong(name, "its list of values is empty"));
                }
                Domain::Uniform(low, high) | Domain::LogUniform(low, high)
                    if !(low.is_finite() && high.is_finite() && low <= high) =>
                {
                    return Err(wrong(name, format!("{low:?}..={high:?} is no range of finite numbers")));
                }
                Domain::LogUniform(low, _) if low <= 0.0 => {
                    return Err(wrong(name, format!("a range of powers must begin above 0, not at {low:?}")));
                }
                Domain::Integers(low, high) if low > high => {
                    return Err(wrong(name, format!("the range {low}..={high} is empty")));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// How many points the grid has, if all parameters have lists and it is a number that can be counted.
    pub(super) fn grid_len(&self) -> Option<u64> {
        self.parameters.iter().try_fold(1_u64, |len, (_, domain)| len.checked_mul(domain.len()?))
    }

    /// The first parameter of which a grid would have no end of values.
    pub(super) fn first_range(&self) -> Option<&str> {
        let mut ranges = self.parameters.iter().filter(|(_, domain)| domain.len().is_none());
        ranges.next().map(|(name, _)| name.as_str())
    }

    /// The values at a point of the grid. The last parameter varies fastest.
    pub(super) fn point(&self, mut point: u64) -> Vec<Value> {
        let mut values = Vec::with_capacity(self.parameters.len());
        for (_, domain) in self.parameters.iter().rev() {
            let len = domain.len().expect("a grid has lists alone");
            values.push(domain.at(point % len));
            point /= len;
        }
        values.reverse();
        values
    }

    /// Values by chance.
    pub(super) fn draw(&self, random: &mut Random) -> Vec<Value> {
        self.parameters.iter().map(|(_, domain)| domain.draw(random)).collect()
    }
}

impl Default for Space {
    fn default() -> Space {
        Space::new()
    }
}

impl fmt::Debug for Space {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.parameters.iter().map(|(name, domain)| (name, domain))).finish()
    }
}

impl Domain {
    /// How many values there are, if they can be counted.
    fn len(&self) -> Option<u64> {
        match self {
            Domain::Choice(values) => Some(values.len() as u64),
            Domain::Integers(low, high) => high.abs_diff(*low).checked_add(1),
            Domain::Uniform(..) | Domain::LogUniform(..) => None,
        }
    }

    /// The value at a place of the list.
    fn at(&self, place: u64) -> Value {
        match self {
            Domain::Choice(values) => values[place as usize].clone(),
            Domain::Integers(low, _) => Value::Integer(i128::from(*low) + i128::from(place)),
            Domain::Uniform(..) | Domain::LogUniform(..) => unreachable!("a range has no list"),
        }
    }

    fn draw(&self, random: &mut Random) -> Value {
        match *self {
            Domain::Uniform(low, high) => Value::Number(between(low, high, random.uniform())),
            Domain::LogUniform(low, high) => {
                // This crate's own functions have the same bits on every machine.
                let power = between(Real::ln(low), Real::ln(high), random.uniform());
                let value: f64 = Real::exp(power);
                Value::Number(value.clamp(low, high))
            }
            // All 2^64 whole numbers.
            Domain::Integers(low, high) if low == i64::MIN && high == i64::MAX => {
                Value::Integer(i128::from((u64::from(random.bits()) << 32 | u64::from(random.bits())) as i64))
            }
            Domain::Choice(_) | Domain::Integers(..) => {
                let len = self.len().expect("only the longest range has more values than can be counted");
                self.at(below(random, len))
            }
        }
    }
}

fn between(low: f64, high: f64, share: f64) -> f64 {
    // Not `low + share * (high - low)`, whose difference can overflow.
    (low * (1.0 - share) + high * share).clamp(low, high)
}

fn wrong(name: &str, reason: impl Into<String>) -> Error {
    Error::Parameter { name: name.to_owned(), reason: reason.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tune::draw::random;

    fn drawn(space: &Space, trials: usize) -> Vec<f64> {
        let number = |trial| match space.draw(&mut random(5, trial))[0] {
            Value::Number(value) => value,
            Value::Integer(value) => value as f64,
            _ => f64::NAN,
        };
        (0..trials).map(number).collect()
    }

    /// The largest distance between the share of numbers below each and what it should be: Kolmogorov's, for a uniform share.
    fn distance(mut shares: Vec<f64>) -> f64 {
        shares.sort_by(f64::total_cmp);
        let n = shares.len() as f64;
        let distance =
            |(at, share): (usize, &f64)| (share - at as f64 / n).abs().max((share - (at + 1) as f64 / n).abs());
        shares.iter().enumerate().map(distance).fold(0.0, f64::max)
    }

    #[test]
    fn draws_have_their_distributions() {
        // 1.95 / sqrt(n) is exceeded once in a thousand times.
        let n = 4000;
        let most = 1.95 / (n as f64).sqrt();
        let uniform = drawn(&Space::new().uniform("x", -1.0..=3.0), n);
        assert!(uniform.iter().all(|x| (-1.0..=3.0).contains(x)));
        assert!(distance(uniform.iter().map(|x| (x + 1.0) / 4.0).collect()) < most);

        let powers = drawn(&Space::new().log_uniform("x", 1e-4..=1e-1), n);
        assert!(powers.iter().all(|x| (1e-4..=1e-1).contains(x)));
        assert!(distance(powers.iter().map(|x| (x.log10() + 4.0) / 3.0).collect()) < most);
        // A test that cannot fail would pass this, too.
        assert!(distance(powers.iter().map(|x| x / 0.1).collect()) > 0.5);
    }

    #[test]
    fn whole_numbers_and_choices_are_as_likely() {
        let n = 6000;
        let mut counts = [0_i32; 6];
        drawn(&Space::new().integers("x", -2..=3), n).iter().for_each(|x| counts[(x + 2.0) as usize] += 1);
        let mut chosen = [0_i32; 6];
        drawn(&Space::new().choice("x", 0..6), n).iter().for_each(|x| chosen[*x as usize] += 1);
        for counts in [counts, chosen] {
            let chi_square: f64 = counts.iter().map(|&count| f64::from(count - 1000).powi(2) / 1000.0).sum();
            // Five degrees of freedom: exceeded once in a thousand times.
            assert!(chi_square < 20.5, "{counts:?}");
        }
    }

    #[test]
    fn the_widest_ranges_can_be_drawn_from() {
        let space = Space::new().integers("all", i64::MIN..=i64::MAX).uniform("wide", f64::MIN..=f64::MAX);
        assert_eq!((space.check(), space.grid_len()), (Ok(()), None));
        for trial in 0..100 {
            let values = space.draw(&mut random(1, trial));
            assert!(matches!(values[1], Value::Number(x) if x.is_finite()), "{values:?}");
        }
        let point = Space::new().uniform("x", 0.1..=0.1).log_uniform("y", 0.3..=0.3);
        assert_eq!(point.draw(&mut random(1, 0)), [Value::Number(0.1), Value::Number(0.3)]);
    }

    #[test]
    fn a_grid_is_the_product_of_its_lists() {
        let space = Space::new().choice("a", ["x", "y"]).integers("b", 1..=3).choice("c", [true]);
        assert_eq!(space.grid_len(), Some(6));
        let points: Vec<String> = (0..6).map(|point| format!("{:?}", space.point(point))).collect();
        assert_eq!(points[0], r#"[Text("x"), Integer(1), Flag(true)]"#);
        assert_eq!(points[1], r#"[Text("x"), Integer(2), Flag(true)]"#);
        assert_eq!(points[5], r#"[Text("y"), Integer(3), Flag(true)]"#);
        assert_eq!(Space::new().grid_len(), Some(1));
    }

    #[test]
    fn mistakes_are_told() {
        let message = |space: Space| space.check().unwrap_err().to_string();
        assert_eq!(
            message(Space::new().choice("a", [1]).uniform("a", 0.0..=1.0)),
            "the parameter `a` makes no sense: it is there twice"
        );
        assert!(message(Space::new().choice("a", [0.5; 0])).ends_with("its list of values is empty"));
        assert!(message(Space::new().uniform("a", 0.0..=f64::NAN)).contains("is no range of finite numbers"));
        assert!(message(Space::new().uniform("a", 1.0..=0.5)).contains("1.0..=0.5 is no range"));
        assert!(message(Space::new().log_uniform("a", 0.0..=1.0)).contains("must begin above 0, not at 0.0"));
        assert!(message(Space::new().integers("a", RangeInclusive::new(2, 1))).contains("2..=1 is empty"));
    }
}
