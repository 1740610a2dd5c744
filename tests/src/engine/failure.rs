//! What is told of a step that failed.

use std::fmt;
use std::path::PathBuf;

use serde_json::Value;

/// A step that did not go as its scenario says, with what is needed to run it again.
#[derive(Debug)]
pub struct Failure {
    /// The file of the scenario.
    pub file: String,
    /// The name of the scenario.
    pub scenario: String,
    /// The number of the step, counted from 1, and inside of the parts that it came from.
    pub step: String,
    /// What is wrong.
    pub problem: String,
    /// The last line that was sent.
    pub sent: Value,
    /// The answer to it.
    pub came: Value,
    /// What the clock showed.
    pub clock: i64,
    /// The folder of the database.
    pub folder: PathBuf,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, scenario, step, problem, sent, came, clock, folder } = self;
        writeln!(f, "{file}: \"{scenario}\", step {step}: {problem}")?;
        writeln!(f, "    sent:   {sent}")?;
        writeln!(f, "    came:   {came}")?;
        writeln!(f, "    clock:  {clock}")?;
        write!(f, "    folder: {}", folder.display())
    }
}
