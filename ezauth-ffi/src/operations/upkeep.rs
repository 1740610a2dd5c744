//! Upkeep: the audit trail, clearing away what has ended, and copies.

use std::mem::MaybeUninit;

use ezauth_core::domain;
use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::{act, operation};
use crate::context::{self, Context};
use crate::error::Error;
use crate::filter::EventFilter;
use crate::records::{EventPage, SweepReport};
use crate::status::Status;

/// Events of the audit trail, oldest first: from the beginning, or after a cursor. `filter` may be
/// NULL.
///
/// The context may have a `cursor`: that of the page before. `*result` is to be freed with
/// `ezauth_event_page_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `limit` and `cursor`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_events(
    accounts: *const AccountsHandle,
    filter: Option<&EventFilter>,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<EventPage>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let cursor = context::taken(context, &["cursor"])?.text("cursor");
        let all = domain::EventFilter::default();
        accounts.events(filter.map_or(&all, |filter| &filter.0), cursor)
    })
}

/// Deletes at most `limit` rows that have ended by themselves, in small transactions, and says how
/// many of each kind. Ordinary writes do a little of this on the way; call it now and then, until
/// it reports less than `limit`.
///
/// `*result` is to be freed with `ezauth_sweep_report_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `limit` if it is 0.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sweep(
    accounts: *const AccountsHandle,
    limit: u64,
    result: Option<&mut MaybeUninit<Box<SweepReport>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| accounts.sweep(limit))
}

/// Writes a consistent copy of the database to a file of this path, while the accounts are in use. The
/// key is not copied: opening the copy needs it, or `ezauth_accounts_replace_key`. The first open of
/// the copy ends every session, link, code, wish and unsent message in it: what has been used or
/// revoked since would otherwise live again.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `path`, `EZAUTH_STORAGE`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_backup(
    accounts: *const AccountsHandle,
    path: Text,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    act(accounts, error, |accounts| accounts.backup(path.read("path")?.as_ref()))
}
