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
    check(after_three_steps(AdamW::default()), [0.9970649, -1.997053, 0.4970708, 2.9970412]);
    check(after_three_steps(AdamW::new(0.01).weight_decay(0.1)), [0.9678015, -1.9648043, 0.4692996, 2.9618082]);
    check(after_three_steps(Adam::new(0.01).weight_decay(0.1)), [0.9678015, -1.9648043, 0.4692996, 2.9618082]);
    check(after_three_steps(Adamax::default()), [0.9975468, -1.9975468, 0.4975468, 2.997547]);
    check(after_three_steps(Nadam::default()), [0.9970676, -1.9970677, 0.4970677, 2.9970677]);
    check(after_three_steps(Adagrad::default()), [0.9985697, -1.9979967, 0.497731, 2.9991376]);
    check(after_three_steps(Adadelta::default()), [0.9999946, -1.9999946, 0.4999946, 2.9999945]);
    check(after_three_steps(Ftrl::default()), [0.0451071, -0.3076882, 0.1349929, 0.0359487]);
    check(after_three_steps(Lion::default()), [0.997, -1.9969999, 0.497, 2.997]);
    check(after_three_steps(SGD::new(0.1).clipvalue(0.1)), [0.97, -1.97, 0.47, 2.975]);
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
    assert_eq!(refused(&|| Adam::new(schedule::CosineDecay::new(0.1, 0)).check()), "decay_steps");
    assert_eq!(refused(&|| AdamW::new(0.1).weight_decay(-0.1).check()), "weight_decay");
    assert_eq!(refused(&|| AdamW::new(0.1).epsilon(0.0).check()), "epsilon");
    assert_eq!(refused(&|| SGD::new(0.1).weight_decay(f64::INFINITY).check()), "weight_decay");
    assert_eq!(refused(&|| RMSprop::new(0.1).clipvalue(0.0).check()), "clipvalue");
    assert_eq!(refused(&|| Lion::new(0.1).clipvalue(f64::NAN).check()), "clipvalue");
    assert_eq!(refused(&|| Adamax::new(0.1).beta_1(1.0).check()), "beta_1");
    assert_eq!(refused(&|| Nadam::new(0.1).beta_2(-0.1).check()), "beta_2");
    assert_eq!(refused(&|| Adagrad::new(0.1).initial_accumulator_value(-0.1).check()), "initial_accumulator_value");
    assert_eq!(refused(&|| Adadelta::new(0.1).rho(1.5).check()), "rho");
    assert_eq!(refused(&|| Ftrl::new(0.1).learning_rate_power(0.5).check()), "learning_rate_power");
    assert_eq!(refused(&|| Ftrl::new(0.1).l1_regularization_strength(-1.0).check()), "l1_regularization_strength");
    assert_eq!(refused(&|| Lion::new(0.1).beta_1(0.0).check()), "beta_1");
}

/// What a step does to parameters must not depend on how many of them come at once, nor on where they are cut.
#[test]
fn parameters_that_are_prepared_in_parts_are_those_prepared_together() {
    fn check(optimizer: impl Optimizer) {
        let gradients: [f32; 2500] = std::array::from_fn(|i| (i % 97) as f32 / 50.0 - 1.0);
        let run = |pieces: &[usize]| {
            let mut parameters: [f32; 2500] = std::array::from_fn(|i| (i % 89) as f32 / 40.0 - 1.0);
            let mut state = vec![vec![0.0f32; 2500]; optimizer.slots()];
            for number in 1..=3 {
                let mut start = 0;
                for &len in pieces {
                    let part = start..start + len;
                    let mut slots: Vec<&mut [f32]> = state.iter_mut().map(|slot| &mut slot[part.clone()]).collect();
                    optimizer.update(Step::new(number), &mut parameters[part.clone()], &gradients[part], &mut slots);
                    start += len;
                }
            }
            parameters
        };
        assert_eq!(run(&[2500]), run(&[1, 1024, 1475]));
    }
    check(SGD::new(0.1).momentum(0.9).weight_decay(0.1).clipvalue(0.5));
    check(Adam::new(0.1).amsgrad(true).weight_decay(0.1));
    check(Ftrl::new(0.1).clipvalue(0.5));
}

/// All that can make an increment large, at once: gradients as large as they may be, then as small as they can be.
#[test]
fn rules_that_vouch_for_their_steps_keep_numbers_finite() {
    fn check(optimizer: impl Optimizer) {
        let largest = LARGEST_GRADIENT as f32;
        for w in [0.0, f32::MAX, f32::MIN] {
            let mut parameters = [w; 4];
            let mut state = [[0.0f32; 4]; MOST_SLOTS];
            for number in 1..=500 {
                let step = Step::new(number);
                assert!(optimizer.keeps_finite(step));
                let sign = if number % 3 == 0 { -1.0 } else { 1.0 };
                let gradients = [largest, largest * sign, if number < 9 { largest } else { 0.0 }, 1e-30 * sign];
                let mut slots = state.each_mut().map(|slot| &mut slot[..]);
                optimizer.update(step, &mut parameters, &gradients, &mut slots[..optimizer.slots()]);
                let finite = parameters.iter().chain(state.iter().flatten()).all(|x| x.is_finite());
                assert!(finite, "step {number}: {parameters:?} {state:?}");
            }
        }
    }
    check(SGD::new(10.0).momentum(0.999));
    check(RMSprop::new(10.0).centered(true).momentum(0.999).epsilon(1e-9).weight_decay(0.1));
    check(Adam::new(10.0).beta_1(0.99).epsilon(1e-9).amsgrad(true));
    check(AdamW::new(10.0).beta_1(0.99).epsilon(1e-9).weight_decay(0.1));
    check(Adamax::new(10.0).beta_1(0.99).beta_2(0.0).epsilon(1e-9));
    check(Nadam::new(10.0).beta_1(0.99).beta_2(0.0).epsilon(1e-9));
    check(Adagrad::new(10.0).initial_accumulator_value(0.0).epsilon(1e-9));
    check(Lion::new(10.0).weight_decay(0.1));
}

#[test]
fn ftrl_bears_a_rate_of_zero_and_an_empty_sum() {
    let mut parameters = [1.0f32, -2.0];
    let mut state = [[0.0f32; 2]; 2];
    let mut update = |optimizer: Ftrl, gradients: [f32; 2]| {
        let mut slots = state.each_mut().map(|slot| &mut slot[..]);
        optimizer.update(Step::new(1), &mut parameters, &gradients, &mut slots);
        parameters
    };
    assert_eq!(update(Ftrl::new(0.0), [1.0, 1.0]), [1.0, -2.0]);
    assert_eq!(update(Ftrl::new(0.1).initial_accumulator_value(0.0), [0.0, 0.0]), [0.0, 0.0]);
}

/// Rules that vouch for their steps only do so for settings that were thought through.
#[test]
fn settings_that_could_overflow_are_not_vouched_for() {
    let first = Step::new(1);
    assert!(!Lion::new(10.1).keeps_finite(first));
    assert!(!SGD::new(1.0).weight_decay(1.1).keeps_finite(first));
    assert!(!Nadam::new(0.1).epsilon(1e-10).keeps_finite(first));
    let rising = SGD::new(schedule::PiecewiseConstantDecay::new([0], [1.0, 11.0]));
    assert!(rising.keeps_finite(first) && !rising.keeps_finite(Step::new(2)));
    assert!(!Adadelta::default().keeps_finite(first) && !Ftrl::default().keeps_finite(first));
}
