//! Arguments, as the types that the core takes. A wrong JavaScript type is a `TypeError`, and what no text
//! or number of the core can hold is refused; whether a value is good, the core finds out.

use std::str::FromStr;
use std::time::Duration;

use ezauth_core::domain::{Context, EventFilter, Timestamp, UserFilter};
use ezauth_core::{Error, FieldReason};
use napi::bindgen_prelude::{JsObjectValue, Object};
use napi::{Env, JsValue, Result, Unknown, ValueType};

use crate::error::{contained, refused, wrong_type};
use crate::js::json_function;
use crate::text::Text;

/// A text.
pub(crate) fn text(name: &'static str, value: Unknown<'_>) -> Result<Text> {
    reading(value, || match value.get_type()? {
        ValueType::String => {
            Text::decoded(value)?.ok_or_else(|| refuse(&value, name, FieldReason::Malformed))
        }
        _ => Err(wrong_type(&env_of(&value), name, "a string")),
    })
}

/// A text that may be left out.
pub(crate) fn optional_text(name: &'static str, value: Unknown<'_>) -> Result<Option<Text>> {
    given(value)?.map(|value| text(name, value)).transpose()
}

/// An id or a name. The core knows what the value is, and not which parameter it was given as: `replaces`
/// is an identity.
pub(crate) fn parsed<T: FromStr<Err = Error>>(name: &'static str, value: Unknown<'_>) -> Result<T> {
    let text = text(name, value)?;
    reading(value, || {
        text.parse().map_err(|error: Error| match error.fields().first() {
            Some(field) => refuse(&value, name, field.reason),
            None => refused(&env_of(&value), &error),
        })
    })
}

/// An id or a name that may be left out.
pub(crate) fn optional_parsed<T: FromStr<Err = Error>>(
    name: &'static str,
    value: Unknown<'_>,
) -> Result<Option<T>> {
    given(value)?.map(|value| parsed(name, value)).transpose()
}

/// A whole number that is not negative.
pub(crate) fn whole_number(name: &'static str, value: Unknown<'_>) -> Result<u64> {
    reading(value, || {
        let number = number(name, value)?;
        let whole = number as u64;
        match whole as f64 == number {
            true => Ok(whole),
            false => Err(refuse(&value, name, FieldReason::OutOfRange)),
        }
    })
}

/// A number of milliseconds.
pub(crate) fn duration(name: &'static str, value: Unknown<'_>) -> Result<Duration> {
    reading(value, || {
        Duration::try_from_secs_f64(number(name, value)? / 1000.0)
            .map_err(|_| refuse(&value, name, FieldReason::OutOfRange))
    })
}

/// A `Date`.
pub(crate) fn time(name: &'static str, value: Unknown<'_>) -> Result<Timestamp> {
    reading(value, || {
        if !value.is_date()? {
            return Err(wrong_type(&env_of(&value), name, "a Date"));
        }
        let millis = value.coerce_to_number()?.get_double()?;
        match millis.is_nan() {
            true => Err(refuse(&value, name, FieldReason::Malformed)),
            false => Ok(Timestamp::from_millis(millis as i64)),
        }
    })
}

/// What a host knows of the caller, if it says so.
pub(crate) fn context(value: Unknown<'_>) -> Result<Context> {
    reading(value, || {
        let Some(context) = given(value)? else { return Ok(Context::default()) };
        let context = object("context", context)?;
        refuse_unknown("context", &context, &["ip", "userAgent"])?;
        let told = |name| optional_text(name, member(&context, name)?);
        Ok(Context {
            ip: told("ip")?.map(|ip| ip.to_string()),
            user_agent: told("userAgent")?.map(|user_agent| user_agent.to_string()),
        })
    })
}

