//! Faults that tests seed on purpose, so that a harness can show that it would catch them.
//!
//! They are not in a released build: only the feature `seeded-faults` brings them, and with it a
//! floor for the cost of Argon2 that tests can afford, and a look at the file from outside.

use std::sync::atomic::{AtomicU8, Ordering};

pub use crate::store::sqlite::{check_file, count_rows};

/// What to do wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fault {
    /// Look whether a secret is there, and act on that later: two callers can both win.
    ReadThenWrite = 1,
    /// Use a secret up in one transaction and act in another: a crash between them loses the act.
    ConsumeThenAct = 2,
}

static SEEDED: AtomicU8 = AtomicU8::new(0);

/// Does this wrong from now on, in all of this process.
pub fn seed(fault: Fault) {
    SEEDED.store(fault as u8, Ordering::SeqCst);
}

pub(crate) fn is_seeded(fault: Fault) -> bool {
    SEEDED.load(Ordering::SeqCst) == fault as u8
}
