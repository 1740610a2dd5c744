//! Readers wait for no writer and see whole commits.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::super::{SqliteOptions, SqliteStore};
use super::{Bench, Settled, busy, has_user, insert_user, options};
use crate::error::{Error, Result, StorageReason};
use crate::store::Store;

#[test]
fn a_reader_does_not_wait_for_a_writer() {
    let bench = Bench::new();
    thread::scope(|scope| {
        let held = bench.hold(scope, 0);
        assert!(!bench.has_user(0));
        assert!(!bench.store().snapshot(|tx| has_user(tx, 0)).unwrap());
        held.let_go().unwrap();
        assert!(bench.has_user(0));
    });
}

#[test]
fn a_snapshot_sees_one_state_and_a_read_the_newest() {
    let bench = Bench::new();
    let before_and_after = |tx: &mut dyn crate::store::Transaction, user| {
        let before = has_user(tx, user)?;
        thread::scope(|scope| scope.spawn(|| bench.write_user(user)).join().unwrap())?;
        Ok((before, has_user(tx, user)?))
    };
    let store = bench.store();
    assert_eq!(store.snapshot(|tx| before_and_after(tx, 0)), Ok((false, false)));
    assert_eq!(store.read(|tx| before_and_after(tx, 1)), Ok((false, true)));
}

#[test]
fn a_read_that_finds_the_database_busy_runs_again() {
    let bench = Bench::new();
    let mut runs = 0;
    let read = bench.store().snapshot(|_| {
        runs += 1;
        if runs < 3 { Err(busy()) } else { Ok(runs) }
    });
    assert_eq!(read, Ok(3));
}

#[test]
fn a_reader_cannot_write() {
    let bench = Bench::new();
    let read = bench.store().read(|tx| insert_user(tx, 0));
    assert_eq!(read, Err(Error::storage(StorageReason::ReadOnly)));
}

#[test]
fn a_panic_takes_its_connection_along() {
    let bench = Bench::new();
    let options = SqliteOptions { read_connections: 1, ..options(&bench.folder) };
    let store = SqliteStore::open(&options, &mut Settled).unwrap();
    let store: &dyn Store = &store;
    thread::scope(|scope| {
        let panicking = scope.spawn(|| store.snapshot(|_| -> Result<()> { panic!("of the body") }));
        panicking.join().unwrap_err();
    });
    bench.write_user(0).unwrap();
    assert_eq!(store.snapshot(|tx| has_user(tx, 0)), Ok(true));
}

#[test]
fn readers_share_the_connections_there_are() {
    let bench = Bench::new();
    let options = SqliteOptions { read_connections: 2, ..options(&bench.folder) };
    let store = SqliteStore::open(&options, &mut Settled).unwrap();
    let store: &dyn Store = &store;
    let (reading, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..200 {
                    let read = store.read(|tx| {
                        let now = reading.fetch_add(1, Ordering::Relaxed) + 1;
                        most.fetch_max(now, Ordering::Relaxed);
                        thread::yield_now();
                        let found = has_user(tx, 0);
                        reading.fetch_sub(1, Ordering::Relaxed);
                        found
                    });
                    assert_eq!(read, Ok(false));
                }
            });
        }
    });
    assert!(most.into_inner() <= 2);
}

#[test]
fn readers_wait_for_a_connection_for_their_time() {
    let bench = Bench::new();
    let options = SqliteOptions {
        read_connections: 1,
        busy_timeout: Duration::from_millis(50),
        ..options(&bench.folder)
    };
    let store = SqliteStore::open(&options, &mut Settled).unwrap();
    let store: &dyn Store = &store;
    let inner = || store.read(|tx| has_user(tx, 0));
    let outer = store.read(|_| {
        let other = thread::scope(|scope| scope.spawn(inner).join().unwrap());
        assert_eq!(other, Err(busy()));
        Ok(())
    });
    assert_eq!(outer, Ok(()));
    assert_eq!(inner(), Ok(false));
}
