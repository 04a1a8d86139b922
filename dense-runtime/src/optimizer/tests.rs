//! Three steps of each optimizer on four parameters, against the numbers that Keras gives.

use super::*;

/// The parameters after three steps with the gradient `[0.1, -0.2, 0.3, 0.05] * t`.
fn after_three_steps(optimizer: impl Optimizer) -> [f32; 4] {
    let mut parameters = [1.0f32, -2.0, 0.5, 3.0];
    let mut state = [[0.0f32; 4]; MOST_SLOTS];
    for number in 1..=3 {
        let gradients = [0.1f32, -0.2, 0.3, 0.05].map(|g| g * number as f32);
        let mut slots = state.each_mut().map(|slot| &mut slot[..]);
        optimizer.update(Step::new(number), &mut parameters, &gradients, &mut slots[..optimizer.slots()]);
    }
    parameters
}

/// The expected values are Keras 3.16's, with all defaults but those given.
#[test]
fn three_steps_are_those_of_keras() {
    let check = |found: [f32; 4], expected: [f32; 4]| {
        for (found, expected) in found.into_iter().zip(expected) {
            assert!((found - expected).abs() < 2e-6, "found {found}, expected {expected}");
        }
    };
    check(after_three_steps(SGD::default()), [0.994, -1.988, 0.482, 2.997]);
    check(after_three_steps(SGD::new(0.1).momentum(0.9)), [0.9049, -1.8098, 0.2147, 2.95245]);
    check(after_three_steps(SGD::new(0.1).momentum(0.9).nesterov(true)), [0.85441, -1.70882, 0.06323, 2.9272048]);
    check(after_three_steps(RMSprop::default()), [0.9913901, -1.9913899, 0.49139, 2.9913907]);
    check(after_three_steps(RMSprop::new(0.01).centered(true)), [0.9056635, -1.9056618, 0.4056614, 2.9056706]);
    check(
        after_three_steps(RMSprop::new(0.01).centered(true).momentum(0.9)),
        [0.8204142, -1.8204098, 0.3204089, 2.8204317],
    );
    check(after_three_steps(Adam::default()), [0.9970769, -1.997077, 0.4970768, 2.997077]);
    check(after_three_steps(Adam::new(0.01).amsgrad(true)), [0.9707689, -1.9707687, 0.4707685, 2.9707694]);
}

#[test]
fn settings_that_make_no_sense_are_named() {
    let refused = |optimizer: &dyn Fn() -> Result<(), Error>| match optimizer() {
        Err(Error::Setting { name, .. }) => name,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&|| SGD::new(f64::NAN).check()), "learning_rate");
    assert_eq!(refused(&|| SGD::new(0.1).momentum(1.5).check()), "momentum");
    assert_eq!(refused(&|| RMSprop::new(0.1).rho(-0.1).check()), "rho");
    assert_eq!(refused(&|| Adam::new(0.1).beta_2(1.0).check()), "beta_2");
    assert_eq!(refused(&|| Adam::new(-0.1).check()), "learning_rate");
}
