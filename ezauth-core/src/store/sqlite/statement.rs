//! The one way to the database for every statement of the store.
//!
//! Its text is `'static`: it is written in this program, and only its parameters come from outside.
//! Statements are prepared once for each connection.

use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Params, Row};

use super::{SqliteTransaction, failure};
use crate::error::Result;

impl SqliteTransaction<'_> {
    /// Runs a statement and says how many rows it changed.
    pub(super) fn execute(&self, sql: &'static str, parameters: impl Params) -> Result<u64> {
        let changed = self.prepare(sql)?.execute(parameters).map_err(failure)?;
        Ok(changed as u64)
    }

    /// Runs a statement about one row and says whether it changed it.
    pub(super) fn changes_row(&self, sql: &'static str, parameters: impl Params) -> Result<bool> {
        Ok(self.execute(sql, parameters)? == 1)
    }

    /// The first row of a statement's result.
    pub(super) fn find<T>(
        &self,
        sql: &'static str,
        parameters: impl Params,
        map: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        let find = || self.prepare(sql)?.query_row(parameters, map).optional().map_err(failure);
        #[cfg(feature = "seeded-faults")]
        if crate::faults::is_seeded(crate::faults::Fault::FailureAsNothing) {
            return Ok(find().unwrap_or(None));
        }
        find()
    }

    /// Every row of a statement's result.
    pub(super) fn list<T>(
        &self,
        sql: &'static str,
        parameters: impl Params,
        map: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        self.prepare(sql)?.query_map(parameters, map).and_then(Iterator::collect).map_err(failure)
    }
}

/// What a row was read into, if it is of this value. Its neighbour is read where nobody has it, so that
/// this costs the same; a column of it that cannot be read does not matter then.
pub(super) fn only_of<T>(
    wanted: &str,
    value: ValueRef<'_>,
    read: rusqlite::Result<T>,
) -> rusqlite::Result<Option<T>> {
    (value.as_bytes_or_null()? == Some(wanted.as_bytes())).then_some(read).transpose()
}
