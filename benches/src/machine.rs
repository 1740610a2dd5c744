//! What the figures were measured on, and when.

use std::fs;
use std::thread;

use crate::stock::millis;

/// The machine and the day, in a line.
pub(crate) fn line() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let cpu = cpu().unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    let (system, sqlite) = (std::env::consts::OS, rusqlite::version());
    format!("Measured on {}: {cores} cores of {cpu}, {system}, SQLite {sqlite}.", date())
}

/// The model, where the system tells it.
fn cpu() -> Option<String> {
    let told = fs::read_to_string("/proc/cpuinfo").ok()?;
    let line = told.lines().find(|line| line.starts_with("model name"))?;
    line.split(':').nth(1).map(|name| name.trim().to_owned())
}

/// The day in UTC, as SQLite writes it.
fn date() -> String {
    let day = || -> rusqlite::Result<String> {
        let seconds = millis() / 1_000;
        rusqlite::Connection::open_in_memory()?.query_row(
            "SELECT date(?1, 'unixepoch')",
            [seconds],
            |row| row.get(0),
        )
    };
    day().unwrap_or_default()
}
