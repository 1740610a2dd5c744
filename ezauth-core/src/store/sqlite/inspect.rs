//! Looking at a file from outside, as harnesses do after they have killed whoever wrote it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::busy::{self, Deadline};
use super::connection::Opener;
use super::failure;
use super::transaction::control;
use crate::error::{Error, Result, StorageReason};

/// What must never be found, and a count of it. An act writes its rows and its event together, so
/// each accounts for the other.
///
/// They hold where no session ended by itself, and nobody acted twice at once on one user.
///
/// A `+` keeps SQLite from an index that finds more than those of one user: a run of some minutes
/// leaves so many users that it would take hours.
const HALVES: [(&str, &str); 14] = [
    (
        "a user without an identity",
        "SELECT count(*) FROM users WHERE id NOT IN (SELECT user_id FROM identities)",
    ),
    (
        "a user who was not created exactly once",
        "SELECT count(*) FROM users
         WHERE 1 <> (SELECT count(*) FROM events
                     WHERE events.user_id = users.id AND +type = 'user_created')",
    ),
    (
        "the creation of nobody",
        "SELECT count(*) FROM events AS created
         WHERE type = 'user_created' AND user_id NOT IN (SELECT id FROM users)
           AND 1 <> (SELECT count(*) FROM events
                     WHERE events.user_id = created.user_id AND +type = 'user_deleted')",
    ),
    (
        "a deleted user who is there",
        "SELECT count(*) FROM events
         WHERE type = 'user_deleted' AND user_id IN (SELECT id FROM users)",
    ),
    (
        "a clean user with something in the account",
        "SELECT count(*) FROM users
         WHERE first_used_at IS NULL
           AND (username IS NOT NULL OR id IN (SELECT user_id FROM credentials)
                OR id IN (SELECT user_id FROM sessions))",
    ),
    (
        "a verified identity that nobody verified",
        "SELECT count(*) FROM identities
         WHERE verified_at IS NOT NULL
           AND (SELECT count(*) FROM identities AS own
                WHERE own.user_id = identities.user_id
                  AND own.verified_at = identities.verified_at)
             > (SELECT count(*) FROM events
                WHERE events.user_id = identities.user_id
                  AND +type IN ('identity_verified', 'identity_added', 'identity_changed')
                  AND +events.created_at = verified_at)",
    ),
    (
        "the verification of no identity",
        "SELECT count(*) FROM events AS proven
         WHERE type IN ('identity_verified', 'identity_added', 'identity_changed')
           AND NOT EXISTS (SELECT 1 FROM identities
                           WHERE identities.user_id = proven.user_id
                             AND verified_at = proven.created_at)
           AND NOT EXISTS (SELECT 1 FROM events
                           WHERE events.user_id = proven.user_id
                             AND +type IN ('identity_removed', 'identity_changed', 'user_deleted')
                             AND sequence > proven.sequence)",
    ),
    (
        "a wish that its sign-up did not end",
        "SELECT count(*) FROM sign_ups
         JOIN identities ON identities.type = 'email' AND identities.value = sign_ups.value
          AND verified_at > sign_ups.created_at
         JOIN users ON users.id = identities.user_id AND users.created_at = verified_at
         JOIN credentials ON credentials.user_id = users.id
          AND credentials.created_at = verified_at",
    ),
    (
        "a secret that outlived what it confirmed",
        "SELECT count(*) FROM verifications
         JOIN identities ON identities.id = identity_id
         WHERE kind = 'confirm' AND verifications.created_at < verified_at",
    ),
    (
        "a link or code without its handle",
        "SELECT count(*) FROM verifications AS secret
         WHERE form <> 'handle'
           AND NOT EXISTS (SELECT 1 FROM verifications AS handle
                           WHERE handle.form = 'handle' AND handle.value = secret.value
                             AND handle.kind = secret.kind
                             AND handle.identity_id IS secret.identity_id)",
    ),
    (
        "a session, password or secret from before a reset",
        "SELECT count(*) FROM events AS reset
         WHERE type = 'password_reset' AND user_id IN (SELECT id FROM users)
           AND (EXISTS (SELECT 1 FROM sessions
                        WHERE sessions.user_id = reset.user_id
                          AND created_at < reset.created_at)
                OR EXISTS (SELECT 1 FROM verifications
                           JOIN identities ON identities.id = identity_id
                           WHERE identities.user_id = reset.user_id
                             AND verifications.created_at < reset.created_at)
                OR NOT EXISTS (SELECT 1 FROM credentials
                               WHERE credentials.user_id = reset.user_id
                                 AND updated_at >= reset.created_at))",
    ),
    (
        "a session from before a change of its account's ways in",
        "SELECT count(*) FROM events AS change
         JOIN sessions ON sessions.user_id = change.user_id
          AND sessions.created_at < change.created_at AND sessions.id IS NOT change.session_id
         WHERE type IN ('password_changed', 'password_set', 'password_expired', 'identity_added',
                        'identity_changed', 'identity_removed', 'user_disabled')",
    ),
    (
        "a session that was not opened, or has ended and not been ended",
        "SELECT count(*) FROM users
         WHERE (SELECT count(*) FROM sessions WHERE sessions.user_id = users.id)
            <> (SELECT coalesce(sum(CASE type
                                    WHEN 'session_created' THEN 1
                                    WHEN 'session_revoked' THEN -1
                                    ELSE -coalesce(data ->> 'sessions', 0)
                                    END), 0)
                FROM events
                WHERE events.user_id = users.id
                  -- Those of a backup have ended when it was opened.
                  AND sequence > (SELECT coalesce(max(sequence), 0) FROM events
                                  WHERE type IN ('backup_restored', 'all_sessions_revoked')))
           -- These do not tell how many they end.
           AND NOT EXISTS (SELECT 1 FROM events
                           WHERE events.user_id = users.id
                             AND +type IN ('identity_added', 'identity_changed',
                                           'identity_removed', 'password_expired'))",
    ),
    ("more or fewer than one key", "SELECT count(*) <> 1 FROM key_record"),
];

