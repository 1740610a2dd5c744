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

/// Creates a user without a password, with an unverified email identity. It tells whether the
/// address is taken, as above.
///
/// `*result` is to be freed with `ezauth_user_and_identity_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `email`, `EZAUTH_ALREADY_TAKEN` on `email` if somebody has
/// verified it.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_create_user_with_email(
    accounts: *const AccountsHandle,
    email: Text,
    result: Option<&mut MaybeUninit<Box<UserAndIdentity>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.create_user_with_email(email.read("email")?)
    })
}

/// The same with an unverified phone identity (E.164).
///
/// `*result` is to be freed with `ezauth_user_and_identity_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `phone`, `EZAUTH_ALREADY_TAKEN` on `phone` if somebody has
/// verified it.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_create_user_with_phone(
    accounts: *const AccountsHandle,
    phone: Text,
    result: Option<&mut MaybeUninit<Box<UserAndIdentity>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.create_user_with_phone(phone.read("phone")?)
    })
}

/// Whether somebody has verified this address. Do not show its answer to people whom you do not
/// know.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `email`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_email_taken(
    accounts: *const AccountsHandle,
    email: Text,
    result: Option<&mut MaybeUninit<bool>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| accounts.email_taken(email.read("email")?))
}

/// Whether somebody has this username, in any letter case.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `username`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_username_taken(
    accounts: *const AccountsHandle,
    username: Text,
    result: Option<&mut MaybeUninit<bool>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.username_taken(username.read("username")?)
    })
}

/// The user who has verified this address; else a clean one that waits for it, into which nobody
/// can have put anything; else a new one. Repeating it never makes a second user.
///
/// `*result` is to be freed with `ezauth_user_and_identity_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `value`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_find_or_create_email_identity(
    accounts: *const AccountsHandle,
    value: Text,
    result: Option<&mut MaybeUninit<Box<UserAndIdentity>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.find_or_create_email_identity(value.read("value")?)
    })
}

/// The same for a phone number (E.164).
///
/// `*result` is to be freed with `ezauth_user_and_identity_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `value`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_find_or_create_phone_identity(
    accounts: *const AccountsHandle,
    value: Text,
    result: Option<&mut MaybeUninit<Box<UserAndIdentity>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.find_or_create_phone_identity(value.read("value")?)
    })
}
