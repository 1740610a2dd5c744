//! Backups: one file with one state, whatever else happens to the database.

use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rusqlite::Connection;
use rusqlite::types::FromSql;

use super::super::{Settle, SqliteOptions, SqliteStore};
use super::{Bench, NOW, Settled, file, fill_page, has_user, options};
use crate::domain::Timestamp;
use crate::error::{Error, ErrorKind, Result, StorageReason};
use crate::store::{Store, Transaction};

/// A backup of all that the bench has, in its folder.
fn back_up(bench: &Bench) -> Result<PathBuf> {
    let copy = bench.folder.path().join("copy.db");
    fs::write(&copy, "").unwrap();
    bench.store().backup(&copy, NOW)?;
    Ok(copy)
}

fn ask<T: FromSql>(connection: &Connection, sql: &str) -> T {
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[test]
fn a_backup_is_one_file_without_a_log() {
    let bench = Bench::new();
    bench.write_user(1).unwrap();
    let copy = back_up(&bench).unwrap();
    let bytes = fs::read(&copy).unwrap();
    assert_eq!(&bytes[68..72], b"EzAu");
    assert_eq!(&bytes[60..64], 1_u32.to_be_bytes());
    // The versions for writing and for reading: 2 would be a file with a log.
    assert_eq!(bytes[18..20], [1, 1]);
    let beside = fs::read_dir(bench.folder.path()).unwrap().map(|it| it.unwrap().file_name());
    assert_eq!(beside.filter(|it| it.to_string_lossy().starts_with("copy")).count(), 1);

    // And it is opened as one with a log, like every other.
    let options = SqliteOptions { path: copy, ..options(&bench.folder) };
    let store = SqliteStore::open(&options, &mut Settled).unwrap();
    let store: &dyn Store = &store;
    assert!(store.read(|tx| has_user(tx, 1)).unwrap());
    assert_eq!(store.read(|tx| tx.find_backup_mark()).unwrap(), Some(NOW));
    assert_eq!(bench.store().read(|tx| tx.find_backup_mark()).unwrap(), None);
    let mode: String = ask(&Connection::open(&options.path).unwrap(), "PRAGMA journal_mode");
    assert_eq!(mode, "wal");
}

#[test]
fn a_backup_has_what_was_committed_and_waits_for_nobody() {
    let bench = Bench::new();
    bench.write_user(1).unwrap();
    thread::scope(|scope| {
        let held = bench.hold(scope, 2);
        let copy = Connection::open(back_up(&bench).unwrap()).unwrap();
        assert_eq!(ask::<i64>(&copy, "SELECT count(*) FROM users"), 1);
        held.let_go().unwrap();
    });
    let copy = Connection::open(back_up(&bench).unwrap()).unwrap();
    assert_eq!(ask::<i64>(&copy, "SELECT count(*) FROM users"), 2);
}

#[test]
fn a_backup_made_while_others_write_is_whole() {
    let bench = Bench::new();
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        for writer in 1..=3_u64 {
            let (bench, stop) = (&bench, &stop);
            scope.spawn(move || {
                for number in (0..).take_while(|_| !stop.load(Ordering::Relaxed)) {
                    bench.write_user(writer << 32 | number).unwrap();
                    bench.store().write(fill_page).unwrap();
                }
            });
        }
        let _stopping = Stopping(&stop);
        for number in 0..20_u32 {
            bench.write_user(number.into()).unwrap();
            let copy = Connection::open(back_up(&bench).unwrap()).unwrap();
            assert_eq!(ask::<String>(&copy, "PRAGMA integrity_check"), "ok");
            let own = "SELECT count(*) FROM users WHERE substr(id, 12, 1) = x'00'";
            assert_eq!(ask::<u32>(&copy, own), number + 1, "what was acknowledged is there");
        }
    });
}

/// Has the writers stop, also when the test fails.
struct Stopping<'a>(&'a AtomicBool);

impl Drop for Stopping<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn no_backup_is_made_inside_of_a_body_or_after_closing() {
    let bench = Bench::new();
    let copy = bench.folder.path().join("copy.db");
    let inside = bench.store().write(|_| bench.store().backup(&copy, NOW)).unwrap_err();
    assert_eq!(inside.kind(), ErrorKind::Internal);
    bench.store().close();
    assert_eq!(bench.store().backup(&copy, NOW).unwrap_err().kind(), ErrorKind::Closed);
    assert!(!copy.exists());
}

#[test]
fn what_a_later_version_has_migrated_is_not_backed_up() {
    let bench = Bench::new();
    bench.other().pragma_update(None, "user_version", 99).unwrap();
    assert_eq!(back_up(&bench).unwrap_err().kind(), ErrorKind::SchemaTooNew);
}

#[test]
fn damage_is_not_backed_up() {
    let bench = Bench::new();
    for number in 0..1_000 {
        bench.write_user(number).unwrap();
    }
    bench.store().close();
    let page: u32 = ask(
        &Connection::open(file(&bench.folder)).unwrap(),
        "SELECT rootpage FROM sqlite_schema WHERE name = 'users'",
    );
    let mut database = fs::OpenOptions::new().write(true).open(file(&bench.folder)).unwrap();
    database.seek(SeekFrom::Start(u64::from(page - 1) * 4096)).unwrap();
    database.write_all(&[0xff; 4096]).unwrap();
    drop(database);

    let store = SqliteStore::open(&options(&bench.folder), &mut Settled).unwrap();
    let copy = bench.folder.path().join("copy.db");
    fs::write(&copy, "").unwrap();
    let error = Store::backup(&store, &copy, NOW).unwrap_err();
    assert_eq!(error, Error::storage(StorageReason::Corrupt));
}

/// Ends everything in a marked file, as the accounts do, and counts how often.
struct Restoring(u32);

impl Settle for Restoring {
    fn is_settled(&mut self, tx: &mut dyn Transaction) -> Result<bool> {
        Ok(tx.find_backup_mark()?.is_none())
    }

    fn settle(&mut self, tx: &mut dyn Transaction) -> Result<()> {
        if tx.take_backup_mark()?.is_some() {
            assert_eq!(tx.end_all()?.sign_ups, 1);
            self.0 += 1;
        }
        Ok(())
    }
}

#[test]
fn one_of_many_that_open_a_backup_takes_its_mark() {
    let bench = Bench::new();
    let sign_up = "
        INSERT INTO sign_ups (id, value, display_value, password, expires_at, created_at)
        VALUES (zeroblob(16), 'a@example.com', 'a@example.com', '', 9000000000000000, 0)";
    assert_eq!(bench.other().execute(sign_up, []), Ok(1));
    for _ in 0..10 {
        let copy = back_up(&bench).unwrap();
        let options = SqliteOptions { path: copy.clone(), ..options(&bench.folder) };
        let taken: u32 = thread::scope(|scope| {
            let open = || {
                let mut restoring = Restoring(0);
                drop(SqliteStore::open(&options, &mut restoring).unwrap());
                restoring.0
            };
            let opening: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
            opening.into_iter().map(|it| it.join().unwrap()).sum()
        });
        assert_eq!(taken, 1);
        let marks = "SELECT made_at FROM backup_mark UNION ALL SELECT created_at FROM sign_ups";
        let left = Connection::open(&copy).unwrap().query_row(marks, [], |row| row.get(0));
        assert_eq!(left, Err::<Timestamp, _>(rusqlite::Error::QueryReturnedNoRows));
    }
}
