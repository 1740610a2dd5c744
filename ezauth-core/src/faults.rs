//! Faults that tests seed on purpose, so that a harness can show that it would catch them.
//!
//! They are not in a released build: only the feature `seeded-faults` brings them, and with it a
//! floor for the cost of Argon2 that tests can afford, and a look at the file from outside.

pub mod parsers;

use std::cell::Cell;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicI32, AtomicU8, Ordering};

use crate::store::sqlite::DEFER_WRITES;
pub use crate::store::sqlite::{Hold, check_file, count_rows};

/// What to do wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Fault {
    /// Look whether a secret is there, and act on that later: two callers can both win.
    ReadThenWrite = 1,
    /// Use a secret up in one transaction and act in another: a crash between them loses the act.
    ConsumeThenAct = 2,
    /// Begin a write as a read: it fails where another process has written meanwhile.
    DeferWrites = 3,
    /// Refuse what has expired and leave it there, for a clock that is set back to revive.
    KeepExpired = 4,
    /// Acknowledge a message before it is sent.
    AckThenSend = 5,
    /// Hand a message out without holding it for whoever has it.
    ClaimWithoutLease = 6,
    /// Refuse a wrong code and do not count it.
    ForgetFailures = 7,
}

impl Fault {
    /// The fault of this name, as harnesses and drivers are told it.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "read_then_write" => Self::ReadThenWrite,
            "consume_then_act" => Self::ConsumeThenAct,
            "defer_writes" => Self::DeferWrites,
            "keep_expired" => Self::KeepExpired,
            "ack_then_send" => Self::AckThenSend,
            "claim_without_lease" => Self::ClaimWithoutLease,
            "forget_failures" => Self::ForgetFailures,
            _ => return None,
        })
    }
}

static SEEDED: AtomicU8 = AtomicU8::new(0);

/// Does this wrong from now on, in all of this process.
pub fn seed(fault: Fault) {
    SEEDED.store(fault as u8, Ordering::SeqCst);
    // The store does not know of faults.
    DEFER_WRITES.store(fault == Fault::DeferWrites, Ordering::SeqCst);
}

thread_local! {
    static SEEDED_HERE: Cell<u8> = const { Cell::new(0) };
}

/// Does this wrong in what this thread calls, for as long as the answer lives.
pub fn seed_here(fault: Fault) -> SeededHere {
    SEEDED_HERE.set(fault as u8);
    SeededHere(PhantomData)
}

/// What [`seed_here`] has seeded.
#[derive(Debug)]
pub struct SeededHere(PhantomData<*const ()>);

impl Drop for SeededHere {
    fn drop(&mut self) {
        SEEDED_HERE.set(0);
    }
}

pub(crate) fn is_seeded(fault: Fault) -> bool {
    SEEDED.load(Ordering::SeqCst) == fault as u8 || SEEDED_HERE.get() == fault as u8
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
