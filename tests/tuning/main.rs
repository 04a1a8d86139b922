//! Searches for settings: what is tried, what comes of it, and that neither threads nor time have a say in it.

mod failures;
mod sizes;

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use dense::prelude::*;
use dense::tune::{Outcome, Results, Search, Strategy, Value};

network! {
    struct Mlp<const H: usize> { Input(2) -> Dense(H, tanh, he_normal) -> Dropout(0.05) -> Dense(2, softmax) }
}

type Data = Dataset<[f32; 2], u8>;
type Fold = (Data, Data);

/// Points within and without a circle.
fn circle(samples: usize) -> Data {
    let point = |i: usize| [(i as f32 * 0.73).sin() * 1.5, (i as f32 * 1.31).cos() * 1.5];
    let points = (0..samples).map(point).map(|[x, y]| ([x, y], u8::from(x * x + y * y < 1.2)));
    Data::from_pairs(points).expect("good samples").shuffle(5)
}

/// What the searches of these tests are after, with the number of epochs that they train.
fn loss<const H: usize>(trial: &Trial, (train, validation): &Fold, epochs: &AtomicUsize) -> Result<f64, Error> {
    let mut model = Mlp::<H>::new(trial.seed());
    let mut trainer = Trainer::new(Adam::new(trial.get::<f64>("rate")?), SparseCategoricalCrossentropy::new())
        .epochs(trial.epochs())
        .batch_size(16)
        .seed(trial.seed())
        .validation_data(validation)
        .callback(trial.reports("val_loss"));
    let history = trainer.fit(&mut model, train)?;
    epochs.fetch_add(history.epochs().len(), Ordering::Relaxed);
    trainer.evaluate(&model, validation)?.figure("loss")
}

type Objective = fn(&Trial, &Fold, &AtomicUsize) -> Result<f64, Error>;

fn losses() -> dense::tune::Sizes<Objective> {
    sizes!(loss::<hidden> as Objective for hidden in [4, 16])
}

fn space() -> Space {
    Space::new().sizes(&losses()).log_uniform("rate", 1e-4..=1e-1)
}

/// All that a search has found out, but for the time that it took.
fn bits(results: &Results) -> Vec<(usize, usize, String, Vec<u64>)> {
    let of = |outcome: &Outcome| {
        let scores = outcome.scores().map(|scores| scores.iter().map(|score| score.to_bits()).collect());
        let parameters: Vec<_> = outcome.trial().parameters().map(|(name, value)| format!("{name}={value}")).collect();
        (outcome.trial().number(), outcome.epochs(), parameters.join(" "), scores.unwrap_or_default())
    };
    results.outcomes().iter().map(of).collect()
}

fn run<S: Strategy>(search: &Search<S>, epochs: &AtomicUsize) -> Results {
    let (data, losses) = (circle(120), losses());
    let folds = data.stratified_k_folds(3).expect("enough samples");
    search.run_parts(folds, |trial, fold| losses.of(trial)?(trial, fold, epochs)).expect("a good search")
}

fn message<T>(result: Result<T, Error>) -> String {
    result.err().expect("an error").to_string()
}

#[test]
fn a_grid_tries_all_combinations_in_their_order() {
    let space = Space::new().choice("rate", [0.1, 0.01]).choice("optimizer", ["adam", "sgd"]).integers("size", 1..=2);
    let search = GridSearch::new(space).epochs(7);
    assert_eq!(search.trials(), Ok(8));
    let values = |number| {
        let trial = search.trial(number).expect("a trial");
        assert_eq!((trial.number(), trial.part(), trial.epochs()), (number, 0, 7));
        trial.parameters().map(|(_, value)| value.to_string()).collect::<Vec<_>>().join(" ")
    };
    let expected = ["0.1 adam 1", "0.1 adam 2", "0.1 sgd 1", "0.1 sgd 2", "0.01 adam 1"];
    assert_eq!(expected, [0, 1, 2, 3, 4].map(values));
    assert_eq!(values(7), "0.01 sgd 2");

    let results = search.run(|trial| trial.get("rate")).expect("a good search");
    let numbers: Vec<usize> = results.outcomes().iter().map(|outcome| outcome.trial().number()).collect();
    assert_eq!(numbers, [4, 5, 6, 7, 0, 1, 2, 3], "the best first, of equal ones the first");
}

