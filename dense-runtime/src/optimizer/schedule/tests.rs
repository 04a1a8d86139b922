//! Schedules at the edges of their definitions. Their values are compared with Keras's in `tests/parity`.

use super::*;

#[test]
fn restarts_come_where_the_decays_end() {
    for (t_mul, ends) in [(10.0, [10, 110, 1110]), (2.0, [10, 30, 70]), (1.0, [10, 20, 30]), (3.0, [10, 40, 130])] {
        let schedule = CosineDecayRestarts::new(1.0, 10).t_mul(t_mul);
        for end in ends {
            assert_eq!(schedule.learning_rate(end), 1.0, "{t_mul} at {end}");
            assert!(schedule.learning_rate(end - 1) < 0.1, "{t_mul} before {end}");
        }
    }
}

#[test]
fn the_most_steps_there_can_be_have_a_rate() {
    let check = |schedule: &dyn Schedule| {
        let rate = schedule.learning_rate(u64::MAX);
        assert!(rate.is_finite() && rate >= 0.0, "{rate}");
    };
    check(&ExponentialDecay::new(0.1, 1, 0.9).staircase(true));
    check(&InverseTimeDecay::new(0.1, 1, 0.5));
    check(&PolynomialDecay::new(0.1, 7).cycle(true));
    check(&CosineDecay::new(0.1, 7).warmup_target(0.2).warmup_steps(3));
    check(&CosineDecayRestarts::new(0.1, 7));
    check(&PiecewiseConstantDecay::new([], [0.1]));
}

#[test]
fn settings_that_make_no_sense_are_named() {
    let refused = |schedule: &dyn Schedule| match schedule.check() {
        Err(Error::Setting { name, .. }) => name,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&ExponentialDecay::new(0.1, 0, 0.9)), "decay_steps");
    assert_eq!(refused(&ExponentialDecay::new(0.1, 1, -0.9)), "decay_rate");
    assert_eq!(refused(&InverseTimeDecay::new(f64::NAN, 1, 0.9)), "initial_learning_rate");
    assert_eq!(refused(&PolynomialDecay::new(0.1, 1).power(f64::INFINITY)), "power");
    assert_eq!(refused(&PiecewiseConstantDecay::new([1, 2], [0.1])), "values");
    assert_eq!(refused(&PiecewiseConstantDecay::new([2, 2], [0.1, 0.2, 0.3])), "boundaries");
    assert_eq!(refused(&PiecewiseConstantDecay::new([2], [0.1, -0.2])), "values");
    assert_eq!(refused(&CosineDecay::new(0.1, 1).warmup_steps(1)), "warmup_steps");
    assert_eq!(refused(&CosineDecayRestarts::new(0.1, 1).t_mul(0.5)), "t_mul");
}

#[test]
fn only_a_number_is_replaced_by_a_number() {
    let (mut number, mut boxed): (f64, Box<dyn Schedule>) = (0.1, Box::new(0.1));
    number.set_learning_rate(0.2).expect("a number");
    boxed.set_learning_rate(0.2).expect("a number");
    assert_eq!((number, boxed.learning_rate(7)), (0.2, 0.2));
    let mut schedule = CosineDecay::new(0.1, 100);
    let found = schedule.set_learning_rate(0.2);
    assert!(matches!(found, Err(Error::Setting { name: "learning_rate", value: 0.2, .. })), "{found:?}");
    assert_eq!(schedule, CosineDecay::new(0.1, 100));
}
