//! `get_session` from other languages: programs that take turns with the library in this process.

use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::{env, fs};

use ezauth_core::{Accounts, Settings};

use crate::measure::{Contestant, take_turns, timed};
use crate::scale::Scale;
use crate::stock::{Stock, token};
use crate::table::{BETTER_SQLITE3, FROM_C, FROM_NODE, FROM_PYTHON, Row, Table};
use crate::{Outcome, micros, print_line, root};

/// The argument that makes a process one that calls the library in Rust.
pub(crate) const CHILD: &str = "--get-session";

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

    // In a process of its own like the others: each of them finds its caches cold when it gets its turn.
    let own = env::current_exe()?;
    let own = own.to_str().ok_or("the path is text")?;
    let rust = Program::start(&[own, CHILD], [&stock.path, &path])?;
    let mut rows = Vec::new();
    let mut contestants = vec![rust.contestant(calls)];
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

/// What the child does: `get_session`, as often as each line of its input says.
pub(crate) fn be_the_child(database: &str, tokens: &str) -> Outcome<()> {
    let accounts = Accounts::open(Settings::new(database))?;
    let tokens = fs::read_to_string(tokens)?;
    let mut tokens = tokens.lines().cycle();
    for line in io::stdin().lines() {
        let calls = line?.parse()?;
        let seconds = timed(1, || {
            for token in tokens.by_ref().take(calls) {
                accounts.get_session(token)?.ok_or("the session is there")?;
            }
            Ok(())
        })?;
        print_line(&(seconds * 1e9).to_string());
    }
    Ok(accounts.close()?)
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