#[test]
fn a_random_search_of_lists_tries_nothing_twice() {
    let space = Space::new().integers("a", 0..=9).choice("b", [true, false]);
    let tried = |seed, trials| {
        let search = RandomSearch::new(space.clone(), trials).seed(seed);
        let values = |number| format!("{:?}", search.trial(number).expect("a trial").parameters().collect::<Vec<_>>());
        (0..search.trials().expect("a good space")).map(values).collect::<Vec<_>>()
    };
    assert_eq!(tried(1, 12).iter().collect::<HashSet<_>>().len(), 12);
    assert_eq!(tried(1, 500).into_iter().collect::<HashSet<_>>().len(), 20);
    assert_eq!(tried(1, 12), tried(1, 500)[..12], "more trials change no earlier one");
    assert_ne!(tried(1, 12), tried(2, 12));
}

#[test]
fn the_number_of_threads_changes_no_bit() {
    let epochs = AtomicUsize::new(0);
    let grid =
        |threads| run(&GridSearch::new(Space::new().sizes(&losses()).choice("rate", [0.01])).threads(threads), &epochs);
    let random = |threads| run(&RandomSearch::new(space(), 5).seed(3).epochs(3).threads(threads), &epochs);
    let halving = |threads| run(&SuccessiveHalving::new(space(), 9, 9).seed(3).threads(threads), &epochs);
    for search in [&grid as &dyn Fn(usize) -> Results, &random, &halving] {
        let one = bits(&search(1));
        assert!(one.iter().all(|(.., scores)| scores.len() == 3));
        for threads in [2, 5] {
            assert_eq!(one, bits(&search(threads)), "{threads} threads");
        }
    }
    assert_ne!(bits(&random(2)), bits(&run(&RandomSearch::new(space(), 5).seed(4).epochs(3), &epochs)));
}

#[test]
fn each_trial_can_be_done_again_alone() {
    let epochs = AtomicUsize::new(0);
    let folds: Vec<Fold> = circle(120).stratified_k_folds(3).expect("enough samples").collect();
    let losses = losses();
    let again = |trial: &Trial| -> Vec<u64> {
        let score = |part: usize| {
            let trial = trial.on_part(part);
            losses.of(&trial)?(&trial, &folds[part], &epochs).map(f64::to_bits)
        };
        (0..3).map(score).collect::<Result<_, Error>>().expect("a good trial")
    };
    let scores =
        |outcome: &Outcome| outcome.scores().expect("it was good").iter().map(|x| x.to_bits()).collect::<Vec<_>>();

    let search = RandomSearch::new(space(), 4).seed(9).epochs(4);
    for outcome in run(&search, &epochs).outcomes() {
        assert_eq!(scores(outcome), again(&search.trial(outcome.trial().number()).expect("a trial")));
        assert_eq!(scores(outcome), again(outcome.trial()));
    }

    // A trial that was ended stops where it did. One that came through is trained as by any other search.
    let search = SuccessiveHalving::new(space(), 9, 9).seed(9);
    let straight = bits(&run(&RandomSearch::new(space(), 9).seed(9).epochs(9), &epochs));
    for outcome in run(&search, &epochs).outcomes() {
        assert_eq!(scores(outcome), again(outcome.trial()));
        let number = outcome.trial().number();
        let (.., whole) = straight.iter().find(|(known, ..)| *known == number).expect("the same trials");
        assert_eq!(outcome.epochs() == 9, scores(outcome) == *whole, "trial {number}");
        assert_eq!(again(&search.trial(number).expect("a trial")), *whole);
    }
}

#[test]
fn halving_trains_no_more_than_its_schedule() {
    let search = SuccessiveHalving::new(space(), 9, 9).seed(2);
    let rungs: Vec<_> =
        search.schedule().expect("good settings").iter().map(|rung| (rung.trials, rung.epochs)).collect();
    assert_eq!(rungs, [(9, 1), (3, 3), (1, 9)]);
    let epochs = AtomicUsize::new(0);
    let results = run(&search, &epochs);
    // Of nine trials, on three folds: six stop after one epoch, two after three, one has nine.
    assert_eq!(epochs.into_inner(), 3 * (6 + 2 * 3 + 9));
    let of: Vec<usize> = results.outcomes().iter().map(Outcome::epochs).collect();
    assert_eq!(of, [9, 3, 3, 1, 1, 1, 1, 1, 1]);
}

