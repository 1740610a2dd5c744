//! Proving a session anew, before what only its owner may do.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::records::SignIn;
use crate::status::Status;

/// Proves a session anew with the password of its user. It gets another token; the old one ends.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_sign_in_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_INVALID_CREDENTIALS`,
/// `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `password`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_reauthenticate_with_password(
    accounts: *const AccountsHandle,
    session_token: Text,
    password: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<SignIn>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let (session_token, password) =
            (session_token.read("session_token")?, password.read("password")?);
        accounts.reauthenticate_with_password(session_token, password, &context.caller())
    })
}

/// The same with a sign-in link for an address that the session's user has verified.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_sign_in_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN` if the session is not live or the link is not for this user: it
/// is then not used up, `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_reauthenticate_with_link(
    accounts: *const AccountsHandle,
    session_token: Text,
    token: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<SignIn>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let (session_token, token) = (session_token.read("session_token")?, token.read("token")?);
        accounts.reauthenticate_with_link(session_token, token, &context.caller())
    })
}

/// The same with a sign-in code for an address or a phone number that the session's user has
/// verified. A wrong code costs one of `code_attempts`.
///
/// The context may have `ip`, `user_agent` and `handle`, as for `ezauth_sign_in_with_email_code`.
/// `*result` is to be freed with `ezauth_sign_in_free`.
///
/// Errors: as for `ezauth_reauthenticate_with_link`, `EZAUTH_PROOF_REQUIRED` if `code_needs_handle`
/// is set and there is no handle, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `value` and
/// `code`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_reauthenticate_with_code(
    accounts: *const AccountsHandle,
    session_token: Text,
    value: Text,
    code: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<SignIn>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &["ip", "user_agent", "handle"])?;
        let session_token = session_token.read("session_token")?;
        let (value, code) = (value.read("value")?, code.read("code")?);
        let (handle, caller) = (context.text("handle"), context.caller());
        accounts.reauthenticate_with_code(session_token, value, code, handle, &caller)
    })
}
