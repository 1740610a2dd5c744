//! What people do with their own account: password and end.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::{act, operation};
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::records::User;
use crate::status::Status;

/// Replaces the password of the session's user, who is told. The other sessions of the user end,
/// and so does every link, code, pending change and message that is under way.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_REAUTHENTICATION_REQUIRED` if
/// it was proven longer ago than `reauthentication_age`, `EZAUTH_INVALID_CREDENTIALS` if the
/// current password is wrong, `EZAUTH_WEAK_PASSWORD`, `EZAUTH_RATE_LIMITED`,
/// `EZAUTH_INVALID_ARGUMENT` on `current_password`, `password`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_change_password(
    accounts: *const AccountsHandle,
    session_token: Text,
    current_password: Text,
    new_password: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<User>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let session_token = session_token.read("session_token")?;
        let current_password = current_password.read("current_password")?;
        let new_password = new_password.read("new_password")?;
        accounts.change_password(session_token, current_password, new_password, &context.caller())
    })
}

/// Sets a password for the session's user, who has none, and is told. What ends is as for
/// `ezauth_change_password`.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN`, `EZAUTH_REAUTHENTICATION_REQUIRED`, `EZAUTH_ALREADY_TAKEN` on
/// `password` if there is one, `EZAUTH_WEAK_PASSWORD`, `EZAUTH_RATE_LIMITED`,
/// `EZAUTH_INVALID_ARGUMENT` on `password`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_set_password(
    accounts: *const AccountsHandle,
    session_token: Text,
    new_password: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<User>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let session_token = session_token.read("session_token")?;
        accounts.set_password(session_token, new_password.read("new_password")?, &context.caller())
    })
}

/// Deletes the account of the session's user, with all that belongs to it but for the audit trail.
/// The user is told.
///
/// The context may have `ip` and `user_agent`.
///
/// Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_REAUTHENTICATION_REQUIRED` if
/// it was proven longer ago than `reauthentication_age`, `EZAUTH_INVALID_ARGUMENT` on `ip` and
/// `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_delete_account(
    accounts: *const AccountsHandle,
    session_token: Text,
    context: Option<&Context>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    act(accounts, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.delete_account(session_token.read("session_token")?, &context.caller())
    })
}