#[test]
fn halving_keeps_the_best_of_each_rung() {
    // After one epoch those around 5 are best, after two those around 10, after four those around 20. None is as good as another.
    let score = |x: i32, epochs: usize| (f64::from(x) - 5.0 * epochs as f64 - 0.25).abs();
    let objective = |trial: &Trial| {
        let x = trial.get("x")?;
        let mut done = 0;
        for epoch in 1..=trial.epochs() {
            done = epoch;
            if !trial.report(epoch, score(x, epoch)) {
                break;
            }
        }
        Ok(score(x, done))
    };
    let search = || SuccessiveHalving::new(Space::new().integers("x", 0..=15), 16, 8).eta(2);
    for threads in [1, 3] {
        let ended = |search: SuccessiveHalving, epochs: usize| {
            let results = search.threads(threads).run(objective).expect("a good search");
            let with = results.outcomes().iter().filter(|outcome| outcome.epochs() == epochs);
            let mut with: Vec<i32> = with.map(|outcome| outcome.trial().get("x").expect("a number")).collect();
            with.sort_unstable();
            with
        };
        assert_eq!(ended(search(), 1), [0, 1, 10, 11, 12, 13, 14, 15]);
        assert_eq!(ended(search(), 2), [2, 3, 4, 5]);
        assert_eq!(ended(search(), 4), [6, 7]);
        assert_eq!(ended(search(), 8), [8, 9]);
        assert_eq!(ended(search().maximize(), 1), [2, 3, 4, 5, 6, 7, 8, 9]);
        assert_eq!(ended(search().maximize(), 2), [10, 11, 12, 13]);
        assert_eq!(ended(search().maximize(), 4), [14, 15]);
        assert_eq!(ended(search().maximize(), 8), [0, 1]);
    }
}

#[test]
fn means_over_the_parts_decide_in_halving() {
    let search = SuccessiveHalving::new(Space::new().choice("x", [0.0, 1.0, 2.0]), 3, 3);
    // On the first part 0 is best, over both 2.
    let results = search.run_parts([1.0, -3.0], |trial, slope| {
        let score = trial.get::<f64>("x")? * slope;
        let _ = (1..=3).all(|epoch| trial.report(epoch, score));
        Ok(score)
    });
    let results = results.expect("a good search");
    let best = results.best().expect("a good trial");
    assert_eq!((best.trial().get("x"), best.epochs(), best.mean(), best.std()), (Ok(2.0), 3, Some(-2.0), Some(4.0)));
    assert!(results.outcomes()[1..].iter().all(|outcome| outcome.epochs() == 1));
}

#[test]
fn a_trial_that_stops_early_competes_with_what_it_has() {
    struct StopAfter(usize);

    impl Callback for StopAfter {
        fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
            run.stop |= run.epoch + 1 >= self.0;
            Ok(())
        }
    }

    let parts = [circle(60).split(0.7).expect("two parts")];
    let search = SuccessiveHalving::new(Space::new().choice("stop", [1, 2, 100]), 3, 9).min_epochs(3).seed(1);
    assert_eq!(search.schedule().expect("good settings").len(), 2);
    let results = search.run_parts(parts, |trial, (train, _)| {
        let mut trainer = Trainer::new(SGD::new(0.01), SparseCategoricalCrossentropy::new())
            .epochs(trial.epochs())
            .callback(StopAfter(trial.get("stop")?))
            .callback(trial.reports("loss"));
        let epochs = trainer.fit(&mut Mlp::<4>::new(trial.seed()), train)?.epochs().len();
        assert_eq!(epochs, trial.get::<usize>("stop")?.min(if trial.get::<usize>("stop")? == 1 { 9 } else { 3 }));
        // The trial that stops first is said to be the best, so it wins without being there.
        Ok(epochs as f64 - 10.0)
    });
    let results = results.expect("a good search");
    let stops = |outcome: &Outcome| (outcome.trial().get::<usize>("stop"), outcome.epochs());
    assert_eq!(results.outcomes().iter().map(stops).collect::<Vec<_>>(), [(Ok(1), 9), (Ok(2), 3), (Ok(100), 3)]);
}

