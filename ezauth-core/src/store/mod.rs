//! Where accounts are kept: traits that any transactional database can implement, and SQLite.
//!
//! Records go in and records come out; no business word is spoken here. What competes for a row is
//! one conditional method that says whether it changed it, so that two callers can never both win.

pub(crate) mod rows;
pub(crate) mod sqlite;
mod transaction;

#[cfg(test)]
mod conformance;

use std::path::{Path, PathBuf};

use crate::domain::Timestamp;
use crate::error::{Error, Result};

pub(crate) use transaction::{
    Credentials, Events, Identities, Messages, PendingChanges, Sessions, SignUps, Throttles,
    Transaction, Upkeep, Users, Verifications,
};

/// What a body needs of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Single reads, each seeing what is committed when it begins.
    Read,
    /// Several reads that see one and the same state.
    Snapshot,
    /// Reads and writes that happen together or not at all.
    Write,
}

/// A body to run: it assigns its result anew each time, and `Err` undoes what it wrote.
pub(crate) type Body<'a> = dyn FnMut(&mut dyn Transaction) -> Result<()> + 'a;

/// A body that nobody waits for.
pub(crate) type OfferedBody = Box<dyn FnMut(&mut dyn Transaction) -> Result<()> + Send>;

/// A database of accounts.
///
/// A body may run again, where the database asks for it: ids, secrets and `now` are drawn before it.
/// It calls no sender, clock or hash, and no other `run` or `offer`.
pub(crate) trait Store: Send + Sync {
    /// Runs `body`. When a [`Mode::Write`] has returned `Ok`, its writes are durable; when it has
    /// returned `Err`, none of them is there.
    ///
    /// # Errors
    /// Those of the body; `storage`.
    fn run(&self, mode: Mode, body: &mut Body<'_>) -> Result<()>;

    /// Runs `body` as a write if that makes nobody wait, and forgets it otherwise. For what is worth
    /// writing, but not worth waiting for.
    fn offer(&self, body: OfferedBody);

    /// Writes everything that is committed when it is called, as one state and marked as a backup, into
    /// an empty file that is there. Nobody waits for it. The file is not synced.
    ///
    /// # Errors
    /// `storage`, `schema_too_new`; what is in the file is then of no use.
    fn backup(&self, into: &Path, made_at: Timestamp) -> Result<()>;

    /// What is kept beside a database of this name, at least at times. Whatever lies there is taken for
    /// a part of the database.
    fn beside(&self, database: &Path) -> Vec<PathBuf>;

    /// Closes every connection at rest. Later calls answer `closed`.
    fn close(&self);
}

impl dyn Store + '_ {
    /// The result of single reads.
    pub(crate) fn read<T>(&self, body: impl FnMut(&mut dyn Transaction) -> Result<T>) -> Result<T> {
        self.run_for(Mode::Read, body)
    }

    /// The result of reads that see one state.
    pub(crate) fn snapshot<T>(
        &self,
        body: impl FnMut(&mut dyn Transaction) -> Result<T>,
    ) -> Result<T> {
        self.run_for(Mode::Snapshot, body)
    }

    /// The result of a write. A refusal that must leave a trace is an `Ok` value, which the caller
    /// turns into an error after the commit.
    pub(crate) fn write<T>(
        &self,
        body: impl FnMut(&mut dyn Transaction) -> Result<T>,
    ) -> Result<T> {
        self.run_for(Mode::Write, body)
    }

    fn run_for<T>(
        &self,
        mode: Mode,
        mut body: impl FnMut(&mut dyn Transaction) -> Result<T>,
    ) -> Result<T> {
        let mut result = None;
        self.run(mode, &mut |transaction| {
            result = Some(body(transaction)?);
            Ok(())
        })?;
        result.ok_or_else(|| Error::internal("the store ran no body"))
    }
}
