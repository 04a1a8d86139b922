//! A line per epoch in the terminal that fills while training runs.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar as Bar, ProgressDrawTarget, ProgressStyle};

use crate::Error;
use crate::train::{Callback, Run};

/// Shows each epoch as a bar in the terminal (standard error), as Keras does: how far it is, the time that is left, the time of a
/// step, samples per second, and the figures as they are. Where there is no terminal, it prints one line at the end of each
/// epoch.
///
/// ```
/// use dense_runtime::callback::ProgressBar;
///
/// let bar = ProgressBar::new();
/// ```
///
/// ```text
/// Epoch 3/20
/// 17/45 ━━━━━━━╸──────────── 2s 83ms/step - 385 samples/s - loss: 0.7082 - accuracy: 0.4958
/// ```
///
/// It is drawn at most 20 times a second, and looks at the clock not much more often: steps of a microsecond are not slowed
/// down. The time of a step does not count the first one, which makes room for things, nor validation.
#[derive(Debug)]
#[must_use]
pub struct ProgressBar {
    target: fn() -> ProgressDrawTarget,
    bar: Option<Bar>,
    clock: Option<Clock>,
}

impl Default for ProgressBar {
    fn default() -> Self {
        ProgressBar::new()
    }
}

impl ProgressBar {
    /// A progress bar.
    pub const fn new() -> ProgressBar {
        ProgressBar { target: ProgressDrawTarget::stderr, bar: None, clock: None }
    }
}

/// The time between two looks of the terminal at the bar.
const REFRESH: Duration = Duration::from_millis(50);

impl Callback for ProgressBar {
    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.clock = Some(Clock::new(run.batch, Instant::now()));
        let target = (self.target)();
        if target.is_hidden() {
            return Ok(());
        }
        let bar = Bar::with_draw_target(Some(run.batches as u64), target).with_style(style(run.batches, "{wide_msg}"));
        bar.println(format!("Epoch {}/{}", run.epoch + 1, run.epochs));
        self.bar = Some(bar);
        Ok(())
    }

    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        let Some(clock) = &mut self.clock else { return Ok(()) };
        if clock.is_due(run)
            && let Some(bar) = &self.bar
        {
            bar.set_message(clock.running(run));
            bar.set_position(run.batch as u64);
        }
        Ok(())
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        let Some(clock) = self.clock.take() else { return Ok(()) };
        let (took, speed) = (seconds(clock.begin.elapsed()), clock.speed(run));
        match self.bar.take() {
            Some(bar) => {
                let batches = if run.batches == 0 { run.batch } else { run.batches };
                bar.set_style(style(batches, "{msg}"));
                bar.set_length(batches as u64);
                bar.set_position(run.batch as u64);
                bar.abandon_with_message(format!("{took} {speed} - {}", run.scores));
            }
            None => {
                let (epoch, epochs, batch) = (run.epoch + 1, run.epochs, run.batch);
                let batches = if run.batches == 0 { batch } else { run.batches };
                eprintln!("Epoch {epoch}/{epochs} - {batch}/{batches} - {took} - {speed} - {}", run.scores);
            }
        }
        Ok(())
    }
}

/// How the bar looks: Keras's, with so many batches, or none that are known.
fn style(batches: usize, message: &str) -> ProgressStyle {
    let template = match batches {
        0 => format!("{{pos:>7}}/Unknown {message}"),
        _ => format!("{{pos:>{}}}/{{len}} {{bar:20.green/white.dim}} {message}", batches.to_string().len()),
    };
    ProgressStyle::with_template(&template).expect("the template is well formed").progress_chars("━╸─")
}

/// The times of an epoch.
#[derive(Debug)]
struct Clock {
    begin: Instant,
    /// The batches that an earlier process has done.
    before: usize,
    /// When the first step was over, and the last one that was looked at, and its number.
    first: Option<Instant>,
    last: Option<(Instant, usize)>,
    drawn: Option<Instant>,
    /// The batch after which to look again.
    next: usize,
}

impl Clock {
    fn new(before: usize, begin: Instant) -> Clock {
        Clock { begin, before, first: None, last: None, drawn: None, next: before + 1 }
    }

    /// Whether the bar is to be drawn. Only now and then does it look at the time, which takes as long as a short step.
    fn is_due(&mut self, run: &Run<'_>) -> bool {
        if run.batch < self.next && run.batch != run.batches {
            return false;
        }
        let now = Instant::now();
        self.first.get_or_insert(now);
        self.last = Some((now, run.batch));
        let due = self.drawn.is_none_or(|drawn| now - drawn >= REFRESH);
        if due {
            self.drawn = Some(now);
        }
        // A quarter of the refresh time from now, if steps go on as fast.
        let steps = (REFRESH / 4).as_secs_f64() / self.step_time().max(1e-9);
        self.next = run.batch + (steps as usize).max(1);
        due
    }

    /// The seconds of a step.
    fn step_time(&self) -> f64 {
        let Some((last, batch)) = self.last else { return 0.0 };
        let steps = batch - self.before;
        match self.first {
            Some(first) if steps > 1 => (last - first).as_secs_f64() / (steps - 1) as f64,
            _ => (last - self.begin).as_secs_f64() / steps as f64,
        }
    }

    /// What the bar says while the epoch runs.
    fn running(&self, run: &Run<'_>) -> String {
        let left = Duration::from_secs_f64(self.step_time() * run.batches.saturating_sub(run.batch) as f64);
        let time = seconds(if run.batches == 0 { self.begin.elapsed() } else { left });
        format!("{time} {} - {}", self.speed(run), run.scores)
    }

    /// The time of a step, and samples per second.
    fn speed(&self, run: &Run<'_>) -> String {
        let time = self.step_time();
        let step = match time {
            1.0.. => format!("{time:.0}s/step"),
            1e-3.. => format!("{:.0}ms/step", time * 1e3),
            _ => format!("{:.0}us/step", time * 1e6),
        };
        if run.samples == 0 || run.batches == 0 || time == 0.0 {
            return step;
        }
        let samples = run.samples as f64 / run.batches as f64 / time;
        match samples {
            1e6.. => format!("{step} - {:.1}M samples/s", samples / 1e6),
            1e4.. => format!("{step} - {:.1}k samples/s", samples / 1e3),
            _ => format!("{step} - {samples:.0} samples/s"),
        }
    }
}

/// A time as Keras writes it: `12s`, `2:05`, `1:00:07`.
fn seconds(time: Duration) -> String {
    match time.as_secs() {
        all @ 3601.. => format!("{}:{:02}:{:02}", all / 3600, all % 3600 / 60, all % 60),
        all @ 61.. => format!("{}:{:02}", all / 60, all % 60),
        all => format!("{all}s"),
    }
}
