//! A new password for who has lost the old one.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::records::User;
use crate::records::secret::Secret;
use crate::status::Status;

/// Queues a mail with a link and a code to set a new password with, if somebody has verified this
/// address. The result, a flow handle, is the same if nobody has.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
///
/// Errors: `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `email`, `ip` and `user_agent`,
/// `EZAUTH_INVALID_CONFIG` on `key` if the key has been replaced since the accounts were opened.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_request_password_recovery(
    accounts: *const AccountsHandle,
    email: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<Secret>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.request_password_recovery(email.read("email")?, &context.caller())
    })
}

/// Sets a new password with the link of a recovery message. Every session of the user ends, and so
/// does every link, code and message that is under way; nobody is signed in. The new password is
/// validated first, so that a refused one costs nothing.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN`, `EZAUTH_WEAK_PASSWORD`, `EZAUTH_RATE_LIMITED`,
/// `EZAUTH_INVALID_ARGUMENT` on `password`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_reset_password_with_link(
    accounts: *const AccountsHandle,
    token: Text,
    new_password: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<User>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let (token, new_password) = (token.read("token")?, new_password.read("new_password")?);
        accounts.reset_password_with_link(token, new_password, &context.caller())
    })
}

/// Sets a new password with the code of a recovery message, as `ezauth_reset_password_with_link`
/// does with its link.
///
/// The context may have `ip`, `user_agent` and `handle`, the flow handle that the request returned:
/// with it attempts are counted for the handle, so that nobody else can use them up. `*result` is
/// to be freed with `ezauth_user_free`.
///
/// Errors: as for `ezauth_reset_password_with_link`, `EZAUTH_PROOF_REQUIRED` if `code_needs_handle` is
/// set and there is no handle, and `EZAUTH_INVALID_ARGUMENT` on `email` and `code`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_reset_password_with_code(
    accounts: *const AccountsHandle,
    email: Text,
    code: Text,
    new_password: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<User>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &["ip", "user_agent", "handle"])?;
        let (email, code) = (email.read("email")?, code.read("code")?);
        let new_password = new_password.read("new_password")?;
        let (handle, caller) = (context.text("handle"), context.caller());
        accounts.reset_password_with_code(email, code, new_password, handle, &caller)
    })
}
