//! A report of a run: one page with all that there is to see.

mod page;

use core::fmt::{Debug, Display};
use std::path::Path;

use super::plot::{Picture, svg};
use super::{ClassificationReport, Confusion, Curves, Weights};
use crate::Error;
use crate::file::write_atomically;
use crate::network::{AsNetwork, Network};
use crate::train::{History, Scores};

/// A report of a run as one HTML file: what is given to it, and nothing else. It opens in every browser, without a network and
/// without a script, light or dark as the reader's system is, and can be printed.
///
/// ```
/// use dense_runtime::report::{Confusion, Report, Strategy, calibration_curve, confidences};
/// # use dense_runtime::{Dataset, Network, Trainer, network};
/// # use dense_runtime::{loss::SparseCategoricalCrossentropy, metric::Accuracy, optimizer::Adam};
/// # network! { struct Iris { Input(4) -> Dense(16, relu) -> Dense(3, softmax) } }
/// # let inputs: Vec<[f32; 4]> = (0..60).map(|i| [i as f32 % 3.0, 1.0, 0.5, i as f32 / 60.0]).collect();
/// # let labels: Vec<u8> = (0..60).map(|i| (i % 3) as u8).collect();
/// # let data = Dataset::new(inputs, labels)?;
/// # let (train, test) = data.shuffle(1).split(0.8)?;
/// # let mut model = Iris::new(42);
/// # let mut trainer =
/// #     Trainer::new(Adam::new(1e-2), SparseCategoricalCrossentropy::new()).metric(Accuracy::new()).validation_split(0.1);
/// # let path = std::env::temp_dir().join(format!("dense-report-{}.html", std::process::id()));
///
/// let history = trainer.fit(&mut model, &train)?;
/// let outputs = model.predict_batch(test.inputs());
/// let (sure, right) = confidences(&outputs, test.targets())?;
/// Report::new("Iris")
///     .date("2026-11-26")
///     .scores("test data", &trainer.evaluate(&model, &test)?)
///     .history(&history)
///     .confusion(&Confusion::of(&outputs, test.targets())?.class_names(["setosa", "versicolor", "virginica"])?)
///     .picture(&calibration_curve(&sure, &right, 10, Strategy::Uniform)?)
///     .network(&model)
///     .setting("learning rate", 1e-2)
///     .trainer(&trainer)
///     .save(&path)?;
/// # std::fs::remove_file(path).unwrap();
/// # Ok::<(), dense_runtime::Error>(())
/// ```
///
/// The sections have a fixed order, whatever the order of the calls; within a section it is that of the calls. All text may have any
/// characters.
#[derive(Debug, Clone, Default, PartialEq)]
#[must_use]
pub struct Report {
    title: String,
    date: Option<String>,
    scores: Vec<(String, Scores)>,
    /// With its curves.
    histories: Vec<(String, History)>,
    confusions: Vec<(String, ClassificationReport)>,
    pictures: Vec<(String, String)>,
    networks: Vec<NetworkTexts>,
    settings: Vec<(String, String)>,
    trainers: Vec<String>,
}

/// What is said of a network.
#[derive(Debug, Clone, PartialEq)]
struct NetworkTexts {
    summary: String,
    plan: String,
    weights: String,
    histograms: String,
}

impl Report {
    /// A report with this title.
    pub fn new(title: impl Into<String>) -> Report {
        Report { title: title.into(), ..Report::default() }
    }

    /// When the run was, in words or numbers. Without it the report has no date.
    pub fn date(mut self, date: impl Display) -> Report {
        self.date = Some(date.to_string());
        self
    }

    /// Figures, of [`evaluate`](crate::Trainer::evaluate) say, and what they are of: `"test data"`.
    pub fn scores(mut self, name: impl Into<String>, scores: &Scores) -> Report {
        self.scores.push((name.into(), scores.clone()));
        self
    }

    /// A run: its curves, the best and the last figures, and all of them as a table.
    pub fn history(mut self, history: &History) -> Report {
        self.histories.push((svg(&Curves::of(history).scene(), false), history.clone()));
        self
    }

    /// The confusions of a network that tells classes apart, with precision and recall of each class.
    pub fn confusion(mut self, confusion: &Confusion) -> Report {
        self.confusions.push((svg(&confusion.scene(), false), confusion.classification_report()));
        self
    }

    /// A picture: a [`RocCurve`](super::RocCurve), a [`PrecisionRecallCurve`](super::PrecisionRecallCurve), a
    /// [`CalibrationCurve`](super::CalibrationCurve).
    pub fn picture(mut self, picture: &impl Picture) -> Report {
        let scene = picture.scene();
        self.pictures.push((svg(&scene, false), scene.title().to_owned()));
        self
    }

    /// A network: its [`summary`](Network::summary), its [`plan`](Network::plan) and its [`Weights`].
    pub fn network<A: AsNetwork>(mut self, model: &A) -> Report {
        let weights = Weights::of(model);
        self.networks.push(NetworkTexts {
            summary: A::Network::summary().to_string(),
            plan: A::Network::plan().to_string(),
            weights: weights.to_string(),
            histograms: svg(&weights.scene(), false),
        });
        self
    }

    /// Something that the run depended on, and its value.
    pub fn setting(mut self, name: impl Into<String>, value: impl Display) -> Report {
        self.settings.push((name.into(), value.to_string()));
        self
    }

    /// The settings of a [`Trainer`](crate::Trainer), as its `Debug` has them.
    pub fn trainer(mut self, trainer: &impl Debug) -> Report {
        self.trainers.push(format!("{trainer:#?}"));
        self
    }

    /// The page.
    #[must_use]
    pub fn to_html(&self) -> String {
        page::page(self)
    }

    /// Writes the page to a file, which is whole at any moment: an old one is replaced only when the new one is complete.
    ///
    /// # Errors
    ///
    /// [`Error::File`] if it cannot be written.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<(), Error> {
        let html = self.to_html();
        write_atomically(path.as_ref(), |writer| writer.write_all(html.as_bytes()))
    }
}
