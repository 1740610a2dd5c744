//! What the harnesses share with the program that they kill and let compete.

mod clock;
mod draw;
mod flow;
pub mod golden;
mod inbox;
mod keeper;
mod mix;
mod postman;
mod race;
mod report;
mod second;
mod story;
mod visit;

use std::path::{Path, PathBuf};
use std::time::Duration;

use ezauth_core::{Settings, Size};

pub use clock::FileClock;
pub use draw::Draw;
pub use golden::Golden;
pub use inbox::{Inbox, Mail};
pub use keeper::{keep, unveil, veil};
pub use mix::{Done, Mix};
pub use postman::Postman;
pub use race::{Race, race};
pub use report::Report;
pub use second::share;
pub use story::{Act, FLOWS, Life, NEW_NAME, Passwords, STORY, address, other_address, story_of};
pub use visit::{Attempt, visit};

/// Settings for this file with passwords that cost next to nothing to hash: how much is what is not
/// asked here. Nor is how often somebody is written to, or how often somebody may fail.
pub fn settings(database: &Path) -> Settings {
    Settings {
        issue_interval: Duration::ZERO,
        issue_hourly: 100_000,
        issue_daily: 100_000,
        issue_daily_in_all: 100_000,
        issue_hourly_by_ip: 1_000_000,
        sms_daily: 10_000_000,
        sign_in_failures: 100_000,
        sign_in_failures_in_all: 100_000,
        failures_hourly_by_ip: 1_000_000,
        password_failures: 1_000_000,
        code_failures: 1_000_000,
        ..limited_settings(database)
    }
}

/// The same with the limits that a host has.
pub fn limited_settings(database: &Path) -> Settings {
    Settings {
        argon2_memory: Size::kib(64),
        argon2_iterations: 1,
        hash_concurrency: 128,
        ..Settings::new(database)
    }
}

/// Where files of a harness go: into memory, where the system has such a folder. What a process has
/// written survives its death wherever it lies; a disk only makes a difference when power is lost.
pub fn folder_in_memory() -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    if memory.is_dir() { memory } else { std::env::temp_dir() }
}
