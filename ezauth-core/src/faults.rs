//! Faults that tests seed on purpose, so that a harness can show that it would catch them.
//!
//! They are not in a released build: only the feature `seeded-faults` brings them, and with it a
//! floor for the cost of Argon2 that tests can afford, and a look at the file from outside.

use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU32, Ordering};

pub use crate::store::sqlite::{alter_file, ask_file, check_file, count_rows};

/// What to do wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fault {
    /// Look whether a secret is there, and act on that later: two callers can both win.
    ReadThenWrite = 1,
    /// Use a secret up in one transaction and act in another: a crash between them loses the act.
    ConsumeThenAct = 2,
    /// Be the next version, with a migration more. It is no fault, but what shows those of migrating.
    NextVersion = 3,
    /// Migrate by what the version was before the transaction: two openers can both do it.
    MigrateByEarlierLook = 4,
    /// Commit each statement of a migration: a crash between them leaves a mixture.
    MigrateInParts = 5,
    /// Take any file for one of ours.
    IgnoreApplicationId = 6,
    /// Take a stored hash that cannot be read for one that matches.
    DamageMatches = 7,
    /// Write the token of a session into its event.
    TokenInEvent = 8,
    /// Leave a copy of a password in memory.
    KeepPassword = 9,
}

static SEEDED: AtomicU32 = AtomicU32::new(0);

/// Does this wrong from now on, in all of this process.
pub fn seed(fault: Fault) {
    SEEDED.fetch_or(1 << fault as u8, Ordering::SeqCst);
}

pub(crate) fn is_seeded(fault: Fault) -> bool {
    SEEDED.load(Ordering::SeqCst) & 1 << fault as u8 != 0
}

/// How an open is cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// By a panic.
    Panic,
    /// By the end of the process, without anything being closed.
    Abort,
}

static STEPS: AtomicU32 = AtomicU32::new(0);
static ABORTS: AtomicBool = AtomicBool::new(false);

/// Cuts an open off, once, at its step of this number; the first is 1.
pub fn cut_open(step: u32, cut: Cut) {
    ABORTS.store(cut == Cut::Abort, Ordering::SeqCst);
    STEPS.store(step, Ordering::SeqCst);
}

/// A step of an open that changes something, or after which something has changed.
pub(crate) fn step() {
    let left = STEPS.load(Ordering::SeqCst);
    STEPS.store(left.saturating_sub(1), Ordering::SeqCst);
    match (left, ABORTS.load(Ordering::SeqCst)) {
        (1, true) => std::process::abort(),
        (1, false) => panic!("a seeded fault"),
        _ => {}
    }
}

/// Where a language's layer runs an operation.
pub const IN_A_CALL: i32 = 1;
/// Where the delivery thread is in a layer's code, on its way to a host's sender.
pub const IN_THE_DELIVERY_THREAD: i32 = 2;
/// In the middle of claiming messages, in a transaction.
pub const WHILE_CLAIMING: i32 = 3;
/// Where a layer makes a message into what its language has, outside of the delivery thread.
pub const IN_A_MESSAGE: i32 = 4;
/// Where a layer reads an argument, before there is an operation to run.
pub const IN_AN_ARGUMENT: i32 = 5;

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
