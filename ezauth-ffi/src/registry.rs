//! The numbers that stand for open accounts.
//!
//! What C holds as `ezauth_accounts_t *` is a number that looks like a pointer. It is looked up and
//! never followed, and no number is ever given out again: whatever C does with one that is freed,
//! foreign or of another process, it gets an answer.

use std::collections::BTreeMap;
use std::process;
use std::ptr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{PoisonError, RwLock};

use ezauth_core::{Accounts, Error, ErrorKind, FieldReason, Result};

use crate::accounts::AccountsHandle;
use crate::boundary::Kept;

/// The accounts of one process. A child of `fork()` begins one of its own, for it cannot know whether
/// the lock of its parent's is held by a thread that it does not have.
struct Registry {
    process: u32,
    /// Smaller numbers were given out by an ancestor.
    first: usize,
    open: RwLock<BTreeMap<usize, Accounts>>,
    next: Kept<Registry>,
}

/// The oldest ancestor's; every other follows.
static OLDEST: Kept<Registry> = Kept::new();

/// The next number, over all of this process and its ancestors. Zero is NULL.
static NEXT: AtomicUsize = AtomicUsize::new(1);

impl Registry {
    fn new() -> Self {
        let first = NEXT.load(Ordering::SeqCst);
        Self { process: process::id(), first, open: RwLock::default(), next: Kept::new() }
    }

    /// That of this process.
    fn here() -> &'static Self {
        let process = process::id();
        let mut registry = OLDEST.get_or_keep(Self::new);
        while registry.process != process {
            registry = registry.next.get_or_keep(Self::new);
        }
        registry
    }
}

/// Gives accounts a number.
pub(crate) fn insert(accounts: Accounts) -> *mut AccountsHandle {
    // First the registry, which counts what is its own from the number that comes next.
    let registry = Registry::here();
    let number = NEXT.fetch_add(1, Ordering::SeqCst);
    let mut open = registry.open.write().unwrap_or_else(PoisonError::into_inner);
    open.insert(number, accounts);
    ptr::without_provenance_mut(number)
}

/// The accounts of a number.
///
/// # Errors
/// `closed` if they have been freed, `forked`, `invalid_argument` on `accounts` for what never was a
/// number of this library.
pub(crate) fn find(handle: *const AccountsHandle) -> Result<Accounts> {
    let (registry, number) = (Registry::here(), handle.addr());
    if number >= registry.first {
        let open = registry.open.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(accounts) = open.get(&number) {
            return Ok(accounts.clone());
        }
    }
    Err(match number {
        0 => Error::invalid_argument("accounts", FieldReason::Empty),
        _ if number < registry.first => ErrorKind::Forked.into(),
        _ if number < NEXT.load(Ordering::SeqCst) => ErrorKind::Closed.into(),
        _ => Error::invalid_argument("accounts", FieldReason::Unknown),
    })
}

/// Takes a number out of use. Its accounts, if it still had any.
pub(crate) fn remove(handle: *const AccountsHandle) -> Option<Accounts> {
    let (registry, number) = (Registry::here(), handle.addr());
    if number < registry.first {
        return None;
    }
    registry.open.write().unwrap_or_else(PoisonError::into_inner).remove(&number)
}
