//! The schema: which version a file has, and how it comes to the newest.

use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::{Batch, Connection, Transaction, TransactionBehavior};

use super::busy::{self, Deadline};
use super::connection::{Opener, foreign};
use super::failure::{failure, unprepared};
use super::inside::Inside;
use super::{Settle, SqliteTransaction};
use crate::error::{ErrorKind, Result};
#[cfg(feature = "seeded-faults")]
use crate::faults::{Fault, is_seeded};

/// `EzAu`, at offset 68 of the file.
const APPLICATION_ID: i32 = 0x457A_4175;

/// Each brings the schema from the version that is its index to the next. What has been released
/// never changes.
const MIGRATIONS: &[&str] = &[include_str!("0001_accounts.sql")];

/// All of them; a test may be a version ahead.
fn migrations() -> Vec<&'static str> {
    #[cfg_attr(not(feature = "seeded-faults"), expect(unused_mut, reason = "nothing is added"))]
    let mut migrations = MIGRATIONS.to_vec();
    #[cfg(feature = "seeded-faults")]
    if is_seeded(Fault::NextVersion) {
        migrations.push(include_str!("tests/next_version.sql"));
    }
    migrations
}

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
    if version < migrations().len() || !is_settled(&connection, settle, until)? {
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
        Err(error) => return Err(unprepared(error)),
    };
    match (application_id, usize::try_from(version)) {
        (0, Ok(0)) if !has_tables => Ok(0),
        #[cfg(feature = "seeded-faults")]
        _ if is_seeded(Fault::IgnoreApplicationId) => Ok(MIGRATIONS.len()),
        (APPLICATION_ID, Ok(version)) if version > migrations().len() => {
            Err(ErrorKind::SchemaTooNew.into())
        }
        (APPLICATION_ID, Ok(version)) if version > 0 => Ok(version),
        _ => Err(foreign()),
    }
}

/// Refuses a file of a later version.
///
/// # Errors
/// `schema_too_new`, `storage`.
pub(super) fn refuse_newer(connection: &Connection) -> Result<()> {
    version(connection).map(drop)
}

/// Whether a later version has migrated a file that is open.
pub(super) fn is_newer(connection: &Connection) -> bool {
    version(connection).is_err_and(|error| error.kind() == ErrorKind::SchemaTooNew)
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
    #[cfg(feature = "seeded-faults")]
    let earlier =
        is_seeded(Fault::MigrateByEarlierLook).then(|| version(connection)).transpose()?;
    let transaction = busy::retry(until, || begin(connection, TransactionBehavior::Immediate))?;
    // Another process may have been faster.
    let version = version(&transaction)?;
    #[cfg(feature = "seeded-faults")]
    let version = earlier.unwrap_or(version);
    let migrations = migrations();
    for migration in &migrations[version..] {
        run(&transaction, migration).map_err(failure)?;
    }
    if version < migrations.len() {
        mark(&transaction, migrations.len()).map_err(failure)?;
    }
    let inside = Inside::enter();
    settle.settle(&mut SqliteTransaction::new(&transaction))?;
    drop(inside);
    #[cfg(feature = "seeded-faults")]
    crate::faults::step();
    transaction.commit().map_err(failure)?;
    #[cfg(feature = "seeded-faults")]
    crate::faults::step();
    Ok(())
}

/// Runs the statements of a migration, one after another.
fn run(transaction: &Transaction<'_>, migration: &str) -> rusqlite::Result<()> {
    let mut statements = Batch::new(transaction, migration);
    while let Some(mut statement) = statements.next()? {
        statement.execute([])?;
        #[cfg(feature = "seeded-faults")]
        {
            crate::faults::step();
            if is_seeded(Fault::MigrateInParts) {
                transaction.execute_batch("COMMIT; BEGIN IMMEDIATE")?;
            }
        }
    }
    Ok(())
}

fn mark(transaction: &Transaction<'_>, version: usize) -> rusqlite::Result<()> {
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", version as i64)
}

/// A transaction that is rolled back unless it is committed.
fn begin(connection: &Connection, behavior: TransactionBehavior) -> Result<Transaction<'_>> {
    Transaction::new_unchecked(connection, behavior).map_err(failure)
}
