//! Three steps of each optimizer on four parameters, against the numbers that Keras gives.

use super::*;
use crate::kernels::Norm;

/// The parameters after three steps with the gradient `[[0.1, -0.2], [0.3, 0.05]] * t`.
fn after_three_steps(optimizer: impl Optimizer) -> [f32; 4] {
    let mut parameters = [1.0f32, -2.0, 0.5, 3.0];
    let mut state = [[0.0f32; 4]; MOST_SLOTS];
    for number in 1..=3 {
        let gradients = [0.1f32, -0.2, 0.3, 0.05].map(|g| g * number as f32);
        step(&optimizer, Step::new(number), &[2, 2], &mut parameters, gradients, &mut state);
    }
    parameters
}

/// A step, in the way that the optimizer wants it.
fn step<T: Element, const N: usize>(
    optimizer: &impl Optimizer,
    step: Step,
    shape: &[usize],
    parameters: &mut [T; N],
    mut gradients: [T; N],
    state: &mut [[T; N]; MOST_SLOTS],
) {
    let mut slots = state.each_mut().map(|slot| &mut slot[..]);
    let state = &mut slots[..optimizer.slots()];
    if optimizer.scope() == Scope::Parameter {
        return optimizer.update(step, parameters, &gradients, state);
    }
    let mut room = vec![T::of(f64::NAN); optimizer.room(shape)];
    let global_norm = Some(T::norm(Norm(&gradients)));
    let (room, gradients) = (&mut room[..], &mut gradients[..]);
    let tensor = TensorUpdate { name: "dense.kernel", shape, parameters, gradients, state, room, global_norm };
    optimizer.update_tensor(step, tensor);
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
    check(after_three_steps(Adafactor::default()), [0.9971341, -1.991208, 0.493679, 2.998384]);
    check(after_three_steps(Lamb::default()), [0.9943425, -1.9943424, 0.4943425, 2.9943423]);
    check(after_three_steps(Muon::default()), [0.999694, -1.9994103, 0.4991176, 2.9998255]);
    check(after_three_steps(SGD::new(0.1).clipvalue(0.1)), [0.97, -1.97, 0.47, 2.975]);
    let clipped = [0.9920528, -1.9841056, 0.4761584, 2.9960268];
    check(after_three_steps(SGD::new(0.1).clipnorm(0.1)), clipped);
    check(after_three_steps(SGD::new(0.1).global_clipnorm(0.1)), clipped);
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
    assert_eq!(refused(&|| Lamb::new(0.1).beta_1(1.0).check()), "beta_1");
    assert_eq!(refused(&|| Lamb::new(0.1).epsilon(f64::NAN).check()), "epsilon");
    assert_eq!(refused(&|| Adafactor::new(0.1).beta_2_decay(0.1).check()), "beta_2_decay");
    assert_eq!(refused(&|| Adafactor::new(0.1).epsilon_1(0.0).check()), "epsilon_1");
    assert_eq!(refused(&|| Adafactor::new(0.1).clip_threshold(f64::INFINITY).check()), "clip_threshold");
    assert_eq!(refused(&|| Muon::new(0.1).momentum(1.1).check()), "momentum");
    assert_eq!(refused(&|| Muon::new(0.1).adam_beta_2(1.0).check()), "adam_beta_2");
    assert_eq!(refused(&|| Muon::new(0.1).adam_weight_decay(-1.0).check()), "adam_weight_decay");
    assert_eq!(refused(&|| Muon::new(0.1).adam_lr_ratio(f64::NAN).check()), "adam_lr_ratio");
    assert_eq!(refused(&|| Muon::new(0.1).muon_b(f64::NAN).check()), "muon_b");
    assert_eq!(refused(&|| Muon::new(0.1).rms_rate(Some(-0.1)).check()), "rms_rate");
    assert_eq!(refused(&|| SGD::new(0.1).clipnorm(0.0).check()), "clipnorm");
    assert_eq!(refused(&|| AdamW::new(0.1).global_clipnorm(f64::NAN).check()), "global_clipnorm");
    assert_eq!(refused(&|| SGD::new(0.1).use_ema(true).ema_momentum(1.1).check()), "ema_momentum");
    assert_eq!(refused(&|| SGD::new(0.1).use_ema(true).ema_overwrite_frequency(0).check()), "ema_overwrite_frequency");
    assert_eq!(refused(&|| Adam::new(0.1).gradient_accumulation_steps(1).check()), "gradient_accumulation_steps");
    // Only one of three bounds.
    assert_eq!(refused(&|| SGD::new(0.1).clipvalue(1.0).clipnorm(1.0).check()), "clipnorm");
    assert_eq!(refused(&|| SGD::new(0.1).clipvalue(1.0).global_clipnorm(1.0).check()), "global_clipnorm");
    assert_eq!(refused(&|| Muon::new(0.1).clipnorm(1.0).global_clipnorm(1.0).check()), "global_clipnorm");
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

/// Norms of gradients may be beyond `f32`, and so may the inverse of what they are divided by.
#[test]
fn gradients_of_any_size_are_clipped_to_the_norm() {
    fn check(optimizer: impl Optimizer, size: f32, expected: f32) {
        let mut parameters = [0.0f32; 400];
        step(&optimizer, Step::new(1), &[20, 20], &mut parameters, [size; 400], &mut [[0.0; 400]; MOST_SLOTS]);
        for w in parameters {
            assert!((w + expected).abs() <= 1e-6 * expected, "{size:e}: {w:e}, not {expected:e}");
        }
    }
    for size in [3e38, 1e30, 1e18, 1.0, 0.06] {
        check(SGD::new(1.0).clipnorm(1.0), size, 0.05);
        check(SGD::new(1.0).global_clipnorm(1.0), size, 0.05);
        check(SGD::new(1.0).clipnorm(1e-12), size, 5e-14);
    }
    for size in [0.05, 1e-3, 1e-25, 1e-40] {
        check(SGD::new(1.0).clipnorm(1.01), size, size);
        check(SGD::new(1.0).global_clipnorm(1.01), size, size);
    }
}

#[test]
fn a_gradient_that_is_not_finite_is_not_clipped_away() {
    for bad in [f32::NAN, f32::INFINITY] {
        for optimizer in [SGD::new(0.1).clipnorm(1.0), SGD::new(0.1).global_clipnorm(1.0)] {
            let mut parameters = [0.0f32; 3];
            step(&optimizer, Step::new(1), &[3], &mut parameters, [1.0, bad, 1.0], &mut [[0.0; 3]; MOST_SLOTS]);
            assert!(parameters.iter().any(|w| w.is_nan()));
        }
    }
}

/// `1/√max(rows, columns)` is the root mean square of a matrix with as many orthogonal rows or columns of length 1 as it can have.
#[test]
fn steps_of_muon_are_nearly_orthogonal_whatever_the_shape() {
    fn check<const N: usize>(shape: [usize; 2]) {
        assert_eq!(shape[0] * shape[1], N);
        // Smooth numbers have a few large singular values; these have none.
        let gradients: [f64; N] = std::array::from_fn(|i| ((i * i * 31 + i * 17) % 101) as f64 / 50.0 - 1.0);
        let mut parameters = [0.0; N];
        let optimizer =
            Muon::new(1.0).weight_decay(0.0).ns_steps(30).muon_a(1.875).muon_b(-1.25).muon_c(0.375).rms_rate(None);
        step(&optimizer, Step::new(1), &shape, &mut parameters, gradients, &mut [[0.0; N]; MOST_SLOTS]);
        let [rows, columns] = shape;
        let at = |i: usize, k: usize| {
            if rows <= columns { parameters[i * columns + k] } else { parameters[k * columns + i] }
        };
        for i in 0..rows.min(columns) {
            for j in 0..rows.min(columns) {
                let dot: f64 = (0..rows.max(columns)).map(|k| at(i, k) * at(j, k)).sum();
                let expected = f64::from(u8::from(i == j));
                assert!((dot - expected).abs() < 1e-9, "{shape:?}: {i} and {j}: {dot}");
            }
        }
    }
    check::<1>([1, 1]);
    check::<7>([1, 7]);
    check::<7>([7, 1]);
    check::<15>([3, 5]);
    check::<15>([5, 3]);
    check::<5110>([73, 70]);
    check::<5110>([70, 73]);
    check::<1300>([10, 130]);
    check::<1300>([130, 10]);
}

#[test]
fn muon_leaves_to_adamw_what_is_excluded() {
    let after = |optimizer: &Muon, name: &'static str, shape: &[usize]| {
        let (mut parameters, mut gradients) = ([1.0f32, -2.0, 0.5, 3.0], [0.1f32, -0.2, 0.3, 0.05]);
        let mut state = [[0.0f32; 4]; 2];
        let mut slots = state.each_mut().map(|slot| &mut slot[..]);
        let mut room = vec![0.0; optimizer.room(shape)];
        optimizer.update_tensor(
            Step::new(1),
            TensorUpdate {
                name,
                shape,
                parameters: &mut parameters,
                gradients: &mut gradients,
                state: &mut slots,
                room: &mut room,
                global_norm: None,
            },
        );
        parameters
    };
    let muon = Muon::new(0.01).exclude_layers(&["head", "tail"]);
    let mut adamw = [1.0f32, -2.0, 0.5, 3.0];
    step(&AdamW::new(0.01), Step::new(1), &[4], &mut adamw, [0.1, -0.2, 0.3, 0.05], &mut [[0.0; 4]; MOST_SLOTS]);
    for (name, shape) in [("bias", &[4][..]), ("head.kernel", &[2, 2]), ("myEmbeddings", &[2, 2]), ("cube", &[1, 2, 2])]
    {
        assert_eq!(after(&muon, name, shape), adamw, "{name}");
    }
    assert_ne!(after(&muon, "hidden.kernel", &[2, 2]), adamw);
    assert_ne!(after(&muon.exclude_embeddings(false), "my_embeddings", &[2, 2]), adamw);
}

