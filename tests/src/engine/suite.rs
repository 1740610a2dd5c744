//! Scenarios read from files, and checked against the table before anything runs.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Map;

use super::error::ExpectedError;
use super::scenario::{Scenario, Step};
use crate::{Operation, Table};

/// The scenarios of a folder.
#[derive(Debug)]
pub struct Suite {
    scenarios: Vec<Scenario>,
    parts: BTreeMap<String, Vec<Step>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "scenario")]
    scenarios: Vec<Scenario>,
    #[serde(default, rename = "part")]
    parts: Vec<Part>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    name: String,
    steps: Vec<Step>,
}

/// Calls of the driver that are no operations.
const CONTROLS: [&str; 2] = ["collected", "seed_fault"];

impl Suite {
    /// Reads every `.toml` file of a folder.
    ///
    /// # Errors
    /// The file and what is wrong with it: an unknown key, operation, parameter, error or part.
    pub fn load(folder: &Path) -> Result<Self, String> {
        Self::load_with(folder, &[])
    }

    /// The same, with the parts of files that lie elsewhere.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn load_with(folder: &Path, more: &[PathBuf]) -> Result<Self, String> {
        let entries =
            folder.read_dir().map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
        paths.retain(|path| path.extension().is_some_and(|it| it == "toml"));
        paths.extend(more.iter().cloned());
        paths.sort();
        let mut suite = Self { scenarios: Vec::new(), parts: BTreeMap::new() };
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let text =
                std::fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
            suite.add(&name, &text)?;
        }
        suite.checked()
    }

    /// Reads one file's text.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn parse(file: &str, text: &str) -> Result<Self, String> {
        let mut suite = Self { scenarios: Vec::new(), parts: BTreeMap::new() };
        suite.add(file, text)?;
        suite.checked()
    }

    /// The scenarios, file by file.
    pub fn scenarios(&self) -> &[Scenario] {
        &self.scenarios
    }

    /// Every operation that a scenario calls, itself or through a part.
    pub fn operations(&self) -> BTreeSet<&str> {
        self.scenarios.iter().flat_map(|scenario| self.operations_of(scenario)).collect()
    }

    /// Every operation that this scenario calls, itself or through a part.
    pub fn operations_of<'a>(&'a self, scenario: &'a Scenario) -> BTreeSet<&'a str> {
        let mut operations = BTreeSet::new();
        self.add_operations(&scenario.steps, &mut operations);
        operations
    }

    fn add_operations<'a>(&'a self, steps: &'a [Step], operations: &mut BTreeSet<&'a str>) {
        for step in steps {
            if let Some(part) = &step.part {
                self.add_operations(self.part(part), operations);
            }
            operations.extend(step.call.as_deref().or(step.race.as_deref()));
        }
    }

    pub(super) fn part(&self, name: &str) -> &[Step] {
        self.parts.get(name).map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, file: &str, text: &str) -> Result<(), String> {
        let read: File = toml::from_str(text).map_err(|error| format!("{file}: {error}"))?;
        for part in read.parts {
            if self.parts.insert(part.name.clone(), part.steps).is_some() {
                return Err(format!("{file}: two parts are named `{}`", part.name));
            }
        }
        let scenarios = read.scenarios.into_iter();
        self.scenarios.extend(scenarios.map(|it| Scenario { file: file.to_owned(), ..it }));
        Ok(())
    }

    fn checked(self) -> Result<Self, String> {
        let table = Table::load();
        let mut names = BTreeSet::new();
        for scenario in &self.scenarios {
            if !names.insert(&scenario.name) {
                return Err(format!("two scenarios are named \"{}\"", scenario.name));
            }
        }
        for (place, step) in self.steps() {
            self.check(&table, step).map_err(|problem| format!("{place}: {problem}"))?;
        }
        Ok(self)
    }

    /// Every step with where it stands.
    fn steps(&self) -> impl Iterator<Item = (String, &Step)> {
        let place =
            |file: &str, name: &str, at: usize| format!("{file}: \"{name}\", step {}", at + 1);
        let scenarios = self.scenarios.iter().flat_map(move |it| {
            let steps = it.steps.iter().enumerate();
            steps.map(move |(at, step)| (place(&it.file, &it.name, at), step))
        });
        let parts = self.parts.iter().flat_map(move |(name, steps)| {
            steps.iter().enumerate().map(move |(at, step)| (place("part", name, at), step))
        });
        scenarios.chain(parts)
    }

    fn check(&self, table: &Table, step: &Step) -> Result<(), String> {
        let actions = [&step.call, &step.race, &step.part, &step.spawn, &step.kill, &step.advance];
        let actions = actions.into_iter().flatten().count() + usize::from(step.set_clock.is_some());
        if actions != 1 {
            return Err("a step does exactly one thing".to_owned());
        }
        if let Some(part) = step.part.as_deref().filter(|part| !self.parts.contains_key(*part)) {
            return Err(format!("there is no part `{part}`"));
        }
        let Some(call) = step.call.as_deref().or(step.race.as_deref()) else {
            return Ok(());
        };
        if CONTROLS.contains(&call) {
            return Ok(());
        }
        let operation = table.operation(call).ok_or_else(|| format!("no operation `{call}`"))?;
        check_parameters(operation, step)?;
        let kinds = step.outcomes.keys().map(String::as_str).filter(|outcome| *outcome != "ok");
        let mut kinds = kinds.chain(step.error.as_ref().map(ExpectedError::kind));
        match kinds.find(|kind| !table.may_answer(call, kind)) {
            Some(kind) => Err(format!("the table does not say that `{call}` can answer `{kind}`")),
            None => Ok(()),
        }
    }
}

/// `settings` stand in the step itself, and the arguments of a race may come from `with_in`.
fn check_parameters(operation: &Operation, step: &Step) -> Result<(), String> {
    let given: BTreeSet<_> =
        step.with_in.values().chain([&step.with]).flat_map(Map::keys).map(String::as_str).collect();
    let parameters = || operation.parameters.iter().filter(|it| it.name != "settings");
    if let Some(unknown) = given.iter().find(|name| !parameters().any(|it| it.name == **name)) {
        return Err(format!("`{}` has no parameter `{unknown}`", operation.name));
    }
    match parameters().find(|it| !it.optional && !given.contains(it.name.as_str())) {
        Some(missing) => Err(format!("`{}` needs `{}`", operation.name, missing.name)),
        None => Ok(()),
    }
}
