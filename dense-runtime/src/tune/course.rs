//! The course of a search: which trials run, which wait, which end because others are better.

use std::collections::VecDeque;

use super::outcome::mean;
use super::results::better_first;
use super::{Outcome, Rung, Trial};
use crate::Error;
use crate::metric::Direction;

/// What is next for a task, a trial on one of the parts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Step {
    Begin {
        task: usize,
    },
    /// Goes on after a rung, or learns that it is to end.
    Resume {
        task: usize,
        go_on: bool,
    },
}

/// All tasks of a search, and how far they are. Nothing here depends on when they run.
pub(super) struct Course {
    rungs: Vec<Rung>,
    /// The rung that is climbed.
    rung: usize,
    direction: Direction,
    parts: usize,
    runs: Vec<Run>,
    pub(super) ready: VecDeque<Step>,
}

/// A trial on all parts.
struct Run {
    trial: Trial,
    /// The rung that it is on. If the others are higher, they were better.
    rung: usize,
    tasks: Vec<Task>,
    seconds: f64,
    /// Whether its outcome was given.
    told: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Task {
    /// It has not begun, or it runs.
    Going,
    /// It waits after a rung, with this score there.
    Waiting(f64),
    /// It was told to end because of what it reported.
    Faulty(Error),
    Done(Result<f64, Error>),
    /// It is not wanted any more: the trial failed on a part before.
    Skipped,
}

impl Course {
    pub(super) fn new(trials: Vec<Trial>, parts: usize, rungs: Vec<Rung>, direction: Direction) -> Course {
        let tasks = vec![Task::Going; parts];
        let run = |trial| Run { trial, rung: 0, tasks: tasks.clone(), seconds: 0.0, told: false };
        let ready = (0..trials.len() * parts).map(|task| Step::Begin { task }).collect();
        Course { rungs, rung: 0, direction, parts, runs: trials.into_iter().map(run).collect(), ready }
    }

    /// The trial and the part of a task.
    pub(super) fn of(&self, task: usize) -> (&Trial, usize) {
        (&self.runs[task / self.parts].trial, task % self.parts)
    }

    /// The epochs at which tasks wait.
    pub(super) fn gates(&self) -> Vec<usize> {
        self.rungs[..self.rungs.len() - 1].iter().map(|rung| rung.epochs).collect()
    }

    /// What a thread can do next.
    pub(super) fn next(&mut self) -> Option<Step> {
        loop {
            let step = self.ready.pop_front()?;
            match step {
                Step::Begin { task } if self.task(task) == &Task::Skipped => {}
                _ => return Some(step),
            }
        }
    }

    /// A task waits after a rung.
    pub(super) fn reported(&mut self, task: usize, score: f64) {
        *self.task_mut(task) = Task::Waiting(score);
        if !score.is_finite() {
            *self.task_mut(task) = Task::Faulty(not_finite(score));
            self.ready.push_back(Step::Resume { task, go_on: false });
        }
        self.call_off(task / self.parts);
        self.climb();
    }

    /// A task is at its end.
    pub(super) fn finished(&mut self, task: usize, result: Result<f64, Error>, seconds: f64) {
        let result = match (&self.task(task), result) {
            (Task::Faulty(error), Ok(_)) => Err(error.clone()),
            (_, Ok(score)) if !score.is_finite() => Err(not_finite(score)),
            (_, result) => result,
        };
        *self.task_mut(task) = Task::Done(result);
        let trial = task / self.parts;
        self.runs[trial].seconds += seconds;
        self.call_off(trial);
        self.climb();
    }

    /// The outcomes of the trials that have come to their end since the last call.
    pub(super) fn outcomes(&mut self) -> Vec<Outcome> {
        let over = |run: &Run| !run.told && self.is_over(run);
        let over: Vec<usize> = (0..self.runs.len()).filter(|&trial| over(&self.runs[trial])).collect();
        let outcome = |trial: usize| {
            let run = &mut self.runs[trial];
            run.told = true;
            let results = run.tasks.iter().filter_map(|task| match task {
                Task::Done(result) => Some(result.clone()),
                _ => None,
            });
            Outcome::new(run.trial.clone(), results.collect(), run.seconds, self.rungs[run.rung].epochs)
        };
        over.into_iter().map(outcome).collect()
    }

