//! What an operation may be given besides its arguments.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::mem::MaybeUninit;

use ezauth_core::domain::Context as Caller;
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

/// Who calls, for an operation that takes that and nothing else.
///
/// # Errors
/// `invalid_argument` on the proof: one that is not looked at would prove nothing.
pub(crate) fn caller(context: Option<&Context>) -> Result<Caller> {
    let Some(context) = context else { return Ok(Caller::default()) };
    refuse(&[("proof", context.proof.is_some())])?;
    Ok(context.caller.clone())
}

/// The proof, for an operation that takes that and nothing else.
///
/// # Errors
/// `invalid_argument` on what says who calls.
pub(crate) fn proof(context: Option<&Context>) -> Result<Option<&str>> {
    let Some(context) = context else { return Ok(None) };
    let Caller { ip, user_agent } = &context.caller;
    refuse(&[("ip", ip.is_some()), ("user_agent", user_agent.is_some())])?;
    Ok(context.proof.as_ref().map(|proof| proof.as_str()))
}

/// Refuses what is given and not taken, all of it in one error.
fn refuse(parts: &[(&'static str, bool)]) -> Result<()> {
    let mut given = parts.iter().filter(|(_, given)| *given);
    let Some((first, _)) = given.next() else { return Ok(()) };
    let error = CoreError::invalid_argument(*first, FieldReason::NotAllowed);
    Err(given.fold(error, |error, (name, _)| error.with_field(*name, FieldReason::NotAllowed)))
}

/// An empty context. To be freed with `ezauth_context_free`.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_context_new() -> Box<Context> {
    owned(Context::default())
}

/// Sets one part of a context by its name. Each operation says which it takes, and refuses the others.
///
/// - `ip`: the address that the request came from, IPv4 or IPv6
/// - `user_agent`: the program that it came from
/// - `proof`: a flow handle or the account's password
///
/// Errors: `EZAUTH_INVALID_ARGUMENT` on `name`, if it is not known. What the value must be is
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
        let (name, value) = (name.read("name")?, value.read("value")?);
        match name {
            "ip" => context.caller.ip = Some(value.to_owned()),
            "user_agent" => context.caller.user_agent = Some(value.to_owned()),
            "proof" => context.proof = Some(Zeroizing::new(value.to_owned())),
            // Not the name that was given: with name and value exchanged it is a secret.
            _ => return Err(CoreError::invalid_argument("name", FieldReason::Unknown)),
        }
        Ok(())
    })
}

/// Frees a context. NULL is ignored; freeing one twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_context_free(context: Option<Box<Context>>) {
    quietly(|| drop(context));
}
