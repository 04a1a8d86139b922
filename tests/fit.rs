//! `fit` and `evaluate` do what Keras's do.

use dense::optimizer::Step;
use dense::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;

network! {
    struct Line { Input(1) -> Dense(1) }
    struct Classes { Input(2) -> Dense(6, tanh) -> Dropout(0.3) -> Dense(3, softmax) }
}

/// `y = 2x + 1`, with the last samples far off the line.
fn line(good: usize, off: usize) -> Dataset<[f32; 1], [f32; 1]> {
    let inputs: Vec<[f32; 1]> = (0..good + off).map(|i| [i as f32 / 10.0]).collect();
    let targets = inputs.iter().enumerate().map(|(i, x)| [2.0 * x[0] + 1.0 + if i < good { 0.0 } else { 100.0 }]);
    Dataset::new(inputs.clone(), targets.collect()).expect("good samples")
}

fn trainer() -> Trainer<SGD, MeanSquaredError> {
    Trainer::new(SGD::new(0.01), MeanSquaredError::new())
}

#[test]
fn the_validation_split_takes_the_last_samples_and_never_trains_on_them() {
    let with_outliers = line(8, 2);
    let (clean, _) = line(8, 2).split(0.8).expect("two parts");
    let [mut split, mut alone] = [Line::new(1), Line::new(1)];
    let history = trainer().validation_split(0.2).epochs(3).seed(5).fit(&mut split, &with_outliers).expect("good data");
    trainer().epochs(3).seed(5).fit(&mut alone, &clean).expect("good data");
    assert_eq!(split, alone);
    let val_loss = history.get("val_loss").expect("validation was asked for");
    assert!(val_loss.iter().all(|&loss| loss > 5000.0), "{val_loss:?}");
}

#[test]
fn validation_data_replaces_the_split() {
    let data = line(10, 0);
    let far = line(0, 4);
    let mut model = Line::new(1);
    let mut trainer = trainer().validation_split(0.5).validation_data(&far);
    let history = trainer.fit(&mut model, &data).expect("good data");
    let evaluated = trainer.evaluate(&model, &far).expect("good data");
    assert_eq!(history.last().expect("an epoch").get("val_loss"), evaluated.get("loss"));
    let mut whole = Line::new(1);
    self::trainer().fit(&mut whole, &data).expect("good data");
    assert_eq!(model, whole, "all of the data was trained on");
}

/// The loss of an epoch is the mean over samples, so a small last batch counts for what it has.
#[test]
fn the_loss_of_an_epoch_is_the_mean_over_its_samples() {
    let data = line(7, 0);
    let mut model = Line::new(1);
    let untrained = model.clone();
    // With a rate of zero, every batch sees the same network.
    let mut still = Trainer::new(SGD::new(0.0), MeanSquaredError::new()).batch_size(5);
    let history = still.fit(&mut model, &data).expect("good data");
    let errors = data.inputs().iter().zip(data.targets()).map(|(x, t)| (untrained.predict(x)[0] - t[0]).powi(2));
    let mean = f64::from(errors.sum::<f32>()) / 7.0;
    let loss = history.get("loss").expect("a loss")[0];
    assert!((loss - mean).abs() < 1e-5 * mean, "{loss} {mean}");
    let evaluated = still.evaluate(&model, &data).expect("good data").get("loss").expect("a loss");
    assert!((loss - evaluated).abs() < 1e-5 * mean);
}

#[test]
fn a_batch_may_be_larger_than_the_data() {
    let data = line(7, 0);
    let [mut large, mut exact] = [Line::new(1), Line::new(1)];
    trainer().batch_size(1000).shuffle(false).epochs(4).fit(&mut large, &data).expect("good data");
    let mut trainer = trainer();
    for _ in 0..4 {
        trainer.train_on_batch(&mut exact, data.inputs(), data.targets()).expect("good data");
    }
    assert_eq!(large, exact);
}

