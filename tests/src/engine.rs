//! The engine: runs scenarios through drivers and judges what comes back.

mod duration;
mod error;
mod expect;
mod failure;
mod play;
mod process;
mod race;
mod runner;
mod scenario;
mod shape;
mod suite;
mod values;

pub(crate) use duration::parse_duration;
pub use failure::Failure;
pub use play::{Played, discard, play};
pub(crate) use process::Process;
pub use scenario::{Control, Scenario};
pub use suite::Suite;

use runner::Runner;

use crate::Table;

/// How a driver is started: a program and its arguments.
pub type Command = Vec<String>;

/// Runs scenarios.
pub struct Engine {
    drivers: Vec<Command>,
    table: Table,
}

impl Engine {
    /// An engine with these drivers. The processes of a scenario take them in turn, so that two
    /// languages meet on one database.
    ///
    /// # Panics
    /// If there is none.
    pub fn new(drivers: Vec<Command>) -> Self {
        assert!(!drivers.is_empty(), "an engine needs a driver");
        Self { drivers, table: Table::load() }
    }

    /// Runs one scenario in a fresh folder.
    ///
    /// # Errors
    /// The first step that did not go as the scenario says. The folder is then kept.
    pub fn run(&self, suite: &Suite, scenario: &Scenario) -> Result<(), Box<Failure>> {
        Runner::new(&self.table, &self.drivers, suite, scenario).run(None)
    }

    /// The same, with a fault seeded in every process. The drivers must be those of such a build.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub fn run_with_fault(
        &self,
        suite: &Suite,
        scenario: &Scenario,
        fault: &str,
    ) -> Result<(), Box<Failure>> {
        Runner::new(&self.table, &self.drivers, suite, scenario).run(Some(fault))
    }
}
