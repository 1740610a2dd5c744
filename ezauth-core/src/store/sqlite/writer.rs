//! Group commit: callers that write at the same time share one transaction and one sync.
//!
//! There is one write connection. Each caller runs its own body on its own thread; then it moves the
//! connection, with the transaction open, to a caller that waits. One that finds nobody waiting
//! commits for all, and nobody is told anything before: also a refusal may rest on what another
//! caller of the batch has written.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rusqlite::Connection;

use super::batch::{Batch, Ended, begin};
use super::busy::{self, Deadline};
use super::failure::is_busy;
use super::inside;
use super::queue::Queue;
use super::turn::{Seat, Turn};
use crate::error::Result;
use crate::store::{Body, OfferedBody};

/// A batch takes this many callers in,
const MOST_CALLERS: usize = 64;
/// for this time, so that the first of them does not wait for all who come.
const LONGEST_BATCH: Duration = Duration::from_millis(2);

/// The one that writes.
pub(super) struct Writer {
    busy_timeout: Duration,
    /// How long a batch takes callers in.
    pub(super) longest: Duration,
    pub(super) queue: Queue,
    /// Whether the last batch had several callers, or left one waiting.
    company: AtomicBool,
    #[cfg(test)]
    pub(super) commits: std::sync::atomic::AtomicUsize,
    /// How often the processor was yielded.
    #[cfg(test)]
    pub(super) yields: std::sync::atomic::AtomicUsize,
}

impl Writer {
    pub(super) fn new(connection: Connection, busy_timeout: Duration) -> Self {
        Self {
            busy_timeout,
            longest: LONGEST_BATCH,
            queue: Queue::new(connection),
            company: AtomicBool::new(false),
            #[cfg(test)]
            commits: Default::default(),
            #[cfg(test)]
            yields: Default::default(),
        }
    }

    /// Runs `body` and returns when what it wrote is durable, or undone.
    ///
    /// # Errors
    /// Those of the body; `storage`, also for a failure of the batch; `closed`.
    ///
    /// # Panics
    /// With the body's own panic, when the batch has ended.
    pub(super) fn run(&self, body: &mut Body<'_>) -> Result<()> {
        let seat = Seat::new(self.busy_timeout);
        let turn = match self.queue.arrive(&seat)? {
            Some(connection) => Turn::Begin(connection),
            None => seat.wait(),
        };
        let mut batch = match turn {
            Turn::Begin(connection) => self.begin(connection, seat.until())?,
            Turn::Join(batch) => batch,
            Turn::Ended(result) => return result,
        };
        let ran = batch.run(body);
        let ended = match self.next_for(&batch) {
            Some(next) => {
                batch.add(Arc::clone(&seat));
                next.give(Turn::Join(batch));
                seat.wait_for_end()
            }
            None => self.end(batch),
        };
        match ran {
            Ok(result) => ended.and(result),
            Err(panic) => resume_unwind(panic),
        }
    }

    /// Runs `body` if a batch is running or can begin at once, and forgets it otherwise.
    pub(super) fn offer(&self, body: OfferedBody) {
        if inside::is_inside() {
            return;
        }
        let Some((connection, mut body)) = self.queue.offer(body) else {
            return;
        };
        if begin(&connection).is_err() {
            self.queue.hand_on(connection);
            return;
        }
        let mut batch = Batch::new(connection);
        // Nobody waits for its result, or its panic.
        drop(batch.run(&mut *body));
        match self.next_for(&batch) {
            Some(next) => next.give(Turn::Join(batch)),
            None => drop(self.end(batch)),
        }
    }

    /// Begins a batch, once no other process is writing.
    fn begin(&self, connection: Connection, until: Deadline) -> Result<Batch> {
        loop {
            match begin(&connection) {
                Ok(()) => return Ok(Batch::new(connection)),
                Err(error) if !is_busy(&error) => {
                    self.queue.hand_on(connection);
                    return Err(error);
                }
                Err(_) if !until.has_passed() => busy::pause(until),
                Err(busy) => {
                    // All whose time is up are told, rather than have each of them try in turn.
                    for late in self.queue.late() {
                        late.give(Turn::Ended(Err(busy.clone())));
                    }
                    self.queue.hand_on(connection);
                    return Err(busy);
                }
            }
        }
    }

    /// Who joins this batch.
    fn next_for(&self, batch: &Batch) -> Option<Arc<Seat>> {
        let takes_more =
            !batch.is_undone() && batch.callers() < MOST_CALLERS && batch.age() < self.longest;
        if !takes_more {
            return None;
        }
        self.queue.next().or_else(|| {
            // Whoever was told of the last commit is on the way here: one turn of the scheduler
            // makes batches of nearly all of them. Where nobody was, it would be waited for in vain,
            // and for long where other programs want the processor.
            if batch.callers() == 1 && !self.company.load(Ordering::Relaxed) {
                return None;
            }
            #[cfg(test)]
            self.yields.fetch_add(1, Ordering::Relaxed);
            std::thread::yield_now();
            self.queue.next()
        })
    }

    /// Commits for all and tells the others.
    fn end(&self, mut batch: Batch) -> Result<()> {
        for mut rider in self.queue.riders() {
            if batch.is_undone() {
                break;
            }
            drop(batch.run(&mut *rider));
        }
        #[cfg(test)]
        self.commits.fetch_add(1, Ordering::Relaxed);
        let Ended { connection, callers, result } = batch.end();
        let company = !callers.is_empty() || self.queue.is_awaited();
        self.company.store(company, Ordering::Relaxed);
        self.queue.hand_on(connection);
        for caller in callers {
            caller.give(Turn::Ended(result.clone()));
        }
        result
    }
}

#[cfg(test)]
impl Writer {
    /// Lends the connection, which must be at rest.
    pub(super) fn lend<T>(&self, act: impl FnOnce(&mut Connection) -> T) -> T {
        let mut connection = self.queue.take();
        let result = act(&mut connection);
        self.queue.hand_on(connection);
        result
    }
}
