//! What a body works with.

use rusqlite::{CachedStatement, Connection};

use super::failure::{failure, is_damage, unprepared};
use super::migrate::is_newer;
use crate::error::{Error, ErrorKind, Result, StorageReason};

/// A connection as a body sees it; the transaction around it is the business of whoever runs the
/// body.
///
/// [`Transaction`](crate::store::Transaction) is implemented on it, one trait a file.
pub(crate) struct SqliteTransaction<'c> {
    connection: &'c Connection,
    /// Whether each statement is a transaction of its own: only for reading.
    alone: bool,
}

impl<'c> SqliteTransaction<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection, alone: connection.is_autocommit() }
    }

    /// A statement to run. The transaction that the body began in is still there: SQLite undoes it
    /// after some failures, and what a body that hides one went on to write would be committed.
    pub(super) fn prepare(&self, sql: &'static str) -> Result<CachedStatement<'c>> {
        if self.connection.is_autocommit() && !self.alone {
            return Err(Error::storage(StorageReason::Io));
        }
        #[cfg(feature = "seeded-faults")]
        crate::faults::count_statement();
        self.connection.prepare_cached(sql).map_err(|error| match unprepared(error) {
            // A process of a later version has migrated it since it was opened.
            error if is_damage(&error) && is_newer(self.connection) => {
                ErrorKind::SchemaTooNew.into()
            }
            error => error,
        })
    }
}

/// Runs one of the statements that begin and end transactions.
pub(super) fn control(connection: &Connection, statement: &str) -> Result<()> {
    connection
        .prepare_cached(statement)
        .and_then(|mut statement| statement.execute([]))
        .map_err(failure)?;
    Ok(())
}
