//! One of the two processes: a driver, called by lines.

use std::env;
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread;

use serde_json::{Value, json};

use super::mail::Mail;
use super::{Failure, Result};

/// A running driver.
pub(super) struct Process {
    child: Child,
    requests: ChildStdin,
    answers: Lines<BufReader<ChildStdout>>,
}

impl Process {
    /// Starts the driver that was built beside this program. The mails that it prints go to `mails`.
    pub(super) fn start(number: usize, mails: Sender<Mail>) -> Result<Self> {
        let driver = env::current_exe()
            .map(|demo| demo.with_file_name(format!("ezauth-driver{}", env::consts::EXE_SUFFIX)));
        let failed =
            Failure::while_doing("The driver does not start; is it built? cargo xtask demo");
        let command = |driver| {
            let mut command = Command::new(driver);
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
        };
        let mut child = driver.and_then(command).map_err(failed)?;
        let streams = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let (Some(requests), Some(answers), Some(errors)) = streams else {
            return Err(Failure::Unplayable("The driver has no streams.".to_owned()));
        };
        thread::spawn(move || listen(number, BufReader::new(errors).lines(), &mails));
        Ok(Self { child, requests, answers: BufReader::new(answers).lines() })
    }

    /// Asks, and waits for the answer: the result of the operation, or the error it was refused with.
    pub(super) fn call(&mut self, operation: &str, with: &Value) -> Result<Answered> {
        let gone = || Failure::surprise("an answer", "nothing: the process has ended");
        let request = json!({ "id": 1, "call": operation, "with": with });
        writeln!(self.requests, "{request}").map_err(|_| gone())?;
        let line = self.answers.next().ok_or_else(gone)?.map_err(|_| gone())?;
        let answer: Value = serde_json::from_str(&line).unwrap_or_default();
        match (answer.get("ok"), answer.get("error")) {
            (Some(result), None) => Ok(Ok(result.clone())),
            (None, Some(error)) => Ok(Err(error.clone())),
            _ => Err(Failure::surprise("a result or an error", line)),
        }
    }
}

/// A result or an error, each as the driver tells it.
pub(super) type Answered = std::result::Result<Value, Value>;

impl Drop for Process {
    /// Closing is an operation; here the process just ends, also after a surprise.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
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
