//! The connections that only read. They wait for no writer: each sees what was committed when it
//! began.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::Connection;

use super::busy::{self, Deadline};
use super::connection::Opener;
use super::inside::Inside;
use super::transaction::{SqliteTransaction, control};
use crate::error::{Error, ErrorKind, Result, StorageReason};
use crate::store::Body;

/// A pool of connections, opened when they are first needed.
pub(super) struct Readers {
    opener: Opener,
    most: usize,
    busy_timeout: Duration,
    pool: Mutex<Pool>,
    given_back: Condvar,
}

#[derive(Default)]
struct Pool {
    /// The last is taken first: its cache is warm.
    at_rest: Vec<Connection>,
    /// How many are open, at rest or not.
    open: usize,
    /// How many callers wait for one: to tell a condition costs a system call, heard or not.
    waiting: usize,
    closed: bool,
}

impl Readers {
    pub(super) fn new(opener: Opener, most: usize, busy_timeout: Duration) -> Self {
        Self {
            opener,
            most: most.max(1),
            busy_timeout,
            pool: Mutex::default(),
            given_back: Condvar::new(),
        }
    }

    /// Runs `body`, each of its statements on the state of its moment.
    pub(super) fn read(&self, body: &mut Body<'_>) -> Result<()> {
        self.with_connection(|connection, until| busy::retry(until, || run(connection, body)))
    }

    /// Runs `body` on one state.
    pub(super) fn snapshot(&self, body: &mut Body<'_>) -> Result<()> {
        self.with_connection(|connection, until| {
            busy::retry(until, || {
                control(connection, "BEGIN")?;
                let result = run(connection, body);
                let end = if result.is_ok() { "COMMIT" } else { "ROLLBACK" };
                let ended = control(connection, end);
                result.and(ended)
            })
        })
    }

    /// Works with a connection that is none of these: what takes long would leave too few of them.
    ///
    /// # Errors
    /// `closed`, `storage`, and those of the work.
    pub(super) fn apart(
        &self,
        work: impl FnOnce(&Connection, Deadline) -> Result<()>,
    ) -> Result<()> {
        if self.pool().closed {
            return Err(ErrorKind::Closed.into());
        }
        let until = Deadline::after(self.busy_timeout);
        work(&self.opener.another(until)?, until)
    }

    /// Has every later call answer `closed`, and closes the connections: those at rest now, each
    /// other when its body has ended.
    pub(super) fn close(&self) {
        let mut pool = self.pool();
        pool.closed = true;
        let connections = mem::take(&mut pool.at_rest);
        drop(pool);
        self.given_back.notify_all();
        drop(connections);
    }

    fn with_connection(
        &self,
        work: impl FnOnce(&Connection, Deadline) -> Result<()>,
    ) -> Result<()> {
        let until = Deadline::after(self.busy_timeout);
        let connection = self.take(until)?;
        match catch_unwind(AssertUnwindSafe(|| work(&connection, until))) {
            Ok(result) => {
                self.give_back(connection);
                result
            }
            Err(panic) => {
                // Closing it ends whatever the body has left open.
                drop(connection);
                self.close_one();
                resume_unwind(panic)
            }
        }
    }

    fn take(&self, until: Deadline) -> Result<Connection> {
        let mut pool = self.pool();
        loop {
            if pool.closed {
                return Err(ErrorKind::Closed.into());
            }
            if let Some(connection) = pool.at_rest.pop() {
                return Ok(connection);
            }
            if pool.open < self.most {
                pool.open += 1;
                drop(pool);
                return self.opener.reader(until).inspect_err(|_| self.close_one());
            }
            let left = until.left();
            if left.is_zero() {
                return Err(Error::storage(StorageReason::Busy));
            }
            pool.waiting += 1;
            (pool, _) =
                self.given_back.wait_timeout(pool, left).unwrap_or_else(PoisonError::into_inner);
            pool.waiting -= 1;
        }
    }

    fn give_back(&self, connection: Connection) {
        let mut pool = self.pool();
        if pool.closed {
            drop(pool);
            drop(connection);
            return;
        }
        pool.at_rest.push(connection);
        let is_awaited = pool.waiting > 0;
        drop(pool);
        if is_awaited {
            self.given_back.notify_one();
        }
    }

    fn close_one(&self) {
        self.pool().open -= 1;
        self.given_back.notify_one();
    }

    fn pool(&self) -> MutexGuard<'_, Pool> {
        self.pool.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn run(connection: &Connection, body: &mut Body<'_>) -> Result<()> {
    let _inside = Inside::enter();
    body(&mut SqliteTransaction::new(connection))
}
