//! `get_session` from other languages: programs that take turns with the library in this process.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::measure::{Contestant, take_turns, timed};
use crate::scale::Scale;
use crate::stock::{Stock, token};
use crate::table::{BETTER_SQLITE3, FROM_C, FROM_NODE, FROM_PYTHON, Row, Table};
use crate::{Outcome, micros, root};

/// How many sessions they ask for, in the same order.
const TOKENS: u32 = 5_000;

/// What stands beside the library: its row, and how it is called.
const PROGRAMS: [(&Row, &[&str]); 4] = [
    (&FROM_C, &["target/bench/get_session"]),
    (&FROM_PYTHON, &["target/xtask/python/bin/python", "benches/programs/get_session.py"]),
    (&FROM_NODE, &["node", "benches/programs/get_session.mjs"]),
    (&BETTER_SQLITE3, &["node", "benches/programs/better_sqlite3.mjs"]),
];

pub(crate) fn run(folder: &Path, scale: &Scale, table: &mut Table) -> Outcome<()> {
    let (rounds, calls) = scale.reads;
    let stock = Stock::fill(folder, 10_000)?;
    let mut pick = stock.picks();
    let tokens: Vec<String> = (0..TOKENS).map(|_| token(pick())).collect();
    let path = folder.join("tokens");
    fs::write(&path, tokens.join("\n") + "\n")?;

    let mut rows = Vec::new();
    let mut contestants = vec![rust(&stock, tokens, calls)?];
    for (row, command) in PROGRAMS {
        // What is not built here cannot answer, and is left out.
        match Program::start(command, [&stock.path, &path]) {
            Ok(program) => {
                contestants.push(program.contestant(calls));
                rows.push(row);
            }
            Err(error) => eprintln!("{} is left out: {error}", command.join(" ")),
        }
    }
    let rounds = take_turns(rounds, &mut contestants)?;
    for (row, at) in rows.into_iter().zip(1..) {
        let detail = format!("{}, {}", micros(rounds.of(at)), micros(rounds.of(0)));
        // A peer does the library's work in its own way; a language adds to it.
        let is_peer = row.name == BETTER_SQLITE3.name;
        let figure = if is_peer { rounds.ratio(0, at) } else { rounds.beyond(at, &[0]) * 1e6 };
        table.add(row, figure, detail);
    }
    Ok(())
}

fn rust(stock: &Stock, tokens: Vec<String>, calls: u32) -> Outcome<Contestant<'static>> {
    let accounts = stock.open("0KiB")?;
    let mut at = 0;
    Ok(Box::new(move || {
        timed(calls, || {
            let found = accounts.get_session(&tokens[at])?;
            at = (at + 1) % tokens.len();
            found.map(drop).ok_or_else(|| "the session is there".into())
        })
    }))
}

/// A process that reads how many calls to make, and answers with the nanoseconds that they took.
struct Program {
    process: Child,
    asked: ChildStdin,
    answered: BufReader<ChildStdout>,
}

impl Program {
    /// Starts it and lets it answer once, so that what cannot run is found here.
    fn start(command: &[&str], arguments: [&PathBuf; 2]) -> Outcome<Self> {
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

    fn contestant(mut self, calls: u32) -> Contestant<'static> {
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
