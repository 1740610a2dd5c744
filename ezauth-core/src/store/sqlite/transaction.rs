//! What a body works with.

use rusqlite::Connection;

use super::failure;
use crate::error::Result;

/// A connection as a body sees it; the transaction around it is the business of whoever runs the
/// body.
///
/// [`Transaction`](crate::store::Transaction) is implemented on it, one trait a file. Statements go
/// through `prepare_cached`, failures through [`failure`].
pub(crate) struct SqliteTransaction<'c> {
    pub(super) connection: &'c Connection,
}

impl<'c> SqliteTransaction<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection }
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
