//! What is there beside the hash and the commit where a password is hashed.
//!
//! A hash takes 20 ms and a commit some more, and both vary by more than all of the rest. So this is a
//! program of its own, built with the feature that lets a test choose a hash which costs next to nothing, and
//! its file lies in memory. Both sides have the same hash and the same file.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use ezauth_core::domain::Context;
use ezauth_core::{Accounts, Settings};

use crate::hashing::{Hash, PASSWORD};
use crate::measure::{Contestant, take_turns, timed};
use crate::people::{recover, sign_up, taken, verified};
use crate::scale::Scale;
use crate::stock::{CALLER, forget, millis};
use crate::table::{RESET_CODE, RESET_LINK, Row, SIGN_IN, SIGN_UP, Table};
use crate::{Outcome, micros, print_line, raw, root};

/// The argument that makes a process the one with small hashes.
pub(crate) const CHILD: &str = "--beyond-hash-and-commit";

/// Where `cargo xtask bench` builds it.
const PROGRAM: &str = "target/small-hashes/release/ezauth-bench";

/// The least that Argon2 can do (RFC 9106 section 3.1).
const MEMORY: u32 = 8;
const ITERATIONS: u32 = 1;

/// What is called, in the order of the child's answers.
const ROWS: [&Row; 4] = [&SIGN_IN, &SIGN_UP, &RESET_LINK, &RESET_CODE];

/// Has the child measure. What is not built is left out.
pub(crate) fn run(scale: &Scale, table: &mut Table) -> Outcome<()> {
    let program = root().join(PROGRAM).with_extension(env::consts::EXE_EXTENSION);
    let output = match Command::new(program).args([CHILD, &scale.hashes.to_string()]).output() {
        Ok(output) => output,
        Err(error) => {
            eprintln!("{PROGRAM} is left out: {error}");
            return Ok(());
        }
    };
    if !output.status.success() {
        return Err(String::from_utf8(output.stderr)?.into());
    }
    for (row, line) in ROWS.into_iter().zip(str::from_utf8(&output.stdout)?.lines()) {
        let (figure, detail) = line.split_once(' ').ok_or("a figure and its detail")?;
        table.add(row, figure.parse()?, detail.to_owned());
    }
    Ok(())
}

/// What the child does: it prints the microseconds beyond hash and commit of each row.
pub(crate) fn be_the_child(rounds: &str) -> Outcome<()> {
    let path = in_memory().join(format!("ezauth-bench-{}.db", std::process::id()));
    let measured = rounds.parse().map_err(Into::into).and_then(|rounds| measure(&path, rounds));
    forget(&path)?;
    measured
}

/// Where files cost no disk, if the system has such a place.
fn in_memory() -> PathBuf {
    let shared = Path::new("/dev/shm");
    match fs::metadata(shared) {
        Ok(it) if it.is_dir() => shared.to_owned(),
        _ => env::temp_dir(),
    }
}

fn measure(path: &Path, rounds: u32) -> Outcome<()> {
    let mut settings = Settings::new(path);
    settings.set("argon2_memory", &format!("{MEMORY}KiB"))?;
    settings.set("argon2_iterations", &ITERATIONS.to_string())?;
    let (accounts, connection) = (&Accounts::open(settings)?, &raw::connect(path, 0)?);
    let mut hash = Hash::new(MEMORY, ITERATIONS)?;
    let context = Context { ip: Some(CALLER.0.to_owned()), user_agent: Some(CALLER.1.to_owned()) };
    let each = rounds as usize + 1;
    // Whoever has proven an address can recover; one more has a password to sign in with.
    let recovering = verified(accounts, 2 * each)?;
    let user = sign_up(accounts, "ann@example.com")?;
    let (mut by_link, mut by_code) = (recovering[..each].iter(), recovering[each..].iter());
    let mut numbers = 0..;
    let mut contestants: [Contestant<'_>; 6] = [
        Box::new(|| timed(1, || hash.with_kept_memory())),
        Box::new(|| timed(1, || raw::insert_session(connection, &user, millis(), CALLER))),
        Box::new(|| {
            timed(1, || {
                accounts.sign_in_with_password("ann@example.com", PASSWORD, &context)?;
                Ok(())
            })
        }),
        Box::new(|| {
            let email = format!("new{}@example.com", taken(numbers.next())?);
            timed(1, || {
                accounts.create_user_with_password(&email, PASSWORD)?;
                Ok(())
            })
        }),
        Box::new(|| {
            let message = recover(accounts, taken(by_link.next())?)?;
            let token = message.token.as_ref().ok_or("a link")?.expose();
            timed(1, || {
                accounts.reset_password_with_link(token, PASSWORD, &context)?;
                Ok(())
            })
        }),
        Box::new(|| {
            let message = recover(accounts, taken(by_code.next())?)?;
            let code = message.code.as_ref().ok_or("a code")?.expose();
            let email = &message.recipient;
            timed(1, || {
                accounts.reset_password_with_code(email, code, PASSWORD, None, &context)?;
                Ok(())
            })
        }),
    ];
    let taken = take_turns(rounds, &mut contestants)?;
    for at in 2..contestants.len() {
        let [all, hash, commit] = [at, 0, 1].map(|at| micros(taken.of(at)));
        let beyond = taken.beyond(at, &[0, 1]) * 1e6;
        print_line(&format!("{beyond} {all}, {hash}, {commit}"));
    }
    Ok(())
}
