//! Files with as many sessions as a run needs.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use base64ct::{Base64UrlUnpadded, Encoding};
use ezauth_core::domain::UserId;
use ezauth_core::{Accounts, Settings};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};

use crate::Outcome;

/// Every user has so many.
const SESSIONS_EACH: u64 = 4;

/// What a browser says of itself, and from where.
pub(crate) const CALLER: (&str, &str) = (
    "192.0.2.7",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
);

/// A file of the library, filled.
pub(crate) struct Stock {
    pub(crate) path: PathBuf,
    pub(crate) sessions: u64,
}

impl Stock {
    /// Fills a new file. The library makes it; the rows come in bulk, since a million sign-ins would
    /// take minutes.
    pub(crate) fn fill(folder: &Path, sessions: u64) -> Outcome<Self> {
        let path = folder.join(format!("{sessions}.db"));
        forget(&path)?;
        Accounts::open(Settings::new(&path))?.close()?;
        let connection = Connection::open(&path)?;
        connection.execute_batch(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF;
             PRAGMA cache_size = -1000000; BEGIN;",
        )?;
        let now = millis();
        fill_users(&connection, sessions / SESSIONS_EACH, now)?;
        fill_sessions(&connection, sessions, now)?;
        connection.execute_batch("COMMIT")?;
        Ok(Self { path, sessions })
    }

    /// The file opened by the library, with so many bytes mapped.
    pub(crate) fn open(&self, mmap_size: &str) -> Outcome<Accounts> {
        let mut settings = Settings::new(&self.path);
        settings.set("mmap_size", mmap_size)?;
        Ok(Accounts::open(settings)?)
    }

    /// The numbers of its sessions, each time another, over the whole file.
    pub(crate) fn picks(&self) -> impl FnMut() -> u64 + use<> {
        // A step that shares no factor with their count visits all of them.
        let (count, step) = (self.sessions, 7_368_787);
        let mut at = 0;
        move || {
            at = (at + step) % count;
            at
        }
    }

    /// The user of a session.
    pub(crate) fn user_of(&self, session: u64) -> [u8; 16] {
        user(session % (self.sessions / SESSIONS_EACH))
    }
}

/// Takes a database away, with what SQLite and the library keep beside it.
pub(crate) fn forget(path: &Path) -> Outcome<()> {
    for end in ["", "-wal", "-shm", ".key"] {
        match fs::remove_file(format!("{}{end}", path.display())) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// The token of a session, as its browser has it.
pub(crate) fn token(session: u64) -> String {
    Base64UrlUnpadded::encode_string(&bits(session))
}

/// What is stored of it.
pub(crate) fn digest(session: u64) -> [u8; 32] {
    Sha256::digest(bits(session)).into()
}

fn bits(session: u64) -> [u8; 32] {
    Sha256::digest(session.to_le_bytes()).into()
}

/// Ids that grow, as real ones do, in the form of a UUIDv7.
fn user(number: u64) -> [u8; 16] {
    let mut id = [0; 16];
    id[..6].copy_from_slice(&number.to_be_bytes()[2..]);
    (id[6], id[8]) = (0x70, 0x80);
    id
}

/// An id as the library's operations take it.
pub(crate) fn user_id(bytes: [u8; 16]) -> Outcome<UserId> {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    Ok(parts.join("-").parse()?)
}

/// The time now, as the library stores it.
#[expect(clippy::disallowed_methods, reason = "the rows are to be as new as the run")]
pub(crate) fn millis() -> i64 {
    ezauth_core::domain::Timestamp::from(SystemTime::now()).as_millis()
}

fn fill_users(connection: &Connection, users: u64, now: i64) -> Outcome<()> {
    const PHC: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA\
                       $CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
    let mut insert = connection.prepare(
        "INSERT INTO users (id, name, first_used_at, created_at, updated_at)
         VALUES (?1, ?2, ?3, ?3, ?3)",
    )?;
    let mut credential = connection.prepare(
        "INSERT INTO credentials (id, user_id, type, data, created_at, updated_at)
         VALUES (?1, ?1, 'password', ?2, ?3, ?3)",
    )?;
    for number in 0..users {
        let id = user(number);
        insert.execute(params![id, format!("User Number {number}"), now])?;
        credential.execute(params![id, PHC, now])?;
    }
    Ok(())
}

fn fill_sessions(connection: &Connection, sessions: u64, now: i64) -> Outcome<()> {
    const DAY: i64 = 86_400_000;
    let users = sessions / SESSIONS_EACH;
    // In the order of the table, which is far quicker.
    let mut rows: Vec<([u8; 32], u64)> = (0..sessions).map(|it| (digest(it), it)).collect();
    rows.sort_unstable();
    let mut insert = connection.prepare(
        "INSERT INTO sessions (token, id, user_id, method, authenticated_at, created_at,
                               last_seen_at, expires_at, idle_expires_at, ip, user_agent)
         VALUES (?1, randomblob(16), ?2, 'password', ?3, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    // As if used a moment ago, however long the run takes: once a minute the use of a session is
    // noted, which is a write.
    let seen = now + DAY;
    for (token, number) in rows {
        let (ip, user_agent) = CALLER;
        let (end, idle_end) = (now + 14 * DAY, now + 7 * DAY);
        let user = user(number % users);
        insert.execute(params![token, user, now, seen, end, idle_end, ip, user_agent])?;
    }
    Ok(())
}