/// Of several matrices in one tensor, each has its own means of rows and columns.
#[test]
fn adafactor_takes_the_last_two_axes_for_matrices() {
    let gradients: [f64; 6] = [0.1, -0.2, 0.3, 0.05, 0.4, -0.6];
    let optimizer = Adafactor::new(0.1).clip_threshold(1e9).epsilon_2(1.0);
    let mut alone = [0.0; 6];
    step(&optimizer, Step::new(1), &[2, 3], &mut alone, gradients, &mut [[0.0; 6]; MOST_SLOTS]);
    let mut both = [0.0; 12];
    let twice = std::array::from_fn(|i| if i < 6 { gradients[i] } else { 5.0 * gradients[i - 6] });
    step(&optimizer, Step::new(1), &[2, 2, 3], &mut both, twice, &mut [[0.0; 12]; MOST_SLOTS]);
    for (i, w) in both.into_iter().enumerate() {
        assert!((w - alone[i % 6]).abs() < 1e-12, "{both:?}, {alone:?}");
    }
}

/// The square of 1e-30, for a row and a column without gradients, is no `f32`.
#[test]
fn adafactor_bears_rows_and_columns_of_zeros() {
    let mut parameters = [1.0f32; 6];
    let mut state = [[0.0; 6]; MOST_SLOTS];
    for number in 1..=5 {
        let gradients = [0.5, 0.0, 0.25, 0.0, 0.0, 0.0];
        step(&Adafactor::new(0.1), Step::new(number), &[2, 3], &mut parameters, gradients, &mut state);
    }
    let [a, b, c, rest @ ..] = parameters;
    assert!(a < 1.0 && c < 1.0 && b == 1.0 && rest == [1.0; 3], "{parameters:?}");
}
