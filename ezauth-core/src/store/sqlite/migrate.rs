//! The schema: which version a file has, and how it comes to the newest.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::busy::{self, Deadline};
use super::connection::{Opener, foreign};
use super::inside::Inside;
use super::{Settle, SqliteTransaction, failure};
use crate::error::{ErrorKind, Result};

/// `EzAu`, at offset 68 of the file.
const APPLICATION_ID: i32 = 0x457A_4175;

/// Each brings the schema from the version that is its index to the next. What has been released
/// never changes.
const MIGRATIONS: &[&str] = &[include_str!("0001_accounts.sql")];

/// Opens the file, brings its schema to the newest version and has everything settled. A file that
/// is refused is not written to.
///
/// # Errors
/// `invalid_config` for a file that is not ours, `schema_too_new`, `storage`, and those of `settle`.
pub(super) fn open(
    opener: &Opener,
    settle: &mut dyn Settle,
    until: Deadline,
) -> Result<Connection> {
    let connection = opener.connect()?;
    let version = busy::retry(until, || version(&connection))?;
    opener.settle(&connection, until)?;
    if version < MIGRATIONS.len() || !is_settled(&connection, settle, until)? {
        migrate(&connection, settle, until)?;
    }
    Ok(connection)
}

/// The version of a file that is ours: none of the migrations for one that is empty.
fn version(connection: &Connection) -> Result<usize> {
    // One statement sees one state, whoever is migrating.
    const STATE: &str = "
        SELECT (SELECT application_id FROM pragma_application_id),
               (SELECT user_version FROM pragma_user_version),
               EXISTS (SELECT 1 FROM sqlite_schema)";
    let state = connection
        .query_row(STATE, [], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?)));
    let (application_id, version, has_tables): (i32, i64, bool) = match state {
        Ok(state) => state,
        Err(error) if is_no_database(&error) => return Err(foreign()),
        Err(error) => return Err(failure(error)),
    };
    match (application_id, usize::try_from(version)) {
        (0, Ok(0)) if !has_tables => Ok(0),
        (APPLICATION_ID, Ok(version)) if version > MIGRATIONS.len() => {
            Err(ErrorKind::SchemaTooNew.into())
        }
        (APPLICATION_ID, Ok(version)) if version > 0 => Ok(version),
        _ => Err(foreign()),
    }
}

fn is_no_database(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase)
}

fn is_settled(connection: &Connection, settle: &mut dyn Settle, until: Deadline) -> Result<bool> {
    busy::retry(until, || {
        let snapshot = begin(connection, TransactionBehavior::Deferred)?;
        let _inside = Inside::enter();
        settle.is_settled(&mut SqliteTransaction::new(&snapshot))
    })
}

/// Runs what is pending and settles the rest, in one write transaction.
fn migrate(connection: &Connection, settle: &mut dyn Settle, until: Deadline) -> Result<()> {
    let transaction = busy::retry(until, || begin(connection, TransactionBehavior::Immediate))?;
    // Another process may have been faster.
    let pending = &MIGRATIONS[version(&transaction)?..];
    for migration in pending {
        transaction.execute_batch(migration).map_err(failure)?;
    }
    if !pending.is_empty() {
        mark(&transaction).map_err(failure)?;
    }
    let inside = Inside::enter();
    settle.settle(&mut SqliteTransaction::new(&transaction))?;
    drop(inside);
    transaction.commit().map_err(failure)
}

fn mark(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i64)
}

/// A transaction that is rolled back unless it is committed.
fn begin(connection: &Connection, behavior: TransactionBehavior) -> Result<Transaction<'_>> {
    Transaction::new_unchecked(connection, behavior).map_err(failure)
}
