//! Creating users.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::error::Error;
use crate::records::UserAndIdentity;
use crate::status::Status;

/// Creates a user with a password and an unverified email identity. It tells whether the address is
/// taken: do not show its answer to people whom you do not know.
///
/// `*result` is to be freed with `ezauth_user_and_identity_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `email` and `password`, `EZAUTH_WEAK_PASSWORD`,
/// `EZAUTH_ALREADY_TAKEN` on `email` if somebody has verified it, `EZAUTH_RATE_LIMITED`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_create_user_with_password(
    accounts: *const AccountsHandle,
    email: Text,
    password: Text,
    result: Option<&mut MaybeUninit<Box<UserAndIdentity>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.create_user_with_password(email.read("email")?, password.read("password")?)
    })
}
