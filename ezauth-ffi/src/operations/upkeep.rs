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

/// Writes a copy of the database to a file of this path: one state, with everything that was
/// acknowledged before the call, for its owner only (mode 0600). It is on the disk when the call
/// returns. Calls go on meanwhile. A plain file at `path` is replaced when the copy is whole; a backup
/// that fails leaves what was there.
///
/// **The copy does not revive what has ended.** Its first open ends every session, link, code, handle,
/// wish, pending change and unsent message in it, since each may have been used or revoked after it
/// was made. A copy that is made by other means, `cp` or another SQLite, revives all.
///
/// The key is not copied. Opening the copy needs the key of the original, from the configuration or as
/// the file `<path>.key`, or else `ezauth_accounts_replace_key`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `path`: `missing` if its folder is not there, and `not_allowed`
/// where it names the database or a file that belongs to it, what is no plain file, or a database whose
/// log lies beside it, as is so while it is open.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_backup(
    accounts: *const AccountsHandle,
    path: Text,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    act(accounts, error, |accounts| accounts.backup(path.read("path")?.as_ref()))
}
