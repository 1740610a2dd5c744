//! One run of a harness: its seed, its file, and the line that it prints.

use std::env;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use ezauth_core::{Accounts, Clock, Ports, Random, SettableClock, SystemClock};
use ezauth_tests::harness::{Draw, folder_in_memory, settings};
use tempfile::TempDir;

/// Held by whoever seeds a fault in this process, and by whoever would fail with it.
pub(crate) static ALONE: Mutex<()> = Mutex::new(());

/// What began and will be told of.
pub(crate) struct Run {
    name: &'static str,
    pub(crate) seed: u64,
    began: Instant,
    longest: Duration,
}

impl Run {
    pub(crate) fn begin(name: &'static str) -> Self {
        let seed = number("EZAUTH_SEED").unwrap_or_else(|| RandomState::new().hash_one(name));
        Self { name, seed, began: now(), longest: Duration::MAX }
    }

    /// One that may be given less time than it would take.
    pub(crate) fn begin_long(name: &'static str) -> Self {
        let seconds = number("EZAUTH_SECONDS").unwrap_or(u64::MAX);
        let mut run = Self::begin(name);
        run.longest = Duration::from_secs(seconds);
        run
    }

    /// Whether its time is up.
    pub(crate) fn is_over(&self) -> bool {
        self.took() >= self.longest
    }

    /// Whether half of it is.
    pub(crate) fn is_half_over(&self) -> bool {
        self.took() >= self.longest / 2
    }

    /// Prints a line. It is for whoever reads the log of a run that passed, from which the test
    /// program keeps what tests print.
    pub(crate) fn tell(&self, what: &str) {
        io::stdout().write_all(self.line(what).as_bytes()).expect("standard output is there");
    }

    fn line(&self, what: &str) -> String {
        let Self { name, seed, .. } = self;
        let seconds = self.took().as_secs_f64();
        format!("{name}: {what}; {seconds:.1} s, seed {seed}\n")
    }

    fn took(&self) -> Duration {
        now().duration_since(self.began)
    }
}

impl Drop for Run {
    /// One that fails is told too: whoever looks for the reason needs its seed.
    fn drop(&mut self) {
        if thread::panicking() {
            // A second panic would end the process before the first is told.
            drop(io::stdout().write_all(self.line("failed").as_bytes()));
        }
    }
}

/// A number from the environment.
pub(crate) fn number(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{variable} is not a number: {text}")))
}

/// For measuring. Nothing is judged by it.
#[expect(clippy::disallowed_methods, reason = "how long it took is told, not tested")]
pub(crate) fn now() -> Instant {
    Instant::now()
}

/// Randomness that a seed repeats.
pub(crate) struct Drawn(Mutex<Draw>);

impl Drawn {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Mutex::new(Draw::of(seed, 0)))
    }

    /// Begins anew, with what this part of the seed gives.
    pub(crate) fn reset(&self, seed: u64, part: u64) {
        *self.0.lock().unwrap() = Draw::of(seed, part);
    }
}

impl Random for Drawn {
    fn fill(&self, bytes: &mut [u8]) -> ezauth_core::Result<()> {
        let mut draw = self.0.lock().unwrap();
        bytes.fill_with(|| draw.any().to_le_bytes()[0]);
        Ok(())
    }
}

/// A file for accounts, in a folder of its own.
pub(crate) struct Scene {
    folder: TempDir,
}

impl Scene {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new_in(folder_in_memory()).unwrap() }
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn file(&self) -> PathBuf {
        self.folder().join("accounts.db")
    }

    pub(crate) fn open(&self) -> Accounts {
        Accounts::open(settings(&self.file())).unwrap()
    }

    /// Opens it later than any process that was killed before: leases that it held have ended.
    pub(crate) fn open_later(&self) -> ezauth_core::Result<Accounts> {
        let clock = SettableClock::new(SystemClock.now().after(Duration::from_secs(120)));
        let ports = Ports { clock: Arc::new(clock), ..Ports::default() };
        Accounts::open_with(settings(&self.file()), ports)
    }
}
