//! Proving an address.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::operation;
use crate::context::{self, Context};
use crate::error::Error;
use crate::numbers::verification_type;
use crate::records::UserAndIdentity;
use crate::records::secret::Secret;
use crate::status::Status;

/// Queues a mail with a link and a code for an identity. The result is a flow handle: a secret for
/// the browser of whoever asked, and a proof for `ezauth_verify_magic_link`.
///
/// `*result` is to be freed with `ezauth_secret_free`.
///
/// Errors: `EZAUTH_NOT_FOUND`, `EZAUTH_DISABLED`, `EZAUTH_INVALID_ARGUMENT` on `identity`.
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
        let proof = context::proof(context)?;
        accounts.verify_magic_link(token.read("token")?, verification_type(r#type)?, proof)
    })
}
