//! Memory of a process that only has the library: what the system says of a child.

use std::io::{BufRead, BufReader, Lines};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;
use std::{env, fs, thread};

use ezauth_core::domain::Context;
use ezauth_core::{Accounts, Settings};

use crate::hashing::PASSWORD;
use crate::scale::Scale;
use crate::stock::forget;
use crate::table::{MEMORY_AFTER, MEMORY_BEFORE, MEMORY_PEAK, Table};
use crate::{Outcome, print_line};

/// The argument that makes a process the child.
pub(crate) const CHILD: &str = "--memory-of-a-child";

/// Unused memory is dropped a minute after the last hash.
const KEPT: Duration = Duration::from_secs(66);

/// A child that tells what it takes while others are measured.
pub(crate) struct Watched {
    child: Child,
    said: Lines<BufReader<ChildStdout>>,
}

impl Watched {
    /// Starts the child and waits until it has hashed for the first time. After that it is idle, but for
    /// another hash in between.
    pub(crate) fn start(folder: &Path, scale: &Scale, table: &mut Table) -> Outcome<Option<Self>> {
        if !cfg!(target_os = "linux") {
            return Ok(None);
        }
        let path = folder.join("memory.db");
        forget(&path)?;
        let mut command = Command::new(env::current_exe()?);
        command.args([CHILD, if scale.waits { "twice" } else { "once" }]).arg(path);
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or("the output is a pipe")?;
        let mut watched = Self { child, said: BufReader::new(output).lines() };
        let before = watched.number()?;
        table.add(&MEMORY_BEFORE, before, String::new());
        let (peak, buffers) = (watched.number()?, watched.number()?);
        let detail = format!("{peak:.1} MB with {buffers} at once");
        table.add(&MEMORY_PEAK, peak - 19.0 * buffers, detail);
        Ok(Some(watched))
    }

    /// What the child takes in the end, if it waits for that.
    pub(crate) fn finish(mut self, scale: &Scale, table: &mut Table) -> Outcome<()> {
        if scale.waits {
            let (once, twice) = (self.number()?, self.number()?);
            let detail = format!("{once:.1} MB, then {twice:.1} MB");
            table.add(&MEMORY_AFTER, once.max(twice), detail);
        }
        self.child.wait()?;
        Ok(())
    }

    fn number(&mut self) -> Outcome<f64> {
        Ok(self.said.next().ok_or("the child has ended")??.parse()?)
    }
}

/// What the child does: it prints what it takes before the first hash, at the peak, and each time that
/// the memory should be gone.
#[expect(clippy::disallowed_methods, reason = "nothing tells when the library drops its memory")]
pub(crate) fn be_the_child(times: &str, path: &str) -> Outcome<()> {
    let accounts = Accounts::open(Settings::new(path))?;
    let created = accounts.create_user_with_email("ann@example.com")?;
    let token = accounts.generate_user_session_token(created.user.id, &Context::default())?;
    accounts.get_session(token.expose())?;
    print_line(&megabytes("VmRSS:")?.to_string());
    let buffers = thread::available_parallelism().map_or(1, usize::from);
    hash_at_once(&accounts, buffers, "first")?;
    print_line(&megabytes("VmHWM:")?.to_string());
    print_line(&buffers.to_string());
    if times == "twice" {
        thread::sleep(KEPT);
        print_line(&megabytes("VmRSS:")?.to_string());
        hash_at_once(&accounts, buffers, "second")?;
        thread::sleep(KEPT);
        print_line(&megabytes("VmRSS:")?.to_string());
    }
    Ok(accounts.close()?)
}

/// Hashes several times in as many threads as there are buffers.
fn hash_at_once(accounts: &Accounts, threads: usize, time: &str) -> Outcome<()> {
    thread::scope(|scope| {
        let hashing = (0..threads).map(|thread| {
            scope.spawn(move || {
                (0..5).try_for_each(|number| {
                    let email = format!("{time}-{thread}-{number}@example.com");
                    accounts.create_user_with_password(&email, PASSWORD).map(drop)
                })
            })
        });
        let hashing: Vec<_> = hashing.collect();
        hashing.into_iter().try_for_each(|it| Ok(it.join().map_err(|_| "a thread panicked")??))
    })
}

/// A figure of this process, in MB.
fn megabytes(name: &str) -> Outcome<f64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or("it is told")?;
    let kib: f64 = line.trim().trim_end_matches(" kB").parse()?;
    Ok(kib / 1024.0)
}
