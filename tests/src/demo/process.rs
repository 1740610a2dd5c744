//! One of the processes: a driver, and the mail that it prints.

use std::io::{BufRead, BufReader, Lines};
use std::process::Stdio;
use std::sync::mpsc::Sender;
use std::thread;

use serde_json::{Value, json};

use super::language::Language;
use super::mail::Mail;
use super::{Failure, Result};
use crate::engine;

/// A running driver.
pub(super) struct Process(engine::Process);

/// A result or an error, each as the driver tells it.
pub(super) type Answered = std::result::Result<Value, Value>;

impl Process {
    /// Starts a driver. The mails that it prints go to `mails`.
    pub(super) fn start(number: usize, mails: Sender<Mail>) -> Result<Self> {
        let mut driver = Language::of(number).driver()?;
        let mut process =
            engine::Process::spawn(driver.stderr(Stdio::piped())).map_err(|problem| {
                Failure::Unplayable(format!("{problem}. Try `cargo xtask demo`."))
            })?;
        if let Some(errors) = process.take_errors() {
            thread::spawn(move || listen(number, BufReader::new(errors).lines(), &mails));
        }
        Ok(Self(process))
    }

    /// Asks, and waits for the answer: the result of the operation, or the error it was refused with.
    pub(super) fn call(&mut self, operation: &str, with: &Value) -> Result<Answered> {
        let gone = |problem| Failure::surprise("an answer", problem);
        self.0.send(&json!({ "id": 1, "call": operation, "with": with })).map_err(gone)?;
        let answer = self.0.receive().map_err(gone)?;
        match (answer.get("ok"), answer.get("error")) {
            (Some(result), None) => Ok(Ok(result.clone())),
            (None, Some(error)) => Ok(Err(error.clone())),
            _ => Err(Failure::surprise("a result or an error", answer)),
        }
    }
}

/// Passes mails on, and everything else to the reader: it should not be there.
#[expect(clippy::print_stderr, reason = "what a process complains of must be seen")]
fn listen(number: usize, mut lines: Lines<impl BufRead>, mails: &Sender<Mail>) {
    while let Some(Ok(line)) = lines.next() {
        match Mail::read(number, &line, &mut lines) {
            Some(mail) => drop(mails.send(mail)),
            None => eprintln!("process {}: {line}", number + 1),
        }
    }
}
