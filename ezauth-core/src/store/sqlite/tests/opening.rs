//! Opening: the file, its schema, and what is refused.

use std::fs;
use std::path::Path;
use std::sync::Barrier;
use std::thread;
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;

use super::super::{Settle, SqliteOptions, SqliteStore};
use super::{Settled, file, insert_user, options};
use crate::domain::{EventFilter, KeyId};
use crate::error::{Error, ErrorKind, FieldReason, Result, StorageReason};
use crate::store::{Store, Transaction};

/// Records a key, as long as none is.
struct Key {
    id: KeyId,
    runs: u32,
}

impl Key {
    fn new(byte: u8) -> Self {
        Self { id: KeyId::from_bytes([byte; 16]), runs: 0 }
    }
}

impl Settle for Key {
    fn is_settled(&mut self, tx: &mut dyn Transaction) -> Result<bool> {
        Ok(tx.find_key_id()?.is_some())
    }

    fn settle(&mut self, tx: &mut dyn Transaction) -> Result<()> {
        self.runs += 1;
        if self.is_settled(tx)? {
            return Ok(());
        }
        tx.record_key_id(self.id, super::NOW)
    }
}

#[test]
fn the_schema_comes_once_whoever_opens() {
    for _ in 0..10 {
        let folder = TempDir::new().unwrap();
        let barrier = Barrier::new(8);
        let keys = thread::scope(|scope| {
            let opening: Vec<_> = (0..8)
                .map(|byte| {
                    let (barrier, options) = (&barrier, options(&folder));
                    scope.spawn(move || {
                        barrier.wait();
                        let store = SqliteStore::open(&options, &mut Key::new(byte)).unwrap();
                        let store: &dyn Store = &store;
                        store.read(|tx| tx.find_key_id()).unwrap().unwrap()
                    })
                })
                .collect();
            opening.into_iter().map(|opening| opening.join().unwrap()).collect::<Vec<_>>()
        });
        assert!(keys.iter().all(|key| *key == keys[0]), "one key was recorded");
    }
}

#[test]
fn what_is_settled_is_not_settled_again() {
    let folder = TempDir::new().unwrap();
    let mut key = Key::new(1);
    for _ in 0..2 {
        SqliteStore::open(&options(&folder), &mut key).unwrap();
        assert_eq!(key.runs, 1);
    }
}

#[test]
fn what_cannot_be_settled_leaves_no_schema() {
    struct Refusing;
    impl Settle for Refusing {
        fn is_settled(&mut self, _: &mut dyn Transaction) -> Result<bool> {
            panic!("there is no schema yet");
        }
        fn settle(&mut self, tx: &mut dyn Transaction) -> Result<()> {
            insert_user(tx, 0)?;
            Err(ErrorKind::InvalidConfig.into())
        }
    }
    let folder = TempDir::new().unwrap();
    for _ in 0..2 {
        let refused = SqliteStore::open(&options(&folder), &mut Refusing).err();
        assert_eq!(refused, Some(ErrorKind::InvalidConfig.into()));
    }
    let tables: u32 = Connection::open(file(&folder))
        .unwrap()
        .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
        .unwrap();
    assert_eq!(tables, 0);
    SqliteStore::open(&options(&folder), &mut Settled).unwrap();
}

#[test]
fn the_file_says_whose_it_is() {
    let folder = TempDir::new().unwrap();
    drop(SqliteStore::open(&options(&folder), &mut Settled).unwrap());
    let bytes = fs::read(file(&folder)).unwrap();
    assert_eq!(&bytes[68..72], b"EzAu");
    assert_eq!(&bytes[60..64], 1_u32.to_be_bytes());
}

#[test]
fn a_newer_file_is_refused_and_not_written_to() {
    let folder = TempDir::new().unwrap();
    let newer = Connection::open(file(&folder)).unwrap();
    newer
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA application_id = 0x457A4175;
             PRAGMA user_version = 1000000;
             CREATE TABLE of_a_newer_version (a);",
        )
        .unwrap();
    // As after a crash: with a log that a connection would write back when it is closed.
    let crashed = TempDir::new().unwrap();
    for ending in ["db", "db-wal"] {
        let from = file(&folder).with_extension(ending);
        fs::copy(from, file(&crashed).with_extension(ending)).unwrap();
    }
    refuses(&crashed, &ErrorKind::SchemaTooNew.into());
}

#[test]
fn a_foreign_file_is_refused_and_not_written_to() {
    let foreign = Error::invalid_config("database", FieldReason::Foreign);
    let databases = [
        "CREATE TABLE theirs (a)",
        "PRAGMA application_id = 7",
        "PRAGMA user_version = 7",
        "PRAGMA application_id = 0x457A4175",
        "PRAGMA application_id = 0x457A4175; PRAGMA user_version = -1",
        "PRAGMA application_id = 7; CREATE TABLE theirs (a); PRAGMA user_version = 1",
    ];
    for sql in databases {
        let folder = TempDir::new().unwrap();
        Connection::open(file(&folder)).unwrap().execute_batch(sql).unwrap();
        refuses(&folder, &foreign);
    }
    for length in [1, 511, 512, 513, 4_095, 4_096, 10_000] {
        let folder = TempDir::new().unwrap();
        fs::write(file(&folder), "x".repeat(length)).unwrap();
        refuses(&folder, &foreign);
    }
    let folder = TempDir::new().unwrap();
    fs::create_dir(file(&folder)).unwrap();
    assert_eq!(open_error(&folder), foreign);
}

