//! Settings that make no sense are errors before anything is trained.

use dense::callback::SaveFreq;
use dense::metric::{MeanAbsoluteError, Metric};
use dense::prelude::*;

use super::{Line, line, trainer};

/// The error of a run with a callback, before anything was trained.
fn error(callback: impl Callback) -> Error {
    let mut model = Line::new(1);
    let mut trainer = trainer().metric(MeanAbsoluteError::new()).metric(Odd).callback(callback);
    let error = trainer.fit(&mut model, &line()).expect_err("the setting makes no sense");
    assert_eq!(model, Line::new(1), "{error}");
    error
}

/// A metric of which nobody knows whether large or small figures are good.
struct Odd;

impl Metric<[f32; 1], [f32; 1]> for Odd {
    fn name(&self) -> &str {
        "odd"
    }

    fn reset(&mut self) {}

    fn update(&mut self, _: &[f32; 1], _: &[f32; 1]) {}

    fn result(&self) -> f64 {
        0.0
    }
}

#[test]
fn unknown_figures_are_named_with_those_that_there_are() {
    let those = "but the figures of this run are `loss`, `mean_absolute_error`, `odd`";
    assert_eq!(
        error(EarlyStopping::new("mean_absolut_error")).to_string(),
        format!("EarlyStopping asks for `mean_absolut_error`, {those}; did you mean `mean_absolute_error`?")
    );
    assert_eq!(
        error(ReduceLROnPlateau::default()).to_string(),
        format!(
            "ReduceLROnPlateau asks for `val_loss`, {those}; those with `val_` need `validation_data` or `validation_split`"
        )
    );
}

#[test]
fn figures_without_a_direction_need_a_mode() {
    assert_eq!(
        error(EarlyStopping::new("odd")),
        Error::Direction { callback: "EarlyStopping", figure: "odd".to_string() }
    );
    let callback = EarlyStopping::new("odd").mode(Mode::Max);
    trainer().metric(Odd).callback(callback).fit(&mut Line::new(1), &line()).expect("the mode says it");
}

#[test]
fn numbers_out_of_range_are_refused() {
    let name = |error| match error {
        Error::Setting { name, .. } => name,
        error => panic!("{error}"),
    };
    let plateau = || ReduceLROnPlateau::new("loss");
    for factor in [1.0, 1.5, -0.1, f64::NAN] {
        assert_eq!(name(error(plateau().factor(factor))), "factor");
    }
    assert_eq!(name(error(plateau().min_lr(-1.0))), "min_lr");
    assert_eq!(name(error(plateau().min_delta(f64::NAN))), "min_delta");
    assert_eq!(name(error(EarlyStopping::new("loss").min_delta(f64::INFINITY))), "min_delta");
    assert_eq!(name(error(EarlyStopping::new("loss").baseline(f64::NAN))), "baseline");
    assert_eq!(name(error(LearningRateScheduler::new(|_, _| -1.0))), "learning_rate");
    #[cfg(feature = "files")]
    {
        let checkpoint = || ModelCheckpoint::new("never").monitor("loss");
        assert_eq!(name(error(checkpoint().save_freq(0))), "save_freq");
        assert_eq!(name(error(checkpoint().initial_value_threshold(f64::NAN))), "initial_value_threshold");
    }
    #[cfg(feature = "tensorboard")]
    assert_eq!(name(error(TensorBoard::default().update_freq(0))), "update_freq");
}

#[test]
fn rates_of_callbacks_and_schedules_exclude_each_other() {
    let rate = || ExponentialDecay::new(0.1, 10, 0.5);
    let mut trainers = [(); 2].map(|()| Trainer::new(SGD::new(rate()), MeanSquaredError::new()).epochs(3));
    let [plateau, scheduler] = &mut trainers;
    *plateau = Trainer::new(SGD::new(rate()), MeanSquaredError::new()).callback(ReduceLROnPlateau::new("loss"));
    *scheduler = Trainer::new(SGD::new(rate()), MeanSquaredError::new()).callback(LearningRateScheduler::new(|_, r| r));
    for trainer in &mut trainers {
        let mut model = Line::new(1);
        let error = trainer.fit(&mut model, &line()).expect_err("the schedule decides");
        assert!(matches!(error, Error::Setting { name: "learning_rate", .. }), "{error}");
        assert_eq!(model, Line::new(1));
    }
}

#[cfg(feature = "files")]
#[test]
fn names_of_files_are_read_before_training() {
    let unknown = |pattern: &str, freq: SaveFreq| match error(ModelCheckpoint::new(pattern).save_freq(freq)) {
        Error::Figure { figure, known, .. } => (figure, known.join(" ")),
        error => panic!("{error}"),
    };
    let known = "epoch loss mean_absolute_error odd";
    assert_eq!(unknown("{epoch}-{val_loss}", SaveFreq::Epoch), ("val_loss".to_string(), known.to_string()));
    assert_eq!(unknown("{batch}", SaveFreq::Epoch), ("batch".to_string(), known.to_string()));
    assert_eq!(
        unknown("{batch}{val_loss}", SaveFreq::Batches(2)),
        ("val_loss".to_string(), "epoch batch loss mean_absolute_error odd".to_string())
    );
    for pattern in ["{epoch", "{epoch:x}", "{loss:03d}", "}"] {
        let error = error(ModelCheckpoint::new(pattern));
        assert!(matches!(error, Error::Text { name: "filepath", .. }), "{error}");
    }
    let error = error(ModelCheckpoint::new("best").monitor("los").save_best_only(true));
    assert!(matches!(error, Error::Figure { callback: "ModelCheckpoint", .. }), "{error}");
}

#[test]
fn files_that_cannot_be_written_are_errors() {
    let nowhere = std::env::temp_dir().join("dense-no-such-folder/log.csv");
    assert!(matches!(error(CSVLogger::new(&nowhere)), Error::File { action: "open", path, .. } if path == nowhere));
    assert!(matches!(error(CSVLogger::new("log").separator('"')), Error::Text { name: "separator", .. }));
}
