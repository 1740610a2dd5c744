//! A child process and the lines to and from it.

use std::ffi::OsStr;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child as Process, ChildStdout, Command, Stdio};
use std::sync::mpsc::Sender;
use std::thread::JoinHandle;
use std::time::Duration;

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_harness_child");

/// A running child. It is killed when dropped.
pub(crate) struct Child {
    process: Process,
    /// What it says, unless that goes to a channel.
    output: Option<BufReader<ChildStdout>>,
}

impl Child {
    pub(crate) fn start<S: AsRef<OsStr>>(arguments: &[S]) -> Self {
        Self::start_by(Command::new(PROGRAM), arguments)
    }

    /// Starts it by a command that already says how.
    pub(crate) fn start_by<S: AsRef<OsStr>>(mut command: Command, arguments: &[S]) -> Self {
        let mut process = command
            .args(arguments)
            // Of a panic, the line will do: finding the names of a trace takes longer than the rest.
            .env("RUST_BACKTRACE", "0")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = process.stdout.take().map(BufReader::new);
        Self { process, output }
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    pub(crate) fn send(&mut self, line: &str) {
        let input = self.process.stdin.as_mut().unwrap();
        input.write_all(format!("{line}\n").as_bytes()).unwrap();
    }

    /// The next line, or none if the child has ended.
    pub(crate) fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        self.output.as_mut().unwrap().read_line(&mut line).unwrap();
        line.pop().map(|_| line)
    }

    /// Sends each further line to a channel, from a thread that ends with the child.
    pub(crate) fn send_lines<T: Send + 'static>(
        &mut self,
        to: Sender<T>,
        made: impl Fn(String) -> T + Send + 'static,
    ) -> JoinHandle<()> {
        let output = self.output.take().unwrap();
        std::thread::spawn(move || {
            // Nobody may want to hear any more.
            output.lines().map_while(Result::ok).try_for_each(|line| to.send(made(line))).ok();
        })
    }

    /// Ends it with SIGKILL.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Ends it with SIGKILL after this wait, and gives what it has said until then.
    pub(crate) fn kill_after(mut self, wait: Duration) -> Vec<String> {
        pause(wait);
        self.kill();
        self.output.take().unwrap().lines().collect::<io::Result<_>>().unwrap()
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        // It may have been killed, and waited for, already.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

#[expect(clippy::disallowed_methods, reason = "how long to wait is drawn, or what is asked for")]
pub(crate) fn pause(wait: Duration) {
    std::thread::sleep(wait);
}
