//! Closing, and leaving everything open.

use std::path::PathBuf;

use tempfile::TempDir;

use super::{Bench, Settled, SqliteStore, file, has_user, insert_user, options};
use crate::error::ErrorKind;
use crate::store::{Mode, Store};

#[test]
fn a_closed_store_answers_closed() {
    let bench = Bench::new();
    bench.write_user(0).unwrap();
    assert!(bench.has_user(0));
    assert!(log(&bench.folder).exists());
    bench.store.close();
    assert!(!log(&bench.folder).exists(), "the last connection takes the log along");
    for mode in [Mode::Read, Mode::Snapshot, Mode::Write] {
        let run = bench.store.run(mode, &mut |_| panic!("the store is closed"));
        assert_eq!(run, Err(ErrorKind::Closed.into()));
    }
    bench.store.offer(Box::new(|tx| insert_user(tx, 1)));
    bench.store.close();
    let again = SqliteStore::open(&options(&bench.folder), &mut Settled).unwrap();
    let users = (&again as &dyn Store).read(|tx| Ok([has_user(tx, 0)?, has_user(tx, 1)?]));
    assert_eq!(users, Ok([true, false]));
}

#[test]
fn a_connection_in_use_is_closed_after_its_batch() {
    let bench = Bench::new();
    std::thread::scope(|scope| {
        let held = bench.hold(scope, 0);
        bench.store.close();
        assert_eq!(held.let_go(), Ok(()));
    });
    assert_eq!(bench.write_user(1), Err(ErrorKind::Closed.into()));
    assert!(!log(&bench.folder).exists());
}

/// The write-ahead log, which is there while a connection is open.
fn log(folder: &TempDir) -> PathBuf {
    file(folder).with_extension("db-wal")
}