    /// Whether tasks wait for each other at all.
    pub(super) fn has_gates(&self) -> bool {
        self.rungs.len() > 1
    }

    fn task(&self, task: usize) -> &Task {
        &self.runs[task / self.parts].tasks[task % self.parts]
    }

    fn task_mut(&mut self, task: usize) -> &mut Task {
        &mut self.runs[task / self.parts].tasks[task % self.parts]
    }

    /// Ends what is left of a trial that has failed: what comes behind the first part that failed is skipped if it has not begun, and
    /// what waits is told to end. Parts before it go on, so that always the same error is reported.
    fn call_off(&mut self, trial: usize) {
        let Some(failed) = self.runs[trial].tasks.iter().position(Task::failed) else { return };
        for part in 0..self.parts {
            let task = trial * self.parts + part;
            if part > failed && self.ready.contains(&Step::Begin { task }) {
                *self.task_mut(task) = Task::Skipped;
            }
            if let Task::Waiting(_) = self.task(task) {
                *self.task_mut(task) = Task::Going;
                self.ready.push_back(Step::Resume { task, go_on: false });
            }
        }
    }

    /// When all trials have completed a rung, the best of them go on to the next one.
    fn climb(&mut self) {
        while self.rung + 1 < self.rungs.len() {
            let here = |(_, run): &(usize, &Run)| run.rung == self.rung && !run.tasks.iter().any(Task::failed);
            let here = self.runs.iter().enumerate().filter(here);
            let scores = here.map(|(trial, run)| run.score_here().map(|score| (trial, score)));
            let Some(mut scores) = scores.collect::<Option<Vec<_>>>() else { return };
            // Of equal ones the first.
            scores.sort_by(|(_, one), (_, other)| better_first(self.direction, *one, *other));
            let going_on = self.rungs[self.rung + 1].trials.min(scores.len());
            // Those that end make room for those that go on.
            for &(trial, _) in &scores[going_on..] {
                self.release(trial, false);
                self.runs[trial].trial.stop_at(self.rungs[self.rung].epochs);
            }
            let mut best: Vec<usize> = scores[..going_on].iter().map(|&(trial, _)| trial).collect();
            best.sort_unstable();
            for trial in best {
                self.release(trial, true);
                self.runs[trial].rung += 1;
            }
            self.rung += 1;
        }
    }

    fn release(&mut self, trial: usize, go_on: bool) {
        for part in 0..self.parts {
            let task = trial * self.parts + part;
            if let Task::Waiting(_) = self.task(task) {
                *self.task_mut(task) = Task::Going;
                self.ready.push_back(Step::Resume { task, go_on });
            }
        }
    }

