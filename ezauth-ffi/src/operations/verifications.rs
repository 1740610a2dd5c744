//! Proving an address.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::numbers::Number;
use crate::records::secret::Secret;
use crate::records::{UserAndIdentity, Verification};
use crate::status::Status;

/// Queues a mail with a link and a code for an identity. The result is a flow handle: a secret for
/// the browser of whoever asked, and a proof for `ezauth_verify_magic_link`.
///
/// `*result` is to be freed with `ezauth_secret_free`.
///
/// Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_DISABLED`, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on
/// `identity`, `EZAUTH_INVALID_CONFIG` on `key` if the key has been replaced since the accounts were
/// opened.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_request_email_verification(
    accounts: *const AccountsHandle,
    identity: Text,
    result: Option<&mut MaybeUninit<Box<Secret>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        accounts.request_email_verification(identity.read("identity")?.parse()?)
    })
}

/// Uses up a link token and returns whom it proves; opens no session. `type` is one of
/// `EZAUTH_VERIFICATION_TYPE_..`; a token of another kind or type stays as it is.
///
/// The context may have a `proof`. Without it this trusts the inbox alone: whoever signed up with a stranger's
/// address and a password has that password confirmed if the stranger follows the link. Give the flow
/// handle or the password, or set `confirm_needs_proof`.
///
/// `*result` is to be freed with `ezauth_user_and_identity_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN`, `EZAUTH_ALREADY_CLAIMED`, `EZAUTH_PROOF_REQUIRED`,
/// `EZAUTH_INVALID_CREDENTIALS` if the proof is a wrong password, `EZAUTH_RATE_LIMITED`,
/// `EZAUTH_INVALID_ARGUMENT` on `type` and on what is in the context.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verify_magic_link(
    accounts: *const AccountsHandle,
    token: Text,
    r#type: i32,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<UserAndIdentity>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let proof = context::taken(context, &["proof"])?.text("proof");
        accounts.verify_magic_link(token.read("token")?, Number::named(r#type, "type")?, proof)
    })
}

/// Queues a message with a link and a code for an identity. `type` is one of
/// `EZAUTH_VERIFICATION_TYPE_..`: `recovery` needs a verified email identity, the others an
/// identity of that type. The result is a flow handle, as above.
///
/// The context may have `ip` and `user_agent`. `*result` is to be freed with `ezauth_secret_free`.
///
/// Where the last message is too recent, or too many went out, nothing is sent, what is out stays
/// good, and the handle works with it.
///
/// Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_DISABLED`, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on
/// `identity`, `type`, `ip` and `user_agent`, `EZAUTH_INVALID_CONFIG` as for
/// `ezauth_request_email_verification`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_issue_identity_verification(
    accounts: *const AccountsHandle,
    identity: Text,
    r#type: i32,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<Secret>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let (identity, of_type) =
            (identity.read("identity")?.parse()?, Number::named(r#type, "type")?);
        accounts.issue_identity_verification(identity, of_type, &context.caller())
    })
}

/// Uses up a code for a value and returns whom it proves; opens no session. A wrong code costs one
/// of `code_attempts`; white space that somebody has pasted along is for the host to trim. `type`
/// is one of `EZAUTH_VERIFICATION_TYPE_..`.
///
/// The context may have a `proof`, without which the inbox alone is trusted, as for
/// `ezauth_verify_magic_link`. `*result` is to be freed with `ezauth_user_and_identity_free`.
///
/// Errors: as for `ezauth_verify_magic_link`, and `EZAUTH_INVALID_ARGUMENT` on `code` and `value`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_verify_magic_code(
    accounts: *const AccountsHandle,
    code: Text,
    r#type: i32,
    value: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<UserAndIdentity>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &["proof"])?;
        let (code, value) = (code.read("code")?, value.read("value")?);
        let of_type = Number::named(r#type, "type")?;
        accounts.verify_magic_code(code, of_type, value, context.text("proof"))
    })
}

/// What a link token would prove, without using it up: for the GET of a link, which mail scanners
/// make too. NULL for what is unknown, used or expired.
///
/// `*result` is to be freed with `ezauth_verification_free`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_peek_magic_link(
    accounts: *const AccountsHandle,
    token: Text,
    result: Option<&mut MaybeUninit<Option<Box<Verification>>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| accounts.peek_magic_link(token.read("token")?))
}
