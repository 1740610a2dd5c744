//! Signing in with a link or a code.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::records::SignIn;
use crate::records::secret::Secret;
use crate::status::Status;

/// Queues a mail with a link and a code to sign in with. They open the account of whoever has
/// verified the address and no other. Where nobody has, an account is made when one of them comes
/// back; while `open_sign_up` is off, nothing is sent then. The result, a flow handle, is the same
/// for all.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
///
/// Errors: `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `email`, `ip` and `user_agent`,
/// `EZAUTH_INVALID_CONFIG` on `key` if the key has been replaced since the accounts were opened.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_request_magic_link(
    accounts: *const AccountsHandle,
    email: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<Secret>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.request_magic_link(email.read("email")?, &context.caller())
    })
}

/// Uses up a link token and signs in, to an account that is made for it if need be. For the GET of
/// a link, which mail scanners make too, there is `ezauth_peek_magic_link`.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_sign_in_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN`, also where the account is switched off,
/// `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sign_in_with_magic_link(
    accounts: *const AccountsHandle,
    token: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<SignIn>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.sign_in_with_magic_link(token.read("token")?, &context.caller())
    })
}

/// The same as `ezauth_request_magic_link`: the message has both, and its reader chooses.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
///
/// Errors: as for `ezauth_request_magic_link`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_request_email_code(
    accounts: *const AccountsHandle,
    email: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<Secret>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.request_email_code(email.read("email")?, &context.caller())
    })
}

/// Uses up a code from a mail and signs in, to an account that is made for it if need be. A wrong
/// code costs one of `code_attempts`.
///
/// The context may have `ip`, `user_agent` and `handle`, the flow handle that the request returned:
/// with it attempts are counted for the handle, so that nobody else can use them up. `*result` is
/// to be freed with `ezauth_sign_in_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN`, `EZAUTH_PROOF_REQUIRED` if `code_needs_handle` is set and there
/// is no handle, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `email`, `code`, `ip` and
/// `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sign_in_with_email_code(
    accounts: *const AccountsHandle,
    email: Text,
    code: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<SignIn>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &["ip", "user_agent", "handle"])?;
        let (email, code) = (email.read("email")?, code.read("code")?);
        let (handle, caller) = (context.text("handle"), context.caller());
        accounts.sign_in_with_email_code(email, code, handle, &caller)
    })
}

/// Queues a text message with a code to sign in with, as `ezauth_request_magic_link` does by mail.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
///
/// Errors: `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`, and on
/// `phone`, as `not_allowed` where `sms_prefixes` do not have it, `EZAUTH_INVALID_CONFIG` as for
/// `ezauth_request_magic_link`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_request_phone_code(
    accounts: *const AccountsHandle,
    phone: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<Secret>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.request_phone_code(phone.read("phone")?, &context.caller())
    })
}

/// Uses up a code from a text message and signs in, as `ezauth_sign_in_with_email_code` does with
/// one from a mail.
///
/// The context may have `ip`, `user_agent` and `handle`. `*result` is to be freed with
/// `ezauth_sign_in_free`.
///
/// Errors: as for `ezauth_sign_in_with_email_code`, with `phone` in place of `email`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sign_in_with_phone_code(
    accounts: *const AccountsHandle,
    phone: Text,
    code: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<SignIn>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &["ip", "user_agent", "handle"])?;
        let (phone, code) = (phone.read("phone")?, code.read("code")?);
        let (handle, caller) = (context.text("handle"), context.caller());
        accounts.sign_in_with_phone_code(phone, code, handle, &caller)
    })
}