/// What a loss of power in the first open leaves of the first page, where its length is lost too.
#[test]
fn the_beginning_of_a_first_page_is_fresh() {
    let whole = TempDir::new().unwrap();
    // It is written with nothing in it, when the file is made one with a log.
    let first = Connection::open(file(&whole)).unwrap();
    first.pragma_update(None, "journal_mode", "WAL").unwrap();
    drop(first);
    let page = fs::read(file(&whole)).unwrap();
    assert!(page.len() > 511);
    let zeros = [0; 511];
    let torn = [1, 10, 16, 100, 300, 511].map(|length| &page[..length]);
    for torn in torn.into_iter().chain([&zeros[..1], &zeros]) {
        let folder = TempDir::new().unwrap();
        fs::write(file(&folder), torn).unwrap();
        drop(SqliteStore::open(&options(&folder), &mut Settled).unwrap());
        SqliteStore::open(&options(&folder), &mut Settled).unwrap();
    }
}

#[test]
fn an_empty_file_is_fresh() {
    let folder = TempDir::new().unwrap();
    fs::write(file(&folder), "").unwrap();
    SqliteStore::open(&options(&folder), &mut Settled).unwrap();
}

#[test]
fn a_missing_folder_is_said() {
    let folder = TempDir::new().unwrap();
    let options = SqliteOptions {
        path: folder.path().join("missing").join("accounts.db"),
        ..options(&folder)
    };
    let error = SqliteStore::open(&options, &mut Settled).err().unwrap();
    assert_eq!(error, Error::invalid_config("database", FieldReason::Missing));
}

#[test]
fn opening_waits_for_a_lock_for_its_time() {
    let folder = TempDir::new().unwrap();
    let other = Connection::open(file(&folder)).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let options = SqliteOptions { busy_timeout: Duration::from_millis(50), ..options(&folder) };
    let error = SqliteStore::open(&options, &mut Settled).err();
    assert_eq!(error, Some(super::busy()));
    other.execute_batch("ROLLBACK").unwrap();
    SqliteStore::open(&options, &mut Settled).unwrap();
}

#[cfg(unix)]
#[test]
fn what_lies_beside_the_file_is_plain() {
    for ending in ["db-journal", "db-wal", "db-shm"] {
        let folder = TempDir::new().unwrap();
        drop(SqliteStore::open(&options(&folder), &mut Settled).unwrap());
        let beside = file(&folder).with_extension(ending);
        std::os::unix::fs::symlink(folder.path().join("elsewhere"), &beside).unwrap();
        assert_eq!(open_error(&folder), Error::invalid_config("database", FieldReason::Foreign));
        fs::remove_file(beside).unwrap();
        SqliteStore::open(&options(&folder), &mut Settled).unwrap();
    }
}

#[test]
fn a_file_with_another_schema_is_damaged() {
    for sql in ["DROP TABLE events", "ALTER TABLE events RENAME COLUMN data TO other"] {
        let folder = TempDir::new().unwrap();
        let store = SqliteStore::open(&options(&folder), &mut Settled).unwrap();
        Connection::open(file(&folder)).unwrap().execute_batch(sql).unwrap();
        let store: &dyn Store = &store;
        let error = store.read(|tx| tx.list_events(&EventFilter::default(), 0, 1)).unwrap_err();
        assert_eq!(error.storage_reason(), Some(StorageReason::Corrupt), "{sql}");
    }
}

#[test]
fn a_file_that_a_later_version_has_migrated_since_is_too_new() {
    let folder = TempDir::new().unwrap();
    let store = SqliteStore::open(&options(&folder), &mut Settled).unwrap();
    let later = "ALTER TABLE events RENAME COLUMN data TO other; PRAGMA user_version = 99";
    Connection::open(file(&folder)).unwrap().execute_batch(later).unwrap();
    let store: &dyn Store = &store;
    let error = store.read(|tx| tx.list_events(&EventFilter::default(), 0, 1)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::SchemaTooNew);
}

#[cfg(unix)]
#[test]
fn a_new_file_is_its_owners_alone() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = TempDir::new().unwrap();
    fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o700)).unwrap();
    let elsewhere = folder.path().join("elsewhere.db");
    symlink(&elsewhere, file(&folder)).unwrap();
    let store = SqliteStore::open(&options(&folder), &mut Settled).unwrap();
    let store: &dyn Store = &store;
    store.write(|tx| insert_user(tx, 0)).unwrap();
    for ending in ["db", "db-wal", "db-shm"] {
        let file = elsewhere.with_extension(ending);
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{ending}");
    }
}

#[cfg(unix)]
#[test]
fn a_new_file_is_its_owners_alone_whatever_the_umask() {
    // The mask belongs to the process, so other processes run the test.
    const TEST: &str = "store::sqlite::tests::opening::a_new_file_is_its_owners_alone";
    for umask in ["000", "777"] {
        let run = std::process::Command::new("sh")
            .args(["-c", "umask \"$1\" && exec \"$0\" --exact \"$2\""])
            .arg(std::env::current_exe().unwrap())
            .args([umask, TEST])
            .output()
            .unwrap();
        let output = String::from_utf8_lossy(&run.stdout);
        assert!(run.status.success(), "{umask}: {output}");
        assert!(output.contains("1 passed"), "{output}");
    }
}

/// Checks that opening fails with `expected` and leaves every file as it was.
fn refuses(folder: &TempDir, expected: &Error) {
    let before = contents(folder.path());
    assert_eq!(open_error(folder), *expected);
    let after = contents(folder.path());
    for file in before {
        assert!(after.contains(&file), "{} was changed", file.0);
    }
}

fn open_error(folder: &TempDir) -> Error {
    SqliteStore::open(&options(folder), &mut Settled).err().unwrap()
}

fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().unwrap();
        (name, fs::read(entry.path()).unwrap())
    };
    fs::read_dir(folder).unwrap().map(|entry| file(entry.unwrap())).collect()
}
