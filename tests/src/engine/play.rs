//! Playing a whole suite, a few scenarios at once.

use std::fs;
use std::sync::Mutex;
use std::thread;

use super::failure::Failure;
use super::scenario::Scenario;
use super::suite::Suite;
use super::{Command, Engine};

/// Scenarios wait for the disk more than for a core.
const AT_ONCE: usize = 4;

/// How scenarios went.
#[derive(Debug, Default)]
pub struct Played {
    /// How many went as they are told.
    pub passed: usize,
    /// How many tell what is not so yet, and failed as they must.
    pub not_yet: usize,
    /// Those that call what the language of a driver does not have, by where they stopped.
    pub unsupported: Vec<Box<Failure>>,
    /// What is wrong with the others.
    pub failures: Vec<String>,
}

/// Plays the scenarios whose name holds `chosen`. `every` says that the drivers must support all of
/// them.
///
/// # Panics
/// If a thread does.
pub fn play(drivers: &[Command], suite: &Suite, chosen: &str, every: bool) -> Played {
    let engine = Engine::new(drivers.to_vec());
    let waiting = suite.scenarios().iter().filter(|it| it.name().contains(chosen));
    let (waiting, played) = (Mutex::new(waiting), Mutex::new(Played::default()));
    let next = || waiting.lock().expect("no thread panics").next();
    let run_all = || {
        while let Some(scenario) = next() {
            let went = engine.run(suite, scenario);
            played.lock().expect("no thread panics").add(scenario, went, every);
        }
    };
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(run_all);
        }
    });
    let mut played = played.into_inner().expect("no thread panics");
    played.failures.sort();
    played
}

impl Played {
    /// Judges how one went.
    pub fn add(&mut self, scenario: &Scenario, went: Result<(), Box<Failure>>, every: bool) {
        match (went, scenario.not_yet()) {
            (Ok(()), None) => self.passed += 1,
            (Err(failure), _) if !every && failure.came["unsupported"] == true => {
                discard(&failure);
                self.unsupported.push(failure);
            }
            (Err(failure), None) => self.failures.push(failure.to_string()),
            (Err(failure), Some(_)) => {
                discard(&failure);
                self.not_yet += 1;
            }
            (Ok(()), Some(reason)) => {
                let name = scenario.name();
                self.failures.push(format!("\"{name}\" holds now: take `not_yet` away ({reason})"));
            }
        }
    }

    /// One line that says how many went how.
    pub fn summary(&self) -> String {
        let Self { passed, not_yet, unsupported, failures } = self;
        let (unsupported, failed) = (unsupported.len(), failures.len());
        format!("{passed} passed, {failed} failed, {not_yet} not yet, {unsupported} not supported")
    }

    /// # Panics
    /// If one failed, or none passed.
    pub fn demand(&self) {
        assert!(self.failures.is_empty(), "\n\n{}\n", self.failures.join("\n\n"));
        assert!(self.passed > 0, "no scenario is called so, or none is supported");
    }
}

/// Removes the database of a failure at which nobody will look.
///
/// # Panics
/// If it is not there.
pub fn discard(failure: &Failure) {
    fs::remove_dir_all(&failure.folder).expect("the folder was kept");
}
