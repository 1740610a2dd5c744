//! A driver process and the lines to and from it.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStderr, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// How long an answer may take before the driver counts as hung: longer than any wait of the
/// library.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running driver. It is killed when dropped.
pub(crate) struct Process {
    child: Child,
    input: ChildStdin,
    answers: Receiver<String>,
}

impl Process {
    pub(super) fn start(command: &[String]) -> Result<Self, String> {
        let [program, arguments @ ..] = command else {
            return Err("the command of a driver is empty".to_owned());
        };
        Self::spawn(Command::new(program).args(arguments))
    }

    /// Starts a driver whose standard error leads where `command` says.
    pub(crate) fn spawn(command: &mut Command) -> Result<Self, String> {
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let program = command.get_program().display();
        let mut child = child.map_err(|error| format!("`{program}` does not start: {error}"))?;
        let (input, output) = child.stdin.take().zip(child.stdout.take()).expect("both are piped");
        let (sender, answers) = channel();
        thread::spawn(move || {
            let lines = BufReader::new(output).lines().map_while(Result::ok);
            lines.map(|line| sender.send(line)).take_while(Result::is_ok).for_each(drop);
        });
        Ok(Self { child, input, answers })
    }

    /// What it writes on standard error, where that is piped and has not been taken yet.
    pub(crate) fn take_errors(&mut self) -> Option<ChildStderr> {
        self.child.stderr.take()
    }

    pub(crate) fn send(&mut self, request: &Value) -> Result<(), String> {
        writeln!(self.input, "{request}").map_err(|error| format!("the driver is gone: {error}"))
    }

    pub(crate) fn receive(&self) -> Result<Value, String> {
        let line = self.answers.recv_timeout(PATIENCE);
        let line = line.map_err(|error| format!("the driver does not answer: {error}"))?;
        serde_json::from_str(&line).map_err(|error| format!("not an answer: {error}: {line}"))
    }

    /// Ends it as a crash or `kill -9` does, in the middle of whatever it is doing.
    pub(super) fn kill(&mut self) {
        // It may have ended by itself, which is as good.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}
