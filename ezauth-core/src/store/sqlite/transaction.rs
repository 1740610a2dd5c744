//! What a body works with.

use rusqlite::Connection;

/// A connection as a body sees it; the transaction around it is the business of whoever runs the
/// body.
///
/// [`Transaction`](crate::store::Transaction) is implemented on it, one trait a file. Statements go
/// through `prepare_cached`, failures through [`failure`](super::failure::failure).
pub(crate) struct SqliteTransaction<'c> {
    pub(super) connection: &'c Connection,
}

impl<'c> SqliteTransaction<'c> {
    pub(crate) fn new(connection: &'c Connection) -> Self {
        Self { connection }
    }
}
