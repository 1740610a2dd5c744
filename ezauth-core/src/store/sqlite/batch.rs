//! One write transaction that several callers share, each inside of its own savepoint.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::busy;
use super::inside::Inside;
use super::transaction::{SqliteTransaction, control};
use super::turn::Seat;
use crate::error::{Error, ErrorKind, Result, StorageReason};
use crate::store::Body;

/// The write connection with its transaction, on its way from caller to caller.
pub(super) struct Batch {
    connection: Connection,
    began: Instant,
    /// The callers whose bodies have run and who wait for the end.
    callers: Vec<Arc<Seat>>,
    /// Why the transaction is no more, once it is.
    undone: Option<Error>,
}

/// How a body ended; a panic is kept here until the batch has ended too.
pub(super) type Ran = std::thread::Result<Result<()>>;

/// What is left of a batch.
pub(super) struct Ended {
    pub(super) connection: Connection,
    pub(super) callers: Vec<Arc<Seat>>,
    /// Whether everything is durable, or nothing is there.
    pub(super) result: Result<()>,
}

impl Batch {
    /// A batch whose transaction has just begun.
    pub(super) fn new(connection: Connection) -> Self {
        Self { connection, began: busy::now(), callers: Vec::new(), undone: None }
    }

    /// How many callers it has: those who wait, and the one who holds it.
    pub(super) fn callers(&self) -> usize {
        self.callers.len() + 1
    }

    /// How long ago it began.
    pub(super) fn age(&self) -> Duration {
        busy::now().duration_since(self.began)
    }

    /// Whether the transaction is no more.
    pub(super) fn is_undone(&self) -> bool {
        self.undone.is_some()
    }

    /// Adds a caller whose body has run and who hands the batch on.
    pub(super) fn add(&mut self, caller: Arc<Seat>) {
        self.callers.push(caller);
    }

    /// Runs one body. What it wrote is undone if it fails or panics, and the others' writes are not.
    pub(super) fn run(&mut self, body: &mut Body<'_>) -> Ran {
        if let Err(error) = control(&self.connection, "SAVEPOINT body") {
            self.undo(error.clone());
            return Ok(Err(error));
        }
        let mut ran = catch_unwind(AssertUnwindSafe(|| {
            let _inside = Inside::enter();
            body(&mut SqliteTransaction::new(&self.connection))
        }));
        if let Ok(Ok(())) = ran {
            ran = Ok(control(&self.connection, "RELEASE body"));
        }
        if self.connection.is_autocommit() {
            // SQLite has undone the transaction. Any further statement would commit on its own.
            self.undone = Some(reason(&ran));
        } else if !matches!(ran, Ok(Ok(()))) {
            let undone = control(&self.connection, "ROLLBACK TO body")
                .and_then(|()| control(&self.connection, "RELEASE body"));
            if let Err(error) = undone {
                self.undo(error);
            }
        }
        ran
    }

    /// Commits what is there.
    pub(super) fn end(self) -> Ended {
        let result = match self.undone {
            Some(error) => Err(error),
            None => control(&self.connection, "COMMIT"),
        };
        if result.is_err() {
            roll_back(&self.connection);
        }
        Ended { connection: self.connection, callers: self.callers, result }
    }

    fn undo(&mut self, error: Error) {
        roll_back(&self.connection);
        self.undone = Some(error);
    }
}

/// Begins the transaction of a batch, unless another process is writing.
pub(super) fn begin(connection: &Connection) -> Result<()> {
    #[cfg(feature = "seeded-faults")]
    if crate::faults::is_seeded(crate::faults::Fault::DeferWrites) {
        return control(connection, "BEGIN DEFERRED");
    }
    control(connection, "BEGIN IMMEDIATE")
}

/// Why SQLite has undone the transaction: what it told the body, if the body says it.
fn reason(ran: &Ran) -> Error {
    match ran {
        Ok(Err(error)) if error.kind() == ErrorKind::Storage => error.clone(),
        _ => Error::storage(StorageReason::Io),
    }
}

fn roll_back(connection: &Connection) {
    if !connection.is_autocommit() {
        // Should it fail, the next BEGIN does, and nothing is written.
        control(connection, "ROLLBACK").ok();
    }
}
