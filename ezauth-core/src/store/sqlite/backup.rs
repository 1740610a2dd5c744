//! Copies of the whole file, marked as such.
//!
//! `VACUUM INTO` reads one state, as long as it takes, and is in nobody's way. What it writes is one file
//! without a log, in which nothing of what was deleted is left.

use std::path::Path;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode};

use super::busy::{self, Deadline};
use super::connection::Opener;
use super::{SqliteTransaction, failure, migrate};
use crate::domain::Timestamp;
use crate::error::{Error, Result, StorageReason};
use crate::store::Upkeep;

/// Copies into an empty file that is there, and marks the copy.
pub(super) fn write(
    from: &Connection,
    into: &Path,
    made_at: Timestamp,
    until: Deadline,
) -> Result<()> {
    // Names of files are bytes, and SQLite hands them on as they are.
    let name = ToSqlOutput::Borrowed(ValueRef::Text(into.as_os_str().as_encoded_bytes()));
    // Busy is the beginning, when nothing is written yet: another process brings the log in order.
    busy::retry(until, || from.execute("VACUUM INTO ?1", [&name]).map_err(unwritten))?;
    let copy = Opener::new(into, 0)?.connect()?;
    // Its mark may be another one.
    migrate::refuse_newer(&copy)?;
    SqliteTransaction::new(&copy).mark_as_backup(made_at)
}

/// The error for a copy that SQLite does not write.
fn unwritten(error: rusqlite::Error) -> Error {
    match error.sqlite_error_code() {
        // It takes a file whose size it cannot read for one that has something in it.
        Some(ErrorCode::Unknown) => Error::storage(StorageReason::Io),
        _ => failure(error),
    }
}
