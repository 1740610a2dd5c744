//! A disk that fails.

use std::sync::{Mutex, MutexGuard, PoisonError};

use libsqlite3_sys as ffi;

use crate::vfs::{Call, Failure, Watch};

/// How calls fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Whatever is asked for.
    Error,
    /// Writes, of which nothing is written.
    FullDisk,
    /// Writes, of which half is written.
    ShortWrite,
}

/// Which calls of those that can fail do.
pub(super) type Which = Box<dyn FnMut(u64) -> bool + Send>;

/// Fails calls while it is armed.
#[derive(Default)]
pub(super) struct Trouble(Mutex<Option<Plan>>);

struct Plan {
    kind: Kind,
    which: Which,
    /// How many calls have come that could fail,
    calls: u64,
    /// and how many failed.
    failed: u64,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Error, Self::FullDisk, Self::ShortWrite];

    /// The reason that callers are told.
    pub(super) fn reason(self) -> &'static str {
        match self {
            Self::Error => "io",
            Self::FullDisk | Self::ShortWrite => "full",
        }
    }

    /// How a call fails, if it can.
    fn failure(self, call: Call<'_>) -> Option<Failure> {
        let (code, written) = match (self, call) {
            (Self::FullDisk, Call::Write { .. }) => (ffi::SQLITE_FULL, 0),
            // As SQLite takes it when the system has written less than it was given.
            (Self::ShortWrite, Call::Write { bytes, .. }) => (ffi::SQLITE_FULL, bytes.len() / 2),
            (Self::FullDisk | Self::ShortWrite, _) => return None,
            (Self::Error, Call::Open) => (ffi::SQLITE_CANTOPEN, 0),
            (Self::Error, Call::Read) => (ffi::SQLITE_IOERR_READ, 0),
            (Self::Error, Call::Write { .. }) => (ffi::SQLITE_IOERR_WRITE, 0),
            (Self::Error, Call::Truncate { .. }) => (ffi::SQLITE_IOERR_TRUNCATE, 0),
            (Self::Error, Call::Sync) => (ffi::SQLITE_IOERR_FSYNC, 0),
            (Self::Error, Call::Size) => (ffi::SQLITE_IOERR_FSTAT, 0),
            (Self::Error, Call::Delete) => (ffi::SQLITE_IOERR_DELETE, 0),
            (Self::Error, Call::Access) => (ffi::SQLITE_IOERR_ACCESS, 0),
            (Self::Error, Call::Lock) => (ffi::SQLITE_IOERR_LOCK, 0),
            (Self::Error, Call::Memory) => (ffi::SQLITE_IOERR_SHMMAP, 0),
        };
        Some(Failure { code, written })
    }
}

impl Trouble {
    /// Fails calls from now on.
    pub(super) fn arm(&self, kind: Kind, which: Which) {
        *self.plan() = Some(Plan { kind, which, calls: 0, failed: 0 });
    }

    /// Fails none any more, and says how many have failed.
    pub(super) fn disarm(&self) -> u64 {
        self.plan().take().map_or(0, |plan| plan.failed)
    }

    fn plan(&self) -> MutexGuard<'_, Option<Plan>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch for Trouble {
    fn before(&self, _: &str, call: Call<'_>) -> Result<(), Failure> {
        let mut plan = self.plan();
        let Some(plan) = plan.as_mut() else { return Ok(()) };
        let Some(failure) = plan.kind.failure(call) else { return Ok(()) };
        let number = plan.calls;
        plan.calls += 1;
        if !(plan.which)(number) {
            return Ok(());
        }
        plan.failed += 1;
        Err(failure)
    }
}
