//! Sessions.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::records::secret::Secret;
use crate::records::{SessionAndUser, SessionList, User};
use crate::status::Status;

/// The live session of a token, and its user: the call to make on every request. Unknown, malformed,
/// expired, idle, revoked and disabled look the same: `EZAUTH_OK` and NULL.
///
/// `*result` is to be freed with `ezauth_session_and_user_free`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_get_session(
    accounts: *const AccountsHandle,
    token: Text,
    result: Option<&mut MaybeUninit<Option<Box<SessionAndUser>>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| accounts.get_session(token.read("token")?))
}

/// Ends the session of a token, and says whether there was one. Every process refuses it from its
/// next call on.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_revoke_user_session_token(
    accounts: *const AccountsHandle,
    token: Text,
    result: Option<&mut MaybeUninit<bool>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.revoke_user_session_token(token.read("token")?)
    })
}

/// The user of a live session; NULL as for `ezauth_get_session`.
///
/// `*result` is to be freed with `ezauth_user_free`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_get_user_by_session_token(
    accounts: *const AccountsHandle,
    token: Text,
    result: Option<&mut MaybeUninit<Option<Box<User>>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.get_user_by_session_token(token.read("token")?)
    })
}

/// Opens a session on the host's word. The result is its token: a secret for the user's browser,
/// shown this once.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
///
/// Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_DISABLED`, `EZAUTH_INVALID_ARGUMENT` on `user`, `ip` and
/// `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_generate_user_session_token(
    accounts: *const AccountsHandle,
    user: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<Secret>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.generate_user_session_token(user.read("user")?.parse()?, &context.caller())
    })
}

/// The live sessions of a user, the newest first. An unknown user has none.
///
/// `*result` is to be freed with `ezauth_session_list_free`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `user`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_list_user_sessions(
    accounts: *const AccountsHandle,
    user: Text,
    result: Option<&mut MaybeUninit<Box<SessionList>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.list_user_sessions(user.read("user")?.parse()?)
    })
}

/// Ends one session of a user by its public id, and says whether there was one. Another user's
/// session looks unknown.
///
/// The context may have `ip` and `user_agent`.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `user`, `session`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_revoke_user_session(
    accounts: *const AccountsHandle,
    user: Text,
    session: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<bool>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let (user, session) = (user.read("user")?.parse()?, session.read("session")?.parse()?);
        accounts.revoke_user_session(user, session, &context.caller())
    })
}

/// Ends all sessions of a user, and says how many there were. An unknown user has none.
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `user`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_revoke_user_sessions(
    accounts: *const AccountsHandle,
    user: Text,
    result: Option<&mut MaybeUninit<u64>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.revoke_user_sessions(user.read("user")?.parse()?)
    })
}

/// Ends all sessions of a user but the one of this token, and says how many there were.
///
/// The context may have `ip` and `user_agent`.
///
/// Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_INVALID_ARGUMENT` on `ip` and
/// `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_revoke_other_sessions(
    accounts: *const AccountsHandle,
    session_token: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<u64>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.revoke_other_sessions(session_token.read("session_token")?, &context.caller())
    })
}
