//! Group commit: callers that write at the same time share one transaction and one sync.
//!
//! There is one write connection. Each caller runs its own body on its own thread; then it moves the
//! connection, with the transaction open, to a caller that waits. One that finds nobody waiting
//! commits for all, and nobody is told anything before: also a refusal may rest on what another
//! caller of the batch has written.

use std::collections::VecDeque;
use std::mem;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use rusqlite::Connection;

use super::batch::{Batch, Ended};
use super::busy::{self, Deadline};
use super::failure::is_busy;
use super::inside;
use super::turn::{Seat, Turn};
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Body, OfferedBody};

/// A batch takes this many callers in,
const MOST_CALLERS: usize = 64;
/// for this time, so that the first of them does not wait for all who come.
const LONGEST_BATCH: Duration = Duration::from_millis(2);

/// Offers beyond these are forgotten.
const MOST_RIDERS: usize = 256;

/// The write connection and those who want it.
pub(super) struct Writer {
    busy_timeout: Duration,
    /// How long a batch takes callers in.
    pub(super) longest: Duration,
    state: Mutex<State>,
    abandoned: AtomicBool,
    #[cfg(test)]
    pub(super) commits: std::sync::atomic::AtomicUsize,
}

#[derive(Default)]
struct State {
    /// The connection, unless a caller has it.
    at_rest: Option<Connection>,
    /// Callers, in the order of their arrival. There are none while the connection is at rest.
    waiting: VecDeque<Arc<Seat>>,
    /// Offered bodies, for whoever commits next.
    riders: Vec<OfferedBody>,
    closed: bool,
}

impl Writer {
    pub(super) fn new(connection: Connection, busy_timeout: Duration) -> Self {
        Self {
            busy_timeout,
            longest: LONGEST_BATCH,
            state: Mutex::new(State { at_rest: Some(connection), ..State::default() }),
            abandoned: AtomicBool::new(false),
            #[cfg(test)]
            commits: Default::default(),
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
        let turn = match self.arrive(&seat)? {
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

    /// Runs `body` if a transaction is running or can begin at once, and forgets it otherwise.
    pub(super) fn offer(&self, mut body: OfferedBody) {
        if inside::is_inside() {
            return;
        }
        let connection = {
            let mut state = self.state();
            let Some(connection) = state.at_rest.take() else {
                if !state.closed && state.riders.len() < MOST_RIDERS {
                    state.riders.push(body);
                }
                return;
            };
            connection
        };
        match Batch::begin(connection) {
            Ok(mut batch) => {
                drop(batch.run(&mut *body));
                match self.next_for(&batch) {
                    Some(next) => next.give(Turn::Join(batch)),
                    // Nobody waits to be told.
                    None => drop(self.end(batch)),
                }
            }
            Err((connection, _)) => self.hand_on(connection),
        }
    }

    /// Has every later call answer `closed`, and closes the connection: now if it is at rest, else
    /// when the callers that are here have been served.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        let connection = state.at_rest.take();
        drop(state);
        // Outside of the lock: it may take a checkpoint.
        drop(connection);
    }

    /// Never closes the connection. It takes no lock that another thread may have held at `fork()`.
    pub(super) fn abandon(&self) {
        self.abandoned.store(true, Ordering::Relaxed);
        let state = match self.state.try_lock() {
            Ok(state) => Some(state),
            Err(TryLockError::Poisoned(state)) => Some(state.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        };
        if let Some(mut state) = state {
            state.closed = true;
            mem::forget(state.at_rest.take());
        }
    }

    /// The connection, if it is at rest; else the caller is in the queue.
    fn arrive(&self, seat: &Arc<Seat>) -> Result<Option<Connection>> {
        let mut state = self.state();
        if state.closed {
            return Err(ErrorKind::Closed.into());
        }
        let connection = state.at_rest.take();
        if connection.is_none() {
            state.waiting.push_back(Arc::clone(seat));
        }
        Ok(connection)
    }

    /// Begins a batch, once no other process is writing.
    fn begin(&self, mut connection: Connection, until: Deadline) -> Result<Batch> {
        loop {
            match Batch::begin(connection) {
                Ok(batch) => return Ok(batch),
                Err((back, error)) if is_busy(&error) && !until.has_passed() => {
                    connection = back;
                    busy::pause(until);
                }
                Err((back, error)) => {
                    if is_busy(&error) {
                        self.tell_the_late(&error);
                    }
                    self.hand_on(back);
                    return Err(error);
                }
            }
        }
    }

    /// Tells all whose time is up, rather than have each of them try in turn.
    fn tell_the_late(&self, busy: &Error) {
        let late = {
            let waiting = &mut self.state().waiting;
            // The first has waited for longest.
            let until = waiting.iter().position(|seat| !seat.until().has_passed());
            let count = until.unwrap_or(waiting.len());
            waiting.drain(..count).collect::<Vec<_>>()
        };
        for seat in late {
            seat.give(Turn::Ended(Err(busy.clone())));
        }
    }

    /// Who joins this batch: the caller that has waited for longest.
    fn next_for(&self, batch: &Batch) -> Option<Arc<Seat>> {
        if batch.is_undone() || batch.callers() >= MOST_CALLERS || batch.age() >= self.longest {
            return None;
        }
        let next = self.state().waiting.pop_front();
        next.or_else(|| {
            // Whoever was told of the last commit is on the way here: one turn of the scheduler
            // makes batches of nearly all of them.
            std::thread::yield_now();
            self.state().waiting.pop_front()
        })
    }

    /// Commits for all and tells the others.
    fn end(&self, mut batch: Batch) -> Result<()> {
        self.run_riders(&mut batch);
        #[cfg(test)]
        self.commits.fetch_add(1, Ordering::Relaxed);
        let Ended { connection, callers, result } = batch.end();
        self.hand_on(connection);
        for caller in callers {
            caller.give(Turn::Ended(result.clone()));
        }
        result
    }

    fn run_riders(&self, batch: &mut Batch) {
        let riders = mem::take(&mut self.state().riders);
        for mut rider in riders {
            if batch.is_undone() {
                break;
            }
            // Nobody waits for its result, or its panic.
            drop(batch.run(&mut *rider));
        }
    }

    /// Gives the connection to the next caller, or to rest.
    fn hand_on(&self, connection: Connection) {
        let mut state = self.state();
        if let Some(next) = state.waiting.pop_front() {
            drop(state);
            next.give(Turn::Begin(connection));
            return;
        }
        // Those that came after the last look at them would have to wait for another caller.
        let forgotten = mem::take(&mut state.riders);
        let closed = if state.closed {
            Some(connection)
        } else {
            state.at_rest = Some(connection);
            None
        };
        drop(state);
        drop((forgotten, closed));
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        if *self.abandoned.get_mut() {
            let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
            mem::forget(state.at_rest.take());
        }
    }
}

#[cfg(test)]
impl Writer {
    /// Lends the connection, which must be at rest.
    pub(super) fn lend<T>(&self, use_it: impl FnOnce(&mut Connection) -> T) -> T {
        let mut connection = self.state().at_rest.take().unwrap();
        let result = use_it(&mut connection);
        self.hand_on(connection);
        result
    }

    /// How many callers wait.
    pub(super) fn waiting(&self) -> usize {
        self.state().waiting.len()
    }

    /// Does something while another thread, as it were, holds the lock.
    pub(super) fn while_locked(&self, act: impl FnOnce()) {
        let _state = self.state();
        act();
    }
}
