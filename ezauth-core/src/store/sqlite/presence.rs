//! Whose process this is.
//!
//! SQLite keeps tables of its open files and their locks for each process. `fork()` copies them, but
//! not the locks: a connection that the child opens while an inherited one is in the tables believes
//! that the process holds locks which it does not. What it then commits can be lost. So while stores
//! of the parent are open, the child opens none.

use std::process;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};

use crate::error::{ErrorKind, Result};

/// The process that the open stores belong to.
static OWNER: AtomicU32 = AtomicU32::new(0);
static OPEN: AtomicUsize = AtomicUsize::new(0);

/// One open store of this process.
pub(super) struct Presence {
    left: AtomicBool,
}

impl Presence {
    /// # Errors
    /// `forked`. It is found out without a lock, which a thread that the child does not have might
    /// hold.
    pub(super) fn enter() -> Result<Self> {
        let process = process::id();
        if OPEN.load(Ordering::SeqCst) > 0 && OWNER.load(Ordering::SeqCst) != process {
            return Err(ErrorKind::Forked.into());
        }
        OWNER.store(process, Ordering::SeqCst);
        OPEN.fetch_add(1, Ordering::SeqCst);
        Ok(Self { left: AtomicBool::new(false) })
    }

    /// The store has closed its connections.
    pub(super) fn leave(&self) {
        if !self.left.swap(true, Ordering::SeqCst) {
            OPEN.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

impl Drop for Presence {
    fn drop(&mut self) {
        self.leave();
    }
}