/// Looks whether a file is whole: to SQLite, and to whoever knows what belongs together.
///
/// # Errors
/// `storage` (corrupt), with what is wrong as its note.
pub fn check_file(path: &Path) -> Result<()> {
    let connection = connect(path)?;
    check_integrity(&connection)?;
    let dangling: i64 = ask(&connection, "SELECT count(*) FROM pragma_foreign_key_check")?;
    if dangling > 0 {
        return Err(corrupt(format!("{dangling} rows refer to what is not there")));
    }
    for (half, sql) in HALVES {
        let found: i64 = ask(&connection, sql)?;
        if found > 0 {
            return Err(corrupt(format!("{half}, {found} times")));
        }
    }
    Ok(())
}

/// How many rows a table has.
///
/// # Errors
/// `storage`, `internal` if there is no such table.
pub fn count_rows(path: &Path, table: &'static str) -> Result<u64> {
    let rows: i64 = ask(&connect(path)?, &format!("SELECT count(*) FROM {table}"))?;
    Ok(rows.unsigned_abs())
}

/// What a statement finds in the first column of its first row, as text.
///
/// # Errors
/// `storage`, `internal` if it is not a statement that finds text.
pub fn ask_file(path: &Path, sql: &str) -> Result<String> {
    ask(&connect(path)?, sql)
}

/// Does to a file what this library never does.
///
/// # Errors
/// `storage`, `internal` if SQLite does not take the statements.
pub fn alter_file(path: &Path, sql: &str) -> Result<()> {
    Connection::open(path).and_then(|connection| connection.execute_batch(sql)).map_err(failure)
}

/// A write transaction that stays open, so that everybody else who writes has to wait.
#[derive(Debug)]
pub struct Hold(Connection);

impl Hold {
    /// Begins it, and writes.
    ///
    /// # Errors
    /// `storage`: busy if that takes longer than a minute.
    pub fn begin(path: &Path) -> Result<Self> {
        let connection = connect(path)?;
        busy::retry(Deadline::after(Duration::from_secs(60)), || {
            control(&connection, "BEGIN IMMEDIATE")
        })?;
        control(&connection, "UPDATE key_record SET recorded_at = recorded_at + 1")?;
        Ok(Self(connection))
    }

    /// Commits it.
    ///
    /// # Errors
    /// `storage`.
    pub fn end(self) -> Result<()> {
        control(&self.0, "COMMIT")
    }
}

fn check_integrity(connection: &Connection) -> Result<()> {
    let whole: String = ask(connection, "SELECT integrity_check FROM pragma_integrity_check")?;
    if whole == "ok" { Ok(()) } else { Err(corrupt(whole)) }
}

/// A number for the rows of a file that is whole to SQLite: others as good as surely have another.
///
/// Counted attempts are left out. They are counted before the act and taken back after it, so that an
/// act that is cut off may have counted and done nothing else.
///
/// # Errors
/// `storage` (corrupt), with what is wrong as its note.
pub fn fingerprint(path: &Path) -> Result<u64> {
    const TABLES: &str = "
        SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'throttles' ORDER BY name";
    let connection = connect(path)?;
    check_integrity(&connection)?;
    let snapshot = connection.unchecked_transaction().map_err(failure)?;
    let mut tables = snapshot.prepare(TABLES).map_err(failure)?;
    let tables = tables.query_map([], |row| row.get(0)).map_err(failure)?;
    let tables: Vec<String> = tables.collect::<rusqlite::Result<_>>().map_err(failure)?;
    let mut hasher = DefaultHasher::new();
    for table in tables {
        hash_rows(&snapshot, &table, &mut hasher).map_err(failure)?;
    }
    Ok(hasher.finish())
}

fn hash_rows(
    connection: &Connection,
    table: &str,
    hasher: &mut DefaultHasher,
) -> rusqlite::Result<()> {
    table.hash(hasher);
    let mut statement = connection.prepare(&format!("SELECT * FROM {table}"))?;
    let columns = statement.column_count();
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Null => 0_u8.hash(hasher),
                ValueRef::Integer(number) => (1_u8, number).hash(hasher),
                ValueRef::Real(number) => (2_u8, number.to_bits()).hash(hasher),
                ValueRef::Text(text) => (3_u8, text).hash(hasher),
                ValueRef::Blob(bytes) => (4_u8, bytes).hash(hasher),
            }
        }
    }
    Ok(())
}

/// Moves what is in the write-ahead log to the file, as is done when the log has grown long.
///
/// # Errors
/// `storage`.
pub fn checkpoint(path: &Path) -> Result<()> {
    let opener = Opener::new(path, 0)?;
    let connection = opener.connect()?;
    opener.settle(&connection, Deadline::after(Duration::ZERO))?;
    ask::<i64>(&connection, "PRAGMA wal_checkpoint").map(drop)
}

/// A connection that leaves the file as it is.
fn connect(path: &Path) -> Result<Connection> {
    Opener::new(path, 0)?.connect()
}

fn ask<T: rusqlite::types::FromSql>(connection: &Connection, sql: &str) -> Result<T> {
    connection.query_row(sql, [], |row| row.get(0)).map_err(failure)
}

fn corrupt(note: String) -> Error {
    Error::storage(StorageReason::Corrupt).with_note(note)
}
