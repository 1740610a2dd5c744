//! Who has the write connection, and who waits for it.

use std::collections::VecDeque;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use super::turn::{Seat, Turn};
use crate::error::{ErrorKind, Result};
use crate::store::OfferedBody;

/// Offers beyond these are forgotten.
const MOST_RIDERS: usize = 256;

/// The callers of one write connection, in the order of their arrival.
///
/// Its lock is held for a few instructions at a time, never while SQLite works.
pub(super) struct Queue {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The connection, unless a caller has it.
    at_rest: Option<Connection>,
    /// There are none while the connection is at rest.
    waiting: VecDeque<Arc<Seat>>,
    /// Offered bodies, for whoever commits next. There are none while the connection is at rest.
    riders: Vec<OfferedBody>,
    closed: bool,
}

impl Queue {
    pub(super) fn new(connection: Connection) -> Self {
        Self { state: Mutex::new(State { at_rest: Some(connection), ..State::default() }) }
    }

    /// The connection, if it is at rest; else the caller is in the queue.
    ///
    /// # Errors
    /// `closed`.
    pub(super) fn arrive(&self, seat: &Arc<Seat>) -> Result<Option<Connection>> {
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

    /// The connection and `body` back, if the connection is at rest; else `body` rides along with
    /// the next commit or is forgotten.
    pub(super) fn offer(&self, body: OfferedBody) -> Option<(Connection, OfferedBody)> {
        let mut state = self.state();
        if let Some(connection) = state.at_rest.take() {
            return Some((connection, body));
        }
        if !state.closed && state.riders.len() < MOST_RIDERS {
            state.riders.push(body);
        }
        None
    }

    /// Takes the caller that has waited for longest.
    pub(super) fn next(&self) -> Option<Arc<Seat>> {
        self.state().waiting.pop_front()
    }

    /// Whether somebody waits.
    pub(super) fn is_awaited(&self) -> bool {
        !self.state().waiting.is_empty()
    }

    /// Takes the callers whose time is up.
    pub(super) fn late(&self) -> Vec<Arc<Seat>> {
        let waiting = &mut self.state().waiting;
        // All wait for the same time: the first is the first whose time is up.
        let late = waiting.iter().take_while(|seat| seat.until().has_passed());
        let count = late.count();
        waiting.drain(..count).collect()
    }

    /// Takes the offered bodies.
    pub(super) fn riders(&self) -> Vec<OfferedBody> {
        mem::take(&mut self.state().riders)
    }

    /// Gives the connection to the next caller, or to rest.
    pub(super) fn hand_on(&self, connection: Connection) {
        let mut state = self.state();
        if let Some(next) = state.waiting.pop_front() {
            drop(state);
            next.give(Turn::Begin(connection));
            return;
        }
        // Nobody commits next: those that came since the last commit would wait.
        let forgotten = mem::take(&mut state.riders);
        let closed = if state.closed {
            Some(connection)
        } else {
            state.at_rest = Some(connection);
            None
        };
        // What they drop is dropped outside of the lock: closing may take a checkpoint.
        drop(state);
        drop((forgotten, closed));
    }

    /// Has every later call answer `closed`, and closes the connection: now if it is at rest, else
    /// when the callers that are here have been served.
    pub(super) fn close(&self) {
        let mut state = self.state();
        state.closed = true;
        let connection = state.at_rest.take();
        drop(state);
        drop(connection);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
impl Queue {
    /// Takes the connection, which must be at rest.
    pub(super) fn take(&self) -> Connection {
        self.state().at_rest.take().unwrap()
    }

    /// How many callers wait.
    pub(super) fn waiting(&self) -> usize {
        self.state().waiting.len()
    }
}
