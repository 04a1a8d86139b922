//! Callbacks made of closures.

use core::fmt;

use crate::Error;
use crate::train::{Callback, Run};

/// Calls a closure at each event for which it was given one.
///
/// ```
/// use dense_runtime::callback::LambdaCallback;
///
/// let report = LambdaCallback::new()
///     .on_train_begin(|run| println!("{} epochs", run.epochs))
///     .on_epoch_end(|run| println!("{}", run.scores));
/// ```
///
/// A closure that can fail gives a `Result<(), Error>`; its error ends `fit`. The methods have the names of those of
/// [`Callback`], which say when each is called.
#[derive(Default)]
#[must_use]
pub struct LambdaCallback {
    train_begin: Option<Event>,
    epoch_begin: Option<Event>,
    train_batch_begin: Option<Event>,
    train_batch_end: Option<Event>,
    epoch_end: Option<Event>,
    train_end: Option<Event>,
}

type Event = Box<dyn FnMut(&mut Run<'_>) -> Result<(), Error>>;

impl LambdaCallback {
    /// Does nothing.
    pub const fn new() -> LambdaCallback {
        LambdaCallback {
            train_begin: None,
            epoch_begin: None,
            train_batch_begin: None,
            train_batch_end: None,
            epoch_end: None,
            train_end: None,
        }
    }

    /// Called before the first epoch.
    pub fn on_train_begin<A: Answer>(mut self, event: impl FnMut(&mut Run<'_>) -> A + 'static) -> Self {
        self.train_begin = boxed(event);
        self
    }

    /// Called before each epoch.
    pub fn on_epoch_begin<A: Answer>(mut self, event: impl FnMut(&mut Run<'_>) -> A + 'static) -> Self {
        self.epoch_begin = boxed(event);
        self
    }

    /// Called before each training step.
    pub fn on_train_batch_begin<A: Answer>(mut self, event: impl FnMut(&mut Run<'_>) -> A + 'static) -> Self {
        self.train_batch_begin = boxed(event);
        self
    }

    /// Called after each training step.
    pub fn on_train_batch_end<A: Answer>(mut self, event: impl FnMut(&mut Run<'_>) -> A + 'static) -> Self {
        self.train_batch_end = boxed(event);
        self
    }

    /// Called after each epoch and its validation.
    pub fn on_epoch_end<A: Answer>(mut self, event: impl FnMut(&mut Run<'_>) -> A + 'static) -> Self {
        self.epoch_end = boxed(event);
        self
    }

    /// Called after the last epoch.
    pub fn on_train_end<A: Answer>(mut self, event: impl FnMut(&mut Run<'_>) -> A + 'static) -> Self {
        self.train_end = boxed(event);
        self
    }
}

/// What a closure may give: nothing, or a result.
#[diagnostic::on_unimplemented(
    message = "the closure of a callback gives `{Self}`",
    label = "a closure of `LambdaCallback` gives nothing, or a `Result<(), dense::Error>`"
)]
pub trait Answer {
    #[doc(hidden)]
    fn result(self) -> Result<(), Error>;
}

impl Answer for () {
    fn result(self) -> Result<(), Error> {
        Ok(())
    }
}

impl Answer for Result<(), Error> {
    fn result(self) -> Result<(), Error> {
        self
    }
}

fn boxed<A: Answer>(mut event: impl FnMut(&mut Run<'_>) -> A + 'static) -> Option<Event> {
    Some(Box::new(move |run| event(run).result()))
}

fn call(event: &mut Option<Event>, run: &mut Run<'_>) -> Result<(), Error> {
    event.as_mut().map_or(Ok(()), |event| event(run))
}

impl fmt::Debug for LambdaCallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LambdaCallback").finish_non_exhaustive()
    }
}

impl Callback for LambdaCallback {
    fn on_train_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        call(&mut self.train_begin, run)
    }

    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        call(&mut self.epoch_begin, run)
    }

    fn on_train_batch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        call(&mut self.train_batch_begin, run)
    }

    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        call(&mut self.train_batch_end, run)
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        call(&mut self.epoch_end, run)
    }

    fn on_train_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        call(&mut self.train_end, run)
    }
}
