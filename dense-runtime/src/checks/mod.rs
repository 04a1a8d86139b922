//! What `network!` leaves to the compiler, because it depends on const expressions: assertions in the words of the network.

mod images;
mod text;

pub use images::{check_cropping, check_fits, check_groups, check_output_padding, check_strides_or_dilation};
pub(crate) use text::Text;

/// A size that a layer states.
#[track_caller]
pub const fn check_size(size: usize) {
    assert!(size > 0, "a size is at least 1, found 0");
}

/// The units that a `softmax` is over.
#[track_caller]
pub const fn check_classes(units: usize) {
    assert!(
        units != 1,
        "`softmax` over one unit is always 1: write `sigmoid`, or give the layer a unit for each class"
    );
}

/// The rate of a dropout layer.
#[track_caller]
pub const fn check_rate(rate: f64) {
    assert!(rate >= 0.0 && rate <= 1.0, "the dropout rate is a number from 0 to 1");
}

/// The rate of `GaussianDropout` or `AlphaDropout`.
#[track_caller]
pub const fn check_rate_below_one(rate: f64) {
    assert!(rate >= 0.0 && rate < 1.0, "the rate is at least 0 and below 1: the formula divides by `1 - rate`");
}

/// The standard deviation of `GaussianNoise`.
#[track_caller]
pub const fn check_stddev(stddev: f64) {
    assert!(stddev >= 0.0 && stddev <= 1.0, "the standard deviation of `GaussianNoise` is a number from 0 to 1");
}

/// The argument of an activation or an initializer.
#[track_caller]
pub const fn check_non_negative(name: &str, number: f64) {
    check_range(name, number >= 0.0, "a number that is not below zero");
}

/// The same above zero.
#[track_caller]
pub const fn check_positive(name: &str, number: f64) {
    check_range(name, number > 0.0, "a number above zero");
}

/// The same other than zero.
#[track_caller]
pub const fn check_non_zero(name: &str, number: f64) {
    check_range(name, number != 0.0, "a number other than zero");
}

/// The same from 0 to 1.
#[track_caller]
pub const fn check_fraction(name: &str, number: f64) {
    check_range(name, number >= 0.0 && number <= 1.0, "a number from 0 to 1");
}

#[track_caller]
const fn check_range(name: &str, is_inside: bool, expected: &str) {
    if !is_inside {
        panic!("{}", Text::new().text("`").text(name).text("` is ").text(expected).as_str());
    }
}

/// A shape that is asserted, and the one that is `given` by what stands before, such as "`dense` gives ".
#[track_caller]
pub const fn check_shape(giver: &str, given: &[usize], asserted: &[usize]) {
    let mut axis = 0;
    while axis < given.len() {
        if given[axis] != asserted[axis] {
            let text = Text::new().text(giver).shape(given).text(", but ").shape(asserted).text(" is asserted");
            panic!("{}", text.as_str());
        }
        axis += 1;
    }
}

/// The shapes before and behind a layer that keeps the numbers.
#[track_caller]
pub const fn check_numbers(from: &[usize], to: &[usize]) {
    if numbers(from) != numbers(to) {
        let text = Text::new().shape(from).text(" has ").number(numbers(from)).text(" numbers, but ");
        panic!("{}", text.shape(to).text(" has ").number(numbers(to)).as_str());
    }
}

/// A limit of a network's budget: what is used, such as "`Digits` has " so many " parameters", and the most that may be.
#[track_caller]
pub const fn check_budget(network: &str, used: usize, unit: &str, most: usize) {
    if used > most {
        let text = Text::new().text(network).number(used).text(unit).text(", over its budget of ");
        panic!("{}", text.number(most).as_str());
    }
}

const fn numbers(shape: &[usize]) -> usize {
    let mut numbers = 1;
    let mut axis = 0;
    while axis < shape.len() {
        numbers *= shape[axis];
        axis += 1;
    }
    numbers
}
