//! What an operation may be given besides its arguments.

#![expect(unsafe_code, reason = "the attribute that exports a name")]

use std::collections::BTreeMap;
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
pub struct Context(BTreeMap<&'static str, Zeroizing<String>>);

/// Every name that some operation takes.
const NAMES: [&str; 6] = ["ip", "user_agent", "proof", "handle", "replaces", "cursor"];

/// The names of who calls.
pub(crate) const CALLER: [&str; 2] = ["ip", "user_agent"];

/// What is in a context, all of which the operation takes.
#[derive(Clone, Copy)]
pub(crate) struct Taken<'a>(Option<&'a Context>);

/// What a context has for an operation that takes these names.
///
/// # Errors
/// `invalid_argument` on every other: a proof that is not looked at would prove nothing.
pub(crate) fn taken<'a>(context: Option<&'a Context>, names: &[&str]) -> Result<Taken<'a>> {
    let parts = context.into_iter().flat_map(|context| context.0.keys());
    let mut others = parts.filter(|name| !names.contains(name));
    let Some(first) = others.next() else { return Ok(Taken(context)) };
    let error = CoreError::invalid_argument(*first, FieldReason::NotAllowed);
    Err(others.fold(error, |error, name| error.with_field(*name, FieldReason::NotAllowed)))
}

impl<'a> Taken<'a> {
    pub(crate) fn text(self, name: &str) -> Option<&'a str> {
        self.0?.0.get(name).map(|text| text.as_str())
    }

    pub(crate) fn caller(self) -> Caller {
        let text = |name| self.text(name).map(str::to_owned);
        Caller { ip: text("ip"), user_agent: text("user_agent") }
    }
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
/// - `handle`: a flow handle
/// - `replaces`: the id of the identity that another takes the place of
/// - `cursor`: where to go on
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
        // The name is not told: with name and value exchanged it is a secret.
        let known = NAMES.into_iter().find(|known| *known == name);
        let known =
            known.ok_or_else(|| CoreError::invalid_argument("name", FieldReason::Unknown))?;
        context.0.insert(known, Zeroizing::new(value.to_owned()));
        Ok(())
    })
}

/// Frees a context. NULL is ignored; freeing one twice is undefined.
#[unsafe(no_mangle)]
pub extern "C" fn ezauth_context_free(context: Option<Box<Context>>) {
    quietly(|| drop(context));
}
