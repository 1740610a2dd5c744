//! Administration of passwords, on the host's word: whoever calls must be allowed to.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::records::User;
use crate::status::Status;

/// Sets the password of an account, over an existing one too. Its sessions, links, codes and
/// pending changes end, and its owner is told.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_WEAK_PASSWORD`, `EZAUTH_RATE_LIMITED`,
/// `EZAUTH_INVALID_ARGUMENT` on `user`, `password`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_admin_set_password(
    accounts: *const AccountsHandle,
    user: Text,
    new_password: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<User>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let (user, new_password) =
            (user.read("user")?.parse()?, new_password.read("new_password")?);
        accounts.admin_set_password(user, new_password, &context.caller())
    })
}

/// Switches the password of an account off until its owner recovers it: because it was seen in a
/// leak, for instance. What ends is as for `ezauth_admin_set_password`, and the owner is told. The
/// `reason`, at most 160 characters, goes into the audit trail.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_NOT_FOUND` if there is no such user or no password, `EZAUTH_INVALID_ARGUMENT` on
/// `user`, `reason`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_admin_expire_password(
    accounts: *const AccountsHandle,
    user: Text,
    reason: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<User>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let (user, reason) = (user.read("user")?.parse()?, reason.read("reason")?);
        accounts.admin_expire_password(user, reason, &context.caller())
    })
}
