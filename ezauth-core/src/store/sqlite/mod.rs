//! Accounts in one SQLite file.
//!
//! Writes of one process share transactions ([`writer`]), reads have connections of their own
//! ([`readers`]), and what other processes lock is waited for in one place ([`busy`]).

mod backup;
mod batch;
mod busy;
mod connection;
mod credentials;
mod events;
mod failure;
mod identities;
mod inside;
#[cfg(feature = "seeded-faults")]
mod inspect;
mod messages;
mod migrate;
mod pending_changes;
mod presence;
mod queue;
mod readers;
mod sessions;
mod sign_ups;
mod statement;
mod throttles;
mod transaction;
mod turn;
mod upkeep;
mod users;
mod values;
mod verifications;
mod writer;

#[cfg(test)]
mod plans;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Body, Mode, OfferedBody, Store, Transaction};
use crate::domain::Timestamp;
use crate::error::Result;

use busy::Deadline;
use connection::{Opener, side_files};
pub(crate) use failure::failure;
#[cfg(feature = "seeded-faults")]
pub use inspect::{Hold, alter_file, ask_file, check_file, checkpoint, count_rows, fingerprint};
use presence::Presence;
use readers::Readers;
pub(crate) use transaction::SqliteTransaction;
use writer::Writer;

/// A file of accounts and how it is used.
#[derive(Clone, Debug)]
pub(crate) struct SqliteOptions {
    /// The file. It is created if it is missing; its folder is not.
    pub(crate) path: PathBuf,
    /// How long a lock of another process is waited for, from the arrival of the call.
    pub(crate) busy_timeout: Duration,
    /// At most this many reads at once; one at least.
    pub(crate) read_connections: usize,
    /// How many bytes of the file are read through a memory map. A file that somebody truncates
    /// meanwhile then kills the process.
    pub(crate) mmap_size: u64,
}

/// What is decided about a database before it is used, above all its key.
pub(crate) trait Settle {
    /// Whether everything is decided and agrees with this database. It is asked in a snapshot, where
    /// the schema is current, and may be asked again.
    ///
    /// # Errors
    /// Whatever the open is to fail with.
    fn is_settled(&mut self, transaction: &mut dyn Transaction) -> Result<bool>;

    /// Decides what is not: another process may have been faster. It runs once at most in an open, in
    /// the write transaction of the migrations if there are any. What it does outside of the database
    /// has to be found and taken up by the next open, since the commit may fail.
    ///
    /// # Errors
    /// Whatever the open is to fail with; the database is then as it was before.
    fn settle(&mut self, transaction: &mut dyn Transaction) -> Result<()>;
}

/// Accounts in one SQLite file, which other processes may have open too.
pub(crate) struct SqliteStore {
    writer: Writer,
    readers: Readers,
    /// Dropped last.
    presence: Presence,
}

impl SqliteStore {
    /// Opens the file, brings its schema to the newest version and has everything settled.
    ///
    /// # Errors
    /// `forked`; `invalid_config` on `database` for a file that is not ours, `schema_too_new` for one of a
    /// newer version: neither is written to. `storage`. Those of `settle`.
    pub(crate) fn open(options: &SqliteOptions, settle: &mut dyn Settle) -> Result<Self> {
        let presence = Presence::enter()?;
        inside::refuse_nested()?;
        let opener = Opener::new(&options.path, options.mmap_size)?;
        let until = Deadline::after(options.busy_timeout);
        let connection = migrate::open(&opener, settle, until)?;
        Ok(Self {
            writer: Writer::new(connection, options.busy_timeout),
            readers: Readers::new(opener, options.read_connections, options.busy_timeout),
            presence,
        })
    }
}

impl Store for SqliteStore {
    fn run(&self, mode: Mode, body: &mut Body<'_>) -> Result<()> {
        inside::refuse_nested()?;
        match mode {
            Mode::Read => self.readers.read(body),
            Mode::Snapshot => self.readers.snapshot(body),
            Mode::Write => self.writer.run(body),
        }
    }

    fn offer(&self, body: OfferedBody) {
        self.writer.offer(body);
    }

    fn backup(&self, into: &Path, made_at: Timestamp) -> Result<()> {
        inside::refuse_nested()?;
        self.readers.apart(|from, until| backup::write(from, into, made_at, until))
    }

    fn beside(&self, database: &Path) -> Vec<PathBuf> {
        side_files(database).into()
    }

    fn close(&self) {
        self.readers.close();
        self.writer.queue.close();
        self.presence.leave();
    }
}
