//! What an operation may be given besides its arguments.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::mem::MaybeUninit;

use ezauth_core::domain::input::Context as Caller;
use ezauth_core::{Error as CoreError, FieldReason, Result};
use safer_ffi::prelude::{derive_ReprC, repr_c::Box};
use zeroize::Zeroizing;

use crate::boundary::Text;
use crate::call::{call, given, owned, quietly};
use crate::error::Error;
use crate::status::Status;

/// What an operation may be given besides its arguments. One thread at a time may change it; any
/// number may call with it.
#[derive_ReprC]
#[repr(opaque)]
#[derive(Default)]
pub struct Context {
    caller: Caller,
    proof: Option<Zeroizing<String>>,
}

/// Who calls, for an operation that takes nothing else besides its arguments.
///
/// # Errors
/// `invalid_argument` on what the operation does not take: a proof that is ignored would prove
/// nothing.
pub(crate) fn caller(context: Option<&Context>) -> Result<Caller> {
    match proof(context) {
        None => Ok(context.map(|context| context.caller.clone()).unwrap_or_default()),
        Some(_) => Err(CoreError::invalid_argument("proof", FieldReason::NotAllowed)),
    }
}

/// The proof, if one is given.
pub(crate) fn proof(context: Option<&Context>) -> Option<&str> {
    context?.proof.as_ref().map(|proof| proof.as_str())
}

/// An empty context. To be freed with `ezauth_context_free`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_context_new() -> Box<Context> {
    owned(Context::default())
}

/// Sets one part of a context by its name. An operation that does not take what is given refuses it;
/// every operation takes the first two.
///
/// - `ip`: the address that the request came from, IPv4 or IPv6
/// - `user_agent`: the program that it came from
/// - `proof`: for `ezauth_verify_magic_link`, a flow handle or the account's password
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on the name, if it is not known. What the value must be is
/// checked by the operation.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_context_set(
    context: Option<&mut Context>,
    name: Text,
    value: Text,
    error: Option<&mut MaybeUninit<Box<Error>>>,
) -> Status {
    call(error, || {
        let context = given(context, "context")?;
        let (name, value) = (name.read("name")?, value.read("value")?.to_owned());
        match name {
            "ip" => context.caller.ip = Some(value),
            "user_agent" => context.caller.user_agent = Some(value),
            "proof" => context.proof = Some(Zeroizing::new(value)),
            _ => return Err(CoreError::invalid_argument(name.to_owned(), FieldReason::Unknown)),
        }
        Ok(())
    })
}

/// Frees a context. NULL is ignored; freeing one twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_context_free(context: Option<Box<Context>>) {
    quietly(|| drop(context));
}
