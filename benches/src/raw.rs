//! The floors: the same statements through rusqlite alone, on connections that are set up as the
//! library's are.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, Statement, params};

use crate::Outcome;

/// What `get_session` reads; a test compares it with the library's.
pub(crate) const FIND_SESSION: &str = "
    SELECT s.id, s.user_id, s.method, s.authenticated_at, s.created_at, s.last_seen_at, s.expires_at,
    s.idle_expires_at, s.ip, s.user_agent, u.id, u.name, u.username, u.metadata,
    EXISTS (SELECT 1 FROM credentials c WHERE c.user_id = u.id AND c.type = 'password'),
    u.disabled_at, u.created_at, u.updated_at
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token = ?1";

/// A connection with the library's pragmas.
pub(crate) fn connect(path: &Path, mmap_size: u64) -> Outcome<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    for (config, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
    ] {
        connection.set_db_config(config, on)?;
    }
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
         PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;",
    )?;
    connection.pragma_update(None, "mmap_size", i64::try_from(mmap_size)?)?;
    Ok(connection)
}

/// Finds a session by its hash and reads every column into what a caller could keep.
pub(crate) fn find_session(statement: &mut Statement<'_>, digest: &[u8; 32]) -> Outcome<()> {
    let found = statement.query_row([digest], |row| {
        let session = (id(row, 0)?, id(row, 1)?, row.get_ref(2)?.as_bytes()?.len());
        let times = (int(row, 3)?, int(row, 4)?, int(row, 5)?, int(row, 6)?, int(row, 7)?);
        let caller = (text(row, 8)?, text(row, 9)?);
        let user = (id(row, 10)?, text(row, 11)?, text(row, 12)?, row.get::<_, String>(13)?);
        let state: (bool, Option<i64>) = (row.get(14)?, row.get(15)?);
        Ok((session, times, caller, user, state, int(row, 16)?, int(row, 17)?))
    })?;
    black_box(found);
    Ok(())
}

fn id(row: &Row<'_>, index: usize) -> rusqlite::Result<[u8; 16]> {
    row.get(index)
}

fn int(row: &Row<'_>, index: usize) -> rusqlite::Result<i64> {
    row.get(index)
}

fn text(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<String>> {
    row.get(index)
}

/// Runs `body` in a write transaction of its own.
pub(crate) fn commit(
    connection: &Connection,
    body: impl FnOnce() -> rusqlite::Result<()>,
) -> Outcome<()> {
    connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
    body()?;
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(())
}

/// Opens a session: its row and that of the audit trail.
pub(crate) fn insert_session(
    connection: &Connection,
    user: &[u8; 16],
    now: i64,
    (ip, user_agent): (&str, &str),
) -> Outcome<()> {
    const DAY: i64 = 86_400_000;
    commit(connection, || {
        let mut insert = connection.prepare_cached(
            "INSERT INTO sessions (token, id, user_id, method, authenticated_at, created_at,
                                   last_seen_at, expires_at, idle_expires_at, ip, user_agent)
             VALUES (randomblob(32), randomblob(16), ?1, 'host', ?2, ?2, ?2, ?3, ?4, ?5, ?6)",
        )?;
        insert.execute(params![user, now, now + 14 * DAY, now + 7 * DAY, ip, user_agent])?;
        insert_event(connection, "session_created", user, now, ip)
    })
}

/// Uses up a link by the hash of its token, and verifies the identity that it was issued for.
pub(crate) fn use_link(
    connection: &Connection,
    user: &[u8; 16],
    secret: &[u8; 32],
    now: i64,
) -> Outcome<()> {
    commit(connection, || {
        let mut delete = connection.prepare_cached(
            "DELETE FROM verifications
             WHERE secret = ?1 AND form = 'link' AND form <> 'code' AND kind = 'confirm'
               AND expires_at > ?2
             RETURNING identity_id",
        )?;
        let identity = delete.query_row(params![secret, now], |row| id(row, 0)).optional()?;
        verify(connection, user, identity, now)
    })
}

/// Uses up a code by its address and its hash.
pub(crate) fn use_code(
    connection: &Connection,
    user: &[u8; 16],
    (value, secret): (&str, &[u8; 32]),
    now: i64,
) -> Outcome<()> {
    commit(connection, || {
        let mut delete = connection.prepare_cached(
            "DELETE FROM verifications
             WHERE form = 'code' AND kind = 'confirm' AND value = ?1 AND secret = ?2
               AND failures < 5 AND expires_at > ?3
             RETURNING identity_id",
        )?;
        let identity =
            delete.query_row(params![value, secret, now], |row| id(row, 0)).optional()?;
        verify(connection, user, identity, now)
    })
}

fn verify(
    connection: &Connection,
    user: &[u8; 16],
    identity: Option<[u8; 16]>,
    now: i64,
) -> rusqlite::Result<()> {
    let mut update = connection.prepare_cached(
        "UPDATE identities
         SET verified_at = ?2, updated_at = ?2
         WHERE id = ?1 AND verified_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM identities AS other
                           WHERE other.type = identities.type AND other.value = identities.value
                             AND other.verified_at IS NOT NULL)",
    )?;
    if update.execute(params![identity, now])? != 1 {
        return Err(rusqlite::Error::QueryReturnedNoRows);
    }
    insert_event(connection, "identity_verified", user, now, "192.0.2.7")
}

fn insert_event(
    connection: &Connection,
    of: &str,
    user: &[u8; 16],
    now: i64,
    ip: &str,
) -> rusqlite::Result<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO events (id, type, user_id, session_id, ip, data, created_at)
         VALUES (randomblob(16), ?1, ?2, randomblob(16), ?3, '{\"method\":\"host\"}', ?4)",
    )?;
    insert.execute(params![of, user, ip, now]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_reads_what_the_library_reads() {
        let library = include_str!("../../ezauth-core/src/store/sqlite/sessions.rs");
        assert!(library.contains(&format!("\"{FIND_SESSION}\"")));
    }
}
