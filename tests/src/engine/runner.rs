//! Runs one scenario.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use tempfile::TempDir;

use super::duration::parse_shift;
use super::expect::{expect, expect_not};
use super::failure::Failure;
use super::process::Process;
use super::scenario::{Scenario, Step};
use super::suite::Suite;
use super::values::{Values, find};
use super::{Command, error, shape};
use crate::Table;

/// What every clock shows at first: a morning in January 2027.
const START: i64 = 1_800_000_000_000;

pub(super) type Result<T> = std::result::Result<T, String>;

/// A result, or the number of the step that failed and why.
type StepResult<T> = std::result::Result<T, (String, String)>;

/// A scenario in the middle of its steps.
pub(super) struct Runner<'a> {
    table: &'a Table,
    drivers: &'a [Command],
    suite: &'a Suite,
    pub(super) scenario: &'a Scenario,
    fault: Option<&'a str>,
    folder: TempDir,
    processes: BTreeMap<String, Process>,
    values: Values,
    clock: i64,
    requests: u64,
    sent: Value,
    pub(super) came: Value,
}

impl<'a> Runner<'a> {
    pub(super) fn new(
        table: &'a Table,
        drivers: &'a [Command],
        suite: &'a Suite,
        scenario: &'a Scenario,
    ) -> Self {
        Self {
            table,
            drivers,
            suite,
            scenario,
            fault: None,
            folder: tempfile::tempdir().expect("a folder for the database"),
            processes: BTreeMap::new(),
            values: Values::default(),
            clock: START,
            requests: 0,
            sent: Value::Null,
            came: Value::Null,
        }
    }

    /// Runs it, with this fault seeded in every process.
    pub(super) fn run(mut self, fault: Option<&'a str>) -> std::result::Result<(), Box<Failure>> {
        let scenario = self.scenario;
        self.fault = fault;
        let result = self.begin().map_err(|problem| ("0".to_owned(), problem));
        match result.and_then(|()| self.run_steps(&scenario.steps, "")) {
            Ok(()) => Ok(()),
            Err((step, problem)) => Err(Box::new(Failure {
                file: scenario.file().to_owned(),
                scenario: scenario.name().to_owned(),
                step,
                problem,
                sent: self.sent,
                came: self.came,
                clock: self.clock,
                folder: self.folder.keep(),
            })),
        }
    }

    fn begin(&mut self) -> Result<()> {
        let folder = self.folder.path().display().to_string();
        self.values.set("database", format!("{folder}/accounts.db").into());
        self.values.set("folder", folder.into());
        self.values.set("now", self.clock.into());
        for process in &self.scenario.processes {
            self.spawn(process)?;
            let open = Step {
                call: Some("open".to_owned()),
                process: Some(process.clone()),
                ..Step::default()
            };
            self.run_call("open", &open)?;
        }
        Ok(())
    }

    /// Runs steps; the first that fails is told by its number, behind that of the step around it.
    fn run_steps(&mut self, steps: &[Step], around: &str) -> StepResult<()> {
        for (at, step) in steps.iter().enumerate() {
            let number = format!("{around}{}", at + 1);
            for round in 1..=step.repeat.unwrap_or(1) {
                self.values.set("n", round.into());
                self.run_step(step, &number)?;
            }
        }
        Ok(())
    }

    fn run_step(&mut self, step: &Step, number: &str) -> StepResult<()> {
        if let Some(part) = &step.part {
            self.give(&step.given).map_err(|problem| (number.to_owned(), problem))?;
            return self.run_steps(self.suite.part(part), &format!("{number} ({part}) > "));
        }
        self.act(step).map_err(|problem| (number.to_owned(), problem))
    }

    fn act(&mut self, step: &Step) -> Result<()> {
        if let Some(call) = &step.call {
            self.run_call(call, step)
        } else if let Some(call) = &step.race {
            self.run_race(call, step)
        } else if let Some(process) = &step.spawn {
            self.spawn(process)
        } else if let Some(process) = &step.kill {
            self.processes.remove(process).ok_or("it does not run")?.kill();
            Ok(())
        } else if let Some(shift) = &step.advance {
            let shift = parse_shift(shift).ok_or("`advance` takes a duration")?;
            self.set_clock(self.clock.saturating_add(shift))
        } else {
            let to = self.values.fill(step.set_clock.as_ref().unwrap_or(&Value::Null))?;
            self.set_clock(to.as_i64().ok_or("`set_clock` takes milliseconds")?)
        }
    }

    fn give(&mut self, given: &Map<String, Value>) -> Result<()> {
        for (name, value) in self.values.fill_map(given)? {
            self.values.set(&name, value);
        }
        Ok(())
    }

