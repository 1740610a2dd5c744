//! Signing up, where nobody learns whether an address has an account.

use std::mem::MaybeUninit;

use safer_ffi::prelude::repr_c::Box;

use crate::accounts::AccountsHandle;
use crate::boundary::Text;
use crate::call::{act, operation};
use crate::context::{self, CALLER, Context};
use crate::error::Error;
use crate::records::SignIn;
use crate::records::secret::Secret;
use crate::status::Status;

/// Keeps a wish to have an account, and queues a mail with a link and a code. Where somebody has
/// verified the address, its owner gets a notice instead, and the answer is the same. There is no
/// user before the inbox has answered.
///
/// The result is a flow handle: a secret for the browser of whoever asked, and the proof with which
/// the wish is confirmed. The context may have `ip` and `user_agent`. `*result` is to be freed with
/// `ezauth_secret_free`.
///
/// Errors: `EZAUTH_WEAK_PASSWORD`, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on `email`,
/// `password`, `ip` and `user_agent`, `EZAUTH_INVALID_CONFIG` on `key` if the key has been replaced
/// since the accounts were opened.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_sign_up_with_password(
    accounts: *const AccountsHandle,
    email: Text,
    password: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<Secret>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        let (email, password) = (email.read("email")?, password.read("password")?);
        accounts.sign_up_with_password(email, password, &context.caller())
    })
}

/// Makes the account of a wish with the link from its inbox, verified, and signs in.
///
/// The context may have `ip`, `user_agent` and `proof`: the flow handle or the password of the
/// wish, which shows whose wish it is. With the handle any live link to the address will do, also
/// one that somebody else has asked for. `*result` is to be freed with `ezauth_sign_in_free`.
///
/// Errors: `EZAUTH_INVALID_TOKEN`, `EZAUTH_PROOF_REQUIRED` without a proof, and nothing is used up,
/// `EZAUTH_INVALID_CREDENTIALS` if the proof is a wrong password, `EZAUTH_ALREADY_CLAIMED` if
/// somebody has verified the address meanwhile, `EZAUTH_RATE_LIMITED`, `EZAUTH_INVALID_ARGUMENT` on
/// what is in the context.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_confirm_sign_up_with_link(
    accounts: *const AccountsHandle,
    token: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<SignIn>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &["ip", "user_agent", "proof"])?;
        let (proof, caller) = (context.text("proof"), context.caller());
        accounts.confirm_sign_up_with_link(token.read("token")?, proof, &caller)
    })
}

/// Makes the account of a wish with the code from its inbox, as `ezauth_confirm_sign_up_with_link`
/// does with its link. A wrong code costs one of `code_attempts`; with the handle, of the handle's
/// own, so that nobody else can use them up.
///
/// The context may have `ip`, `user_agent` and `proof`. `*result` is to be freed with
/// `ezauth_sign_in_free`.
///
/// Errors: as for `ezauth_confirm_sign_up_with_link`, and `EZAUTH_INVALID_ARGUMENT` on `email` and
/// `code`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_confirm_sign_up_with_code(
    accounts: *const AccountsHandle,
    email: Text,
    code: Text,
    context: Option<&Context>,
    result: Option<&mut MaybeUninit<Box<SignIn>>>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    operation(accounts, result, error, |accounts| {
        let context = context::taken(context, &["ip", "user_agent", "proof"])?;
        let (email, code) = (email.read("email")?, code.read("code")?);
        let (proof, caller) = (context.text("proof"), context.caller());
        accounts.confirm_sign_up_with_code(email, code, proof, &caller)
    })
}

/// Queues the mail of a wish again, with another link and code, by the flow handle that
/// `ezauth_sign_up_with_password` returned. The handle stays, with what is left of its attempts.
///
/// The context may have `ip` and `user_agent`.
///
/// Errors: `EZAUTH_INVALID_TOKEN` if there is no such wish, `EZAUTH_RATE_LIMITED`,
/// `EZAUTH_INVALID_ARGUMENT` on `ip` and `user_agent`, `EZAUTH_INVALID_CONFIG` as for
/// `ezauth_sign_up_with_password`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_resend_sign_up(
    accounts: *const AccountsHandle,
    handle: Text,
    context: Option<&Context>,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    act(accounts, error, |accounts| {
        let context = context::taken(context, &CALLER)?;
        accounts.resend_sign_up(handle.read("handle")?, &context.caller())
    })
}
