//! The driver: a process through which the engine calls the Rust library.
//!
//! Every language has one. It reads a request a line and answers with a line, and converts: it
//! decides nothing and checks nothing. `README.md` tells the lines.

mod answer;
mod arguments;
mod control;
mod operations;
mod records;
mod sender;

use std::io::{BufRead, Write};

use ezauth_core::Accounts;
use serde_json::{Value, json};

use answer::{Answer, Outcome};
use arguments::Arguments;
use control::Process;

/// The handle of a request that names none.
const DEFAULT_HANDLE: &str = "main";

/// Answers requests until the input ends.
///
/// # Errors
/// If reading or writing fails: the engine has gone.
pub fn run(input: impl BufRead, mut output: impl Write) -> std::io::Result<()> {
    let mut process = Process::default();
    for line in input.lines() {
        let answer = answer(&mut process, &line?);
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

/// Calls an operation of these accounts, and gives what the line with the answer says of it: `ok`,
/// `error` or `failure`.
pub fn call(accounts: &Accounts, operation: &str, with: Value) -> Value {
    let with = Arguments::new(with);
    answer::contained(|| operations::call(accounts, operation, &with)).into_value()
}

/// What the line with the answer says of a call that gives nothing.
pub fn call_for_nothing(call: impl FnOnce() -> ezauth_core::Result<()>) -> Value {
    answer::contained(|| Ok(call().map(|()| Value::Null)?)).into_value()
}

fn answer(process: &mut Process, line: &str) -> Value {
    let Ok(request) = serde_json::from_str::<Value>(line) else {
        return json!({ "id": null, "failure": "the line is not JSON" });
    };
    let handle = request["on"].as_str().unwrap_or(DEFAULT_HANDLE);
    let with = Arguments::new(request["with"].clone());
    let outcome = match request["call"].as_str() {
        Some(call) => answer::contained(|| perform(process, handle, call, &with)),
        None => Outcome::failure("`call` is missing"),
    };
    outcome.into_line(&request["id"])
}

fn perform(process: &mut Process, handle: &str, call: &str, with: &Arguments) -> Answer {
    match call {
        "open" => process.open(handle, with),
        "close" => process.close(handle),
        "replace_key" => control::replace_key(with),
        "set_clock" => process.set_clock(with),
        "collected" => process.collected(handle, with),
        "race" => process.race(handle, with),
        "go" => process.go(),
        #[cfg(feature = "seeded-faults")]
        "seed_fault" => control::seed_fault(with),
        // Ends as a crash would: nothing is closed, and no answer comes.
        "abort" => std::process::abort(),
        operation => operations::call(process.accounts(handle)?, operation, with),
    }
}
