//! Programs that take turns with the library.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::measure::Contestant;
use crate::{Outcome, root};

/// A process that reads how many calls to make, and answers with the nanoseconds that they took.
pub(crate) struct Program {
    process: Child,
    asked: ChildStdin,
    answered: BufReader<ChildStdout>,
}

impl Program {
    /// Starts it and lets it answer once, so that what cannot run is found here.
    pub(crate) fn start(command: &[&str], arguments: &[&Path]) -> Outcome<Self> {
        let (name, fixed) = command.split_first().ok_or("a command has a name")?;
        // A path is looked for from the top of the workspace, which is where it runs.
        let named = match name.contains('/') {
            true => root().join(name),
            false => PathBuf::from(name),
        };
        let mut called = Command::new(named);
        called.args(fixed).args(arguments).current_dir(root());
        let mut process = called.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let asked = process.stdin.take().ok_or("the input is a pipe")?;
        let answered = BufReader::new(process.stdout.take().ok_or("the output is a pipe")?);
        let mut program = Self { process, asked, answered };
        program.ask(1)?;
        Ok(program)
    }

    /// The seconds of one call, over so many.
    fn ask(&mut self, calls: u32) -> Outcome<f64> {
        writeln!(self.asked, "{calls}")?;
        let mut line = String::new();
        self.answered.read_line(&mut line)?;
        let nanos: f64 = line.trim().parse().map_err(|_| "it has ended")?;
        Ok(nanos / 1e9 / f64::from(calls))
    }

    /// So many calls are its turn.
    pub(crate) fn contestant(mut self, calls: u32) -> Contestant<'static> {
        Box::new(move || self.ask(calls))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It has written nothing; it ends here also where it would wait for more input.
        drop(self.process.kill());
        drop(self.process.wait());
    }
}
