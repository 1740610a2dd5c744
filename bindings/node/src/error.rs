//! Errors on their way to JavaScript: an `Error` with the whole detail as properties. `lib/` makes an
//! `EzAuthError` of it, on the stack of whoever called.

use ezauth_core::{Error, FieldError, FieldReason, contain};
use napi::bindgen_prelude::{JsObjectValue, Object};
use napi::{Env, JsTypeError, JsValue, Result};

use crate::names::camel_case;

/// What the library refused.
pub(crate) fn refused(env: &Env, error: &Error) -> napi::Error {
    let plain = napi::Error::from_reason(error.to_string());
    thrown(env.create_error(plain).and_then(|object| described(env, object, error)))
}

/// A value of the wrong JavaScript type: a mistake in the program, so it is a `TypeError`. It has the
/// detail of what the library would have answered, had the value got there.
pub(crate) fn wrong_type(env: &Env, name: &'static str, expected: &str) -> napi::Error {
    let plain = napi::Error::from_reason(format!("`{name}` must be {expected}"));
    let object = JsTypeError::from(plain).into_unknown(Env::from_raw(env.raw()));
    let error = Error::invalid_argument(name, FieldReason::WrongType);
    thrown(object.coerce_to_object().and_then(|object| described(env, object, &error)))
}

/// Runs what converts, and turns a panic into an error: nothing unwinds into Node.
pub(crate) fn contained<T>(env: &Env, convert: impl FnOnce() -> Result<T>) -> Result<T> {
    contain(|| Ok(convert())).unwrap_or_else(|error| Err(refused(env, &error)))
}

fn thrown(object: Result<Object<'_>>) -> napi::Error {
    object.map_or_else(|failure| failure, |object| object.to_unknown().into())
}

fn described<'env>(
    env: &'env Env,
    mut object: Object<'env>,
    error: &Error,
) -> Result<Object<'env>> {
    object.set("code", error.kind().name())?;
    object.set("number", error.kind().number())?;
    let fields = error.fields().iter().map(|field| described_field(env, field));
    object.set("fields", fields.collect::<Result<Vec<Object<'_>>>>()?)?;
    if let Some(wait) = error.retry_after() {
        object.set("retryAfter", wait.as_millis() as f64)?;
    }
    if let Some(reason) = error.storage_reason() {
        object.set("storage", reason.name())?;
    }
    Ok(object)
}

fn described_field<'env>(env: &'env Env, error: &FieldError) -> Result<Object<'env>> {
    let mut field = Object::new(env)?;
    field.set_named_property("field", camel_case(&error.field))?;
    field.set_named_property("reason", error.reason.name())?;
    Ok(field)
}