#[test]
fn without_shuffling_batches_come_in_order() {
    let data = line(7, 0);
    let [mut fitted, mut stepped] = [Line::new(1), Line::new(1)];
    trainer().batch_size(3).shuffle(false).fit(&mut fitted, &data).expect("good data");
    let mut trainer = trainer();
    for range in [0..3, 3..6, 6..7] {
        let (inputs, targets) = (&data.inputs()[range.clone()], &data.targets()[range]);
        trainer.train_on_batch(&mut stepped, inputs, targets).expect("good data");
    }
    assert_eq!(fitted, stepped);
    let mut shuffled = Line::new(1);
    self::trainer().batch_size(3).fit(&mut shuffled, &data).expect("good data");
    assert_ne!(fitted, shuffled);
}

#[test]
fn evaluation_has_dropout_off_and_reports_metrics() {
    let inputs: Vec<[f32; 2]> = (0..30).map(|i| [(i % 3) as f32, 1.0]).collect();
    let labels: Vec<u8> = (0..30).map(|i| (i % 3) as u8).collect();
    let data = Dataset::new(inputs, labels).expect("good samples");
    let mut model = Classes::new(1);
    let mut trainer = Trainer::new(Adam::new(0.05), SparseCategoricalCrossentropy::new()).metric(Accuracy::new());
    let history = trainer.fit(&mut model, &data).expect("good data");
    let names: Vec<&str> = history.last().expect("an epoch").iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["loss", "accuracy"]);
    let scores = trainer.evaluate(&model, &data).expect("good data");
    assert_eq!(scores, trainer.evaluate(&model, &data).expect("good data"));
    let right = data.inputs().iter().zip(data.targets()).filter(|&(x, &label)| {
        let p = model.predict(x);
        (0..3).all(|class| p[class] <= p[usize::from(label)])
    });
    assert_eq!(scores.get("accuracy"), Some(right.count() as f64 / 30.0));
    let loss = data.inputs().iter().zip(data.targets()).map(|(x, &label)| -model.predict(x)[usize::from(label)].ln());
    let mean = f64::from(loss.sum::<f32>() / 30.0);
    assert!((scores.get("loss").expect("a loss") - mean).abs() < 1e-5);
}

/// Notes what it sees, halves the rate after each epoch, and stops in the third.
struct Watcher(Rc<RefCell<Vec<String>>>);

impl Callback for Watcher {
    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.0.borrow_mut().push(format!("epoch {} of {} at {}", run.epoch, run.epochs, run.learning_rate));
        Ok(())
    }

    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.0.borrow_mut().push(format!("batch {} of {}", run.batch, run.batches));
        run.stop = run.epoch == 2;
        Ok(())
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        assert!(run.scores.get("loss").is_some());
        run.learning_rate /= 2.0;
        Ok(())
    }

    fn on_train_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.0.borrow_mut().push(format!("end at {}", run.learning_rate));
        Ok(())
    }
}

#[test]
fn callbacks_see_the_run_change_the_rate_and_stop() {
    let seen = Rc::new(RefCell::new(Vec::new()));
    let mut trainer = Trainer::new(SGD::new(0.5), MeanSquaredError::new())
        .batch_size(5)
        .epochs(10)
        .callback(Watcher(Rc::clone(&seen)));
    let history = trainer.fit(&mut Line::new(1), &Dataset::new(vec![[0.1f32]; 7], vec![[0.2f32]; 7]).expect("good"));
    assert_eq!(history.expect("good data").epochs().len(), 3);
    let expected = [
        "epoch 0 of 10 at 0.5",
        "batch 1 of 2",
        "batch 2 of 2",
        "epoch 1 of 10 at 0.25",
        "batch 1 of 2",
        "batch 2 of 2",
        "epoch 2 of 10 at 0.125",
        "batch 1 of 2",
        "end at 0.0625",
    ];
    assert_eq!(*seen.borrow(), expected);
}

/// Sets a rate that makes no sense.
struct Spoiler;

impl Callback for Spoiler {
    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        run.learning_rate = f64::NAN;
        Ok(())
    }
}

#[test]
fn a_rate_that_makes_no_sense_is_refused_and_not_kept() {
    let mut model = Line::new(1);
    let untouched = model.clone();
    let mut trainer = trainer().callback(Spoiler);
    let error = trainer.fit(&mut model, &line(8, 0)).expect_err("no rate");
    assert!(matches!(error, Error::Setting { name: "learning_rate", .. }), "{error}");
    assert_eq!(trainer.optimizer().learning_rate(Step::new(1)), 0.01);
    assert_eq!(model, untouched);
}

