//! Administration, on the host's word: whoever calls must be allowed to.

use std::mem::MaybeUninit;

use ezauth_core::domain;
use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::{act, operation};
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::filter::UserFilter;
use crate::records::{IdentityList, User, UserAndIdentity, UserPage};
use crate::status::Status;

/// The user of this id; NULL if there is none.
///
/// `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `user`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_get_user(
    accounts: *const AccountsHandle,
    user: Text,
    result: Option<&mut MaybeUninit<Option<Box<User>>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| accounts.get_user(user.read("user")?.parse()?))
}

/// The identities of a user, the oldest first, verified or not. An unknown user has none.
///
/// `*result` is to be freed with `ezauth_identity_list_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `user`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_list_user_identities(
    accounts: *const AccountsHandle,
    user: Text,
    result: Option<&mut MaybeUninit<Box<IdentityList>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.list_user_identities(user.read("user")?.parse()?)
    })
}

/// A part of all users, the oldest first: from the beginning, or after a cursor. `filter` may be
/// NULL.
///
/// The context may have a `cursor`: that of the page before. `*result` is to be freed with
/// `ezauth_user_page_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `limit` and `cursor`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_admin_list_users(
    accounts: *const AccountsHandle,
    filter: Option<&UserFilter>,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<UserPage>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let cursor = context::taken(context, &["cursor"])?.text("cursor");
        let all = domain::UserFilter::default();
        accounts.admin_list_users(cursor, filter.map_or(&all, |filter| &filter.0))
    })
}

/// Switches an account off: nobody signs in to it, and its sessions, links, codes and pending
/// changes end. Its owner is told. Where it is off already, nothing changes.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_INVALID_ARGUMENT` on `user`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_admin_disable_user(
    accounts: *const AccountsHandle,
    user: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<User>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.admin_disable_user(user.read("user")?.parse()?, &context.caller())
    })
}

/// Switches an account on again. Nothing that has ended comes back. Where it is on already, nothing
/// changes.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_INVALID_ARGUMENT` on `user`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_admin_enable_user(
    accounts: *const AccountsHandle,
    user: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<User>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.admin_enable_user(user.read("user")?.parse()?, &context.caller())
    })
}

/// Deletes an account, with all that belongs to it but for the audit trail. Its owner is told.
///
/// The context may have `ip` and `user_agent`.
///
/// Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_INVALID_ARGUMENT` on `user`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_admin_delete_user(
    accounts: *const AccountsHandle,
    user: Text,
    context: Option<&Context>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    act(accounts, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.admin_delete_user(user.read("user")?.parse()?, &context.caller())
    })
}

/// Attaches to a user what a provider, such as `google`, calls this person: an identity, verified
/// on the host's word. The user's sessions, links, codes and pending changes end, and the user is
/// told. What is attached to this user already is answered as it is, and nothing ends.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with
/// `ezauth_user_and_identity_free`.
///
/// Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_ALREADY_TAKEN` on `subject` if another user has it,
/// `EZAUTH_INVALID_ARGUMENT` on `user`, `provider`, `subject`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_admin_attach_identity(
    accounts: *const AccountsHandle,
    user: Text,
    provider: Text,
    subject: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<UserAndIdentity>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let (provider, subject) = (provider.read("provider")?, subject.read("subject")?);
        let user = user.read("user")?.parse()?;
        accounts.admin_attach_identity(user, provider, subject, &context.caller())
    })
}

/// Ends every session of everybody, and says how many there were.
///
/// The context may have `ip` and `user_agent`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_admin_revoke_all_sessions(
    accounts: *const AccountsHandle,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<u64>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.admin_revoke_all_sessions(&context.caller())
    })
}
