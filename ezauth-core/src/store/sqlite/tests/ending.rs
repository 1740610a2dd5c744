//! Closing, and leaving everything open.

use std::path::PathBuf;

use tempfile::TempDir;

use super::{Bench, file};
use crate::error::{ErrorKind, Result};
use crate::store::{Mode, Store};

#[test]
fn a_closed_store_answers_closed() {
    let bench = Bench::new();
    use_every_connection(&bench).unwrap();
    assert!(log(&bench.folder).exists());
    bench.store.close();
    assert!(!log(&bench.folder).exists(), "the last connection takes the log along");
    for mode in [Mode::Read, Mode::Snapshot, Mode::Write] {
        let run = bench.store.run(mode, &mut |_| panic!("the store is closed"));
        assert_eq!(run, Err(ErrorKind::Closed.into()));
    }
    bench.store.offer(Box::new(|_| panic!("the store is closed")));
    bench.store.close();
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

#[test]
fn an_abandoned_store_closes_nothing() {
    let Bench { store, folder } = used();
    store.abandon();
    drop(store);
    assert!(log(&folder).exists());
}

#[test]
fn abandoning_waits_for_no_lock() {
    let Bench { store, folder } = used();
    store.writer.queue.while_locked(|| store.readers.while_locked(|| store.abandon()));
    drop(store);
    assert!(log(&folder).exists());
}

fn used() -> Bench {
    let bench = Bench::new();
    use_every_connection(&bench).unwrap();
    bench
}

fn use_every_connection(bench: &Bench) -> Result<()> {
    bench.write_user(0)?;
    assert!(bench.has_user(0));
    Ok(())
}

/// The write-ahead log, which is there while a connection is open.
fn log(folder: &TempDir) -> PathBuf {
    file(folder).with_extension("db-wal")
}