#[test]
fn early_stopping_stops_trials() {
    let losses = |threads| {
        let search = GridSearch::new(Space::new().choice("rate", [3e-2, 3.0])).epochs(60).threads(threads);
        let results = search.run_parts(
            circle(120).stratified_k_folds(2).expect("enough samples"),
            |trial, (train, validation)| {
                let mut model = Mlp::<8>::new(trial.seed());
                let rate: f64 = trial.get("rate")?;
                let mut trainer = Trainer::new(Adam::new(rate), SparseCategoricalCrossentropy::new())
                    .epochs(trial.epochs())
                    .seed(trial.seed())
                    .validation_data(validation)
                    .callback(EarlyStopping::new("val_loss").patience(2).restore_best_weights(true));
                let seen = trainer.fit(&mut model, train)?.get("val_loss").expect("there is validation");
                // With a rate that is too large it stops long before, and the best weights are back in any case.
                assert!(rate < 1.0 || seen.len() < 60, "{} epochs", seen.len());
                let loss = trainer.evaluate(&model, validation)?.figure("loss")?;
                assert_eq!(loss, seen.into_iter().fold(f64::INFINITY, f64::min));
                Ok(loss)
            },
        );
        bits(&results.expect("a good search"))
    };
    assert_eq!(losses(1), losses(3));
}

#[test]
fn the_better_setting_is_found() {
    // Four hidden neurons or a tiny rate do not learn a circle in this time.
    let losses = losses();
    let space = Space::new().sizes(&losses).choice("rate", [1e-4, 3e-2]);
    let epochs = AtomicUsize::new(0);
    let search = GridSearch::new(space).epochs(30).seed(1);
    let results = run(&search, &epochs);
    let best = results.best().expect("a good trial");
    assert_eq!((best.trial().get("hidden"), best.trial().get("rate")), (Ok(16), Ok(3e-2)), "\n{results}");
    assert!(best.mean() < Some(0.3), "\n{results}");
    assert!(results.outcomes()[3].mean() > Some(0.5), "\n{results}");
}

#[test]
fn outcomes_are_shown_as_they_come() {
    let seen = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let shown = std::rc::Rc::clone(&seen);
    let search = GridSearch::new(Space::new().integers("x", 0..=9))
        .threads(3)
        .on_outcome(move |outcome| shown.borrow_mut().push(outcome.trial().number()));
    search.run(|trial| trial.get("x")).expect("a good search");
    seen.borrow_mut().sort_unstable();
    assert_eq!(*seen.borrow(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
}

#[test]
fn parts_can_be_anything_and_no_more_run_than_allowed() {
    let (now, most) = (AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let search = RandomSearch::new(Space::new().uniform("x", 0.0..=1.0), 6).threads(2);
    let seeds = search.run_parts([10, 20, 30], |trial, &part| {
        most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        std::thread::sleep(std::time::Duration::from_millis(2));
        now.fetch_sub(1, Ordering::SeqCst);
        assert_eq!(part, 10 * (trial.part() + 1));
        Ok((trial.seed() >> 11) as f64)
    });
    let seeds = seeds.expect("a good search");
    let all: HashSet<u64> =
        seeds.outcomes().iter().flat_map(|one| one.scores().expect("good")).map(|score| *score as u64).collect();
    assert_eq!(all.len(), 18, "each trial has a seed of its own on each part");
    assert!((1..=2).contains(&most.load(Ordering::SeqCst)));
}

#[test]
fn results_are_a_table_and_csv() {
    let space = Space::new().choice("name", ["plain", "a, \"b\""]).choice("rate", [0.012_345_678_9]);
    let results = GridSearch::new(space).maximize().run_parts([1.0, 2.0], |trial, part| match trial.get("name")? {
        "plain" => Ok(*part),
        _ => Err(Error::Empty { what: "box" }),
    });
    let results = results.expect("a good search");
    let table = results.to_string();
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "rank  trial    name     rate    mean     std  epochs  seconds");
    assert!(lines[1].starts_with("   1      0   plain  0.01235  1.5000  0.5000       1     "), "{table}");
    assert_eq!(lines[2], "   -      1  a, \"b\"  0.01235  failed: the box is empty; at least one sample is needed");
    assert_eq!(lines.len(), 3);

    let csv = results.to_csv();
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines[0], "rank,trial,name,rate,mean,std,epochs,seconds,score_0,score_1,error");
    assert!(lines[1].starts_with("1,0,plain,0.0123456789,1.5,0.5,1,") && lines[1].ends_with(",1.0,2.0,"), "{csv}");
    assert!(lines[2].starts_with(r#",1,"a, ""b""",0.0123456789,,,1,"#), "{csv}");
    assert!(lines[2].ends_with(",,,the box is empty; at least one sample is needed"), "{csv}");
    assert_eq!(Value::from(0.1_f32).to_string(), "0.10000000149011612");
}
