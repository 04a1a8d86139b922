//! What `network!` leaves to the compiler, because it depends on const expressions: assertions in the words of the network.

/// A size that a layer states.
#[track_caller]
pub const fn check_size(size: usize) {
    assert!(size > 0, "a size is at least 1, found 0");
}

/// The rate of a dropout layer.
#[track_caller]
pub const fn check_rate(rate: f64) {
    assert!(rate >= 0.0 && rate <= 1.0, "the dropout rate is a number from 0 to 1");
}

/// A shape that is asserted between two layers.
#[track_caller]
pub const fn check_shape(given: &[usize], asserted: &[usize]) {
    let mut axis = 0;
    while axis < given.len() {
        assert!(given[axis] == asserted[axis], "the layers before give another shape than is asserted here");
        axis += 1;
    }
}

/// The shapes before and behind a layer that keeps the numbers.
#[track_caller]
pub const fn check_numbers(from: &[usize], to: &[usize]) {
    assert!(numbers(from) == numbers(to), "the new shape has another number of numbers than the one before");
}

/// A limit of a network's budget.
#[track_caller]
pub const fn check_budget(used: usize, most: usize, message: &str) {
    assert!(used <= most, "{}", message);
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
