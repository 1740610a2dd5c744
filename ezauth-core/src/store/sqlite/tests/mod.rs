//! Tests of the engine: what the rules of the records do not see.

mod backup;
mod batches;
mod conformance;
mod damage;
mod ending;
mod failures;
mod opening;
mod reading;
mod settings;
mod waiting;

use std::path::PathBuf;
use std::sync::mpsc;
use std::thread::{self, Scope, ScopedJoinHandle};
use std::time::Duration;

use rusqlite::Connection;
use tempfile::TempDir;

use super::busy::Deadline;
use super::{Settle, SqliteOptions, SqliteStore};
use crate::domain::{EventId, EventType, Timestamp, UserId};
use crate::error::{Error, Result, StorageReason};
use crate::store::rows::{NewEvent, NewUser};
use crate::store::{Store, Transaction};

const NOW: Timestamp = Timestamp::from_millis(1_763_800_000_000);

/// A store in a folder of its own.
struct Bench {
    // Before the folder: it is closed before the folder goes.
    store: SqliteStore,
    folder: TempDir,
}

/// Everything is settled.
struct Settled;

impl Settle for Settled {
    fn is_settled(&mut self, _: &mut dyn Transaction) -> Result<bool> {
        Ok(true)
    }

    fn settle(&mut self, _: &mut dyn Transaction) -> Result<()> {
        Ok(())
    }
}

impl Bench {
    fn new() -> Self {
        Self::waiting_for(Duration::from_secs(60))
    }

    /// One whose batches take in all who come, so that nothing in a test hangs on speed.
    fn patient() -> Self {
        let mut bench = Self::new();
        bench.store.writer.longest = Duration::from_secs(60);
        bench
    }

    fn waiting_for(busy_timeout: Duration) -> Self {
        let folder = TempDir::new().unwrap();
        let options = SqliteOptions { busy_timeout, ..options(&folder) };
        Self { store: SqliteStore::open(&options, &mut Settled).unwrap(), folder }
    }

    fn store(&self) -> &dyn Store {
        &self.store
    }

    fn commits(&self) -> usize {
        self.store.writer.commits.load(std::sync::atomic::Ordering::Relaxed)
    }

    fn yields(&self) -> usize {
        self.store.writer.yields.load(std::sync::atomic::Ordering::Relaxed)
    }

    fn write_user(&self, number: u64) -> Result<()> {
        self.store().write(|tx| insert_user(tx, number))
    }

    fn has_user(&self, number: u64) -> bool {
        self.store().read(|tx| has_user(tx, number)).unwrap()
    }

    /// Starts a caller whose body waits inside, holding the transaction, until it is let go.
    fn hold<'s>(&'s self, scope: &'s Scope<'s, '_>, number: u64) -> Held<'s> {
        let (let_go, gone) = mpsc::channel::<()>();
        let (inside, entered) = mpsc::channel();
        let caller = scope.spawn(move || {
            self.store().write(|tx| {
                insert_user(tx, number)?;
                inside.send(()).unwrap();
                // Also without a word, so that a test that fails ends.
                gone.recv().ok();
                Ok(())
            })
        });
        entered.recv().unwrap();
        Held { let_go, caller }
    }

    /// Returns when this many callers are in the queue.
    fn until_waiting(&self, callers: usize) {
        let end = Deadline::after(Duration::from_secs(60));
        while self.store.writer.queue.waiting() < callers {
            assert!(!end.has_passed(), "callers do not wait");
            thread::yield_now();
        }
    }

    /// A connection of, as it were, another process.
    fn other(&self) -> Connection {
        let other = Connection::open(file(&self.folder)).unwrap();
        other.busy_timeout(Duration::ZERO).unwrap();
        other
    }
}

/// A caller that waits inside of its body.
struct Held<'s> {
    let_go: mpsc::Sender<()>,
    caller: ScopedJoinHandle<'s, Result<()>>,
}

impl Held<'_> {
    fn let_go(self) -> Result<()> {
        self.let_go.send(()).unwrap();
        self.caller.join().unwrap()
    }
}

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("accounts.db")
}

fn options(folder: &TempDir) -> SqliteOptions {
    SqliteOptions {
        path: file(folder),
        busy_timeout: Duration::from_secs(60),
        read_connections: 4,
        mmap_size: 0,
    }
}

fn user_id(number: u64) -> UserId {
    let mut random = [0; 10];
    random[2..].copy_from_slice(&number.to_be_bytes());
    UserId::new(NOW, random)
}

fn insert_user(tx: &mut dyn Transaction, number: u64) -> Result<()> {
    tx.insert_user(&NewUser { id: user_id(number), first_used_at: None, created_at: NOW })
}

fn has_user(tx: &mut dyn Transaction, number: u64) -> Result<bool> {
    Ok(tx.find_user(user_id(number))?.is_some())
}

/// Takes a page of the file.
fn fill_page(tx: &mut dyn Transaction) -> Result<()> {
    tx.insert_event(&NewEvent {
        id: EventId::new(NOW, [0; 10]),
        event_type: EventType::UserCreated,
        user_id: None,
        session_id: None,
        ip: None,
        data: " ".repeat(4096),
        created_at: NOW,
    })
}

fn busy() -> Error {
    Error::storage(StorageReason::Busy)
}

fn full() -> Error {
    Error::storage(StorageReason::Full)
}
