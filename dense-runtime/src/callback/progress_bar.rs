//! A line per epoch in the terminal that fills while training runs.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar as Bar, ProgressDrawTarget, ProgressStyle};

use crate::Error;
use crate::train::{Callback, Run, Scores};

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
        ProgressBar { target: terminal, bar: None, clock: None }
    }
}

/// The time between two drawings.
const REFRESH: Duration = Duration::from_millis(50);

/// Standard error. It could be drawn to more often than it is, so that nothing is left out.
fn terminal() -> ProgressDrawTarget {
    ProgressDrawTarget::stderr_with_hz(60)
}

impl Callback for ProgressBar {
    fn on_epoch_begin(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.begin(Progress::of(run));
        Ok(())
    }

    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.step(Progress::of(run), run.scores);
        Ok(())
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        self.end(Progress::of(run), run.scores);
        Ok(())
    }
}

/// How far a run is: what a bar shows besides figures.
#[derive(Debug, Clone, Copy)]
struct Progress {
    epoch: usize,
    epochs: usize,
    batch: usize,
    batches: usize,
    samples: usize,
}

impl Progress {
    fn of(run: &Run<'_>) -> Progress {
        let Run { epoch, epochs, batch, batches, samples, .. } = *run;
        Progress { epoch, epochs, batch, batches, samples }
    }
}

impl ProgressBar {
    fn begin(&mut self, at: Progress) {
        self.clock = Some(Clock::new(at.batch, Instant::now()));
        let target = (self.target)();
        if target.is_hidden() {
            return;
        }
        let bar = Bar::with_draw_target(Some(at.batches as u64), target).with_style(style(at.batches, "{wide_msg}"));
        bar.println(format!("Epoch {}/{}", at.epoch + 1, at.epochs));
        self.bar = Some(bar);
    }

    fn step(&mut self, at: Progress, scores: &Scores) {
        let Some(clock) = &mut self.clock else { return };
        if clock.is_due(at)
            && let Some(bar) = &self.bar
        {
            // In this way the two are drawn together.
            let _ = bar.clone().with_message(clock.running(at, scores));
            bar.update(|state| state.set_pos(at.batch as u64));
        }
    }

    fn end(&mut self, at: Progress, scores: &Scores) {
        let Some(clock) = self.clock.take() else { return };
        let (took, speed) = (seconds(clock.begin.elapsed()), clock.speed(at));
        let Progress { epoch, epochs, batch, .. } = at;
        let batches = if at.batches == 0 { batch } else { at.batches };
        let Some(bar) = self.bar.take() else {
            eprintln!("Epoch {}/{epochs} - {batch}/{batches} - {took} - {speed} - {scores}", epoch + 1);
            return;
        };
        bar.set_style(style(batches, "{msg}"));
        let _ = bar.clone().with_message(format!("{took} {speed} - {scores}"));
        bar.update(|state| {
            state.set_len(batches as u64);
            state.set_pos(batch as u64);
        });
        bar.abandon();
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
    drawn: Instant,
    /// The batch after which to look again.
    next: usize,
}

impl Clock {
    fn new(before: usize, begin: Instant) -> Clock {
        Clock { begin, before, first: None, last: None, drawn: begin, next: before + 1 }
    }

