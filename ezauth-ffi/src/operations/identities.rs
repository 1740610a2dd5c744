//! Whom a value leads to.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::error::Error;
use crate::records::{User, UserAndIdentity};
use crate::status::Status;

/// The user who has verified this address; NULL if nobody has.
///
/// `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `email`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_get_user_by_email(
    accounts: *const AccountsHandle,
    email: Text,
    result: Option<&mut MaybeUninit<Option<Box<User>>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| accounts.get_user_by_email(email.read("email")?))
}

/// The user who has this username, in any letter case; NULL if nobody has.
///
/// `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `username`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_get_user_by_username(
    accounts: *const AccountsHandle,
    username: Text,
    result: Option<&mut MaybeUninit<Option<Box<User>>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.get_user_by_username(username.read("username")?)
    })
}

/// The verified identity of this type (`email`, `phone` or a provider's name) and value, with its
/// user; NULL if nobody has verified it.
///
/// `*result` is to be freed with `ezauth_user_and_identity_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `type` and `value`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_get_verified_identity(
    accounts: *const AccountsHandle,
    r#type: Text,
    value: Text,
    result: Option<&mut MaybeUninit<Option<Box<UserAndIdentity>>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let identity_type = r#type.read("type")?.parse()?;
        accounts.get_verified_identity(&identity_type, value.read("value")?)
    })
}
