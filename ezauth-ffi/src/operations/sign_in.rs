//! Signing in.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::records::SignIn;
use crate::status::Status;

/// Signs in with a verified email address or phone number, or with the username of a user who has one
/// verified, and a password. Unknown, unverified, disabled, passwordless and wrong look the same.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_sign_in_free`.
///
/// Errors: `EZAUTH_INVALID_CREDENTIALS`, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on
/// `identifier`, `password`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sign_in_with_password(
    accounts: *const AccountsHandle,
    identifier: Text,
    password: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<SignIn>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let (identifier, password) = (identifier.read("identifier")?, password.read("password")?);
        let context = context::taken(context, &CALLER)?;
        accounts.sign_in_with_password(identifier, password, &context.caller())
    })
}