    /// Whether the bar is to be drawn. Only now and then does it look at the time, which takes as long as a short step.
    fn is_due(&mut self, at: Progress) -> bool {
        if at.batch < self.next && at.batch != at.batches {
            return false;
        }
        let now = Instant::now();
        self.first.get_or_insert(now);
        self.last = Some((now, at.batch));
        let due = now - self.drawn >= REFRESH;
        if due {
            self.drawn = now;
        }
        // A quarter of the refresh time from now, if steps go on as fast.
        let steps = (REFRESH / 4).as_secs_f64() / self.step_time().max(1e-9);
        self.next = at.batch + (steps as usize).max(1);
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
    fn running(&self, at: Progress, scores: &Scores) -> String {
        let left = Duration::from_secs_f64(self.step_time() * at.batches.saturating_sub(at.batch) as f64);
        let time = seconds(if at.batches == 0 { self.begin.elapsed() } else { left });
        format!("{time} {} - {}", self.speed(at), scores)
    }

    /// The time of a step, and samples per second.
    fn speed(&self, at: Progress) -> String {
        let time = self.step_time();
        let step = match time {
            1.0.. => format!("{time:.0}s/step"),
            1e-3.. => format!("{:.0}ms/step", time * 1e3),
            _ => format!("{:.0}us/step", time * 1e6),
        };
        if at.samples == 0 || at.batches == 0 || time == 0.0 {
            return step;
        }
        let samples = at.samples as f64 / at.batches as f64 / time;
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

#[cfg(test)]
mod tests {
    use core::cell::RefCell;
    use std::io;
    use std::thread;

    use indicatif::TermLike;

    use super::*;
    thread_local! {
        static SCREEN: RefCell<String> = const { RefCell::new(String::new()) };
    }

    /// A terminal that keeps all that was ever written to it.
    #[derive(Debug)]
    struct Screen;

    impl TermLike for Screen {
        fn width(&self) -> u16 {
            200
        }

        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }

        fn write_line(&self, text: &str) -> io::Result<()> {
            self.write_str(text)?;
            self.write_str("\n")
        }

        fn write_str(&self, text: &str) -> io::Result<()> {
            SCREEN.with_borrow_mut(|screen| screen.push_str(text));
            Ok(())
        }

        fn clear_line(&self) -> io::Result<()> {
            self.write_str("\n")
        }

        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn screen() -> ProgressDrawTarget {
        ProgressDrawTarget::term_like_with_hz(Box::new(Screen), 60)
    }

    /// The lines of epochs of 20 steps of 4 samples.
    fn lines(epochs: usize, batches: usize, step: Duration) -> Vec<String> {
        let mut bar = ProgressBar { target: screen, ..ProgressBar::new() };
        let mut scores = Scores::default();
        for epoch in 0..epochs {
            let at = |batch| Progress { epoch, epochs, batch, batches, samples: 4 * batches };
            bar.begin(at(0));
            for batch in 1..=20 {
                thread::sleep(step);
                scores.insert("loss", 9.0);
                bar.step(at(batch), &scores);
            }
            bar.end(at(20), &scores);
        }
        SCREEN.take().lines().map(|line| line.trim().to_string()).filter(|line| !line.is_empty()).collect()
    }

    #[test]
    fn epochs_are_lines_as_in_keras() {
        let lines = lines(2, 20, Duration::ZERO);
        for heading in ["Epoch 1/2", "Epoch 2/2"] {
            assert_eq!(lines.iter().filter(|line| line.contains(heading)).count(), 1, "{lines:?}");
        }
        let last = lines.last().expect("a line");
        let (bar, rest) = last.split_once("━ ").expect("a bar");
        assert_eq!(bar, "20/20 ━━━━━━━━━━━━━━━━━━━", "{last}");
        assert!(rest.contains("s/step - ") && rest.ends_with(" samples/s - loss: 9.0000"), "{last}");
    }

    #[test]
    fn it_is_drawn_now_and_then() {
        let begin = Instant::now();
        let lines = lines(1, 20, Duration::from_millis(10));
        let most = begin.elapsed().div_duration_f64(REFRESH);
        let drawn = lines.iter().filter(|line| line.contains("s/step")).count();
        // The last line comes twice.
        assert!((3..=most as usize + 2).contains(&drawn), "{lines:#?}");
        assert!(lines.iter().any(|line| line.contains("s/step") && line.contains("─")), "{lines:#?}");
    }

    /// In the first epoch of a stream.
    #[test]
    fn the_number_of_batches_need_not_be_known() {
        let lines = lines(1, 0, Duration::from_millis(10));
        assert!(lines.iter().any(|line| line.contains("/Unknown ") && line.contains("s/step")), "{lines:#?}");
        let last = lines.last().expect("a line");
        assert!(last.starts_with("20/20 ━") && last.ends_with("s/step - loss: 9.0000"), "{last}");
    }

    #[test]
    fn times_are_written_as_in_keras() {
        let cases = [(0, "0s"), (60, "60s"), (61, "1:01"), (3600, "60:00"), (3601, "1:00:01"), (86399, "23:59:59")];
        for (time, expected) in cases {
            assert_eq!(seconds(Duration::from_secs(time)), expected);
        }
    }
}
