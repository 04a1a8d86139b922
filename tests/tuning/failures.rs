//! Trials that fail, and searches that make no sense.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};

use dense::prelude::*;

use super::{Mlp, circle, message};

#[test]
fn a_trial_that_fails_ends_nothing() {
    let search = RandomSearch::new(Space::new().choice("rate", [1e-2, 1e38]), 2).epochs(3);
    let results = search.run_parts(circle(60).k_folds(2).expect("folds"), |trial, (train, validation)| {
        let mut model = Mlp::<8>::new(trial.seed());
        let mut trainer = Trainer::new(SGD::new(trial.get::<f64>("rate")?), SparseCategoricalCrossentropy::new())
            .epochs(trial.epochs());
        trainer.fit(&mut model, train)?;
        trainer.evaluate(&model, validation)?.figure("loss")
    });
    let results = results.expect("a good search");
    let [good, bad] = results.outcomes() else { panic!("two trials") };
    assert_eq!((good.trial().get("rate"), good.error()), (Ok(1e-2), None));
    assert!(matches!(bad.error(), Some(Error::Diverged { .. })), "{bad:?}");
    assert!(matches!(bad.scores(), Err(Error::Diverged { .. })) && bad.mean().is_none() && bad.std().is_none());
    assert!(results.to_string().lines().nth(2).is_some_and(|line| line.trim_start().starts_with("- ")));
}

#[test]
fn scores_that_are_no_numbers_are_failures() {
    for threads in [1, 4] {
        let grid = GridSearch::new(Space::new().choice("x", [f64::NAN, 2.0, f64::NEG_INFINITY])).threads(threads);
        let results = grid.run(|trial| trial.get("x")).expect("a good search");
        assert_eq!(results.best().expect("one is good").mean(), Some(2.0));
        assert_eq!(message(results.get(0).expect("a trial").scores()), "`score` is NaN, but must be finite");

        let halving = SuccessiveHalving::new(Space::new().choice("x", [f64::NAN, 2.0, 3.0]), 3, 3).threads(threads);
        let results = halving.run(|trial| {
            let x = trial.get("x")?;
            let _ = (1..=3).all(|epoch| trial.report(epoch, x));
            Ok(1.0)
        });
        let results = results.expect("a good search");
        assert_eq!(results.best().expect("one is good").trial().get("x"), Ok(2.0));
        assert_eq!(results.outcomes().iter().filter(|outcome| outcome.error().is_some()).count(), 1);
    }
}

#[test]
fn the_first_part_that_fails_is_the_one_that_is_told() {
    let error = |part: usize| Error::Setting { name: "part", value: part as f64, expected: "good" };
    for threads in [1, 2, 5] {
        let calls = AtomicUsize::new(0);
        let search = GridSearch::new(Space::new().choice("x", [1, 2])).threads(threads);
        let results = search.run_parts(0..6, |trial, &part| {
            calls.fetch_add(1, Ordering::Relaxed);
            if trial.number() == 1 && part >= 2 { Err(error(part)) } else { Ok(0.0) }
        });
        let results = results.expect("a good search");
        assert_eq!(results.get(1).expect("a trial").error(), Some(&error(2)));
        assert_eq!(results.get(0).expect("a trial").scores(), Ok(&[0.0; 6][..]));
        if threads == 1 {
            assert_eq!(calls.into_inner(), 6 + 3, "the parts behind it are left out");
        }
    }
}

#[test]
fn if_all_trials_fail_the_best_is_an_error() {
    let search = GridSearch::new(Space::new().choice("x", [1, 2]));
    let results = search.run(|trial| trial.get::<f64>("y")).expect("a good search");
    assert_eq!(message(results.best()), "the parameter `y` makes no sense: there is none of this name, but `x`");
    assert_eq!(
        message(search.trial(0).expect("a trial").get::<bool>("x")),
        "the parameter `x` makes no sense: its value is 1, and not `true` or `false`"
    );
    assert_eq!(search.trial(1).expect("a trial").get::<f32>("x"), Ok(2.0));
}

#[test]
fn a_search_that_cannot_compare_trials_says_so() {
    let search = SuccessiveHalving::new(Space::new().uniform("x", 0.0..=1.0), 3, 3);
    let results = search.run(|trial| trial.get("x")).expect("a good search");
    assert_eq!(results.best().err(), Some(Error::Unreported));

    let parts = [circle(60).split(0.7).expect("two parts")];
    let results = search.run_parts(parts, |trial, (train, _)| {
        let trainer = Trainer::new(SGD::new(0.1), SparseCategoricalCrossentropy::new()).epochs(trial.epochs());
        trainer.callback(trial.reports("val_loss")).fit(&mut Mlp::<4>::new(1), train)?;
        Ok(0.0)
    });
    let message = message(results.expect("a good search").best());
    assert!(message.starts_with("the trial asks for `val_loss`, but the figures of this run are `loss`"), "{message}");
}

#[test]
fn a_panic_is_passed_on() {
    for threads in [1, 3] {
        let panics = |trial: &Trial| {
            let _ = trial.report(1, 0.0);
            assert_ne!(trial.number(), 2, "on purpose");
            Ok(0.0)
        };
        let grid = GridSearch::new(Space::new().integers("x", 0..=5)).threads(threads);
        let halving = SuccessiveHalving::new(Space::new().integers("x", 0..=5), 6, 9).threads(threads);
        for run in [&(|| grid.run(panics).is_ok()) as &dyn Fn() -> bool, &|| halving.run(panics).is_ok()] {
            let panic = catch_unwind(AssertUnwindSafe(run)).expect_err("it panics");
            assert!(panic.downcast_ref::<String>().is_some_and(|text| text.contains("on purpose")));
        }
    }
}

#[test]
fn mistakes_are_told_before_anything_runs() {
    let run = |space: Space| message(GridSearch::new(space).run(|_| unreachable!("nothing runs")));
    assert_eq!(
        run(Space::new().choice("a", [1]).uniform("b", 0.0..=1.0)),
        "the parameter `b` makes no sense: a grid takes a list of values, `choice`; a range is for `RandomSearch`"
    );
    assert!(run(Space::new().choice("a", [1]).choice("a", [2])).ends_with("it is there twice"));
    assert!(run(Space::new().integers("a", 0..=i64::MAX)).contains("must be at most 4294967295 points"));

    let space = || Space::new().uniform("a", 0.0..=1.0);
    let never = |_: &Trial| unreachable!("nothing runs");
    assert_eq!(message(RandomSearch::new(space(), 0).run(never)), "`trials` is 0, but must be at least 1");
    assert_eq!(message(RandomSearch::new(space(), 1).threads(0).run(never)), "`threads` is 0, but must be at least 1");
    assert_eq!(message(RandomSearch::new(space(), 1).epochs(0).run(never)), "`epochs` is 0, but must be at least 1");
    assert_eq!(message(SuccessiveHalving::new(space(), 9, 9).eta(1).run(never)), "`eta` is 1, but must be at least 2");
    let late = SuccessiveHalving::new(space(), 9, 9).min_epochs(10);
    assert_eq!(message(late.run(never)), "`min_epochs` is 10, but must be no more than the epochs of the search");
    assert_eq!(
        message(RandomSearch::new(space(), 4).trial(4)),
        "`number` is 4, but must be less than the number of trials"
    );
    let no_parts: [u8; 0] = [];
    let nothing = RandomSearch::new(space(), 1).run_parts(no_parts, |_, _| unreachable!("nothing runs"));
    assert_eq!(message(nothing), "`parts` is 0, but must be at least 1");
}
