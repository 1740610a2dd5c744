//! The outbox, for a loop of the host's own.

use std::mem::MaybeUninit;
use std::time::Duration;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::error::Error;
use crate::records::MessageList;
use crate::status::Status;

/// Hands out at most `limit` messages (1 to 100) that are due, the oldest first, and holds them for
/// `lease` milliseconds (a second to an hour): nobody else is given them until then. Deliver each and
/// acknowledge it; one that is not acknowledged in time is handed out again.
///
/// `*result` is to be freed with `ezauth_message_list_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `limit` and `lease`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_claim_messages(
    accounts: *const AccountsHandle,
    limit: u64,
    lease: u64,
    result: Option<&mut MaybeUninit<Box<MessageList>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.claim_messages(limit, Duration::from_millis(lease))
    })
}

/// Deletes a message that has been delivered, by what `ezauth_message_lease` gave, and says whether
/// that lease was still current.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `lease`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_ack_message(
    accounts: *const AccountsHandle,
    lease: Text,
    result: Option<&mut MaybeUninit<bool>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.ack_message(lease.read("lease")?.parse()?)
    })
}

/// Gives back a message that could not be delivered, to be handed out again after a while that
/// doubles with each attempt, and says whether its lease was still current.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `lease`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_nack_message(
    accounts: *const AccountsHandle,
    lease: Text,
    result: Option<&mut MaybeUninit<bool>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.nack_message(lease.read("lease")?.parse()?)
    })
}
