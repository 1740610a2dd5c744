//! `get_session` from other languages: programs that take turns with the library in this process.

use std::path::Path;
use std::{env, fs, io};

use ezauth_core::{Accounts, Settings};

use crate::measure::{take_turns, timed};
use crate::program::Program;
use crate::scale::Scale;
use crate::stock::{Stock, token};
use crate::table::{BETTER_SQLITE3, FROM_C, FROM_NODE, FROM_PYTHON, Row, Table};
use crate::{Outcome, micros, print_line};

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
    let (rounds, calls) = scale.languages;
    let stock = Stock::fill(folder, 10_000)?;
    let mut pick = stock.picks();
    let tokens: Vec<String> = (0..TOKENS).map(|_| token(pick())).collect();
    let path = folder.join("tokens");
    fs::write(&path, tokens.join("\n") + "\n")?;

    // In a process of its own like the others: each of them finds its caches cold when it gets its turn.
    let own = env::current_exe()?;
    let own = own.to_str().ok_or("the path is text")?;
    let given = [stock.path.as_path(), &path];
    let rust = Program::start(&[own, CHILD], &given)?;
    let mut rows = Vec::new();
    let mut contestants = vec![rust.contestant(calls)];
    for (row, command) in PROGRAMS {
        // What is not built here cannot answer, and is left out.
        match Program::start(command, &given) {
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
    let tokens: Vec<&str> = tokens.lines().collect();
    let mut tokens = tokens.into_iter().cycle();
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
