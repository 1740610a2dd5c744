//! A batch that fails has not happened, and all who were in it are told.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use rusqlite::config::DbConfig;

use super::{Bench, fill_page, full, insert_user};
use crate::error::{Error, ErrorKind, Result, StorageReason};
use crate::store::Transaction;

const CALLERS: u64 = 32;

#[test]
fn a_commit_that_fails_is_told_to_all() {
    let bench = Bench::patient();
    let fails = Arc::new(AtomicBool::new(true));
    let hook = move || fails.swap(false, Ordering::Relaxed);
    bench.store.writer.lend(|connection| connection.commit_hook(Some(hook)).unwrap());
    let bodies = AtomicUsize::new(0);
    thread::scope(|scope| {
        let held = bench.hold(scope, 0);
        let callers: Vec<_> = (1..CALLERS)
            .map(|user| {
                let (bench, bodies) = (&bench, &bodies);
                scope.spawn(move || {
                    bench.store().write(|tx| {
                        bodies.fetch_add(1, Ordering::Relaxed);
                        insert_user(tx, user)?;
                        // A refusal rests on what was not committed: it is not told either.
                        if user % 2 == 0 { Err(ErrorKind::NotFound.into()) } else { Ok(()) }
                    })
                })
            })
            .collect();
        bench.until_waiting(CALLERS as usize - 1);
        assert_eq!(held.let_go(), Err(full()));
        for caller in callers {
            assert_eq!(caller.join().unwrap(), Err(full()));
        }
    });
    assert_eq!(bench.commits(), 1);
    assert_eq!(bodies.into_inner(), CALLERS as usize - 1, "no body is run again");
    assert!((0..CALLERS).all(|user| !bench.has_user(user)));
    assert_eq!(bench.write_user(0), Ok(()));
}

#[test]
fn a_disk_that_is_full_in_one_body_undoes_all() {
    let told = fill_disk_last(|tx| (0..100).try_for_each(|_| fill_page(tx)));
    assert_eq!(told, vec![Err(full()); CALLERS as usize]);
}

#[test]
fn a_body_that_hides_a_failure_writes_nothing_on_its_own() {
    let told = fill_disk_last(|tx| {
        for _ in 0..100 {
            fill_page(tx).ok();
        }
        insert_user(tx, 0).ok();
        Ok(())
    });
    let undone = Error::storage(StorageReason::Io);
    assert_eq!(told, vec![Err(undone); CALLERS as usize]);
}

#[test]
fn a_commit_that_leaves_its_transaction_open_is_undone() {
    let bench = Bench::new();
    // A violation that is looked for at COMMIT only. Triggers do not run otherwise.
    bench.store.writer.lend(|connection| {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true).unwrap();
        connection
            .execute_batch(
                "CREATE TABLE deferred (
                     user BLOB REFERENCES users (id) DEFERRABLE INITIALLY DEFERRED
                 );
                 CREATE TRIGGER violate AFTER INSERT ON users
                 BEGIN INSERT INTO deferred VALUES (x'00'); END;",
            )
            .unwrap();
    });
    let told = bench.write_user(0).unwrap_err();
    assert_eq!(told.kind(), ErrorKind::Internal);
    bench.store.writer.lend(|connection| connection.execute_batch("DROP TRIGGER violate")).unwrap();
    assert_eq!(bench.write_user(1), Ok(()));
    assert!(!bench.has_user(0));
}

/// Runs a batch whose last caller `fills` the disk, and returns what each was told.
fn fill_disk_last(fills: impl Fn(&mut dyn Transaction) -> Result<()> + Sync) -> Vec<Result<()>> {
    let bench = Bench::patient();
    limit_pages(&bench);
    let told = Mutex::new(Vec::new());
    thread::scope(|scope| {
        let held = bench.hold(scope, 0);
        for user in 1..CALLERS - 1 {
            let (bench, told) = (&bench, &told);
            scope.spawn(move || {
                let result = bench.write_user(user);
                told.lock().unwrap().push(result);
            });
        }
        bench.until_waiting(CALLERS as usize - 2);
        scope.spawn(|| {
            let result = bench.store().write(&fills);
            told.lock().unwrap().push(result);
        });
        bench.until_waiting(CALLERS as usize - 1);
        // The next one in the queue begins anew.
        let next = scope.spawn(|| bench.store().write(|_| Ok(())));
        bench.until_waiting(CALLERS as usize);
        let result = held.let_go();
        told.lock().unwrap().push(result);
        assert_eq!(next.join().unwrap(), Ok(()));
    });
    assert!((0..CALLERS).all(|user| !bench.has_user(user)));
    assert_eq!(bench.commits(), 2);
    told.into_inner().unwrap()
}

/// Leaves room for some rows, but not for a hundred pages.
fn limit_pages(bench: &Bench) {
    bench.store.writer.lend(|connection| {
        let pages: i64 =
            connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        connection.pragma_update(None, "max_page_count", pages + 50).unwrap();
    });
}