/// Which events to list, if the caller says so.
pub(crate) fn filter(value: Unknown<'_>) -> Result<EventFilter> {
    reading(value, || {
        let Some(filter) = given(value)? else { return Ok(EventFilter::default()) };
        let filter = object("filter", filter)?;
        refuse_unknown("filter", &filter, &["user", "type", "limit"])?;
        let [event_type, limit] = ["type", "limit"].map(|name| member(&filter, name));
        Ok(EventFilter {
            // One that is `undefined` or `null` is refused: it must not turn into everybody.
            user: match Object::keys(&filter)?.iter().any(|name| name == "user") {
                true => Some(parsed("user", member(&filter, "user")?)?),
                false => None,
            },
            event_type: given(event_type?)?.map(|it| parsed("type", it)).transpose()?,
            limit: given(limit?)?.map(|limit| whole_number("limit", limit)).transpose()?,
        })
    })
}

/// Which users to list, if the caller says so.
pub(crate) fn user_filter(value: Unknown<'_>) -> Result<UserFilter> {
    reading(value, || {
        let Some(filter) = given(value)? else { return Ok(UserFilter::default()) };
        let filter = object("filter", filter)?;
        refuse_unknown("filter", &filter, &["disabled", "limit"])?;
        let [disabled, limit] = ["disabled", "limit"].map(|name| member(&filter, name));
        Ok(UserFilter {
            disabled: given(disabled?)?.map(|it| flag("disabled", it)).transpose()?,
            limit: given(limit?)?.map(|limit| whole_number("limit", limit)).transpose()?,
        })
    })
}

/// Refuses an object with other members than these: one that is misspelled would be as if left out.
fn refuse_unknown(name: &'static str, given: &Object<'_>, known: &[&str]) -> Result<()> {
    match Object::keys(given)?.iter().all(|member| known.contains(&member.as_str())) {
        true => Ok(()),
        false => {
            let error = Error::invalid_argument(name, FieldReason::Unknown);
            Err(refused(&env_of(given), &error))
        }
    }
}

/// Changes as JSON: what `JSON.stringify` makes of an object, or a text that is JSON already.
pub(crate) fn json(name: &'static str, value: Unknown<'_>) -> Result<Text> {
    reading(value, || {
        if value.get_type()? == ValueType::String {
            return text(name, value);
        }
        object(name, value)?;
        text(name, json_function(&env_of(&value), "stringify")?.call(value)?)
    })
}

/// Reads a value, and turns a panic into an error: nothing unwinds into Node.
pub(crate) fn reading<T>(value: Unknown<'_>, read: impl FnOnce() -> Result<T>) -> Result<T> {
    contained(&env_of(&value), || {
        #[cfg(feature = "seeded-faults")]
        crate::faults::panic_if_seeded(crate::faults::IN_AN_ARGUMENT);
        read()
    })
}

pub(crate) fn object<'env>(name: &'static str, value: Unknown<'env>) -> Result<Object<'env>> {
    match value.get_type()? {
        ValueType::Object => value.coerce_to_object(),
        _ => Err(wrong_type(&env_of(&value), name, "an object")),
    }
}

pub(crate) fn member<'env>(of: &Object<'env>, name: &str) -> Result<Unknown<'env>> {
    of.get_named_property_unchecked(name)
}

/// The value, unless it is `undefined` or `null`.
pub(crate) fn given(value: Unknown<'_>) -> Result<Option<Unknown<'_>>> {
    let absent = matches!(value.get_type()?, ValueType::Undefined | ValueType::Null);
    Ok((!absent).then_some(value))
}

pub(crate) fn env_of<'env>(value: &impl JsValue<'env>) -> Env {
    Env::from_raw(value.value().env)
}

fn flag(name: &'static str, value: Unknown<'_>) -> Result<bool> {
    match value.get_type()? {
        ValueType::Boolean => value.coerce_to_bool(),
        _ => Err(wrong_type(&env_of(&value), name, "a boolean")),
    }
}

fn number(name: &'static str, value: Unknown<'_>) -> Result<f64> {
    match value.get_type()? {
        ValueType::Number => value.coerce_to_number()?.get_double(),
        _ => Err(wrong_type(&env_of(&value), name, "a number")),
    }
}

fn refuse(value: &Unknown<'_>, name: &'static str, reason: FieldReason) -> napi::Error {
    refused(&env_of(value), &Error::invalid_argument(name, reason))
}
