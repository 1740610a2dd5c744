//! Faults that tests seed on purpose, so that a harness can show that it would catch them.
//!
//! They are not in a released build: only the feature `seeded-faults` brings them, and with it a
//! floor for the cost of Argon2 that tests can afford, and a look at the file from outside.

use std::sync::atomic::{AtomicI32, AtomicU8, Ordering};

pub use crate::store::sqlite::{check_file, checkpoint, count_rows, fingerprint};

/// What to do wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fault {
    /// Look whether a secret is there, and act on that later: two callers can both win.
    ReadThenWrite = 1,
    /// Use a secret up in one transaction and act in another: a crash between them loses the act.
    ConsumeThenAct = 2,
    /// Sync the write-ahead log before a checkpoint only: a loss of power takes acknowledged acts.
    SyncAtCheckpoints = 3,
    /// Sync nothing: a loss of power leaves a damaged file.
    NeverSync = 4,
    /// Take a failure to look for something as not having found it.
    FailureAsNothing = 5,
}

static SEEDED: AtomicU8 = AtomicU8::new(0);

/// Does this wrong from now on, in all of this process.
pub fn seed(fault: Fault) {
    SEEDED.store(fault as u8, Ordering::SeqCst);
}

/// Does nothing wrong any more.
pub fn unseed() {
    SEEDED.store(0, Ordering::SeqCst);
}

pub(crate) fn is_seeded(fault: Fault) -> bool {
    SEEDED.load(Ordering::SeqCst) == fault as u8
}

/// Where a language's layer runs an operation.
pub const IN_A_CALL: i32 = 1;
/// Where the delivery thread is in a layer's code, on its way to a host's sender.
pub const IN_THE_DELIVERY_THREAD: i32 = 2;
/// In the middle of claiming messages, in a transaction.
pub const WHILE_CLAIMING: i32 = 3;
/// Where a layer makes a message into what its language has, outside of the delivery thread.
pub const IN_A_MESSAGE: i32 = 4;

static PANIC: AtomicI32 = AtomicI32::new(0);

/// Panics, once, where it comes by next. Returns the place that it has not come by yet, or 0.
pub fn seed_panic(place: i32) -> i32 {
    PANIC.swap(place, Ordering::SeqCst)
}

/// Panics if that is seeded for this place.
pub fn panic_if_seeded(place: i32) {
    if PANIC.compare_exchange(place, 0, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
        panic!("a seeded fault");
    }
}
