//! The form of a scenario.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::error::ExpectedError;

/// One story, told in steps.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    pub(super) name: String,
    #[serde(skip)]
    pub(super) file: String,
    /// Why what it tells is not so yet. It must then fail, so that nobody forgets to take this away.
    pub(super) not_yet: Option<String>,
    /// The fault that must make it fail, so that one knows that it can.
    pub(super) control: Option<Control>,
    /// Settings of every `open`, besides `database`.
    #[serde(default)]
    pub(super) settings: Map<String, Value>,
    /// The processes that are there and have opened `main` before the first step.
    #[serde(default = "one_process")]
    pub(super) processes: Vec<String>,
    pub(super) steps: Vec<Step>,
}

/// A fault to seed in every process of a scenario, and what is then told of the step that fails.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// Its name.
    pub fault: String,
    /// A text in the problem: it must fail by what it is about, and not in its beginning.
    pub shows: String,
}

/// One step: exactly one of the first group.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Step {
    /// An operation, `collected` or `seed_fault`.
    pub(super) call: Option<String>,
    /// An operation that many threads call at once.
    pub(super) race: Option<String>,
    /// A part, with its steps.
    #[serde(rename = "use")]
    pub(super) part: Option<String>,
    /// A process to start, to kill.
    pub(super) spawn: Option<String>,
    pub(super) kill: Option<String>,
    /// Where to move the clock of all processes, relative and absolute.
    pub(super) advance: Option<String>,
    pub(super) set_clock: Option<Value>,

    /// The process, by default the first; the handle, by default `main`.
    #[serde(rename = "in")]
    pub(super) process: Option<String>,
    pub(super) on: Option<String>,
    pub(super) with: Map<String, Value>,
    /// For `open` and `replace_key`: settings over those of the scenario.
    pub(super) settings: Map<String, Value>,
    /// For `open`.
    pub(super) sender: Option<String>,
    pub(super) system_clock: bool,
    /// For a race: how many threads in each of these processes, and arguments of one process.
    pub(super) threads: Option<u32>,
    pub(super) among: Vec<String>,
    pub(super) with_in: BTreeMap<String, Map<String, Value>>,
    /// For a part: what to save before it.
    #[serde(rename = "let")]
    pub(super) given: Map<String, Value>,

    pub(super) expect: Option<Value>,
    pub(super) expect_not: Option<Value>,
    pub(super) error: Option<ExpectedError>,
    /// For a race: how many calls end how, `ok` or a kind of error.
    pub(super) outcomes: BTreeMap<String, u64>,
    pub(super) save: BTreeMap<String, String>,
    pub(super) repeat: Option<u32>,
}

impl Scenario {
    /// What it shows.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The file it stands in.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The number of the attack that it plays, which stands before a colon, in front of its name.
    pub fn id(&self) -> Option<&str> {
        self.name.split_once(": ").map(|(id, _)| id)
    }

    /// What must make it fail in a build with faults, if that is known of it.
    pub fn control(&self) -> Option<&Control> {
        self.control.as_ref()
    }

    /// Why it is expected to fail, if it is.
    pub fn not_yet(&self) -> Option<&str> {
        self.not_yet.as_deref()
    }
}

fn one_process() -> Vec<String> {
    vec!["one".to_owned()]
}
