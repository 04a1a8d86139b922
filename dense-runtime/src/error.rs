//! What can go wrong at run time.

use core::fmt;
#[cfg(feature = "std")]
use std::path::{Path, PathBuf};

/// Why a call was refused, or why training stopped.
///
/// Everything that can be seen beforehand is checked before anything changes. [`Error::Diverged`] alone can come in the
/// middle of training, and errors of files that are written or read meanwhile; the network then is as the last good step left it.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Error {
    /// A data set or a batch without samples.
    Empty {
        /// What is empty: `"data set"`, `"batch"`, or one side of a split.
        what: &'static str,
    },
    /// There are not as many of one thing as of another.
    Lengths {
        /// How many there should be: as many as there are inputs.
        expected: usize,
        /// How many there are.
        found: usize,
        /// What they are.
        what: &'static str,
    },
    /// There are too few samples for what was asked, altogether or of one class.
    #[cfg(feature = "std")]
    TooFew {
        /// What needs them: `"3 folds"`.
        what: String,
        /// The class that has too few, if it is not about all samples.
        class: Option<usize>,
        /// How many samples are needed, of each class if it is about classes.
        needed: usize,
        /// How many there are.
        found: usize,
    },
    /// A column of the data is not what is needed.
    #[cfg(feature = "std")]
    Column {
        /// Which column, from 0.
        column: usize,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A text is none of the categories that were there when an encoder was fitted.
    #[cfg(feature = "std")]
    Category {
        /// Which sample, from 0; 0 if there is only one.
        sample: usize,
        /// Which column of texts, from 0.
        column: usize,
        /// The text.
        value: String,
    },
    /// A number of the data is NaN or infinite.
    NotFinite {
        /// `"input"` or `"target"`.
        what: &'static str,
        /// Which sample, from 0.
        sample: usize,
        /// Which number of the sample in row-major order, from 0.
        index: usize,
        /// The number.
        value: f64,
    },
    /// A sample's weight is negative, NaN or infinite.
    Weight {
        /// Which sample, from 0.
        sample: usize,
        /// Its weight.
        value: f64,
    },
    /// A class label is not one of the classes that there are.
    Label {
        /// Which sample, from 0.
        sample: usize,
        /// Its label.
        label: usize,
        /// How many classes there are, those that the network tells apart; labels go from 0 to one less.
        classes: usize,
    },
    /// An index of a sample has no row in the network's `Embedding`.
    Index {
        /// Which sample, from 0.
        sample: usize,
        /// Which index of the sample in row-major order, from 0.
        place: usize,
        /// The index.
        index: u32,
        /// How many rows there are; indices go from 0 to one less.
        input_dim: usize,
    },
    /// A setting has a value that makes no sense.
    Setting {
        /// The setting's name: `"epochs"`.
        name: &'static str,
        /// Its value.
        value: f64,
        /// What it must be.
        expected: &'static str,
    },
    /// A callback asks for a figure that the run does not have.
    #[cfg(feature = "std")]
    Figure {
        /// The callback's name: `"EarlyStopping"`.
        callback: &'static str,
        /// The figure that it asks for.
        figure: String,
        /// The figures that there are for it.
        known: Vec<String>,
    },
    /// A callback is to go by a figure of which nobody knows whether large or small values are good.
    #[cfg(feature = "std")]
    Direction {
        /// The callback's name: `"EarlyStopping"`.
        callback: &'static str,
        /// The figure.
        figure: String,
    },
    /// A setting is a text that makes no sense.
    #[cfg(feature = "std")]
    Text {
        /// The setting's name: `"filepath"`.
        name: &'static str,
        /// The text.
        text: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A parameter of a search for settings makes no sense, or is not what a trial asks for.
    #[cfg(feature = "std")]
    Parameter {
        /// The parameter's name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A trial of a search that compares trials on their way never said how good it was.
    #[cfg(feature = "std")]
    Unreported,
    /// The operating system refused to open, read, write or rename a file.
    #[cfg(feature = "std")]
    File {
        /// The file.
        path: PathBuf,
        /// What was to be done: `"open"`, `"read"`, `"write"`, `"create"`, `"rename"`.
        action: &'static str,
        /// The system's kind of error, such as [`NotFound`](std::io::ErrorKind::NotFound).
        kind: std::io::ErrorKind,
        /// The system's words.
        reason: String,
    },
    /// A file is not what it should be: cut off, of another format, or with contents that contradict themselves.
    #[cfg(feature = "std")]
    Format {
        /// The file.
        path: PathBuf,
        /// The format that was expected: `"CSV"`, `"safetensors"`.
        format: &'static str,
        /// Where the fault is, in words, if it has a place: `"line 3, column \`age\`"`. Lines are counted from 1, samples from 0.
        place: Option<String>,
        /// What is wrong.
        reason: String,
    },
    /// A run cannot be written to a checkpoint, or cannot go on from one.
    #[cfg(feature = "std")]
    Checkpoint {
        /// The checkpoint.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// The tensors of a file are not those of the network that is to have them.
    #[cfg(feature = "files")]
    Tensors {
        /// The file.
        path: PathBuf,
        /// The network's name.
        network: &'static str,
        /// Every tensor that is missing, unexpected, of another shape or type, or has a number that is not finite.
        problems: Vec<crate::TensorProblem>,
        /// The layers of the network that the file was made of, if dense made it.
        saved: Option<String>,
    },
    /// The value beside a network in a file could not be written or read.
    #[cfg(feature = "files")]
    Value {
        /// The file.
        path: PathBuf,
        /// What was to be done: `"write"` or `"read"`.
        action: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The loss, a gradient or a parameter became NaN or infinite.
    Diverged {
        /// Which training step since the trainer was made, from 1.
        step: u64,
        /// `"loss"`, `"gradient"`, `"variance of the batch"`, or `"update"` if a parameter would not be finite.
        what: &'static str,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Empty { what } => write!(f, "the {what} is empty; at least one sample is needed"),
            Error::Lengths { expected, found, what } => write!(f, "expected {expected} {what}, found {found}"),
            #[cfg(feature = "std")]
            Error::TooFew { what, class: None, needed, found } => {
                write!(f, "for {what} at least {needed} samples are needed, found {found}")
            }
            #[cfg(feature = "std")]
            Error::TooFew { what, class: Some(class), needed, found } => {
                let samples = if *needed == 1 { "sample" } else { "samples" };
                write!(f, "for {what} each class needs at least {needed} {samples}, but class {class} has {found}")
            }
            #[cfg(feature = "std")]
            Error::Column { column, problem } => write!(f, "column {column} {problem}"),
            #[cfg(feature = "std")]
            Error::Category { sample, column, value } => write!(
                f,
                "sample {sample} has `{value}` in column {column}, which is none of the categories that were there in fitting"
            ),
            Error::NotFinite { what, sample, index, value } => {
                write!(f, "{what} {sample} has {value} at index {index}; remove the sample or replace the value")?;
                f.write_str(if value.is_nan() {
                    " (`preprocess::Imputer` does) before training"
                } else {
                    " before training"
                })
            }
            Error::Weight { sample, value } => {
                write!(f, "sample {sample} has the weight {value}; weights must be finite and not negative")
            }
            Error::Label { sample, label, classes } => write!(
                f,
                "sample {sample} has the label {label}, but there are only {classes} classes: labels go from 0 to {}",
                classes.saturating_sub(1)
            ),
            Error::Index { sample, place, index, input_dim } => write!(
                f,
                "sample {sample} has the index {index} at place {place}, but the network's `Embedding` has {input_dim} rows: \
                 indices go from 0 to {}",
                input_dim.saturating_sub(1)
            ),
            Error::Setting { name, value, expected } => write!(f, "`{name}` is {value}, but must be {expected}"),
            #[cfg(feature = "std")]
            Error::Figure { callback, figure, known } => {
                write!(f, "{callback} asks for `{figure}`, but the figures of this run are `{}`", known.join("`, `"))?;
                if let Some(near) = nearest(figure, known) {
                    return write!(f, "; did you mean `{near}`?");
                }
                if figure.starts_with("val_") {
                    return f.write_str("; those with `val_` need `validation_data` or `validation_split`");
                }
                Ok(())
            }
            #[cfg(feature = "std")]
            Error::Direction { callback, figure } => write!(
                f,
                "{callback} goes by `{figure}`, of which nobody has said whether large or small values are good: set `mode` to \
                 `Mode::Max` or `Mode::Min`, or write `Metric::direction`"
            ),
            #[cfg(feature = "std")]
            Error::Text { name, text, reason } => write!(f, "`{name}` is `{text}`: {reason}"),
            #[cfg(feature = "std")]
            Error::Parameter { name, reason } => write!(f, "the parameter `{name}` makes no sense: {reason}"),
            #[cfg(feature = "std")]
            Error::Unreported => f.write_str(
                "the objective never says how good a trial is on its way, so that no trial could be ended early: give its trainer \
                 `.callback(trial.reports(\"val_loss\"))`, or call `trial.report` after each epoch",
            ),
            #[cfg(feature = "std")]
            Error::File { path, action, reason, .. } => write!(f, "cannot {action} `{}`: {reason}", path.display()),
            #[cfg(feature = "std")]
            Error::Format { path, format, place, reason } => {
                write!(f, "`{}` is no good {format} file: ", path.display())?;
                if let Some(place) = place {
                    write!(f, "{place}: ")?;
                }
                f.write_str(reason)
            }
            #[cfg(feature = "std")]
            Error::Checkpoint { path, reason } => write!(f, "checkpoint `{}`: {reason}", path.display()),
            #[cfg(feature = "files")]
            Error::Tensors { path, network, problems, saved } => {
                write!(f, "`{}` does not fit `{network}`:", path.display())?;
                crate::file::list(f, problems)?;
                match saved {
                    Some(saved) => write!(f, "\nit was saved from {saved}"),
                    None => Ok(()),
                }
            }
            #[cfg(feature = "files")]
            Error::Value { path, action, reason } => {
                write!(f, "cannot {action} the value beside the network in `{}`: {reason}", path.display())
            }
            Error::Diverged { step, what } => write!(
                f,
                "the {what} of training step {step} is not finite; the network is as the step before left it: try a lower \
                 learning rate, or scale the inputs"
            ),
        }
    }
}

impl core::error::Error for Error {}

#[cfg(feature = "std")]
impl Error {
    /// What the operating system said to an attempt to do something with a file.
    pub(crate) fn file(path: &Path, action: &'static str, error: &std::io::Error) -> Error {
        Error::File { path: path.to_path_buf(), action, kind: error.kind(), reason: error.to_string() }
    }

    /// A file that is not what it should be.
    pub(crate) fn format(path: &Path, format: &'static str, place: Option<String>, reason: impl Into<String>) -> Error {
        Error::Format { path: path.to_path_buf(), format, place, reason: reason.into() }
    }
}

/// The name that may have been meant: one that is not further away than a third of its letters.
#[cfg(feature = "std")]
fn nearest<'a>(name: &str, known: &'a [String]) -> Option<&'a str> {
    let near = known.iter().min_by_key(|known| distance(name, known))?;
    (distance(name, near) * 3 <= name.chars().count().max(3)).then_some(near)
}

/// How many letters must be changed, taken out or put in to make one name of the other (Levenshtein, 1966).
#[cfg(feature = "std")]
fn distance(one: &str, other: &str) -> usize {
    let mut row: Vec<usize> = (0..=other.chars().count()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = i;
        row[0] = i + 1;
        for (j, b) in other.chars().enumerate() {
            let changed = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.chars().count()]
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;

    #[test]
    fn figures_that_are_not_there_are_named_with_those_that_are() {
        let known = ["loss", "accuracy", "val_loss"].map(String::from).to_vec();
        let message = |figure: &str| {
            Error::Figure { callback: "EarlyStopping", figure: figure.to_string(), known: known.clone() }.to_string()
        };
        let those = "but the figures of this run are `loss`, `accuracy`, `val_loss`";
        assert_eq!(message("acuracy"), format!("EarlyStopping asks for `acuracy`, {those}; did you mean `accuracy`?"));
        assert_eq!(message("val_los"), format!("EarlyStopping asks for `val_los`, {those}; did you mean `val_loss`?"));
        assert_eq!(message("auc"), format!("EarlyStopping asks for `auc`, {those}"));
    }

    #[test]
    fn distances_count_changes() {
        for (one, other, steps) in [("", "", 0), ("", "ab", 2), ("kitten", "sitting", 3), ("loss", "val_loss", 4)] {
            assert_eq!((distance(one, other), distance(other, one)), (steps, steps));
        }
    }
}
