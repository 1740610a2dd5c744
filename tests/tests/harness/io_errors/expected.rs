//! What a call must do, and whether it does so on a failing disk.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::Value;

use super::cases::{CASES, Case};
use super::stage::{Origin, Stage};
use super::trouble::{Kind, Which};

/// What has been tried.
#[derive(Default)]
pub(super) struct Tally {
    failures: u64,
    told: u64,
    done: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { failures, told, done } = self;
        let operations = CASES.iter().map(|case| case.operation).collect::<BTreeSet<_>>().len();
        write!(
            f,
            "{failures} failures in {operations} operations, {told} told and undone, or whole, \
             {done} overcome; all could be called again"
        )
    }
}

/// What must not be.
#[derive(Debug)]
pub(super) struct Wrong {
    #[expect(dead_code, reason = "it is printed")]
    operation: &'static str,
    #[expect(dead_code, reason = "it is printed")]
    failure: String,
    #[expect(dead_code, reason = "it is printed")]
    what: String,
    /// Whether the call that met the failure was answered wrongly.
    pub(super) is_answer: bool,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:#?}")
    }
}

/// The turns of a call: what each draws is its own.
const FIRST: u64 = 0;
const AGAIN: u64 = 1;

/// What a call answers on a disk that works, and the state that it leaves.
type Outcome = (Value, u64);

/// What a call does on a disk that works.
pub(super) struct Expected<'a> {
    origin: &'a Origin,
    case: &'static Case,
    before: u64,
    first: Outcome,
    /// When it is made a second time,
    again: Outcome,
    /// and when it is made a second time after a first that has not happened.
    anew: Outcome,
}

impl<'a> Expected<'a> {
    pub(super) fn of(origin: &'a Origin, case: &'static Case) -> Self {
        let call = |stage: &mut Stage<'_>, turn| {
            let answer = stage.call(turn);
            stage.check().unwrap();
            (answer, stage.state().unwrap())
        };
        let mut stage = Stage::new(origin, case);
        let before = stage.state().unwrap();
        let (first, again) = (call(&mut stage, FIRST), call(&mut stage, AGAIN));
        let anew = call(&mut Stage::new(origin, case), AGAIN);
        Self { origin, case, before, first, again, anew }
    }

    /// Makes the call while the disk fails, and judges all that comes of it. Says whether it has met a
    /// failure.
    pub(super) fn try_with(
        &self,
        kind: Kind,
        which: Which,
        words: &str,
        tally: &mut Tally,
    ) -> Result<bool, Wrong> {
        let Self { origin, case, before, first, again, anew } = self;
        let wrong = |is_answer, what: String| Wrong {
            operation: case.operation,
            failure: words.to_owned(),
            what,
            is_answer,
        };
        let broken = |error| wrong(false, format!("afterwards: {error}"));
        let mut stage = Stage::new(origin, case);
        stage.trouble.arm(kind, which);
        let answer = stage.call(FIRST);
        let failures = stage.trouble.disarm();
        let state = stage.state().map_err(broken)?;
        let is_told =
            answer["error"]["kind"] == "storage" && answer["error"]["storage"] == kind.reason();
        if !(answer == first.0 || failures > 0 && is_told) {
            return Err(wrong(true, format!("it answers {answer}, not {}", first.0)));
        }
        let is_after = self.is_state(state, first.1);
        let may_be_before = is_told || case.rides;
        let is_before = state == *before;
        if !(is_after || is_before && may_be_before) {
            let what = format!("after {answer}, the file is neither as before nor as after");
            return Err(wrong(false, what));
        }

        // Once more, on a disk that works: for the first time if it has not happened.
        let (right, end) = if is_after { again } else { anew };
        let answer = stage.call(AGAIN);
        if answer != *right {
            return Err(wrong(false, format!("called again, it answers {answer}, not {right}")));
        }
        stage.close();
        let state = stage.state().map_err(broken)?;
        // A first open that fails may leave a key behind, which the next one takes.
        if !(self.is_state(state, *end) || case.anew && state == first.1) {
            return Err(wrong(false, "called again, it leaves another state".to_owned()));
        }
        if case.operation == "replace_key" {
            stage.check().and_then(|()| stage.open()).map_err(broken)?;
        }
        tally.failures += u64::from(failures > 0);
        tally.told += u64::from(is_told);
        tally.done += u64::from(failures > 0 && !is_told);
        Ok(failures > 0)
    }

    /// Whether this is the state after the call. What replaces a key has randomness of its own, and no
    /// state of it is like another.
    fn is_state(&self, state: u64, expected: u64) -> bool {
        match self.case.operation {
            "replace_key" => state != self.before,
            _ => state == expected,
        }
    }
}
