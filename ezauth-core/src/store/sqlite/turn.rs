//! How callers wait for their turn to write.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;

use super::batch::Batch;
use super::busy::Deadline;
use crate::error::Result;

/// What a waiting caller is given.
pub(super) enum Turn {
    /// The connection at rest: begin a batch.
    Begin(Connection),
    /// A batch to join.
    Join(Batch),
    /// How everything has ended: the commit, or the wait for it.
    Ended(Result<()>),
}

/// The place of one caller, in the queue or in a batch.
pub(super) struct Seat {
    until: Deadline,
    turn: Mutex<Option<Turn>>,
    given: Condvar,
}

impl Seat {
    /// For a caller that arrives now.
    pub(super) fn new(wait: Duration) -> Arc<Self> {
        Arc::new(Self {
            until: Deadline::after(wait),
            turn: Mutex::new(None),
            given: Condvar::new(),
        })
    }

    /// How long the caller waits for other processes.
    pub(super) fn until(&self) -> Deadline {
        self.until
    }

    /// Gives the caller its turn.
    pub(super) fn give(&self, turn: Turn) {
        *self.turn.lock().unwrap_or_else(PoisonError::into_inner) = Some(turn);
        self.given.notify_one();
    }

    /// Waits for the next turn.
    pub(super) fn wait(&self) -> Turn {
        let mut turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(turn) = turn.take() {
                return turn;
            }
            turn = self.given.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Waits for the end of the batch that the caller has handed on.
    pub(super) fn wait_for_end(&self) -> Result<()> {
        loop {
            if let Turn::Ended(result) = self.wait() {
                return result;
            }
        }
    }
}
