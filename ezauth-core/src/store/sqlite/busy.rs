//! Waiting for locks of other processes.
//!
//! No connection has SQLite's busy handler: its pauses grow, and whoever has waited for longest
//! looks least often. Here everybody looks about every millisecond, at times that differ.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use super::failure::is_busy;
use crate::error::Result;

/// A point in time until which a lock is waited for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline(Option<Instant>);

impl Deadline {
    /// In this time from now. A time that no clock reaches is for ever.
    pub(super) fn after(wait: Duration) -> Self {
        Self(now().checked_add(wait))
    }

    /// What is left of it.
    pub(super) fn left(self) -> Duration {
        match self.0 {
            Some(end) => end.saturating_duration_since(now()),
            None => Duration::MAX,
        }
    }

    pub(super) fn has_passed(self) -> bool {
        self.left().is_zero()
    }
}

/// Runs `attempt`, once at least, until it answers something else than busy or the time is up.
pub(super) fn retry<T>(until: Deadline, mut attempt: impl FnMut() -> Result<T>) -> Result<T> {
    loop {
        match attempt() {
            Err(error) if is_busy(&error) && !until.has_passed() => pause(until),
            answer => return answer,
        }
    }
}

/// Sleeps for half a millisecond to one and a half, but not beyond `until`.
#[expect(clippy::disallowed_methods, reason = "no condition tells what another process unlocks")]
pub(super) fn pause(until: Deadline) {
    // Each `RandomState` of a thread differs from the one before, at the price of an addition.
    let jitter = RandomState::new().hash_one(()) % 1_000;
    std::thread::sleep(Duration::from_micros(500 + jitter).min(until.left()));
}

/// A clock that only goes forward, for waits. It decides nothing that is stored.
#[expect(
    clippy::disallowed_methods,
    reason = "a wait is measured, whatever the accounts' clock says"
)]
pub(super) fn now() -> Instant {
    Instant::now()
}
