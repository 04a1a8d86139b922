//! Ctrl-C as a wish to stop.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use signal_hook::consts::SIGINT;
use signal_hook::flag;

use crate::Error;
use crate::train::{Callback, Run};

/// Stops training at the first Ctrl-C, after the batch that is trained on: `fit` gives the history, with this epoch, and callbacks do
/// what they do at the end. The second Ctrl-C ends the program as usual, as does one when no `fit` with this callback runs.
///
/// ```
/// use dense_runtime::callback::Interrupt;
///
/// let on_ctrl_c = Interrupt::new();
/// ```
///
/// The run is [interrupted](Run::interrupt), not ended: with `BackupAndRestore` it goes on from its last checkpoint when the program is
/// started again, and ends with the same bits as if there had been no Ctrl-C.
///
/// Signals belong to the whole process: if several runs with this callback go on at the same time, all of them stop. If `fit` ends with an
/// error, the next Ctrl-C is still lost unless the trainer is gone.
#[derive(Debug, Default)]
#[must_use]
pub struct Interrupt {
    waits: bool,
}

impl Interrupt {
    /// Waits for Ctrl-C.
    pub const fn new() -> Interrupt {
        Interrupt { waits: false }
    }

    /// Whether Ctrl-C came since a run with this callback began: to leave a loop over runs, say.
    #[must_use]
    pub fn came() -> bool {
        SIGNALS.came.load(Ordering::SeqCst)
    }

    fn wait(&mut self) {
        let mut runs = SIGNALS.runs.lock().unwrap_or_else(PoisonError::into_inner);
        if *runs == 0 {
            SIGNALS.came.store(false, Ordering::SeqCst);
            SIGNALS.ends.store(false, Ordering::SeqCst);
        }
        *runs += 1;
        self.waits = true;
    }

    fn wait_no_longer(&mut self) {
        if !core::mem::take(&mut self.waits) {
            return;
        }
        let mut runs = SIGNALS.runs.lock().unwrap_or_else(PoisonError::into_inner);
        *runs -= 1;
        if *runs == 0 {
            SIGNALS.ends.store(true, Ordering::SeqCst);
        }
    }

    fn stop_if_it_came(run: &mut Run<'_>) {
        if Interrupt::came() && !run.stop {
            eprintln!("\nInterrupted: training ends after this batch. Ctrl-C again ends the program.");
            run.interrupt();
        }
    }
}

/// What the process knows of Ctrl-C.
struct Signals {
    /// Whether it came since the first of the runs began.
    came: Arc<AtomicBool>,
    /// Whether the next one ends the program.
    ends: Arc<AtomicBool>,
    /// How many runs wait for it.
    runs: Mutex<usize>,
}

static SIGNALS: LazyLock<Signals> = LazyLock::new(|| {
    let signals = Signals { came: Arc::default(), ends: Arc::new(AtomicBool::new(true)), runs: Mutex::new(0) };
    // In this order: the first signal sets `ends`, and the second finds it set.
    let registered = flag::register_conditional_default(SIGINT, Arc::clone(&signals.ends))
        .and_then(|_| flag::register(SIGINT, Arc::clone(&signals.ends)))
        .and_then(|_| flag::register(SIGINT, Arc::clone(&signals.came)));
    if let Err(error) = registered {
        eprintln!("Ctrl-C cannot be caught, and ends the program: {error}");
    }
    signals
});

impl Callback for Interrupt {
    fn on_train_begin(&mut self, _: &mut Run<'_>) -> Result<(), Error> {
        // The last run may have ended with an error.
        self.wait_no_longer();
        self.wait();
        Ok(())
    }

    fn on_train_batch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        Interrupt::stop_if_it_came(run);
        Ok(())
    }

    fn on_epoch_end(&mut self, run: &mut Run<'_>) -> Result<(), Error> {
        Interrupt::stop_if_it_came(run);
        Ok(())
    }

    fn on_train_end(&mut self, _: &mut Run<'_>) -> Result<(), Error> {
        self.wait_no_longer();
        Ok(())
    }
}

impl Drop for Interrupt {
    fn drop(&mut self) {
        self.wait_no_longer();
    }
}