    fn spawn(&mut self, process: &str) -> Result<()> {
        let driver = &self.drivers[self.processes.len() % self.drivers.len()];
        self.processes.insert(process.to_owned(), Process::start(driver)?);
        let Some(fault) = self.fault else { return Ok(()) };
        let seed = json!({ "call": "seed_fault", "with": { "fault": fault } });
        let answer = self.ask(process, &seed)?;
        answer.get("ok").map(drop).ok_or_else(|| format!("the fault is not seeded: {answer}"))
    }

    fn set_clock(&mut self, now: i64) -> Result<()> {
        self.clock = now;
        self.values.set("now", now.into());
        let names: Vec<_> = self.processes.keys().cloned().collect();
        let set = json!({ "call": "set_clock", "with": { "now": now } });
        names.iter().try_for_each(|process| {
            let answer = self.ask(process, &set)?;
            answer.get("ok").map(drop).ok_or_else(|| format!("the clock is not set: {answer}"))
        })
    }

    fn run_call(&mut self, call: &str, step: &Step) -> Result<()> {
        let with = self.arguments(call, step, &step.with)?;
        let process = step.process.clone().unwrap_or_else(|| self.first_process());
        let on = step.on.as_deref().unwrap_or("main");
        let request = json!({ "call": call, "on": on, "with": with });
        let answer = self.ask(&process, &request)?;
        self.check(call, &with, &answer)?;
        match (&step.error, answer.get("error")) {
            (Some(expected), Some(error)) => return expected.compare(error),
            (Some(expected), None) => return Err(format!("it is no `{}`", expected.kind())),
            (None, Some(error)) => return Err(format!("it was refused: {}", error["message"])),
            (None, None) => {}
        }
        self.judge(step, &answer["ok"])
    }

    /// The arguments as they are sent. Settings stand in the step, over those of the scenario.
    pub(super) fn arguments(
        &self,
        call: &str,
        step: &Step,
        with: &Map<String, Value>,
    ) -> Result<Value> {
        let mut with = self.values.fill_map(with)?;
        if matches!(call, "open" | "replace_key") {
            let database = Map::from_iter([("database".to_owned(), "${database}".into())]);
            let settings = merged(&database, self.scenario.settings.clone());
            let settings = merged(&settings, step.settings.clone());
            with.insert("settings".to_owned(), self.values.fill_map(&settings)?.into());
        }
        if call == "open" {
            let clock = (!step.system_clock).then_some(self.clock);
            with.insert("clock".to_owned(), clock.into());
            with.insert("sender".to_owned(), step.sender.clone().into());
        }
        Ok(with.into())
    }

    /// What holds for every answer, whatever a step expects.
    pub(super) fn check(&self, call: &str, with: &Value, answer: &Value) -> Result<()> {
        if let Some(error) = answer.get("error") {
            return error::check(self.table, call, with, error);
        }
        let result = answer.get("ok").ok_or_else(|| format!("the driver fails: {answer}"))?;
        match self.table.operation(call) {
            Some(operation) => shape::check(self.table, &operation.result, result),
            None => Ok(()),
        }
    }

    pub(super) fn judge(&mut self, step: &Step, result: &Value) -> Result<()> {
        for (name, path) in &step.save {
            let name = self.values.fill_name(name)?;
            self.values.set(&name, find(result, path)?);
        }
        if let Some(expected) = &step.expect {
            expect(result, &self.values.fill(expected)?)?;
        }
        if let Some(unexpected) = &step.expect_not {
            expect_not(result, &self.values.fill(unexpected)?)?;
        }
        Ok(())
    }

    fn first_process(&self) -> String {
        self.scenario.processes.first().map_or("one", String::as_str).to_owned()
    }

    pub(super) fn ask(&mut self, process: &str, request: &Value) -> Result<Value> {
        self.send(process, request)?;
        self.receive(process)
    }

    pub(super) fn send(&mut self, process: &str, request: &Value) -> Result<()> {
        self.requests += 1;
        self.sent = request.clone();
        self.sent["id"] = self.requests.into();
        self.came = Value::Null;
        self.processes.get_mut(process).ok_or_else(|| not_running(process))?.send(&self.sent)
    }

    pub(super) fn receive(&mut self, process: &str) -> Result<Value> {
        self.came = self.processes.get(process).ok_or_else(|| not_running(process))?.receive()?;
        Ok(self.came.clone())
    }
}

pub(super) fn merged(under: &Map<String, Value>, over: Map<String, Value>) -> Map<String, Value> {
    let mut merged = under.clone();
    merged.extend(over);
    merged
}

fn not_running(process: &str) -> String {
    format!("no process `{process}` runs")
}
