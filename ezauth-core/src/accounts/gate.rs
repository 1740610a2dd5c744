//! The gate that every call passes: open, closed, or on the wrong side of a fork.

use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};

use crate::error::{ErrorKind, Result};

/// Set in the count of running calls once the gate is closed.
const CLOSED: usize = 1 << (usize::BITS - 1);

pub(super) struct Gate {
    /// The process that opened the accounts. Looked at before any lock: after `fork()` a lock may be
    /// held by a thread that the child does not have.
    process: u32,
    running: AtomicUsize,
    drained: (Mutex<()>, Condvar),
}

impl Gate {
    pub(super) fn new() -> Self {
        Self {
            process: process::id(),
            running: AtomicUsize::new(0),
            drained: (Mutex::new(()), Condvar::new()),
        }
    }

    pub(super) fn is_forked(&self) -> bool {
        process::id() != self.process
    }

    /// Lets one call in, for as long as the pass lives.
    pub(super) fn enter(&self) -> Result<Pass<'_>> {
        if self.is_forked() {
            return Err(ErrorKind::Forked.into());
        }
        let before = self.running.fetch_add(1, Ordering::SeqCst);
        let pass = Pass(self);
        if before & CLOSED == 0 { Ok(pass) } else { Err(ErrorKind::Closed.into()) }
    }

    /// Lets nobody in any more and waits until those who are in have left.
    ///
    /// # Errors
    /// `forked`. Closing twice is no error.
    pub(super) fn close(&self) -> Result<()> {
        if self.is_forked() {
            return Err(ErrorKind::Forked.into());
        }
        self.running.fetch_or(CLOSED, Ordering::SeqCst);
        let (lock, left) = &self.drained;
        let guard = lock.lock().unwrap_or_else(PoisonError::into_inner);
        let busy = |_: &mut ()| self.running.load(Ordering::SeqCst) != CLOSED;
        drop(left.wait_while(guard, busy).unwrap_or_else(PoisonError::into_inner));
        Ok(())
    }
}

/// A call that is running.
pub(super) struct Pass<'a>(&'a Gate);

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        let before = self.0.running.fetch_sub(1, Ordering::SeqCst);
        if before == CLOSED + 1 {
            let (lock, left) = &self.0.drained;
            drop(lock.lock().unwrap_or_else(PoisonError::into_inner));
            left.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn closing_waits_for_those_inside_and_refuses_the_rest() {
        let gate = Gate::new();
        let pass = gate.enter().unwrap();
        thread::scope(|scope| {
            let closing = scope.spawn(|| gate.close());
            while gate.running.load(Ordering::SeqCst) & CLOSED == 0 {
                thread::yield_now();
            }
            assert_eq!(gate.enter().err().unwrap().kind(), ErrorKind::Closed);
            assert!(!closing.is_finished(), "one is still inside");
            drop(pass);
            closing.join().unwrap().unwrap();
        });
        gate.close().unwrap();
    }
}
