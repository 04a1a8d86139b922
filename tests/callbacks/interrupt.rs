//! Ctrl-C, sent to a process of its own: this test, started again.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use dense::prelude::*;

use super::{Line, line, trainer};

/// What the process is to do, for the tests below.
const TASK: &str = "DENSE_TEST_OF_CTRL_C";
const SIGINT: i32 = 2;

#[test]
fn the_first_one_stops_training_in_order() {
    let mut process = Process::start("runs");
    // Each of two runs is stopped, one after the other.
    for _ in 0..2 {
        process.wait_for("training");
        process.interrupt();
        process.wait_for("stopped");
    }
    assert_eq!(process.end().code(), Some(0));
}

#[test]
fn the_second_one_ends_the_program() {
    let mut process = Process::start("slow end");
    process.wait_for("training");
    process.interrupt();
    process.wait_for("ending");
    process.interrupt();
    assert_eq!(process.end().signal(), Some(SIGINT));
}

#[test]
fn it_ends_the_program_when_nothing_is_trained() {
    for task in ["idle", "dropped"] {
        let mut process = Process::start(task);
        process.wait_for("idle");
        process.interrupt();
        assert_eq!(process.end().signal(), Some(SIGINT), "{task}");
    }
}

/// Not a test but the process that the tests start.
#[test]
fn process() {
    let Ok(task) = env::var(TASK) else { return };
    let start = Instant::now();
    let begun = LambdaCallback::new().on_train_batch_end(move |run| {
        if run.epoch == 0 && run.batch == 1 {
            println!("training");
        }
        // If nobody interrupts it, it must end all the same.
        if start.elapsed().as_secs() < 60 { Ok(()) } else { Err(Error::Empty { what: "glass of sand" }) }
    });
    let endless = || trainer().epochs(usize::MAX);
    match task.as_str() {
        "runs" => {
            let mut trainer = endless().callback(begun).callback(Interrupt::new());
            for _ in 0..2 {
                let mut model = Line::new(1);
                let history = trainer.fit(&mut model, &line()).expect("it ends in order");
                assert!(Interrupt::came());
                assert!(history.epochs().len() < usize::MAX && model != Line::new(1));
                println!("stopped");
            }
        }
        "slow end" => {
            let wait = LambdaCallback::new().on_train_end(|_| {
                println!("ending");
                thread::sleep(Duration::from_secs(60));
            });
            let mut trainer = endless().callback(begun).callback(wait).callback(Interrupt::new());
            trainer.fit(&mut Line::new(1), &line()).expect("it ends in order");
        }
        "idle" => {
            let mut trainer = trainer().callback(Interrupt::new());
            trainer.fit(&mut Line::new(1), &line()).expect("it is not interrupted");
            println!("idle");
            thread::sleep(Duration::from_secs(60));
        }
        "dropped" => {
            let fails = LambdaCallback::new().on_epoch_end(|_| Err(Error::Empty { what: "glass" }));
            let mut trainer = trainer().callback(Interrupt::new()).callback(fails);
            trainer.fit(&mut Line::new(1), &line()).expect_err("the callback fails");
            drop(trainer);
            println!("idle");
            thread::sleep(Duration::from_secs(60));
        }
        task => panic!("unknown task {task}"),
    }
}

struct Process {
    child: Child,
    output: BufReader<ChildStdout>,
}

impl Process {
    fn start(task: &str) -> Process {
        let mut child = Command::new(env::current_exe().expect("this test"))
            .args(["--exact", "interrupt::process", "--nocapture", "--test-threads=1"])
            .env(TASK, task)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the test can be started again");
        let output = BufReader::new(child.stdout.take().expect("it is piped"));
        Process { child, output }
    }

    fn wait_for(&mut self, word: &str) {
        let lines = self.output.by_ref().lines().map(|line| line.expect("text"));
        assert!(lines.into_iter().any(|line| line.ends_with(word)), "the process ended before it said `{word}`");
    }

    fn interrupt(&self) {
        let kill = format!("kill -INT {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().expect("a shell").success());
    }

    fn end(&mut self) -> ExitStatus {
        self.child.wait().expect("it ends")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
