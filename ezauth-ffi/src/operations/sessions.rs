//! Sessions.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::error::Error;
use crate::records::SessionAndUser;
use crate::status::Status;

/// The live session of a token, and its user: the call to make on every request. Unknown, malformed,
/// expired, idle, revoked and disabled look the same: `EZAUTH_OK` and NULL.
///
/// `*result` is to be freed with `ezauth_session_and_user_free`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_get_session(
    accounts: *const AccountsHandle,
    token: Text,
    result: Option<&mut MaybeUninit<Option<Box<SessionAndUser>>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| accounts.get_session(token.read("token")?))
}

/// Ends the session of a token, and says whether there was one. Every process refuses it from its
/// next call on.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_revoke_user_session_token(
    accounts: *const AccountsHandle,
    token: Text,
    result: Option<&mut MaybeUninit<bool>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.revoke_user_session_token(token.read("token")?)
    })
}