/// Notes the rate before each epoch; halves it if it is told to.
struct Rates(Rc<RefCell<Vec<f64>>>, bool);

impl Callback for Rates {
    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.0.borrow_mut().push(run.learning_rate);
        if self.1 {
            run.learning_rate *= 0.5;
        }
        Ok(())
    }
}

#[test]
fn a_schedule_goes_by_steps_and_yields_to_no_callback() {
    let fit = |model: &mut Line, halve| {
        let seen = Rc::new(RefCell::new(Vec::new()));
        // Two steps an epoch.
        let mut trainer =
            Trainer::new(SGD::new(PiecewiseConstantDecay::new([1, 2], [0.1, 0.01, 0.0])), MeanSquaredError::new())
                .batch_size(4)
                .epochs(3)
                .shuffle(false)
                .callback(Rates(Rc::clone(&seen), halve));
        let result = trainer.fit(model, &line(8, 0));
        (result.map(|_| ()), seen.take())
    };
    let [mut scheduled, mut by_hand] = [Line::new(1), Line::new(1)];
    let untrained = scheduled.clone();
    let (result, rates) = fit(&mut scheduled, false);
    assert_eq!((result, rates), (Ok(()), vec![0.1, 0.01, 0.0]));
    let mut trainer = Trainer::new(SGD::new(0.1), MeanSquaredError::new());
    for (rate, batch) in [(0.1, 0..4), (0.1, 4..8), (0.01, 0..4)] {
        trainer.optimizer_mut().set_learning_rate(rate).expect("a plain rate");
        let data = line(8, 0);
        trainer.train_on_batch(&mut by_hand, &data.inputs()[batch.clone()], &data.targets()[batch]).expect("good data");
    }
    assert_eq!(scheduled, by_hand);

    let mut model = untrained.clone();
    let (result, _) = fit(&mut model, true);
    assert!(matches!(result, Err(Error::Setting { name: "learning_rate", value: 0.05, .. })), "{result:?}");
    assert_eq!(model, untrained);
}

/// Of a schedule whose rates stop to make sense, the steps before that are taken.
#[test]
fn a_rate_of_a_schedule_that_makes_no_sense_is_refused() {
    struct Broken(f64);
    impl Schedule for Broken {
        fn learning_rate(&self, step: u64) -> f64 {
            if step == 0 { 0.01 } else { self.0 }
        }
    }
    let data = line(8, 0);
    for rate in [f64::NAN, f64::INFINITY, -0.01] {
        let mut model = Line::new(1);
        let mut trainer = Trainer::new(Adam::new(Broken(rate)), MeanSquaredError::new());
        trainer.train_on_batch(&mut model, data.inputs(), data.targets()).expect("a good rate");
        let before = model.clone();
        let found = trainer.train_on_batch(&mut model, data.inputs(), data.targets());
        assert!(matches!(found, Err(Error::Setting { name: "learning_rate", .. })), "{found:?}");
        // The rate of a step that is never taken does not matter, nor that a callback sees it.
        let mut short =
            Trainer::new(SGD::new(Broken(rate)), MeanSquaredError::new()).callback(Rates(Rc::default(), false));
        short.fit(&mut Line::new(1), &data).expect("one step");
        assert_eq!(model, before);
    }
}

/// The optimizer's memory stays with the trainer, and can be dropped.
#[test]
fn training_goes_on_where_it_ended_until_it_is_reset() {
    let data = line(8, 0);
    let new = || Trainer::new(Adam::new(0.01), MeanSquaredError::new()).shuffle(false);
    let [mut twice, mut once, mut reset] = [Line::new(1), Line::new(1), Line::new(1)];
    let mut trainer = new().epochs(2);
    trainer.fit(&mut twice, &data).expect("good data");
    trainer.fit(&mut twice, &data).expect("good data");
    new().epochs(4).fit(&mut once, &data).expect("good data");
    assert_eq!(twice, once);
    let mut trainer = new().epochs(2);
    trainer.fit(&mut reset, &data).expect("good data");
    trainer.reset();
    trainer.fit(&mut reset, &data).expect("good data");
    assert_ne!(reset, once);
}
