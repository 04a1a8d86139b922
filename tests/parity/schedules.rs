//! The rates of schedules.

use dense::optimizer::Step;
use dense::prelude::*;

use crate::golden::{Case, cases};

/// The steps for which rates are compared.
const STEPS: [u64; 8] = [0, 1, 5, 50, 100, 101, 150, 250];

#[test]
fn rates_are_those_of_keras() {
    for case in &cases(include_str!("data/schedules.txt")) {
        let steps: Vec<f64> = case.array("steps");
        let rates = steps.iter().map(|&step| schedule(case).learning_rate(step as u64));
        match case.dtype {
            "f32" => case.expect("rates", rates, "rates", 1e-7),
            "f64" => case.expect("rates", rates, "rates", 1e-14),
            other => panic!("{other}"),
        }
    }
}

/// The schedule of a case.
fn schedule(case: &Case) -> Box<dyn Schedule> {
    let number = |key| case.number(key).unwrap_or_else(|| panic!("{} has no `{key}`", case.name));
    let steps = |key| number(key) as u64;
    let list = |key| case.text(key).expect("a list").split(',').map(|word| word.parse::<f64>().expect("a number"));
    match case.text("schedule").expect("the schedule's name") {
        "ExponentialDecay" => Box::new(
            ExponentialDecay::new(number("initial_learning_rate"), steps("decay_steps"), number("decay_rate"))
                .staircase(case.flag("staircase")),
        ),
        "InverseTimeDecay" => Box::new(
            InverseTimeDecay::new(number("initial_learning_rate"), steps("decay_steps"), number("decay_rate"))
                .staircase(case.flag("staircase")),
        ),
        "PiecewiseConstantDecay" => {
            let boundaries: Vec<u64> = list("boundaries").map(|step| step as u64).collect();
            Box::new(PiecewiseConstantDecay::new(boundaries, list("values").collect::<Vec<_>>()))
        }
        "PolynomialDecay" => Box::new(
            PolynomialDecay::new(number("initial_learning_rate"), steps("decay_steps"))
                .end_learning_rate(number("end_learning_rate"))
                .power(number("power"))
                .cycle(case.flag("cycle")),
        ),
        "CosineDecay" => {
            let decay = CosineDecay::new(number("initial_learning_rate"), steps("decay_steps"));
            let decay = decay.alpha(number("alpha")).warmup_steps(steps("warmup_steps"));
            Box::new(case.number("warmup_target").map_or(decay, |target| decay.warmup_target(target)))
        }
        "CosineDecayRestarts" => Box::new(
            CosineDecayRestarts::new(number("initial_learning_rate"), steps("first_decay_steps"))
                .t_mul(number("t_mul"))
                .m_mul(number("m_mul"))
                .alpha(number("alpha")),
        ),
        other => panic!("no test knows `{other}`"),
    }
}

/// What Keras 3.16 printed, in `f32`; so an optimizer with the schedule has the rate of its first step at step 1.
#[test]
fn rates_are_those_that_keras_prints() {
    fn check(schedule: impl Schedule, expected: [f64; 8]) {
        let optimizer = SGD::new(schedule);
        for (step, expected) in STEPS.into_iter().zip(expected) {
            let found = optimizer.learning_rate(Step::new(step + 1));
            assert!((found - expected).abs() < 1e-7, "step {step}: found {found}, expected {expected}");
        }
    }
    let exponential = ExponentialDecay::new(0.1, 100, 0.9);
    check(exponential, [0.1, 0.0998947, 0.0994746, 0.0948683, 0.09, 0.0899052, 0.0853815, 0.0768433]);
    check(exponential.staircase(true), [0.1, 0.1, 0.1, 0.1, 0.09, 0.09, 0.09, 0.081]);
    let piecewise = PiecewiseConstantDecay::new([100, 200], [1.0, 0.5, 0.1]);
    check(piecewise, [1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.1]);
    let polynomial = PolynomialDecay::new(0.1, 100);
    check(polynomial, [0.1, 0.099001, 0.095005, 0.05005, 0.0001, 0.0001, 0.0001, 0.0001]);
    check(polynomial.cycle(true), [0.1, 0.099001, 0.095005, 0.05005, 0.0001, 0.0495505, 0.025075, 0.01675]);
    let inverse = InverseTimeDecay::new(0.1, 100, 0.5);
    check(inverse, [0.1, 0.0995025, 0.097561, 0.08, 0.0666667, 0.0664452, 0.0571429, 0.0444444]);
    let cosine = CosineDecay::new(0.1, 100).alpha(0.1);
    check(cosine, [0.1, 0.0999778, 0.099446, 0.055, 0.01, 0.01, 0.01, 0.01]);
    let warm = CosineDecay::new(0.0, 100).warmup_target(0.1).warmup_steps(10);
    check(warm, [0.0, 0.01, 0.05, 0.0654508, 0.0024472, 0.0019853, 0.0, 0.0]);
    let restarts = CosineDecayRestarts::new(0.1, 100);
    check(restarts, [0.1, 0.0999753, 0.0993844, 0.05, 0.1, 0.0999938, 0.0853553, 0.0146447]);
}
