//! Faults that tests seed on purpose, so that a harness can show that it would catch them.
//!
//! They are not in a released build: only the feature `seeded-faults` brings them, and with it a
//! floor for the cost of Argon2 that tests can afford, and a look at the file from outside.

pub mod parsers;

use std::cell::Cell;
use std::marker::PhantomData;
use std::mem;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU32, AtomicU64, Ordering};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::domain::named;
pub use crate::store::sqlite::{
    Hold, alter_file, ask_file, check_file, checkpoint, count_rows, fingerprint,
};

named! {
    /// What to do wrong.
    Fault, "fault" {
        /// Look whether a secret is there, and act on that later: two callers can both win.
        ReadThenWrite "read_then_write",
        /// Use a secret up in one transaction and act in another: a crash between them loses the act.
        ConsumeThenAct "consume_then_act",
        /// Be the next version, with a migration more. It is no fault, but what shows those of
        /// migrating.
        NextVersion "next_version",
        /// Migrate by what the version was before the transaction: two openers can both do it.
        MigrateByEarlierLook "migrate_by_earlier_look",
        /// Commit each statement of a migration: a crash between them leaves a mixture.
        MigrateInParts "migrate_in_parts",
        /// Take any file for one of ours.
        IgnoreApplicationId "ignore_application_id",
        /// Take a stored hash that cannot be read for one that matches.
        DamageMatches "damage_matches",
        /// Write the token of a session into its event.
        TokenInEvent "token_in_event",
        /// Leave a copy of a password in memory.
        KeepPassword "keep_password",
        /// Begin a write as a read: it fails where another process has written meanwhile.
        DeferWrites "defer_writes",
        /// Refuse what has expired and leave it there, for a clock that is set back to revive.
        KeepExpired "keep_expired",
        /// Acknowledge a message before it is sent.
        AckThenSend "ack_then_send",
        /// Hand a message out without holding it for whoever has it.
        ClaimWithoutLease "claim_without_lease",
        /// Refuse a wrong code and do not count it.
        ForgetFailures "forget_failures",
        /// Sync the write-ahead log before a checkpoint only: a loss of power takes acknowledged acts.
        SyncAtCheckpoints "sync_at_checkpoints",
        /// Sync nothing: a loss of power leaves a damaged file.
        NeverSync "never_sync",
        /// Take a failure to look for something as not having found it.
        FailureAsNothing "failure_as_nothing",
        /// Open a backup as if everything in it were still so.
        ReviveBackups "revive_backups",
        /// Leave an account's sessions and secrets alone when its ways in change.
        KeepPast "keep_past",
        /// Make the account of a wish for whoever can read the inbox, without a proof.
        ConfirmWithoutProof "confirm_without_proof",
        /// Say at sign-up that an address is taken.
        TellTaken "tell_taken",
        /// Check no password where there is no account.
        SkipDecoy "skip_decoy",
        /// Count an identifier as it is written, and not as it is looked up.
        RawKeys "raw_keys",
        /// Take a secret of one kind for one of another.
        AnyKind "any_kind",
        /// Open a session, whatever has become of the password that was checked.
        ForgetVerified "forget_verified",
        /// Let somebody else's identity be replaced.
        ForeignReplaces "foreign_replaces",
        /// Go on where the audit trail cannot be written.
        LoseEvents "lose_events",
        /// Take control characters in input.
        TakeControl "take_control",
        /// Have nobody wait, whatever was counted.
        SkipLimits "skip_limits",
    }
}

impl Fault {
    fn bit(self) -> u64 {
        1 << self as u32
    }
}

static SEEDED: AtomicU64 = AtomicU64::new(0);

/// Does this wrong from now on, in all of this process.
pub fn seed(fault: Fault) {
    SEEDED.fetch_or(fault.bit(), Ordering::SeqCst);
}

thread_local! {
    static SEEDED_HERE: Cell<u64> = const { Cell::new(0) };
}

/// Does this wrong in what this thread calls, for as long as the answer lives.
pub fn seed_here(fault: Fault) -> SeededHere {
    SEEDED_HERE.set(fault.bit());
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
    (SEEDED.load(Ordering::SeqCst) | SEEDED_HERE.get()) & fault.bit() != 0
}

/// Whether somebody waits where [`meet`] waits.
static WAITS: Mutex<bool> = Mutex::new(false);
static MET: Condvar = Condvar::new();

/// Waits until another thread comes by here, or a tenth of a second: who wins a race is left to chance,
/// and chance may have nobody lose it.
pub(crate) fn meet() {
    let mut waits = WAITS.lock().unwrap_or_else(PoisonError::into_inner);
    if mem::replace(&mut *waits, true) {
        *waits = false;
        MET.notify_one();
        return;
    }
    let met = MET.wait_timeout_while(waits, Duration::from_millis(100), |waits| *waits);
    *met.unwrap_or_else(PoisonError::into_inner).0 = false;
}

/// What a thread has done that takes time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Passwords hashed.
    pub hashes: u32,
    /// Statements of SQL.
    pub statements: u32,
}

thread_local! {
    static WORK: Cell<Work> = const { Cell::new(Work { hashes: 0, statements: 0 }) };
}

/// What this thread has done since it was asked last.
pub fn take_work() -> Work {
    WORK.take()
}

pub(crate) fn count_hash() {
    WORK.set(Work { hashes: WORK.get().hashes + 1, ..WORK.get() });
}

pub(crate) fn count_statement() {
    WORK.set(Work { statements: WORK.get().statements + 1, ..WORK.get() });
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
