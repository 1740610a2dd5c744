//! How operations and the delivery thread tell each other what there is to do.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What the delivery thread is told, and what it tells.
#[derive(Default)]
pub(super) struct Wake {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    due: bool,
    finish: bool,
    stop: bool,
    stopped: bool,
}

impl Wake {
    /// Something is due.
    pub(super) fn wake(&self) {
        self.change(|state| state.due = true);
    }

    /// Deliver what is due, and stop.
    pub(super) fn finish(&self) {
        self.change(|state| state.finish = true);
    }

    /// Stop after the message that you are at.
    pub(super) fn stop(&self) {
        self.change(|state| state.stop = true);
    }

    /// The thread has stopped.
    pub(super) fn tell_stopped(&self) {
        self.change(|state| state.stopped = true);
    }

    /// Whether it is to stop.
    pub(super) fn must_stop(&self) -> bool {
        self.lock().stop
    }

    /// Whether it is to come to an end with what is due.
    pub(super) fn is_finishing(&self) -> bool {
        self.lock().finish
    }

    /// Waits until something is due, at most this long. False: come to an end.
    pub(super) fn wait_for_work(&self, poll: Duration) -> bool {
        let idle = |state: &mut State| !state.due && !state.finish && !state.stop;
        let (mut state, _) = self
            .changed
            .wait_timeout_while(self.lock(), poll, idle)
            .unwrap_or_else(PoisonError::into_inner);
        state.due = false;
        !state.finish && !state.stop
    }

    /// Waits until the thread has stopped, at most this long, and says whether it has.
    pub(super) fn wait_until_stopped(&self, timeout: Duration) -> bool {
        let (state, _) = self
            .changed
            .wait_timeout_while(self.lock(), timeout, |state| !state.stopped)
            .unwrap_or_else(PoisonError::into_inner);
        state.stopped
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
