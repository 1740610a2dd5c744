//! What people do with the addresses of their own account.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::numbers::Number;
use crate::records::secret::Secret;
use crate::records::{User, UserAndIdentity};
use crate::status::Status;

/// Queues a message with a link and a code to an address that the session's user wants to add.
/// `type` is one of `EZAUTH_CHANNEL_..`. The result, a flow handle, is the same if somebody else
/// has the address: then nothing arrives.
///
/// The context may have `ip`, `user_agent` and `replaces`, the id of an identity of this user and
/// of this type, whose place the address is to take. `*result` is to be freed with
/// `ezauth_secret_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_REAUTHENTICATION_REQUIRED` if
/// it was proven longer ago than `reauthentication_age`, `EZAUTH_ALREADY_TAKEN` on `value` if the
/// user has the address already, `EZAUTH_NOT_FOUND` if `replaces` is no identity of the user,
/// `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `type`, `value`, `replaces`, `ip` and
/// `user_agent`, and on `identity` if `replaces` is no id, `EZAUTH_INVALID_CONFIG` on `key` if the
/// key has been replaced since the accounts were opened.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_request_identity(
    accounts: *const AccountsHandle,
    session_token: Text,
    r#type: i32,
    value: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<Secret>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &["ip", "user_agent", "replaces"])?;
        let (session_token, value) = (session_token.read("session_token")?, value.read("value")?);
        let replaces = context.text("replaces").map(str::parse).transpose();
        let replaces = replaces.map_err(|error: ezauth_core::Error| error.on_field("replaces"))?;
        let channel = Number::named(r#type, "type")?;
        accounts.request_identity(session_token, channel, value, replaces, &context.caller())
    })
}

/// Adds or replaces an address of the session's user with the link from its inbox. The other
/// sessions of the user end, and so does every link, code, pending change and message that is under
/// way; all addresses are told, the old one too.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with
/// `ezauth_user_and_identity_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN` if the session is not live or the link is not for a pending
/// change of this user: it is then not used up, `EZAUTH_REAUTHENTICATION_REQUIRED` as for
/// `ezauth_request_identity`, `EZAUTH_ALREADY_CLAIMED` if somebody has verified the address
/// meanwhile, `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_confirm_identity_with_link(
    accounts: *const AccountsHandle,
    session_token: Text,
    token: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<UserAndIdentity>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let (session_token, token) = (session_token.read("session_token")?, token.read("token")?);
        accounts.confirm_identity_with_link(session_token, token, &context.caller())
    })
}

/// The same with the code from its inbox. A wrong code costs one of `code_attempts` of the pending
/// change.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with
/// `ezauth_user_and_identity_free`.
///
/// Errors: as for `ezauth_confirm_identity_with_link`, `EZAUTH_RATE_LIMITED`, and
/// `EZAUTH_INVALID_ARGUMENT` on `value` and `code`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_confirm_identity_with_code(
    accounts: *const AccountsHandle,
    session_token: Text,
    value: Text,
    code: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<UserAndIdentity>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let session_token = session_token.read("session_token")?;
        let (value, code) = (value.read("value")?, code.read("code")?);
        accounts.confirm_identity_with_code(session_token, value, code, &context.caller())
    })
}

/// Removes an address or a provider of the session's user, but never the last way in. What ends and
/// who is told is as for `ezauth_confirm_identity_with_link`.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_user_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN` if the session is not live, `EZAUTH_REAUTHENTICATION_REQUIRED` as
/// for `ezauth_request_identity`, `EZAUTH_NOT_FOUND` if it is no identity of the user,
/// `EZAUTH_LAST_IDENTITY`, `EZAUTH_INVALID_ARGUMENT` on `identity`, `ip` and `user_agent`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_remove_identity(
    accounts: *const AccountsHandle,
    session_token: Text,
    identity: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<User>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let (session_token, identity) =
            (session_token.read("session_token")?, identity.read("identity")?.parse()?);
        accounts.remove_identity(session_token, identity, &context.caller())
    })
}