    fn is_over(&self, run: &Run) -> bool {
        // A trial that stopped early competes on all rungs that it would have come to.
        let decided = run.rung < self.rung || self.rung + 1 == self.rungs.len() || run.tasks.iter().any(Task::failed);
        decided && run.tasks.iter().all(|task| matches!(task, Task::Done(_) | Task::Skipped))
    }
}

impl Run {
    /// The mean over the parts, when all have completed the rung.
    fn score_here(&self) -> Option<f64> {
        let score = |task: &Task| match task {
            Task::Waiting(score) | Task::Done(Ok(score)) => Some(*score),
            _ => None,
        };
        let scores = self.tasks.iter().map(score).collect::<Option<Vec<f64>>>()?;
        Some(mean(&scores))
    }
}

impl Task {
    fn failed(&self) -> bool {
        matches!(self, Task::Done(Err(_)) | Task::Faulty(_))
    }
}

fn not_finite(score: f64) -> Error {
    Error::Setting { name: "score", value: score, expected: "finite" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(trials: usize, parts: usize, rungs: &[(usize, usize)]) -> Course {
        let trials = (0..trials).map(|number| Trial::new(number, 0, Vec::new(), 9)).collect();
        let rungs = rungs.iter().map(|&(trials, epochs)| Rung { trials, epochs }).collect();
        Course::new(trials, parts, rungs, Direction::Down)
    }

    fn steps(course: &mut Course) -> Vec<Step> {
        core::iter::from_fn(|| course.next()).collect()
    }

    fn resume(tasks: &[(usize, bool)]) -> Vec<Step> {
        tasks.iter().map(|&(task, go_on)| Step::Resume { task, go_on }).collect()
    }

    fn numbers(outcomes: &[Outcome]) -> Vec<(usize, usize)> {
        outcomes.iter().map(|outcome| (outcome.trial().number(), outcome.epochs())).collect()
    }

    #[test]
    fn a_rung_waits_for_all_and_ends_the_worst_first() {
        let mut course = course(3, 1, &[(3, 1), (1, 3)]);
        assert_eq!(steps(&mut course).len(), 3);
        course.reported(2, 0.5);
        course.reported(0, 0.25);
        assert_eq!(steps(&mut course), []);
        course.reported(1, 0.75);
        assert_eq!(steps(&mut course), resume(&[(2, false), (1, false), (0, true)]));
        course.finished(1, Ok(0.75), 1.0);
        assert_eq!(numbers(&course.outcomes()), [(1, 1)]);
        course.finished(0, Ok(0.1), 1.0);
        course.finished(2, Ok(0.5), 1.0);
        assert_eq!(numbers(&course.outcomes()), [(0, 3), (2, 1)]);
        assert_eq!(numbers(&course.outcomes()), []);
    }

    #[test]
    fn a_trial_that_has_ended_competes_on() {
        let mut course = course(3, 1, &[(3, 1), (2, 3), (1, 9)]);
        steps(&mut course);
        course.finished(1, Ok(0.1), 1.0);
        assert_eq!(numbers(&course.outcomes()), [], "how far it comes is not known yet");
        course.reported(0, 0.2);
        course.reported(2, 0.3);
        assert_eq!(steps(&mut course), resume(&[(2, false), (0, true)]));
        course.reported(0, 0.15);
        assert_eq!(steps(&mut course), resume(&[(0, false)]));
        assert_eq!(numbers(&course.outcomes()), [(1, 9)]);
    }

    #[test]
    fn a_failure_calls_off_what_is_behind_it() {
        let mut course = course(2, 3, &[(2, 1), (1, 3)]);
        // Both trials have begun on the first two parts, and the second also on the last.
        let first: Vec<Step> = (0..2).map(|_| course.next().expect("a step")).collect();
        assert_eq!(first, [Step::Begin { task: 0 }, Step::Begin { task: 1 }]);
        course.reported(0, 1.0);
        course.finished(1, Err(Error::Unreported), 1.0);
        // The first part ends, the last one never begins.
        let rest = steps(&mut course);
        assert!(rest.contains(&Step::Resume { task: 0, go_on: false }) && !rest.contains(&Step::Begin { task: 2 }));
        course.finished(0, Ok(1.0), 1.0);
        let outcomes = course.outcomes();
        assert_eq!((numbers(&outcomes), outcomes[0].error()), (vec![(0, 1)], Some(&Error::Unreported)));
        // The other one goes on alone.
        (3..6).for_each(|task| course.reported(task, 5.0));
        assert_eq!(steps(&mut course), resume(&[(3, true), (4, true), (5, true)]));
    }

    #[test]
    fn what_waits_when_its_trial_has_failed_is_told_to_end() {
        let mut course = course(1, 2, &[(1, 1), (1, 3)]);
        steps(&mut course);
        course.finished(1, Err(Error::Unreported), 1.0);
        course.reported(0, 1.0);
        assert_eq!(steps(&mut course), resume(&[(0, false)]));
        course.finished(0, Err(Error::Empty { what: "box" }), 1.0);
        // The first part counts, whichever failed first.
        assert_eq!(course.outcomes()[0].error(), Some(&Error::Empty { what: "box" }));
    }
}
