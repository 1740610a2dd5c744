//! A step in which many threads of several processes call one operation at once.

use std::collections::BTreeMap;

use serde_json::json;

use super::runner::{Result, Runner, merged};
use super::scenario::Step;

impl Runner<'_> {
    /// Starts the threads, lets them go when all wait, and counts how their calls end. What a step
    /// expects and saves is of a call that succeeded.
    pub(super) fn run_race(&mut self, call: &str, step: &Step) -> Result<()> {
        let among = match step.among.as_slice() {
            [] => &self.scenario.processes,
            among => among,
        };
        let mut arguments = Vec::new();
        for process in among {
            let own = step.with_in.get(process).cloned().unwrap_or_default();
            let with = self.arguments(call, step, &merged(&step.with, own))?;
            let threads = step.threads.unwrap_or(8);
            let race = json!({ "call": call, "threads": threads, "with": with });
            let on = step.on.as_deref().unwrap_or("main");
            self.ask(process, &json!({ "call": "race", "on": on, "with": race }))?;
            arguments.push(with);
        }
        // All wait: what follows is as close together as two lines can be.
        for process in among {
            self.send(process, &json!({ "call": "go" }))?;
        }
        let mut answers = Vec::new();
        for (process, with) in among.iter().zip(&arguments) {
            let came = self.receive(process)?;
            let results = came["ok"].as_array().ok_or("the race has no results")?;
            results.iter().try_for_each(|answer| self.check(call, with, answer))?;
            answers.extend(results.iter().cloned());
        }
        self.came = answers.clone().into();
        let mut outcomes = BTreeMap::new();
        for answer in &answers {
            let outcome = answer["error"]["kind"].as_str().unwrap_or("ok");
            *outcomes.entry(outcome.to_owned()).or_default() += 1;
        }
        if outcomes != step.outcomes {
            return Err(format!("{outcomes:?} instead of {:?}", step.outcomes));
        }
        match answers.iter().find_map(|answer| answer.get("ok")) {
            Some(winner) => self.judge(step, winner),
            None => Ok(()),
        }
    }
}
